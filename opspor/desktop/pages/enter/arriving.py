"""Opening a vault on a thread, so that it is never left open when the page has gone meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future

from opspor.desktop.page import FocusPage
from opspor.desktop.tasks import ask, in_background, to_window
from opspor.domain.errors import KnownError
from opspor.workplace import Workplace


class Arriving:
    """One way in: ``start`` opens, ``arrived`` gets the workplace unless the page was left before."""

    def __init__(self, page: FocusPage, arrived: Callable[[Workplace], object]) -> None:
        self._page, self._arrived = page, arrived
        self._opening: Future[Workplace] | None = None
        self._left = False

    def start(
        self,
        words: str,
        work: Callable[[], Workplace],
        failed: Callable[[KnownError], object],
        *,
        can_stop: bool = False,
    ) -> None:
        """Does ``work`` on a thread, with progress in words. A second call while it runs does nothing."""
        if self._opening is not None:
            return
        self._page.message_line.clear()
        self._page.progress.start(words, can_stop=can_stop)
        self._opening = in_background(work)
        ask(self._opening, self._page, self._done, lambda error: self._failed(error, failed))

    def leave(self) -> None:
        """The page goes away. What is opened after this is closed at once."""
        self._left = True
        if self._opening is not None:
            self._opening.add_done_callback(_close)

    def _done(self, place: Workplace) -> None:
        self._opening = None
        self._page.progress.finish()
        if not self._left:
            place.freed_by(to_window())  # the page may work in it before the program takes it over
            self._arrived(place)

    def _failed(self, error: KnownError, failed: Callable[[KnownError], object]) -> None:
        self._opening = None
        self._page.progress.finish()
        failed(error)


def _close(opening: "Future[Workplace]") -> None:
    if opening.exception() is None:
        opening.result().close()
