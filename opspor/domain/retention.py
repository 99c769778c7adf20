"""Until when something is kept: every record has that day from birth (domain 8.3, "Defaults").

The controller sets the months. What is due is shown to a person, who approves it; nothing is deleted by itself.
"""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

MONTHS = Fault(
    "RET-MAANEDER",
    "{what} kan gemmes fra {least} til {most} måneder. Intet er ændret. {why} Vælg et tal derimellem.",
)
LONGEST = 60  # months; keeping colours for years is what the method lost its trust by
FAR_AHEAD = 92  # days: longer than a summer, so that nobody who had holiday is asked
COMING = 31  # days that the list looks ahead: it is gone through once a month


class Sort(StrEnum):
    """What has a term of its own."""

    OWN = "own"  # own assessments, from the joint one of the same round
    FILE = "file"  # everything else about a child, from the day it left
    CONCERN = "concern"  # a closed concern, from the day it was journalised
    PAPER = "paper"  # the copy of an underretning, from the day it was journalised


class Held(StrEnum):
    """Why something stays after its day."""

    OPEN_CONCERN = "open_concern"
    NOT_SENT = "not_sent"  # an underretning that nobody has noted as sent
    NOT_FILED = "not_filed"  # something that must be journalised first
    ASKED_FOR = "asked_for"  # an access request is open
    RESTRICTED = "restricted"  # GDPR article 18: it may not be deleted either
    WAITS = "waits"  # a colleague has yet to answer, or a team to agree


# Every kind of record, and what its day is counted by. What is written within a concern goes with it whatever its kind,
# an underretning's text before the rest (``Sort.PAPER``), and older versions go with the newest.
SORT_OF: Mapping[str, Sort] = {
    **dict.fromkeys(("own_assessment", "own_environment"), Sort.OWN),
    **dict.fromkeys(
        (
            "particulars", "carer", "sibling", "help_given", "information_notice", "consent", "rights_note",
            "subject_access", "observation", "childs_words", "absence", "round_reason", "joint_assessment",
            "minority_view", "minority_answer", "home_visit", "visit_need", "visit_not_held", "pupil_view", "analysis",
            "focus_point", "action_plan", "baton", "baton_answer", "follow_up", "parent_contact", "network_map",
            "meeting", "meeting_agreement", "transition",
        ),
        Sort.FILE,
    ),
    **dict.fromkeys(
        (
            "concern", "concern_closing", "concern_audience", "concern_reader", "track_step", "track_decision", "paper",
            "paper_sent", "paper_reply", "paper_note", "forum_item", "forum_conclusion", "forum_agreement", "filing",
        ),
        Sort.CONCERN,
    ),
}  # fmt: skip
# About no child: when a forum meets, and what somebody answered about children that were made up.
OF_THE_HOUSE = frozenset({"forum", "forum_day", "practice_answer"})


@dataclass(frozen=True, slots=True)
class Schedule:
    """Months that each sort is kept (``paper`` 0: until it is journalised). The defaults are our own proposal."""

    own: int = 6
    file: int = 3
    concern: int = 3
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """What goes together on one day: of a child, or of a concern on a typed name. ``held`` says why it stays.

    ``key`` is permanent: a person who approved a list approved exactly these. What adults answered about the frame of
    a group is about neither a child nor a concern.
    """

    key: str
    sort: Sort
    child_id: Id | None
    concern_id: Id | None
    on: date
    records: tuple[Id, ...]
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted: how many of each sort and of whom in codes, never what it said; copies from before live until
    ``copies_until``. ``records`` counts the records of all of them.
    """

    on: date
    by: str
    counts: tuple[tuple[Sort, int], ...]
    children: int
    copies_until: date
    registered: bool
    codes: tuple[str, ...] = ()
    records: int = 0


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The PC says another day than one can believe after ``known``, the last day that was believed."""

    today: date
    known: date


@dataclass(frozen=True, slots=True)
class Holds:
    """What keeps something after its day: children and concerns by id. ``restricted`` are records, and ``children``
    those whose whole file is.
    """

    with_open_concern: frozenset[Id] = frozenset()
    asked_for: frozenset[Id] = frozenset()
    children: frozenset[Id] = frozenset()
    restricted: frozenset[Id] = frozenset()
    unsent: frozenset[Id] = frozenset()
    unfiled: frozenset[Id] = frozenset()  # children and concerns

    def of(self, due: Due, concerns: Collection[Id], *, waits: bool = False) -> tuple[Held, ...]:
        """Why this stays. ``concerns`` are those that go with it; ``waits``: its team has yet to agree."""
        whole = due.sort is Sort.FILE
        to_file = {*concerns, due.child_id} if whole else {*concerns} if due.sort is Sort.CONCERN else set()
        reasons = {
            Held.OPEN_CONCERN: whole and due.child_id in self.with_open_concern,
            Held.NOT_SENT: not self.unsent.isdisjoint(concerns),
            Held.NOT_FILED: not self.unfiled.isdisjoint(to_file),
            Held.ASKED_FOR: due.child_id in self.asked_for,
            Held.RESTRICTED: due.child_id in self.children or not self.restricted.isdisjoint(due.records),
            Held.WAITS: waits,
        }
        return tuple(reason for reason, stays in reasons.items() if stays)


def check(schedule: Schedule) -> None:
    """Raise RET-MAANEDER for months that nobody can keep something: the least, and why, stands in the error."""
    for what, months, least, why in (
        ("Egne vurderinger", schedule.own, 1, "De er grunden under den fælles vurdering, så I skal kunne nå at rette."),
        ("Et barns mappe", schedule.file, 1, "Den næste kan have et spørgsmål, og et barn kan komme tilbage."),
        ("En lukket bekymring", schedule.concern, 1, "I skal kunne nå at se efter, om det hele kom med i journalen."),
        ("Kopien af en underretning", schedule.paper, 0, ""),
    ):
        if not least <= months <= LONGEST:
            raise KnownError(MONTHS, what=what, least=least, most=LONGEST, why=why)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month where it has no such day (31 August and six: February)."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def own_day(schedule: Schedule, agreed_on: date | None, closed_on: date | None, closes_on: date) -> date:
    """When own assessments go: from the day the team first agreed, and where it did not from the round's end."""
    return months_after(agreed_on or closed_on or closes_on, schedule.own)


def file_day(schedule: Schedule, left: date | None) -> date | None:
    """When everything about a child goes; None while it is here. A closed concern goes along: it is journalised."""
    return None if left is None else months_after(left, schedule.file)


def concern_day(schedule: Schedule, closed_on: date | None, filed_on: date | None) -> date | None:
    """When a concern goes; None while it is open. Until it is journalised the day of closing stands in, and holds."""
    if closed_on is None:
        return None
    return months_after(max(closed_on, filed_on or closed_on), schedule.concern)


def paper_day(schedule: Schedule, filed_on: date | None) -> date | None:
    """When the copy of an underretning goes; None until it is journalised."""
    return None if filed_on is None else months_after(filed_on, schedule.paper)


def doubt(known: date | None, today: date) -> ClockDoubt | None:
    """Whether the PC's day can be believed after ``known``: it may not lie before that, nor 92 days ahead of it.

    A vault that was open every week is asked about within days; one that lay for a quarter asks once too often, which
    costs a click. Nothing that was deleted too early comes back.
    """
    if known is None or 0 <= (today - known).days <= FAR_AHEAD:
        return None
    return ClockDoubt(today, known)
