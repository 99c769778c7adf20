"""The matrix is domain 1.5: six cells, five of which need something, and how a child moved between them."""

import pytest

from opspor.domain.assessment import FollowUpKind, Position, Trivsel
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.matrix import (
    CELLS,
    COLUMNS,
    ROWS,
    SHADE_WORDS,
    Cell,
    Column,
    Move,
    Naming,
    Standing,
    Step,
    cell_of,
    column_of,
    fields,
    step,
    told_outside,
)

N, P, E = Position.NOT_EXPOSED, Position.POTENTIALLY_EXPOSED, Position.EXPOSED
T, M = Column.TRIVSEL, Column.MISTRIVSEL


def _cell(id_: str) -> Cell:
    return next(cell for cell in CELLS if cell.id == id_)


@pytest.mark.parametrize(
    ("id_", "position", "column", "shade", "weeks"),
    [
        ("IU_T", N, T, 0, None),
        ("PU_T", P, T, 1, None),
        ("IU_M", N, M, 2, 6),
        ("U_T", E, T, 2, 12),
        ("PU_M", P, M, 3, 6),
        ("U_M", E, M, 4, 6),
    ],
)
def test_the_six_cells(id_: str, position: Position, column: Column, shade: int, weeks: int | None) -> None:
    cell = _cell(id_)

    assert (cell.position, cell.column, cell.shade, cell.weeks) == (position, column, shade, weeks)


def test_there_is_one_cell_for_each_place() -> None:
    assert {(cell.position, cell.column) for cell in CELLS} == {(row, column) for row in ROWS for column in COLUMNS}
    assert len(CELLS) == 6


def test_five_of_six_cells_need_something() -> None:
    calm = [cell.id for cell in CELLS if cell.follow_up == (FollowUpKind.NEXT_ROUND,)]

    assert calm == ["IU_T"]


def test_the_shade_never_lightens_downwards_or_to_the_right() -> None:
    for cell in CELLS:
        for other in CELLS:
            if ROWS.index(other.position) >= ROWS.index(cell.position) and COLUMNS.index(other.column) >= COLUMNS.index(
                cell.column
            ):
                assert other.shade >= cell.shade
    assert len(SHADE_WORDS) == max(cell.shade for cell in CELLS) + 1


@pytest.mark.parametrize(
    ("trivsel", "column"),
    [(Trivsel.THRIVES, T), (Trivsel.BEGINNING_MISTRIVSEL, M), (Trivsel.MISTRIVSEL, M), (Trivsel.UNKNOWN, None)],
)
def test_the_two_last_grades_share_a_column(trivsel: Trivsel, column: Column | None) -> None:
    assert column_of(trivsel) is column


def test_who_is_not_known_enough_about_stands_beside_the_matrix() -> None:
    assert cell_of(Position.UNKNOWN, Trivsel.MISTRIVSEL) is None
    assert cell_of(E, Trivsel.UNKNOWN) is None
    assert cell_of(E, Trivsel.BEGINNING_MISTRIVSEL) is _cell("U_M")


def _standing(id_: str) -> Standing:
    cell = _cell(id_)
    return Standing(cell.position, Trivsel.THRIVES if cell.column is Column.TRIVSEL else Trivsel.MISTRIVSEL)


@pytest.mark.parametrize(
    ("before", "after", "move", "arrows"),
    [
        ("IU_T", "IU_T", Move.SAME, ""),
        ("IU_T", "IU_M", Move.MORE, "→"),
        ("IU_M", "IU_T", Move.LESS, "←"),
        ("IU_T", "PU_T", Move.MORE, "↓"),
        ("U_T", "IU_T", Move.LESS, "↑"),
        ("IU_T", "U_M", Move.MORE, "→↓"),
        ("U_M", "PU_T", Move.LESS, "←↑"),
        ("IU_M", "U_T", Move.MIXED, "←↓"),
        ("U_T", "PU_M", Move.MIXED, "→↑"),
    ],
)
def test_how_a_child_moved(before: str, after: str, move: Move, arrows: str) -> None:
    found = step(_standing(before), _standing(after))

    assert (found.move, found.arrows) == (move, arrows)


def test_who_was_not_there_last_time_is_new() -> None:
    assert step(None, _standing("U_M")).move is Move.NEW


def test_a_step_between_the_two_grades_of_mistrivsel_is_told_although_the_cell_is_the_same() -> None:
    beginning, mistrivsel = (Standing(E, grade) for grade in (Trivsel.BEGINNING_MISTRIVSEL, Trivsel.MISTRIVSEL))

    assert beginning.cell is mistrivsel.cell
    assert (step(beginning, mistrivsel), step(mistrivsel, beginning)) == (Step(Move.MORE, "→"), Step(Move.LESS, "←"))
    assert beginning.words == "udsat · begyndende mistrivsel"


def test_who_was_not_known_enough_about_is_new_in_the_matrix() -> None:
    assert step(Standing(Position.UNKNOWN, Trivsel.THRIVES), _standing("IU_T")).move is Move.NEW


def test_beginning_mistrivsel_stands_in_one_square_or_in_one_of_its_own() -> None:
    beginning = Standing(E, Trivsel.BEGINNING_MISTRIVSEL)

    def places(apart: bool) -> list[str]:
        squares = [field for row in fields(beginning_apart=apart) for field in row]
        assert len(squares) == (9 if apart else 6)
        return [field.place for field in squares if field.holds(beginning)]

    assert places(apart=False) == ["Udsat position, mistrivsel"]
    assert places(apart=True) == ["Udsat position, begyndende mistrivsel"]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((9, 0, 6), (9, 0, 6)),
        ((9, 4, 1), (9, None, None)),
        ((9, 4, 6), (9, None, None)),  # else who knows that they are 19 could count back
        ((4, 0), (None, 0)),
        ((), ()),
    ],
)
def test_to_others_no_number_of_one_to_four_is_told(counts: tuple[int, ...], told: tuple[int | None, ...]) -> None:
    assert told_outside(counts) == told


def test_what_stands_for_a_child_is_chosen() -> None:
    child = ChildInList(Id("c"), "B007", "Åse", "Kanari", None, (), ())

    assert [naming.of(child) for naming in Naming] == ["Åse K.", "Å.K.", "B007", ""]


def test_for_a_child_whose_name_is_protected_it_is_always_the_code() -> None:
    child = ChildInList(Id("c"), "B007", "Åse", "Kanari", None, (), (), protected=True)

    assert [naming.of(child) for naming in Naming] == ["B007", "B007", "B007", ""]
