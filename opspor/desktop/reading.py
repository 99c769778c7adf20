"""What a page shows, read again when it changes: never two reads at a time, and never one too few."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.tasks import ask
from opspor.desktop.widgets.told import MessageKind, message_of, tell
from opspor.domain.access import REFUSED
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import KnownError
from opspor.usecases.children import NO_SUCH_CHILD

T = TypeVar("T")
_GONE = (NO_SUCH_CHILD, REFUSED)  # the child was deleted, or is none of theirs any more, while its page was open


def _show_content(owner: QWidget, *, shown: bool) -> None:
    """Show or hide all that stands on the page that ``owner`` is on; the name of what is gone goes too."""
    page: QWidget | None = owner
    while page is not None and not isinstance(page, Page | FocusPage):
        page = page.parentWidget()
    if page is None:
        owner.setVisible(shown)
        return
    page.work_area.content.setVisible(shown)
    if not shown:
        page.set_title("")


class Reading(Generic[T]):
    """One question to the workplace that a page shows the answer of. It is asked at once, and again by ``refresh``."""

    def __init__(
        self, owner: QWidget, question: Callable[[], Future[T]], show: Callable[[T], object], *kinds: Kind
    ) -> None:
        self._owner, self._question, self._show, self._kinds = owner, question, show, kinds
        self._asking = self._stale = self._shown = self._gone = False
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Ask again if ``changes`` touch what is shown. The first call, with every kind, finds the question asked."""
        if not changes.touches(*self._kinds):
            return
        if not self._asking:
            self._ask()
        elif len(changes.kinds) < len(Kind):
            self._stale = True

    def _ask(self) -> None:
        self._asking = True
        ask(self._question(), self._owner, self._arrived, self._failed)

    def _arrived(self, answer: T) -> None:
        if not self._again():
            if self._gone:
                self._gone = False
                _show_content(self._owner, shown=True)
            self._shown = True
            self._show(answer)

    def _failed(self, error: KnownError) -> None:
        if not self._again():
            if self._shown and error.fault in _GONE:
                self._gone = True
                _show_content(self._owner, shown=False)
            tell(self._owner, message_of(MessageKind.DANGER, str(error)))

    def _again(self) -> bool:
        self._asking = False
        if self._stale:
            self._stale = False
            self._ask()
            return True
        return False
