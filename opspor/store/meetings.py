"""Meetings around a child, and what was agreed on at them."""

from collections.abc import Collection
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select

from opspor.domain.assessment import Context
from opspor.domain.follow_up import FollowUpDone
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingKind, MeetingLine, MeetingRecord, MeetingStatus, OpenAgreement
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, header: Header, record: MeetingRecord) -> None:
    """Add a version of a meeting. With the minutes every agreement is a record too: it is what one looks at again."""
    meeting = record.meeting
    values = {
        "meeting_id": record.meeting_id, "child_id": record.child_id, "context": record.context, "kind": meeting.kind,
        "status": record.status, "held_on": record.held_on, "next_on": meeting.next_on,
        "body": msgspec.json.encode(meeting, order="deterministic").decode(), "form": record.form.sha256,
    }  # fmt: skip
    records.add(connection, t.meeting, [(header, values)])


def add_agreements(connection: Connection, record: MeetingRecord, rows: Collection[Header]) -> None:
    """Add the agreements of the minutes, a header each, in their order."""
    values = [
        {
            "agreement_id": one.id, "version_id": record.id, "place": place, "what": one.what, "who": one.who,
            "who_id": one.who_id, "due_on": one.due_on,
        }
        for place, one in enumerate(record.meeting.agreements)
    ]  # fmt: skip
    records.add(connection, t.meeting_agreement, list(zip(rows, values, strict=True)))


def meetings(
    connection: Connection,
    *,
    child_id: Id | None = None,
    meeting_id: Id | None = None,
    groups: Collection[Id] | None = None,
    status: MeetingStatus | None = None,
) -> tuple[MeetingRecord, ...]:
    """The current versions, the earliest day first: of a child, one meeting, or those who are in ``groups`` now."""
    c = t.meeting.c
    query = (
        select(t.meeting, t.record.c.author_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(records.is_current(t.meeting), *_of_groups(c.child_id, groups))
        .order_by(c.held_on, c.record_id)
    )
    for column, wanted in ((c.child_id, child_id), (c.meeting_id, meeting_id), (c.status, status)):
        if wanted is not None:
            query = query.where(column == wanted)
    refs = forms.refs(connection)
    return tuple(
        MeetingRecord(
            row.record_id, row.meeting_id, row.child_id, Context(row.context), row.author_id, row.name, row.written_at,
            MeetingStatus(row.status), msgspec.json.decode(row.body, type=Meeting), refs[row.form],
        )
        for row in connection.execute(query)
    )  # fmt: skip


def lines(
    connection: Connection, *, child_id: Id | None = None, groups: Collection[Id] | None = None
) -> tuple[MeetingLine, ...]:
    """As ``meetings``, without what was said."""
    c = t.meeting.c
    query = (
        select(c.meeting_id, c.child_id, c.context, c.kind, c.status, c.held_on, c.next_on)
        .where(records.is_current(t.meeting), *_of_groups(c.child_id, groups))
        .order_by(c.held_on, c.record_id)
    )
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    return tuple(
        MeetingLine(meeting, child, Context(context), MeetingKind(kind), MeetingStatus(status), held_on, next_on)
        for meeting, child, context, kind, status, held_on, next_on in connection.execute(query).all()
    )


def agreements(
    connection: Connection,
    *,
    child_id: Id | None = None,
    groups: Collection[Id] | None = None,
    until: date | None = None,
) -> tuple[OpenAgreement, ...]:
    """What was agreed on at meetings and is not done, the earliest day first.

    It is done when the newest follow-up of it was held and names no further day. A further day, also of a follow-up
    that was put off, stands in place of the first. Of a child, or of those who are in ``groups`` now; with ``until``
    only what is due by then.
    """
    c, m, f = t.meeting_agreement.c, t.meeting.c, t.follow_up.c
    later = t.follow_up.alias("later").c
    newest = select(func.max(later.record_id)).where(later.subject_id == c.agreement_id).scalar_subquery()
    due_on = func.coalesce(f.next_on, c.due_on)
    query = (
        select(
            c.agreement_id, m.meeting_id, m.child_id, m.context, c.what, c.who, c.who_id, due_on.label("due"), m.held_on
        )
        .join(t.meeting, m.record_id == c.version_id)
        .outerjoin(t.follow_up, f.record_id == newest)
        .where(records.is_current(t.meeting), *_of_groups(m.child_id, groups))
        .where(or_(f.record_id.is_(None), f.next_on.is_not(None), f.kind != FollowUpDone.HELD))
        .order_by(due_on, m.held_on, c.place)
    )
    if child_id is not None:
        query = query.where(m.child_id == child_id)
    if until is not None:
        query = query.where(due_on <= until)
    return tuple(
        OpenAgreement(row.agreement_id, row.meeting_id, row.child_id, Context(row.context), *row[4:])
        for row in connection.execute(query).all()
    )


def _of_groups(child: ColumnElement[str], groups: Collection[Id] | None) -> tuple[ColumnElement[bool], ...]:
    if groups is None:
        return ()
    now = t.enrolment.c.until.is_(None)
    return (child.in_(select(t.enrolment.c.child_id).where(t.enrolment.c.group_id.in_(groups), now)),)
