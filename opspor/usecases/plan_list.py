"""Planer: what is being done, for whom, by whom and until when; and what was agreed on and is not written yet.

A row says whom it is about and when, never what was written: the screen faces the room (design section 11, rule 10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.follow_up import SubjectKind, When
from opspor.domain.ids import Id
from opspor.domain.people import Group
from opspor.domain.plans import ActionPlan, Analysis, FocusPoint, PlanStatus
from opspor.domain.text import sort_key
from opspor.store import children, focus, people, plans
from opspor.usecases import analyses, follow_ups
from opspor.usecases.children import find
from opspor.usecases.contexts import shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.focus import next_on, sees_group


class Listed(StrEnum):
    """What a row is."""

    FOCUS = "focus"
    PLAN = "plan"
    AGREED = "agreed"  # a focus point that the team agreed on and nobody has written


_KINDS = {SubjectKind.FOCUS: Listed.FOCUS, SubjectKind.PLAN: Listed.PLAN}


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """A row. ``on`` is the day to look again, or on which it was closed or agreed."""

    kind: Listed
    id: Id  # of the focus point, the plan or the joint assessment
    child: ChildInList | None  # None: of a whole group
    group: Group | None
    context: Context
    on: date
    when: When | None  # how the day lies to today; None where nothing waits for it
    responsible: str  # "Jonas K."; "" where nobody has it, or it is the team's
    nobody: bool  # whoever saw to it has left, or does not see it any more
    mine: bool  # for this person to see to

    @property
    def groups(self) -> tuple[Id, ...]:
        """The groups it belongs to now."""
        return self.child.group_ids if self.child else (self.group.id,) if self.group else ()


@dataclass(frozen=True, slots=True)
class PlanList:
    """Everything that this person sees, each by its day."""

    groups: tuple[Group, ...]  # those one may choose among
    open: tuple[ListedPlan, ...]
    closed: tuple[ListedPlan, ...] | None  # closed last first; None: not asked for
    agreed: tuple[ListedPlan, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A focus point on the child's page. ``on``: when one looks again; None: it is over."""

    point: FocusPoint
    on: date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An action plan on the child's page. ``on`` as of a ``Point``."""

    plan: ActionPlan
    on: date | None


@dataclass(frozen=True, slots=True)
class Doing:
    """What is being done about one child."""

    points: tuple[Point, ...]  # the next day first, then those that ended
    plans: tuple[Planned, ...]  # as the points
    analyses: tuple[Analysis, ...]  # newest first
    agreed: tuple[Context, ...]  # where a focus point was agreed on and is not written


def everything(desk: Desk, *, closed: bool = False) -> PlanList:
    """Every focus point and plan of the children and groups one sees. Logged.

    In ten years most are closed: they are read with ``closed``, or where nothing else is there.
    """
    with desk.read(Action.SEE_PLANS) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
        mine = None if reach(desk.staff, Action.SEE_PLANS) is Reach.ALL else desk.staff.groups
        seen = {child.id: child for child in children.listed(tx.connection, groups=mine)}
        groups = {g.id: g for g in people.groups(tx.connection) if (mine is None or g.id in mine)}
        due = follow_ups.due_of(tx, seen, None, _KINDS, gone=True)  # so that somebody closes it
        open_ = tuple(
            ListedPlan(
                _KINDS[d.subject.kind], d.subject.id, d.child, groups.get(d.subject.group_id or Id("")),
                d.subject.context, d.on, d.when, d.responsible, d.nobody, d.mine,
            )
            for d in due
        )  # fmt: skip
        tx.note(rows=len(open_))
        named = tuple(sorted(groups.values(), key=lambda group: sort_key(group.name)))
        agreed = _agreed(tx, seen)
        asked = closed or not (open_ or agreed)
        return PlanList(named, open_, _closed(tx, seen, groups) if asked else None, agreed)


def _closed(tx: Transaction, seen: Mapping[Id, ChildInList], groups: Mapping[Id, Group]) -> tuple[ListedPlan, ...]:
    staff = {member.id: member.short for member in people.staff(tx.connection)}
    rows = []
    for row in focus.listed(tx.connection, status=PlanStatus.CLOSED):
        child, group = seen.get(row.child_id or Id("")), groups.get(row.group_id or Id(""))
        if (child and shown(tx, tx.staff, child, row.context)) or (group and sees_group(tx.staff, group)):
            on, who = row.written_at.date(), staff[row.responsible_id]
            rows.append(
                ListedPlan(Listed.FOCUS, row.point_id, child, group, row.context, on, None, who, False,
                           row.responsible_id == tx.staff.id)
            )  # fmt: skip
    for plan in plans.plans(tx.connection, status=PlanStatus.CLOSED):
        child = seen.get(plan.child_id)
        if child and shown(tx, tx.staff, child, plan.context):
            holder = plan.plan.holder_id
            rows.append(
                ListedPlan(Listed.PLAN, plan.plan_id, child, None, plan.context, plan.written_at.date(), None,
                           staff.get(holder or Id(""), ""), False, holder == tx.staff.id)
            )  # fmt: skip
    return tuple(sorted(rows, key=lambda one: (one.on, one.id), reverse=True))


def _agreed(tx: Transaction, seen: Mapping[Id, ChildInList]) -> tuple[ListedPlan, ...]:
    rows = []
    for joint, child_id, context, on in focus.agreed_not_written(tx.connection):
        child = seen.get(child_id)
        if child is not None and shown(tx, tx.staff, child, context):
            here = not tx.staff.groups.isdisjoint(child.group_ids)
            rows.append(ListedPlan(Listed.AGREED, joint, child, None, context, on, None, "", False, here))
    return tuple(rows)


def of_child(desk: Desk, child_id: Id) -> Doing:
    """What is being done about a child, as far as this person is shown it. Logged."""
    with desk.read(Action.SEE_PLANS) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        mine = [p for p in focus.of_child(tx.connection, child_id) if shown(tx, desk.staff, child, p.context)]
        planned = [p for p in plans.plans(tx.connection, child_id=child_id) if shown(tx, desk.staff, child, p.context)]
        waiting = [row[2] for row in focus.agreed_not_written(tx.connection, [child_id])]
        points = (Point(one, next_on(tx.connection, one)) for one in mine)
        plans_ = (Planned(one, next_on(tx.connection, one)) for one in planned)
        return Doing(
            tuple(sorted(points, key=lambda one: _by_day(one.on, one.point.written_at))),
            tuple(sorted(plans_, key=lambda one: _by_day(one.on, one.plan.written_at))),
            analyses.of_child(tx, child)[::-1],
            tuple(context for context in waiting if shown(tx, desk.staff, child, context)),
        )


def _by_day(on: date | None, written_at: datetime) -> tuple[bool, date, float]:
    """What is to be looked at first; then what ended, the newest first."""
    return on is None, on or date.min, -written_at.timestamp()
