"""Contacts with parents, and when somebody last talked with them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select

from opspor.domain.assessment import Context, ParentView
from opspor.domain.contact import Contact, ParentContact
from opspor.domain.ids import Id
from opspor.domain.visit import VisitType
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

# At school the sundhedsplejerske sees the pupil, and the parents are often not there.
_WITHOUT_PARENTS = (VisitType.SCHOOL_START, VisitType.SCHOOL_END, VisitType.SCHOOL_TALK)


class _Asked(msgspec.Struct):
    """What of an agreement says whether the parents were heard."""

    parents: tuple[ParentView, ...] = ()


def add(connection: Connection, header: Header, made: ParentContact) -> None:
    """Add a contact; a correction names what it corrects in ``header.replaces``."""
    contact = made.contact
    values = {
        "child_id": made.child_id, "context": made.context, "held_on": contact.held_on, "talked": contact.talked,
        "next_on": contact.next_on,
        "body": msgspec.json.encode(contact, order="deterministic").decode(),
    }  # fmt: skip
    records.add(connection, t.parent_contact, [(header, values)])


def contacts(connection: Connection, child_id: Id) -> tuple[ParentContact, ...]:
    """The current contacts about a child, newest first."""
    c = t.parent_contact.c
    query = (
        select(t.parent_contact, t.record.c.author_id, t.record.c.written_at, t.record.c.replaces,
               t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(c.child_id == child_id, records.is_current(t.parent_contact))
        .order_by(c.held_on.desc(), c.record_id.desc())
    )  # fmt: skip
    return tuple(
        ParentContact(
            row.record_id, row.child_id, Context(row.context), row.author_id, row.name, row.written_at,
            msgspec.json.decode(row.body, type=Contact), row.replaces,
        )
        for row in connection.execute(query)
    )  # fmt: skip


def successors(connection: Connection, child_id: Id) -> dict[Id, Id]:
    """contact -> the version that replaced it."""
    c = t.record.c
    query = select(c.replaces, c.id).where(
        c.child_id == child_id, c.kind == t.parent_contact.name, c.replaces.is_not(None)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def last_talk(
    connection: Connection, children: Collection[Id], *, home: bool = False, since: date | None = None
) -> dict[Id, date]:
    """child -> the last day that somebody talked with its parents; a child with whose parents nobody did is not there.

    A talk is a contact that was not in vain, a parent's view in a joint assessment (the day it was written), and a
    visit at home. What was written at home counts only with ``home``: for those who may see it. With ``since``
    nothing from before that day is looked at.
    """
    last: dict[Id, date] = {}
    contact = t.parent_contact.c
    days = select(contact.child_id, func.max(contact.held_on)).where(
        contact.child_id.in_(children), contact.talked, records.is_current(t.parent_contact)
    )
    visit = t.home_visit.c
    visited = select(visit.child_id, func.max(visit.visited_on)).where(
        visit.child_id.in_(children), visit.visit_type.not_in(_WITHOUT_PARENTS), records.is_current(t.home_visit)
    )
    if since is not None:
        days, visited = days.where(contact.held_on >= since), visited.where(visit.visited_on >= since)
    if home:
        _keep_latest(last, connection.execute(visited.group_by(visit.child_id)))
    else:
        days = days.where(contact.context != Context.HOME)
    _keep_latest(last, connection.execute(days.group_by(contact.child_id)))
    # The newest assessment of each child first: most of the older ones need not be read then.
    unheard = set()
    for child_id, written_at, body in connection.execute(_agreements(children, home=home, since=since, newest=True)):
        if not _hear(last, child_id, written_at, body):
            unheard.add(child_id)
    for child_id, written_at, body in connection.execute(_agreements(unheard, home=home, since=since)):
        _hear(last, child_id, written_at, body)
    return last


def _hear(last: dict[Id, date], child_id: Id, written_at: datetime, body: str) -> bool:
    """Note the day of an agreement that a parent's view stands in; False when none does."""
    on = written_at.date()
    if child_id in last and last[child_id] >= on:
        return True
    if not any(view.text.strip() for view in msgspec.json.decode(body, type=_Asked).parents):
        return False
    last[child_id] = on
    return True


def _keep_latest(last: dict[Id, date], found: Iterable[Any]) -> None:
    for child_id, day in found:
        last[child_id] = max(day, last.get(child_id, day))


def _agreements(children: Collection[Id], *, home: bool, since: date | None, newest: bool = False) -> Select[Any]:
    """(child, when, body) of the joint assessments, newest first; with ``newest`` the last of each child."""
    c = t.joint_assessment.c
    of_children = [c.child_id.in_(children)] if home else [c.child_id.in_(children), c.context != Context.HOME]
    query = (
        select(c.child_id, t.record.c.written_at, c.body)
        .join(t.record, t.record.c.id == c.record_id)
        .order_by(c.record_id.desc())
    )
    if newest:
        query = query.where(c.record_id.in_(select(func.max(c.record_id)).where(*of_children).group_by(c.child_id)))
    else:  # most say nothing about parents, and need not be read
        query = query.where(*of_children, c.body.not_like('%"parents":[]%'), records.is_current(t.joint_assessment))
    if since is not None:
        query = query.where(t.record.c.written_at >= datetime.combine(since, time()).astimezone())
    return query


def planned(connection: Connection, until: date, groups: Collection[Id]) -> list[tuple[Id, Id, Context, date]]:
    """(child, contact, context, day) of the next contacts that were planned for on or before ``until``, earliest first.

    Of the children who are in ``groups`` now. A later talk in the same context has taken the place of what was planned
    before it; a try in vain only when it names a day of its own.
    """
    c = t.parent_contact.c
    there = select(t.enrolment.c.child_id).where(t.enrolment.c.group_id.in_(groups), t.enrolment.c.until.is_(None))
    replaced = select(t.record.c.replaces).where(t.record.c.replaces.is_not(None))
    place = func.row_number().over(
        partition_by=(c.child_id, c.context), order_by=(c.held_on.desc(), c.record_id.desc())
    )  # fmt: skip
    newest = (
        select(c.child_id, c.record_id, c.context, c.next_on, place.label("place"))
        .where(c.child_id.in_(there), c.talked | c.next_on.is_not(None), c.record_id.not_in(replaced))
        .subquery()
    )
    n = newest.c
    query = (
        select(n.child_id, n.record_id, n.context, n.next_on)
        .where(n.place == 1, n.next_on <= until)
        .order_by(n.next_on, n.record_id)
    )
    return [
        (child_id, record_id, Context(context), on)
        for child_id, record_id, context, on in connection.execute(query).all()
    ]
