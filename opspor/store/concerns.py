"""Concerns, what was seen and said, the steps of the track, and the papers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, exists, false, func, insert, or_, select

from opspor.domain.beredskab import (
    Decided,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    Told,
    Track,
    TrackChanged,
    View,
)
from opspor.domain.concern import (
    ChildsWords,
    Concern,
    Danger,
    HowSaid,
    Observation,
    StepState,
    TrackStep,
)
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperDraft, PaperEvent, PaperKind, Sent
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header

_FIRST, _END, _OF = t.record.alias("first"), t.record.alias("end"), t.record.alias("of")  # once: ``records._LATER``
_STATES = {state.value: state for state in StepState}  # looking one up takes a tenth of making one
_PHONED = "phoned"
_DECISIONS: Mapping[str, type[Decision]] = {
    "safe": Safe,
    "judged": Judged,
    "leader_told": LeaderTold,
    "not_reported": NotReported,
    "not_told": NotTold,
    "knows_already": KnowsAlready,
    "may_be_told": MayBeTold,
    "sharpened": Sharpened,
    "view": View,
    "told": Told,
    _PHONED: Phoned,
    "track_changed": TrackChanged,
}


def add_observation(connection: Connection, header: Header, place: str, text: str) -> None:
    """Add something seen or heard."""
    records.add(connection, t.observation, [(header, {"place": place, "text": text})])


def add_words(
    connection: Connection,
    header: Header,
    place: str,
    words: str,
    asked: str,
    how: HowSaid | None = None,
    asked_by: str = "",
) -> None:
    """Add what the child said, and how it came to say it."""
    values = {"place": place, "words": words, "asked": asked, "how": how, "asked_by": asked_by or None}
    records.add(connection, t.childs_words, [(header, values)])


def _about(child_id: Id | None, concern_ids: Collection[Id]) -> ColumnElement[bool]:
    """What was written about the child outside any concern, or within one of the concerns.

    What is within a concern follows the concern, also when that is linked to a child, or kept, later.
    """
    of_child = [] if child_id is None else [(t.record.c.child_id == child_id) & t.record.c.concern_id.is_(None)]
    of_concerns = [t.record.c.concern_id.in_(concern_ids)] if concern_ids else []
    return or_(false(), *of_child, *of_concerns)


def _select(kind: Any) -> Any:
    return (
        select(kind, t.record, t.staff_member.c.name.label("author_name"))
        .join(t.record, t.record.c.id == kind.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
    )


def observations(
    connection: Connection, *, child_id: Id | None, concern_ids: Collection[Id]
) -> tuple[Observation, ...]:
    """What was seen and heard about a child outside concerns, or within some, in the order it happened."""
    query = (
        _select(t.observation)
        .where(_about(child_id, concern_ids), records.is_current(t.observation))
        .order_by(t.record.c.seen_at, t.record.c.id)
    )
    return tuple(
        Observation(
            r.id, r.child_id, r.concern_id, r.author_id, r.author_name, r.seen_at, r.written_at, r.place, r.text
        )
        for r in connection.execute(query)
    )


def words(connection: Connection, *, child_id: Id | None, concern_ids: Collection[Id]) -> tuple[ChildsWords, ...]:
    """What the child said, outside concerns or within some, in the order it was said."""
    query = (
        _select(t.childs_words)
        .where(_about(child_id, concern_ids), records.is_current(t.childs_words))
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
            HowSaid(r.how) if r.how else None,
            r.asked_by or "",
        )
        for r in connection.execute(query)
    )


def add(connection: Connection, header: Header, concern: Concern) -> None:
    """Add a concern."""
    values = {
        "typed_name": concern.typed_name, "danger": concern.danger, "topic": concern.track, "what": concern.what,
    }  # fmt: skip
    records.add(connection, t.concern, [(header, values)])


def revise(connection: Connection, header: Header, concern: Concern) -> None:
    """Say anew which child or track a concern has: a record that replaces its newest one and belongs to its first."""
    first = [t.record.c.id == concern.id, t.record.c.concern_id == concern.id]
    newest = (
        select(t.concern.c.record_id)
        .join(t.record, t.record.c.id == t.concern.c.record_id)
        .where(or_(*first), records.is_current(t.concern))
    )
    before = connection.execute(newest).scalar_one()
    add(connection, replace(header, child_id=concern.child_id, concern_id=concern.id, replaces=before), concern)


def keep(connection: Connection, header: Header, concern_id: Id, readers: Collection[Id] | None) -> None:
    """Keep a concern to ``readers``, or with None to nobody in particular. The newest entry counts."""
    records.add(connection, t.concern_audience, [(header, {"concern_id": concern_id, "kept": readers is not None})])
    if readers:
        rows = [{"record_id": header.id, "staff_id": reader} for reader in sorted(readers)]
        connection.execute(insert(t.concern_reader), rows)


def _kept(connection: Connection) -> dict[Id, frozenset[Id]]:
    """concern -> the people it is kept to, of all that are kept."""
    readers: dict[Id, set[Id]] = {}
    for row in connection.execute(select(t.concern_reader)):
        readers.setdefault(row.record_id, set()).add(row.staff_id)
    newest = {
        row.concern_id: row for row in connection.execute(select(t.concern_audience).order_by("record_id"))
    }  # fmt: skip
    return {id_: frozenset(readers.get(row.record_id, ())) for id_, row in newest.items() if row.kept}


def close(connection: Connection, header: Header, concern_id: Id, reason: str) -> None:
    """Close a concern with a reason; once."""
    records.add(connection, t.concern_closing, [(header, {"concern_id": concern_id, "reason": reason})])


def closing(connection: Connection, concern_id: Id) -> tuple[str, str, datetime] | None:
    """Why a concern was closed, by whom and when; None while it is open."""
    query = _select(t.concern_closing).where(t.concern_closing.c.concern_id == concern_id)
    found = connection.execute(query).one_or_none()
    return (found.reason, found.author_name, found.written_at) if found else None


def concerns(
    connection: Connection,
    *,
    concern_id: Id | None = None,
    concern_ids: Collection[Id] | None = None,
    child_id: Id | None = None,
    unfinished: bool = False,
) -> tuple[Concern, ...]:
    """Every concern, or the one named, or some, or those about a child, newest first.

    What it is about is that of its newest record, who began it and when that of its first. ``unfinished``: only those
    in which something may be left to do, and the others about the same children: of the rest there are more each year.
    """
    first, end, closing = _FIRST, _END, t.concern_closing.c
    query = (
        select(
            t.concern, t.record.c.child_id, first.c.id, first.c.author_id, first.c.seen_at, first.c.written_at,
            t.staff_member.c.name.label("author_name"), end.c.written_at.label("closed_at"),
        )
        .join(t.record, t.record.c.id == t.concern.c.record_id)
        .join(first, first.c.id == func.coalesce(t.record.c.concern_id, t.record.c.id))
        .join(t.staff_member, t.staff_member.c.id == first.c.author_id)
        .outerjoin(t.concern_closing, closing.concern_id == first.c.id)
        .outerjoin(end, end.c.id == closing.record_id)
        .where(records.is_current(t.concern))
        .order_by(first.c.id.desc())
    )  # fmt: skip
    if concern_id is not None:
        query = query.where(or_(t.record.c.id == concern_id, t.record.c.concern_id == concern_id))
    if concern_ids is not None:  # by the record that it stands in: by the first one SQLite may go through all of them
        query = query.where(or_(t.record.c.id.in_(concern_ids), t.record.c.concern_id.in_(concern_ids)))
    if child_id is not None:
        query = query.where(t.record.c.child_id == child_id)
    if unfinished:
        is_open = closing.record_id.is_(None)
        query = query.where(or_(is_open, t.record.c.child_id.in_(_of_open()), first.c.id.in_(_with_a_task())))
    kept = _kept(connection)
    return tuple(
        Concern(
            r.id, r.child_id, r.typed_name, r.author_id, r.author_name, Danger(r.danger), Track(r.topic),
            r.seen_at.date(), r.written_at, r.what, r.closed_at, kept.get(r.id),
        )
        for r in connection.execute(query)
    )  # fmt: skip


def _of_open() -> Select[Any]:
    """The children with a concern that is open."""
    of, closing = _OF, t.concern_closing.c
    closed = exists(select(closing.record_id).where(closing.concern_id == func.coalesce(of.c.concern_id, of.c.id)))
    # Not joined: SQLite would go through all that was ever written.
    current = select(t.concern.c.record_id).where(records.is_current(t.concern))
    return select(of.c.child_id).where(of.c.id.in_(current), of.c.child_id.is_not(None), ~closed)


def _with_a_task() -> Select[Any]:
    """The concerns with an underretning that is not sent, went as a file that may lie on the PC, or has a number."""
    sent, note, number = t.paper_sent, t.paper_note.c, t.paper_cpr.c
    deleted = exists(
        select(note.record_id).where(note.paper_id == t.paper.c.record_id, note.event == PaperEvent.FILE_DELETED)
    )
    lies = (sent.c.sha256 != "") & ~deleted
    carries = exists(select(number.paper_id).where(number.paper_id == t.paper.c.record_id))
    return (
        select(t.paper.c.concern_id)
        .outerjoin(sent, sent.c.paper_id == t.paper.c.record_id)
        .where(t.paper.c.kind == PaperKind.UNDERRETNING, or_(sent.c.record_id.is_(None), lies, carries))
    )


def add_step(
    connection: Connection,
    header: Header,
    step_id: str,
    state: StepState,
    note: str,
    outcome: str = "",
    again_on: date | None = None,
) -> None:
    """Add what was done about a step; the newest entry of a step is how it stands."""
    values = {
        "concern_id": header.concern_id, "step_id": step_id, "state": state, "note": note, "outcome": outcome,
        "again_on": again_on,
    }  # fmt: skip
    records.add(connection, t.track_step, [(header, values)])


def steps(
    connection: Connection, concern_ids: Collection[Id], step_ids: Collection[str] | None = None
) -> Mapping[Id, tuple[TrackStep, ...]]:
    """concern -> all that was noted about its steps, or about some of them, in the order it was written; the newest of
    a step is how it stands."""
    found: dict[Id, list[TrackStep]] = {concern: [] for concern in concern_ids}
    c = t.track_step.c
    query = (
        select(
            c.concern_id, c.step_id, c.state, c.note, t.staff_member.c.name, t.record.c.written_at, c.outcome,
            c.again_on,
        )
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(c.concern_id.in_(found))
        .order_by(c.record_id)
    )  # fmt: skip
    if step_ids is not None:
        query = query.where(c.step_id.in_(step_ids))
    for concern, step_id, state, *noted in connection.execute(query):
        found[concern].append(TrackStep(step_id, _STATES[state], *noted))
    return {concern: tuple(noted) for concern, noted in found.items()}


def steps_done(connection: Connection, concern_ids: Collection[Id]) -> dict[Id, int]:
    """concern -> how many of its steps are not open any more, of some concerns."""
    c = t.track_step.c
    newest = select(func.max(c.record_id)).where(c.concern_id.in_(concern_ids)).group_by(c.concern_id, c.step_id)
    query = (
        select(c.concern_id, func.count())
        .where(c.record_id.in_(newest), c.state != StepState.OPEN)
        .group_by(c.concern_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def decide(connection: Connection, header: Header, decision: Decision) -> None:
    """Add what was decided in a concern."""
    kind = next(kind for kind, shape in _DECISIONS.items() if isinstance(decision, shape))
    body = msgspec.json.encode(decision).decode()
    records.add(connection, t.track_decision, [(header, {"concern_id": header.concern_id, "kind": kind, "body": body})])


def decisions(connection: Connection, concern_ids: Collection[Id]) -> tuple[Decided, ...]:
    """What was decided in some concerns, in the order it was written."""
    return _decided(connection, t.track_decision.c.concern_id.in_(list(concern_ids)))


def _decided(connection: Connection, which: ColumnElement[bool]) -> tuple[Decided, ...]:
    query = (
        _select(t.track_decision)
        .where(which, records.is_current(t.track_decision))
        .order_by(t.track_decision.c.record_id)
    )
    return tuple(
        Decided(
            r.id, r.concern_id, r.author_id, r.author_name, r.written_at,
            msgspec.json.decode(r.body, type=_DECISIONS[r.kind]),
        )
        for r in connection.execute(query)
    )  # fmt: skip


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
    # By the papers' own id: by that of the record SQLite goes through all that was ever written.
    query = _select(t.paper).where(records.is_current(t.paper)).order_by(t.paper.c.record_id.desc())
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
    values = {
        "paper_id": sent.paper_id, "channel": sent.channel, "receiver": sent.receiver, "sent_on": sent.sent_on,
        "sent_at": sent.at, "sha256": sent.sha256,
    }  # fmt: skip
    records.add(connection, t.paper_sent, [(header, values)])


def sent(connection: Connection, paper_ids: Collection[Id]) -> dict[Id, Sent]:
    """paper -> how it was sent, of those in ``paper_ids`` that were."""
    query = _select(t.paper_sent).where(t.paper_sent.c.paper_id.in_(paper_ids))
    return {
        r.paper_id: Sent(r.paper_id, r.channel, r.receiver, r.sent_on, r.author_name, r.sent_at, r.sha256)
        for r in connection.execute(query)
    }


def unsent(connection: Connection) -> set[Id]:
    """The concerns with a finished underretning that nobody has noted as sent."""
    query = select(t.paper.c.concern_id).where(
        records.is_current(t.paper),
        t.paper.c.kind == PaperKind.UNDERRETNING,
        ~exists(select(t.paper_sent.c.paper_id).where(t.paper_sent.c.paper_id == t.paper.c.record_id)),
    )
    return {*connection.execute(query).scalars()}


def phoned(connection: Connection) -> tuple[Decided, ...]:
    """The underretninger that were made by phone, in the order they were written."""
    return _decided(connection, t.track_decision.c.kind == _PHONED)
