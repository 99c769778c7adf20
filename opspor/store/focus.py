"""Focus points, of a child or of a whole group, each with every version of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, exists, func, select

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.plans import Focus, FocusPoint, PlanStatus
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header


@dataclass(frozen=True, slots=True)
class FocusRow:
    """The current version of a focus point as lists need it: nothing of what is written in it."""

    point_id: Id
    child_id: Id | None
    group_id: Id | None
    context: Context
    responsible_id: Id
    status: PlanStatus
    follow_up_on: date | None
    version: Id
    written_at: datetime


@dataclass(frozen=True, slots=True)
class _Body:
    """What the table's text holds."""

    focus: Focus
    closed_because: str = ""


def add(connection: Connection, header: Header, point: FocusPoint) -> None:
    """Add a version of a focus point; one that is not the first names in ``header.replaces`` the one before it.

    Who is responsible is known by then (``check_focus``).
    """
    body = _Body(point.focus, point.closed_because)
    values = {
        "point_id": point.point_id, "child_id": point.child_id, "group_id": point.group_id, "context": point.context,
        "status": point.status, "responsible_id": point.focus.responsible_id,
        "follow_up_on": point.focus.follow_up_on, "body": msgspec.json.encode(body, order="deterministic").decode(),
    }  # fmt: skip
    records.add(connection, t.focus_point, [(header, values)])


def of_child(connection: Connection, child_id: Id, *, every: bool = False) -> tuple[FocusPoint, ...]:
    """The current versions of the focus points of a child, open and closed, in the order they were begun.

    With ``every`` the earlier versions too, the first of each first.
    """
    query = _points().where(t.focus_point.c.child_id == child_id)
    return _read(connection, query if every else query.where(_current()))


def newest(connection: Connection, point_id: Id) -> FocusPoint | None:
    """The current version of a focus point; None when there is none with that id."""
    found = versions(connection, point_id)
    return found[-1] if found else None


def versions(connection: Connection, point_id: Id) -> tuple[FocusPoint, ...]:
    """Every version of a focus point, the first one first."""
    return _read(connection, _points().where(t.focus_point.c.point_id == point_id))


def listed(connection: Connection, *, status: PlanStatus | None = None) -> list[FocusRow]:
    """The current version of every focus point, of children and of groups; with ``status`` of those that stand so."""
    c = t.focus_point.c
    query = (
        select(
            c.point_id, c.child_id, c.group_id, c.context, c.responsible_id, c.status, c.follow_up_on, c.record_id,
            t.record.c.written_at,
        )
        .join(t.record, t.record.c.id == c.record_id)
        .where(_current())
        .order_by(c.point_id)
    )  # fmt: skip
    if status is not None:
        query = query.where(c.status == status)
    return [
        FocusRow(
            row.point_id, row.child_id, row.group_id, Context(row.context), row.responsible_id,
            PlanStatus(row.status), row.follow_up_on, row.record_id, row.written_at,
        )
        for row in connection.execute(query).all()
    ]  # fmt: skip


def agreed_not_written(
    connection: Connection, child_ids: Collection[Id] | None = None
) -> list[tuple[Id, Id, Context, date]]:
    """(joint assessment, child, context, day) where the team agreed on a focus point and none was written since.

    The newest agreement of a child in a context counts: what a later round agreed stands instead. One that was agreed
    on anew in its round is as old as its first version, so that correcting it asks for nothing twice. ``child_ids``
    None: of every child; earliest first.
    """
    c, first = t.joint_assessment.c, t.joint_assessment.alias("first").c
    newest_ids = select(func.max(c.record_id)).group_by(c.child_id, c.context)
    if child_ids is not None:
        newest_ids = newest_ids.where(c.child_id.in_(child_ids))
    begun = (
        select(first.record_id)
        .where(first.first, first.child_id == c.child_id, first.context == c.context, first.round_id == c.round_id)
        .correlate(t.joint_assessment)
        .scalar_subquery()
    )
    written = t.focus_point.c
    since = exists(
        select(written.record_id).where(
            written.child_id == c.child_id, written.context == c.context, written.record_id > begun
        )
    )
    query = (
        select(c.record_id, c.child_id, c.context, t.record.c.written_at)
        .join(t.record, t.record.c.id == c.record_id)
        .where(c.record_id.in_(newest_ids), c.body.contains(_TICKED, autoescape=True), ~since)
        .order_by(c.record_id)
    )
    return [
        (record, child, Context(context), at.date()) for record, child, context, at in connection.execute(query).all()
    ]


_TICKED = '"focus_point"'  # FollowUpKind.FOCUS_POINT in the JSON of an agreement; in a typed text a quote is escaped


def _current() -> Any:
    return records.is_current(t.focus_point)


def _points() -> Select[Any]:
    return (
        select(t.focus_point, t.record.c.author_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == t.focus_point.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .order_by(t.focus_point.c.point_id, t.focus_point.c.record_id)
    )


def _read(connection: Connection, query: Select[Any]) -> tuple[FocusPoint, ...]:
    found = []
    for row in connection.execute(query):
        body = msgspec.json.decode(row.body, type=_Body)
        found.append(
            FocusPoint(
                row.record_id, row.point_id, row.child_id, row.group_id, Context(row.context), row.author_id, row.name,
                row.written_at, body.focus, PlanStatus(row.status), body.closed_because,
            )
        )  # fmt: skip
    return tuple(found)
