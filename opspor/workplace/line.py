"""A thread with a queue: how work comes to the vault, one piece after the other, drafts first."""

import itertools
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from opspor.domain.changes import Changes
from opspor.domain.errors import Fault, KnownError
from opspor.store import Engine
from opspor.usecases.desk import Desk

T = TypeVar("T")
Listener = Callable[[Changes], None]

# Lets go of what a finished task knew, by calling what it is given. Parts of a window may only be freed by its thread.
Free = Callable[[Callable[[], None]], object]

CLOSED = Fault("LAAS-LUKKET", "opspor er låst. Det, der stod »Gemt« ved, er gemt. Lås op, og prøv igen.")
DRAFTS, OTHER, _END = 0, 1, 2
_PATIENCE = 2.0  # seconds that locking waits for what is under way


def _here(clear: Callable[[], None]) -> None:
    clear()


@dataclass(order=True, slots=True)
class _Task:
    """Something to do on a thread, in the order of ``urgency`` and then of arrival."""

    urgency: int
    number: int
    work: Callable[[Desk], Any] = field(compare=False)
    future: "Future[Any]" = field(compare=False)


class Line(threading.Thread):
    """A thread with a queue of tasks that are done one after the other at desks over one engine."""

    def __init__(
        self, name: str, engine: Engine, desk: Callable[[Engine], Desk], done: Listener, log: Callable[[Desk], None]
    ) -> None:
        """``done`` hears what was changed; ``log`` writes what was read or refused, before the answer is out."""
        super().__init__(name=name, daemon=True)
        self._engine, self._desk, self._done, self._log = engine, desk, done, log
        self._tasks: queue.PriorityQueue[_Task] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._open = True
        self.free: Free = _here

    def use(self, engine: Engine) -> None:
        """Give the tasks to come another engine. Only from one of its own tasks, or while it is ``held``."""
        self._engine = engine

    @contextmanager
    def held(self) -> Iterator[None]:
        """Inside the block no task runs: what is under way is finished first. Not from one of its own tasks."""
        waiting, go_on = threading.Event(), threading.Event()

        def wait(_desk: Desk) -> None:
            waiting.set()
            go_on.wait()

        if self.put(DRAFTS, wait).done():
            raise KnownError(CLOSED)
        waiting.wait()
        try:
            yield
        finally:
            go_on.set()

    def put(self, urgency: int, work: Callable[[Desk], T]) -> "Future[T]":
        future: Future[T] = Future()
        if self._open:
            self._tasks.put(_Task(urgency, next(self._numbers), work, future))
        else:
            future.set_exception(KnownError(CLOSED))
        return future

    def run(self) -> None:
        while True:
            finished: list[_Task] = []
            goes_on = self._next(finished)
            self.free(finished.clear)
            if not goes_on:
                return

    def _next(self, finished: list[_Task]) -> bool:
        """Do the next task, of which this thread knows nothing more afterwards than ``finished``."""
        task = self._tasks.get()
        finished.append(task)
        if task.urgency == _END:
            return False
        if not task.future.set_running_or_notify_cancel():
            return True
        if not self._open and task.urgency != DRAFTS:
            task.future.set_exception(KnownError(CLOSED))
            return True
        desk = self._desk(self._engine)
        try:
            try:
                result = task.work(desk)
            finally:
                self._log(desk)
            self._done(desk.changes)
        except BaseException as error:  # noqa: BLE001  the future carries it to whoever asked
            task.future.set_exception(error)
            del task  # the error remembers this frame: a ring that only the garbage collector could break
        else:
            task.future.set_result(result)
        return True

    def end(self) -> bool:
        """Take nothing new, do the drafts that wait, give the rest back, and stop; false if it takes too long."""
        self._open = False
        self._tasks.put(_Task(_END, next(self._numbers), lambda _: None, Future()))
        self.join(_PATIENCE)
        return not self.is_alive()
