"""The matrix of a round, of the house or of a district: who stands where, how that changed, what each cell asks for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.child import AgeBand, ChildInList, age_band
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import CELLS, Move, Standing, Step, step
from opspor.domain.people import Group
from opspor.domain.rounds import Round, RoundGroup
from opspor.store import children, rounds, visits
from opspor.usecases import visits as visit_cases
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import NO_SUCH_ROUND

HOUSE = Id("house")  # in place of a round: the newest round of each group, put together


@dataclass(frozen=True, slots=True)
class Seat:
    """A child in one context: where it stands now and where it stood the time before (None: nothing was agreed)."""

    child: ChildInList
    context: Context  # two contexts of one child stand side by side and are never compared
    now: Standing | None
    before: Standing | None
    follow_up_on: date | None = None

    @property
    def step(self) -> Step:
        """How it moved; asked only of who stands in a cell."""
        assert self.now is not None  # noqa: S101  the matrix sorts by it
        return step(self.before, self.now)

    @property
    def arranged(self) -> bool:
        """Whether what the cell expects has a day."""
        cell = self.now.cell if self.now else None
        return cell is None or cell.weeks is None or self.follow_up_on is not None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix: of one round, of the house or of a district, for all of its groups that one may see or one of them.

    ``round`` names what is shown; of the house and of a district it never opens and never closes.
    """

    round: Round
    since: str  # what the time before is called: "Efterår 2025", "runden før"; "" when there was none
    cells: Mapping[str, tuple[Seat, ...]]  # cell id -> in the order of the class list
    unsure: tuple[Seat, ...]  # agreed on, but "ved ikke nok" on an axis
    waiting: tuple[Seat, ...]  # not agreed on yet
    gone: int = 0  # how many stood here the time before and are not in these groups any more
    district: bool = False  # from the newest home visit of each child

    def moved(self, move: Move) -> int:
        """How many children moved that way since the time before."""
        return sum(seat.step.move is move for seat in self.placed)

    @property
    def placed(self) -> tuple[Seat, ...]:
        """Who stands in a cell, cell by cell."""
        return tuple(seat for cell in self.cells.values() for seat in cell)

    @property
    def changes(self) -> tuple[Seat, ...]:
        """Who stands elsewhere than the time before, is new, or was or is "ved ikke nok": larger reason first."""
        seats = [seat for seat in (*self.placed, *self.unsure) if seat.now != seat.before]
        order = [Move.MORE, Move.MIXED, None, Move.LESS, Move.NEW]
        return tuple(sorted(seats, key=lambda s: order.index(s.step.move if s.now and s.now.cell else None)))


def rounds_to_show(desk: Desk) -> tuple[Round, ...]:
    """The rounds whose matrix one may see, newest first, after them the districts.

    Where no one round holds all groups that one sees, the house stands first.
    """
    with desk.read(Action.SEE_MATRIX) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        found = tuple(r for r in rounds.rounds(tx.connection) if any(_mine(desk, g.group_id) for g in r.groups))
        districts = visit_cases.my_districts(desk.staff, tx.connection)
        newest = _newest(desk, found, tx.today)
        house = (_house(newest, tx.today),) if len({round_.id for round_, _ in newest.values()}) > 1 else ()
        return (*house, *found, *(_as_round(group, group.name, tx.today) for group in districts))


def _mine(desk: Desk, group: Id) -> bool:
    return reach(desk.staff, Action.SEE_MATRIX) is Reach.ALL or group in desk.staff.groups


def _newest(desk: Desk, every: Iterable[Round], today: date) -> dict[Id, tuple[Round, RoundGroup]]:
    """group -> the newest round that it is or was in; ``every`` is newest first."""
    found: dict[Id, tuple[Round, RoundGroup]] = {}
    for round_ in every:
        for group in round_.groups:
            if round_.opens_on <= today and _mine(desk, group.group_id):
                found.setdefault(group.group_id, (round_, group))
    return found


def _house(newest: Mapping[Id, tuple[Round, RoundGroup]], today: date) -> Round:
    return Round(HOUSE, "Alle stuer og klasser", today, today, "", tuple(group for _, group in newest.values()))


def _as_round(group: Group, name: str, today: date) -> Round:
    """A district where a page chooses among rounds: it never opens and never closes."""
    return Round(group.id, name, today, today, "", (RoundGroup(group.id, group.name, Context.HOME, ()),))


def matrix(desk: Desk, round_id: Id, group: Id | None = None, band: AgeBand | None = None) -> Matrix:
    """The matrix of a round, of the house or of a district, for ``group`` or all of the groups that one may see.

    Of a closed round stand those who were agreed on in it, else those who are in the groups now. ``band`` narrows it
    to children of that age, of a round on the day it opened, of the house and a district today. Reading it is logged.
    """
    with desk.read(Action.SEE_MATRIX) as tx:
        every = rounds.rounds(tx.connection)
        if round_id == HOUSE:
            places = _newest(desk, every, tx.today)
            shown = _house(places, tx.today)
        else:
            found = next((r for r in every if r.id == round_id), None)
            if found is None:
                return _of_district(desk, tx, round_id, band)
            shown, places = found, {g.group_id: (found, g) for g in found.groups if _mine(desk, g.group_id)}
        places = {id_: place for id_, place in places.items() if group in (None, id_)}
        tx.require(groups=places.keys())
        tx.note(round_id, groups=len(places))
        history = _History(tx, every, places)
        seats: dict[tuple[Id, Context], Seat] = {}
        for child, place in _members(tx, shown, places, history):
            round_, key = places[place.group_id][0], (child.id, place.context)
            now, before, day = history.of(key, round_.id)
            if key in seats or not _of_age(child, band, shown.opens_on):
                continue  # once in a context, also for who is in two of its groups
            if now is not None or (round_.closed_at is None and round_.takes(child.birth_date)):
                seats[key] = Seat(child, place.context, now, before, day)
        gone = history.gone(seats) if band is None else 0
        return _put_together(shown, history.since, seats.values(), gone)


class _History:
    """What was agreed on in the rounds of some groups, from the newest back to the one before.

    The round before is that of the group, or, where the group is new, the one before in the same context: a class
    that has become another group has moved all the same.
    """

    def __init__(self, tx: Transaction, every: Sequence[Round], places: Mapping[Id, tuple[Round, RoundGroup]]) -> None:
        self._tx, self._now = tx, {round_.id for round_, _ in places.values()}
        self._before = {id_: before for id_, place in places.items() if (before := _before(every, *place))}
        spans = [(self._before.get(id_, round_).opens_on, round_.opens_on) for id_, (round_, _) in places.items()]
        self._rounds = [
            (r.id, {(c, where): (Standing(p, t), day) for c, where, p, t, day in rounds.cells(tx.connection, r.id)})
            for r in every
            if any(first <= r.opens_on <= last for first, last in spans)
        ]

    @property
    def since(self) -> str:
        """What the time before is called; "" when there was none."""
        names = {round_.name for round_ in self._before.values()}
        return "" if not names else names.pop() if len(names) == 1 else "runden før"

    def agreed(self, round_id: Id) -> Iterable[tuple[Id, Context]]:
        """Who was agreed on in a round, in which context."""
        return dict(self._rounds)[round_id]

    def of(self, key: tuple[Id, Context], own: Id) -> tuple[Standing | None, Standing | None, date | None]:
        """Where a child of the round ``own`` stands, where it stood before, and the day on which one looks again.

        Who came from a group whose round was later stands as in that one.
        """
        now, before, day, passed = None, None, None, False
        for id_, stood in self._rounds:
            found = stood.get(key)
            if found and (now or passed):
                before = found[0]
                break
            if found and id_ in self._now:
                now, day = found
            passed = passed or id_ == own
        return now, before, day

    def gone(self, seats: Collection[tuple[Id, Context]]) -> int:
        """How many stood in these groups the time before, and have no seat now."""
        found: set[tuple[Id, Context]] = set()
        for group, before in self._before.items():
            missing = set(self.agreed(before.id)) - set(seats)
            if missing:
                been_in = children.groups_until(self._tx.connection, _end(before))
                found |= {(child, context) for child, context in missing if been_in.get(child, ("",))[-1] == group}
        return len(found)


def _before(every: Iterable[Round], now: Round, place: RoundGroup) -> Round | None:
    earlier = [r for r in every if r.opens_on < now.opens_on]
    own = (r for r in earlier if any((g.group_id, g.context) == (place.group_id, place.context) for g in r.groups))
    alike = (r for r in earlier if any(g.context is place.context for g in r.groups))
    return next(own, None) or next(alike, None)


def _end(round_: Round) -> date:
    return round_.closed_at.date() if round_.closed_at else round_.closes_on


def _members(
    tx: Transaction, shown: Round, places: Mapping[Id, tuple[Round, RoundGroup]], history: _History
) -> Iterator[tuple[ChildInList, RoundGroup]]:
    """Each child with the groups in which it is shown, in the order of the class list."""
    if shown.closed_at is None:
        for child in children.listed(tx.connection, groups=places.keys()):
            yield from ((child, places[id_][1]) for id_ in child.group_ids if id_ in places)
        return
    been_in = children.groups_until(tx.connection, shown.closed_at.date())
    agreed = set(history.agreed(shown.id))
    for child in children.listed(tx.connection):
        for id_ in reversed(been_in.get(child.id, ())):
            if id_ in places and (child.id, places[id_][1].context) in agreed:
                yield child, places[id_][1]


def _of_age(child: ChildInList, band: AgeBand | None, on: date) -> bool:
    return band is None or (child.birth_date is not None and age_band(child.birth_date, on) is band)


def _put_together(shown: Round, since: str, seats: Iterable[Seat], gone: int = 0, *, district: bool = False) -> Matrix:
    cells: dict[str, list[Seat]] = {cell.id: [] for cell in CELLS}
    unsure, waiting = [], []
    for seat in seats:
        if seat.now is None:
            waiting.append(seat)
        elif seat.now.cell is None:
            unsure.append(seat)
        else:
            cells[seat.now.cell.id].append(seat)
    placed = {id_: tuple(there) for id_, there in cells.items()}
    return Matrix(shown, since, placed, tuple(unsure), tuple(waiting), gone, district)


def _of_district(desk: Desk, tx: Transaction, group_id: Id, band: AgeBand | None) -> Matrix:
    """The matrix of a district: each child as it was seen at its newest visit that is an assessment too."""
    group = next((g for g in visit_cases.my_districts(desk.staff, tx.connection) if g.id == group_id), None)
    if group is None:
        raise KnownError(NO_SUCH_ROUND)
    tx.require(groups=(group_id,))
    tx.note(group_id, groups=1)
    seen: dict[Id, list[tuple[Standing, date | None]]] = {}
    for child_id, position, trivsel, day in visits.cells(tx.connection, (group_id,)):
        seen.setdefault(child_id, []).append((Standing(position, trivsel), day))
    seats = []
    for child in children.listed(tx.connection, groups={group_id}):
        *earlier, now = seen.get(child.id, [(None, None)])
        if _of_age(child, band, tx.today):
            seats.append(Seat(child, Context.HOME, now[0], earlier[-1][0] if earlier else None, now[1]))
    since = "besøget før" if any(len(found) > 1 for found in seen.values()) else ""
    return _put_together(_as_round(group, group.name, tx.today), since, seats, district=True)
