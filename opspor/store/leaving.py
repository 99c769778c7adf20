"""Children who go here no more, and those who move to a new group when a year begins."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, func, select, update

from opspor.domain.ids import Id
from opspor.store import children
from opspor.store import schema as t


def left(connection: Connection) -> dict[Id, date]:
    """child -> the first day that it was in no group any more, of every child that is in none now."""
    c = t.enrolment.c
    query = select(c.child_id, func.max(c.until)).group_by(c.child_id).having(func.count() == func.count(c.until))
    return {row[0]: row[1] for row in connection.execute(query)}


def came(connection: Connection, child_ids: Collection[Id]) -> dict[Id, date]:
    """child -> the day that it came into the group it joined last, of those that it is in now."""
    c = t.enrolment.c
    query = select(c.child_id, func.max(c.since)).where(c.until.is_(None), c.child_id.in_(child_ids))
    return {row[0]: row[1] for row in connection.execute(query.group_by(c.child_id))}


def stop(connection: Connection, child_id: Id, until: date) -> None:
    """Take a child out of every group; ``until`` is the first day it is in none."""
    c = t.enrolment.c
    connection.execute(update(t.enrolment).where(c.child_id == child_id, c.until.is_(None)).values(until=until))


def come_back(connection: Connection, child_id: Id) -> None:
    """Put a child that left back into the groups that it was in last, as if it had never left them."""
    c = t.enrolment.c
    last = select(func.max(c.until)).where(c.child_id == child_id).scalar_subquery()
    connection.execute(update(t.enrolment).where(c.child_id == child_id, c.until == last).values(until=None))


def present(connection: Connection) -> dict[Id, dict[Id, date]]:
    """group -> the children in it now, each with the day that it came."""
    c = t.enrolment.c
    found: dict[Id, dict[Id, date]] = {}
    for group, child, since in connection.execute(select(c.group_id, c.child_id, c.since).where(c.until.is_(None))):
        found.setdefault(group, {})[child] = since
    return found


def move(connection: Connection, out: Iterable[tuple[Id, Id, date]], into: Iterable[tuple[Id, Id, Id, date]]) -> None:
    """Take children out of groups, and then put them into others: (child, group, first day not there), (id of the
    enrolment, child, group, first day there). So two classes can change places.
    """
    for child, group, until in out:
        children.leave(connection, child, group, until)
    for enrolment, child, group, since in into:
        children.enrol(connection, enrolment, child, group, since)
