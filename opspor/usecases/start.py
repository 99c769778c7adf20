"""Start: what is due, what is open, and what we do not know yet.

The screen is seen by parents in the staff room: a line about a concern has no name and neutral words.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from opspor.domain.access import Action, Reach, reach
from opspor.domain.follow_up import SOON
from opspor.domain.ids import Id
from opspor.domain.people import Group
from opspor.domain.rounds import ChildInRound, ChildState, Coverage, Hindrance, Round
from opspor.domain.visit import When
from opspor.store import children, drafts, notices, people, rounds
from opspor.usecases import (
    assess,
    concerns,
    follow_ups,
    joint,
    local_due,
    retention_due,
    rights,
    subject_access_due,
    track_due,
    waiting,
)
from opspor.usecases import rounds as round_cases
from opspor.usecases import visits as visit_cases
from opspor.usecases.assess import MyQuestion
from opspor.usecases.baton import BatonRow, batons_in
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.follow_ups import Due
from opspor.usecases.joint import ToConfirm
from opspor.usecases.local_due import NOTHING, LocalDue
from opspor.usecases.retention_due import ListDue
from opspor.usecases.track_due import TrackDue
from opspor.usecases.waiting import NONE, OnStart

_CHOICE = "start:all"  # as a draft: it is one's own, and changes


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """A concern on Start: a neutral label and nothing else."""

    id: Id
    label: str
    begun: date
    not_sent: bool  # its underretning is ready, and nobody has noted that it was sent


@dataclass(frozen=True, slots=True)
class Lead:
    """What is missing in a group whose threads the person holds: by colleague and number, never by child."""

    round: Round
    group_name: str
    waited_for: tuple[tuple[str, int], ...]  # (colleague, how many own assessments), whom most is waited for first
    ready: int  # children that can be talked about
    uninformed: int  # children whose parents have not been told

    @property
    def missing(self) -> int:
        """How many own assessments are missing."""
        return sum(count for _, count in self.waited_for)


@dataclass(frozen=True, slots=True)
class VisitsDue:
    """How many visits of a district should be made by now."""

    group_id: Id
    group_name: str
    now: int
    late: int


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How far a house is on its way to its first matrix."""

    children: bool
    untold: int  # children whose parents have no date yet
    alone: bool  # nobody else has been invited
    round_id: Id | None
    mine_missing: bool
    ready: bool  # somebody can be talked about


@dataclass(frozen=True, slots=True)
class Start:
    """What a person finds when they come in."""

    rounds: tuple[Coverage, ...]  # open today, the one that closes first on top
    concerns: tuple[OpenConcern, ...]  # what is not sent first
    due: tuple[Due, ...]  # overdue and within a week
    ready: int  # children whom the team can talk about
    unsure: int  # agreed on, but "ved ikke nok"
    no_birth_date: int
    has_children: bool
    leads: tuple[Lead, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()  # minority views that colleagues typed for one
    questions: tuple[MyQuestion, ...] = ()  # what one has set oneself to find out: overdue and within a week
    uninformed: int = 0  # children of open rounds whose parents have not been told
    visits: tuple[VisitsDue, ...] = ()
    batons: tuple[BatonRow, ...] = ()  # plans in whose passing on somebody waits for one
    shows_all: bool = False  # what colleagues see to as well
    tracks: tuple[TrackDue, ...] = ()  # concerns in which something has a day: overdue and within a week
    answers: OnStart = NONE  # what is waited for from the municipality
    local: LocalDue = NOTHING  # what of the numbers and the municipality's words should be checked again
    list_due: ListDue | None = None  # for the leader: slettelisten of this month
    asked: Mapping[Id, date] = field(
        default_factory=dict
    )  # for the leader: child -> when its family must have an answer
    access: tuple[date, ...] = ()  # for the leader: when those who asked for access must have an answer, nearest first
    first: FirstSteps | None = None  # for whoever opens rounds, until the first child is agreed on


def today(desk: Desk) -> Start:
    """Everything that Start shows."""
    sees_children = reach(desk.staff, Action.SEE_CHILDREN) is not Reach.NONE
    rows = concerns.listed(desk, unfinished=True)
    tracks = track_due.due(desk, desk.clock().date() + SOON, rows)
    answers = waiting.on_start(desk, rows)
    local = local_due.due(desk)
    found = [
        OpenConcern(row.concern.id, row.concern.label, row.concern.written_at.date(), row.not_sent)
        for row in rows
        if row.concern.closed_at is None or row.not_sent
    ]
    if not sees_children:
        return Start((), tuple(found), (), 0, 0, 0, False, tracks=tracks, answers=answers, local=local)
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        mine = None if reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL else desk.staff.groups
        listed = {child.id: child for child in children.listed(tx.connection, groups=mine)}
        soon = tx.today + SOON
        mine_here = visit_cases.my_districts(desk.staff, tx.connection)
        visits_due = [_visits(tx, group) for group in mine_here]
    due = follow_ups.due(desk, soon, listed)
    open_rounds = round_cases.open_rounds(desk, tuple(listed.values()))
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        batons = batons_in(desk, tx, listed)
        chosen = drafts.load(tx.connection, desk.staff.id, _CHOICE, bool)
        shows_all = chosen is not None and chosen[0]
        unsure = 0
        for coverage in open_rounds[:1]:
            unsure = sum(cell[0] in listed for cell in rounds.cells(tx.connection, coverage.round.id, unsure=True))
    uninformed = {row.child.id for each in open_rounds for row in each.children if _uninformed(row)}
    return Start(
        tuple(sorted(open_rounds, key=lambda coverage: coverage.round.closes_on)),
        tuple(sorted(found, key=lambda concern: not concern.not_sent)),
        due,
        sum(coverage.count(ChildState.READY) for coverage in open_rounds),
        unsure,
        sum(child.birth_date is None for child in listed.values()),
        bool(listed),
        tuple(lead for coverage in open_rounds for lead in _leads(desk.staff.id, coverage)),
        joint.to_confirm(desk),
        tuple(question for question in assess.my_questions(desk) if question.by <= soon),
        len(uninformed),
        tuple(due for due in visits_due if due.now or due.late),
        batons,
        shows_all,
        tracks,
        answers,
        local,
        retention_due.on_start(desk) if reach(desk.staff, Action.SEE_RETENTION) is not Reach.NONE else None,
        rights.waiting(desk),
        subject_access_due.on_start(desk) if reach(desk.staff, Action.SEE_REQUESTS) is not Reach.NONE else (),
        _first_steps(desk, listed, open_rounds) if reach(desk.staff, Action.OPEN_ROUND) is Reach.ALL else None,
    )


def show_all(desk: Desk, *, on: bool) -> None:
    """Show what colleagues see to as well, or what is for oneself; remembered for whoever is logged in."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, _CHOICE, on, tx.now)


def _first_steps(desk: Desk, listed: Collection[Id], open_rounds: Sequence[Coverage]) -> FirstSteps | None:
    """None where a child was agreed on, or there was a round before."""
    if len(open_rounds) > 1 or any(coverage.count(ChildState.AGREED) for coverage in open_rounds):
        return None
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        if len(rounds.rounds(tx.connection)) > len(open_rounds):
            return None
        told = notices.told(tx.connection)
        here = [member for member in people.staff(tx.connection) if member.left_at is None]
    open_one = open_rounds[0] if open_rounds else None
    return FirstSteps(
        bool(listed),
        len([child for child in listed if child not in told]),
        len(here) < 2,
        open_one.round.id if open_one else None,
        open_one is not None and bool(open_one.count(ChildState.MISSING_MINE)),
        open_one is not None and bool(open_one.count(ChildState.READY)),
    )


def _leads(me: Id, coverage: Coverage) -> Iterator[Lead]:
    """Of each group that one is tovholder of, what is missing; nothing where nothing is."""
    for group in coverage.round.groups:
        if group.lead_id != me:
            continue
        there = replace(coverage, children=tuple(c for c in coverage.children if c.group_id == group.group_id))
        uninformed = sum(map(_uninformed, there.children))
        lead = Lead(coverage.round, group.group_name, there.waited_for, there.count(ChildState.READY), uninformed)
        if lead.missing or lead.ready or lead.uninformed:
            yield lead


def _uninformed(row: ChildInRound) -> bool:
    return row.hindrance is Hindrance.NOT_INFORMED


def _visits(tx: Transaction, group: Group) -> VisitsDue:
    when = [row.due.when for row in visit_cases.district_rows(tx, group.id) if row.due is not None]
    return VisitsDue(group.id, group.name, when.count(When.NOW), when.count(When.LATE))
