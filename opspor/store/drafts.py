"""Drafts: the only thing that changes. One person's, saved while typing, deleted when it becomes a record."""

from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from opspor.domain.ids import Id
from opspor.store import schema as t

T = TypeVar("T")


def save(connection: Connection, owner: Id, key: str, body: object, saved_at: datetime) -> None:
    """Save a draft over the one before."""
    values = {"body": msgspec.json.encode(body).decode(), "saved_at": saved_at}
    mine = (t.draft.c.owner_id == owner) & (t.draft.c.key == key)
    if connection.execute(update(t.draft).where(mine).values(values)).rowcount == 0:
        connection.execute(insert(t.draft).values(owner_id=owner, key=key, **values))


def load(connection: Connection, owner: Id, key: str, type_: type[T]) -> tuple[T, datetime] | None:
    """A draft and when it was saved; None when there is none."""
    row = connection.execute(
        select(t.draft.c.body, t.draft.c.saved_at).where(t.draft.c.owner_id == owner, t.draft.c.key == key)
    ).one_or_none()
    return None if row is None else (msgspec.json.decode(row.body, type=type_), row.saved_at)


def drop(connection: Connection, owner: Id, key: str) -> None:
    """Delete a draft, if there is one."""
    connection.execute(delete(t.draft).where(t.draft.c.owner_id == owner, t.draft.c.key == key))


def drop_all(connection: Connection, owner: Id) -> int:
    """Delete every draft of somebody who has left; how many there were."""
    return connection.execute(delete(t.draft).where(t.draft.c.owner_id == owner)).rowcount


def keys(connection: Connection, owner: Id, prefix: str) -> set[str]:
    """The keys of one's drafts that begin with ``prefix``."""
    mine = (t.draft.c.owner_id == owner) & t.draft.c.key.startswith(prefix, autoescape=True)
    return set(connection.execute(select(t.draft.c.key).where(mine)).scalars())
