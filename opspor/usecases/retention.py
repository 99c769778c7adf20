"""How long things are kept: the schedule, the list of what is to go, and deleting what a person approved."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from opspor.domain import retention as rules
from opspor.domain.access import Action, may
from opspor.domain.changes import Kind
from opspor.domain.clock import long_date
from opspor.domain.concern import owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import COMING, ClockDoubt, Due, Receipt, Schedule, Sort
from opspor.store import Connection, children, concerns, erasure, people
from opspor.store import retention as stored
from opspor.store.retention import Found
from opspor.usecases import copies, known_day
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.erasure import ABOUT_A_CHILD, lives_until
from opspor.usecases.retention_words import HELD_WORDS, TEXT, kinds_in_words, months, rule_in_words
from opspor.vault import register
from opspor.vault.connection import fold_wal
from opspor.vault.register import Erased

CHANGED = Fault(
    "RET-AENDRET",
    "Listen er ændret, siden du så den: noget af det, du valgte, skal ikke slettes nu, eller noget holder det. "
    "Intet er slettet. Se listen igennem igen.",
)
_SETTING = "retention"
_PAPER, _OWN = "paper", "own_assessment"  # kinds of records
_TOLD_AS = {
    Sort.OWN: register.OWN,
    Sort.FILE: erasure.CHILD,
    Sort.CONCERN: register.CONCERN,
    Sort.PAPER: register.PAPER,
}


@dataclass(frozen=True, slots=True)
class Line:
    """Something that goes on a day. ``who`` is a child's short name and code, a typed name, or a group and its round.

    ``what`` is what is in it as (word, count), ``why`` the rule, and ``held`` what keeps it, each in words.
    """

    due: Due
    who: str
    what: tuple[tuple[str, int], ...]
    why: str
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to go now, and in the next 31 days. ``doubt``: the clock jumped, so that a person is asked first."""

    today: date
    lines: tuple[Line, ...]
    coming: tuple[Line, ...]
    doubt: ClockDoubt | None


@dataclass(frozen=True, slots=True)
class Days:
    """Until when what is written about a child is kept. ``child`` is the day of all of it; None while it is here.

    ``records`` has those that have a day now, of what the reader may open: the others go with the child.
    """

    child: date | None
    records: Mapping[Id, date]
    schedule: Schedule

    def words(self) -> str:
        """``3 måneder efter, at barnet er stoppet``, or the day."""
        return long_date(self.child) if self.child else f"{months(self.schedule.file)} efter, at barnet er stoppet"


def schedule(desk: Desk) -> Schedule:
    """How long each sort is kept: our own proposal until the controller decided. Letters and pages say it."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return schedule_of(tx)


def schedule_of(tx: Transaction) -> Schedule:
    """The same within a transaction."""
    said = people.setting(tx.connection, _SETTING)
    return msgspec.json.decode(said, type=Schedule) if said else Schedule()


def set_schedule(desk: Desk, schedule: Schedule) -> None:
    """Decide how long each sort is kept; ``would_go`` says before what becomes due by it. Raises RET-MAANEDER."""
    rules.check(schedule)
    with desk.write(Action.SET_RETENTION) as tx:
        people.put_setting(tx.connection, _SETTING, msgspec.json.encode(schedule).decode())
        tx.note(own=schedule.own, file=schedule.file, concern=schedule.concern, paper=schedule.paper)
        tx.changed(Kind.SETTINGS, Kind.PROTECTION)


def would_go(desk: Desk, schedule: Schedule) -> int:
    """How many lines more would be due today by this schedule; fewer is 0. Raises RET-MAANEDER."""
    rules.check(schedule)
    with desk.read(Action.SEE_RETENTION) as tx:
        now, then = (
            {one.due.key for one in stored.dues(tx.connection, each, tx.today)} for each in (schedule_of(tx), schedule)
        )
        return len(then - now)


def plan(desk: Desk) -> Plan:
    """What is to go, for whoever approves it. Looking at it is logged. Some tenths of a second: not on the window's
    thread.
    """
    with desk.read(Action.SEE_RETENTION) as tx:
        kept = schedule_of(tx)
        found = stored.dues(tx.connection, kept, tx.today, COMING)
        lines = _lines(tx.connection, kept, found)
        due = tuple(line for line in lines if line.due.on <= tx.today)
        tx.note(lines=len(due))
        return Plan(tx.today, due, lines[len(due) :], known_day.doubt_of(tx))


def clock_is_right(desk: Desk) -> None:
    """A person says that the PC's day is right, although it jumped: from now on it is believed."""
    with desk.write(Action.CONFIRM_CLOCK) as tx:
        known_day.believe(tx)
        tx.note(day=tx.today.isoformat())
        tx.changed(Kind.SETTINGS, Kind.PROTECTION)


def delete(desk: Desk, keys: Collection[str], *, clock_is_right: bool = False) -> Receipt:
    """Delete for good what a person approved, all of it or nothing; the receipt names no child and no content.

    Raises RET-UR when the clock jumped and nobody says that it is right, and RET-AENDRET when something is not due any
    more, or is kept by something now. Then nothing is deleted.
    """
    with desk.write(Action.DELETE_DUE) as tx:
        jumped = known_day.doubt_of(tx)
        if jumped is not None and not clock_is_right:
            raise KnownError(known_day.JUMPED, **known_day.days(jumped))
        known_day.believe(tx)
        wanted = {*keys}
        going = [one for one in stored.dues(tx.connection, schedule_of(tx), tx.today) if one.due.key in wanted]
        if len(going) != len(wanted) or any(one.due.held for one in going):
            raise KnownError(CHANGED)
        codes = _codes(tx.connection, going)
        records = _erase(tx, going)
        counts = Counter(one.due.sort for one in going)
        said: dict[str, object] = {sort.value: count for sort, count in counts.items()}
        tx.note("", **said, records=records, clock=jumped is not None)
        tx.changed(*ABOUT_A_CHILD)
    fold_wal(desk.engine)
    return Receipt(
        on=tx.today,
        by=desk.staff.name,
        counts=tuple((sort, counts[sort]) for sort in Sort if counts[sort]),
        children=len(codes),
        copies_until=lives_until(tx.today),
        registered=copies.write_register(desk),
        codes=codes,
        records=records,
    )


def days(desk: Desk, child_id: Id) -> Days:
    """The day of each record about a child that the reader may open, and of the child itself."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        kept = schedule_of(tx)
        whole = rules.file_day(kept, stored.left(tx.connection, child_id).get(child_id))
        found = dict(_own_days(desk, tx, kept, child_id))
        about = {one.id: one for one in stored.concerns_of(tx.connection, child_id)}
        opened = {
            one.id
            for one in concerns.concerns(tx.connection, child_id=child_id)
            if may(desk.staff, Action.OPEN_CONCERN, **owners(one, child.group_ids))
        }
        filed = stored.filed(tx.connection)
        hidden: set[Id] = set()
        for record, kind, concern in stored.within(tx.connection, about):
            if concern not in opened:
                hidden.add(record)
                continue
            one = about[concern]
            known = (
                rules.paper_day(kept, filed.get(record)) if kind == _PAPER else None,
                rules.concern_day(kept, one.closed_on, one.filed_on) if one.filed_on else None,
            )
            if on := min((day for day in known if day is not None), default=None):
                found[record] = on
        if whole is not None:
            every = stored.records_about(tx.connection, [child_id])[child_id]
            seen = {id_ for id_, kind in every.items() if kind != _OWN} | found.keys()
            found = {id_: min(whole, found.get(id_, whole)) for id_ in seen - hidden}
        return Days(whole, found, kept)


def _own_days(desk: Desk, tx: Transaction, kept: Schedule, child_id: Id) -> Iterable[tuple[Id, date]]:
    """Of own assessments: one's own, and those of colleagues where the team has agreed, so that no seal is told of."""
    agreed = stored.agreed_on(tx.connection, child_id)
    for record, author, round_, context, over_on in stored.own_of(tx.connection, child_id):
        at = agreed.get((round_, context))
        if at is not None or author == desk.staff.id:
            yield record, rules.own_day(kept, at, None, over_on)


def _lines(connection: Connection, kept: Schedule, found: Iterable[Found]) -> tuple[Line, ...]:
    found = tuple(found)
    named = children.by_ids(connection, {one.due.child_id for one in found if one.due.child_id is not None})
    lines = []
    for one in found:
        child = named.get(one.due.child_id) if one.due.child_id else None
        what = ((TEXT, 1),) if one.due.sort is Sort.PAPER else kinds_in_words(one.kinds.values())
        who = f"{child.short} ({child.code})" if child else one.name
        held = tuple(HELD_WORDS[reason] for reason in one.due.held)
        lines.append(Line(one.due, who, what, rule_in_words(one.due.sort, kept), held))
    return tuple(lines)


def _codes(connection: Connection, going: Iterable[Found]) -> tuple[str, ...]:
    about = {one.due.child_id for one in going if one.due.child_id is not None}
    return tuple(sorted(child.code for child in children.by_ids(connection, about).values()))


def _erase(tx: Transaction, going: Collection[Found]) -> int:
    """Delete it, and tell the register; how many records went. Of an underretning only the text does."""
    connection, gone = tx.connection, 0
    for one in going:
        if one.due.sort is Sort.FILE and one.due.child_id is not None:
            gone += len(erasure.erase_child(connection, one.due.child_id))
        elif one.due.sort is Sort.PAPER:
            erasure.erase_text(connection, one.due.records[0], tx.today)
    whole = [one for one in going if one.due.sort in {Sort.OWN, Sort.CONCERN}]
    records = {record for one in whole for record in one.due.records}
    gone += len(erasure.erase_records(connection, records, {key for one in whole for key in one.drafts}))
    for one in going:
        erasure.add(connection, Erased(one.told_as, _TOLD_AS[one.due.sort], tx.today))
    erasure.forget(connection)
    return gone
