"""How many chose what about the children of a group, round by round, without anybody's name."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.assessment import Context, Spread
from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t


def spreads(connection: Connection, groups: Collection[Id], context: Context) -> dict[tuple[Id, Id], list[Spread]]:
    """(round, group) -> the spread of each child that was agreed on there, one a child; no order says who it is.

    A child counts in the group it was in on the day the team first agreed. What was agreed before the spread was kept
    is left out.
    """
    joint, first, written = t.joint_assessment, t.joint_assessment.alias("first"), t.record
    same = (first.c.round_id == joint.c.round_id, first.c.child_id == joint.c.child_id)
    query = (
        select(
            joint.c.round_id, t.enrolment.c.group_id, joint.c.spread,
            t.enrolment.c.since, t.enrolment.c.until, written.c.written_at,
        )
        .join(first, (same[0]) & (same[1]) & (first.c.context == joint.c.context) & first.c.first)
        .join(written, written.c.id == first.c.record_id)
        .join(t.enrolment, t.enrolment.c.child_id == joint.c.child_id)
        .join(
            t.round_group,
            (t.round_group.c.round_id == joint.c.round_id) & (t.round_group.c.group_id == t.enrolment.c.group_id),
        )
        .where(t.enrolment.c.group_id.in_(groups), joint.c.context == context, t.round_group.c.context == context)
        .where(records.is_current(joint))
        .order_by(joint.c.spread)
    )  # fmt: skip
    found: dict[tuple[Id, Id], list[Spread]] = {}
    for row in connection.execute(query):
        day = row.written_at.date()
        spread = msgspec.json.decode(row.spread, type=Spread)
        if spread.assessors and row.since <= day and (row.until is None or day < row.until):
            found.setdefault((row.round_id, row.group_id), []).append(spread)
    return found
