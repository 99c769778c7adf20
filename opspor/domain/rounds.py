"""A round: who assesses whom, and what is still missing."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from opspor.domain.assessment import MIN_ASSESSORS, Context, is_open
from opspor.domain.child import AgeBand, ChildInList, age_band
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind, Role, StaffMember

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
ROUND_CLOSED = Fault(
    "RUNDE-LUKKET",
    "Runden er lukket, så der kan ikke vurderes mere i den. Alt, der er afleveret, er bevaret. "
    "Bed lederen åbne runden igen, hvis noget mangler.",
)
ROUND_NOT_DONE = Fault(
    "RUNDE-IKKE-FAERDIG",
    "Runden kan ikke lukkes endnu: {missing} af {children} børn er hverken aftalt eller har en begrundelse. "
    "Intet er ændret. Lav den fælles vurdering, eller skriv, hvorfor barnet ikke vurderes.",
)
NOT_INFORMED = Fault(
    "RUNDE-ORIENTERET",
    "Barnets forældre er ikke orienteret endnu, så vurderingen er ikke begyndt. Intet er ændret. "
    "Skriv på rundens side, hvornår de fik det at vide, eller hvorfor I begynder alligevel.",
)
RESTRICTED = Fault(
    "RUNDE-BEGRAENSET",
    "Behandlingen af barnets oplysninger er begrænset, så vurderingen er ikke begyndt. Intet er ændret. "
    "Lederen svarer på barnets side under »Samtykker og ønsker«, eller I skriver på rundens side, hvorfor I begynder "
    "alligevel.",
)
ROUND_OPENS = Fault(
    "RUNDE-AABNER",
    "Så ligger svarene om {children} åbne, før alle har afleveret: ingen venter længere på den, du tager ud. "
    "Intet er ændret endnu. Skriv hvorfor, eller lad personen blive.",
)
REASON_EMPTY = Fault("RUNDE-GRUND", "Skriv en begrundelse. Intet er ændret endnu.")

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
    others: Mapping[Id, tuple[StaffMember, ...]] = field(default_factory=dict)  # child -> who assesses it instead
    lead_id: Id | None = None  # its tovholder

    def assessors_of(self, child_id: Id) -> tuple[StaffMember, ...]:
        """Who assesses that child: those chosen for it, else all of the group's."""
        return self.others.get(child_id, self.assessors)

    def asks_about_adults(self, staff_id: Id) -> bool:
        """Whether somebody is asked about the learning environment: at home there are only parents."""
        return self.context is not Context.HOME and staff_id in {member.id for member in self.assessors}

    def counted(self, child_id: Id, submitted: Collection[Id]) -> tuple[StaffMember, ...]:
        """The assessors of a child that ``submitted`` have assessed: nobody waits for who has left without."""
        found = self.assessors_of(child_id)
        return tuple(member for member in found if member.left_at is None or member.id in submitted)

    def lies_open(self, child_id: Id, submitted: Collection[Id], opened: bool) -> bool:
        """Whether there are answers about the child that somebody who does not assess it may read."""
        waited_for = (member.id for member in self.counted(child_id, submitted))
        return bool(submitted) and not sealed_for(Id(""), waited_for, submitted, opened)


@dataclass(frozen=True, slots=True)
class Round:
    """A round of assessments. Windows and frequency are the team's choice, not constants (domain 1.3).

    ``bands``: the age bands that take part; none is all of them.
    """

    id: Id
    name: str
    opens_on: date
    closes_on: date
    one_is_enough_because: str
    groups: tuple[RoundGroup, ...]
    bands: frozenset[AgeBand] = frozenset()
    opened_by: Id | None = None
    closed_at: datetime | None = None

    def takes(self, birth_date: date | None) -> bool:
        """Whether a child of that birth date is in the round: its band is that of the round's first day.

        A child without a birth date, or not born then, is in it: nobody is dropped in silence.
        """
        if not self.bands or birth_date is None or birth_date > self.opens_on:
            return True
        return age_band(birth_date, self.opens_on) in self.bands

    def may_lead(self, staff: StaffMember) -> bool:
        """Whether the person opened the round or leads the house: they change it, close it and open a seal."""
        return staff.role is Role.LEADER or staff.id == self.opened_by

    def may_excuse(self, staff: StaffMember, child_id: Id, group: RoundGroup) -> bool:
        """Whether the person may write reasons about a child: who assesses it, its tovholder, who leads the round."""
        return self.may_lead(staff) or staff.id in {group.lead_id, *(m.id for m in group.assessors_of(child_id))}

    def is_open(self, today: date, *, begun: bool) -> bool:
        """Whether one assesses in it now. What is ``begun`` stays open on a PC whose clock was set back."""
        return self.closed_at is None and today <= self.closes_on and (begun or self.opens_on <= today)


def sealed_for(reader: Id, assessors: Iterable[Id], submitted: Collection[Id], opened: bool) -> bool:
    """Whether a child's own assessments are shut to ``reader``: the rule of the sealed first round (domain 1.2).

    ``assessors`` are those who are waited for, ``opened`` whether somebody opened the seal with a reason. Who is to
    assess the child has always submitted before they read; everybody waits until all are in, or it was opened.
    """
    assessors = set(assessors)
    if reader in assessors and reader not in submitted:
        return True
    return not (opened or is_open(assessors, submitted))


def check_round(round_: Round, alone: Collection[Id] = ()) -> None:
    """Raise ``KnownError`` unless the round has a name, an end after its start, a group and two assessors a group.

    ``alone``: the children for whom there is a written reason that one is enough.
    """
    if not round_.name.strip():
        raise KnownError(ROUND_NAME_MISSING)
    if round_.closes_on <= round_.opens_on:
        raise KnownError(ROUND_DATES)
    if not round_.groups:
        raise KnownError(ROUND_GROUP_MISSING)
    for group in round_.groups:
        enough = 1 if round_.one_is_enough_because.strip() else MIN_ASSESSORS
        teams = [
            (group.assessors, enough),
            *((team, 1 if child in alone else enough) for child, team in group.others.items()),
        ]
        if any(len({member.id for member in team}) < least for team, least in teams):
            raise KnownError(ROUND_ASSESSORS, group=group.group_name)


class ReasonKind(StrEnum):
    """What a written reason about one child in a round is for."""

    ALONE = "alone"  # one assessor is enough for this child (domain 1.2)
    START = "start"  # begun although its parents have not been informed yet (domain 1.6), or it is restricted (8.2)
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

    HINDERED = "hindered"  # something must be put right before anybody can begin
    MISSING_MINE = "missing_mine"  # I have not submitted
    MISSING_OTHERS = "missing_others"  # somebody else has not
    READY = "ready"  # all own assessments are in, or the seal was opened; talk together
    AGREED = "agreed"
    NOT_ASSESSED = "not_assessed"  # not in this round, with a written reason


class Hindrance(StrEnum):
    """What stops an assessment from being begun."""

    NO_BIRTH_DATE = "no_birth_date"
    NOT_BORN = "not_born"
    NOT_INFORMED = "not_informed"  # the parents
    RESTRICTED = "restricted"  # what is written about it is kept and not used, until somebody has answered


HINDRANCE_WORDS = {
    Hindrance.NO_BIRTH_DATE: "Fødselsdato mangler",
    Hindrance.NOT_BORN: "Ikke født endnu",
    Hindrance.NOT_INFORMED: "Forældre ikke orienteret",
    Hindrance.RESTRICTED: "Behandlingen er begrænset",
}
DONE = (ChildState.AGREED, ChildState.NOT_ASSESSED)


def hindrance(birth_date: date | None, today: date, *, informed: bool, restricted: bool = False) -> Hindrance | None:
    """What stops an assessment of a child from being begun today; None when nothing does."""
    if birth_date is None:
        return Hindrance.NO_BIRTH_DATE
    if birth_date > today:
        return Hindrance.NOT_BORN
    if not informed:
        return Hindrance.NOT_INFORMED
    return Hindrance.RESTRICTED if restricted else None


@dataclass(frozen=True, slots=True, order=True)
class Acquaintance:
    """How well the team knows a child, from facts only and never from sealed answers; least first when sorted."""

    notes: int = 0  # dated observations and the child's own words since the previous round ended
    known: int = 0  # answers of the previous round's agreement that were neither "ved ikke" nor left open


class ChildInRound(NamedTuple):
    """How far a child is in a round. It says who is missing, never what anybody answered."""

    child: ChildInList
    group_id: Id
    context: Context
    state: ChildState
    has_draft: bool
    mine_submitted: bool
    missing: tuple[str, ...]  # names of those who have not submitted, told apart; "dig" for the reader
    hindrance: Hindrance | None = None  # when ``state`` is HINDERED
    reason: str = ""  # when ``state`` is NOT_ASSESSED
    begun: bool = False  # somebody has submitted


@dataclass(frozen=True, slots=True)
class Coverage:
    """A round with the state of each of its children, in the order of the class list."""

    round: Round
    children: tuple[ChildInRound, ...]
    adults_missing: bool = False  # the reader has not answered about the adults of a group they assess in

    def count(self, *states: ChildState) -> int:
        """How many children are in one of ``states``."""
        return sum(child.state in states for child in self.children)

    @property
    def mine_done(self) -> int:
        """How many children I have submitted an own assessment of."""
        return sum(child.mine_submitted for child in self.children)

    @property
    def undone(self) -> int:
        """How many children are neither agreed on nor have a written reason: the round does not close with any."""
        return sum(child.state not in DONE for child in self.children)

    @property
    def waited_for(self) -> tuple[tuple[str, int], ...]:
        """(colleague, how many of their own assessments are missing), whom most is waited for first."""
        return tuple(Counter(name for child in self.children for name in child.missing).most_common())


def least_known_first(
    found: Iterable[ChildInRound], known: Mapping[tuple[Id, Context], Acquaintance]
) -> tuple[ChildInRound, ...]:
    """The children in the order in which the team knows them least; alike ones stay in the order of the class list."""
    if not known:
        return tuple(found)
    stranger = Acquaintance()
    return tuple(sorted(found, key=lambda child: known.get((child.child.id, child.context), stranger)))


def told_apart(staff: Iterable[StaffMember]) -> dict[Id, str]:
    """id -> the name that says who is meant: short; with title where two share it, else numbered."""
    found: dict[Id, str] = {}
    members = sorted({member.id: member for member in staff}.values(), key=lambda member: member.id)
    for member in members:
        namesakes = [other for other in members if other.short == member.short]
        if len(namesakes) == 1:
            found[member.id] = member.short
            continue
        alike = [other for other in namesakes if (other.name, other.title) == (member.name, member.title)]
        words = f"{member.name}, {member.title}".rstrip(", ")
        found[member.id] = words if len(alike) == 1 else f"{words} ({alike.index(member) + 1})"
    return found
