"""Who does what by when: a line each, by keyboard alone. Enter goes on, and from the last field to a new line."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from opspor.desktop.widgets import Button, Card, Column, Columns, DateField, Flow, PlainLabel, TextField, Tiles
from opspor.domain.meeting import MeetingAgreement, Participant, meant_by

_WEEKS = re.compile(r"\+\s*(\d{1,2})\s*(u|uge|uger)?\.?", re.IGNORECASE)


class WeeksField(DateField):
    """A date, or ``+6`` for six weeks after ``start``. ``entered`` is Enter in it."""

    entered = Signal()

    def __init__(self, label: str, start: Callable[[], date], *, value: date | None = None) -> None:
        self._start = start
        super().__init__(label, value=value)
        on_enter(self.editor, self.entered.emit)

    def value(self) -> date | None:
        """The date, also while only weeks stand there; None when it is empty or cannot be read."""
        weeks = _WEEKS.fullmatch(self._edit.text().strip())
        return self._start() + timedelta(weeks=int(weeks[1])) if weeks else super().value()


def on_enter(editor: QWidget, do: Callable[[], object]) -> None:
    """Calls ``do`` when Enter is pressed in a line."""
    assert isinstance(editor, QLineEdit)  # noqa: S101  fields of one line only
    editor.returnPressed.connect(do)


class _Row(QWidget):
    """One agreement. Where several have the name that is typed, one presses whom it means."""

    changed = Signal()

    def __init__(
        self, number: int, agreement: MeetingAgreement, people: Sequence[Participant], start: Callable[[], date]
    ) -> None:
        super().__init__()
        self._id, self._who_id, self._people = agreement.id, agreement.who_id, people
        names = ("Hvad?", "Hvem?", "Senest")
        what, who, due = names if number == 1 else ("", "", "")
        self.what = TextField(what, text=agreement.what, placeholder="Hvad gør vi?")
        self.who = TextField(who, text=agreement.who, placeholder="Navn")
        self.due = WeeksField(due, start, value=agreement.due_on)
        for field, name in zip((self.what, self.who, self.due), names, strict=True):
            field.set_name(f"Aftale {number}: {name.rstrip('?').lower()}")
            field.changed.connect(self.changed)
        column = Column(self, spacing=1)
        column.addWidget(Columns(self.what, Tiles([self.who, self.due], least=30, gap=2), width=86))
        self._which = Column(spacing=1)
        column.addLayout(self._which)
        self._shown: QWidget | None = None
        self.who.changed.connect(self._typed)
        on_enter(self.what.editor, self.who.setFocus)
        on_enter(self.who.editor, self.due.setFocus)
        self._ask_which()

    def agreement(self) -> MeetingAgreement:
        """What stands in the line."""
        return MeetingAgreement(self.what.text(), self.who.text(), self._who_id, self.due.value(), self._id)

    def complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        whole = self.due.complete()
        if not whole:
            self.due.setFocus()
        return whole

    def refuse(self, sentence: str) -> None:
        """Shows what is missing at the first field that is empty, or at the one that is wrong."""
        one = self.agreement()
        empty = self.what if not one.what else self.who if not one.who else self.due
        (self.who if self._shown is not None else empty).refuse(sentence)

    def _typed(self) -> None:
        self._who_id = None
        self._ask_which()

    def _ask_which(self) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        found = meant_by(self.who.text(), self._people)
        if self._who_id is not None or len(found) < 2:
            return
        buttons = []
        for one in found:
            button = Button(one.in_words)
            button.clicked.connect(lambda _=False, one=one: self._choose(one))
            buttons.append(button)
        self._shown = Flow([PlainLabel("Hvem mener du?", "small", "text_2", wrap=False), *buttons], gap=2)
        self._which.addWidget(self._shown)

    def _choose(self, one: Participant) -> None:
        self.who.set_text(one.in_words)
        self._who_id = one.person_id
        self._ask_which()
        self.changed.emit()
        self.due.setFocus()


class AgreementsCard(Card):
    """The lines, one of them empty to write in."""

    changed = Signal()

    def __init__(
        self, agreements: Sequence[MeetingAgreement], people: Sequence[Participant], start: Callable[[], date]
    ) -> None:
        super().__init__("Aftaler", spacing=2)
        self._people, self._start = tuple(people), start
        self._rows: list[_Row] = []
        self.add(PlainLabel("Enter går videre. Skriv en dato, eller fx +6 for om 6 uger.", "small", "text_2"))
        more = Button("Tilføj en aftale", icon="plus")
        more.clicked.connect(lambda: self._add(MeetingAgreement()).what.setFocus())
        self._foot = Flow([more])
        self.add(self._foot)
        for one in (*agreements, MeetingAgreement()):
            self._add(one)

    def agreements(self) -> tuple[MeetingAgreement, ...]:
        """The lines in which something stands."""
        return tuple(one for row in self._rows if not (one := row.agreement()).is_empty)

    def complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        return all(row.complete() for row in self._rows)

    def refuse(self, number: int, sentence: str) -> None:
        """Shows what is missing in the agreement of that number, counted without empty lines."""
        written = [row for row in self._rows if not row.agreement().is_empty]
        written[number - 1].refuse(sentence)

    def _add(self, agreement: MeetingAgreement) -> _Row:
        row = _Row(len(self._rows) + 1, agreement, self._people, self._start)
        self.body.insertWidget(self.body.indexOf(self._foot), row)
        self._rows.append(row)
        row.changed.connect(self.changed)
        row.due.entered.connect(lambda: self._go_on_from(row))
        return row

    def _go_on_from(self, row: _Row) -> None:
        """To the next line; from the last one to a new line. An empty line leads nowhere."""
        number = self._rows.index(row)
        if row.agreement().is_empty:
            return
        after = self._rows[number + 1] if number + 1 < len(self._rows) else self._add(MeetingAgreement())
        after.what.setFocus()
