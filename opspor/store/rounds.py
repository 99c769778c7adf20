"""Rounds, who assesses in them, and the assessments."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import CompoundSelect, Connection, Select, Table, delete, func, insert, or_, select, update

from opspor.domain.assessment import (
    Agreement,
    Context,
    FormRef,
    JointAssessment,
    Often,
    OwnAnswers,
    OwnAssessment,
    Position,
    Spread,
    Trivsel,
)
from opspor.domain.child import AgeBand
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import CONTEXT_OF, ReasonKind, Round, RoundGroup, RoundReason
from opspor.domain.text import sort_key
from opspor.store import forms, minority, people, records
from opspor.store import schema as t
from opspor.store.records import Header

# Found, where calling the class takes three times as long: a round has thousands of rows.
_CONTEXTS = {context.value: context for context in Context}
_POSITIONS = {position.value: position for position in Position}
_TRIVSELS = {trivsel.value: trivsel for trivsel in Trivsel}
_LATER_OWN = t.own_assessment.alias("later")  # made once, as ``records._LATER``


def add(connection: Connection, round_: Round, opened_by: Id, created_at: datetime) -> None:
    """Add a round with its groups and assessors."""
    connection.execute(
        insert(t.assessment_round).values(
            id=round_.id, name=round_.name, opens_on=round_.opens_on, closes_on=round_.closes_on,
            one_is_enough_because=round_.one_is_enough_because, opened_by=opened_by, created_at=created_at,
            bands=",".join(sorted(round_.bands)),
        )
    )  # fmt: skip
    connection.execute(
        insert(t.round_group),
        [{"round_id": round_.id, "group_id": g.group_id, "context": g.context} for g in round_.groups],
    )
    _add_assessors(connection, round_)


def change(connection: Connection, round_: Round) -> None:
    """Replace the last day of a round, and who assesses in it. What they have submitted stays."""
    connection.execute(
        update(t.assessment_round).where(t.assessment_round.c.id == round_.id).values(closes_on=round_.closes_on)
    )
    connection.execute(delete(t.round_assessor).where(t.round_assessor.c.round_id == round_.id))
    connection.execute(delete(t.round_child_assessor).where(t.round_child_assessor.c.round_id == round_.id))
    _add_assessors(connection, round_)


def _add_assessors(connection: Connection, round_: Round) -> None:
    for group in round_.groups:
        place = {"round_id": round_.id, "group_id": group.group_id}
        connection.execute(insert(t.round_assessor), [place | {"staff_id": s.id} for s in group.assessors])
        others = [place | {"child_id": child, "staff_id": s.id} for child, team in group.others.items() for s in team]
        if others:
            connection.execute(insert(t.round_child_assessor), others)


def set_closed(connection: Connection, round_id: Id, closed_at: datetime | None, closed_by: Id | None) -> None:
    """Note that a round was closed, or, with None, that it was opened again."""
    connection.execute(
        update(t.assessment_round)
        .where(t.assessment_round.c.id == round_id)
        .values(closed_at=closed_at, closed_by=closed_by)
    )


def rounds(connection: Connection, *, round_id: Id | None = None, running_on: date | None = None) -> tuple[Round, ...]:
    """Every round, the one named, or those that are neither closed nor past their last day, newest first."""
    c = t.assessment_round.c
    chosen = select(t.assessment_round).order_by(c.opens_on.desc(), c.created_at.desc())
    if round_id is not None:
        chosen = chosen.where(c.id == round_id)
    if running_on is not None:
        chosen = chosen.where(c.closed_at.is_(None), c.closes_on >= running_on)
    found = connection.execute(chosen).all()
    ids = None if round_id is None and running_on is None else [row.id for row in found]
    staff: dict[Id, StaffMember] = {member.id: member for member in people.staff(connection)}
    place = {member: number for number, member in enumerate(staff)}  # in the order of their names

    @cache  # the same few assess in most groups of ten years
    def team(members: tuple[Id, ...]) -> tuple[StaffMember, ...]:
        return tuple(staff[member] for member in sorted(members, key=place.__getitem__))

    assessors: dict[tuple[Id, Id], list[Id]] = {}
    for in_round, group, member in connection.execute(_of_rounds(t.round_assessor, ids)).all():
        assessors.setdefault((in_round, group), []).append(member)
    others: dict[tuple[Id, Id], dict[Id, list[Id]]] = {}
    for row in connection.execute(_of_rounds(t.round_child_assessor, ids)):
        others.setdefault((row.round_id, row.group_id), {}).setdefault(row.child_id, []).append(row.staff_id)
    groups: dict[Id, list[RoundGroup]] = {}
    query = _of_rounds(t.round_group, ids).add_columns(t.child_group.c.name, t.child_group.c.lead_id)
    named = connection.execute(query.join(t.child_group)).all()
    keys = {name: sort_key(name) for name in {row.name for row in named}}
    for row in sorted(named, key=lambda row: keys[row.name]):
        where = (row.round_id, row.group_id)
        groups.setdefault(row.round_id, []).append(
            RoundGroup(
                row.group_id, row.name, _CONTEXTS[row.context], team(tuple(assessors.get(where, ()))),
                {child: team(tuple(members)) for child, members in others.get(where, {}).items()}, row.lead_id,
            )
        )  # fmt: skip
    return tuple(
        Round(
            r.id, r.name, r.opens_on, r.closes_on, r.one_is_enough_because, tuple(groups.get(r.id, ())),
            frozenset(AgeBand(band) for band in r.bands.split(",") if band), r.opened_by, r.closed_at,
        )
        for r in found
    )  # fmt: skip


def _of_rounds(table: Table, ids: Collection[Id] | None) -> Select[Any]:
    return select(table) if ids is None else select(table).where(table.c.round_id.in_(ids))


def add_reason(connection: Connection, header: Header, round_id: Id, reason: RoundReason) -> None:
    """Add a written reason about a child in a round; a later one of the same kind stands beside it."""
    values = {name: getattr(reason, name) for name in ("child_id", "context", "kind", "reason")}
    records.add(connection, t.round_reason, [(header, values | {"round_id": round_id})])


def reasons(connection: Connection, round_id: Id, *, child_id: Id | None = None) -> tuple[RoundReason, ...]:
    """The written reasons of a round, or of one child in it, oldest first."""
    c = t.round_reason.c
    query = (
        select(t.round_reason, t.record.c.author_id, t.record.c.written_at)
        .join(t.record, t.record.c.id == c.record_id)
        .where(c.round_id == round_id)
        .order_by(c.record_id)
    )
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    return tuple(
        RoundReason(
            r.record_id, r.child_id, Context(r.context), ReasonKind(r.kind), r.reason, r.author_id, r.written_at
        )
        for r in connection.execute(query)
    )


def submitted(
    connection: Connection, round_id: Id, *, children: Collection[Id] | None = None
) -> dict[tuple[Id, Context], frozenset[Id]]:
    """(child, context) -> those who have submitted an own assessment in a round, of these children or of all.

    Says nothing about what they answered.
    """
    c = t.own_assessment.c
    authors = func.aggregate_strings(c.author_id, ",")  # one row a child: a whole house is read each time Start is
    query = select(c.child_id, c.context, authors).where(c.round_id == round_id, c.first)
    if children is not None:
        query = query.where(c.child_id.in_(children))
    rows = connection.execute(query.group_by(c.child_id, c.context)).all()
    teams = {who: frozenset(map(Id, who.split(","))) for who in {row[2] for row in rows}}  # few, again and again
    return {(child, _CONTEXTS[context]): teams[who] for child, context, who in rows}


def add_own(connection: Connection, header: Header, own: OwnAssessment, nonce: bytes) -> None:
    """Add a submitted own assessment; ``nonce`` keys the HMAC that the log holds."""
    values = {
        "round_id": own.round_id, "child_id": own.child_id, "author_id": own.author_id, "context": own.answers.context,
        "position": own.answers.position, "trivsel": own.answers.trivsel, "body": encoded(own.answers),
        "position_form": own.position_form.sha256, "trivsel_form": own.trivsel_form.sha256, "nonce": nonce,
        "first": header.replaces is None,
    }  # fmt: skip
    records.add(connection, t.own_assessment, [(header, values)])


def encoded(answers: OwnAnswers) -> str:
    """The answers as they are stored and as the log binds them."""
    return msgspec.json.encode(answers, order="deterministic").decode()


def own(
    connection: Connection,
    round_id: Id,
    child_id: Id,
    context: Context,
    *,
    author: Id | None = None,
    every: bool = False,
) -> tuple[OwnAssessment, ...]:
    """The current own assessments of a child in one context of a round, oldest first; with ``every`` replaced ones too.

    The caller asks first whether they are open.
    """
    query = (
        select(
            t.own_assessment, t.record.c.seen_at, t.record.c.written_at, t.staff_member.c.name, t.staff_member.c.title
        )
        .join(t.record, t.record.c.id == t.own_assessment.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.own_assessment.c.author_id)
        .where(t.own_assessment.c.round_id == round_id, t.own_assessment.c.child_id == child_id)
        .where(t.own_assessment.c.context == context)
        .order_by(t.own_assessment.c.record_id)
    )
    if not every:
        query = query.where(records.is_current(t.own_assessment))
    if author is not None:
        query = query.where(t.own_assessment.c.author_id == author)
    refs = forms.refs(connection)
    return tuple(
        OwnAssessment(
            row.record_id, row.child_id, row.round_id, row.author_id, row.name, row.title, row.seen_at.date(),
            row.written_at, msgspec.json.decode(row.body, type=OwnAnswers), refs[row.position_form],
            refs[row.trivsel_form],
        )
        for row in connection.execute(query)
    )  # fmt: skip


def unsure(connection: Connection, author: Id) -> list[tuple[Id, Id, OwnAnswers]]:
    """(round, child, answers) where somebody's newest own assessment of a child in a context says "ved ikke nok" and
    the team has not agreed in that round.
    """
    own, later, joint_ = t.own_assessment.c, _LATER_OWN.c, t.joint_assessment.c
    newer = select(later.record_id).where(
        later.author_id == author, later.child_id == own.child_id, later.context == own.context,
        later.record_id > own.record_id,
    )  # fmt: skip
    agreed_ = select(joint_.record_id).where(
        joint_.round_id == own.round_id, joint_.child_id == own.child_id, joint_.context == own.context
    )
    query = select(own.round_id, own.child_id, own.body).where(
        own.author_id == author, ~newer.exists(), ~agreed_.exists(),
        (own.position == Position.UNKNOWN) | (own.trivsel == Trivsel.UNKNOWN),
    )  # fmt: skip
    return [
        (round_id, child_id, msgspec.json.decode(body, type=OwnAnswers))
        for round_id, child_id, body in connection.execute(query)
    ]


def bindings(connection: Connection) -> list[tuple[Id, bytes, str]]:
    """(record, nonce, answers as stored) of every own assessment: what ``opspor check`` holds against the log."""
    c = t.own_assessment.c
    return [tuple(row) for row in connection.execute(select(c.record_id, c.nonce, c.body))]


def add_joint(connection: Connection, header: Header, joint: JointAssessment) -> None:
    """Add what the team agreed on; a second one for the same child and round must replace the first."""
    agreement, task = joint.agreement, joint.agreement.find_out
    values = {
        "round_id": joint.round_id, "child_id": joint.child_id, "context": agreement.context,
        "position": agreement.position, "trivsel": agreement.trivsel, "follow_up_on": agreement.follow_up_on,
        "find_out_on": task and task.on, "find_out_by": task and task.who,
        "body": msgspec.json.encode(agreement, order="deterministic").decode(),
        "environment_form": joint.environment_form.sha256, "first": header.replaces is None,
        "spread": msgspec.json.encode(joint.spread, order="deterministic").decode(),
    }  # fmt: skip
    records.add(connection, t.joint_assessment, [(header, values)])
    minority.add_views(connection, header.id, agreement.minority)


def joint(
    connection: Connection, *, round_id: Id | None = None, child_id: Id | None = None, context: Context | None = None
) -> tuple[JointAssessment, ...]:
    """The current joint assessments of a round, of a child, or of one child in one round and context, oldest first."""
    query = (
        select(t.joint_assessment, t.record.c.author_id, t.record.c.written_at)
        .join(t.record, t.record.c.id == t.joint_assessment.c.record_id)
        .where(records.is_current(t.joint_assessment))
        .order_by(t.joint_assessment.c.record_id)
    )
    if round_id is not None:
        query = query.where(t.joint_assessment.c.round_id == round_id)
    if child_id is not None:
        query = query.where(t.joint_assessment.c.child_id == child_id)
    if context is not None:
        query = query.where(t.joint_assessment.c.context == context)
    refs: dict[str, FormRef] = forms.refs(connection)
    return tuple(
        JointAssessment(
            row.record_id, row.child_id, row.round_id, row.author_id, row.written_at,
            msgspec.json.decode(row.body, type=Agreement), refs[row.environment_form],
            msgspec.json.decode(row.spread, type=Spread),
        )
        for row in connection.execute(query)
    )  # fmt: skip


def cells(
    connection: Connection, round_id: Id, *, unsure: bool = False
) -> list[tuple[Id, Context, Position, Trivsel, date | None]]:
    """(child, context, position, trivsel, follow-up date) of every agreed child of a round: all the matrix needs. With
    ``unsure`` only of those whom the team does not know enough about.
    """
    c = t.joint_assessment.c
    query = select(c.child_id, c.context, c.position, c.trivsel, c.follow_up_on).where(
        c.round_id == round_id, records.is_current(t.joint_assessment)
    )
    if unsure:
        query = query.where((c.position == Position.UNKNOWN) | (c.trivsel == Trivsel.UNKNOWN))
    return [
        (child, _CONTEXTS[context], _POSITIONS[position], _TRIVSELS[trivsel], day)
        for child, context, position, trivsel, day in connection.execute(query).all()
    ]


def agreed_on(
    connection: Connection, round_id: Id, *, children: Collection[Id] | None = None
) -> set[tuple[Id, Context]]:
    """(child, context) of every child that the team has agreed on in a round, or of these children."""
    c = t.joint_assessment.c
    query = select(c.child_id, c.context).where(c.round_id == round_id, c.first)
    if children is not None:
        query = query.where(c.child_id.in_(children))
    return {(child, _CONTEXTS[context]) for child, context in connection.execute(query).all()}


def agreed(connection: Connection) -> dict[tuple[Id, Context, Id], int]:
    """(round that is not closed, context, group) -> how many of the children in the group now are agreed on there."""
    joint_, enrolment, round_ = t.joint_assessment.c, t.enrolment.c, t.assessment_round.c
    open_ = select(round_.id).where(round_.closed_at.is_(None))
    query = (
        select(joint_.round_id, joint_.context, enrolment.group_id, func.count())
        .join(t.enrolment, enrolment.child_id == joint_.child_id)
        .where(joint_.first, joint_.round_id.in_(open_), enrolment.until.is_(None))
        .group_by(joint_.round_id, joint_.context, enrolment.group_id)
    )
    rows = connection.execute(query).all()
    return {(round_id, Context(context), group_id): count for round_id, context, group_id, count in rows}


def settled(connection: Connection) -> dict[tuple[Id, Context], tuple[int, int]]:
    """(closed round, context) -> how many children were agreed on there, and how many were not assessed, for a reason.

    A round closes only when every child is one of the two, so these are its children for ever.
    """
    reason, joint_, round_ = t.round_reason.c, t.joint_assessment.c, t.assessment_round.c
    closed = select(round_.id).where(round_.closed_at.is_not(None))
    done = select(joint_.round_id, joint_.context, func.count()).where(joint_.first, joint_.round_id.in_(closed))
    found = {
        (round_id, Context(context)): (count, 0)
        for round_id, context, count in connection.execute(done.group_by(joint_.round_id, joint_.context)).all()
    }
    agreed_on = select(joint_.record_id).where(
        joint_.round_id == reason.round_id, joint_.child_id == reason.child_id, joint_.context == reason.context
    )
    excused = (
        select(reason.round_id, reason.context, reason.child_id)
        .where(reason.kind == ReasonKind.NOT_ASSESSED, reason.round_id.in_(closed), ~agreed_on.exists())
        .distinct()
    )
    for round_id, context, _child in connection.execute(excused).all():
        agreed_, others = found.get((round_id, Context(context)), (0, 0))
        found[round_id, Context(context)] = (agreed_, others + 1)
    return found


def notes_since(connection: Connection, since: datetime) -> dict[Id, int]:
    """child -> how many dated observations and words of its own were seen or heard from ``since`` on.

    Those that belong to a concern are left out: their number would tell of a concern that one may not see.
    """
    c = t.record.c
    kinds = (t.observation.name, t.childs_words.name)
    query = (
        select(c.child_id, func.count())
        .where(c.kind.in_(kinds), c.concern_id.is_(None), c.child_id.is_not(None), c.seen_at >= since)
        .group_by(c.child_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def known_answers(connection: Connection, round_id: Id) -> dict[tuple[Id, Context], int]:
    """(child, context) -> how many answers an assessor gave there, "ved ikke" left out: from what the joint assessments
    of a round keep, so nothing of what is still sealed.
    """
    c = t.joint_assessment.c
    query = select(c.child_id, c.context, c.spread).where(
        c.round_id == round_id, records.is_current(t.joint_assessment)
    )
    found = {}
    for child, context, body in connection.execute(query).all():
        spread = msgspec.json.decode(body, type=Spread)
        given = sum(n for counts in spread.chosen.values() for value, n in counts.items() if value != Often.UNKNOWN)
        found[child, Context(context)] = given // max(spread.assessors, 1)
    return found


def begun_before(connection: Connection, round_: Round, child_id: Id, context: Context) -> tuple[Id, date] | None:
    """(round, first day) of the round before this one in which a child stood in that context, wherever it is now."""
    r, g, e = t.assessment_round.c, t.round_group.c, t.enrolment.c
    been_in = select(e.group_id).where(
        e.child_id == child_id
    )  # beside a join, all who were in the groups are gone through
    query = (
        select(r.id, r.opens_on)
        .join(t.round_group, g.round_id == r.id)
        .where(g.group_id.in_(been_in), g.context == context, r.opens_on < round_.opens_on)
        .order_by(r.opens_on.desc(), r.id.desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    return (found.id, found.opens_on) if found else None


def noted_at(connection: Connection, child_id: Id) -> datetime | None:
    """When the newest dated observation or word of a child, outside concerns, was seen or heard."""
    c = t.record.c
    kinds = (t.observation.name, t.childs_words.name)
    query = select(c.seen_at).where(c.child_id == child_id, c.kind.in_(kinds), c.concern_id.is_(None))
    return connection.execute(query.order_by(c.seen_at.desc()).limit(1)).scalar()


def standing() -> CompoundSelect[Any]:
    """The joint assessments that stand: the newest one of a child, and that of each context it is in now.

    What a later round agreed there stands instead, and the class does not take the place of the SFO.
    """
    c, enrolment, group = t.joint_assessment.c, t.enrolment.c, t.child_group.c
    newest = select(func.max(c.record_id))  # what replaces another one is newer
    of_child = newest.where(c.child_id == t.child.c.id).scalar_subquery()  # one look into the index a child
    # Only who is in two groups at once is asked about by context: ten years are read by their index alone.
    at_once = select(enrolment.child_id).where(enrolment.until.is_(None)).group_by(enrolment.child_id)
    is_in = [(group.kind == kind) & (c.context == context) for kind, context in CONTEXT_OF.items()]
    here = select(enrolment.id).join(t.child_group, group.id == enrolment.group_id)
    here = here.where(enrolment.child_id == c.child_id, enrolment.until.is_(None), or_(*is_in))
    by_context = newest.where(c.child_id.in_(at_once.having(func.count() > 1)), here.exists())
    return select(of_child).select_from(t.child).union_all(by_context.group_by(c.child_id, c.context))
