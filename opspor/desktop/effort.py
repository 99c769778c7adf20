"""Long work that counts what it has done and can be stopped, shown over a page."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import ProgressOverlay
from opspor.domain.errors import KnownError

T = TypeVar("T")

Progress = Callable[[int, int], None]  # done, of
Stop = Callable[[], bool]

_LOOK_MS = 100


class Effort(QObject):
    """One piece of work at a time, on a thread of its own, over ``overlay``.

    How far it is, is looked at now and then and not told by a signal: a signal from a thread to a page that is just
    being deleted ends the process. ``running`` says whether something is being done now.
    """

    def __init__(self, overlay: ProgressOverlay) -> None:
        super().__init__(overlay)
        self._overlay = overlay
        self._stop = threading.Event()
        self._part = (0, 0)
        self.running = False
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._show)
        overlay.stopped.connect(self.stop)

    def begin(
        self,
        words: str,
        work: Callable[[Progress, Stop], T],
        done: Callable[[T], object],
        failed: Callable[[KnownError], object],
        *,
        can_stop: bool = True,
    ) -> "Future[T]":
        """Does ``work``, which is given how to tell progress and whether to stop; then calls ``done`` or ``failed``,
        if the page still lives. The page asks ``running`` first.
        """
        self.running = True
        self._stop, self._part = threading.Event(), (0, 0)
        stop = self._stop
        self._overlay.start(words, can_stop=can_stop)
        self._looks.start()

        def advance(so_far: int, of: int) -> None:
            self._part = (so_far, of)

        def over(then: Callable[[], object]) -> None:
            self.running = False
            self._looks.stop()
            self._overlay.finish()
            then()

        future = in_background(lambda: work(advance, stop.is_set))
        ask(
            future,
            self._overlay,
            lambda result: over(lambda: done(result)),
            lambda error: over(lambda: failed(error)),
        )
        return future

    def stop(self) -> None:
        """The work is to end as soon as it can."""
        self._stop.set()

    def _show(self) -> None:
        done, of = self._part
        if of and not self._stop.is_set():
            percent = min(100, 100 * done // of)
            self._overlay.advance(percent, 100, f"{percent} %")
