"""The matrix of a round, of the house or of a district: who stands where, how that changed, what each cell asks for."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from opspor.domain.access import Action, may
from opspor.domain.assessment import Context, Trivsel
from opspor.domain.child import AgeBand, ChildInList, age_band
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import CELLS, MOVE_WORDS, Cell, Field, Move, Standing, Step, standing, step
from opspor.domain.people import Group, StaffMember
from opspor.domain.rounds import ReasonKind, Round, RoundGroup
from opspor.store import children, people, rounds, visits
from opspor.usecases import visits as visit_cases
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import NO_SUCH_ROUND

HOUSE = Id("house")  # in place of a round: the newest round of each group, put together
NO_ROUND = Id("")
NOT_ASSESSED = "ikke vurderet"
UNSURE_NOW, LEFT_OUT, GONE = "ved ikke nok nu", "ikke vurderet denne gang", "ikke her længere"
_ORDER = [Move.MORE, Move.MIXED, None, Move.LESS, Move.NEW]  # None: "ved ikke nok" now


class Seat(NamedTuple):
    """A child in one context: where it stands now and where it stood the time before (None: nothing was agreed)."""

    child: ChildInList
    context: Context  # two contexts of one child stand side by side and are never compared
    now: Standing | None
    before: Standing | None
    follow_up_on: date | None = None
    round_id: Id = NO_ROUND  # the round in which it stands so, or is waited for; "" in a district

    @property
    def step(self) -> Step:
        """How it moved; asked only of who stands in a cell."""
        assert self.now is not None  # noqa: S101  the matrix sorts by it
        return step(self.before, self.now)

    @property
    def grade(self) -> Trivsel:
        """How it thrives now."""
        return self.now.trivsel if self.now else Trivsel.UNKNOWN

    @property
    def arranged(self) -> bool:
        """Whether what the cell expects has a day."""
        cell = self.now.cell if self.now else None
        return cell is None or cell.weeks is None or self.follow_up_on is not None


@dataclass(frozen=True, slots=True)
class Change:
    """A child that stands elsewhere than the time before, and how: a sentence fit for screen and paper."""

    seat: Seat
    how: str

    @property
    def was(self) -> str:
        """Where it stood the time before, in words."""
        return self.seat.before.words if self.seat.before else NOT_ASSESSED

    @property
    def is_now(self) -> str:
        """Where it stands now, in words."""
        return self.seat.now.words if self.seat.now else ""


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
    gone: tuple[Seat, ...] = ()  # stood here the time before, and are not in these groups any more
    left_out: tuple[Seat, ...] = ()  # stood here the time before, are still there, and are not assessed this time
    district: bool = False  # from the newest home visit of each child

    @property
    def moves(self) -> Counter[Move]:
        """How many children moved which way since the time before."""
        return Counter(seat.step.move for seat in self.placed)

    @property
    def others(self) -> Counter[str]:
        """How many children of the time before stand in no cell now, by what became of them."""
        unsure = sum(seat.now != seat.before for seat in self.unsure)
        found = {UNSURE_NOW: unsure, LEFT_OUT: len(self.left_out), GONE: len(self.gone)}
        return Counter({how: count for how, count in found.items() if count and self.since})

    @property
    def placed(self) -> tuple[Seat, ...]:
        """Who stands in a cell, cell by cell."""
        return tuple(seat for cell in self.cells.values() for seat in cell)

    def on(self, field: Field) -> tuple[Seat, ...]:
        """Who stands on a field, in the order of the class list."""
        return tuple(seat for seat in self.cells[field.cell.id] if seat.now and field.holds(seat.now))

    def expects(self, cell: Cell) -> str:
        """What a cell asks for; a district has visits and no rounds."""
        return "Ses igen ved næste besøg" if self.district and not cell.shade else cell.expects

    @property
    def several(self) -> bool:
        """Whether children stand here in more than one context, e.g. class and SFO: side by side, never merged."""
        return len({seat.context for seat in (*self.placed, *self.unsure, *self.waiting)}) > 1

    @property
    def changes(self) -> tuple[Change, ...]:
        """Who moved where since the time before, larger reason first; nothing where there was none."""
        if not self.since:
            return ()
        ways = [(seat, seat.step.move) for seat in self.placed if seat.now != seat.before]
        found = [(seat, _ORDER.index(move), MOVE_WORDS[move]) for seat, move in ways]
        found += [(seat, _ORDER.index(None), UNSURE_NOW) for seat in self.unsure if seat.now != seat.before]
        found.sort(key=itemgetter(1))
        return (
            *(Change(seat, how) for seat, _, how in found),
            *(Change(seat, LEFT_OUT) for seat in self.left_out),
            *(Change(seat, GONE) for seat in self.gone),
        )


def to_show(
    desk: Desk, round_id: Id | None = None, group: Id | None = None, band: AgeBand | None = None
) -> tuple[tuple[Round, ...], Matrix | None]:
    """The rounds whose matrix one may see, and the matrix of one of them as ``matrix`` gives it: of the first where
    ``round_id`` is None, and None where there is no round.

    The rounds are newest first, after them the districts. Where no one round holds all groups that one sees, the house
    stands first.
    """
    with desk.read(Action.SEE_MATRIX) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        every = rounds.rounds(tx.connection)
        found = tuple(r for r in every if any(may_see(desk.staff, g) for g in r.groups))
        districts = visit_cases.my_districts(desk.staff, tx.connection)
        newest = _newest(desk, tx, found)
        house = (_house(newest, tx.today),) if len({round_.id for round_, _ in newest.values()}) > 1 else ()
        choices = (*house, *found, *(_as_round(group, group.name, tx.today) for group in districts))
        if round_id is None and not choices:
            return (), None
        return choices, _read(desk, tx, every, round_id or choices[0].id, group, band)


def may_see(staff: StaffMember, group: RoundGroup) -> bool:
    """Whether the matrix of a group is for somebody; what was agreed at home for those alone who visit there."""
    action = Action.SEE_DISTRICT if group.context is Context.HOME else Action.SEE_MATRIX
    return may(staff, action, groups=(group.group_id,))


def _newest(desk: Desk, tx: Transaction, every: Iterable[Round]) -> dict[Id, tuple[Round, RoundGroup]]:
    """group -> the newest round that it is or was in, of groups with children; ``every`` is newest first."""
    found: dict[Id, tuple[Round, RoundGroup]] = {}
    peopled = {group.id for group in people.groups(tx.connection) if group.child_count}
    for round_ in every:
        for group in round_.groups:
            if round_.opens_on <= tx.today and group.group_id in peopled and may_see(desk.staff, group):
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
    to children of that age, of a round on the day it opened, of the house and a district today; a child without a
    birth date is never dropped. Reading it is logged.
    """
    with desk.read(Action.SEE_MATRIX) as tx:
        return read(desk, tx, round_id, group, band)


def read(desk: Desk, tx: Transaction, round_id: Id, group: Id | None, band: AgeBand | None) -> Matrix:
    """The matrix, within a transaction that asks for SEE_MATRIX or PRINT_MATRIX."""
    return _read(desk, tx, rounds.rounds(tx.connection), round_id, group, band)


def _read(
    desk: Desk, tx: Transaction, every: tuple[Round, ...], round_id: Id, group: Id | None, band: AgeBand | None
) -> Matrix:
    if round_id == HOUSE:
        places = _newest(desk, tx, every)
        shown = _house(places, tx.today)
    else:
        found = next((r for r in every if r.id == round_id), None)
        if found is None:
            return _of_district(desk, tx, round_id, band)
        shown, places = found, {g.group_id: (found, g) for g in found.groups if may_see(desk.staff, g)}
    places = {id_: place for id_, place in places.items() if group in (None, id_)}
    tx.require(groups=places.keys())
    tx.note(round_id, groups=len(places))
    history = _History(tx, every, places, house=round_id == HOUSE)
    seats: dict[tuple[Id, Context], Seat] = {}
    there: set[tuple[Id, Context]] = set()
    for child, place in _members(tx, shown, places, history):
        round_, key = places[place.group_id][0], (child.id, place.context)
        if key in seats or not _of_age(child, band, shown.opens_on):
            continue  # once in a context, also for who is in two of its groups
        there.add(key)
        seat = history.seat(child, place)
        if seat.now is not None or (round_.closed_at is None and round_.takes(child.birth_date)):
            seats[key] = seat
    missing = [seat for seat in history.missing(seats) if _of_age(seat.child, band, shown.opens_on)]
    if shown.closed_at is not None:  # all who were in it then were agreed on, or there is a reason why not
        excused = (r for r in rounds.reasons(tx.connection, shown.id) if r.kind is ReasonKind.NOT_ASSESSED)
        there |= {(reason.child_id, reason.context) for reason in excused}
    left_out = tuple(seat for seat in missing if (seat.child.id, seat.context) in there)
    gone = tuple(seat for seat in missing if (seat.child.id, seat.context) not in there)
    return replace(_put_together(shown, history.since, seats.values()), gone=gone, left_out=left_out)


class _History:
    """What was agreed on in the rounds of some groups, from the newest back to the one before.

    The round before is the group's newest one before its own in which somebody was agreed on; where the group is new
    it is such a round of the same context: a class that has become another group has moved all the same.
    """

    def __init__(
        self, tx: Transaction, every: Sequence[Round], places: Mapping[Id, tuple[Round, RoundGroup]], *, house: bool
    ) -> None:
        self._connection, self._every, self._house = tx.connection, every, house
        self._cells: dict[Id, dict[tuple[Id, Context], tuple[Standing, date | None]]] = {}
        self._own = {id_: every.index(round_) for id_, (round_, _) in places.items()}
        self._before = {id_: n for id_, (_, group) in places.items() if (n := self._find(self._own[id_], group))}

    def _find(self, own: int, place: RoundGroup) -> int | None:
        """Which round is the one before; None: there is none."""
        earlier = range(own + 1, len(self._every))
        alike = (n for n in earlier if any(g.context is place.context for g in self._every[n].groups))
        same = (n for n in earlier if _takes_part(self._every[n], place))
        for candidates in (same, alike):
            for n in candidates:
                if any(context is place.context for _, context in self.agreed(self._every[n])):
                    return n
        return None

    @property
    def since(self) -> str:
        """What the time before is called; "" when there was none."""
        names = {self._every[n].name for n in self._before.values()}
        return "" if not names else names.pop() if len(names) == 1 else "runden før"

    def agreed(self, round_: Round) -> Mapping[tuple[Id, Context], tuple[Standing, date | None]]:
        """Who was agreed on in a round, in which context: where they stood, and when one looks again."""
        stood = self._cells.get(round_.id)
        if stood is None:
            found = rounds.cells(self._connection, round_.id)
            stood = self._cells[round_.id] = {(c, where): (standing(p, t), day) for c, where, p, t, day in found}
        return stood

    def seat(self, child: ChildInList, place: RoundGroup) -> Seat:
        """Where a child of a group stands, where it stood before, and the day on which one looks again.

        In the house a child that came from a group whose round was later stands as in that one.
        """
        key, own = (child.id, place.context), self._own[place.group_id]
        last = self._before.get(place.group_id, own)
        now, before, day, at = None, None, None, own
        for n in range(0 if self._house else own, last + 1):
            found = self.agreed(self._every[n]).get(key)
            if found and now is None and n <= own:
                (now, day), at = found, n
            elif found:
                before = found[0]
                break
        return Seat(child, place.context, now, before, day, self._every[at].id)

    def missing(self, seats: Collection[tuple[Id, Context]]) -> list[Seat]:
        """Who stood in these groups the time before and has no seat now, in the order of the class list."""
        found: dict[tuple[Id, Context], Standing] = {}
        left = {
            n: {key: cell[0] for key, cell in self.agreed(self._every[n]).items() if key not in seats}
            for n in set(self._before.values())
        }
        for group, n in sorted(self._before.items(), key=lambda place: -place[1]):  # of two groups the newest counts
            round_, stood = self._every[n], left[n]
            if not stood or group not in {g.group_id for g in round_.groups}:
                continue
            been_in = children.groups_until(self._connection, _end(round_))
            found |= {key: cell for key, cell in stood.items() if _home(round_, key, been_in).group_id == group}
        ids = {child for child, _ in found}
        return [
            Seat(child, context, None, found[child.id, context])
            for child in (children.listed(self._connection) if ids else ())
            if child.id in ids
            for context in Context
            if (child.id, context) in found
        ]


def _takes_part(round_: Round, place: RoundGroup) -> bool:
    return any((g.group_id, g.context) == (place.group_id, place.context) for g in round_.groups)


def _end(round_: Round) -> date:
    return round_.closed_at.date() if round_.closed_at else round_.closes_on


def _home(round_: Round, key: tuple[Id, Context], been_in: Mapping[Id, tuple[Id, ...]]) -> RoundGroup:
    """The group of a round in which a child was assessed: in each context the last that it was in."""
    there = {group.group_id: group for group in round_.groups if group.context is key[1]}
    last = [there[id_] for id_ in been_in.get(key[0], ()) if id_ in there]
    return (last or [*there.values()])[-1]


def _members(
    tx: Transaction, shown: Round, places: Mapping[Id, tuple[Round, RoundGroup]], history: _History
) -> Iterator[tuple[ChildInList, RoundGroup]]:
    """Each child with the groups in which it is shown, in the order of the class list."""
    if shown.closed_at is None:
        for child in children.listed(tx.connection, groups=places.keys()):
            for id_ in child.group_ids:
                if id_ in places:
                    yield child, places[id_][1]
        return
    been_in = children.groups_until(tx.connection, shown.closed_at.date())
    contexts: dict[Id, list[Context]] = {}
    for child_id, context in history.agreed(shown):
        contexts.setdefault(child_id, []).append(context)
    for child in children.listed(tx.connection):
        for context in sorted(contexts.get(child.id, ())):
            home = _home(shown, (child.id, context), been_in)
            if home.group_id in places:
                yield child, home


def _of_age(child: ChildInList, band: AgeBand | None, on: date) -> bool:
    born = child.birth_date
    return band is None or born is None or born > on or age_band(born, on) is band


def _put_together(shown: Round, since: str, seats: Iterable[Seat], *, district: bool = False) -> Matrix:
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
    return Matrix(shown, since, placed, tuple(unsure), tuple(waiting), district=district)


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
