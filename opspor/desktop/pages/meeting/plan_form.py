"""Planning a meeting: what it is, when, what for, who is invited, and the agenda."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.meeting.people import PeopleCard
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Flow,
    IconButton,
    PlainLabel,
    Row,
    Segmented,
    TextField,
    Tiles,
    TimeField,
    box,
)
from opspor.domain.meeting import MEETING_WORDS, AgendaPoint, Meeting, MeetingKind
from opspor.usecases.meetings import MeetingSheet, agenda_of

_ABOUT = {
    MeetingKind.NETWORK: "Barnet, familien og alle, der hjælper. Familien bliver spurgt først.",
    MeetingKind.RESOURCE: "Kun fagfolk. I taler om, hvad I voksne kan gøre.",
}

PLAN_CODES = frozenset({
    "MOEDE-FORMAAL", "MOEDE-DAG", "MOEDE-GAAET", "MOEDE-LANGT", "MOEDE-IKKE-ENDNU", "MOEDE-DELTAGERE", "MOEDE-NAVN",
    "MOEDE-FAGFOLK", "MOEDE-VED", "MOEDE-GRUNDLAG", "MOEDE-STOPPET",
})  # what is put right here, also where the minutes are refused for it  # fmt: skip


class _Agenda(Card):
    """The points in their order; each can be moved, rewritten or taken out."""

    changed = Signal()

    def __init__(self, points: Sequence[AgendaPoint]) -> None:
        super().__init__("Dagsorden", spacing=2)
        self._rows: list[tuple[AgendaPoint, TextField, QWidget]] = []
        self._column = Column(spacing=2)
        self.body.addLayout(self._column)
        more = Button("Tilføj et punkt", icon="plus")
        more.clicked.connect(self._add_empty)
        self.add(Flow([more]))
        self._show(points)

    def points(self) -> tuple[AgendaPoint, ...]:
        """The points in which something stands."""
        return tuple(replace(point, title=field.text()) for point, field, _ in self._rows if field.text())

    def _show(self, points: Sequence[AgendaPoint]) -> None:
        for _, _, row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for number, point in enumerate(points, 1):
            field = TextField("", text=point.title, placeholder="Hvad skal I tale om?")
            field.set_name(f"Punkt {number}")
            field.changed.connect(self.changed)
            row = QWidget()
            line = Row(row, spacing=1)
            line.addWidget(PlainLabel(f"{number}.", "body", "text_2", wrap=False))
            line.addWidget(field, 1)
            for words, icon, do in (
                (f"Flyt punkt {number} op", "arrow-up", lambda n=number: self._move(n - 1, -1)),
                (f"Flyt punkt {number} ned", "arrow-down", lambda n=number: self._move(n - 1, 1)),
                (f"Fjern punkt {number}", "trash-2", lambda n=number: self._remove(n - 1)),
            ):
                button = IconButton(words, icon)
                button.clicked.connect(lambda _=False, do=do: do())
                line.addWidget(button)
            self._rows.append((point, field, row))
            self._column.addWidget(row)

    def _every(self) -> list[AgendaPoint]:
        return [replace(point, title=field.text()) for point, field, _ in self._rows]

    def _move(self, place: int, by: int) -> None:
        points = self._every()
        if 0 <= place + by < len(points):
            points[place], points[place + by] = points[place + by], points[place]
            self._show(points)
            self._rows[place + by][1].setFocus()
            self.changed.emit()

    def _remove(self, place: int) -> None:
        points = self._every()
        del points[place]
        self._show(points)
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)][1].setFocus()
        self.changed.emit()

    def _add_empty(self) -> None:
        points = self._every()
        taken = {point.id for point in points}
        new = next(id_ for n in range(1, len(taken) + 2) if (id_ := f"own-{n}") not in taken)
        self._show([*points, AgendaPoint(new, "")])
        self._rows[-1][1].setFocus()


class _Parents(Card):
    """Of a meeting for professionals: what the parents know of it, and on what basis the child is named."""

    changed = Signal()

    def __init__(self, meeting: Meeting) -> None:
        super().__init__("Forældrene og barnets navn", spacing=3)
        self.know = TextField(
            "Hvad ved forældrene om mødet?", text=meeting.parents_know, lines=2,
            help_text="Ved de det ikke, så skriv hvorfor.",
        )  # fmt: skip
        self._named: Segmented[bool] = Segmented(
            "Siger I barnets navn?", [("Uden navn", False), ("Med navn", True)], value=meeting.named
        )
        self.because = TextField(
            "Hvem har sagt ja, til hvad og til hvem? Eller hvilken regel bruger I?", text=meeting.named_because, lines=2
        )
        self.add(self.know)
        self.add(box(PlainLabel("Siger I barnets navn?", "body_strong"), self._named, spacing=1.5))
        self.add(self.because)
        self.because.setVisible(meeting.named)
        self._named.chosen.connect(self._chose)
        for field in (self.know, self.because):
            field.changed.connect(self.changed)

    def put_in(self, meeting: Meeting) -> Meeting:
        """The meeting with what stands here."""
        return replace(
            meeting, parents_know=self.know.text(), named=bool(self._named.value()), named_because=self.because.text()
        )

    def _chose(self, named: bool) -> None:
        self.because.setVisible(named)
        self.changed.emit()


class PlanForm(QWidget):
    """All of it. ``kind_chosen`` asks for the form of the other kind: another agenda, other people."""

    changed = Signal()
    kind_chosen = Signal(object)

    def __init__(self, sheet: MeetingSheet, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        resource = meeting.kind is MeetingKind.RESOURCE
        about = Card("Mødet", spacing=3)
        self._kind: Segmented[MeetingKind] = Segmented(
            "Hvilket møde", [(words, kind) for kind, words in MEETING_WORDS.items()], value=meeting.kind
        )
        self.day = DateField("Dag", value=meeting.held_on)
        self.at = TimeField("Kl.", value=meeting.at)
        self.place = TextField("Sted", text=meeting.place)
        self.purpose = TextField(
            "Hvad skal mødet føre til?", text=meeting.purpose, help_text="Én sætning. Den står på invitationen."
        )
        about.add(self._kind)
        about.add(PlainLabel(_ABOUT[meeting.kind], "body", "text_2"))
        about.add(Tiles([self.day, self.at, self.place], least=36, gap=3))
        about.add(self.purpose)
        points = meeting.agenda or agenda_of(sheet.forms[meeting.kind])
        self._agenda = _Agenda(points)
        self.people = PeopleCard(meeting, sheet.offered, family=not resource)
        self.parents = _Parents(meeting) if resource else None
        column = Column(self, spacing=4)
        for card in (about, self.parents, self.people, self._agenda):
            if card is not None:
                column.addWidget(card)
        self._kind.chosen.connect(self.kind_chosen)
        for part in (self.day, self.at, self.place, self.purpose, self._agenda, self.people, self.parents):
            if part is not None:
                part.changed.connect(self.changed)

    def meeting(self) -> Meeting:
        """The meeting as it stands here. What only the minutes say stays."""
        made = replace(
            self._meeting, kind=self._kind.value() or self._meeting.kind, held_on=self.day.value(), at=self.at.value(),
            place=self.place.text(), purpose=self.purpose.text(), participants=self.people.participants(),
            chair_id=self.people.chair.value(), agenda=self._agenda.points(),
        )  # fmt: skip
        return self.parents.put_in(made) if self.parents is not None else made

    def complete(self) -> bool:
        """False, with the focus there, when a day or a time that was begun cannot be read."""
        for field in (self.day, self.at):
            if not field.complete():
                field.setFocus()
                return False
        return self.people.complete()

    def refuse(self, code: str, sentence: str) -> bool:
        """Shows beside its field what is missing; False when no field here is about it."""
        fields: dict[str, DateField | TextField | PeopleCard] = {
            "MOEDE-FORMAAL": self.purpose, "MOEDE-DAG": self.day, "MOEDE-GAAET": self.day, "MOEDE-LANGT": self.day,
            "MOEDE-IKKE-ENDNU": self.day, "MOEDE-DELTAGERE": self.people, "MOEDE-NAVN": self.people,
            "MOEDE-FAGFOLK": self.people, "MOEDE-STOPPET": self.people,
        }  # fmt: skip
        if self.parents is not None:
            fields |= {"MOEDE-VED": self.parents.know, "MOEDE-GRUNDLAG": self.parents.because}
        if code not in fields:
            return False
        fields[code].refuse(sentence)
        return True
