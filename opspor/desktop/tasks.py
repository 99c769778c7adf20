"""How an answer from another thread comes to a page: once, on the window's thread, or never when the page is gone."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from functools import cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from opspor.desktop.widgets.told import MessageKind, message_of, tell
from opspor.domain.errors import KnownError

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


_numbers = count()
_under_way: dict[int, tuple[Callable[[], object], Future[Any]]] = {}


def in_background(work: Callable[[], T]) -> Future[T]:
    """Do ``work`` on a thread of its own: what takes long and is no use case, e.g. deriving a key or reading a file.

    What ``work`` and the answer know of the window is freed by the window's thread: a part of it, or what is connected
    to one, that another thread frees while the window works ends the process or stands still for ever.
    """
    from concurrent.futures import Future  # the lock screen has no use for it

    future: Future[T] = Future()
    number = next(_numbers)
    _under_way[number] = work, future
    _carrier()
    threading.Thread(target=_run, args=(number,), name="opspor-work", daemon=True).start()
    return future


def busy() -> bool:
    """Whether something that ``in_background`` began has not come to its end."""
    return bool(_under_way)


def _run(number: int) -> None:
    _do(*_under_way[number])
    _carrier().carry(partial(_under_way.pop, number))  # by now this thread knows nothing of it


def _do(work: Callable[[], T], future: Future[T]) -> None:
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001  the future carries it to whoever asked
        future.set_exception(error)
        del work, future  # the error remembers this frame: a ring that only the garbage collector could break
    else:
        future.set_result(result)


class _Carrier(QObject):
    """Carries every answer over. It belongs to nobody and is never deleted: an answer may come at the very moment when
    whoever asked is being deleted, and a signal of something half deleted ends the process."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._gate, self._open = threading.Lock(), True
        self._left: list[object] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def carry(self, deliver: Callable[[], object]) -> None:
        """Has ``deliver`` called on the window's thread, from any thread; not any more when the program ends."""
        with self._gate:
            if self._open:
                self._arrived.emit(deliver)
            else:
                self._left.append(deliver)  # nor may the other thread free what it knows

    def end(self) -> None:
        """The program ends: Qt is about to be taken down, also under threads that still work."""
        with self._gate:
            self._open = False

    def _deliver(self, deliver: Callable[[], object]) -> None:
        deliver()


@cache
def _carrier() -> _Carrier:
    """Made on the window's thread, by the first who asks."""
    made = _Carrier()
    atexit.register(made.end)  # what is registered last is called first: Qt's own comes after
    return made


def to_window() -> Callable[[Callable[[], object]], None]:
    """What has something called on the window's thread, from any other. Ask for it on the window's thread."""
    return _carrier().carry


def say(owner: QWidget, words: Callable[[], object]) -> None:
    """Calls ``words`` on the window's thread, from any other, if ``owner`` still lives then: how far work has come.

    For work that a page has begun, so that ``ask`` was called before.
    """
    _carrier().carry(lambda: words() if isValid(owner) else None)


def ask(
    future: Future[T],
    owner: QWidget,
    done: Callable[[T], object],
    failed: Callable[[KnownError], object] | None = None,
) -> None:
    """Calls ``done(result)`` on the window's thread when ``future`` is ready, if ``owner`` still lives then.

    A ``KnownError`` goes to ``failed``, or as a message line to the page that ``owner`` stands on. A cancelled future
    calls nothing. Anything else is a bug of ours: the crash window.
    """
    carrier = _carrier()

    def deliver(ready: Future[T]) -> None:
        if isValid(owner):
            _deliver(ready, owner, done, failed)

    # not ``future`` itself: what it holds must not hold it, a ring that only the garbage collector could break
    future.add_done_callback(lambda ready: carrier.carry(partial(deliver, ready)))


def _deliver(
    ready: Future[T],
    owner: QWidget,
    done: Callable[[T], object],
    failed: Callable[[KnownError], object] | None,
) -> None:
    if ready.cancelled():
        return
    error = ready.exception()
    if error is None:
        done(ready.result())
    elif isinstance(error, KnownError):
        if failed is not None:
            failed(error)
        else:
            tell(owner, message_of(MessageKind.DANGER, str(error)))
    else:
        from opspor.desktop.crash import show_crash

        show_crash(error)
