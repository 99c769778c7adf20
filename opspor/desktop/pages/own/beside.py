"""What stands beside a choice: a suggestion after it, a task where one does not know enough, and the hard flags."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.side_list import SideEntry, SideList
from opspor.desktop.shortcuts import LEAVE_FLAGS
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Flow,
    Kind,
    PaintedButton,
    PlainLabel,
    TextField,
    box,
    line_of,
)
from opspor.domain.assessment import POSITION_WORDS
from opspor.domain.suggestion import Suggestion
from opspor.forms.model import HardFlag

_PRESETS = (("Om en uge", 7), ("Om to uger", 14), ("Om fire uger", 28))


class TaskFields(QWidget):
    """What one will find out, and by when: "ved ikke nok" leads to a task (domain 2.7, item 4)."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.what = TextField(
            "Hvad vil du finde ud af?",
            help_text="Så svarer du igen bagefter. Det står på din egen forside; andre ser det først, når I mødes.",
            lines=2,
        )
        self.by = DateField("Hvornår ved du det?")
        column = Column(self, spacing=3)
        column.addWidget(self.what)
        column.addWidget(self.by)
        presets = []
        for words, days in _PRESETS:
            button = Button(words, Kind.LINK)
            button.clicked.connect(lambda _=False, days=days: self.by.set_value(self._today + timedelta(days)))
            presets.append(button)
        column.addWidget(Flow(presets, gap=4))
        for field in (self.what, self.by):
            field.changed.connect(self.changed)

    def show_task(self, what: str, by: date | None, today: date) -> None:
        """Shows what is written; that is not typing."""
        self._today = today
        self.blockSignals(True)
        if what != self.what.text():
            self.what.set_text(what)
        if by != self.by.value():
            self.by.set_value(by)
        self.blockSignals(False)


class SuggestionCard(Card):
    """What the list of factors would say, in words, after one has chosen oneself. Nothing of it is stored."""

    def __init__(self) -> None:
        super().__init__("Et forslag ud fra listen", spacing=2)
        self._said, self._why = PlainLabel("", "body_strong"), PlainLabel("", "body")
        self._open, self._reminder = PlainLabel("", "body"), PlainLabel("", "body")
        yours = "Det er dig, der vælger. Grænserne i listen er vores egne og er ikke afprøvet endnu."
        for part in (self._said, self._why, self._open, self._reminder, PlainLabel(yours, "body", "text_2")):
            self.add(part)

    def show_suggestion(self, found: Suggestion, words: Mapping[str, str]) -> None:
        """Shows a suggestion; ``words`` are the texts of the factors and questions that may be missing."""
        if found.position is None:
            self._said.setText(f"Du har beskrevet: {found.words}. Det er for lidt til et forslag.")
        else:
            self._said.setText(f"Du har beskrevet: {found.words}. Det peger på »{POSITION_WORDS[found.position]}«.")
        self._why.setText(found.why)
        open_ = [f"»{words[id_]}«" for id_ in found.open_answers if id_ in words]
        self._open.setText(f"Det kan ændre sig med svaret på: {', '.join(open_)}." if open_ else "")
        self._reminder.setText(" ".join(found.reminders))
        for part in (self._open, self._reminder):
            part.setVisible(bool(part.text()))


class FlagPart(QWidget):
    """What is never settled in the matrix. Choosing one leads to the beredskabsplan; nothing of it is an answer."""

    chosen = Signal(object)
    moved = Signal(object)  # the focus went to this row
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        column.addWidget(
            box(
                PlainLabel("Har du set eller hørt noget af det her?", "question"),
                PlainLabel(
                    "Det skal ikke vente på runden. Vælg det, så åbner beredskabet for barnet. Dine svar er gemt, og "
                    "det, du vælger her, bliver ikke en del af dem.",
                    "lead",
                    "text_2",
                ),
                spacing=1,
            )
        )
        card = Card(spacing=0)
        self._list = SideList("Det, der ikke skal vente")
        card.add(self._list)
        column.addWidget(card)
        back = Button("Tilbage til tegnet", icon="arrow-left", shortcut=LEAVE_FLAGS)
        column.addWidget(line_of(back))
        back.clicked.connect(self.left)
        self._list.opened.connect(self.chosen)

    def show_flags(self, flags: Sequence[HardFlag]) -> None:
        """Shows the flags, and puts the focus on the first."""
        self._list.set_entries(
            [SideEntry(flag.text, flag, under=flag.help, strong=True, rule=i > 0) for i, flag in enumerate(flags)]
        )
        self._move(0)

    def _move(self, by: int) -> None:
        rows = [row for row in self._list.findChildren(PaintedButton) if not row.isHidden()]
        at = next((i for i, row in enumerate(rows) if row.hasFocus()), -1 if by else 0)
        if rows:
            row = rows[min(max(at + by, 0), len(rows) - 1)]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self.moved.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; Esc goes back to the same step."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
