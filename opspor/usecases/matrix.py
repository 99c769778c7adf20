"""The matrix of a round: who stands where, how that moved, and what each cell asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context, Trivsel
from opspor.domain.child import ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import CELLS, Cell, Move, Step, cell_of, step
from opspor.domain.people import Group
from opspor.domain.rounds import Round, RoundGroup
from opspor.store import children, rounds, visits
from opspor.usecases import visits as visit_cases
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import NO_SUCH_ROUND


@dataclass(frozen=True, slots=True)
class Placed:
    """One child in a cell. ``arranged`` is whether the cell's expectation has an agreement with a date."""

    child: ChildInList
    context: Context  # two contexts of one child stand side by side
    trivsel: Trivsel
    step: Step
    arranged: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of one round and its groups, or of one of them."""

    round: Round  # for a district: its name, and no window
    previous: Round | None
    cells: Mapping[str, tuple[Placed, ...]]  # cell id -> children in the order of the class list
    unsure: tuple[ChildInList, ...]  # agreed on, but "ved ikke nok" on an axis
    waiting: tuple[ChildInList, ...]  # not agreed on yet
    district: bool = False  # from the newest home visit of each child

    def moved(self, move: Move) -> int:
        """How many children moved that way since the previous round."""
        return sum(placed.step.move is move for cell in self.cells.values() for placed in cell)

    @property
    def placed(self) -> int:
        """How many children stand in a cell."""
        return sum(len(cell) for cell in self.cells.values())


def rounds_to_show(desk: Desk) -> tuple[Round, ...]:
    """The rounds whose matrix one may see, newest first, and after them the districts."""
    with desk.read(Action.SEE_MATRIX) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        found = rounds.rounds(tx.connection)
        if reach(desk.staff, Action.SEE_MATRIX) is not Reach.ALL:
            found = tuple(r for r in found if any(group.group_id in desk.staff.groups for group in r.groups))
        districts = visit_cases.my_districts(desk.staff, tx.connection)
        return (*found, *(_as_round(group, group.name, tx.today) for group in districts))


def _as_round(group: Group, name: str, today: date) -> Round:
    """A district where a page chooses among rounds: it never opens and never closes."""
    return Round(group.id, name, today, today, "", (RoundGroup(group.id, group.name, Context.HOME, ()),))


def matrix(desk: Desk, round_id: Id, group: Id | None = None) -> Matrix:
    """The matrix of a round, for ``group`` or for all of the round's groups that one may see."""
    with desk.read(Action.SEE_MATRIX) as tx:
        every = rounds.rounds(tx.connection)
        round_ = next((r for r in every if r.id == round_id), None)
        if round_ is None:
            return _of_district(desk, tx, round_id)
        groups = {g.group_id for g in round_.groups if group in (None, g.group_id)}
        if reach(desk.staff, Action.SEE_MATRIX) is not Reach.ALL:
            groups &= desk.staff.groups
        tx.require(groups=groups)
        tx.note(round_id, groups=len(groups))
        listed = children.listed(tx.connection, groups=groups)
        now = {(child, context): (p, t, day) for child, context, p, t, day in rounds.cells(tx.connection, round_id)}
        # two contexts stand side by side and are never compared
        places = {(g.group_id, g.context) for g in round_.groups if g.group_id in groups}
        earlier = [
            r for r in every
            if r.opens_on < round_.opens_on and not places.isdisjoint((g.group_id, g.context) for g in r.groups)
        ]  # fmt: skip
        previous = earlier[0] if earlier else None
        before: dict[tuple[Id, Context], Cell | None] = {}
        if previous:
            before = {(child, c): cell_of(p, t) for child, c, p, t, _ in rounds.cells(tx.connection, previous.id)}
        cells: dict[str, list[Placed]] = {cell.id: [] for cell in CELLS}
        unsure, waiting = [], []
        context_of = dict(places)
        seats = dict.fromkeys(
            (child, context_of[id_]) for child in listed for id_ in child.group_ids if id_ in context_of
        )  # once in a context, also for who is in two of its groups
        for child, context in seats:
            if (child.id, context) not in now:
                if round_.closed_at is None and round_.takes(child.birth_date):
                    waiting.append(child)
                continue
            position, trivsel, day = now[child.id, context]
            cell = cell_of(position, trivsel)
            if cell is None:
                unsure.append(child)
            else:
                arranged = cell.weeks is None or day is not None
                moved = step(before.get((child.id, context)), cell)
                cells[cell.id].append(Placed(child, context, trivsel, moved, arranged))
        return Matrix(
            round_, previous, {id_: tuple(placed) for id_, placed in cells.items()}, tuple(unsure), tuple(waiting)
        )


def _of_district(desk: Desk, tx: Transaction, group_id: Id) -> Matrix:
    """The matrix of a district: each child as it was seen at its newest visit that is an assessment too."""
    group = next((g for g in visit_cases.my_districts(desk.staff, tx.connection) if g.id == group_id), None)
    if group is None:
        raise KnownError(NO_SUCH_ROUND)
    tx.require(groups=(group_id,))
    tx.note(group_id, groups=1)
    seen: dict[Id, list[tuple[Cell | None, Trivsel, date | None]]] = {}
    for child_id, position, trivsel, day in visits.cells(tx.connection, (group_id,)):
        seen.setdefault(child_id, []).append((cell_of(position, trivsel), trivsel, day))
    cells: dict[str, list[Placed]] = {cell.id: [] for cell in CELLS}
    unsure, waiting = [], []
    for child in children.listed(tx.connection, groups={group_id}):
        if child.id not in seen:
            waiting.append(child)
            continue
        *earlier, (cell, trivsel, day) = seen[child.id]
        if cell is None:
            unsure.append(child)
        else:
            moved = step(earlier[-1][0] if earlier else None, cell)
            arranged = cell.weeks is None or day is not None
            cells[cell.id].append(Placed(child, Context.HOME, trivsel, moved, arranged))
    before = _as_round(group, "besøget før", tx.today) if any(len(visits_) > 1 for visits_ in seen.values()) else None
    return Matrix(
        _as_round(group, group.name, tx.today), before, {id_: tuple(placed) for id_, placed in cells.items()},
        tuple(unsure), tuple(waiting), district=True,
    )  # fmt: skip
