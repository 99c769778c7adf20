"""Lists and the matrix through a use case, beside the driver with statements written by hand.

Both sides end in the same frozen dataclasses, and it is checked that they are equal. Ours goes the whole way of a
page: over the reader's thread, with the question whether the person may.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from opspor.documents.house import House
from opspor.domain.access import Action
from opspor.domain.assessment import Context, Position, Trivsel
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.matrix import CELLS, Standing
from opspor.domain.people import StaffMember
from opspor.domain.rounds import Round, RoundGroup
from opspor.usecases import children, forum, matrix, overview, rounds, start, unknown, waiting
from opspor.usecases.desk import Desk
from opspor.usecases.leaks import known_here
from opspor.usecases.matrix import Matrix, Seat
from opspor.vault import access, datafile
from opspor.vault.keys import Keys
from opspor.workplace import open_vault
from tests.bench import lists, vaults
from tests.bench.measure import Goal, Row, alone, compare, milliseconds
from tests.bench.vaults import LOGIN, PASSWORD, quick

_CHILDREN = """
SELECT child.id, child.number, first_name, last_name, birth_date, child_group.id, child_group.name
FROM child LEFT JOIN enrolment ON enrolment.child_id = child.id AND until IS NULL
LEFT JOIN child_group ON child_group.id = group_id
ORDER BY child.sort_key, child.number, since, enrolment.id
"""
_CELLS = """
SELECT child_id, position, trivsel, follow_up_on FROM joint_assessment
WHERE round_id = ? AND NOT EXISTS (SELECT 1 FROM record WHERE record.replaces = joint_assessment.record_id)
"""
_ROUNDS = """
SELECT id, name, opens_on, closes_on, one_is_enough_because, opened_by FROM assessment_round ORDER BY opens_on DESC
"""
_GROUPS = """
SELECT round_id, group_id, name, context FROM round_group JOIN child_group ON child_group.id = group_id
ORDER BY name_key
"""


def rows(scratch: Path, runs: int) -> list[Row]:
    """The children's list, the matrix, every page's reading after ten years, and opening the vault."""
    big = vaults.ten_years(scratch / "big")
    keys = access.unlock(scratch / "big", LOGIN, PASSWORD, derive=quick)
    raw = datafile.connect(scratch / "big", keys, "ro")
    try:
        found = [
            _children(big, raw, runs),
            _matrix(big, raw, runs),
            *lists.rows(big, raw, _raw_children, runs),
            *(
                alone(f"{name} read, 10 years", "ms", runs=runs, ours=_reading(big, work), goal=Goal.VALUE, limit=100)
                for name, work in (
                    ("Start", start.today),
                    ("what we wait for", partial(waiting.everything, unfinished=True)),
                    ("the days of the forum", forum.board),
                    ("whom a brief without names is searched for", _searched_for),
                    ("what we do not know yet", unknown.counts),
                    ("overview", overview.overview),
                    ("what is missing in the overview", overview.counts),
                    ("children", children.listed),
                    ("rounds", rounds.listed_rounds),
                    ("one round", lambda desk: rounds.coverage(desk, big.newest_round)),
                    ("matrix", lambda desk: matrix.matrix(desk, big.newest_round)),
                    ("search of a name", lambda desk: children.listed(desk, search="åseba", limit=8)),
                )
            ),
            alone("a child's page opened, 10 years", "ms", runs=runs, ours=_opened(big), goal=Goal.VALUE, limit=100),
        ]
    finally:
        raw.close()
        big.place.close()
    return [*found, _opening(scratch / "big", keys, runs)]


def _searched_for(desk: Desk) -> House:
    """Everybody and every place in the vault, made ready to be looked for."""
    with desk.read(Action.OPEN_PAPER) as tx:
        tx.require()
        return known_here(tx, None)


def _reading(big: vaults.Big, work: Callable[[Any], object]) -> Callable[[], float]:
    return milliseconds(lambda: big.place.look(work).result())


def _opened(big: vaults.Big) -> Callable[[], float]:
    """With its line in the log: on the writer's thread."""
    return milliseconds(lambda: big.place.run(lambda desk: children.open_child(desk, big.children[7])).result())


def _children(big: vaults.Big, raw: Any, runs: int) -> Row:
    if _raw_children(raw) != big.place.look(children.listed).result():
        raise AssertionError("the two lists differ")
    return compare(
        "list of 2,000 children", "ms", runs=runs, ours=_reading(big, children.listed),
        floor=milliseconds(lambda: _raw_children(raw)), floor_name="driver", goal=Goal.RATIO, limit=1.5,
    )  # fmt: skip


def _matrix(big: vaults.Big, raw: Any, runs: int) -> Row:
    ours = big.place.look(lambda desk: matrix.matrix(desk, big.newest_round)).result()
    assessors = ours.round.groups[0].assessors
    if _raw_matrix(raw, big.newest_round, assessors) != ours or not ours.placed:
        raise AssertionError("the two matrices differ")
    return compare(
        "matrix of 2,000 children", "ms", runs=runs,
        ours=_reading(big, lambda desk: matrix.matrix(desk, big.newest_round)),
        floor=milliseconds(lambda: _raw_matrix(raw, big.newest_round, assessors)), floor_name="driver", goal=Goal.RATIO,
        limit=1.5,
    )  # fmt: skip


def _raw_children(raw: Any) -> tuple[ChildInList, ...]:
    found: dict[Id, list[Any]] = {}
    for id_, number, first, last, born, group, name in raw.execute(_CHILDREN):
        child = found.setdefault(id_, [number, first, last, born, [], []])
        if group is not None:
            child[4].append(group)
            child[5].append(name)
    return tuple(
        ChildInList(id_, f"B{n:03}", first, last, date.fromisoformat(born) if born else None, tuple(g), tuple(names))
        for id_, (n, first, last, born, g, names) in found.items()
    )


def _raw_matrix(raw: Any, round_id: Id, assessors: tuple[StaffMember, ...]) -> Matrix:
    groups: dict[Id, list[RoundGroup]] = {}
    for of_round, group, name, context in raw.execute(_GROUPS):
        groups.setdefault(of_round, []).append(RoundGroup(group, name, Context(context), assessors))
    newest, previous = (
        Round(id_, name, date.fromisoformat(opens), date.fromisoformat(closes), why, tuple(groups[id_]), opened_by=by)
        for id_, name, opens, closes, why, by in raw.execute(f"{_ROUNDS} LIMIT 2")
    )
    assert newest.id == round_id
    now = {child: rest for child, *rest in raw.execute(_CELLS, (newest.id,))}
    before = {c: Standing(Position(p), Trivsel(t)) for c, p, t, _ in raw.execute(_CELLS, (previous.id,))}
    cells: dict[str, list[Seat]] = {cell.id: [] for cell in CELLS}
    unsure: list[Seat] = []
    waiting: list[Seat] = []
    for child in _raw_children(raw):
        if child.id not in now:
            waiting.append(Seat(child, Context.DAYCARE, None, before.get(child.id), round_id=newest.id))
            continue
        position, trivsel, day = now[child.id]
        standing = Standing(Position(position), Trivsel(trivsel))
        seat = Seat(child, Context.DAYCARE, standing, before.get(child.id), day and date.fromisoformat(day), newest.id)
        (unsure if standing.cell is None else cells[standing.cell.id]).append(seat)
    placed = {id_: tuple(found) for id_, found in cells.items()}
    return Matrix(newest, previous.name, placed, tuple(unsure), tuple(waiting))


def _opening(folder: Path, keys: Keys, runs: int) -> Row:
    """Opening a vault that needs no migration, without the derivation: lock, header, tables, login in the log."""

    def ours() -> None:
        open_vault(folder, LOGIN, PASSWORD, clock=vaults.now, derive=quick).close()

    def floor() -> None:
        raw = datafile.connect(folder, keys, "rw")
        raw.execute("SELECT version_num FROM alembic_version").fetchone()
        raw.close()

    return compare(
        "opening and locking, without derivation", "ms", runs=runs, ours=milliseconds(ours),
        floor=milliseconds(floor), floor_name="driver, one row", goal=Goal.VALUE, limit=500,
    )  # fmt: skip
