"""Start: what is due, what is open, and what we do not know yet.

The screen is seen by parents in the staff room: a line about a concern has no name and neutral words.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Position, Trivsel
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildState, Coverage
from opspor.store import children, rounds, visits
from opspor.usecases import concerns
from opspor.usecases import rounds as round_cases
from opspor.usecases import visits as visit_cases
from opspor.usecases.desk import Desk

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """A concern on Start: a neutral label and nothing else."""

    id: Id
    label: str
    begun: date
    not_sent: bool  # its underretning is ready, and nobody has noted that it was sent


@dataclass(frozen=True, slots=True)
class Due:
    """An agreement to look at again."""

    child: ChildInList
    on: date


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


def today(desk: Desk) -> Start:
    """Everything that Start shows."""
    sees_children = reach(desk.staff, Action.SEE_CHILDREN) is not Reach.NONE
    open_rounds = round_cases.open_rounds(desk) if sees_children else ()
    found = [
        OpenConcern(row.concern.id, row.concern.label, row.concern.written_at.date(), row.not_sent)
        for row in concerns.listed(desk)
        if row.concern.closed_at is None or row.not_sent
    ]
    if not sees_children:
        return Start((), tuple(found), (), 0, 0, 0, False)
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        mine = None if reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL else desk.staff.groups
        listed = {child.id: child for child in children.listed(tx.connection, groups=mine)}
        soon = tx.today + SOON
        districts = [group.id for group in visit_cases.my_districts(desk.staff, tx.connection)]
        agreed = rounds.follow_ups(tx.connection, soon)
        seen = visits.follow_ups(tx.connection, soon, districts)
        due = [Due(listed[child], day) for child, _, day in sorted((*agreed, *seen), key=lambda row: row[2])
               if child in listed]  # fmt: skip
        unsure = 0
        for coverage in open_rounds[:1]:
            unsure = sum(
                (position is Position.UNKNOWN or trivsel is Trivsel.UNKNOWN) and child in listed
                for child, _, position, trivsel, _ in rounds.cells(tx.connection, coverage.round.id)
            )
    return Start(
        tuple(sorted(open_rounds, key=lambda coverage: coverage.round.closes_on)),
        tuple(sorted(found, key=lambda concern: not concern.not_sent)),
        tuple(due),
        sum(coverage.count(ChildState.READY) for coverage in open_rounds),
        unsure,
        sum(child.birth_date is None for child in listed.values()),
        bool(listed),
    )
