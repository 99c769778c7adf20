"""The log: one line per thing that was done, each bound to the one before and signed by the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from opspor.domain.ids import Id
from opspor.store import schema as t


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line. ``detail`` is JSON with codes, counts and ids; never a name or a text."""

    number: int
    at: datetime
    actor_id: Id
    slot_id: str
    action: str
    subject_id: str
    detail: str
    previous: str
    hash: str
    signature: bytes


def last(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest line; (0, "") in an empty log."""
    row = connection.execute(
        select(t.log_entry.c.number, t.log_entry.c.hash).order_by(t.log_entry.c.number.desc()).limit(1)
    ).one_or_none()
    return (0, "") if row is None else (row.number, row.hash)


def add(connection: Connection, entry: LogEntry) -> None:
    """Append a line."""
    connection.execute(insert(t.log_entry).values({name: getattr(entry, name) for name in LogEntry.__slots__}))


def entries(connection: Connection) -> Iterator[LogEntry]:
    """Every line, oldest first."""
    for row in connection.execute(select(t.log_entry).order_by(t.log_entry.c.number)):
        yield LogEntry(*row)
