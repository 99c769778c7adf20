"""How much a vault holds, and of what kind: counts, years and days, and the name of nobody."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from opspor.domain.stock import Holdings, KindCount
from opspor.store import records
from opspor.store import schema as t


def holdings(connection: Connection, before: datetime | None = None) -> Holdings:
    """Count everything. ``before``: what was done later, as reading a copy, is no use of it."""
    child, known, carer = t.child.c, t.particulars.c, t.carer.c
    first, last = connection.execute(select(func.min(child.birth_date), func.max(child.birth_date))).one()
    hidden = select(carer.record_id).where(carer.protected).distinct()
    current = records.is_current(t.particulars)
    kind, written = t.record.c.kind, t.record.c.written_at
    used = select(func.max(t.log_entry.c.at))
    if before is not None:
        used = used.where(t.log_entry.c.at <= before)
    counted = select(kind, func.count(), func.min(written), func.max(written)).group_by(kind).order_by(kind)

    def count(query: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(query)).scalar_one())

    return Holdings(
        count(t.child),
        first and first.year,
        last and last.year,
        count(select(known.record_id).where(current, or_(known.protected, known.record_id.in_(hidden))).subquery()),
        count(select(child.id).where(child.cpr != "").subquery()),
        count(select(carer.carer_id).distinct().subquery()),
        count(select(t.concern.c.typed_name).where(t.concern.c.typed_name != "").distinct().subquery()),
        count(t.paper),
        count(t.paper_cpr),
        count(t.draft),
        tuple(KindCount(*row) for row in connection.execute(counted)),
        connection.execute(used).scalar(),
    )
