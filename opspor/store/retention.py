"""What has a day on which it goes, and what keeps it after that: few queries over a whole vault."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from opspor.domain import retention as rules
from opspor.domain.filing import TAKEN_BACK
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.retention import Due, Holds, Schedule, Sort
from opspor.domain.rights import RightKind, still_open
from opspor.store import concerns, erasure, filings, leaving, protection, records
from opspor.store import schema as t

_Kinds = Mapping[Id, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Something with its day. ``kinds`` says of each of its records what it is, ``drafts`` which keys go along.

    ``told_as`` is what the register calls it; ``name`` is a typed name, or the group and the round of a frame.
    """

    due: Due
    kinds: _Kinds
    told_as: str
    name: str = ""
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """When a concern was closed and journalised, and about whom it is now."""

    id: Id
    child_id: Id | None
    typed_name: str
    closed_on: date | None
    filed_on: date | None


def dues(connection: Connection, schedule: Schedule, today: date, ahead: int = 0) -> tuple[Found, ...]:
    """Everything whose day has come, or comes within so many days, with what keeps it, by day.

    Not the parts of a file that goes itself, today or by their own day: they go with it.
    """
    until = today + timedelta(days=ahead)
    every = concerns_of(connection)
    holds = _holds(connection, every)
    files = tuple(_files(connection, schedule, until, every, holds))
    gone = {one.due.child_id: one.due.on for one in files if not one.due.held}
    parts = (*_own(connection, schedule, until, holds), *_frames(connection, schedule, until),
             *_concerns(connection, schedule, until, every, holds),
             *_papers(connection, schedule, until, every, holds))  # fmt: skip
    found = (*files, *(one for one in parts if gone.get(one.due.child_id, date.max) > max(one.due.on, today)))
    return tuple(sorted(found, key=lambda one: (one.due.on, one.due.key)))


def left(connection: Connection, child_id: Id | None = None) -> Mapping[Id, date]:
    """child -> the first day it was in no group any more, of all that are in none; with ``child_id`` for that one.

    Who was taken out on the day it came was never in one: then the day it was written down counts.
    """
    c, r = t.enrolment.c, t.record.c
    never = select(r.child_id, func.min(r.written_at)).where(
        r.child_id.in_(select(t.child.c.id).where(t.child.c.id.not_in(select(c.child_id))))
    )
    if child_id is not None:
        never = never.where(r.child_id == child_id)
    return leaving.left(connection) | {row[0]: row[1].date() for row in connection.execute(never.group_by(r.child_id))}


def concerns_of(connection: Connection, child_id: Id | None = None) -> tuple[Concern, ...]:
    """The concerns of the house, or about a child, with the days that their own day is counted by."""
    first, end, closing = t.record.alias("first"), t.record.alias("end"), t.concern_closing.c
    query = (
        select(first.c.id, t.record.c.child_id, t.concern.c.typed_name, end.c.written_at)
        .join(t.record, t.record.c.id == t.concern.c.record_id)
        .join(first, first.c.id == func.coalesce(t.record.c.concern_id, t.record.c.id))
        .outerjoin(t.concern_closing, closing.concern_id == first.c.id)
        .outerjoin(end, end.c.id == closing.record_id)
        .where(records.is_current(t.concern))
        .order_by(first.c.id)
    )
    if child_id is not None:
        query = query.where(t.record.c.child_id == child_id)
    journalised = filed(connection)
    return tuple(
        Concern(id_, child, name, ended and ended.date(), journalised.get(id_))
        for id_, child, name, ended in connection.execute(query)
    )


def agreed_on(connection: Connection, child_id: Id) -> Mapping[tuple[Id, str], date]:
    """(round, context) -> the day that a child was first agreed on there."""
    c = t.joint_assessment.c
    query = (
        select(c.round_id, c.context, t.record.c.written_at)
        .join(t.record, t.record.c.id == c.record_id)
        .where(c.child_id == child_id, c.first == true())
    )
    return {(round_, context): at.date() for round_, context, at in connection.execute(query)}


def own_of(connection: Connection, child_id: Id) -> Iterator[tuple[Id, Id, Id, str, date]]:
    """(record, author, round, context, the last day of that round) of every own assessment about a child."""
    c, r = t.own_assessment.c, t.assessment_round.c
    query = (
        select(c.record_id, c.author_id, c.round_id, c.context, r.closes_on, r.closed_at)
        .join(t.assessment_round, r.id == c.round_id)
        .where(c.child_id == child_id)
    )
    for record, author, round_, context, closes_on, closed_at in connection.execute(query):
        yield record, author, round_, context, closed_at.date() if closed_at else closes_on


def records_about(connection: Connection, child_ids: Collection[Id]) -> Mapping[Id, dict[Id, str]]:
    """child -> its records and those of its concerns, each with what it is."""
    found: dict[Id, dict[Id, str]] = {child: {} for child in child_ids}
    concern_of: dict[Id, Id] = {}
    c = t.record.c
    for some in erasure.in_batches(child_ids):
        for id_, kind, child, concern in connection.execute(
            select(c.id, c.kind, c.child_id, c.concern_id).where(c.child_id.in_(some))
        ):
            found[child][id_] = kind
            if kind == t.concern.name:
                concern_of[concern or id_] = child
    for id_, kind, concern in within(connection, concern_of):
        found[concern_of[concern]][id_] = kind
    return found


def within(connection: Connection, concern_ids: Collection[Id]) -> Iterator[tuple[Id, str, Id]]:
    """(record, kind, concern) of all that is written within some concerns, and their own."""
    c = t.record.c
    for some in erasure.in_batches(concern_ids):
        query = select(c.id, c.kind, func.coalesce(c.concern_id, c.id)).where(
            or_(c.id.in_(some), c.concern_id.in_(some))
        )
        yield from connection.execute(query).all()


def _holds(connection: Connection, every: Collection[Concern]) -> Holds:
    restrictions = [n for n in still_open(protection.notes(connection)) if n.kind is RightKind.RESTRICTION]
    to_file = filings.to_file(connection)
    return Holds(
        frozenset(one.child_id for one in every if one.child_id and one.closed_on is None),
        frozenset(one.child_id for one in protection.requests(connection, still_open=True)),
        frozenset(note.child_id for note in restrictions if note.about is None),
        frozenset(note.about for note in restrictions if note.about is not None),
        frozenset(concerns.unsent(connection)),
        frozenset(id_ for one in to_file for id_ in (one.concern_id, one.child_id) if id_ is not None),
    )


def filed(connection: Connection) -> Mapping[Id, date]:
    """record -> the day it was journalised."""
    return {about: one.on for about, one in protection.filed(connection).items() if one.reference != TAKEN_BACK}


def _files(
    connection: Connection, schedule: Schedule, until: date, every: Collection[Concern], holds: Holds
) -> Iterator[Found]:
    days = {child: rules.file_day(schedule, gone) for child, gone in left(connection).items()}
    going = {child: on for child, on in days.items() if on is not None and on <= until}
    mine = defaultdict(list)
    for concern in every:
        mine[concern.child_id].append(concern.id)
    for child, kinds in records_about(connection, going).items():
        due = Due(f"file:{child}", Sort.FILE, child, None, going[child], tuple(kinds))
        yield Found(replace(due, held=holds.of(due, mine[child])), kinds, child)


def _own(connection: Connection, schedule: Schedule, until: date, holds: Holds) -> Iterator[Found]:
    """Own assessments of a child in a round, with all their versions: one by one they go on one day."""
    own, joint, written, r = t.own_assessment.c, t.joint_assessment.c, t.record.c.written_at, t.assessment_round.c
    newest = _latest_base(until, schedule.own)
    # Begun with the own ones: of those there are no more than some months of them, of what was agreed ten years.
    agreed = and_(
        joint.round_id == own.round_id, joint.first == true(), joint.context == own.context,
        joint.child_id == own.child_id,
    )  # fmt: skip
    query = (
        select(own.round_id, own.child_id, own.context, own.record_id, written, r.closed_at, r.closes_on)
        .join(t.assessment_round, r.id == own.round_id)
        .outerjoin(t.joint_assessment, agreed)
        .outerjoin(t.record, t.record.c.id == joint.record_id)
        .where(or_(written < _end_of(newest), and_(joint.record_id.is_(None), _over_by(newest))))
        .order_by(own.round_id, own.child_id, own.context)
    )
    groups: dict[tuple[Id, Id, str], tuple[list[Id], date, bool]] = {}
    for round_, child, context, record, at, closed_at, closes_on in connection.execute(query).all():
        if (kept := groups.get((round_, child, context))) is None:
            on = rules.own_day(schedule, at and at.date(), closed_at and closed_at.date(), closes_on)
            kept = groups[round_, child, context] = ([], on, at is None and closed_at is None)
        kept[0].append(record)
    for (round_, child, context), (versions, on, waits) in groups.items():
        if on > until:
            continue
        due = Due(f"own:{round_}:{child}:{context}", Sort.OWN, child, None, on, tuple(versions))
        kinds = dict.fromkeys(versions, t.own_assessment.name)
        drafts = (f"own:{round_}:{child}:{context}", f"joint:{round_}:{child}:{context}")
        told = erasure.register_id(round_, child, context)
        yield Found(replace(due, held=holds.of(due, (), waits=waits)), kinds, told, "", drafts)


def _frames(connection: Connection, schedule: Schedule, until: date) -> Iterator[Found]:
    """What each adult answered about the frame of a group, when its round is over."""
    own, r, g = t.own_environment.c, t.assessment_round.c, t.child_group.c
    query = (
        select(own.round_id, own.group_id, own.record_id, r.closed_at, r.closes_on, r.name, g.name.label("group"))
        .join(t.assessment_round, r.id == own.round_id)
        .join(t.child_group, g.id == own.group_id)
        .where(_over_by(_latest_base(until, schedule.own)))
    )
    groups: dict[tuple[Id, Id], tuple[list[Id], date, bool, str]] = {}
    for round_, group, record, closed_at, closes_on, name, room in connection.execute(query):
        on = rules.own_day(schedule, None, closed_at and closed_at.date(), closes_on)
        kept = groups.setdefault((round_, group), ([], on, closed_at is None, f"{room}, {name}"))
        kept[0].append(record)
    for (round_, group), (versions, on, is_open, name) in groups.items():
        if on > until:
            continue
        due = Due(f"own:{round_}:{group}", Sort.OWN, None, None, on, tuple(versions))
        kinds = dict.fromkeys(versions, t.own_environment.name)
        held = Holds().of(due, (), waits=is_open)
        told = erasure.register_id(round_, group)
        yield Found(replace(due, held=held), kinds, told, name, (f"environment:{round_}:{group}",))


def _concerns(
    connection: Connection, schedule: Schedule, until: date, every: Collection[Concern], holds: Holds
) -> Iterator[Found]:
    days = {one.id: rules.concern_day(schedule, one.closed_on, one.filed_on) for one in every}
    going = {id_: on for id_, on in days.items() if on is not None and on <= until}
    kinds: dict[Id, dict[Id, str]] = {id_: {} for id_ in going}
    for record, kind, concern in within(connection, going):
        kinds[concern][record] = kind
    for one in every:
        if one.id in going:
            due = Due(f"concern:{one.id}", Sort.CONCERN, one.child_id, one.id, going[one.id], tuple(kinds[one.id]))
            yield Found(replace(due, held=holds.of(due, (one.id,))), kinds[one.id], one.id, one.typed_name)


def _papers(
    connection: Connection, schedule: Schedule, until: date, every: Collection[Concern], holds: Holds
) -> Iterator[Found]:
    """The texts of underretninger that are journalised and were not deleted yet."""
    journalised, about = filed(connection), {one.id: one for one in every}
    c = t.paper.c
    for some in erasure.in_batches(journalised):
        gone = erasure.text_erased_on(connection, some)
        query = select(c.record_id, c.concern_id).where(c.record_id.in_(some), c.kind == PaperKind.UNDERRETNING)
        for paper, concern in connection.execute(query):
            on = rules.paper_day(schedule, journalised[paper])
            if on is None or on > until or paper in gone:
                continue
            due = Due(f"paper:{paper}", Sort.PAPER, about[concern].child_id, concern, on, (paper,))
            held = holds.of(due, (concern,))
            yield Found(replace(due, held=held), {paper: t.paper.name}, paper, about[concern].typed_name)


def _over_by(day: date) -> ColumnElement[bool]:
    """That a round has had its last day, or was closed, by ``day``."""
    r = t.assessment_round.c
    return or_(r.closes_on <= day, r.closed_at < _end_of(day))


def _latest_base(until: date, months: int) -> date:
    """The last day that is over ``months`` by ``until``: the same day so many months before, or one of the next three,
    as the months are not equally long.
    """
    before = rules.months_after(until, -months)
    days = (before + timedelta(days=more) for more in range(4))
    return max(day for day in days if rules.months_after(day, months) <= until)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min).astimezone()
