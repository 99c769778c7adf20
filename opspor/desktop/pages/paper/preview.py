"""How the paper looks now: drawn on the reader's thread a moment after the last key."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Column, Message, MessageKind, MessageLine, PreviewPage, message_of
from opspor.documents import preview
from opspor.domain.errors import KnownError
from opspor.domain.paper import PaperDraft
from opspor.usecases import papers
from opspor.usecases.desk import Desk
from opspor.usecases.papers import PaperSheet

FIRST_MS = 100  # after the form is there: what one writes in comes before how it looks
QUIET_MS = 600  # after the last key
_WIDTH_PX = 1000  # sharp also where the preview stands below at 200 %


def pictures(desk: Desk, sheet: PaperSheet, draft: PaperDraft) -> tuple[list[bytes], tuple[str, ...]]:
    """The pages as pictures (PPM), and the characters that can't be shown. Raises what ``papers.preview`` raises."""
    made = papers.preview(desk, sheet, draft)
    return preview.pictures(made.pdf, _WIDTH_PX), made.undrawable


class LivePreview(QWidget):
    """The pages, or why there are none. ``drawn`` carries the fault, or None, after each drawing."""

    drawn = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._writing: Writing | None = None
        self._drawing = self._stale = False
        column = Column(self, spacing=3)
        self._fault = MessageLine(closable=False)
        self._pages = PreviewPage("Sådan ser den ud")
        column.addWidget(self._fault)
        column.addWidget(self._pages)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)

    def set_writing(self, writing: Writing) -> None:
        """The paper to draw, as soon as the form beside it is painted."""
        self._writing = writing
        writing.changed.connect(self.touch)
        self._timer.start(FIRST_MS)

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start(QUIET_MS)

    def stop(self) -> None:
        """The page goes away."""
        self._timer.stop()

    def _draw(self) -> None:
        if self._drawing:
            self._stale = True
            return
        if self._writing is None:
            return
        self._drawing = True
        sheet, draft = self._writing.sheet, self._writing.draft
        ask(self._office.work.look(lambda desk: pictures(desk, sheet, draft)), self, self._show, self._failed)

    def _show(self, drawn: tuple[list[bytes], tuple[str, ...]]) -> None:
        pages, undrawable = drawn
        self._fault.clear()
        if undrawable:
            self._fault.show_message(
                Message(
                    MessageKind.WARNING,
                    "Papiret kan ikke vise alle tegn.",
                    f"Her står □ i stedet: {' '.join(undrawable[:8])} Skriv det med andre bogstaver.",
                )
            )
        self._pages.set_pages(pages)
        self._pages.show()
        self._done(None)

    def _failed(self, error: KnownError) -> None:
        message = message_of(MessageKind.WARNING, str(error))
        self._fault.show_message(Message(MessageKind.WARNING, message.first, message.rest))
        self._pages.hide()
        self._done(error)

    def _done(self, error: KnownError | None) -> None:
        self._drawing = False
        self.drawn.emit(error)
        if self._stale:
            self._stale = False
            self._draw()
