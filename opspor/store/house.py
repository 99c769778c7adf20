"""Every table as rows that anybody can read, for the day the house closes."""

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, and_, exists, func, or_, select

from opspor.domain.ids import Id
from opspor.store import schema as t

# What is nobody's to read outside the program, and why; the counts of these stand in the manifest.
LEFT_OUT = {
    "draft": "Kladder er kun for den, der skriver dem.",
    "signing_key": "Nøgler bliver ikke taget ud.",
}
_SECRET_SETTINGS = ("register_key",)
_HIDDEN = ("slot_id", "hash", "previous")  # ways in, and what binds the lines of the log: of no use outside
SEALED = ("own_assessment", "own_environment")
_TEAMS = (t.round_assessor, t.round_child_assessor)


def tables() -> tuple[str, ...]:
    """The tables that can be taken out, in the order that one refers to the next."""
    return tuple(table.name for table in t.metadata.sorted_tables if table.name not in LEFT_OUT)


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has, also those that stay."""
    return {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in t.metadata.sorted_tables
    }


def kept_back(connection: Connection, table: str, sealed: Collection[Id]) -> int:
    """How many rows of a table that is taken out stay: sealed answers, and settings that are keys."""
    if table == "setting":
        chosen = select(func.count()).where(t.setting.c.key.in_(_SECRET_SETTINGS))
        return int(connection.execute(chosen).scalar_one())
    if table in SEALED:
        chosen = select(func.count()).where(t.metadata.tables[table].c.record_id.in_(list(sealed)))
        return int(connection.execute(chosen).scalar_one())
    return 0


def rows(connection: Connection, table: str, sealed: Collection[Id]) -> Iterator[dict[str, Any]]:
    """The rows of a table: days and times as ISO text, what is JSON in a text as JSON, nothing that is a key.

    ``sealed`` are the answers that nobody may read yet.
    """
    found = t.metadata.tables[table]
    columns = [c for c in found.c if not isinstance(c.type, LargeBinary) and c.name not in _HIDDEN]
    query = select(*columns).order_by(*found.primary_key.columns)
    if table == "setting":
        query = query.where(t.setting.c.key.not_in(_SECRET_SETTINGS))
    for row in connection.execute(query):
        values = row._asdict()
        if table in SEALED and values["record_id"] in sealed:
            continue
        yield {name: _plain(value) for name, value in values.items()}


def sealed_answers(connection: Connection, reader: Id) -> frozenset[Id]:
    """The own answers that stay sealed for ``reader``, by the strictest reading: about a child those that the team has
    not agreed on yet, or whose child the reader is to assess and has not; about the adults those of an open round.
    """
    own, joint, mine = t.own_assessment.c, t.joint_assessment.c, t.own_assessment.alias("mine").c
    agreed = exists(  # ``first``: by the index of those, as many times as there are answers
        select(joint.record_id).where(
            joint.round_id == own.round_id, joint.child_id == own.child_id, joint.context == own.context, joint.first
        )
    )
    answered = exists(
        select(mine.record_id).where(
            mine.round_id == own.round_id, mine.child_id == own.child_id, mine.context == own.context,
            mine.author_id == reader, mine.first,
        )
    )  # fmt: skip
    teams = (select(team.c.round_id).where(team.c.staff_id == reader) for team in _TEAMS)
    asked = or_(*(own.round_id.in_(team) for team in teams))
    of_children = select(own.record_id).where(or_(~agreed, and_(asked, ~answered)))
    frame, round_ = t.own_environment.c, t.assessment_round.c
    running = select(frame.record_id).join(t.assessment_round, round_.id == frame.round_id)
    of_frames = running.where(round_.closed_at.is_(None), frame.author_id != reader)
    return frozenset(Id(record) for query in (of_children, of_frames) for record in connection.execute(query).scalars())


def papers(connection: Connection) -> tuple[tuple[Id, date], ...]:
    """(id, day) of every finished paper, oldest first."""
    r = t.record.c
    query = select(r.id, r.written_at).join(t.paper, t.paper.c.record_id == r.id).order_by(r.id)
    return tuple((row[0], row[1].date()) for row in connection.execute(query))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value if value is None or isinstance(value, int | float | bool) else str(value)
