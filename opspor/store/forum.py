"""The forum, its days, their agendas, and what was concluded. A new version replaces the one before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.forum import Concluded, Conclusion, Forum, ForumAgreement, ForumDay, ForumItem, Member
from opspor.domain.ids import Id
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header

_FIRST = t.record.alias("first")  # made once, as ``records._LATER``


def add(connection: Connection, header: Header, forum: Forum) -> None:
    """Add a forum, or a version of one (``header.replaces``)."""
    values = {
        "forum_id": forum.id, "name": forum.name, "place": forum.place, "minutes_each": forum.minutes_each,
        "members": msgspec.json.encode(forum.members).decode(), "ended": forum.ended,
    }  # fmt: skip
    records.add(connection, t.forum, [(header, values)])


def forums(connection: Connection) -> tuple[tuple[Id, Forum], ...]:
    """Every forum as it is now, by name, with the record of its version."""
    query = select(t.forum).where(records.is_current(t.forum)).order_by(t.forum.c.name, t.forum.c.record_id)
    return tuple(
        (
            r.record_id,
            Forum(
                r.forum_id, r.name, r.place, msgspec.json.decode(r.members, type=tuple[Member, ...]), r.minutes_each,
                r.ended,
            ),
        )
        for r in connection.execute(query)
    )  # fmt: skip


def add_day(connection: Connection, header: Header, day: ForumDay) -> None:
    """Add a day, or a version of one (``header.replaces``)."""
    values = {
        "day_id": day.id, "forum_id": day.forum_id, "held_on": day.on, "begins": day.begins, "ends": day.ends,
        "place": day.place, "cancelled": day.cancelled,
    }  # fmt: skip
    records.add(connection, t.forum_day, [(header, values)])


def days(
    connection: Connection, *, day_id: Id | None = None, since: date | None = None
) -> tuple[tuple[Id, ForumDay], ...]:
    """Every day as it is now, or the one named, or those from ``since`` on, the earliest first, with the record of its
    version."""
    c = t.forum_day.c
    query = select(t.forum_day).where(records.is_current(t.forum_day)).order_by(c.held_on, c.begins, c.record_id)
    if day_id is not None:
        query = query.where(c.day_id == day_id)
    if since is not None:
        query = query.where(c.held_on >= since)
    return tuple(
        (r.record_id, ForumDay(r.day_id, r.forum_id, r.held_on, r.begins, r.ends, r.place, r.cancelled))
        for r in connection.execute(query)
    )


def add_item(connection: Connection, header: Header, item: ForumItem) -> None:
    """Add a brief to an agenda, or a version of that: moved, or taken off (``header.replaces``)."""
    values = {
        "item_id": item.id, "day_id": item.day_id, "paper_id": item.paper_id, "place": item.place,
        "minutes": item.minutes,
    }  # fmt: skip
    records.add(connection, t.forum_item, [(header, values)])


def items(
    connection: Connection, *, day_id: Id | None = None, concern_ids: Collection[Id] | None = None
) -> tuple[tuple[Id, ForumItem], ...]:
    """The briefs on agendas as they stand now, in their order, with the record of their version: of a day, or of some
    concerns. What was taken off has the place 0."""
    c, first = t.forum_item.c, _FIRST
    query = (
        select(t.forum_item, t.record.c.concern_id, t.record.c.child_id, first.c.author_id)
        .join(t.record, t.record.c.id == c.record_id)
        .join(first, first.c.id == c.item_id)
        .where(records.is_current(t.forum_item))
        .order_by(c.place, c.item_id)
    )
    if day_id is not None:
        query = query.where(c.day_id == day_id)
    if concern_ids is not None:
        query = query.where(t.record.c.concern_id.in_(list(concern_ids)))
    return tuple(
        (
            r.record_id,
            ForumItem(r.item_id, r.day_id, r.paper_id, r.concern_id, r.child_id, r.place, r.minutes, r.author_id),
        )
        for r in connection.execute(query)
    )


def conclude(
    connection: Connection,
    header: Header,
    item_id: Id,
    conclusion: Conclusion,
    agreements: Sequence[tuple[Header, ForumAgreement]] = (),
) -> None:
    """Add what was concluded about a brief, or a version of it (``header.replaces``), with its agreements."""
    body = msgspec.json.encode(conclusion, order="deterministic").decode()
    values = {"item_id": item_id, "next_on": conclusion.next_on, "body": body}
    records.add(connection, t.forum_conclusion, [(header, values)])
    rows = [
        (
            of,
            {
                "agreement_id": one.id, "conclusion_id": header.id, "place": place, "what": one.what, "who": one.who,
                "who_id": one.who_id, "due_on": one.due_on,
            },
        )
        for place, (of, one) in enumerate(agreements)
    ]  # fmt: skip
    records.add(connection, t.forum_agreement, rows)


def concluded(connection: Connection, concern_ids: Collection[Id]) -> tuple[Concluded, ...]:
    """What was concluded about some concerns, as it stands now, in the order it was first written."""
    c, a = t.forum_conclusion.c, t.forum_agreement.c
    query = (
        select(t.forum_conclusion, t.record.c.concern_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(records.is_current(t.forum_conclusion), t.record.c.concern_id.in_(list(concern_ids)))
        .order_by(c.record_id)
    )
    found = connection.execute(query).all()
    agreed: dict[Id, list[ForumAgreement]] = defaultdict(list)
    ids = [r.record_id for r in found]
    for r in connection.execute(select(t.forum_agreement).where(a.conclusion_id.in_(ids)).order_by(a.place)):
        agreed[r.conclusion_id].append(ForumAgreement(r.agreement_id, r.what, r.who, r.who_id, r.due_on))
    return tuple(
        Concluded(
            r.record_id, r.item_id, r.concern_id, r.name, r.written_at, msgspec.json.decode(r.body, type=Conclusion),
            tuple(agreed[r.record_id]),
        )
        for r in found
    )  # fmt: skip
