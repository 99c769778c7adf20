"""Hjemmebesøg: when each visit is due by age, as this municipality does it."""

from dataclasses import replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    Prose,
    TextField,
    Tiles,
    message_of,
    tell,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.visit import UNIT_WORDS, VISIT_WORDS, Unit, VisitType, Window
from opspor.reference import visits as usual
from opspor.usecases import visits

_NO_NUMBER = "Skriv et helt tal. Før terminen skrives med minus, fx -12."


class VisitsSection(Section):
    """A line a visit: on or off, from and to, counted from birth."""

    title = "Hjemmebesøg"
    icon = "house"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work = office.work
        self._shown: tuple[Window, ...] | None = None
        save = Button("Gem", Kind.MAIN)
        save.set_cannot("" if may_change else NOT_YOURS)
        save.clicked.connect(self._save)
        seen = long_date(usual.plan().checked_on)
        card = Card("Hvornår besøgene ligger", spacing=5)
        card.add(
            Prose(
                [
                    "Tallene tæller fra fødslen. Før terminen skrives med minus.",
                    f"Det varierer fra kommune til kommune. De første tal er set i kilde {seen}. Skriv jeres egne.",
                ],
                "body",
            )
        )
        lines = QWidget()
        self._column = Column(lines, spacing=4)
        self._lines: dict[VisitType, _Line] = {}
        card.add(lines)
        districts = Button("Åbn distrikter", icon="chevron-right", icon_after=True)
        districts.clicked.connect(lambda: office.go(Destination(Place.DISTRICT)))
        card.add(Flow([save, districts], gap=3))
        districts.setVisible(reach(office.work.staff, Action.SEE_DISTRICT) is not Reach.NONE)
        self.column.addWidget(card)
        self._reading: Reading[tuple[Window, ...]] | None = None

    def showEvent(self, event: QShowEvent) -> None:
        if self._reading is None:  # the lines are many, and most who come to the settings look at something else
            self._reading = Reading(self, lambda: self._work.look(visits.windows), self._show, Changed.SETTINGS)
        super().showEvent(event)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was set, here or by somebody else."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def _show(self, plan: tuple[Window, ...]) -> None:
        if self._shown is not None and self._read() != self._shown:
            return  # what somebody is typing stays
        self._shown = plan
        for window in plan:
            if window.visit not in self._lines:
                self._lines[window.visit] = _Line(window.visit)
                self._column.addWidget(self._lines[window.visit])
            self._lines[window.visit].set_window(window)

    def _read(self) -> tuple[Window, ...]:
        return tuple(self._lines[window.visit].read(window) for window in self._shown or ())

    def _save(self) -> None:
        complete = [line.complete() for line in self._lines.values()]  # each says its own error
        if not all(complete):
            return
        plan = self._read()
        ask(
            self._work.run(lambda desk: visits.set_windows(desk, plan)), self, lambda _: self._saved(plan), self._failed
        )

    def _saved(self, plan: tuple[Window, ...]) -> None:
        self._shown = plan
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Distrikterne regner med det nu."))

    def _failed(self, error: KnownError) -> None:
        wrong = next((self._lines[w.visit] for w in self._read() if w.first > w.last), None)
        if error.code == "BESOEG-VINDUE" and wrong is not None:
            wrong.last.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


class _Line(QWidget):
    """One visit: on or off, from, to, and what is counted in."""

    def __init__(self, visit: VisitType) -> None:
        super().__init__()
        column = Column(self, spacing=1.5)
        name = VISIT_WORDS[visit]
        self._on = CheckBox(name, strong=True)
        self.first, self.last = TextField("Fra"), TextField("Til og med")
        self._unit: ChoiceField[Unit] = ChoiceField("Tæller i", [(words, unit) for unit, words in UNIT_WORDS.items()])
        for field in (self.first, self.last, self._unit):
            field.set_name(f"{name}: {field.editor.accessibleName()}")
        column.addWidget(self._on)
        column.addWidget(Tiles([self.first, self.last, self._unit], least=26, gap=3))

    def set_window(self, window: Window) -> None:
        """Shows a window."""
        self._on.setChecked(window.on)
        self.first.set_text(str(window.first))
        self.last.set_text(str(window.last))
        self._unit.set_value(window.unit)

    def read(self, before: Window) -> Window:
        """What is chosen; where a number cannot be read, what stood there ``before``."""
        first, last = _number(self.first.text()), _number(self.last.text())
        return replace(
            before,
            on=self._on.isChecked(),
            unit=self._unit.value() or before.unit,
            first=before.first if first is None else first,
            last=before.last if last is None else last,
        )

    def complete(self) -> bool:
        """False, with an error at the field, where a number cannot be read."""
        wrong = [field for field in (self.first, self.last) if _number(field.text()) is None]
        for field in wrong:
            field.refuse(_NO_NUMBER)
        return not wrong


def _number(text: str) -> int | None:
    digits = text.replace("−", "-").replace("–", "-").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and digits.count("-") <= 1 else None
