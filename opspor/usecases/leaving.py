"""A child stops here: out of all its groups at once, with what is still open about it said before.

Nothing is deleted by it. From the day it left its file has a day on which it goes (``domain.retention``), and until
then the leader finds it and can let it come back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.concern import owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.follow_up import SubjectKind
from opspor.domain.ids import Id
from opspor.domain.plans import PlanStatus
from opspor.domain.text import sort_key
from opspor.store import concerns, leaving, plans, protection, rounds, transitions
from opspor.usecases.children import NOT_IN, find
from opspor.usecases.contexts import shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.follow_ups import due_of

LAST_DAY = Fault(
    "STOP-DATO",
    "Den sidste dag skal være i dag eller før, og ikke før barnet begyndte i sin gruppe. Intet er ændret. Ret dagen.",
)
HAS_NOT_LEFT = Fault(
    "STOP-IKKE", "Barnet går i en gruppe, så det er ikke stoppet. Intet er ændret. Åbn barnets side igen."
)
_FOLLOWED = (SubjectKind.FOCUS, SubjectKind.ASSESSMENT, SubjectKind.MEETING, SubjectKind.CONTACT)


class Open(StrEnum):
    """What is not finished about a child that stops."""

    CONCERN = "concern"
    UNSENT = "unsent"
    NOT_FILED = "not_filed"
    REQUEST = "request"
    ROUND = "round"
    PLAN = "plan"
    FOLLOW_UP = "follow_up"
    TRANSITION = "transition"


@dataclass(frozen=True, slots=True)
class StillOpen:
    """One thing that is not finished, and the id that leads there: a concern, a round, a plan, or the child itself."""

    what: Open
    id: Id


@dataclass(frozen=True, slots=True)
class Leaver:
    """A child that stops: in which groups it is, and what this person sees of it that is not finished."""

    child: ChildInList
    came: date
    open: tuple[StillOpen, ...]


def preview(desk: Desk, child_ids: Collection[Id]) -> tuple[Leaver, ...]:
    """Who would stop, in the order of a class list, and what is still open about each. Reading it is logged."""
    with desk.read(Action.ENROL) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # for a choice of nobody; each is asked below
        found = [find(tx, child_id) for child_id in child_ids]
        tx.note(found[0].id if len(found) == 1 else "", children=len(found))
        since = leaving.came(tx.connection, [child.id for child in found])
        house = _House(desk, tx, found)
        return tuple(
            Leaver(child, since[child.id], tuple(_still_open(desk, tx, child, house)))
            for child in sorted(found, key=lambda child: (sort_key(child.full_name), child.code))
            if child.id in since
        )


class _House:
    """What is asked once for all who would stop: it is read of the whole house, however few they are."""

    def __init__(self, desk: Desk, tx: Transaction, found: Collection[ChildInList]) -> None:
        self.unsent = concerns.unsent(tx.connection)
        self.running = rounds.rounds(tx.connection, running_on=tx.today)
        self.asked: dict[Id, list[Id]] = defaultdict(list)  # child -> requests for access that the person may see
        if may(desk.staff, Action.SEE_REQUESTS):
            for request in protection.requests(tx.connection, still_open=True):
                self.asked[request.child_id].append(request.id)
        self.due: dict[Id, list[Id]] = defaultdict(list)  # child -> what is to be looked at again
        for due in due_of(tx, {child.id: child for child in found}, None, _FOLLOWED):
            if due.child is not None:
                self.due[due.child.id].append(due.subject.id)


def _still_open(desk: Desk, tx: Transaction, child: ChildInList, house: _House) -> Iterator[StillOpen]:
    about = concerns.concerns(tx.connection, child_id=child.id)
    mine = [one for one in about if may(desk.staff, Action.OPEN_CONCERN, **owners(one, child.group_ids))]
    filed = protection.filed(tx.connection, [one.id for one in mine])
    for concern in mine:
        if concern.closed_at is None:
            yield StillOpen(Open.CONCERN, concern.id)
        elif concern.id not in filed:
            yield StillOpen(Open.NOT_FILED, concern.id)
        if concern.id in house.unsent:
            yield StillOpen(Open.UNSENT, concern.id)
    yield from (StillOpen(Open.REQUEST, asked) for asked in house.asked[child.id])
    for round_ in house.running:
        if any(group.group_id in child.group_ids for group in round_.groups) and round_.takes(child.birth_date):
            agreed = rounds.joint(tx.connection, round_id=round_.id, child_id=child.id)
            if len(agreed) < sum(group.group_id in child.group_ids for group in round_.groups):
                yield StillOpen(Open.ROUND, round_.id)
    for plan in plans.plans(tx.connection, child_id=child.id, status=PlanStatus.OPEN):
        if shown(tx, desk.staff, child, plan.context):
            yield StillOpen(Open.PLAN, plan.plan_id)
    yield from (StillOpen(Open.FOLLOW_UP, due) for due in house.due[child.id])
    if not transitions.transitions(tx.connection, child_id=child.id):
        yield StillOpen(Open.TRANSITION, child.id)


def leave(desk: Desk, child_ids: Collection[Id], last_day: date) -> None:
    """Let children stop: after ``last_day`` each is in no group, and none waits for answers about it.

    All of them or none. What was answered and written stays; only the leader sees the children from now on. Undone by
    ``come_back``. Raises STOP-DATO, BARN-MANGLER and BARN-GAAR-IKKE for one that is in no group.
    """
    with desk.write(Action.ENROL) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # for a choice of nobody; each is asked below
        since = leaving.came(tx.connection, child_ids)
        for child_id in child_ids:
            child = find(tx, child_id)
            for group in child.group_ids:
                tx.require(groups=(group,))  # as for leaving one: asked of the child and of each group
            if child_id not in since:
                raise KnownError(NOT_IN)
            if not since[child_id] <= last_day <= tx.today:
                raise KnownError(LAST_DAY)
            leaving.stop(tx.connection, child_id, last_day + timedelta(days=1))
            desk.log_too(tx, Action.ENROL, child_id, stopped=True)
        tx.note(stopped=len(child_ids))
        tx.changed(Kind.CHILDREN, Kind.ROUNDS)


def come_back(desk: Desk, child_id: Id) -> None:
    """Put a child that stopped back into the groups it was in last, as if it had never left. Raises STOP-IKKE."""
    with desk.write(Action.ENROL) as tx:
        if find(tx, child_id).group_ids:
            raise KnownError(HAS_NOT_LEFT)
        leaving.come_back(tx.connection, child_id)
        tx.note(child_id, back=True)
        tx.changed(Kind.CHILDREN, Kind.ROUNDS)


def left(desk: Desk) -> dict[Id, date]:
    """child -> the first day that it was in no group, for whoever still sees children that have stopped."""
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        return leaving.left(tx.connection) if reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL else {}
