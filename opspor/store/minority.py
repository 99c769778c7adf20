"""What somebody sees differently from the team, whose hand wrote it down, and whether it fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from opspor.domain.assessment import Agreement, Context, MinorityView
from opspor.domain.ids import Id
from opspor.domain.joint import MinorityAnswer
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

View = tuple[Id, Context, Id, str]  # round, context, whose it is, and the words: what an answer was given to


@dataclass(frozen=True, slots=True)
class Waiting:
    """A minority view that somebody else typed, and that its person has not answered."""

    joint_id: Id
    child_id: Id
    round_id: Id
    context: Context
    view: MinorityView
    author_name: str  # of whoever typed it
    written_at: datetime


def add_views(connection: Connection, joint_id: Id, views: Iterable[MinorityView]) -> None:
    """Note whose minority views an agreement holds, and whose hand wrote them."""
    rows = [{"record_id": joint_id, "staff_id": v.staff_id, "written_by": v.written_by} for v in views if v.written_by]
    if rows:
        connection.execute(insert(t.minority_view), rows)


def add_answer(connection: Connection, header: Header, joint_id: Id, answer: MinorityAnswer) -> None:
    """Add what somebody says of the view that was typed for them; once."""
    values = {"joint_id": joint_id, "staff_id": answer.staff_id, "confirmed": answer.confirmed, "text": answer.text}
    records.add(connection, t.minority_answer, [(header, values)])


def waiting(connection: Connection, staff_id: Id) -> list[Waiting]:
    """The views that others typed for a person and that they have not answered, oldest first."""
    view, answer, joint = t.minority_view.c, t.minority_answer.c, t.joint_assessment
    answered = select(answer.record_id).where(answer.joint_id == view.record_id, answer.staff_id == staff_id)
    query = (
        select(joint, view.written_by, t.staff_member.c.name, t.record.c.written_at)
        .join(t.minority_view, view.record_id == joint.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == view.written_by)
        .join(t.record, t.record.c.id == joint.c.record_id)
        .where(view.staff_id == staff_id, view.written_by != staff_id, ~answered.exists())
        .where(records.is_current(joint))
        .order_by(joint.c.record_id)
    )
    found = []
    for row in connection.execute(query).all():
        agreement = msgspec.json.decode(row.body, type=Agreement)
        own = next(one for one in agreement.minority if one.staff_id == staff_id)
        key = (row.round_id, agreement.context, staff_id, own.text)
        if key not in answers(connection, row.child_id):  # an earlier agreement held the same words, and was answered
            found.append(
                Waiting(
                    row.record_id, row.child_id, row.round_id, agreement.context, own, row.name, row.written_at
                )
            )  # fmt: skip
    return found


def answers(connection: Connection, child_id: Id) -> dict[View, MinorityAnswer]:
    """What people said of the views that were typed for them about a child, by the words they were asked about."""
    query = (
        select(t.minority_answer, t.joint_assessment.c.round_id, t.joint_assessment.c.body, t.record.c.written_at)
        .join(t.joint_assessment, t.joint_assessment.c.record_id == t.minority_answer.c.joint_id)
        .join(t.record, t.record.c.id == t.minority_answer.c.record_id)
        .where(t.joint_assessment.c.child_id == child_id)
        .order_by(t.minority_answer.c.record_id)
    )
    found = {}
    for row in connection.execute(query):
        agreement = msgspec.json.decode(row.body, type=Agreement)
        asked = next(view.text for view in agreement.minority if view.staff_id == row.staff_id)
        found[row.round_id, agreement.context, row.staff_id, asked] = MinorityAnswer(
            row.staff_id, row.confirmed, row.text, row.written_at
        )
    return found
