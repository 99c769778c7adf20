"""A round: who assesses whom, and what is still missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import MIN_ASSESSORS, Context
from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind, StaffMember

ROUND_NAME_MISSING = Fault("RUNDE-NAVN", "Giv runden et navn, fx »Efterår 2026«. Intet er ændret endnu.")
ROUND_DATES = Fault(
    "RUNDE-DATO", "Runden skal slutte efter den dag, den begynder. Ret datoerne. Intet er ændret endnu."
)
ROUND_GROUP_MISSING = Fault("RUNDE-GRUPPE", "Vælg mindst én stue eller klasse til runden. Intet er ændret endnu.")
ROUND_ASSESSORS = Fault(
    "RUNDE-TO",
    "Hvert barn skal vurderes af mindst to, hver for sig. Intet er ændret endnu. "
    "Vælg mindst to til {group}, eller skriv, hvorfor én er nok.",
)


CONTEXT_OF = {
    GroupKind.ROOM: Context.DAYCARE,
    GroupKind.CLASS: Context.SCHOOL,
    GroupKind.AFTER_SCHOOL: Context.AFTER_SCHOOL,
    GroupKind.DISTRICT: Context.HOME,
}  # where the children of a kind of group are seen


@dataclass(frozen=True, slots=True)
class RoundGroup:
    """A group that takes part in a round, where its children are seen, and who assesses them."""

    group_id: Id
    group_name: str
    context: Context
    assessors: tuple[StaffMember, ...]

    def counted(self, submitted: Collection[Id]) -> tuple[StaffMember, ...]:
        """The assessors of a child that ``submitted`` have assessed: nobody waits for who has left without."""
        return tuple(member for member in self.assessors if member.left_at is None or member.id in submitted)


@dataclass(frozen=True, slots=True)
class Round:
    """A round of assessments. Windows and frequency are the team's choice, not constants (domain 1.3)."""

    id: Id
    name: str
    opens_on: date
    closes_on: date
    one_is_enough_because: str
    groups: tuple[RoundGroup, ...]


def check_round(round_: Round) -> None:
    """Raise ``KnownError`` unless the round has a name, an end after its start, a group and two assessors a group."""
    if not round_.name.strip():
        raise KnownError(ROUND_NAME_MISSING)
    if round_.closes_on <= round_.opens_on:
        raise KnownError(ROUND_DATES)
    if not round_.groups:
        raise KnownError(ROUND_GROUP_MISSING)
    for group in round_.groups:
        enough = 1 if round_.one_is_enough_because.strip() else MIN_ASSESSORS
        if len({member.id for member in group.assessors}) < enough:
            raise KnownError(ROUND_ASSESSORS, group=group.group_name)


class ReasonKind(StrEnum):
    """What a written reason about one child in a round is for."""

    START = "start"  # begun although its parents have not been informed yet (domain 1.6)
    NOT_ASSESSED = "not_assessed"  # the round may close without a joint assessment of it (domain 1.2)
    OPENED = "opened"  # the sealed first round was opened before all were in


@dataclass(frozen=True, slots=True)
class RoundReason:
    """A written reason about one child in one context of a round."""

    id: Id
    child_id: Id
    context: Context
    kind: ReasonKind
    reason: str
    author_id: Id
    written_at: datetime


class ChildState(StrEnum):
    """Where a child stands in a round, in the order of work."""

    MISSING_MINE = "missing_mine"  # I have not submitted
    MISSING_OTHERS = "missing_others"  # somebody else has not
    READY = "ready"  # all own assessments are in; talk together
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class ChildInRound:
    """How far a child is in a round. It says who is missing, never what anybody answered."""

    child: ChildInList
    group_id: Id
    context: Context
    state: ChildState
    has_draft: bool
    mine_submitted: bool
    missing: tuple[str, ...]  # short names of those who have not submitted


@dataclass(frozen=True, slots=True)
class Coverage:
    """A round with the state of each of its children, in the order of the class list."""

    round: Round
    children: tuple[ChildInRound, ...]

    def count(self, *states: ChildState) -> int:
        """How many children are in one of ``states``."""
        return sum(child.state in states for child in self.children)

    @property
    def mine_done(self) -> int:
        """How many children I have submitted an own assessment of."""
        return sum(child.mine_submitted for child in self.children)
