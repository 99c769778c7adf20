"""Everything that is written about a child, row by row, whatever table it stands in: what a request for access reads.

The tables say themselves which rows those are, as they do when a child is deleted for good (``store.erasure``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from opspor.domain.ids import Id
from opspor.store import erasure
from opspor.store import schema as t

# Columns that say nothing about the child: what the program looks things up and proves them with.
LEFT_OUT: Mapping[tuple[str, str], str] = {
    ("own_assessment", "nonce"): "et tilfældigt tal, der viser, om et svar er ændret",
    ("child", "search"): "navnet en gang til, så det kan søges",
    ("child", "sort_key"): "navnet en gang til, så det kan sorteres",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row about the child. ``key`` is the same for ever, ``record`` the record it belongs to; None for none."""

    table: str
    key: str
    record: Id | None
    values: Mapping[str, Any]


def rows(connection: Connection, child_id: Id) -> tuple[Row, ...]:
    """Every row about a child, the child's own too, without the columns of ``LEFT_OUT``; the headers come first."""
    records = list(erasure.records_of(connection, child_id))
    found = []
    for table in t.metadata.sorted_tables:
        about = [t.child.c.id == child_id] if table is t.child else erasure.rows_about(table, child_id, records)
        if not about:
            continue
        for row in connection.execute(select(table).where(or_(*about)).order_by(*table.primary_key)).mappings():
            values = {str(name): value for name, value in row.items() if (table.name, name) not in LEFT_OUT}
            key = ".".join(str(row[column.name]) for column in table.primary_key)
            shared = table is not t.record and "record_id" not in table.c and table is not t.child
            record = row["id"] if table is t.record else row.get("record_id")
            found.append(Row(str(table.name), f"{key}.{table.name}" if shared else key, record, values))
    return tuple(found)


def points_to(row: Row) -> frozenset[Id]:
    """The other records that a row is about: what it answers, belongs to or follows up."""
    keys = t.metadata.tables[row.table].foreign_keys
    ids = (
        row.values[key.parent.name] for key in keys if key.column.table is t.record or "record_id" in key.column.name
    )
    return frozenset(Id(one) for one in ids if one is not None and one != row.record)


def former_homes(connection: Connection, child_id: Id) -> tuple[tuple[str | None, str, str], ...]:
    """(carer, address, phone) of every version of what is known; carer None: the child's own address."""
    about = t.record.c.child_id == child_id
    own = select(t.particulars.c.address).join(t.record, t.record.c.id == t.particulars.c.record_id).where(about)
    carer = t.carer.c
    theirs = (
        select(carer.carer_id, carer.address, carer.phone)
        .join(t.record, t.record.c.id == carer.record_id)
        .where(about)
        .distinct()
    )
    found: list[tuple[str | None, str, str]] = [
        (None, address, "") for address in connection.execute(own.distinct()).scalars()
    ]
    found += [(who, address, phone) for who, address, phone in connection.execute(theirs)]
    return tuple(found)


def rounds_named(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """round -> its name."""
    c = t.assessment_round.c
    found = connection.execute(select(c.id, c.name).where(c.id.in_(ids)))
    return {row.id: row.name for row in found}


def drafts_about(connection: Connection, child_id: Id, records: Collection[Id]) -> int:
    """How many drafts of staff are about the child or its ``records``: what somebody is writing, and no record yet.

    Where somebody was is none, nor is what is written in a request for access itself.
    """
    ids = {child_id, *records}
    c, asked = t.draft.c, t.subject_access.c
    requests = set(connection.execute(select(asked.request_id).where(asked.child_id == child_id)).scalars())
    found = connection.execute(select(c.key, c.body).where(~c.key.startswith("place:"))).all()
    return sum(
        any(id_ in key or id_ in body for id_ in ids) and not any(id_ in key for id_ in requests) for key, body in found
    )
