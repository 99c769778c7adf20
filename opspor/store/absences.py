"""Days on which pupils were away. A correction replaces a day's record; one with the share 0 takes it away."""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from functools import cache

from sqlalchemy import Connection, select

from opspor.domain.absence import Away, AwayKind, AwayNoted
from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

_AT_ONCE = 500  # children asked about in one question; for more, everybody is read
_TAKEN_AWAY = "0"


@cache
def _share(text: str) -> Fraction:
    return Fraction(text)  # there are few of them, and many days


def add(connection: Connection, rows: Sequence[tuple[Header, Away]]) -> None:
    """Add days of the child of each header."""
    values = [
        (h, {"child_id": h.child_id, "day": away.day, "kind": away.kind, "share": str(away.share)}) for h, away in rows
    ]
    records.add(connection, t.absence, values)


def noted(
    connection: Connection, child_ids: Collection[Id], since: date | None = None
) -> dict[Id, tuple[AwayNoted, ...]]:
    """child -> the days that stand now, in order and from ``since`` on, of those of ``child_ids`` who have any."""
    c = t.absence.c
    query = (
        select(t.absence, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(records.is_current(t.absence), c.share != _TAKEN_AWAY)
        .order_by(c.child_id, c.day, c.record_id)
    )
    if len(child_ids) <= _AT_ONCE:
        query = query.where(c.child_id.in_(list(child_ids)))
    if since is not None:
        query = query.where(c.day >= since)
    wanted, found = {*child_ids}, dict[Id, list[AwayNoted]]()
    for row in connection.execute(query):
        if row.child_id in wanted:
            away = Away(row.day, AwayKind(row.kind), _share(row.share))
            one = AwayNoted(row.record_id, away, row.name, row.written_at.date())
            found.setdefault(row.child_id, []).append(one)
    return {child: tuple(days) for child, days in found.items()}
