"""Contacts with parents, and with whose parents nobody has talked for long."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, exists, select, true, tuple_

from opspor.domain.assessment import Context, ParentView
from opspor.domain.contact import Contact, ParentContact
from opspor.domain.ids import Id
from opspor.domain.visit import VisitType
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

# At school the sundhedsplejerske sees the pupil, and the parents are often not there.
_WITHOUT_PARENTS = (VisitType.SCHOOL_START, VisitType.SCHOOL_END, VisitType.SCHOOL_TALK)
_LATER = t.parent_contact.alias("later_contact")  # made once, as ``records._LATER``


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


def heard_since(connection: Connection, since: date, *, home: bool = False) -> set[Id]:
    """The children with whose parents somebody talked on ``since`` or later.

    A talk is a contact that was not in vain, a parent's view in a joint assessment (the day it was written), and a
    visit at home. What was written at home counts only with ``home``: for those who may see it.
    """
    contact, visit = t.parent_contact.c, t.home_visit.c
    talked = exists().where(
        contact.child_id == t.child.c.id, contact.held_on >= since, contact.talked,
        records.is_current(t.parent_contact),
        true() if home else contact.context != Context.HOME,
    )  # fmt: skip
    heard = set(connection.execute(select(t.child.c.id).where(talked)).scalars())
    if home:
        visited = select(visit.child_id).where(
            visit.visited_on >= since, visit.visit_type.not_in(_WITHOUT_PARENTS), records.is_current(t.home_visit)
        )
        heard |= set(connection.execute(visited).scalars())
    views = connection.execute(_with_views(since, home=home)).all()
    return heard | {child for child, body in views if child not in heard and _has_view(body)}


def _with_views(since: date, *, home: bool) -> Select[Any]:
    """(child, body) of the joint assessments since a day that say something about parents: most say nothing."""
    c, r = t.joint_assessment.c, t.record.c
    query = (
        select(c.child_id, c.body)
        .join(t.record, r.id == c.record_id)
        .where(r.kind == t.joint_assessment.name, r.seen_at >= datetime.combine(since, time()).astimezone())
        .where(c.body.not_like('%"parents":[]%'), records.is_current(t.joint_assessment))
    )
    return query if home else query.where(c.context != Context.HOME)


def _has_view(body: str) -> bool:
    return any(view.text.strip() for view in msgspec.json.decode(body, type=_Asked).parents)


def planned(connection: Connection, until: date, groups: Collection[Id]) -> list[tuple[Id, Id, Context, date]]:
    """(child, contact, context, day) of the next contacts that were planned for on or before ``until``, earliest first.

    Of the children who are in ``groups`` now. A later talk in the same context has taken the place of what was planned
    before it; a try in vain only when it names a day of its own.
    """
    c, later = t.parent_contact.c, _LATER.c
    enrolment = t.enrolment.c
    there = exists().where(  # asked of each that is due: with "in" SQLite goes through all contacts of every child
        enrolment.child_id == c.child_id, enrolment.group_id.in_(groups), enrolment.until.is_(None)
    )
    replaced = exists().where(t.record.c.replaces == later.record_id)
    taken = exists().where(
        later.child_id == c.child_id, later.context == c.context, later.talked | later.next_on.is_not(None),
        tuple_(later.held_on, later.record_id) > tuple_(c.held_on, c.record_id), ~replaced,
    )  # fmt: skip
    query = (
        select(c.child_id, c.record_id, c.context, c.next_on)
        .where(c.next_on <= until, there, records.is_current(t.parent_contact), ~taken)
        .order_by(c.next_on, c.record_id)
    )
    return [
        (child_id, record_id, Context(context), on)
        for child_id, record_id, context, on in connection.execute(query).all()
    ]
