"""What only the line of a child over time asks for: every time that something was agreed, also what was replaced."""

from datetime import date

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.assessment import Context, Position, Spread, Trivsel
from opspor.domain.ids import Id
from opspor.domain.rounds import ReasonKind
from opspor.domain.timeline import Agreed, EventKind
from opspor.store import schema as t


def agreed(connection: Connection, child_id: Id) -> tuple[Agreed, ...]:
    """Every joint assessment of a child in the order it was written, those that were replaced too."""
    c = t.joint_assessment.c
    later = t.record.alias("later")
    query = (
        select(t.joint_assessment, t.assessment_round.c.name, t.record.c.written_at, later.c.id.label("later"))
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.assessment_round, t.assessment_round.c.id == c.round_id)
        .outerjoin(later, later.c.replaces == c.record_id)
        .where(c.child_id == child_id)
        .order_by(c.record_id)
    )
    return tuple(
        Agreed(
            row.record_id, EventKind.ASSESSMENT if row.first else EventKind.CORRECTION, row.name, Context(row.context),
            row.written_at.date(), Position(row.position), Trivsel(row.trivsel), row.follow_up_on,
            row.later is not None, row.round_id, msgspec.json.decode(row.spread, type=Spread),
        )
        for row in connection.execute(query)
    )  # fmt: skip


def notices(connection: Connection, child_id: Id) -> list[tuple[Id, date, str]]:
    """(record, day, how) of every time that a child's parents were told that it is assessed, oldest first."""
    c = t.information_notice.c
    query = select(c.record_id, c.given_on, c.how).where(c.child_id == child_id).order_by(c.given_on, c.record_id)
    return [tuple(row) for row in connection.execute(query)]


def enrolled(connection: Connection, child_id: Id) -> list[tuple[Id, date, date | None]]:
    """(group, since, until) of every group that a child was in."""
    c = t.enrolment.c
    query = select(c.group_id, c.since, c.until).where(c.child_id == child_id).order_by(c.since, c.id)
    return [tuple(row) for row in connection.execute(query)]


def not_assessed(connection: Connection, child_id: Id) -> list[tuple[Id, Id, Context, date, str]]:
    """(record, round, context, day, reason) of every time that it was written why the child is not assessed."""
    c = t.round_reason.c
    query = (
        select(c.record_id, c.round_id, c.context, t.record.c.written_at, c.reason)
        .join(t.record, t.record.c.id == c.record_id)
        .where(c.child_id == child_id, c.kind == ReasonKind.NOT_ASSESSED)
        .order_by(c.record_id)
    )
    return [
        (record, round_id, Context(context), at.date(), reason)
        for record, round_id, context, at, reason in connection.execute(query).all()
    ]
