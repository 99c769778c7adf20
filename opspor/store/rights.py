"""Which record a remark stands beside: the one it was written about, in each of its versions."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from opspor.domain.ids import Id
from opspor.store import schema as t


def versions_of(connection: Connection, ids: Collection[Id]) -> Mapping[Id, tuple[Id, ...]]:
    """record -> every version of the same thing, the first one first and the one that counts last."""
    found = {id_: [id_] for id_ in ids}
    r = t.record.c
    asked = set(ids)
    while asked:  # later ones
        query = select(r.replaces, r.id).where(r.replaces.in_(sorted(asked)))
        step = {row.replaces: row.id for row in connection.execute(query)}
        for chain in found.values():
            if chain[-1] in step:
                chain.append(step[chain[-1]])
        asked = set(step.values())
    asked = set(ids)
    while asked:  # earlier ones
        query = select(r.id, r.replaces).where(r.id.in_(sorted(asked)), r.replaces.is_not(None))
        step = {row.id: row.replaces for row in connection.execute(query)}
        for chain in found.values():
            if chain[0] in step:
                chain.insert(0, step[chain[0]])
        asked = set(step.values())
    return {id_: tuple(chain) for id_, chain in found.items()}


def concern_of(connection: Connection, record_id: Id) -> Id | None:
    """The concern that a record belongs to; None for what belongs to none."""
    return connection.execute(select(t.record.c.concern_id).where(t.record.c.id == record_id)).scalar()
