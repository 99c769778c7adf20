"""How alike a team answered: equal to others' programs, to published examples, and to the definitions by hand."""

import csv
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from opspor.domain.agreement import (
    Judged,
    NoAlpha,
    Same,
    TooFew,
    Unit,
    ac1,
    alike,
    alpha_with_interval,
    ordinal_alpha,
    percent,
    why_no_alpha,
    why_too_few,
)
from opspor.domain.assessment import Spread
from opspor.domain.ids import Id
from tests.domain.reference.tables import COUNT, counts, ratings

NEAR = 1e-9


def alone(units: Sequence[Unit]) -> list[list[Unit]]:
    """Each unit a child of its own."""
    return [[unit] for unit in units]


# --- others' programs -------------------------------------------------------------------------------------------------


def test_equal_to_the_reference_on_a_thousand_tables_with_missing_raters() -> None:
    with Path(__file__).with_name("reference").joinpath("agreement.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == COUNT
    missing = lopsided = 0
    for row in rows:
        units = alone(counts(int(row["number"])))
        ours = ac1(units)
        assert percent(units).value == pytest.approx(float(row["percent"]), abs=NEAR)
        assert ours.value == pytest.approx(float(row["ac1"]), abs=NEAR)
        # The quantile of t that irrCAC takes from scipy is itself right to 1e-10 only; and it does not keep -1.
        assert ours.low == pytest.approx(max(-1.0, float(row["low"])), abs=10 * NEAR)
        assert ours.high == pytest.approx(float(row["high"]), abs=10 * NEAR)
        if row["alpha"]:
            assert ordinal_alpha(units) == pytest.approx(float(row["alpha"]), abs=NEAR)
        else:
            assert ordinal_alpha(units) is None
        missing += any(None in unit for unit in ratings(int(row["number"])))
        lopsided += float(row["percent"]) > 0.8
    assert missing > COUNT * 0.9, "tables without a missing rater try less"
    assert lopsided > COUNT * 0.1, "nearly alike is where measures part"


# --- published examples -----------------------------------------------------------------------------------------------

# Four raters, twelve units, five categories, seven ratings missing. Both authors go through it by hand.
TWELVE: list[Unit] = [
    (3, 0, 0, 0, 0), (0, 3, 1, 0, 0), (0, 0, 4, 0, 0), (0, 0, 4, 0, 0), (0, 4, 0, 0, 0), (1, 1, 1, 1, 0),
    (0, 0, 0, 4, 0), (3, 1, 0, 0, 0), (0, 4, 0, 0, 0), (0, 0, 0, 0, 3), (2, 0, 0, 0, 0), (0, 0, 1, 0, 0),
]  # fmt: skip


def test_the_example_of_gwet() -> None:
    """Gwet 2014, table 2.10: agreement 0.81818, AC1 0.77544, standard error 0.14295, interval 0.46081 to 1."""
    assert percent(alone(TWELVE)).value == pytest.approx(0.81818, abs=5e-6)
    found = ac1(alone(TWELVE))
    assert (found.value, found.low, found.high) == pytest.approx((0.77544, 0.46081, 1.0), abs=5e-6)


def test_the_example_of_krippendorff() -> None:
    """Krippendorff 2011, section C: with ordinal weights 0.815."""
    assert ordinal_alpha(alone(TWELVE)) == pytest.approx(0.815, abs=5e-4)


# --- the definitions, by hand -----------------------------------------------------------------------------------------

UNITS = st.integers(2, 5).flatmap(
    lambda q: st.lists(
        st.lists(st.integers(0, q - 1), min_size=1, max_size=5).map(lambda row: tuple(row.count(k) for k in range(q))),
        min_size=2,
        max_size=12,
    )
)


def values_of(unit: Unit) -> list[int]:
    return [k for k, many in enumerate(unit) for _ in range(many)]


@given(UNITS)
def test_per_cent_is_the_share_of_pairs_that_are_the_same(units: list[Unit]) -> None:
    pairs = [list(permutations(values_of(unit), 2)) for unit in units]
    shares = [Fraction(sum(a == b for a, b in each), len(each)) for each in pairs if each]
    assume(shares)
    assert percent(alone(units)).value == pytest.approx(float(sum(shares) / len(shares)), abs=NEAR)


@given(UNITS)
def test_ac1_is_agreement_beyond_what_chance_gives_a_unit_that_is_hard_to_place(units: list[Unit]) -> None:
    q = len(units[0])
    pairs = [list(permutations(values_of(unit), 2)) for unit in units]
    shares = [Fraction(sum(a == b for a, b in each), len(each)) for each in pairs if each]
    assume(shares)
    found = sum(shares) / len(shares)
    prevalence = [sum(Fraction(unit[k], sum(unit)) for unit in units) / len(units) for k in range(q)]
    chance = sum(p * (1 - p) for p in prevalence) / (q - 1)
    assert ac1(alone(units)).value == pytest.approx(float((found - chance) / (1 - chance)), abs=NEAR)


@given(UNITS)
def test_alpha_is_one_less_the_seen_difference_over_that_between_any_two_ratings(units: list[Unit]) -> None:
    pairable = [values_of(unit) for unit in units if sum(unit) >= 2]
    every = [value for row in pairable for value in row]
    assume(len(set(every)) > 1)

    def apart(a: int, b: int) -> Fraction:
        low, high = sorted((a, b))
        between = sum(low <= value <= high for value in every)
        return (between - Fraction(every.count(low) + every.count(high), 2)) ** 2

    seen = sum(apart(a, b) / (len(row) - 1) for row in pairable for a, b in permutations(row, 2)) / Fraction(len(every))
    any_two = sum(apart(a, b) for a, b in product(every, every)) / Fraction(len(every) * (len(every) - 1))
    assert ordinal_alpha(alone(units)) == pytest.approx(float(1 - seen / any_two), abs=NEAR)


@given(UNITS)
def test_every_figure_lies_in_its_interval_and_no_interval_leaves_the_scale(units: list[Unit]) -> None:
    assume(any(sum(unit) >= 2 for unit in units))
    for figure, least in ((percent(alone(units)), 0.0), (ac1(alone(units)), -1.0)):
        assert least <= figure.low <= figure.value <= figure.high <= 1.0


# --- what a team is told ----------------------------------------------------------------------------------------------


def test_twenty_of_twenty_two_alike_is_much_agreement_though_alpha_would_be_near_nothing() -> None:
    room = alone([(2, 0, 0, 0)] * 20 + [(1, 1, 0, 0)] * 2)
    found = alike(room, ordered=3)
    assert found is not None
    assert found.counted == Same(22, 22, 20)
    assert found.percent.value == pytest.approx(20 / 22)
    assert found.ac1.value > 0.85
    assert (found.alpha, found.no_alpha) == (None, NoAlpha.FEW)
    assert ordinal_alpha([[unit[:3]] for [unit] in room]) == pytest.approx(0, abs=0.05)


def test_fewer_than_five_children_say_nothing() -> None:
    assert alike(alone([(2, 0, 0)] * 4 + [(1, 0, 0)] * 9), ordered=3) is None
    assert alike(alone([(2, 0, 0)] * 5), ordered=3) is not None


def judged(*assessors: int, people: str = "") -> Judged:
    """Children of a group that so many have judged, by people with these letters."""
    return Judged(tuple(Spread(many) for many in assessors), frozenset(Id(letter) for letter in people))


def test_a_figure_needs_five_children_and_three_people() -> None:
    assert why_too_few([judged(2, 2, 2, 2, 2, people="abc")]) is None
    assert why_too_few([judged(2, 2, 2, 2, people="abc")]) is TooFew.CHILDREN
    assert why_too_few([judged(2, 2, 2, 2, 1, 1, people="abc")]) is TooFew.CHILDREN  # nobody to be alike with
    assert why_too_few([judged(2, 2, 2, 2, 2, people="ab")]) is TooFew.ASSESSORS
    assert why_too_few([]) is TooFew.CHILDREN


def test_groups_that_are_enough_together() -> None:
    assert why_too_few([judged(2, 2, 2, people="ab"), judged(2, 2, people="bc")]) is None
    assert why_too_few([judged(2, 2, 2, people="ab"), judged(2, 2, people="ba")]) is TooFew.ASSESSORS


def test_where_own_assessments_are_deleted_the_most_who_judged_one_child_are_known() -> None:
    assert why_too_few([judged(2, 2, 2, 2, 3)]) is None
    assert why_too_few([judged(2, 2, 2, 2, 2)]) is TooFew.ASSESSORS


def test_alpha_from_thirty_children_with_spread() -> None:
    spread = [(2, 0, 0)] * 20 + [(0, 2, 0)] * 9
    assert why_no_alpha(alone(spread)) is NoAlpha.FEW
    assert why_no_alpha(alone([*spread, (1, 1, 0)])) is None
    assert why_no_alpha(alone([(2, 0, 0)] * 27 + [(0, 2, 0)] * 3)) is None  # just 90 %
    assert why_no_alpha(alone([(2, 0, 0)] * 28 + [(0, 2, 0)] * 3)) is NoAlpha.NO_SPREAD


def test_who_does_not_know_is_an_answer_but_stands_nowhere_on_the_scale() -> None:
    room = alone([(2, 0, 0, 0)] * 15 + [(0, 2, 0, 0)] * 15 + [(1, 0, 0, 1)] * 10)
    found = alike(room, ordered=3)
    assert found is not None
    assert found.counted == Same(40, 40, 30)
    assert found.alpha is not None
    assert found.alpha.value == 1.0  # where both know, they agree


def test_signs_of_one_child_are_not_as_many_children() -> None:
    signs = [(2, 0, 0), (2, 0, 0), (2, 0, 0), (1, 1, 0)]
    by_child = [[unit] * 4 for unit in signs * 3]
    each_alone = [[unit] for child in by_child for unit in child]
    for measure in (percent, ac1):
        wide, narrow = measure(by_child), measure(each_alone)
        assert wide.value == pytest.approx(narrow.value, abs=NEAR)
        assert wide.high - wide.low > 1.2 * (narrow.high - narrow.low)


def test_the_interval_of_alpha_is_the_same_every_time_and_holds_the_value() -> None:
    room = alone([(2, 0, 0)] * 12 + [(1, 1, 0)] * 6 + [(0, 2, 0)] * 8 + [(0, 1, 1)] * 4 + [(0, 0, 2)] * 5)
    first = alpha_with_interval(room)
    assert first == alpha_with_interval(room)
    assert first.value == ordinal_alpha(room)
    assert first.low < first.value < first.high < 1


def test_the_interval_of_alpha_comes_from_leaving_out_one_child_at_a_time() -> None:
    room = alone([(2, 0, 0)] * 12 + [(1, 1, 0)] * 6 + [(0, 2, 0)] * 8 + [(0, 1, 1)] * 4 + [(0, 0, 2)] * 5)
    without = [ordinal_alpha([*room[:left], *room[left + 1 :]]) or 0.0 for left in range(35)]
    middle = sum(without) / 35
    half = 2.0322 * (34 / 35 * sum((one - middle) ** 2 for one in without)) ** 0.5  # Student's t, 34 degrees of freedom
    found = alpha_with_interval(room)
    assert found.low == pytest.approx(found.value - half, abs=1e-4)
    assert found.high == pytest.approx(found.value + half, abs=1e-4)


def test_where_all_are_alike_the_interval_still_says_how_few_they_are() -> None:
    five, fifty = (percent(alone([(2, 0)] * many)) for many in (5, 50))
    assert (five.value, five.high) == (1.0, 1.0)
    assert five.low < 0.6 < fifty.low


def test_what_nobody_judged_together_has_no_figure() -> None:
    for measure in (percent, ac1):
        with pytest.raises(ValueError, match="judged by two"):
            measure(alone([(1, 0), (0, 1)]))
    assert alike([], ordered=3) is None
    assert ordinal_alpha([]) is None
    with pytest.raises(ValueError, match="nothing to compare"):
        alpha_with_interval(alone([(2, 0), (3, 0)]))


def test_one_child_says_nothing_about_the_next() -> None:
    assert (ac1([[(2, 0)]]).low, ac1([[(2, 0)]]).high) == (-1.0, 1.0)
