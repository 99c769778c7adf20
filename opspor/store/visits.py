"""Home visits, and visits that are needed beside the ordinary ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Select, Subquery, func, select

from opspor.domain.assessment import FormRef, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.visit import HomeVisit, NotHeld, VisitAnswers, VisitNeed, VisitType
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


@dataclass(frozen=True, slots=True)
class _Body:
    """What the table's text holds: the answers, and the position form they were given on."""

    answers: VisitAnswers
    position_form: FormRef


def add(connection: Connection, header: Header, visit: HomeVisit) -> None:
    """Add a visit; one that corrects an earlier one names it in ``header.replaces``."""
    answers = visit.answers
    values = {
        "child_id": visit.child_id, "visit_type": visit.type, "visited_on": visit.visited_on,
        "position": answers.position, "trivsel": answers.trivsel, "follow_up_on": answers.follow_up_on,
        "body": msgspec.json.encode(_Body(answers, visit.position_form), order="deterministic").decode(),
        "form": visit.form.sha256,
    }  # fmt: skip
    records.add(connection, t.home_visit, [(header, values)])


def visits(connection: Connection, child_id: Id) -> tuple[HomeVisit, ...]:
    """The current visits of a child, oldest first."""
    c = t.home_visit.c
    query = (
        select(t.home_visit, t.record.c.author_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(c.child_id == child_id, records.is_current(t.home_visit))
        .order_by(c.visited_on, c.record_id)
    )
    refs = forms.refs(connection)
    found = []
    for row in connection.execute(query):
        body = msgspec.json.decode(row.body, type=_Body)
        found.append(
            HomeVisit(
                row.record_id, row.child_id, VisitType(row.visit_type), row.author_id, row.name, row.written_at,
                row.visited_on, body.answers, refs[row.form], body.position_form,
            )
        )  # fmt: skip
    return tuple(found)


def made(connection: Connection, groups: Collection[Id]) -> list[tuple[Id, VisitType, date]]:
    """(child, type, day) of the newest current visit of each type, of the children who are in ``groups`` now.

    Oldest first.
    """
    c = t.home_visit.c
    newest = func.max(c.visited_on)
    query = select(c.child_id, c.visit_type, newest).where(*_of(groups)).group_by(c.child_id, c.visit_type)
    return [(child, VisitType(type_), day) for child, type_, day in connection.execute(query.order_by(newest)).all()]


def cells(connection: Connection, groups: Collection[Id]) -> list[tuple[Id, Position, Trivsel, date | None]]:
    """(child, position, trivsel, follow-up date) of the two newest visits that are an assessment too, oldest first.

    Of the children who are in ``groups`` now: all that the matrix of a district needs.
    """
    c = t.home_visit.c
    judged = (c.position.is_not(None), c.trivsel.is_not(None))
    newest = _newest(groups, c.position, c.trivsel, c.follow_up_on, judged=judged)
    query = (
        select(newest.c.child_id, newest.c.position, newest.c.trivsel, newest.c.follow_up_on)
        .where(newest.c.place <= 2)
        .order_by(newest.c.place.desc())
    )
    return [
        (child, Position(position), Trivsel(trivsel), day)
        for child, position, trivsel, day in connection.execute(query).all()
    ]


def _newest(groups: Collection[Id], *columns: Column[Any], judged: Collection[ColumnElement[bool]] = ()) -> Subquery:
    """The current visits of each child numbered from its newest."""
    c = t.home_visit.c
    place = func.row_number().over(partition_by=c.child_id, order_by=(c.visited_on.desc(), c.record_id.desc()))
    return select(c.child_id, *columns, place.label("place")).where(*_of(groups), *judged).subquery()


def _of(groups: Collection[Id]) -> tuple[ColumnElement[bool], ...]:
    """Visits of the children who are in ``groups`` now, that nothing replaces.

    Which are replaced is asked once for all of them, and not visit by visit.
    """
    c = t.home_visit.c
    replaced = select(t.record.c.replaces).where(t.record.c.replaces.is_not(None))
    return c.child_id.in_(_enrolled(groups)), c.record_id.not_in(replaced)


def add_need(connection: Connection, header: Header, need: VisitNeed, *, done: bool = False) -> None:
    """Add a visit that is needed; with ``done`` the record that ends the one that ``header`` replaces."""
    values = {"child_id": need.child_id, "due_on": need.due_on, "why": need.why, "done": done}
    records.add(connection, t.visit_need, [(header, values)])


def needs(connection: Connection, groups: Collection[Id]) -> tuple[VisitNeed, ...]:
    """The visits that are still needed, of the children who are in ``groups`` now, the earliest first."""
    c = t.visit_need.c
    query = (
        select(c.record_id, c.child_id, c.due_on, c.why)
        .where(c.child_id.in_(_enrolled(groups)), ~c.done, records.is_current(t.visit_need))
        .order_by(c.due_on, c.record_id)
    )
    return tuple(VisitNeed(*row) for row in connection.execute(query))


def add_not_held(connection: Connection, header: Header, not_held: NotHeld) -> None:
    """Add that a visit came to nothing."""
    values = {
        "child_id": not_held.child_id, "visit_type": not_held.type, "day": not_held.day, "why": not_held.why,
    }  # fmt: skip
    records.add(connection, t.visit_not_held, [(header, values)])


def not_held(connection: Connection, child_id: Id) -> tuple[NotHeld, ...]:
    """The visits of a child that came to nothing, oldest first."""
    c = t.visit_not_held.c
    query = (
        select(c.record_id, c.child_id, c.visit_type, c.day, c.why, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(c.child_id == child_id)
        .order_by(c.day, c.record_id)
    )
    return tuple(
        NotHeld(record, child, VisitType(type_), day, why, name)
        for record, child, type_, day, why, name in connection.execute(query)
    )


def _enrolled(groups: Collection[Id]) -> Select[tuple[str]]:
    now = t.enrolment.c.until.is_(None)
    return select(t.enrolment.c.child_id).where(t.enrolment.c.group_id.in_(groups), now)
