"""What is deleted for good, whose access was closed for good, and the ids that say so afterwards."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select

from opspor.domain.ids import Id
from opspor.store import children
from opspor.store import schema as t
from opspor.vault.register import Erased

CHILD, STAFF = "child", "staff"
# Tables whose key is the id of a record.
_RECORDS = ("record", "concern", "paper", "concern_audience", "baton", "rights_note")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a vault holds: what a restored copy is held against."""

    children: int
    records: int


def counts(connection: Connection) -> Counts:
    """How many children and records there are."""
    return Counts(
        *(connection.execute(select(func.count()).select_from(kind)).scalar_one() for kind in (t.child, t.record))
    )


def records_of(connection: Connection, child_id: Id) -> frozenset[Id]:
    """Every record about a child: its own, those of its concerns, and what they replace or are replaced by.

    So also a concern on a typed name that was linked to the child later.
    """
    c = t.record.c
    found: set[Id] = set()
    new = set(connection.execute(select(c.id).where(c.child_id == child_id)).scalars())
    while new:
        found |= new
        ids = list(new)
        after = connection.execute(select(c.id).where(or_(c.concern_id.in_(ids), c.replaces.in_(ids)))).scalars()
        before = connection.execute(select(c.replaces).where(c.id.in_(ids), c.replaces.is_not(None))).scalars()
        new = {*after, *before} - found
    return frozenset(found)


def erase_child(connection: Connection, child_id: Id) -> frozenset[Id]:
    """Delete every row about a child, in whatever table it stands, and the drafts about it; the ids of the records.

    The tables say themselves which rows those are: by their references to a child and to a record. Log lines stay.
    """
    children.keep_numbers(connection)
    records = records_of(connection, child_id)
    _drop_drafts(connection, {child_id, *records})
    for table in reversed(t.metadata.sorted_tables):
        about = rows_about(table, child_id, list(records))
        if about:
            connection.execute(delete(table).where(or_(*about)))
    connection.execute(delete(t.child).where(t.child.c.id == child_id))
    return records


def add(connection: Connection, erased: Erased) -> None:
    """Note what was deleted, or whose access was closed, once."""
    known = connection.execute(select(t.erasure.c.id).where(t.erasure.c.id == erased.id)).one_or_none()
    if known is None:
        connection.execute(insert(t.erasure).values(id=erased.id, kind=erased.kind, erased_on=erased.on))


def erased(connection: Connection) -> tuple[Erased, ...]:
    """Everything that was deleted or closed for good, oldest id first."""
    return tuple(Erased(*row) for row in connection.execute(select(t.erasure).order_by(t.erasure.c.id)))


def rows_about(table: Table, child_id: Id, records: list[Id]) -> list[ColumnElement[bool]]:
    """The conditions of which one holds for a row about a child, whose ``records`` are given; none: no row is."""
    conditions: list[ColumnElement[bool]] = [table.c.id.in_(records)] if table is t.record else []
    for key in table.foreign_keys:
        if key.column.table is t.child:
            conditions.append(key.parent == child_id)
        elif key.column.table.name in _RECORDS and key.parent.name != "replaces":
            conditions.append(key.parent.in_(records))
    return conditions


def _drop_drafts(connection: Connection, ids: set[Id]) -> None:
    """Drafts name in their key or in their text what they are about."""
    c = t.draft.c
    for owner, key, body in connection.execute(select(c.owner_id, c.key, c.body)).all():
        if any(id_ in key or id_ in body for id_ in ids):
            connection.execute(delete(t.draft).where(c.owner_id == owner, c.key == key))
