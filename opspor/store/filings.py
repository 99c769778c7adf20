"""What must be journalised, and what was: read from what was written, so that nobody has to mark it.

What is confirmed is left out in the database: of the rest there is little, and of the whole more each year.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, exists, or_, select

from opspor.domain.assessment import Context
from opspor.domain.filing import TAKEN_BACK, FilingKind, ToFile
from opspor.domain.meeting import MeetingStatus, Side
from opspor.domain.paper import PaperKind
from opspor.store import protection, records
from opspor.store import schema as t

# of ``track_decision``, as ``store.concerns`` writes them
_DECISIONS = {
    "phoned": FilingKind.PHONED,
    "not_reported": FilingKind.NOT_REPORTED,
    "not_told": FilingKind.NOT_TOLD,
    "may_be_told": FilingKind.MAY_BE_TOLD,
}

_filing = t.filing.alias("done").c
_later = t.record.alias("later_filing").c
_STANDS = (_filing.reference != TAKEN_BACK, ~exists(select(_later.id).where(_later.replaces == _filing.record_id)))


class _Brief(msgspec.Struct):
    """The one thing of a brief that is asked here."""

    anonymous: bool = False


class _Participant(msgspec.Struct):
    side: Side
    came: bool | None = None


class _Minutes(msgspec.Struct):
    """The little of minutes that is asked here."""

    kind: str = "network"
    named: bool = False
    participants: tuple[_Participant, ...] = ()

    @property
    def binds_others(self) -> bool:
        """Whether somebody from another authority was there, and the child was named."""
        others = any(one.side is Side.PROFESSIONAL and one.came is not False for one in self.participants)
        return others and (self.kind == "network" or self.named)


def to_file(connection: Connection, *, filed: bool = False) -> tuple[ToFile, ...]:
    """What must be journalised and is not confirmed yet, the oldest first; or with ``filed`` what is."""
    done = protection.filed(connection) if filed else {}
    found = (
        *_papers(connection, filed=filed), *_closed(connection, filed=filed), *_minutes(connection, filed=filed),
        *_decisions(connection, filed=filed), *_conclusions(connection, filed=filed),
    )  # fmt: skip
    ordered = sorted(found, key=lambda one: (one.since, one.about))
    return tuple(replace(one, filed=done.get(one.about)) for one in ordered)


def _is_filed(about: ColumnElement[Any], *, filed: bool) -> ColumnElement[bool]:
    found = exists(select(_filing.about_id).where(_filing.about_id == about, *_STANDS))
    return found if filed else ~found


def _is_asked(decided: ColumnElement[Any], *, filed: bool) -> tuple[ColumnElement[bool], ...]:
    """What is said within a concern goes along with the whole of it once that is closed; what was added after that was
    journalised is asked for itself. Ids follow the order in which things were written.
    """
    if filed:
        return ()
    closing = t.concern_closing.c
    closed = exists(select(closing.record_id).where(closing.concern_id == t.record.c.concern_id))
    before = exists(
        select(_filing.about_id).where(_filing.about_id == t.record.c.concern_id, _filing.record_id < decided, *_STANDS)
    )
    return (or_(~closed, before),)


def _papers(connection: Connection, *, filed: bool) -> Iterator[ToFile]:
    c, sent = t.paper.c, t.paper_sent.c
    query = (
        select(c.record_id, c.concern_id, t.record.c.author_id, sent.sent_on)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.paper_sent, sent.paper_id == c.record_id)
        .where(c.kind == PaperKind.UNDERRETNING, records.is_current(t.paper), _is_filed(c.record_id, filed=filed))
    )
    for about, concern, author, on in connection.execute(query):
        yield ToFile(about, FilingKind.UNDERRETNING, author, on, concern)


def _closed(connection: Connection, *, filed: bool) -> Iterator[ToFile]:
    """Whoever began a concern sees to it, also where another closed it."""
    c, first = t.concern_closing.c, t.record.alias("first")
    query = (
        select(c.concern_id, first.c.author_id, t.record.c.written_at)
        .join(t.record, t.record.c.id == c.record_id)
        .join(first, first.c.id == c.concern_id)
        .where(_is_filed(c.concern_id, filed=filed))
    )
    for about, author, at in connection.execute(query):
        yield ToFile(about, FilingKind.CONCERN, author, at.date(), about)


def _decisions(connection: Connection, *, filed: bool) -> Iterator[ToFile]:
    c = t.track_decision.c
    query = _of_records(t.track_decision, c.kind).where(
        c.kind.in_(_DECISIONS), _is_filed(c.record_id, filed=filed), *_is_asked(c.record_id, filed=filed)
    )
    for about, author, at, concern, kind in connection.execute(query):
        yield ToFile(about, _DECISIONS[kind], author, at.date(), concern)


def _conclusions(connection: Connection, *, filed: bool) -> Iterator[ToFile]:
    """Of briefs with a name. What was talked about without one is no matter of a child that the others know."""
    c, item = t.forum_conclusion.c, t.forum_item.c
    query = (
        _of_records(t.forum_conclusion, t.paper.c.body)
        .join(t.forum_item, item.item_id == c.item_id)
        .join(t.paper, t.paper.c.record_id == item.paper_id)
        .where(
            records.is_current(t.forum_item), _is_filed(c.record_id, filed=filed),
            *_is_asked(c.record_id, filed=filed),
        )
    )  # fmt: skip
    for about, author, at, concern, body in connection.execute(query):
        if not msgspec.json.decode(body, type=_Brief).anonymous:
            yield ToFile(about, FilingKind.CONCLUSION, author, at.date(), concern)


def _minutes(connection: Connection, *, filed: bool) -> Iterator[ToFile]:
    """Held, with something agreed on, and others than the house and the family at the table."""
    c, agreed = t.meeting.c, t.meeting_agreement.c
    query = _of_records(t.meeting, c.child_id, c.context, c.body).where(
        c.status == MeetingStatus.HELD, exists(select(agreed.record_id).where(agreed.version_id == c.record_id)),
        _is_filed(c.record_id, filed=filed),
    )  # fmt: skip
    for about, author, at, _, child, context, body in connection.execute(query):
        if msgspec.json.decode(body, type=_Minutes).binds_others:
            yield ToFile(about, FilingKind.MINUTES, author, at.date(), child_id=child, context=Context(context))


def _of_records(kind: Table, *more: ColumnElement[Any]) -> Select[Any]:
    """Record, author, when it was written and its concern, of what stands."""
    head = t.record.c
    return (
        select(kind.c.record_id, head.author_id, head.written_at, head.concern_id, *more)
        .join(t.record, head.id == kind.c.record_id)
        .where(records.is_current(kind))
    )
