"""Whom letters go to, for a whole group at once: the language of each home and its carers, nothing else."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from opspor.domain.child import Carer, Custody
from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t


def families(connection: Connection, group_id: Id) -> dict[Id, tuple[str, tuple[Carer, ...]]]:
    """child -> the language as it was typed and the carers in their order, for everybody who is in the group now."""
    e, p = t.enrolment.c, t.particulars.c
    query = (
        select(t.record.c.child_id, p.record_id, p.language)
        .join(t.record, t.record.c.id == p.record_id)
        .join(t.enrolment, (e.child_id == t.record.c.child_id) & e.until.is_(None) & (e.group_id == group_id))
        .where(records.is_current(t.particulars))
    )
    rows = connection.execute(query).all()
    carers = _carers(connection, [row.record_id for row in rows])
    return {row.child_id: (row.language, carers.get(row.record_id, ())) for row in rows}


def _carers(connection: Connection, versions: Collection[Id]) -> dict[Id, tuple[Carer, ...]]:
    query = select(t.carer).where(t.carer.c.record_id.in_(versions)).order_by(t.carer.c.place)
    found: dict[Id, tuple[Carer, ...]] = {}
    for r in connection.execute(query):
        one = Carer(
            r.carer_id, r.name, r.relation, Custody(r.custody), r.address, r.phone, r.protected, r.lives_with_child
        )
        found[r.record_id] = (*found.get(r.record_id, ()), one)
    return found
