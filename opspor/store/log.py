"""The log: one line per thing that was done, each bound to the one before and signed by the person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, not_, or_, select

from opspor.domain.beredskab import Track
from opspor.domain.concern import SHARED
from opspor.domain.ids import Id
from opspor.store import children, records
from opspor.store import schema as t


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line. ``detail`` is JSON with codes, counts and ids; never a name or a text."""

    number: int
    at: datetime
    actor_id: Id
    slot_id: str
    action: str
    subject_id: str
    detail: str
    previous: str
    hash: str
    signature: bytes


def last(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest line; (0, "") in an empty log."""
    row = connection.execute(
        select(t.log_entry.c.number, t.log_entry.c.hash).order_by(t.log_entry.c.number.desc()).limit(1)
    ).one_or_none()
    return (0, "") if row is None else (row.number, row.hash)


def add(connection: Connection, entry: LogEntry) -> None:
    """Append a line."""
    connection.execute(insert(t.log_entry).values({name: getattr(entry, name) for name in LogEntry.__slots__}))


def entries(
    connection: Connection, *, until: int | None = None, actions: Collection[str] | None = None
) -> Iterator[LogEntry]:
    """Every line, oldest first; up to a number, or only those with some actions."""
    query = select(t.log_entry).order_by(t.log_entry.c.number)
    if until is not None:
        query = query.where(t.log_entry.c.number <= until)
    if actions is not None:
        query = query.where(t.log_entry.c.action.in_(actions))
    for row in connection.execute(query):
        yield LogEntry(*row)


def about(connection: Connection, subject: str, action: str) -> Iterator[LogEntry]:
    """The lines with one action about one thing, newest first."""
    c = t.log_entry.c
    query = select(t.log_entry).where(c.subject_id == subject, c.action == action).order_by(c.number.desc())
    for row in connection.execute(query):
        yield LogEntry(*row)


def written_since(connection: Connection, number: int) -> datetime | None:
    """When the first line from ``number`` on was written; None when there is none."""
    c = t.log_entry.c
    return connection.execute(select(c.at).where(c.number >= number).order_by(c.number).limit(1)).scalar()


def hash_of(connection: Connection, number: int) -> str | None:
    """The hash of one line; None when it is not there."""
    return connection.execute(select(t.log_entry.c.hash).where(t.log_entry.c.number == number)).scalar()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where the log begins since retention took away what was older: the last line that is gone, signed."""

    number: int
    hash: str
    made_at: datetime
    actor_id: Id
    slot_id: str
    signature: bytes


def checkpoint(connection: Connection) -> Checkpoint | None:
    """The checkpoint that counts: the newest; None while the log begins at its first line."""
    row = connection.execute(select(t.log_checkpoint).order_by(t.log_checkpoint.c.number.desc()).limit(1)).one_or_none()
    return None if row is None else Checkpoint(*row)


def last_before(connection: Connection, moment: datetime) -> int:
    """The number of the last line before the first one that is as young as ``moment``; 0 when there is none.

    By number and not by time alone: a clock that was set back must not tear a hole into the log.
    """
    young = select(func.min(t.log_entry.c.number)).where(t.log_entry.c.at >= moment).scalar_subquery()
    older = select(func.max(t.log_entry.c.number)).where(or_(young.is_(None), t.log_entry.c.number < young))
    return connection.execute(older).scalar() or 0


def kept(connection: Connection, number: int, always: Collection[str]) -> list[str]:
    """The hashes of the lines up to ``number`` that retention must keep, oldest first.

    Those with an action of ``always``, and those that bind an own assessment, or an answer about the frame, which is
    still there: without them nobody could tell that the answers were changed.
    """
    entry = t.log_entry.c
    query = select(entry.hash).where(entry.number <= number, _must_stay(always)).order_by(entry.number)
    return list(connection.execute(query).scalars())


def retain(connection: Connection, made: Checkpoint, always: Collection[str]) -> int:
    """Set a checkpoint, and take away every line up to it that need not be ``kept``; gives how many are gone."""
    old = t.log_entry.c.number <= made.number
    gone = connection.execute(delete(t.log_entry).where(old, not_(_must_stay(always)))).rowcount
    connection.execute(delete(t.log_checkpoint))
    connection.execute(insert(t.log_checkpoint).values({n: getattr(made, n) for n in Checkpoint.__slots__}))
    return gone


def _must_stay(always: Collection[str]) -> ColumnElement[bool]:
    subject = t.log_entry.c.subject_id
    bound = (subject.in_(select(kind.c.record_id)) for kind in (t.own_assessment, t.own_environment))
    return or_(t.log_entry.c.action.in_(sorted(always)), *bound)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines to read: all that is None is not asked for. ``since`` belongs to it, ``until`` does not.

    Not ``for_leader``: what belongs to a record about an employee is not found by its child.
    """

    person: Id | None = None
    since: datetime | None = None
    until: datetime | None = None
    actions: frozenset[str] | None = None
    child: Id | None = None
    for_leader: bool = True


def page(
    connection: Connection, wanted: Wanted, *, before: int | None = None, limit: int | None = None
) -> tuple[LogEntry, ...]:
    """At most ``limit`` lines, newest first, with numbers below ``before``."""
    number = t.log_entry.c.number
    chosen = select(number).where(*_conditions(wanted)).order_by(number.desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(number < before)
    # numbers first: what a line holds is wide, and is then read for these alone
    query = select(t.log_entry).where(number.in_(chosen)).order_by(number.desc())
    return tuple(LogEntry(*row) for row in connection.execute(query))


def numbers(connection: Connection, wanted: Wanted) -> list[int]:
    """The numbers of every line that is wanted, oldest first."""
    query = select(t.log_entry.c.number).where(*_conditions(wanted)).order_by(t.log_entry.c.number)
    return list(connection.execute(query).scalars())


def lines(connection: Connection, chosen: Collection[int]) -> tuple[LogEntry, ...]:
    """The lines with these numbers, newest first."""
    query = select(t.log_entry).where(t.log_entry.c.number.in_(chosen)).order_by(t.log_entry.c.number.desc())
    return tuple(LogEntry(*row) for row in connection.execute(query))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    entry = t.log_entry.c
    found: list[ColumnElement[bool]] = []
    if wanted.person is not None:
        found.append(entry.actor_id == wanted.person)
    if wanted.since is not None:
        found.append(entry.at >= wanted.since)
    if wanted.until is not None:
        found.append(entry.at < wanted.until)
    if wanted.actions is not None:
        found.append(entry.action.in_(sorted(wanted.actions)))
    if wanted.child is not None:
        records_ = _records_of(wanted.child, for_leader=wanted.for_leader)
        found.append(or_(entry.subject_id == wanted.child, entry.subject_id.in_(records_)))
    return found


def _records_of(child: Id, *, for_leader: bool) -> Select[tuple[str]]:
    """The records about a child, and those within a concern that is about it now; without those of leaders alone."""
    record = t.record.c
    within = (
        select(_concern_of(record))
        .join(t.concern, t.concern.c.record_id == record.id)
        .where(record.child_id == child, records.is_current(t.concern))
    )
    other = t.record.alias("other").c
    query = select(other.id).where(or_(other.child_id == child, other.id.in_(within), other.concern_id.in_(within)))
    if for_leader:
        return query
    theirs = select(_concern_of(record)).join(t.concern, t.concern.c.record_id == record.id)
    return query.where(_concern_of(other).not_in(theirs.where(t.concern.c.topic == Track.EMPLOYEE)))


def _concern_of(record: Any) -> Any:
    """The id of a concern, of whichever of its records."""
    return func.coalesce(record.concern_id, record.id)


@dataclass(frozen=True, slots=True)
class About:
    """What the subject of a line is: ``kind`` is that of the record, or ``child``, ``person``, ``round``, ``group``.

    ``name`` is the child's, the person's, the round's or the group's, ``code`` what stands for a child's name.
    ``delicate``: belongs to a suspicion, or to a concern that was kept to named people. ``for_leader``: to a record
    about an employee, which leaders alone read.
    """

    kind: str
    name: str = ""
    code: str = ""
    delicate: bool = False
    for_leader: bool = False


def subjects(connection: Connection, ids: Collection[str]) -> dict[str, About]:
    """What these subjects of lines are. What is no longer in the vault, or is none of these things, is left out."""
    found: dict[str, About] = {}
    for kind, table in (("person", t.staff_member), ("round", t.assessment_round), ("group", t.child_group)):
        for id_, name in connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(ids))):
            found[id_] = About(kind, name)
    record = t.record.c
    chosen = connection.execute(
        select(record.id, record.kind, record.child_id, record.concern_id).where(record.id.in_(ids))
    ).all()
    concerns = _concerns(connection, {row.concern_id or row.id for row in chosen if row.concern_id or _is_concern(row)})
    child_of: dict[str, str | None] = {}
    for row in chosen:
        child, delicate, for_leader = concerns.get(row.concern_id or row.id, (None, False, False))
        child_of[row.id] = row.child_id or child
        found[row.id] = About(row.kind, delicate=delicate, for_leader=for_leader)
    named = {id_ for id_ in (*ids, *child_of.values()) if id_ is not None}
    columns = (t.child.c.id, t.child.c.number, t.child.c.first_name, t.child.c.last_name)
    for child_id, number, first, last in connection.execute(select(*columns).where(t.child.c.id.in_(named))):
        about = About("child", f"{first} {last}".strip(), children.code(number))
        if child_id in ids:
            found[child_id] = about
        for id_ in (of for of, child in child_of.items() if child == child_id):
            found[id_] = replace(found[id_], name=about.name, code=about.code)
    return found


def _is_concern(row: Any) -> bool:
    return bool(row.kind == t.concern.name)


def _concerns(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str | None, bool, bool]]:
    """concern -> the child it is about now, whether its existence is for few, and whether it is for leaders alone."""
    record = t.record.c
    kept = set(
        connection.execute(select(t.concern_audience.c.concern_id).where(t.concern_audience.c.concern_id.in_(ids)))
        .scalars()
    )  # fmt: skip
    query = (
        select(_concern_of(record).label("first"), record.child_id, t.concern.c.topic)
        .join(t.concern, t.concern.c.record_id == record.id)
        .where(or_(record.id.in_(ids), record.concern_id.in_(ids)), records.is_current(t.concern))  # by their indexes
    )
    return {
        row.first: (row.child_id, row.topic not in SHARED or row.first in kept, row.topic == Track.EMPLOYEE)
        for row in connection.execute(query)
    }
