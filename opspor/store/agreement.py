"""How many chose what about the children of a group, round by round, and how many people that were."""

from collections.abc import Collection
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.agreement import MIN_ASSESSORS, Judged
from opspor.domain.assessment import Context, Spread
from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t
from opspor.store.rounds import submitted

_NAMED = 500  # children: as many are asked about by name, of more the whole round is read


class _Counted(msgspec.Struct):
    """Of a spread how many judged the child: the rest is skipped, which takes a quarter of the time."""

    assessors: int = 0


def judged(
    connection: Connection,
    rounds: Collection[Id],
    groups: Collection[Id],
    context: Context,
    *,
    only_counted: bool = False,
) -> dict[tuple[Id, Id], Judged]:
    """(round, group) -> the spread of each child that was agreed on there, one a child; no order says who it is.

    Its assessors are those who judged a child there that somebody else judged as well. They are asked for only where no
    child was judged by as many as a figure needs. With ``only_counted`` a spread says how many judged, and not what.

    A child counts in the group it was in on the day the team first agreed. What was agreed before the spread was kept
    is left out.
    """
    where: dict[Id, list[tuple[Id, date, date | None]]] = {}
    e = t.enrolment.c
    for child, *there in connection.execute(
        select(e.child_id, e.group_id, e.since, e.until).where(e.group_id.in_(groups))
    ).all():
        where.setdefault(child, []).append((there[0], there[1], there[2]))
    c = t.joint_assessment.c
    query = (
        select(
            c.round_id, c.child_id, c.first, c.spread, t.record.c.written_at,
            records.is_current(t.joint_assessment).label("current"),
        )
        .join(t.record, t.record.c.id == c.record_id)
        # all of its index is named: else SQLite goes through every round of each child
        .where(c.round_id.in_(rounds), c.first.in_((True, False)), c.context == context)
    )  # fmt: skip
    named = where if len(where) <= _NAMED else None
    if named is not None:
        query = query.where(c.child_id.in_(named))
    rows = connection.execute(query).all()
    agreed_on = {(row.round_id, row.child_id): row.written_at.date() for row in rows if row.first}
    found: dict[tuple[Id, Id], list[tuple[str, Id]]] = {}
    for row in rows:
        if not row.current:
            continue
        day = agreed_on[row.round_id, row.child_id]
        for group, since, until in where.get(row.child_id, ()):
            if since <= day and (until is None or day < until):
                found.setdefault((row.round_id, group), []).append((row.spread, row.child_id))
    authors: dict[Id, dict[tuple[Id, Context], frozenset[Id]]] = {}
    kept = {}
    for (round_id, group), each in found.items():
        spreads = [_spread(text, only_counted=only_counted) for text in sorted(text for text, _ in each)]
        known = tuple(spread for spread in spreads if spread.assessors)
        people: set[Id] = set()
        if known and max(spread.assessors for spread in known) < MIN_ASSESSORS:
            if round_id not in authors:
                authors[round_id] = submitted(connection, round_id, children=named)
            of_each = (authors[round_id].get((child, context), frozenset()) for _, child in each)
            people = people.union(*(who for who in of_each if len(who) > 1))
        if known:
            kept[round_id, group] = Judged(known, frozenset(people))
    return kept


def _spread(text: str, *, only_counted: bool) -> Spread:
    if only_counted:
        return Spread(msgspec.json.decode(text, type=_Counted).assessors)
    return msgspec.json.decode(text, type=Spread)
