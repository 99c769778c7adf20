"""Whom and what one assesses in a round, in which order: the adults first, then the children."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from opspor.desktop.pages.rounds.words import mine
from opspor.desktop.route import FRAME, NO_ID
from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.rounds import Acquaintance, ChildInRound, ChildState, Coverage, RoundGroup, least_known_first
from opspor.usecases import environment, rounds
from opspor.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Entry:
    """A child in a context, or the adults of a group with ``FRAME`` as context. Class and SFO are two entries."""

    about: Id = NO_ID
    context: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the queue is made of, as it is in the vault now."""

    coverage: Coverage
    answered: frozenset[Id]  # groups about whose adults one has answered
    acquaintance: Mapping[tuple[Id, Context], Acquaintance]


def read(desk: Desk, round_id: Id, *, least_known: bool) -> Known:
    """What is true now."""
    acquaintance = rounds.acquaintance(desk, round_id) if least_known else {}
    return Known(rounds.coverage(desk, round_id), environment.answered(desk, round_id), acquaintance)


@dataclass(slots=True)
class Queue:
    """The entries of one person: the children whom the team knows least first where that is known."""

    known: Known
    me: Id
    children: tuple[ChildInRound, ...] = field(init=False)
    frames: tuple[RoundGroup, ...] = field(init=False)
    entries: list[Entry] = field(init=False)
    _rows: dict[Entry, ChildInRound] = field(init=False)

    def __post_init__(self) -> None:
        coverage = self.known.coverage
        self.children = least_known_first(mine(coverage, self.me), self.known.acquaintance)
        self._rows = {Entry(row.child.id, row.context): row for row in self.children}
        self.frames = tuple(group for group in coverage.round.groups if group.asks_about_adults(self.me))
        frames = [Entry(group.group_id, FRAME) for group in self.frames]
        self.entries = [*frames, *self._rows]

    def find(self, about: Id, context: str) -> Entry:
        """The entry of that child or group; without a context the first one of the child."""
        found = (entry for entry in self.entries if entry.about == about and context in ("", entry.context))
        return next(found, Entry(about, context))

    def row(self, entry: Entry) -> ChildInRound | None:
        """How far the child is; None for the adults."""
        return self._rows.get(entry)

    def name(self, row: ChildInRound) -> str:
        """The child's short name; where two would be taken for one another, the whole name, or the number too."""
        others = [other.child for other in self.children if other.child.id != row.child.id]
        if row.child.short not in {other.short for other in others}:
            return row.child.short
        if row.child.full_name not in {other.full_name for other in others}:
            return row.child.full_name
        return f"{row.child.full_name} ({row.child.code})"

    def group_name(self, entry: Entry) -> str:
        """The name of the group that it is about, or that the child is assessed in."""
        row = self.row(entry)
        group_id = entry.about if row is None else row.group_id
        return next((g.group_name for g in self.known.coverage.round.groups if g.group_id == group_id), "")

    def next_missing(self, after: Entry) -> Entry | None:
        """The next one that one has not submitted, from ``after`` on and round; None when all is done."""
        start = self.entries.index(after) + 1 if after in self.entries else 0
        order: Sequence[Entry] = self.entries[start:] + self.entries[:start]
        return next((entry for entry in order if self._missing(entry)), None)

    def beside(self, entry: Entry, by: int) -> Entry | None:
        """The one before or after; None at the ends."""
        if entry not in self.entries:
            return None
        place = self.entries.index(entry) + by
        return self.entries[place] if 0 <= place < len(self.entries) else None

    def _missing(self, entry: Entry) -> bool:
        row = self.row(entry)
        return entry.about not in self.known.answered if row is None else row.state is ChildState.MISSING_MINE
