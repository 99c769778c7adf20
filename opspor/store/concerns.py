"""Concerns, what was seen and said, the steps of the track, and the papers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, false, or_, select

from opspor.domain.concern import (
    ChildsWords,
    Concern,
    Danger,
    Observation,
    StepState,
    Topic,
    TrackStep,
)
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperDraft, PaperKind, Sent
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


def add_observation(connection: Connection, header: Header, place: str, text: str) -> None:
    """Add something seen or heard."""
    records.add(connection, t.observation, [(header, {"place": place, "text": text})])


def add_words(connection: Connection, header: Header, place: str, words: str, asked: str) -> None:
    """Add what the child said."""
    records.add(connection, t.childs_words, [(header, {"place": place, "words": words, "asked": asked})])


def _about(child_id: Id | None, concern_id: Id | None) -> ColumnElement[bool]:
    """Records of the child or of the concern: a concern on a typed name has only the latter."""
    of_child = [] if child_id is None else [t.record.c.child_id == child_id]
    of_concern = [] if concern_id is None else [t.record.c.concern_id == concern_id]
    return or_(false(), *of_child, *of_concern)


def _select(kind: Any) -> Any:
    return (
        select(kind, t.record, t.staff_member.c.name.label("author_name"))
        .join(t.record, t.record.c.id == kind.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
    )


def observations(connection: Connection, *, child_id: Id | None, concern_id: Id | None) -> tuple[Observation, ...]:
    """What was seen and heard about a child or within a concern, in the order it happened."""
    query = (
        _select(t.observation)
        .where(_about(child_id, concern_id), records.is_current(t.observation))
        .order_by(t.record.c.seen_at, t.record.c.id)
    )
    return tuple(
        Observation(
            r.id, r.child_id, r.concern_id, r.author_id, r.author_name, r.seen_at, r.written_at, r.place, r.text
        )
        for r in connection.execute(query)
    )


def words(connection: Connection, *, child_id: Id | None, concern_id: Id | None) -> tuple[ChildsWords, ...]:
    """What the child said, in the order it was said."""
    query = (
        _select(t.childs_words)
        .where(_about(child_id, concern_id), records.is_current(t.childs_words))
        .order_by(t.record.c.seen_at, t.record.c.id)
    )
    return tuple(
        ChildsWords(
            r.id,
            r.child_id,
            r.concern_id,
            r.author_id,
            r.author_name,
            r.seen_at,
            r.written_at,
            r.place,
            r.words,
            r.asked,
        )
        for r in connection.execute(query)
    )


def add(connection: Connection, header: Header, concern: Concern) -> None:
    """Add a concern."""
    values = {
        "typed_name": concern.typed_name, "danger": concern.danger, "topic": concern.topic, "what": concern.what,
    }  # fmt: skip
    records.add(connection, t.concern, [(header, values)])


def close(connection: Connection, header: Header, concern_id: Id, reason: str) -> None:
    """Close a concern with a reason; once."""
    records.add(connection, t.concern_closing, [(header, {"concern_id": concern_id, "reason": reason})])


def concerns(
    connection: Connection, *, concern_id: Id | None = None, child_id: Id | None = None
) -> tuple[Concern, ...]:
    """Every concern, or the one named, or those about a child, newest first."""
    query = _select(t.concern).where(records.is_current(t.concern)).order_by(t.record.c.id.desc())
    if concern_id is not None:
        query = query.where(t.record.c.id == concern_id)
    if child_id is not None:
        query = query.where(t.record.c.child_id == child_id)
    closing = (
        select(t.concern_closing.c.concern_id, t.record.c.written_at)
        .join(t.record, t.record.c.id == t.concern_closing.c.record_id)
    )  # fmt: skip
    closed: dict[Id, datetime] = {row.concern_id: row.written_at for row in connection.execute(closing)}
    return tuple(
        Concern(
            r.id, r.child_id, r.typed_name, r.author_id, r.author_name, Danger(r.danger), Topic(r.topic),
            r.seen_at.date(), r.written_at, r.what, closed.get(r.id),
        )
        for r in connection.execute(query)
    )  # fmt: skip


def add_step(connection: Connection, header: Header, step_id: str, state: StepState, note: str) -> None:
    """Add what was done about a step; the newest entry of a step is how it stands."""
    values = {"concern_id": header.concern_id, "step_id": step_id, "state": state, "note": note}
    records.add(connection, t.track_step, [(header, values)])


def steps(connection: Connection, concern_id: Id) -> Mapping[str, TrackStep]:
    """step id -> how it stands now."""
    query = _select(t.track_step).where(t.track_step.c.concern_id == concern_id).order_by(t.record.c.id)
    return {
        r.step_id: TrackStep(r.step_id, StepState(r.state), r.note, r.author_name, r.written_at)
        for r in connection.execute(query)
    }


def add_paper(connection: Connection, header: Header, paper: Paper) -> None:
    """Add a finished paper."""
    values = {
        "concern_id": paper.concern_id, "kind": paper.draft.kind,
        "body": msgspec.json.encode(paper.draft, order="deterministic").decode(), "form": paper.form.sha256,
    }  # fmt: skip
    records.add(connection, t.paper, [(header, values)])


def papers(
    connection: Connection, *, paper_id: Id | None = None, concern_ids: Iterable[Id] | None = None
) -> tuple[Paper, ...]:
    """Every paper, or the one named, or those of some concerns, newest first."""
    query = _select(t.paper).where(records.is_current(t.paper)).order_by(t.record.c.id.desc())
    if paper_id is not None:
        query = query.where(t.record.c.id == paper_id)
    if concern_ids is not None:
        query = query.where(t.paper.c.concern_id.in_(list(concern_ids)))
    refs = forms.refs(connection)
    return tuple(
        Paper(
            r.id, r.concern_id, r.child_id, r.author_id, r.author_name, r.written_at,
            msgspec.json.decode(r.body, type=PaperDraft), refs[r.form],
        )
        for r in connection.execute(query)
    )  # fmt: skip


def add_sent(connection: Connection, header: Header, sent: Sent) -> None:
    """Note how a paper left the house; once."""
    values = {"paper_id": sent.paper_id, "channel": sent.channel, "receiver": sent.receiver, "sent_on": sent.sent_on}
    records.add(connection, t.paper_sent, [(header, values)])


def sent(connection: Connection) -> dict[Id, Sent]:
    """paper -> how it was sent, of all that were."""
    return {
        r.paper_id: Sent(r.paper_id, r.channel, r.receiver, r.sent_on, r.author_name)
        for r in connection.execute(_select(t.paper_sent))
    }


def unsent(connection: Connection) -> tuple[Paper, ...]:
    """The finished underretninger that nobody has noted as sent."""
    done = sent(connection)
    return tuple(p for p in papers(connection) if p.draft.kind is PaperKind.UNDERRETNING and p.id not in done)
