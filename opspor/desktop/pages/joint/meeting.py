"""Which children a meeting is about: read one by one, the differences first, with what is still waited for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftSaver
from opspor.desktop.pages.joint.order import Agenda, Heap, Spot, names_of, spot_of
from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.route import NO_ID, Destination, Office
from opspor.desktop.tasks import ask
from opspor.domain.assessment import Agreement, Context
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import OWN_FIRST, TOO_FEW
from opspor.domain.rounds import Acquaintance, ChildInRound, ChildState, Coverage, least_known_first
from opspor.usecases import environment, joint, rounds
from opspor.usecases.desk import Desk
from opspor.usecases.environment import GroupEnvironment
from opspor.usecases.joint import JointTable

_OPEN = (ChildState.READY, ChildState.AGREED)
_PAINTED_MS = 50  # by then the child that one begins with is painted: reading the next one would hold it up
_AT_ONCE = 50  # children that come into the list together: it is laid out anew each time


@dataclass(frozen=True, slots=True)
class _Known:
    """What a meeting is made of, as it is in the vault now."""

    coverage: Coverage
    acquaintance: Mapping[tuple[Id, Context], Acquaintance]  # empty: in the order of the class list


class Meeting(QObject):
    """The children of one group of a round. ``begun`` says with whom the talk begins, ``listed`` that the list is
    another one, ``nobody`` that no child is ready, and ``told`` why one of them cannot be opened.
    """

    groups_found = Signal()
    group_opened = Signal()
    begun = Signal(object)
    listed = Signal()
    nobody = Signal()
    told = Signal(str)

    def __init__(self, page: QWidget, office: Office, destination: Destination, drafts: DraftSaver[Agreement]) -> None:
        super().__init__(page)
        self._page, self._work, self._drafts = page, office.work, drafts
        self.round_id = destination.id
        self._wanted, self._wanted_context = destination.second, destination.context
        self._known: _Known | None = None
        self._least_known = False
        self.group = NO_ID
        self.frame = GroupEnvironment((), (), False, {})
        self.agenda = Agenda({}, (), {})
        self.ready: list[Spot] = []  # those who can be talked about, in the order in which they stand
        self._begun = False

    @property
    def groups(self) -> list[tuple[str, Id]]:
        """The groups of the round, by name."""
        groups = self._known.coverage.round.groups if self._known else ()
        return [(group.group_name, group.group_id) for group in groups]

    @property
    def assessors(self) -> str:
        """The first names of those who assess in the group."""
        groups = self._known.coverage.round.groups if self._known else ()
        team = next((group.assessors for group in groups if group.group_id == self.group), ())
        return listing([member.name.split()[0] for member in team])

    @property
    def is_empty(self) -> bool:
        """Whether it was read and no child can be talked about."""
        return self._known is not None and not self.agenda.tables

    def read(self, *, least_known: bool, here: Spot | None = None) -> None:
        """Reads how far the children of the group are, and goes on at ``here``."""
        if here is not None:
            self._wanted, self._wanted_context = here
        self._least_known = least_known
        group, child = self.group or None, self._wanted or None

        def read(desk: Desk) -> _Known:
            known = rounds.acquaintance(desk, self.round_id) if least_known else {}
            return _Known(rounds.coverage(desk, self.round_id, group=group, beside=child), known)

        ask(self._work.look(read), self._page, partial(self._found, self.group))

    def open_group(self, group: Id) -> None:
        """Goes on with the children of another group."""
        self.group = group
        self.read(least_known=self._least_known)

    def _found(self, asked: Id, known: _Known) -> None:
        if asked != self.group:
            return  # another group was chosen meanwhile
        self._known = known
        children = known.coverage.children
        first = [c for c in children if self._is_wanted(c)] or [c for c in children if c.state in _OPEN]
        ids = [id_ for _, id_ in self.groups]
        self.group = self.group or (first[0].group_id if first else ids[0] if ids else NO_ID)
        self.groups_found.emit()
        self._open(known)

    def _is_wanted(self, row: ChildInRound) -> bool:
        return row.child.id == self._wanted and self._wanted_context in ("", row.context)

    def _open(self, known: _Known) -> None:
        """Reads what everybody has answered about the children of the group, one by one: each reading is logged."""
        group, every, self._begun = self.group, known.coverage.children, False
        rows = least_known_first([row for row in every if row.group_id == group], known.acquaintance)
        ready = [row for row in rows if row.state in _OPEN]
        self.agenda = Agenda({}, [row for row in rows if row.state not in _OPEN], names_of(every))
        self.ready = [(row.child.id, row.context) for row in ready]
        self.group_opened.emit()
        if not ready:
            self.nobody.emit()
            return
        for row in self.agenda.waiting:
            if self._is_wanted(row):
                mine = row.state is ChildState.MISSING_MINE
                self.told.emit(str(KnownError(OWN_FIRST if mine else TOO_FEW)))
        ask(
            self._work.run(lambda desk: environment.of_group(desk, self.round_id, group)),
            self._page,
            partial(self._frame_found, group, ready),
        )

    def _frame_found(self, group: Id, ready: list[ChildInRound], frame: GroupEnvironment) -> None:
        if group == self.group:
            self.frame = frame
            order = sorted(ready, key=lambda row: (not self._is_wanted(row), row.state is ChildState.AGREED))
            self._fetch(group, order)

    def _fetch(self, group: Id, rows: list[ChildInRound]) -> None:
        if group != self.group:
            return  # another group was chosen meanwhile
        row, *rest = rows
        ask(
            self._work.run(partial(self.table, (row.child.id, row.context))),
            self._page,
            lambda table: self._fetched(group, row, table, rest),
            lambda error: self._shut(group, row, error, rest),
        )

    def _fetched(self, group: Id, row: ChildInRound, table: JointTable, rest: list[ChildInRound]) -> None:
        if group != self.group:
            return  # another group was chosen meanwhile
        self.keep(table)
        is_first = self._is_wanted(row) or (table.joint is None and self.agenda.heap(table) is Heap.DIFFERENT)
        if not self._begun and is_first:
            self._begin(spot_of(table))
            if rest:
                QTimer.singleShot(_PAINTED_MS, self, partial(self._fetch, group, rest))
            return
        if rest:
            self._fetch(group, rest)
        self._go_on(rest)

    def _shut(self, group: Id, row: ChildInRound, error: KnownError, rest: list[ChildInRound]) -> None:
        """What one may not see, because one has not submitted one's own, stands with those who wait."""
        if group != self.group:
            return
        self.ready.remove((row.child.id, row.context))
        self.agenda = replace(self.agenda, waiting=[*self.agenda.waiting, row])
        self.told.emit(str(error))
        if rest:
            self._fetch(group, rest)
        self._go_on(rest)

    def _go_on(self, rest: list[ChildInRound]) -> None:
        if self._begun:
            if len(rest) % _AT_ONCE == 0:
                self.listed.emit()
        elif not rest and self.agenda.tables:
            self._begin(self.agenda.next_open(None) or self.agenda.order[0])
        elif not rest:
            self.nobody.emit()

    def _begin(self, spot: Spot) -> None:
        self._begun = True
        self.begun.emit(spot)

    def table(self, spot: Spot, desk: Desk) -> JointTable:
        """On the writer's thread: what everybody has answered, with what was chosen last."""
        table = joint.joint_table(desk, self.round_id, *spot)
        unsaved = self._drafts.unsaved(self.key(spot))
        return table if unsaved is None else replace(table, agreement=unsaved)

    def key(self, spot: Spot) -> str:
        """What the draft of a child is kept under."""
        return f"joint:{self.round_id}:{spot[0]}:{spot[1]}"

    def keep(self, table: JointTable) -> None:
        """Takes over what is known of a child now."""
        tables = {**self.agenda.tables, spot_of(table): table}
        self.agenda = replace(self.agenda, tables={spot: tables[spot] for spot in self.ready if spot in tables})
