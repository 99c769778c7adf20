"""Home visits, and visits that are needed beside the ordinary ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, Select, func, select

from opspor.domain.assessment import FormRef, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.visit import HomeVisit, VisitAnswers, VisitNeed, VisitType
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
    """(child, type, day) of the current visits of the children who are in ``groups`` now, oldest first."""
    c = t.home_visit.c
    query = (
        select(c.child_id, c.visit_type, c.visited_on)
        .where(c.child_id.in_(_enrolled(groups)), records.is_current(t.home_visit))
        .order_by(c.visited_on, c.record_id)
    )
    return [(child, VisitType(type_), day) for child, type_, day in connection.execute(query).all()]


def cells(connection: Connection, groups: Collection[Id]) -> list[tuple[Id, Position, Trivsel, date | None]]:
    """(child, position, trivsel, follow-up date) of the visits that are an assessment too, oldest first.

    Of the children who are in ``groups`` now: all that the matrix of a district needs.
    """
    c = t.home_visit.c
    query = (
        select(c.child_id, c.position, c.trivsel, c.follow_up_on)
        .where(c.child_id.in_(_enrolled(groups)), records.is_current(t.home_visit))
        .where(c.position.is_not(None), c.trivsel.is_not(None))
        .order_by(c.visited_on, c.record_id)
    )
    return [
        (child, Position(position), Trivsel(trivsel), day)
        for child, position, trivsel, day in connection.execute(query).all()
    ]


def follow_ups(connection: Connection, until: date, groups: Collection[Id]) -> list[tuple[Id, Id, date]]:
    """(child, visit, date) of the visits to follow up on or before ``until``, earliest first.

    Of the children who are in ``groups`` now. Only a child's newest visit counts: what was found there stands instead.
    """
    c = t.home_visit.c
    place = func.row_number().over(partition_by=c.child_id, order_by=(c.visited_on.desc(), c.record_id.desc()))
    newest = (
        select(c.child_id, c.record_id, c.follow_up_on, place.label("place"))
        .where(c.child_id.in_(_enrolled(groups)), records.is_current(t.home_visit))
        .subquery()
    )
    query = (
        select(newest.c.child_id, newest.c.record_id, newest.c.follow_up_on)
        .where(newest.c.place == 1, newest.c.follow_up_on <= until)
        .order_by(newest.c.follow_up_on, newest.c.record_id)
    )
    return [tuple(row) for row in connection.execute(query)]


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


def _enrolled(groups: Collection[Id]) -> Select[tuple[str]]:
    now = t.enrolment.c.until.is_(None)
    return select(t.enrolment.c.child_id).where(t.enrolment.c.group_id.in_(groups), now)
