"""What is deleted for good, whose access was closed for good, and the ids that say so afterwards."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, update

from opspor.domain.ids import Id
from opspor.store import children
from opspor.store import schema as t
from opspor.vault.register import CONCERN, OWN, PAPER, PARTS, Erased, still_told

CHILD, STAFF = "child", "staff"
# Tables whose key is the id of a record.
_RECORDS = ("record", "concern", "paper", "concern_audience", "baton", "rights_note")
_AT_ONCE = 500  # ids a statement
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Rest(msgspec.Struct):
    """What stays of an underretning whose text is deleted: that it was one, and what others say about it."""

    kind: str
    supplements: Id | None = None
    urgent: bool = False
    gaps: tuple[str, ...] = ()
    deleted_on: date | None = None


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
    about = connection.execute(select(t.record.c.id).where(t.record.c.child_id == child_id))
    return with_what_belongs(connection, [row.id for row in about])


def with_what_belongs(connection: Connection, records: Iterable[Id]) -> frozenset[Id]:
    """These records, their other versions, what stands within them, and what is written about any of those."""
    found: set[Id] = set()
    new = set(records)
    while new:
        found |= new
        new = {id_ for some in in_batches(new) for id_ in _beside(connection, some)} - found
    return frozenset(found)


def in_batches(ids: Iterable[Id]) -> Iterator[list[Id]]:
    """The ids, the newest first, a few hundred at a time: what points at a record is younger than that."""
    ordered = sorted(ids, reverse=True)
    for place in range(0, len(ordered), _AT_ONCE):
        yield ordered[place : place + _AT_ONCE]


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


def erase_records(connection: Connection, records: Iterable[Id], drafts: Collection[str] = ()) -> frozenset[Id]:
    """Delete these records with all that belongs to them, and the drafts about them or with these keys; the ids."""
    gone = with_what_belongs(connection, records)
    _drop_drafts(connection, gone, drafts)
    for table in reversed(t.metadata.sorted_tables):
        for some in in_batches(gone):
            about = rows_about(table, None, some)
            if about:
                connection.execute(delete(table).where(or_(*about)))
    return gone


def erase_text(connection: Connection, paper_id: Id, on: date) -> None:
    """Delete what an underretning says. That it was written and sent, and what came back, stays."""
    c = t.paper.c
    body = connection.execute(select(c.body).where(c.record_id == paper_id)).scalar()
    if body is None:
        return
    rest = msgspec.json.decode(body, type=_Rest)
    rest.deleted_on = rest.deleted_on or on
    connection.execute(delete(t.paper_cpr).where(t.paper_cpr.c.paper_id == paper_id))
    connection.execute(update(t.paper).where(c.record_id == paper_id).values(body=msgspec.json.encode(rest).decode()))


def text_erased_on(connection: Connection, paper_ids: Collection[Id]) -> dict[Id, date]:
    """underretning -> the day its text was deleted, of those of which it was."""
    c = t.paper.c
    found = connection.execute(select(c.record_id, c.body).where(c.record_id.in_(list(paper_ids))))
    days = ((id_, msgspec.json.decode(body, type=_Rest).deleted_on) for id_, body in found)
    return {id_: on for id_, on in days if on is not None}


def register_id(*of: str) -> str:
    """What stands in the register for own assessments of a child in a round: as long as an id, and names neither."""
    return hashlib.sha256("|".join(of).encode()).hexdigest()[:36]


def erase_again(connection: Connection, erased: Collection[Erased]) -> int:
    """Delete again what is told of a part of a child's file; how many of them were there. Not what is younger."""
    told = {(each.kind, each.id): each.on for each in erased if each.kind in PARTS}
    o, e, written = t.own_assessment.c, t.own_environment.c, t.record.c.written_at
    own = select(o.record_id, written, o.round_id, o.child_id, o.context).join(t.record, t.record.c.id == o.record_id)
    frame = select(e.record_id, written, e.round_id, e.group_id).join(t.record, t.record.c.id == e.record_id)
    gone: dict[str, set[Id]] = {}
    for query in (own, frame) if any(kind == OWN for kind, _ in told) else ():
        for record, at, *of in connection.execute(query):
            id_ = register_id(*of)
            on = told.get((OWN, id_))
            if on is not None and at.date() <= on:
                gone.setdefault(id_, set()).add(record)
    there = set(connection.execute(select(t.concern.c.record_id)).scalars())
    for kind, id_ in told:
        if kind == CONCERN and id_ in there:
            gone[id_] = {Id(id_)}
    erase_records(connection, {record for records in gone.values() for record in records})
    papers = [Id(id_) for kind, id_ in told if kind == PAPER]
    c = t.paper.c
    standing = {id_ for some in in_batches(papers) for id_ in connection.execute(
        select(c.record_id).where(c.record_id.in_(some))).scalars()}  # fmt: skip
    for paper in standing - set(text_erased_on(connection, standing)):
        erase_text(connection, paper, told[PAPER, paper])
        gone[paper] = {paper}
    return len(gone)


def add(connection: Connection, erased: Erased) -> None:
    """Note what was deleted, or whose access was closed, once; of the same again the first day, of parts the last."""
    known = connection.execute(select(t.erasure.c.erased_on).where(t.erasure.c.id == erased.id)).scalar()
    if known is None:
        connection.execute(insert(t.erasure).values(id=erased.id, kind=erased.kind, erased_on=erased.on))
    elif erased.kind in PARTS and erased.on > known:
        connection.execute(update(t.erasure).where(t.erasure.c.id == erased.id).values(erased_on=erased.on))


def forget(connection: Connection) -> None:
    """Take out of the table what the register does not tell any more."""
    kept = {each.id for each in still_told(erased(connection))}
    gone = {each.id for each in erased(connection)} - kept
    for some in in_batches(Id(id_) for id_ in gone):
        connection.execute(delete(t.erasure).where(t.erasure.c.id.in_(some)))


def erased(connection: Connection) -> tuple[Erased, ...]:
    """Everything that was deleted or closed for good, oldest id first."""
    return tuple(Erased(*row) for row in connection.execute(select(t.erasure).order_by(t.erasure.c.id)))


def rows_about(table: Table, child_id: Id | None, records: list[Id]) -> list[ColumnElement[bool]]:
    """The conditions of which one holds for a row about a child, whose ``records`` are given; none: no row is.

    Without a child only what belongs to the records.
    """
    conditions: list[ColumnElement[bool]] = [table.c.id.in_(records)] if table is t.record else []
    for key in table.foreign_keys:
        if key.column.table is t.child and child_id is not None:
            conditions.append(key.parent == child_id)
        elif key.column.table.name in _RECORDS and key.parent.name != "replaces":
            conditions.append(key.parent.in_(records))
    return conditions


def _beside(connection: Connection, some: list[Id]) -> Iterator[Id]:
    """What stands beside these records: versions, what a concern holds, and what points at one of them."""
    c = t.record.c
    yield from connection.execute(select(c.id).where(or_(c.concern_id.in_(some), c.replaces.in_(some)))).scalars()
    yield from connection.execute(select(c.replaces).where(c.id.in_(some), c.replaces.is_not(None))).scalars()
    for table, column in _POINTING:
        yield from connection.execute(select(table.c.record_id).where(column.in_(some))).scalars()


_POINTING = tuple(
    (table, key.parent)
    for table in t.metadata.sorted_tables
    for key in table.foreign_keys
    if "record_id" in table.c and key.parent.name != "record_id" and key.column.table.name in _RECORDS
)


def _drop_drafts(connection: Connection, ids: Collection[Id], keys: Collection[str] = ()) -> None:
    """Drafts name in their key or in their text what they are about."""
    c = t.draft.c
    for owner, key, body in connection.execute(select(c.owner_id, c.key, c.body)).all():
        if key in keys or not _named(key, body).isdisjoint(ids):
            connection.execute(delete(t.draft).where(c.owner_id == owner, c.key == key))


def _named(*texts: str) -> set[str]:
    return {id_ for text in texts for id_ in _ID.findall(text)}
