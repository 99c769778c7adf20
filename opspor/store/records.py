"""The header that every record has. Records are added, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, func, insert, select

from opspor.domain.ids import Id
from opspor.store import schema as t

_LATER = t.record.alias("later")  # made once: an alias costs more than most of the questions it stands in


@dataclass(frozen=True, slots=True)
class Header:
    """Who wrote a record when, about what was seen when, and which earlier one it corrects."""

    id: Id
    author_id: Id
    seen_at: datetime
    written_at: datetime
    child_id: Id | None = None
    concern_id: Id | None = None
    replaces: Id | None = None


def add(connection: Connection, kind: Table, rows: Sequence[tuple[Header, dict[str, Any]]]) -> None:
    """Add records of one kind: the headers, and what the kind's own table holds."""
    if not rows:
        return
    connection.execute(
        insert(t.record),
        [{"kind": kind.name} | {name: getattr(header, name) for name in Header.__slots__} for header, _ in rows],
    )
    connection.execute(insert(kind), [{"record_id": h.id} | values for h, values in rows])


def is_current(kind: Table) -> ColumnElement[bool]:
    """The condition that nothing replaces a record of ``kind``."""
    return ~exists(select(_LATER.c.id).where(_LATER.c.replaces == kind.c.record_id))


def newest(connection: Connection) -> Id | None:
    """The record that was written last; None in a vault that is being made."""
    return connection.execute(select(func.max(t.record.c.id))).scalar()


def oldest(connection: Connection) -> datetime | None:
    """When the first record was written; None in a vault that is being made."""
    return connection.execute(select(t.record.c.written_at).order_by(t.record.c.id).limit(1)).scalar()


def counts(connection: Connection, author: Id) -> dict[str, int]:
    """How many records of each kind a person has written; a kind without any is left out."""
    c = t.record.c
    query = select(c.kind, func.count()).where(c.author_id == author).group_by(c.kind)
    return dict(connection.execute(query).all())
