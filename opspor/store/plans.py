"""Action plans with their versions, and the batons that are passed between those who hold them."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, func, select

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.planning import Baton
from opspor.domain.plans import ActionPlan, Plan, PlanStatus
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

_OFFERED, _ANSWERED = t.record.alias("offered"), t.record.alias("answered")  # made once, as ``records._LATER``
_GIVER, _TAKER = t.staff_member.alias("giver"), t.staff_member.alias("taker")


class _Body(msgspec.Struct, frozen=True):
    """What the table's text holds."""

    plan: Plan
    closed_because: str = ""


def add(connection: Connection, header: Header, plan: ActionPlan) -> None:
    """Add a version of a plan; a later one names the one before in ``header.replaces``."""
    body = _Body(plan.plan, plan.closed_because)
    values = {
        "plan_id": plan.plan_id, "child_id": plan.child_id, "context": plan.context, "status": plan.status,
        "holder_id": plan.plan.holder_id, "follow_up_on": plan.plan.follow_up_on,
        "expected_until": plan.plan.expected_until,
        "body": msgspec.json.encode(body, order="deterministic").decode(),
    }  # fmt: skip
    records.add(connection, t.action_plan, [(header, values)])


def plans(
    connection: Connection,
    *,
    child_id: Id | None = None,
    plan_id: Id | None = None,
    groups: Collection[Id] | None = None,
    status: PlanStatus | None = None,
    every: bool = False,
) -> tuple[ActionPlan, ...]:
    """The current plans, oldest first; with ``every`` their earlier versions too.

    Of one child, one plan, the children who are in ``groups`` now, or of those that stand so.
    """
    c, r = t.action_plan.c, t.record.c
    query = (
        select(t.action_plan, r.author_id, r.written_at, t.staff_member.c.name)
        .join(t.record, r.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == r.author_id)
        .order_by(c.record_id)
    )
    if not every:
        query = query.where(records.is_current(t.action_plan))
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    if plan_id is not None:
        query = query.where(c.plan_id == plan_id)
    if status is not None:
        query = query.where(c.status == status)
    if groups is not None:
        enrolment = t.enrolment.c
        there = select(enrolment.child_id).where(enrolment.group_id.in_(groups), enrolment.until.is_(None))
        query = query.where(c.child_id.in_(there))
    found = []
    for row in connection.execute(query):
        body = msgspec.json.decode(row.body, type=_Body)
        found.append(
            ActionPlan(
                row.record_id, row.plan_id, row.child_id, Context(row.context), row.author_id, row.name,
                row.written_at, body.plan, PlanStatus(row.status), body.closed_because,
            )
        )  # fmt: skip
    return tuple(found)


def add_baton(connection: Connection, header: Header, plan_id: Id, to_id: Id, words: str) -> None:
    """Offer a plan to a colleague. An offer that takes the place of another names it in ``header.replaces``."""
    records.add(connection, t.baton, [(header, {"plan_id": plan_id, "to_id": to_id, "words": words})])


def answer_baton(connection: Connection, header: Header, baton_id: Id, *, accepted: bool, words: str) -> None:
    """Add what a colleague said to an offer."""
    values = {"baton_id": baton_id, "accepted": accepted, "words": words}
    records.add(connection, t.baton_answer, [(header, values)])


def batons(connection: Connection, plan_ids: Collection[Id]) -> tuple[Baton, ...]:
    """The offers of some plans that no other took the place of, oldest first, with what was said to them."""
    c, answer = t.baton.c, t.baton_answer.c
    offered, answered, giver, taker = _OFFERED, _ANSWERED, _GIVER, _TAKER
    query = (
        select(
            c.record_id, c.plan_id, offered.c.author_id, giver.c.name, c.to_id, taker.c.name, c.words,
            offered.c.written_at, answer.record_id, answer.accepted, func.coalesce(answer.words, ""),
            answered.c.written_at,
        )
        .join(offered, offered.c.id == c.record_id)
        .join(giver, giver.c.id == offered.c.author_id)
        .join(taker, taker.c.id == c.to_id)
        .join(t.baton_answer, answer.baton_id == c.record_id, isouter=True)
        .join(answered, answered.c.id == answer.record_id, isouter=True)
        .where(c.plan_id.in_(plan_ids), records.is_current(t.baton))
        .order_by(c.record_id)
    )  # fmt: skip
    return tuple(Baton(*row) for row in connection.execute(query))
