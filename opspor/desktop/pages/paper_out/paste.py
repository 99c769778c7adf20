"""A finished underretning field by field, to be pasted into the municipality's own form.

The arrows and the numbers go to a field, Ctrl+C copies it. What was copied is taken off the clipboard again. An
underretning has some forty fields: those that the window has room for stand there first, the others a moment after.
"""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.shortcuts import COPY_FIELD, GO_TO_FIELD, MOVE_FIELD
from opspor.desktop.system import clipboard
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Chip,
    Column,
    Line,
    MessageKind,
    MessageLine,
    PlainLabel,
    announce,
    line_of,
    message_of,
)
from opspor.documents.paste import PasteField
from opspor.usecases import paper_out

CLEARED_AFTER_S = 60
_SHOWN = 700  # characters of a field; all of it is copied
_FIRST = 12  # fields: more than a window has room for
_AT_A_TIME = 6  # of the others: so few that a key is not held up
_PAINTED_MS = 25  # by then what was made last is painted
WARNING = (
    f"Det, du kopierer, bliver fjernet fra udklipsholderen efter {CLEARED_AFTER_S} sekunder, og når opspor låser. "
    "Se efter i skemaet, at hele teksten kom med."
)


class PastePage(FocusPage):
    """``destination.id`` is the paper. Seeing it is logged."""

    pasting = True  # a limit of its own: the work is in another window (``desktop.idle``)

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__(
            "Tilbage", "Underretning", "sæt ind i kommunens skema", keys=(MOVE_FIELD, GO_TO_FIELD, COPY_FIELD)
        )
        self._fields: tuple[PasteField, ...] = ()
        self._parts: list[FieldCard] = []  # of the first so many fields
        self._typed = ""  # the digits of a number that is being typed
        self._clearing = QTimer(self)
        self._clearing.setSingleShot(True)
        self._clearing.setInterval(CLEARED_AFTER_S * 1000)
        self._clearing.timeout.connect(self._clear)
        self._between = QTimer(self)  # how long a second digit may take
        self._between.setSingleShot(True)
        self._between.setInterval(900)
        self._between.timeout.connect(self._forget_digits)
        self._warning = MessageLine(message_of(MessageKind.INFO, WARNING), closable=False, icon="copy")
        self._all = QWidget()
        self._column = Column(self._all, spacing=3)
        self._all.hide()
        self.body.addWidget(self._warning)
        self.body.addWidget(self._all)
        self.body.addStretch(1)
        paper_id = destination.id
        ask(office.work.look(lambda desk: paper_out.fields(desk, paper_id)), self, self._show)

    def leave(self) -> None:
        """What was copied here does not stay behind."""
        self._between.stop()
        if self._clearing.isActive():
            self._clearing.stop()
            clipboard.clear_ours()

    def _show(self, fields: tuple[PasteField, ...]) -> None:
        self._fields = fields
        self._make(_FIRST)
        self._all.show()
        self._parts[0].copied.setFocus()
        self._say_how_far()
        self._make_later()

    def _make_later(self) -> None:
        if len(self._parts) < len(self._fields):
            QTimer.singleShot(_PAINTED_MS, self, self._make_some)

    def _make_some(self) -> None:
        self._make(len(self._parts) + _AT_A_TIME)
        self._make_later()

    def _make(self, number: int) -> None:
        """The cards of the first ``number`` fields, those that are not there yet."""
        before = self._parts[-1].field.part if self._parts else ""
        for field in self._fields[len(self._parts) : number]:
            if field.part != before and field.label:
                self._column.addWidget(PlainLabel(field.part, "section"))
            before = field.part
            card = FieldCard(len(self._parts) + 1, field)
            card.copied.clicked.connect(partial(self._copy, card))
            self._parts.append(card)
            self._column.addWidget(card)

    def _say_how_far(self) -> None:
        done = sum(card.done for card in self._parts)
        self.set_status(f"{done} af {len(self._fields)} kopieret", saved=done == len(self._fields))

    def _copy(self, card: "FieldCard", _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(card.field.text)
        self._clearing.start()
        card.set_done()
        self._say_how_far()
        announce(self, f"{card.field.title} er kopieret")

    def _clear(self) -> None:
        clipboard.clear_ours()
        announce(self, "Udklipsholderen er tømt")

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, numbers and Ctrl+C; everything else goes on."""
        here = self._here()
        if event.matches(QKeySequence.StandardKey.Copy) and here is not None:
            self._copy(self._parts[here])
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._parts:
            self._go_to((-1 if here is None else here) + (1 if event.key() == Qt.Key.Key_Down else -1))
        elif event.text().isdigit() and event.text().isascii():
            self._number(event.text())
        else:
            super().keyPressEvent(event)

    def _here(self) -> int | None:
        return next((i for i, card in enumerate(self._parts) if card.isAncestorOf(self.focusWidget())), None)

    def _number(self, digit: str) -> None:
        """Field 1 at once, field 12 with two digits after one another."""
        self._typed = (self._typed + digit)[-2:]
        if int(self._typed) > len(self._fields):
            self._typed = digit
        self._between.start()
        self._go_to(int(self._typed) - 1)

    def _forget_digits(self) -> None:
        self._typed = ""

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self._fields):
            self._make(place + 1)
            card = self._parts[place]
            card.show()  # not at the next turn of the loop: it gets the focus
            card.copied.setFocus()
            QTimer.singleShot(0, card, partial(self.work_area.ensureWidgetVisible, card))  # when it has its place


class FieldCard(Card):
    """One field: its number and name, its text as far as it fits, and the button that copies all of it."""

    def __init__(self, number: int, field: PasteField) -> None:
        super().__init__(spacing=2)
        self.field = field
        self.done = False
        self.copied = Button("Kopiér", icon="copy")
        self.copied.setAccessibleName(f"Kopiér felt {number}: {field.title}")
        self._chip = Chip("Kopieret", MessageKind.SUCCESS)
        self._chip.hide()
        marks: list[QWidget] = [self._chip, self.copied]
        if field.gap:
            marks.insert(0, Chip("Ikke oplyst", MessageKind.WARNING))
        head = PlainLabel(f"{number}. {field.label or field.part}", "body_strong")
        self.add(Line(head, line_of(*marks, stretch=False)))
        text, more = field.text, ""
        if len(text) > _SHOWN:
            text = text[:_SHOWN].rsplit(" ", 1)[0] + " …"
            more = f"Her står begyndelsen. Alle {len(field.text)} tegn bliver kopieret."
        words = PlainLabel(text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(words)
        if more:
            self.add(PlainLabel(more, "small", "text_2"))

    def set_done(self) -> None:
        """It has been copied."""
        self.done = True
        self._chip.show()
        self.copied.set_words("Kopiér igen")
        self.copied.setAccessibleName(f"{self.field.title} er kopieret. Kopiér igen")
