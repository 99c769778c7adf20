"""What came back on papers, what else happened to them, and the CPR number that one of them carries for a while."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, PaperKind, PaperNote, Reply, ReplyKind, Sent
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

_SENT_BY, _BY = t.record.alias("sent_by"), t.staff_member.alias("by")  # made once, as ``records._LATER``


class _Haste(msgspec.Struct):
    """The two things of a paper's body that are asked of every one; the rest is long, and is not made into anything."""

    gaps: tuple[str, ...] = ()
    supplements: Id | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A finished underretning without what it says: whose it is, whether it left the house, what was left open in it.

    ``gaps`` is how many sections were not written, ``supplements`` the underretning that this one adds to.
    """

    paper_id: Id
    concern_id: Id
    author_id: Id
    author_name: str
    written_at: datetime
    gaps: int
    supplements: Id | None
    sent: Sent | None
    sender_id: Id | None  # who noted that it was sent


def reports(
    connection: Connection, *, paper_id: Id | None = None, concern_ids: Collection[Id] | None = None
) -> tuple[Report, ...]:
    """Every finished underretning, or the one named, or those of some concerns, in the order they were written."""
    sent, sent_by, by = t.paper_sent, _SENT_BY, _BY
    query = (
        select(
            t.paper.c.record_id, t.paper.c.concern_id, t.paper.c.body, t.record.c.author_id, t.record.c.written_at,
            t.staff_member.c.name, sent.c.paper_id.label("sent_id"), sent.c.channel, sent.c.receiver, sent.c.sent_on,
            sent.c.sent_at, sent.c.sha256, by.c.id.label("by_id"), by.c.name.label("by_name"),
        )
        .join(t.record, t.record.c.id == t.paper.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .outerjoin(sent, sent.c.paper_id == t.paper.c.record_id)
        .outerjoin(sent_by, sent_by.c.id == sent.c.record_id)
        .outerjoin(by, by.c.id == sent_by.c.author_id)
        .where(records.is_current(t.paper), t.paper.c.kind == PaperKind.UNDERRETNING)
        .order_by(t.paper.c.record_id)
    )  # fmt: skip
    if paper_id is not None:
        query = query.where(t.paper.c.record_id == paper_id)
    if concern_ids is not None:
        query = query.where(t.paper.c.concern_id.in_(list(concern_ids)))
    found = []
    for r in connection.execute(query):
        haste = msgspec.json.decode(r.body, type=_Haste)
        left = (
            Sent(r.record_id, r.channel, r.receiver, r.sent_on, r.by_name, r.sent_at, r.sha256) if r.sent_id else None
        )
        found.append(
            Report(
                r.record_id, r.concern_id, r.author_id, r.name, r.written_at, len(haste.gaps), haste.supplements, left,
                r.by_id,
            )
        )  # fmt: skip
    return tuple(found)


def sent_on(connection: Connection) -> Mapping[Id, Sequence[date]]:
    """concern -> the days on which an underretning of it was sent."""
    query = (
        select(t.paper.c.concern_id, t.paper_sent.c.sent_on)
        .join(t.paper_sent, t.paper_sent.c.paper_id == t.paper.c.record_id)
        .where(t.paper.c.kind == PaperKind.UNDERRETNING)
    )
    found: dict[Id, list[date]] = defaultdict(list)
    for concern, on in connection.execute(query):
        found[concern].append(on)
    return found


def add(connection: Connection, header: Header, reply: Reply) -> None:
    """Add an answer; with ``header.replaces`` it corrects one."""
    values = {
        "paper_id": reply.paper_id, "kind": reply.kind, "came_on": reply.came_on, "sender": reply.sender,
        "text": reply.text,
    }  # fmt: skip
    records.add(connection, t.paper_reply, [(header, values)])


def replies(connection: Connection, paper_ids: Collection[Id]) -> Mapping[Id, tuple[Reply, ...]]:
    """paper -> what came back, by day and then in the order it was written; nothing for a paper without an answer."""
    c = t.paper_reply.c
    query = (
        select(t.paper_reply, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(records.is_current(t.paper_reply), c.paper_id.in_(list(paper_ids)))
        .order_by(c.came_on, c.record_id)
    )
    found: dict[Id, list[Reply]] = defaultdict(list)
    for r in connection.execute(query):
        one = Reply(r.record_id, r.paper_id, ReplyKind(r.kind), r.came_on, r.sender, r.text, r.name, r.written_at)
        found[r.paper_id].append(one)
    return {paper: tuple(came) for paper, came in found.items()}


def note(connection: Connection, header: Header, event: PaperNote) -> None:
    """Note what happened to a paper."""
    values = {
        "paper_id": event.paper_id, "event": event.event, "text": event.text, "noted_on": event.on,
        "again_on": event.again_on,
    }  # fmt: skip
    records.add(connection, t.paper_note, [(header, values)])


def notes(connection: Connection, paper_ids: Collection[Id]) -> Mapping[Id, tuple[PaperNote, ...]]:
    """paper -> what happened to it, in the order it was written; nothing for a paper to which nothing did."""
    c = t.paper_note.c
    query = (
        select(t.paper_note, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(records.is_current(t.paper_note), c.paper_id.in_(list(paper_ids)))
        .order_by(c.record_id)
    )
    found: dict[Id, list[PaperNote]] = defaultdict(list)
    for r in connection.execute(query):
        one = PaperNote(r.paper_id, PaperEvent(r.event), r.text, r.noted_on, r.again_on, r.name, r.written_at)
        found[r.paper_id].append(one)
    return {paper: tuple(noted) for paper, noted in found.items()}


def with_cpr(connection: Connection) -> set[Id]:
    """The papers that carry a number."""
    return {*connection.execute(select(t.paper_cpr.c.paper_id)).scalars()}


def set_cpr(connection: Connection, paper_id: Id, cpr: str) -> None:
    """Keep the number that a paper carries, ten digits, in place of the one before; "" forgets it."""
    connection.execute(delete(t.paper_cpr).where(t.paper_cpr.c.paper_id == paper_id))
    if cpr:
        connection.execute(insert(t.paper_cpr).values(paper_id=paper_id, cpr=cpr))


def cpr(connection: Connection, paper_id: Id) -> str:
    """The number that a paper carries; "" where it carries none."""
    return connection.execute(select(t.paper_cpr.c.cpr).where(t.paper_cpr.c.paper_id == paper_id)).scalar() or ""
