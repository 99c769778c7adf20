"""Who assesses whom: all of a group's chosen staff, or, child by child, others. For a new round and for an open one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Card, CheckBox, Column, Flow, PlainLabel, Table, TableColumn, TextField, box
from opspor.domain.assessment import MIN_ASSESSORS
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import told_apart

Place = tuple[Id, Id]  # (group, child)


@dataclass(frozen=True, slots=True)
class Room:
    """A group with those who work in it, who can be chosen, and its children in the round."""

    id: Id
    name: str
    staff: tuple[StaffMember, ...]
    children: tuple[ChildInList, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    room: Room
    child: ChildInList

    @property
    def place(self) -> Place:
        return self.room.id, self.child.id


class Teams(QWidget):
    """Check boxes for each group, and a table child by child for those who want it."""

    changed = Signal()

    def __init__(self, invite: Callable[[], object] | None = None) -> None:
        """``invite`` leads to where colleagues are invited, for whoever may."""
        super().__init__()
        self._rooms: tuple[Room, ...] = ()
        self._invite = Button("Invitér en kollega", icon="user-round")
        self._invites = invite is not None
        if invite is not None:
            self._invite.clicked.connect(invite)
        self._team: dict[Id, set[Id]] = {}  # group -> chosen
        self._others: dict[Place, set[Id]] = {}  # what differs from it
        self._boxes: dict[Place, CheckBox] = {}  # (group, staff)
        self._column = Column(self, spacing=4)
        self._cards: QWidget | None = None  # one for each group
        self.table: _TeamTable | None = None
        self.reason = TextField(
            "Er én nok til at vurdere? Så skriv hvorfor",
            help_text="Skal kun udfyldes, hvor kun én kender børnene, fx i dagpleje eller ved hjemmebesøg.",
            lines=2,
        )
        self.reason.changed.connect(self.changed)
        self._one_by_one = CheckBox("Nogle børn vurderes af andre end resten")
        self.alone = TextField(
            "Hvorfor er én nok til nogle af børnene?",
            help_text="Skal kun udfyldes, hvis et barn har ét kryds, fx ved lang sygdom.",
            lines=2,
        )
        self.alone.changed.connect(self.changed)
        self._by_child = Card(spacing=3)
        self._by_child.add(
            PlainLabel("Hvem vurderer hvert barn? Piletaster flytter, mellemrum sætter og fjerner et kryds.", "body")
        )
        table_place = QWidget()
        self._table_column = Column(table_place, spacing=0)
        self._by_child.add(table_place)
        self._by_child.add(self.alone)
        self._by_child.hide()
        rooms_place = QWidget()
        self._rooms_column = Column(rooms_place, spacing=4)
        last = Card(spacing=4)
        last.add(self.reason)
        last.add(self._one_by_one)
        for part in (rooms_place, Flow([self._invite]), last, self._by_child):
            self._column.addWidget(part)
        self._one_by_one.toggled.connect(self._show_table)

    # --- in and out -----------------------------------------------------------------------------------------------

    def set_rooms(self, rooms: Sequence[Room]) -> None:
        """The groups that take part. What was chosen for a group stays chosen."""
        if self._rooms == tuple(rooms):
            return
        self._rooms = tuple(rooms)
        if self._cards is not None:
            self._cards.hide()
            self._cards.deleteLater()
        self._boxes = {}
        self._invite.setVisible(self._invites and any(len(room.staff) < MIN_ASSESSORS for room in self._rooms))
        self._cards = box(*(self._room_card(room) for room in self._rooms), spacing=4)
        self._rooms_column.addWidget(self._cards)  # all at once: whatever is shown has all around it laid out anew
        self._show_table(self._one_by_one.isChecked())

    def choose(self, team: Mapping[Id, Sequence[Id]], others: Mapping[Place, Sequence[Id]]) -> None:
        """Chooses these, and nobody else."""
        rooms, self._rooms = self._rooms, ()
        self._team = {group: set(who) for group, who in team.items()}
        self._others = {place: set(who) for place, who in others.items()}
        self._one_by_one.setChecked(bool(others))
        self.set_rooms(rooms)

    def team(self, group: Id) -> list[Id]:
        """Who is chosen for a group, of those who can be."""
        return [
            m.id for room in self._rooms if room.id == group for m in room.staff if m.id in self._team.get(group, ())
        ]

    def others(self) -> dict[Place, list[Id]]:
        """(group, child) -> who assesses it, where that is not the group's team."""
        if not self._one_by_one.isChecked():
            return {}
        found = {}
        for room in self._rooms:
            for child in room.children:
                who = self._others.get((room.id, child.id))
                if who is not None and who != self._team.get(room.id, set()):
                    found[room.id, child.id] = [member.id for member in room.staff if member.id in who]
        return found

    def why_alone(self) -> dict[Place, str]:
        """(group, child) -> the reason, for each child that one alone assesses."""
        return {place: self.alone.text() for place, who in self.others().items() if len(who) < MIN_ASSESSORS}

    def fields(self) -> dict[str, str]:
        """What is chosen, as a draft keeps it."""
        found = {f"who:{group}": " ".join(sorted(who)) for group, who in self._team.items()}
        found |= {f"other:{group}:{child}": " ".join(sorted(who)) for (group, child), who in self._others.items()}
        return {**found, "reason": self.reason.text(), "alone": self.alone.text()}

    def fill(self, fields: Mapping[str, str]) -> None:
        """Chooses what a draft says."""
        team, others = {}, {}
        for key, value in fields.items():
            kind, _, rest = key.partition(":")
            if kind == "who":
                team[Id(rest)] = [Id(id_) for id_ in value.split()]
            elif kind == "other":
                group, _, child = rest.partition(":")
                others[Id(group), Id(child)] = [Id(id_) for id_ in value.split()]
        self.choose(team, others)
        self.reason.set_text(fields.get("reason", ""))
        self.alone.set_text(fields.get("alone", ""))

    def lacking(self) -> Room | None:
        """The first group with too few, where nobody has written why one is enough."""
        least = 1 if self.reason.text() else MIN_ASSESSORS
        return next((room for room in self._rooms if len(self.team(room.id)) < least), None)

    def point_at(self) -> QWidget:
        """Where too few are chosen: the first such group's first box, or the table."""
        for room in self._rooms:
            if len(self.team(room.id)) < MIN_ASSESSORS and room.staff:
                return self._boxes[room.id, room.staff[0].id]
        return self.alone if self.others() else self.reason

    # --- drawing --------------------------------------------------------------------------------------------------

    def _room_card(self, room: Room) -> Card:
        card = Card(spacing=3)
        card.add(PlainLabel(f"Hvem vurderer børnene i {room.name}?", "body_strong"))
        card.add(PlainLabel("Mindst to, hver for sig, som ser børnene hver dag.", "small", "text_2"))
        chosen = self._team.setdefault(room.id, set())
        for member in room.staff:
            tick = CheckBox(f"{member.name}, {member.title}".rstrip(", "))
            tick.setChecked(member.id in chosen)
            tick.toggled.connect(partial(self._tick, room.id, member.id))
            self._boxes[room.id, member.id] = tick
            card.add(tick)
        if not room.staff:
            card.add(PlainLabel("Ingen medarbejdere hører til her endnu. Lederen inviterer dem under Indstillinger."))
        return card

    def _tick(self, group: Id, staff: Id, on: bool) -> None:
        (self._team[group].add if on else self._team[group].discard)(staff)
        if self.table is not None:
            self.table.viewport().update()
        self.changed.emit()

    def _show_table(self, shown: bool) -> None:
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        rows = [_Row(room, child) for room in self._rooms for child in room.children]
        if shown and rows:
            staff = list(dict.fromkeys(member for room in self._rooms for member in room.staff))
            self.table = _TeamTable(staff, several=len(self._rooms) > 1, chosen=self._chosen)
            self.table.toggled.connect(self._turn)
            self._table_column.addWidget(self.table)
            self.table.set_records(rows)
        self._by_child.setVisible(shown)
        table = [self.table] if self.table is not None else []
        order = [*self._boxes.values(), self._invite, self.reason.editor, self._one_by_one, *table, self.alone.editor]
        for before, after in pairwise(order):  # boxes and table are made after what stands below them
            QWidget.setTabOrder(before, after)
        self.changed.emit()

    def _chosen(self, row: _Row) -> set[Id]:
        return self._others.get(row.place, self._team.get(row.room.id, set()))

    def _turn(self, row: _Row, member: StaffMember) -> None:
        if member in row.room.staff:
            self._others[row.place] = self._chosen(row) ^ {member.id}
            self.changed.emit()


class _TeamTable(Table[_Row]):
    """Children × staff. Space, Enter or a click sets and takes away a cross."""

    toggled = Signal(object, object)

    def __init__(self, staff: Sequence[StaffMember], *, several: bool, chosen: Callable[[_Row], set[Id]]) -> None:
        names = told_apart(staff)

        def cell(member: StaffMember) -> TableColumn[_Row]:
            return TableColumn(
                names[member.id],
                lambda row: "Ja" if member.id in chosen(row) else "" if member in row.room.staff else "–",
                icon=lambda row: ("check", "accent_text") if member.id in chosen(row) else ("circle", "text_2"),
                share=2,
            )

        def name(row: _Row) -> str:
            return f"{row.child.full_name} · {row.room.name}" if several else row.child.full_name

        columns = [TableColumn("Barn", name, share=4, strong=True), *(cell(member) for member in staff)]
        super().__init__("Hvem vurderer hvert barn", columns, fits=False)
        self._staff = staff
        self.clicked.connect(self._turn)

    def _turn(self, index: QModelIndex) -> None:
        if index.column() > 0:
            row: _Row = self._model.records[index.row()]
            self.toggled.emit(row, self._staff[index.column() - 1])
            self.update(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._turn(self.currentIndex())
        else:
            super().keyPressEvent(event)
