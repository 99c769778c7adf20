"""Kalender: which days count as working days here, and when the children are on holiday."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    DateField,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    TextField,
    Tiles,
    box,
    message_of,
    tell,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.work_days import NO_NAME, SchoolHoliday, WorkDays, check_holidays
from opspor.usecases import work_days

_COUNTS = {
    "saturdays": (
        "Lørdag",
        "Tæller ikke, til I siger andet: ingen er på arbejde til at følge op.",
    ),
    "grundlovsdag": ("Grundlovsdag, 5. juni", "Tæller, til I siger andet."),
    "christmas_eve": ("Juleaftensdag, 24. december", "Tæller, til I siger andet."),
    "new_years_eve": ("Nytårsaftensdag, 31. december", "Tæller, til I siger andet."),
}


class CalendarSection(Section):
    """Four days that the sources do not agree on, and the holidays, a line each."""

    title = "Kalender"
    icon = "calendar-range"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work = office.work
        self._shown: WorkDays | None = None
        self._lines: list[_Line] = []
        self._may_change = may_change
        days = Card("Hverdage", spacing=3)
        days.add(
            Prose(
                [
                    "Mandag til fredag er hverdage, undtagen helligdage. Store bededag var en af dem til og med 2023.",
                    "Om disse fire dage tæller, er reglerne og kommunerne ikke enige. De tre, der tæller fra "
                    "begyndelsen, gør højst, at en frist vises en dag for tidligt, aldrig for sent.",
                ],
                "body",
            )
        )
        self._counts: dict[str, CheckBox] = {}
        for key, (name, why) in _COUNTS.items():
            self._counts[key] = CheckBox(f"{name} er en hverdag")
            self._counts[key].setAccessibleDescription(why)
            days.add(box(self._counts[key], PlainLabel(why, "small", "text_2"), spacing=0.5))
        holidays = Card("Ferier", spacing=4)
        holidays.add(
            Prose(
                [
                    "Skriv børnenes ferier. Forslag til opfølgning lægges uden om dem. De flytter ingen frist: "
                    "kommunen arbejder, mens børnene har ferie.",
                ],
                "body",
            )
        )
        self._none = PlainLabel("Her er ingen ferier endnu.", "body", "text_2")
        holidays.add(self._none)
        lines = QWidget()
        self._column = Column(lines, spacing=4)
        holidays.add(lines)
        add = Button("Tilføj en ferie", icon="plus")
        add.clicked.connect(self._add)
        save = Button("Gem kalenderen", Kind.MAIN)
        save.clicked.connect(self._save)
        for button in (add, save):
            button.set_cannot("" if may_change else NOT_YOURS)
        holidays.add(Flow([add]))
        self.column.addWidget(days)
        self.column.addWidget(holidays)
        self.column.addWidget(Flow([save]))
        self._reading: Reading[WorkDays] | None = None

    def showEvent(self, event: QShowEvent) -> None:
        if self._reading is None:
            self._reading = Reading(self, lambda: self._work.look(work_days.days), self._show, Changed.SETTINGS)
        super().showEvent(event)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was set, here or by somebody else."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def _show(self, found: WorkDays) -> None:
        if self._shown is not None and self._read() != self._shown:
            return  # what somebody is typing stays
        self._shown = found
        for key, tick in self._counts.items():
            tick.setChecked(getattr(found, key))
        for line in list(self._lines):
            self._drop(line)
        for holiday in found.holidays:
            self._add_line(holiday)
        self._none.setVisible(not self._lines)

    def _read(self) -> WorkDays:
        """What stands there; a line of which nothing is written is none, and a day that is missing is the other one."""
        holidays = tuple(found for line in self._lines if (found := line.read()) is not None)
        saturdays, grundlovsdag, christmas_eve, new_years_eve = (tick.isChecked() for tick in self._counts.values())
        return WorkDays(saturdays, grundlovsdag, christmas_eve, new_years_eve, holidays)

    def _add(self) -> None:
        self._add_line(None).name.editor.setFocus()
        self._none.hide()

    def _add_line(self, holiday: SchoolHoliday | None) -> "_Line":
        line = _Line(holiday, may_change=self._may_change)
        line.drop.clicked.connect(lambda: self._dropped(line))
        self._column.addWidget(line)
        self._lines.append(line)
        return line

    def _dropped(self, line: "_Line") -> None:
        self._drop(line)
        self._none.setVisible(not self._lines)

    def _drop(self, line: "_Line") -> None:
        self._lines.remove(line)
        line.hide()
        line.deleteLater()

    def _save(self) -> None:
        complete = [line.complete() for line in self._lines]  # each says its own error
        if not all(complete):
            return
        found = self._read()
        ask(
            self._work.run(lambda desk: work_days.set_days(desk, found)), self, lambda _: self._saved(found),
            self._failed,
        )  # fmt: skip

    def _saved(self, found: WorkDays) -> None:
        self._shown = found
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Dage, I allerede har aftalt, er ikke flyttet."))

    def _failed(self, error: KnownError) -> None:
        """Says it at the line that it is about."""
        for line in self._lines:
            holiday = line.read()
            try:
                check_holidays([holiday] if holiday else [])
            except KnownError as its:
                (line.name if its.code == NO_NAME.code else line.last).refuse(str(its))
                return
        tell(self, message_of(MessageKind.DANGER, str(error)))


class _Line(QWidget):
    """One holiday: its name, first and last day."""

    def __init__(self, holiday: SchoolHoliday | None, *, may_change: bool) -> None:
        super().__init__()
        self.name = TextField("Ferie", text=holiday.name if holiday else "")
        self.first = DateField("Første dag", value=holiday.first if holiday else None)
        self.last = DateField("Sidste dag", value=holiday.last if holiday else None)
        self.drop = Button("Fjern", Kind.QUIET, icon="trash-2")
        self.drop.set_cannot("" if may_change else NOT_YOURS)
        column = Column(self, spacing=1)
        column.addWidget(Tiles([self.name, self.first, self.last], least=38, gap=3))
        column.addWidget(Flow([self.drop]))

    def read(self) -> SchoolHoliday | None:
        """What is written; None for an empty line."""
        first, last = self.first.value() or self.last.value(), self.last.value() or self.first.value()
        if first is None or last is None:
            return None
        return SchoolHoliday(self.name.text(), first, last)

    def complete(self) -> bool:
        """False, with an error at the field, where a day cannot be read or is missing beside a name."""
        if not (self.first.complete() and self.last.complete()):
            return False
        if self.name.text() and self.read() is None:
            self.first.refuse("Skriv den første dag, eller fjern linjen.")
            return False
        return True
