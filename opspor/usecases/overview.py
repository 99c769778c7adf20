"""The leader's overview: how far the rounds are, and what is missing. Figures first; names only for whoever opens one.

Nothing is counted per colleague: it says who is waited for, and neither how many of whose answers nor how long they
took. What only the authority knows (domain 10.1) is not here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from opspor.documents.overview_paper import Count, GroupLine, Missing, RoundLines, overview_paper
from opspor.domain.access import Action
from opspor.domain.assessment import Context, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.matrix import Standing
from opspor.domain.planning import Standing as Held
from opspor.domain.plans import PlanStatus
from opspor.domain.rounds import CONTEXT_OF, DONE, Coverage, Round
from opspor.domain.text import sort_key
from opspor.store import children, focus, people, rounds, visits
from opspor.usecases import concerns, follow_ups, unknown
from opspor.usecases.coverage import cover
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.follow_ups import Due
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.plans import PlanRow
from opspor.usecases.plans import rows as plan_rows
from opspor.usecases.waiting import without_receipt

NOTHING = Id("")
_EXPOSED_AND_THRIVING = "U_T"


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One of a list that was opened. ``id`` is the round, plan, meeting or concern that it is about."""

    child: ChildInList | None  # None: of a whole group, or of a concern, which names nobody
    context: Context | None = None
    id: Id = NOTHING
    words: str = ""  # the label of a concern, or the group
    on: date | None = None
    due: Due | None = None

    @property
    def about(self) -> Id:
        """The child; of what is about none, itself."""
        return self.child.id if self.child else self.id


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows first: no name of a child."""

    rounds: tuple[RoundLines, ...]
    children: int  # who go here now
    today: date


def overview(desk: Desk) -> Overview:
    """How far the rounds are. Only the leader. What is missing is asked for on its own: it goes through a year."""
    with desk.read(Action.SEE_OVERVIEW) as tx:
        return _how_far(desk, tx, children.listed(tx.connection))


def counts(desk: Desk) -> Mapping[Missing, Count]:
    """How much of each is missing. Only the leader."""
    unanswered = _unanswered(desk)
    with desk.read(Action.SEE_OVERVIEW) as tx:
        return _counts(_House(desk, tx), unanswered)


def behind(desk: Desk, missing: Missing) -> tuple[MissingRow, ...]:
    """The list behind a figure, as a class list has its children; what has a day by its day. Logged."""
    unanswered = _unanswered(desk)
    with desk.read(Action.SEE_OVERVIEW) as tx:
        found = unanswered if missing is Missing.RECEIPT else _LISTS[missing](_House(desk, tx))
        tx.note(missing=missing.value, rows=len(found))
        return tuple(found)


def print_overview(desk: Desk, target: Path) -> None:
    """Save the page as PDF, without a child's name and with small figures left out; its line in the log stands on it.

    Raises PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    unanswered = _unanswered(desk)
    with saved(target) as put, desk.write(Action.PRINT_OVERVIEW) as tx:
        house = _House(desk, tx)
        found = _how_far(desk, tx, house.listed)
        tx.note(rounds=len(found.rounds))
        document = overview_paper(
            people.institution(tx.connection).name, found.rounds, _counts(house, unanswered), found.children,
            desk.staff.short, tx.now, log_mark(desk, tx),
        )  # fmt: skip
        put(layout.draw(document))
        tx.changed(Kind.LOG)


def _unanswered(desk: Desk) -> list[MissingRow]:
    """Of the concerns that one may open, but for those about an employee: the overview is printed, and passed round."""
    rows = [row.concern for row in concerns.listed(desk, unfinished=True) if row.concern.closed_at is None]
    rows = [concern for concern in rows if concern.track is not Track.EMPLOYEE]
    with desk.read(Action.LIST_CONCERNS) as tx:
        tx.require(author=desk.staff.id)
        waits = without_receipt(tx, rows)
    return [MissingRow(None, id=c.id, words=c.label, on=c.written_at.date()) for c in rows if c.id in waits]


def _counts(house: "_House", unanswered: list[MissingRow]) -> Mapping[Missing, Count]:
    lists = {missing: list_(house) for missing, list_ in _LISTS.items()} | {Missing.RECEIPT: unanswered}
    return {missing: Count(len(rows), len({row.about for row in rows})) for missing, rows in lists.items()}


# --- how far the rounds are -------------------------------------------------------------------------------------------


def _how_far(desk: Desk, tx: Transaction, listed: Sequence[ChildInList]) -> Overview:
    """The rounds one assesses in today, the one that closes first on top."""
    open_ones = rounds.rounds(tx.connection, running_on=tx.today)
    found = [cover(desk, tx, round_, listed, to_them=False) for round_ in open_ones]
    begun = [one for one in found if one.round.is_open(tx.today, begun=any(child.begun for child in one.children))]
    lines = tuple(_lines(coverage) for coverage in sorted(begun, key=lambda coverage: coverage.round.closes_on))
    return Overview(lines, sum(bool(child.group_ids) for child in listed), tx.today)


def _lines(coverage: Coverage) -> RoundLines:
    lines = []
    for group in coverage.round.groups:
        there = [child for child in coverage.children if child.group_id == group.group_id]
        waits_for = sorted({name for child in there for name in child.missing}, key=sort_key)
        done = sum(child.state in DONE for child in there)
        lines.append(GroupLine(group.group_id, group.group_name, len(there), done, tuple(waits_for)))
    lines.sort(key=lambda line: sort_key(line.name))
    return RoundLines(coverage.round.id, coverage.round.name, coverage.round.closes_on, tuple(lines))


# --- what is missing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stood:
    """Where a child stood in a round, and since when nobody has written anything if it is to count as quiet."""

    round_id: Id
    opens_on: date
    standing: Standing
    follow_up_on: date | None


class _House:
    """What the lists are made from; what few of them need is read when the first one does."""

    def __init__(self, desk: Desk, tx: Transaction) -> None:
        self.desk, self.tx = desk, tx
        self.listed = children.listed(tx.connection)
        self.here = {child.id: child for child in self.listed if child.group_ids}
        self.groups = {group.id: group for group in people.groups(tx.connection)}
        self.rounds = rounds.rounds(tx.connection)

    @cached_property
    def seen(self) -> Collection[tuple[Id, Context]]:
        """Where each child goes now."""
        where = {id_: CONTEXT_OF[group.kind] for id_, group in self.groups.items()}
        return {(child.id, where[group]) for child in self.here.values() for group in child.group_ids}

    @cached_property
    def stood(self) -> Mapping[tuple[Id, Context], Sequence[_Stood]]:
        """What was agreed on about each child where it goes now, in the two newest rounds of each group, newest first.

        What stood before a round that has just begun stands until the team agrees anew: nothing is lost in between.
        """
        found: dict[tuple[Id, Context], list[_Stood]] = {}
        for round_ in _newest_two(self.rounds, self.tx.today):
            for child, context, position, trivsel, day in rounds.cells(self.tx.connection, round_.id):
                if (child, context) in self.seen:
                    one = _Stood(round_.id, round_.opens_on, Standing(position, trivsel), day)
                    found.setdefault((child, context), []).append(one)
        return found

    @cached_property
    def plans(self) -> Sequence[PlanRow]:
        """The open action plans."""
        return plan_rows(self.desk, self.tx, seen={child.id: child for child in self.listed})

    @cached_property
    def visited(self) -> Mapping[Id, tuple[Standing, date | None]]:
        """The newest visit of each child in a district that is an assessment too."""
        districts = [id_ for id_, group in self.groups.items() if CONTEXT_OF[group.kind] is Context.HOME]
        cells = visits.cells(self.tx.connection, districts) if districts else []
        return {child: (Standing(position, trivsel), day) for child, position, trivsel, day in cells}

    def named(self, rows: Collection[tuple[Id, MissingRow]]) -> list[MissingRow]:
        """In the order of the class list."""
        place = {id_: number for number, id_ in enumerate(self.here)}
        return [row for child, row in sorted(rows, key=lambda one: place[one[0]])]


def _newest_two(every: Sequence[Round], today: date) -> list[Round]:
    """The two newest rounds of each group, newest first; ``every`` is newest first."""
    taken: dict[tuple[Id, Context], int] = {}
    found = []
    for round_ in every:
        keys = [(group.group_id, group.context) for group in round_.groups]
        if round_.opens_on <= today and any(taken.get(key, 0) < 2 for key in keys):
            found.append(round_)
            for key in keys:
                taken[key] = taken.get(key, 0) + 1
    return found


def _late(house: _House) -> list[MissingRow]:
    due = follow_ups.due_of(house.tx, house.here, house.tx.today - timedelta(days=1))
    return [MissingRow(d.child, d.subject.context, d.subject.id, d.group_name, d.on, d) for d in due]


def _without_day(house: _House) -> list[MissingRow]:
    rows = []
    for (child, context), (now, *_) in house.stood.items():
        if _asks_for_day(now.standing) and now.follow_up_on is None:
            rows.append((child, MissingRow(house.here[child], context, now.round_id)))
    for child, (standing, day) in house.visited.items():
        if child in house.here and _asks_for_day(standing) and day is None:
            rows.append((child, MissingRow(house.here[child], Context.HOME)))
    return house.named(rows)


def _asks_for_day(standing: Standing) -> bool:
    return standing.cell is not None and standing.cell.weeks is not None


def _not_written(house: _House) -> list[MissingRow]:
    return [
        MissingRow(house.here[child], context, on=on)
        for _, child, context, on in focus.agreed_not_written(house.tx.connection)
        if child in house.here
    ]


def _exposed(house: _House) -> list[MissingRow]:
    """Without an open focus point or plan in the context in which it is seen so: what is done elsewhere helps there."""
    stand = {key: stood[0].standing for key, stood in house.stood.items()}
    stand |= {(c, Context.HOME): standing for c, (standing, _) in house.visited.items() if c in house.here}
    exposed = [key for key, one in stand.items() if one.cell is not None and one.cell.id == _EXPOSED_AND_THRIVING]
    if not exposed:
        return []
    done = {(row.child_id, row.context) for row in focus.listed(house.tx.connection, status=PlanStatus.OPEN)}
    done |= {(plan.child.id, plan.context) for plan in house.plans}
    return house.named([(key[0], MissingRow(house.here[key[0]], key[1])) for key in exposed if key not in done])


def _without_holder(house: _House) -> list[MissingRow]:
    return [
        MissingRow(plan.child, plan.context, plan.plan_id)
        for plan in house.plans
        if plan.child.id in house.here and plan.holder.standing is not Held.HERE
    ]


def _without_yes(house: _House) -> list[MissingRow]:
    found = unknown.without_consent(house.tx, house.here)
    return [MissingRow(one.child, id=one.meeting_id or NOTHING, on=one.on) for one in found]


def _not_talked_about(house: _House) -> list[MissingRow]:
    return [MissingRow(one.child) for one in unknown.not_talked_about(house.tx, house.here)]


def _quiet(house: _House) -> list[MissingRow]:
    """Whom the team said to thrive twice running, and nobody has written a dated word about since the first time."""
    notes: dict[date, Mapping[Id, int]] = {}
    rows = []
    for (child, context), stood in house.stood.items():
        if len(stood) < 2 or any(one.standing.trivsel is not Trivsel.THRIVES for one in stood[:2]):
            continue
        since = stood[1].opens_on
        if since not in notes:
            notes[since] = rounds.notes_since(house.tx.connection, datetime.combine(since, time()).astimezone())
        if child not in notes[since]:
            rows.append((child, MissingRow(house.here[child], context)))
    return house.named(rows)


_LISTS: Mapping[Missing, Callable[[_House], list[MissingRow]]] = {
    Missing.LATE: _late,
    Missing.DAY: _without_day,
    Missing.POINT: _not_written,
    Missing.EXPOSED: _exposed,
    Missing.BATON: _without_holder,
    Missing.CONSENT: _without_yes,
    Missing.TALK: _not_talked_about,
    Missing.QUIET: _quiet,
}
