"""Meetings around a child: inddragende netværksmøde and ressourcecentermøde.

To a netværksmøde comes the whole network: family, other relations and professionals; child and family are asked first,
the tasks are shared out, and one meets again after six to eight weeks (seed 002, domain 5.3). A ressourcecentermøde is
for professionals alone and about what the adults can do; the parents know of it, and a name is said only on a basis
that is written down (domain 5.2, 5.5 and 8.6).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from opspor.domain.assessment import Context, FormRef, check_notes
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.text import fold

LONGEST_AHEAD = timedelta(days=366)  # further out it is a slip of the finger: one meets again after 6 to 8 weeks
NEXT_WEEKS = (6, 8)  # the next meeting (domain 6.6)

NO_PURPOSE = Fault("MOEDE-FORMAAL", "Skriv i én sætning, hvad mødet skal føre til. Det, du har skrevet, er gemt.")
NO_DAY = Fault("MOEDE-DAG", "Skriv, hvilken dag mødet er. Det, du har skrevet, er gemt.")
DAY_GONE = Fault("MOEDE-GAAET", "Den dag er gået. Vælg en ny dag, eller skriv referatet. Det, du har skrevet, er gemt.")
DAY_TOO_FAR = Fault(
    "MOEDE-LANGT", "Dagen ligger mere end et år ude i fremtiden. Se efter året. Det, du har skrevet, er gemt."
)
NOT_HELD_YET = Fault(
    "MOEDE-IKKE-ENDNU", "Mødet er først senere. Ret dagen, hvis det er holdt. Det, du har skrevet, er gemt."
)
NOBODY = Fault("MOEDE-DELTAGERE", "Skriv mindst én, der er inviteret. Det, du har skrevet, er gemt.")
NO_NAME = Fault("MOEDE-NAVN", "En deltager mangler navn. Skriv det, eller fjern linjen. Det, du har skrevet, er gemt.")
NOBODY_CAME = Fault("MOEDE-KOM", "Sæt kryds ved dem, der kom. Det, du har skrevet, er gemt.")
PROFESSIONALS_ONLY = Fault(
    "MOEDE-FAGFOLK",
    "Til et ressourcecentermøde kommer kun fagfolk. Fjern familien, eller lav et netværksmøde. "
    "Det, du har skrevet, er gemt.",
)
PARENTS_KNOW = Fault(
    "MOEDE-VED",
    "Skriv, hvad forældrene ved om mødet. Ved de det ikke, så skriv hvorfor. Det, du har skrevet, er gemt.",
)
NO_BASIS = Fault(
    "MOEDE-GRUNDLAG",
    "Med navn skal der stå, hvem der har sagt ja, til hvad og til hvem, eller hvilken regel I bruger. "
    "Skriv det, eller hold mødet uden navn. Det, du har skrevet, er gemt.",
)
NETWORK_UNASKED = Fault(
    "MOEDE-NETVAERK",
    "Svar ja eller nej til, om I har set på familiens eget netværk. Det, du har skrevet, er gemt.",
)
AGREEMENT_GAP = Fault(
    "MOEDE-AFTALE",
    "Aftale {number} mangler {missing}. Skriv det, eller tøm linjen. Det, du har skrevet, er gemt.",
)
AGREEMENT_DAY = Fault(
    "MOEDE-AFTALE-DAG",
    "Dagen for aftale {number} ligger før mødet eller mere end et år efter. Ret den. Det, du har skrevet, er gemt.",
)
WHICH_ONE = Fault(
    "MOEDE-HVEM",
    "Flere hedder det samme i aftale {number}. Vælg den rigtige, eller skriv rollen med. Det, du har skrevet, er gemt.",
)
NEXT_DAY = Fault(
    "MOEDE-NAESTE",
    "Det næste møde skal ligge efter dette og inden for et år. Ret dagen. Det, du har skrevet, er gemt.",
)
WHY_CANCELLED = Fault("MOEDE-AFLYST", "Skriv, hvorfor mødet ikke bliver til noget. Mødet står der endnu.")


_NEW = Id("")  # of an agreement that is not written down yet


class MeetingKind(StrEnum):
    """Which meeting it is; each has an agenda form of its own."""

    NETWORK = "network"
    RESOURCE = "resource"


MEETING_WORDS = {
    MeetingKind.NETWORK: "Inddragende netværksmøde",
    MeetingKind.RESOURCE: "Ressourcecentermøde",
}


class MeetingStatus(StrEnum):
    """Whether it is coming, was held, or came to nothing."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """In which capacity somebody is there. The first two are asked first (domain 5.3)."""

    FAMILY = "family"  # the child and whoever cares for it
    RELATION = "relation"  # somebody whom the family brings or wants there
    STAFF = "staff"  # has a login here
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who is invited. ``id`` tells two of the same name apart; ``person_id`` is the carer or colleague it is.

    Whoever is from ``outside``, or has no custody, gets to hear about the child on a basis: that somebody with custody
    said yes (who and when), or a rule.
    """

    id: Id
    side: Side
    name: str = ""
    role: str = ""
    person_id: Id | None = None
    outside: bool = False
    came: bool | None = None  # None: not said yet
    yes_from: str = ""
    yes_on: date | None = None
    legal_basis: str = ""

    @property
    def lacks_basis(self) -> bool:
        """Whether nothing says why somebody from outside may hear about the child."""
        return self.outside and not (self.yes_from.strip() and self.yes_on) and not self.legal_basis.strip()

    @property
    def is_family(self) -> bool:
        """Whether they are asked before the professionals."""
        return self.side in (Side.FAMILY, Side.RELATION)

    @property
    def in_words(self) -> str:
        """``Mette Skov, pædagog``"""
        return ", ".join(filter(None, (self.name.strip(), self.role.strip())))


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point of the agenda and what was said. ``id`` is that of the form's section, or its own."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeetingAgreement:
    """Who does what by when. ``id`` is "" until it is written down, and stays the same in later versions."""

    what: str = ""
    who: str = ""
    who_id: Id | None = None  # None: somebody without a login
    due_on: date | None = None
    id: Id = _NEW

    @property
    def is_empty(self) -> bool:
        """An empty line between others."""
        return not self.what.strip() and not self.who.strip() and self.due_on is None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is said about a meeting, as a draft while writing and unchanged in the record."""

    kind: MeetingKind = MeetingKind.NETWORK
    held_on: date | None = None
    at: time | None = None
    place: str = ""
    purpose: str = ""
    participants: tuple[Participant, ...] = ()
    chair_id: Id | None = None  # a participant
    agenda: tuple[AgendaPoint, ...] = ()
    parents_know: str = ""  # of a resource meeting: what they know of it, or why not
    named: bool = False  # of a resource meeting: whether the child's name is said
    named_because: str = ""  # who said yes to what and to whom, or the rule
    childs_view: str = ""
    childs_part: str = ""  # how the child took part
    network_considered: bool | None = None
    agreements: tuple[MeetingAgreement, ...] = ()
    next_on: date | None = None
    cancelled_because: str = ""

    @property
    def is_named(self) -> bool:
        """Whether its papers name the child."""
        return self.kind is MeetingKind.NETWORK or self.named

    @property
    def chair(self) -> Participant | None:
        """Who leads it; None when nobody is chosen, or the one who was has been taken out."""
        return next((one for one in self.participants if one.id == self.chair_id), None)

    @property
    def without_basis(self) -> tuple[Participant, ...]:
        """Those from outside of whom nothing says why they may hear about the child, where it is named."""
        return tuple(one for one in self.participants if one.lacks_basis) if self.is_named else ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One version of a meeting. ``meeting_id`` is the id of its first version."""

    id: Id
    meeting_id: Id
    child_id: Id
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    status: MeetingStatus
    meeting: Meeting
    form: FormRef

    @property
    def held_on(self) -> date:
        """The day it is or was; every record has one."""
        assert self.meeting.held_on is not None  # noqa: S101  check_planned and check_minutes ask for it
        return self.meeting.held_on


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """The little of a meeting that a list needs of every one: it is read without what was said."""

    meeting_id: Id
    child_id: Id
    context: Context
    kind: MeetingKind
    status: MeetingStatus
    held_on: date
    next_on: date | None


@dataclass(frozen=True, slots=True)
class OpenAgreement:
    """Something that was agreed on and is not done. ``due_on`` is the day it was put off to, where it was."""

    id: Id
    meeting_id: Id
    child_id: Id
    context: Context
    what: str
    who: str
    who_id: Id | None
    due_on: date
    held_on: date


def in_order(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Child and family first, then the professionals, as they were written: so one goes round the table."""
    order = list(Side)
    return tuple(sorted(participants, key=lambda one: order.index(one.side)))


def check_planned(meeting: Meeting, today: date) -> None:
    """Raise what is missing before somebody can be invited. The chair and the agenda may come later."""
    _check_length(meeting)
    if not meeting.purpose.strip():
        raise KnownError(NO_PURPOSE)
    _check_day(meeting, today)
    if meeting.held_on is not None and meeting.held_on < today:
        raise KnownError(DAY_GONE)
    _check_people(meeting)


def check_minutes(meeting: Meeting, today: date) -> None:
    """Raise what is missing before the minutes can be kept. No point of the agenda has to have a note."""
    _check_length(meeting)
    if not meeting.purpose.strip():
        raise KnownError(NO_PURPOSE)
    held_on = _check_day(meeting, today)
    if held_on > today:
        raise KnownError(NOT_HELD_YET)
    _check_people(meeting)
    if not any(one.came for one in meeting.participants):
        raise KnownError(NOBODY_CAME)
    if meeting.kind is MeetingKind.NETWORK and meeting.network_considered is None:
        raise KnownError(NETWORK_UNASKED)
    for number, agreement in enumerate(meeting.agreements, 1):
        check_agreement(number, agreement, meeting.participants, held_on)
    if meeting.next_on is not None and not held_on < meeting.next_on <= held_on + LONGEST_AHEAD:
        raise KnownError(NEXT_DAY)


def _check_length(meeting: Meeting) -> None:
    check_notes(
        meeting.place, meeting.purpose, meeting.parents_know, meeting.named_because, meeting.childs_view,
        meeting.childs_part, *(point.title + point.note for point in meeting.agenda),
        *(text for one in meeting.participants for text in (one.name, one.role, one.yes_from, one.legal_basis)),
        *(text for one in meeting.agreements for text in (one.what, one.who)),
    )  # fmt: skip


def _check_day(meeting: Meeting, today: date) -> date:
    if meeting.held_on is None:
        raise KnownError(NO_DAY)
    if meeting.held_on > today + LONGEST_AHEAD:
        raise KnownError(DAY_TOO_FAR)
    return meeting.held_on


def _check_people(meeting: Meeting) -> None:
    if not meeting.participants:
        raise KnownError(NOBODY)
    if not all(one.name.strip() for one in meeting.participants):
        raise KnownError(NO_NAME)
    if meeting.kind is MeetingKind.RESOURCE:
        if any(one.is_family for one in meeting.participants):
            raise KnownError(PROFESSIONALS_ONLY)
        if not meeting.parents_know.strip():
            raise KnownError(PARENTS_KNOW)
        if meeting.named and not meeting.named_because.strip():
            raise KnownError(NO_BASIS)


def wrong_agreement(meeting: Meeting) -> int | None:
    """The number of the first agreement that the minutes are refused for; None when none is, or there is no day."""
    for number, agreement in enumerate(meeting.agreements, 1):
        try:
            if meeting.held_on is not None:
                check_agreement(number, agreement, meeting.participants, meeting.held_on)
        except KnownError:
            return number
    return None


def check_agreement(
    number: int, agreement: MeetingAgreement, participants: Sequence[Participant], held_on: date
) -> None:
    """Raise what the agreement of that number lacks, unless it is an empty line."""
    if agreement.is_empty:
        return
    gaps = {
        "hvad": not agreement.what.strip(), "hvem": not agreement.who.strip(), "hvornår": agreement.due_on is None,
    }  # fmt: skip
    missing = [name for name, is_missing in gaps.items() if is_missing]
    if missing:
        raise KnownError(AGREEMENT_GAP, number=number, missing=" og ".join(missing))
    assert agreement.due_on is not None  # noqa: S101  it was just asked for
    if not held_on <= agreement.due_on <= held_on + LONGEST_AHEAD:
        raise KnownError(AGREEMENT_DAY, number=number)
    if agreement.who_id is None and len(meant_by(agreement.who, participants)) > 1:
        raise KnownError(WHICH_ONE, number=number)


def meant_by(who: str, participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """The participants that a typed name may stand for: by the whole of it with or without the role, else by its first
    word. One who is written twice counts as two.
    """
    people = tuple(participants)
    typed = fold(who)
    if not typed:
        return ()
    whole = tuple(one for one in people if fold(one.in_words) == typed)
    named = whole or tuple(one for one in people if fold(one.name) == typed)
    return named or tuple(one for one in people if fold(one.name).split()[:1] == [typed])


def alike(participants: Iterable[Participant]) -> frozenset[Id]:
    """Those who cannot be told apart by name and role: the page asks for a role."""
    seen: dict[str, list[Id]] = {}
    for one in participants:
        seen.setdefault(fold(one.in_words), []).append(one.id)
    return frozenset(id_ for ids in seen.values() if len(ids) > 1 for id_ in ids)


def joined(mine: Meeting, theirs: Meeting) -> Meeting:
    """Two wrote at once: mine, with everything of theirs that it says nothing about. No agreement of either is lost."""
    people = {one.id: one for one in theirs.participants}
    notes = {point.id: point.note for point in theirs.agenda}
    mine_people = tuple(
        replace(one, came=people[one.id].came) if one.came is None and one.id in people else one
        for one in mine.participants
    )
    own, kept = {one.id for one in mine_people}, {one.id for one in mine.agreements}
    points = {point.id for point in mine.agenda}
    return replace(
        mine, held_on=mine.held_on or theirs.held_on, at=mine.at or theirs.at, place=mine.place or theirs.place,
        purpose=mine.purpose or theirs.purpose, chair_id=mine.chair_id or theirs.chair_id,
        participants=(*mine_people, *(one for one in theirs.participants if one.id not in own)),
        agenda=(
            *(replace(point, note=point.note or notes.get(point.id, "")) for point in mine.agenda),
            *(point for point in theirs.agenda if point.id not in points and point.note),
        ),
        parents_know=mine.parents_know or theirs.parents_know, named_because=mine.named_because or theirs.named_because,
        childs_view=mine.childs_view or theirs.childs_view, childs_part=mine.childs_part or theirs.childs_part,
        network_considered=theirs.network_considered if mine.network_considered is None else mine.network_considered,
        agreements=(*mine.agreements, *(one for one in theirs.agreements if one.id not in kept)),
        next_on=mine.next_on or theirs.next_on,
    )  # fmt: skip


def resolved(meeting: Meeting) -> Meeting:
    """The meeting without empty lines, each agreement bound to the colleague whose name was typed, where one is meant.

    Of a network meeting nothing is kept that only a resource meeting asks, and the other way round.
    """
    kept = []
    for agreement in meeting.agreements:
        if agreement.is_empty:
            continue
        who_id = agreement.who_id
        found = meant_by(agreement.who, meeting.participants)
        if who_id is None and len(found) == 1 and found[0].side is Side.STAFF:
            who_id = found[0].person_id
        kept.append(replace(agreement, what=agreement.what.strip(), who=agreement.who.strip(), who_id=who_id))
    resource = meeting.kind is MeetingKind.RESOURCE
    return replace(
        meeting,
        participants=in_order(meeting.participants),
        agreements=tuple(kept),
        parents_know=meeting.parents_know if resource else "",
        named=meeting.named and resource,
        named_because=meeting.named_because if resource and meeting.named else "",
        network_considered=None if resource else meeting.network_considered,
    )
