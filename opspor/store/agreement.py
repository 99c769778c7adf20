"""How many chose what about the children of a group, round by round, and how many people that were."""

from collections.abc import Collection
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.agreement import Judged
from opspor.domain.assessment import Context, Spread
from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t
from opspor.store.rounds import submitted

_NAMED = 500  # children: as many are asked about by name, of more the whole round is read


def judged(
    connection: Connection, rounds: Collection[Id], groups: Collection[Id], context: Context
) -> dict[tuple[Id, Id], Judged]:
    """(round, group) -> the spread of each child that was agreed on there, one a child; no order says who it is.

    Its assessors are those who judged a child there that somebody else judged as well.

    A child counts in the group it was in on the day the team first agreed. What was agreed before the spread was kept
    is left out.
    """
    where: dict[Id, list[tuple[Id, date, date | None]]] = {}
    e = t.enrolment.c
    for child, *there in connection.execute(
        select(e.child_id, e.group_id, e.since, e.until).where(e.group_id.in_(groups))
    ).all():
        where.setdefault(child, []).append((there[0], there[1], there[2]))
    joint, first = t.joint_assessment, t.joint_assessment.alias("first")
    query = (
        select(joint.c.round_id, joint.c.child_id, joint.c.spread, t.record.c.written_at)
        .join(
            first,
            (first.c.round_id == joint.c.round_id)
            & (first.c.child_id == joint.c.child_id)
            & (first.c.context == joint.c.context)
            & first.c.first,
        )
        .join(t.record, t.record.c.id == first.c.record_id)
        .where(joint.c.round_id.in_(rounds), joint.c.child_id.in_(where), joint.c.context == context)
        .where(records.is_current(joint))
    )
    named = where if len(where) <= _NAMED else None
    authors = {round_id: submitted(connection, round_id, children=named) for round_id in rounds}
    found: dict[tuple[Id, Id], list[str]] = {}
    people: dict[tuple[Id, Id], set[Id]] = {}
    for row in connection.execute(query):
        day, who = row.written_at.date(), authors[row.round_id].get((row.child_id, context), set())
        for group, since, until in where[row.child_id]:
            if since <= day and (until is None or day < until):
                found.setdefault((row.round_id, group), []).append(row.spread)
                judged = people.setdefault((row.round_id, group), set())
                judged |= set(who) if len(who) > 1 else set()
    kept = {place: [msgspec.json.decode(text, type=Spread) for text in sorted(texts)] for place, texts in found.items()}
    return {
        place: Judged(known, frozenset(people[place]))
        for place, each in kept.items()
        if (known := tuple(spread for spread in each if spread.assessors))
    }
