"""The overview on paper: what is hidden cannot be found by subtraction, for nothing printed depends on it."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import combinations, product

import pytest

from opspor.documents.document import Table, as_text
from opspor.documents.layout import draw
from opspor.documents.overview_paper import (
    ABOUT_CHILDREN,
    ALL_BUT_FEW,
    FEW,
    HIDDEN,
    Count,
    GroupLine,
    Missing,
    RoundLines,
    how_many,
    overview_paper,
    part_of,
)
from opspor.documents.preview import page_count
from opspor.domain.ids import Id
from opspor.domain.matrix import LEAST_TOLD

AT = datetime(2026, 3, 17, 14, 2).astimezone()
CLOSES = date(2026, 3, 26)
COUNTS = dict.fromkeys(Missing, Count(0, 0)) | {Missing.LATE: Count(12, 9), Missing.TALK: Count(6, 6)}


def line(name: str, children: int, done: int, *waits_for: str) -> GroupLine:
    return GroupLine(Id(name), name, children, done, waits_for)


def paper(*groups: GroupLine, counts: dict[Missing, Count] = COUNTS, children: int = 60) -> str:
    rounds = (RoundLines(Id("r"), "Forår 2026", CLOSES, groups),) if groups else ()
    return as_text(overview_paper("Børnehuset Kanariefuglen", rounds, counts, children, "Mette S.", AT, "Log 7"))


def rows(*groups: GroupLine) -> tuple[tuple[str, ...], ...]:
    rounds = (RoundLines(Id("r"), "Forår 2026", CLOSES, groups),)
    found = overview_paper("B", rounds, COUNTS, 60, "Mette S.", AT, "")
    (table,) = found.parts[0].blocks
    assert isinstance(table, Table)
    return table.rows


def test_it_reads_as_it_should(golden: Callable[[str, str], None]) -> None:
    groups = (
        line("Bøgestuen", 22, 12, "Jonas B.", "Sofie L."), line("Egestuen", 20, 20), line("Ærtestuen", 4, 3, "Ali K."),
    )  # fmt: skip
    golden("overview", paper(*groups))


def test_it_is_one_page_for_a_house_of_twelve_groups() -> None:
    groups = tuple(line(f"Stue {number}", 22, 9, "Jonas Kanariberg", "Sofie Kanarilund") for number in range(12))
    found = overview_paper("B", (RoundLines(Id("r"), "Forår", CLOSES, groups),), COUNTS, 264, "Mette", AT, "Log 7")
    assert page_count(draw(found)) == 1


# --- small groups -----------------------------------------------------------------------------------------------------


def test_a_small_group_is_hidden_with_whoever_is_waited_for() -> None:
    (_, hidden, *_) = rows(line("Bøgestuen", 22, 12), line("Ærtestuen", 4, 3, "Ali K."))
    assert hidden == ("Ærtestuen", FEW, HIDDEN, HIDDEN)


@pytest.mark.parametrize("others", [(), (22,), (22, 30), (5,), (22, 3)])
def test_a_small_group_could_be_any_small_group(others: tuple[int, ...]) -> None:
    """Every small group looks the same on the paper, so nobody can tell one from another by whatever sum they try."""
    shown = [line(f"Stue {size}", size, size // 2) for size in others]
    papers = {
        paper(*shown, line("Ærtestuen", size, done))
        for size in range(LEAST_TOLD)
        for done in range(size + 1)
    }  # fmt: skip
    assert len(papers) == 1


def test_no_difference_of_what_is_printed_tells_about_a_small_group() -> None:
    """All sums and differences of the printed figures, over all sizes: each is one of printed groups alone."""
    for sizes in product((2, 4, 5, 7, 11), repeat=3):
        for shares in product((0, 0.5, 1), repeat=3):
            groups = [
                line(f"Stue {n}", size, round(size * share))
                for n, (size, share) in enumerate(zip(sizes, shares, strict=True))
            ]
            table = rows(*groups)
            for column in (1, 2):
                printed = {row[0]: int(row[column]) for row in table if row[column].isdecimal()}
                total = printed.pop("I alt af det viste", None)
                if total is None:
                    continue
                for some in range(len(printed) + 1):
                    for taken in combinations(printed, some):
                        left = total - sum(printed[name] for name in taken)
                        assert left == sum(number for name, number in printed.items() if name not in taken)


def test_a_sum_is_left_out_where_it_would_tell_a_figure_that_is_not_said() -> None:
    table = rows(line("Bøgestuen", 22, 3), line("Egestuen", 20, 10))
    assert table[0][2] == FEW
    assert table[-1] == ("I alt af det viste", "42", HIDDEN, "")


# --- small figures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("children", range(LEAST_TOLD, 30))
def test_a_figure_about_few_children_and_about_all_but_few_is_not_said(children: int) -> None:
    for count in range(children + 1):
        said = part_of(count, children)
        if said.isdecimal():
            assert int(said) == count
            assert count in (0, children) or min(count, children - count) >= LEAST_TOLD
        else:
            assert said == (FEW if count < LEAST_TOLD else ALL_BUT_FEW)


def test_of_few_children_in_the_house_nothing_is_said() -> None:
    assert {how_many(one, Count(n, n), 4) for one in Missing for n in range(5)} == {HIDDEN}


def test_many_things_about_few_children_are_not_said() -> None:
    assert how_many(Missing.LATE, Count(9, 2), 60) == FEW
    assert how_many(Missing.LATE, Count(9, 6), 60) == "9"
    assert how_many(Missing.LATE, Count(0, 0), 60) == "0"


def test_where_children_are_counted_each_is_counted_once() -> None:
    assert {how_many(one, Count(9, 6), 60) for one in ABOUT_CHILDREN} == {"6"}


def test_without_a_round_it_says_so() -> None:
    assert "Ingen runde er i gang." in paper()
