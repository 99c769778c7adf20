"""Maps of the people around a child, version by version."""

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.network import Network, NetworkMap
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, header: Header, made: NetworkMap) -> None:
    """Add a version; ``header.replaces`` is the one before it in that context."""
    body = msgspec.json.encode(made.network, order="deterministic").decode()
    values: dict[str, Any] = {"child_id": made.child_id, "context": made.context, "body": body}
    records.add(connection, t.network_map, [(header, values)])


def versions(connection: Connection, child_id: Id) -> tuple[NetworkMap, ...]:
    """Every map of a child, also those that were replaced, newest first: the first of a context counts."""
    c = t.network_map.c
    query = (
        select(t.network_map, t.record.c.author_id, t.record.c.written_at, t.record.c.replaces, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(c.child_id == child_id)
        .order_by(c.record_id.desc())
    )
    return tuple(
        NetworkMap(
            row.record_id, row.child_id, Context(row.context), row.author_id, row.name, row.written_at,
            msgspec.json.decode(row.body, type=Network), row.replaces,
        )
        for row in connection.execute(query)
    )  # fmt: skip
