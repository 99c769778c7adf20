"""The day a child's parents were told that it is assessed (domain 1.6)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, notices: Sequence[tuple[Header, date, str]]) -> None:
    """Add for the child of each header on which day its parents were told, and how."""
    rows = [(h, {"child_id": h.child_id, "given_on": day, "how": how}) for h, day, how in notices]
    records.add(connection, t.information_notice, rows)


def given(connection: Connection, child_id: Id | None = None) -> dict[Id, date]:
    """child -> the day that was written last, for every child who has one, or for one."""
    c = t.information_notice.c
    query = select(c.child_id, c.given_on).order_by(c.record_id)
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    return dict(connection.execute(query).all())


def told(connection: Connection) -> set[Id]:
    """The children whose parents were told, whatever the day: much less to read than all the days."""
    return set(connection.execute(select(t.information_notice.c.child_id).distinct()).scalars())
