"""The forum, its days, and the agenda of a day as the person who looks may see it.

The days are everybody's who sees children. A brief on an agenda follows the concern it is about: whoever may not open
that reads "optaget tid", with the minutes that all of the day count, and nothing else (domain 5.1, design section 11,
rule 2).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from opspor.domain.access import REFUSED, Action, may
from opspor.domain.changes import Kind
from opspor.domain.concern import Concern, owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.forum import (
    FARTHEST,
    MOST_DAYS,
    NO_DAYS,
    WHY_CANCELLED,
    Concluded,
    Forum,
    ForumDay,
    ForumItem,
    check_day,
    check_forum,
)
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperKind
from opspor.reference import calendar
from opspor.store import children, concerns, people
from opspor.store import forum as store
from opspor.store.records import Header
from opspor.usecases import work_days
from opspor.usecases.desk import Desk, Transaction

GONE = Fault(
    "FORUM-VAEK", "Det findes ikke mere i denne mappe. Intet er ændret. Gå tilbage, og åbn listen over dage igen."
)
SAME_DAY = Fault(
    "FORUM-SAMME", "Den dag står der allerede. Intet er ændret. Vælg en anden dag, eller ret den, der står."
)
HAS_BRIEFS = Fault(
    "FORUM-FULD", "Der er drøftelsesark på dage, der kommer. Intet er ændret. Flyt dem, eller aflys dagene først."
)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day in a list. ``taken`` is how long all its briefs last: the same number for everybody."""

    day: ForumDay
    forum: Forum
    briefs: int
    taken: int

    @property
    def is_full(self) -> bool:
        """Whether more is on the agenda than the day is long. It advises."""
        return self.day.minutes is not None and self.taken > self.day.minutes


@dataclass(frozen=True, slots=True)
class Board:
    """The forums and their days, each list with the next one first. ``called`` is what a new forum is called here."""

    forums: tuple[Forum, ...]
    called: str
    coming: tuple[DayRow, ...]
    past: tuple[DayRow, ...]  # and those that were cancelled


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A brief on the agenda, for those who may open its concern."""

    item: ForumItem
    concern: Concern
    paper: Paper
    brought_by: str  # "Jonas K."
    concluded: Concluded | None


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A piece of the day. ``point`` is None for who may not open the concern: then it is taken, and nothing more."""

    number: int
    at: str  # "13.20"; "" where nobody said when the day begins
    minutes: int
    point: AgendaPoint | None


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A day with its agenda. ``others`` are days of the same forum that a brief can be moved to."""

    row: DayRow
    agenda: tuple[AgendaRow, ...]
    others: tuple[ForumDay, ...]
    today: date

    @property
    def day(self) -> ForumDay:
        """The day itself."""
        return self.row.day

    @property
    def forum(self) -> Forum:
        """The forum that meets."""
        return self.row.forum


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day of a row. ``closed`` is why nobody meets on it: ``juleaften``, ``sommerferie``; "" when one does."""

    on: date
    closed: str


# --- what everybody reads ---------------------------------------------------------------------------------------------


def board(desk: Desk) -> Board:
    """The forums and their days. Nothing of what is on an agenda."""
    with desk.read(Action.SEE_FORUM) as tx:
        known = {forum.id: forum for _, forum in store.forums(tx.connection)}
        items = [item for _, item in store.items(tx.connection) if item.place]
        rows = [_row(day, known[day.forum_id], items) for _, day in store.days(tx.connection)]
        coming = [row for row in rows if row.day.on >= tx.today and not row.day.cancelled]
        past = [row for row in reversed(rows) if row not in coming]
        return Board(
            tuple(forum for forum in known.values() if not forum.ended),
            people.institution(tx.connection).forum_name.strip(), tuple(coming), tuple(past),
        )  # fmt: skip


def day(desk: Desk, day_id: Id) -> DaySheet:
    """A day and its agenda, as far as the person may see it. Reading it is logged. Raises FORUM-VAEK."""
    with desk.read(Action.SEE_FORUM) as tx:
        found, forum = of_day(tx, day_id)
        items = on_agenda(tx, day_id)
        points = seen(tx, items)
        tx.note(day_id, briefs=len(items), seen=len(points))
        starts = found.starts(item.minutes for item in items)
        agenda = tuple(
            AgendaRow(number, at, item.minutes, points.get(item.id))
            for number, (at, item) in enumerate(zip(starts, items, strict=True), 1)
        )
        others = tuple(other for other in days_ahead(tx, forum.id) if other.id != day_id)
        return DaySheet(_row(found, forum, items), agenda, others, tx.today)


def of_concern(desk: Desk, concern_id: Id) -> tuple[tuple[ForumDay, Forum, AgendaPoint], ...]:
    """Where the briefs of a concern are on an agenda, and what was concluded, the newest first. Logged.

    Raises ADGANG-NEJ for who may not open the concern.
    """
    with desk.read(Action.SEE_FORUM) as tx:
        items = [item for _, item in store.items(tx.connection, concern_ids=[concern_id]) if item.place]
        points = seen(tx, items)
        if len(points) < len(items):
            raise KnownError(REFUSED)
        tx.note(concern_id, briefs=len(items))
        made = [(*of_day(tx, item.day_id), points[item.id]) for item in items]
        return tuple(sorted(made, key=lambda one: (one[0].on, one[2].item.id), reverse=True))


def days_ahead(tx: Transaction, forum_id: Id | None = None) -> tuple[ForumDay, ...]:
    """The days from today on that are not cancelled, the next one first."""
    return tuple(
        day
        for _, day in store.days(tx.connection, since=tx.today)
        if not day.cancelled and forum_id in (None, day.forum_id)
    )


def of_day(tx: Transaction, day_id: Id) -> tuple[ForumDay, Forum]:
    """A day and its forum as they are now. Raises FORUM-VAEK."""
    for _, found in store.days(tx.connection, day_id=day_id):
        return found, next(forum for _, forum in store.forums(tx.connection) if forum.id == found.forum_id)
    raise KnownError(GONE)


def on_agenda(tx: Transaction, day_id: Id) -> tuple[ForumItem, ...]:
    """What stands on the agenda of a day, in its order."""
    return tuple(item for _, item in store.items(tx.connection, day_id=day_id) if item.place)


def seen(tx: Transaction, items: Collection[ForumItem]) -> Mapping[Id, AgendaPoint]:
    """Those of the items that the person may see, by id: of concerns that they may open, and of no other."""
    asked = {item.concern_id for item in items}
    about = {concern.id: concern for concern in concerns.concerns(tx.connection, concern_ids=asked)}
    may_open = {item.concern_id for item in items if _may_open(tx, about[item.concern_id])}
    papers = {paper.id: paper for paper in concerns.papers(tx.connection, concern_ids=may_open)}
    concluded = {made.item_id: made for made in store.concluded(tx.connection, may_open)}
    names = {member.id: member.short for member in people.staff(tx.connection)}
    return {
        item.id: AgendaPoint(
            item, about[item.concern_id], papers[item.paper_id], names[item.brought_by], concluded.get(item.id)
        )
        for item in items
        if item.concern_id in may_open
    }


def _may_open(tx: Transaction, concern: Concern) -> bool:
    child = children.by_id(tx.connection, concern.child_id) if concern.child_id else None
    return may(tx.staff, Action.OPEN_CONCERN, **owners(concern, child.group_ids if child else ()))


def _row(found: ForumDay, forum: Forum, items: Collection[ForumItem]) -> DayRow:
    lengths = [item.minutes for item in items if item.day_id == found.id]
    return DayRow(found, forum, len(lengths), sum(lengths))


# --- what the leader sees to ------------------------------------------------------------------------------------------


def put(desk: Desk, forum: Forum) -> Id:
    """Write down a forum, or (with its id) a version of one. Raises what ``check_forum`` raises, FORUM-VAEK, and
    FORUM-FULD when it is ended while briefs wait for a day of it."""
    check_forum(forum)
    kept = replace(
        forum, name=forum.name.strip(), place=forum.place.strip(),
        members=tuple(replace(one, function=one.function.strip(), name=one.name.strip()) for one in forum.members),
    )  # fmt: skip
    with desk.write(Action.CHANGE_FORUM) as tx:
        versions = {known.id: version for version, known in store.forums(tx.connection)}
        if forum.id and forum.id not in versions:
            raise KnownError(GONE)
        if forum.ended and any(on_agenda(tx, day.id) for day in days_ahead(tx, forum.id)):
            raise KnownError(HAS_BRIEFS)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, replaces=versions.get(forum.id))
        store.add(tx.connection, header, replace(kept, id=forum.id or header.id))
        tx.note(header.id, members=len(forum.members), ended=forum.ended)
        tx.changed(Kind.FORUM)
        return forum.id or header.id


def proposed(desk: Desk, first: date, last: date, weeks: int) -> tuple[Proposed, ...]:
    """``Hver anden tirsdag i skoleåret``: the days from the first to the last, with why nobody meets on some of them.

    Raises FORUM-DAGE where there is none, or where there are too many.
    """
    with desk.read(Action.SEE_FORUM) as tx:
        if first > last or weeks < 1 or last - first > min(FARTHEST, timedelta(weeks=weeks * MOST_DAYS)):
            raise KnownError(NO_DAYS, most=MOST_DAYS)
        closed = work_days.of(tx.connection)
        count = (last - first).days // (7 * weeks) + 1
        every = (first + timedelta(weeks=weeks * number) for number in range(count))
        return tuple(Proposed(on, calendar.why_closed(on, closed)) for on in every)


def add_days(desk: Desk, days: Sequence[ForumDay]) -> int:
    """Put days into the calendar; those of a forum that stand there already are left out. Gives how many are new.

    Raises what ``check_day`` raises, FORUM-DAGE, FORUM-VAEK.
    """
    if not 0 < len(days) <= MOST_DAYS:
        raise KnownError(NO_DAYS, most=MOST_DAYS)
    with desk.write(Action.CHANGE_FORUM) as tx:
        forums = {forum.id for _, forum in store.forums(tx.connection) if not forum.ended}
        there = {(known.forum_id, known.on) for _, known in store.days(tx.connection) if not known.cancelled}
        new = [one for one in days if (one.forum_id, one.on) not in there]
        for one in new:
            check_day(one, tx.today)
            if one.forum_id not in forums:
                raise KnownError(GONE)
            header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now)
            store.add_day(tx.connection, header, replace(one, id=header.id, place=one.place.strip()))
        tx.note(days=len(new))
        tx.changed(Kind.FORUM)
        return len(new)


def change_day(desk: Desk, changed: ForumDay) -> None:
    """Move a day, or change its hours or place; its agenda goes along.

    Raises what ``check_day`` raises, FORUM-SAMME where the forum meets on the new day already, FORUM-VAEK.
    """
    with desk.write(Action.CHANGE_FORUM) as tx:
        before, version = _version(tx, changed.id)
        if changed.on != before.on or changed.on >= tx.today:
            check_day(changed, tx.today)
        if any(
            other.on == changed.on and other.forum_id == changed.forum_id and other.id != changed.id
            for _, other in store.days(tx.connection)
            if not other.cancelled
        ):
            raise KnownError(SAME_DAY)
        _revise(desk, tx, version, changed)


def cancel_day(desk: Desk, day_id: Id, because: str, move_to: Id | None = None) -> int:
    """Cancel a day with a reason. Its briefs go to the end of another day's agenda, or (None) stay until somebody moves
    them. Gives how many there were. Raises FORUM-AFLYST, FORUM-VAEK.
    """
    if not because.strip():
        raise KnownError(WHY_CANCELLED)
    with desk.write(Action.CHANGE_FORUM) as tx:
        before, version = _version(tx, day_id)
        _revise(desk, tx, version, replace(before, cancelled=because.strip()))
        done = _concluded(tx, day_id)
        waiting = [item for item in on_agenda(tx, day_id) if item.id not in done]
        if move_to is not None:
            target, _ = of_day(tx, move_to)
            place = max((item.place for item in on_agenda(tx, target.id)), default=0)
            for number, item in enumerate(waiting, place + 1):
                revise_item(desk, tx, replace(item, day_id=target.id, place=number))
        tx.note(day_id, cancelled=True, briefs=len(waiting), moved=move_to is not None)
        return len(waiting)


def _concluded(tx: Transaction, day_id: Id) -> frozenset[Id]:
    about = {item.concern_id for item in on_agenda(tx, day_id)}
    return frozenset(made.item_id for made in store.concluded(tx.connection, about))


def _version(tx: Transaction, day_id: Id) -> tuple[ForumDay, Id]:
    for version, found in store.days(tx.connection, day_id=day_id):
        return found, version
    raise KnownError(GONE)


def _revise(desk: Desk, tx: Transaction, version: Id, changed: ForumDay) -> None:
    header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, replaces=version)
    store.add_day(tx.connection, header, changed)
    tx.note(changed.id)
    tx.changed(Kind.FORUM)


def revise_item(desk: Desk, tx: Transaction, item: ForumItem) -> None:
    """Write a version of an item: another day, another place in the row, other minutes. The caller has asked."""
    version = next(version for version, known in store.items(tx.connection) if known.id == item.id)
    header = Header(
        tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=item.child_id, concern_id=item.concern_id, replaces=version
    )
    store.add_item(tx.connection, header, item)


def briefs(tx: Transaction) -> tuple[tuple[Concern, Paper], ...]:
    """The finished briefs of open concerns that the person may open, the newest first."""
    about = {one.id: one for one in concerns.concerns(tx.connection) if one.closed_at is None and _may_open(tx, one)}
    found = concerns.papers(tx.connection, concern_ids=about)
    return tuple((about[paper.concern_id], paper) for paper in found if paper.draft.kind is PaperKind.BRIEF)
