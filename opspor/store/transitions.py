"""What was handed on about a child, as it went, with the form it was written on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.transition import Line, Rule, Transition, Way
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


@dataclass(frozen=True, slots=True)
class _Body:
    """What the table's text holds."""

    way: Way
    to: str
    texts: Mapping[str, str]
    lines: tuple[Line, ...]
    because: str
    read_by: str
    read_on: date
    rule: Rule


def add(connection: Connection, header: Header, made: Transition) -> None:
    """Add one that was finished."""
    body = _Body(made.way, made.to, made.texts, made.lines, made.because, made.read_by, made.read_on, made.rule)
    values = {
        "child_id": made.child_id, "context": made.context, "form": made.form.sha256,
        "body": msgspec.json.encode(body, order="deterministic").decode(),
    }  # fmt: skip
    records.add(connection, t.transition, [(header, values)])


def transitions(
    connection: Connection, *, child_id: Id | None = None, transition_id: Id | None = None
) -> tuple[Transition, ...]:
    """Those of a child, or one, newest first."""
    c = t.transition.c
    query = (
        select(t.transition, t.record.c.author_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .order_by(c.record_id.desc())
    )
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    if transition_id is not None:
        query = query.where(c.record_id == transition_id)
    refs = forms.refs(connection)
    found = []
    for row in connection.execute(query):
        body = msgspec.json.decode(row.body, type=_Body)
        found.append(
            Transition(
                row.record_id, row.child_id, Context(row.context), row.author_id, row.name, row.written_at, body.way,
                body.to, body.texts, body.lines, body.because, body.read_by, body.read_on, body.rule, refs[row.form],
            )
        )  # fmt: skip
    return tuple(found)
