"""What each person answered about the learning environment of a group in a round."""

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.environment import EnvironmentAnswers, OwnEnvironment
from opspor.domain.ids import Id
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, header: Header, own: OwnEnvironment, nonce: bytes) -> None:
    """Add submitted answers; ``nonce`` keys the HMAC that the log holds."""
    values = {
        "round_id": own.round_id, "group_id": own.group_id, "author_id": own.author_id, "body": encoded(own.answers),
        "form": own.form.sha256, "nonce": nonce, "first": header.replaces is None,
    }  # fmt: skip
    records.add(connection, t.own_environment, [(header, values)])


def encoded(answers: EnvironmentAnswers) -> str:
    """The answers as they are stored and as the log binds them."""
    return msgspec.json.encode(answers, order="deterministic").decode()


def submitted(connection: Connection, round_id: Id) -> dict[Id, set[Id]]:
    """group -> those who have answered about it in a round. Says nothing about what they answered."""
    c = t.own_environment.c
    found: dict[Id, set[Id]] = {}
    for group, author in connection.execute(select(c.group_id, c.author_id).where(c.round_id == round_id, c.first)):
        found.setdefault(group, set()).add(author)
    return found


def own(connection: Connection, round_id: Id, group_id: Id, *, author: Id | None = None) -> tuple[OwnEnvironment, ...]:
    """The current answers about a group in a round, oldest first. The caller asks first whether they are open."""
    c = t.own_environment.c
    query = (
        select(t.own_environment, t.record.c.written_at, t.staff_member.c.name, t.staff_member.c.title)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == c.author_id)
        .where(c.round_id == round_id, c.group_id == group_id, records.is_current(t.own_environment))
        .order_by(c.record_id)
    )
    if author is not None:
        query = query.where(c.author_id == author)
    refs = forms.refs(connection)
    return tuple(
        OwnEnvironment(
            row.record_id, row.round_id, row.group_id, row.author_id, row.name, row.title, row.written_at,
            msgspec.json.decode(row.body, type=EnvironmentAnswers), refs[row.form],
        )
        for row in connection.execute(query)
    )  # fmt: skip


def bindings(connection: Connection) -> list[tuple[Id, bytes, str]]:
    """(record, nonce, answers as stored) of all of them: what ``opspor check`` holds against the log."""
    c = t.own_environment.c
    return [tuple(row) for row in connection.execute(select(c.record_id, c.nonce, c.body))]
