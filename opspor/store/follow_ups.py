"""Follow-ups, and everything that has a day on which somebody looks again; contacts are in ``contacts.planned``."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from opspor.domain.assessment import Context
from opspor.domain.follow_up import FollowUp, FollowUpDone, Review, Subject, SubjectKind
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingStatus
from opspor.domain.plans import PlanStatus
from opspor.store import records, rounds
from opspor.store import schema as t
from opspor.store.records import Header

_LATER = t.follow_up.alias("later_follow_up")
_NOBODY = cast(null(), String(36))
_KINDS = {kind.value: kind for kind in SubjectKind}  # looking one up takes a tenth of making one
_CONTEXTS = {context.value: context for context in Context}


def add(connection: Connection, header: Header, follow_up: FollowUp) -> None:
    """Add a follow-up."""
    review = follow_up.review
    values = {
        "subject_id": follow_up.subject_id, "kind": follow_up.kind, "effect": review.effect,
        "next_on": review.next_on, "body": msgspec.json.encode(review, order="deterministic").decode(),
    }  # fmt: skip
    records.add(connection, t.follow_up, [(header, values)])


def of(connection: Connection, subject_id: Id) -> tuple[FollowUp, ...]:
    """Every follow-up of something, oldest first; of what was corrected also those from before that."""
    return _follow_ups(connection, t.follow_up.c.subject_id.in_(_corrected(connection, subject_id)))


def of_child(connection: Connection, child_id: Id) -> tuple[FollowUp, ...]:
    """Every follow-up of anything about a child, oldest first."""
    return _follow_ups(connection, t.record.c.child_id == child_id)


def _follow_ups(connection: Connection, which: ColumnElement[bool]) -> tuple[FollowUp, ...]:
    query = (
        select(t.follow_up, t.record.c.author_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == t.follow_up.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(which)
        .order_by(t.follow_up.c.record_id)
    )
    return tuple(
        FollowUp(
            row.record_id, row.subject_id, FollowUpDone(row.kind), row.author_id, row.name, row.written_at,
            msgspec.json.decode(row.body, type=Review),
        )
        for row in connection.execute(query)
    )  # fmt: skip


def _corrected(connection: Connection, record_id: Id) -> list[Id]:
    found = [record_id]
    while before := connection.execute(select(t.record.c.replaces).where(t.record.c.id == found[-1])).scalar():
        found.append(before)
    return found


def newest(connection: Connection, subject_id: Id) -> tuple[Id, date | None] | None:
    """(follow-up, day) of the newest follow-up of something; no day: it ended there. None: there was none yet."""
    c = t.follow_up.c
    query = select(c.record_id, c.next_on).where(c.subject_id == subject_id).order_by(c.record_id.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    return (found.record_id, found.next_on) if found else None


def next_on(connection: Connection, subject_id: Id, version_id: Id, own_on: date | None) -> date | None:
    """When one looks again at a focus point or a plan: what was written last says so, its version or a follow-up."""
    found = newest(connection, subject_id)
    return found[1] if found and found[0] > version_id else own_on


def subject(connection: Connection, subject_id: Id) -> Subject | None:
    """Something that stands, whether it has a day or not; None when it is closed, was corrected or never was."""
    found = _read(connection, None, frozenset(_ROWS), subject_id)
    return found[0] if found else None


def due(
    connection: Connection, until: date | None = None, kinds: Collection[SubjectKind] = tuple(SubjectKind)
) -> list[Subject]:
    """Everything of ``kinds`` with a day on or before ``until`` (None: with any day), the earliest first.

    The newest follow-up says when one looks again. What was written, or corrected, after it carries its own day; an
    agreement of a meeting keeps the day that it was put off to, also when the minutes are corrected. Of a child's
    assessments and visits the newest ones stand (``rounds.standing``), and of meetings what no later one took over.
    """
    wanted = frozenset(_ROWS) & frozenset(kinds)
    found = _read(connection, until, wanted, None) if wanted else []
    return [one for one in found if one.on and (until is None or one.on <= until)]


def _read(
    connection: Connection, until: date | None, kinds: frozenset[SubjectKind], subject_id: Id | None
) -> list[Subject]:
    asked = {"until": until, "subject": subject_id}
    given = {name: value for name, value in asked.items() if value is not None}
    rows = (row for kind in _ROWS if kind in kinds for row in connection.execute(_of(kind, frozenset(given)), given))
    return sorted(map(_subject, rows), key=lambda one: (one.on or date.max, one.id))


def _subject(row: Row[Any]) -> Subject:
    kind = _KINDS[row.kind]
    followed = kind is SubjectKind.ASSESSMENT and row.newest_id  # then nobody is to find anything out any more
    return Subject(
        row.id, kind, row.child_id, row.group_id, _CONTEXTS[row.context], row.version_id, row.day,
        None if followed else row.responsible_id, row.newest_id, row.done == FollowUpDone.POSTPONED, row.concern_id,
    )  # fmt: skip


@cache
def _of(kind: SubjectKind, given: frozenset[str]) -> Select[Any]:
    """Made once: putting it together takes longer than the answer. ``given`` are those of "until" and "subject" that
    are asked for. A statement for each kind: a union of them all takes longer.
    """
    return _with_follow_up(_ROWS[kind](), given)


def _with_follow_up(rows: Select[Any], given: frozenset[str]) -> Select[Any]:
    every = rows.subquery()
    s, f, later = every.c, t.follow_up.c, _LATER.c
    last = select(func.max(later.record_id)).where(later.subject_id == s.id).scalar_subquery()
    day = case((or_(f.record_id.is_(None), f.record_id < s.version_id), s.own_on), else_=f.next_on)
    query = select(every, day.label("day"), f.record_id.label("newest_id"), f.kind.label("done"))
    query = query.select_from(every.outerjoin(t.follow_up, f.record_id == last))
    if "until" in given:
        query = query.where(day <= bindparam("until"))
    if "subject" in given:
        query = query.where(s.id == bindparam("subject"))
    return query


# A row of each: id, kind, child_id, group_id, context, version_id, own_on, responsible_id, concern_id


def _row(kind: SubjectKind, *columns: Any, concern: Any = _NOBODY) -> Select[Any]:
    names = ("id", "child_id", "group_id", "context", "version_id", "own_on", "responsible_id", "concern_id")
    named = [column.label(name) for column, name in zip((*columns, concern), names, strict=True)]
    return select(named[0], literal(kind.value, String(16)).label("kind"), *named[1:])


def _assessments() -> Select[Any]:
    c = t.joint_assessment.c
    # What the team wanted to find out comes first where its day does, until somebody has followed up.
    sooner = c.find_out_on.is_not(None) & or_(c.follow_up_on.is_(None), c.find_out_on < c.follow_up_on)
    own_on, who = case((sooner, c.find_out_on), else_=c.follow_up_on), case((sooner, c.find_out_by))
    row = _row(SubjectKind.ASSESSMENT, c.record_id, c.child_id, _NOBODY, c.context, c.record_id, own_on, who)
    return row.where(c.record_id.in_(rounds.standing()))


def _visits() -> Select[Any]:
    v = t.home_visit.c
    place = func.row_number().over(partition_by=v.child_id, order_by=(v.visited_on.desc(), v.record_id.desc()))
    placed = select(v.child_id, v.record_id, v.follow_up_on, place.label("place"))
    c = placed.where(records.is_current(t.home_visit)).subquery("visits").c
    home = literal(Context.HOME.value, String(16))
    row = _row(SubjectKind.VISIT, c.record_id, c.child_id, _NOBODY, home, c.record_id, c.follow_up_on, _NOBODY)
    return row.where(c.place == 1)


def _focus_points() -> Select[Any]:
    c = t.focus_point.c
    row = _row(
        SubjectKind.FOCUS, c.point_id, c.child_id, c.group_id, c.context, c.record_id, c.follow_up_on, c.responsible_id
    )
    return row.where(c.status == PlanStatus.OPEN, records.is_current(t.focus_point))


def _plans() -> Select[Any]:
    c = t.action_plan.c
    holder = func.coalesce(_said_yes(), c.holder_id)
    row = _row(SubjectKind.PLAN, c.plan_id, c.child_id, _NOBODY, c.context, c.record_id, c.follow_up_on, holder)
    return row.where(c.status == PlanStatus.OPEN, records.is_current(t.action_plan))


def _said_yes() -> ScalarSelect[Any]:
    """Who took the baton last, since the plan's newest version was written (``domain.planning.holder_of``)."""
    baton, answer = t.baton.c, t.baton_answer.c
    query = select(baton.to_id).join(t.baton_answer, answer.baton_id == baton.record_id)
    query = query.where(
        baton.plan_id == t.action_plan.c.plan_id, answer.accepted, answer.record_id > t.action_plan.c.record_id
    )
    return query.order_by(answer.record_id.desc()).limit(1).correlate(t.action_plan).scalar_subquery()


def _meetings() -> Select[Any]:
    c = t.meeting.c
    row = _row(SubjectKind.MEETING, c.meeting_id, c.child_id, _NOBODY, c.context, c.record_id, c.held_on, _NOBODY)
    return row.where(c.status == MeetingStatus.PLANNED, records.is_current(t.meeting))


def _next_meetings() -> Select[Any]:
    c, taken = t.meeting.c, t.meeting.alias("later_meeting")
    replaced = select(t.record.c.replaces).where(t.record.c.replaces.is_not(None))
    same = select(taken.c.record_id).where(
        taken.c.child_id == c.child_id, taken.c.context == c.context, taken.c.kind == c.kind,
        taken.c.held_on > c.held_on, taken.c.status != MeetingStatus.CANCELLED, taken.c.record_id.not_in(replaced),
    )  # fmt: skip
    row = _row(SubjectKind.NEXT_MEETING, c.meeting_id, c.child_id, _NOBODY, c.context, c.record_id, c.next_on, _NOBODY)
    held = c.status == MeetingStatus.HELD
    return row.where(held, c.next_on.is_not(None), records.is_current(t.meeting), ~same.exists())


def _agreements() -> Select[Any]:
    c, m = t.meeting_agreement.c, t.meeting.c
    id_ = c.agreement_id
    row = _row(SubjectKind.AGREEMENT, id_, m.child_id, _NOBODY, m.context, id_, c.due_on, c.who_id)
    return row.join(t.meeting, m.record_id == c.version_id).where(records.is_current(t.meeting))


# What was agreed on in a forum: the concern alone says whom it is about and who sees it, so that no child stands here.
_NOWHERE = literal(Context.DAYCARE.value, String(16))


def _forum_agreements() -> Select[Any]:
    c, concluded = t.forum_agreement.c, t.forum_conclusion
    row = _row(
        SubjectKind.FORUM_AGREEMENT, c.agreement_id, _NOBODY, _NOBODY, _NOWHERE, c.agreement_id, c.due_on, c.who_id,
        concern=t.record.c.concern_id,
    )  # fmt: skip
    made = t.forum_agreement.join(concluded, concluded.c.record_id == c.conclusion_id)
    return row.select_from(made.join(t.record, t.record.c.id == c.record_id)).where(records.is_current(concluded))


def _forum_next() -> Select[Any]:
    c, later, newer = t.forum_conclusion.c, t.forum_item.alias("later_item"), t.record.alias("newer_item_record")
    row = _row(
        SubjectKind.FORUM_NEXT, c.item_id, _NOBODY, _NOBODY, _NOWHERE, c.record_id, c.next_on, _NOBODY,
        concern=t.record.c.concern_id,
    )  # fmt: skip
    taken_over = (  # by way of the paper: of a concern there are few, and many records
        select(later.c.record_id)
        .join(t.paper, t.paper.c.record_id == later.c.paper_id)
        .where(t.paper.c.concern_id == t.record.c.concern_id, later.c.item_id > c.item_id, later.c.place > 0)
        .where(~select(newer.c.id).where(newer.c.replaces == later.c.record_id).exists())
        .correlate(t.record, t.forum_conclusion)
    )
    made = t.forum_conclusion.join(t.record, t.record.c.id == c.record_id)
    return row.select_from(made).where(
        c.next_on.is_not(None), records.is_current(t.forum_conclusion), ~taken_over.exists()
    )


_ROWS: Mapping[SubjectKind, Callable[[], Select[Any]]] = {
    SubjectKind.ASSESSMENT: _assessments,
    SubjectKind.VISIT: _visits,
    SubjectKind.FOCUS: _focus_points,
    SubjectKind.PLAN: _plans,
    SubjectKind.MEETING: _meetings,
    SubjectKind.NEXT_MEETING: _next_meetings,
    SubjectKind.AGREEMENT: _agreements,
    SubjectKind.FORUM_AGREEMENT: _forum_agreements,
    SubjectKind.FORUM_NEXT: _forum_next,
}
