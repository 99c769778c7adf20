"""How alike a team answered, as numbers about the form and the talk: never about a person, a pair or a child.

A *unit* is one thing that several people judged (the position of one child, one sign of one child): how many chose
each category, in the order of the categories. Nobody's name is in it. A *child* is all its units: four signs of one
child are no four children, so an interval is drawn from child to child. Shares and coefficients have no unit; 1 is
always alike.

Three measures, and none of them says that an answer is right:

- per cent: of all pairs of answers to the same thing, how many are the same, as a mean over units;
- Gwet's AC1 (Gwet 2008; with missing raters Gwet 2014, chapters 2 and 5): what is left when chance is taken away. It
  keeps its meaning where nearly all are placed alike, which kappa and alpha do not;
- Krippendorff's alpha with ordinal weights (Krippendorff 2011): near answers count as less of a difference. It only
  says something where there is something to tell apart, so it is given from 30 children with spread.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import cos, fsum, pi, sin, sqrt, tan
from statistics import NormalDist

from opspor.domain.assessment import Spread
from opspor.domain.ids import Id

Unit = tuple[int, ...]  # category -> how many chose it
Child = Sequence[Unit]

MIN_CHILDREN = 5  # fewer could single a child or a colleague out (P)
MIN_ASSESSORS = 3  # of two, a figure would be a figure about that pair (P)
MIN_FOR_ALPHA = 30  # children; below, one of them moves alpha by more than its interval says (P)
# Where more than 90 % of the answers are in one category, the chance that alpha divides by comes from a handful of
# answers: 20 of 22 children placed alike by all gives an alpha near 0 (P).
MOST_IN_ONE = 0.9
_SURE = 0.95  # how often an interval made like this holds the figure of a group that is endlessly large


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or a coefficient with its 95 per cent interval."""

    value: float
    low: float
    high: float


class NoAlpha(StrEnum):
    """Why there is no alpha."""

    FEW = "few"  # fewer than 30 children
    NO_SPREAD = "no_spread"  # more than 90 % of the answers are the same


@dataclass(frozen=True, slots=True)
class Same:
    """How often everybody chose the same."""

    children: int  # that at least two have answered about
    units: int  # things that at least two have answered: as many as children, or signs of them
    same: int  # of the units


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike a team answered on one thing about a group of children."""

    counted: Same
    percent: Figure  # a share, 0 to 1
    ac1: Figure
    alpha: Figure | None
    no_alpha: NoAlpha | None


class TooFew(StrEnum):
    """Why a group has no figures."""

    CHILDREN = "children"
    ASSESSORS = "assessors"


@dataclass(frozen=True, slots=True)
class Judged:
    """The agreed children of a group: how many chose what about each, and who they were, which is told to nobody."""

    spreads: tuple[Spread, ...]
    # whose own assessments are still there; nobody is asked for where one child was judged by MIN_ASSESSORS
    assessors: frozenset[Id]


def why_too_few(groups: Collection[Judged]) -> TooFew | None:
    """Why these groups together may have no figures, or None when they may.

    Only a child that two have judged says how alike they were, so only those count. Where the own assessments are
    deleted, the most who judged one child are at least that many people.
    """
    spreads = [spread for group in groups for spread in group.spreads if spread.assessors >= 2]
    if len(spreads) < MIN_CHILDREN:
        return TooFew.CHILDREN
    people = {person for group in groups for person in group.assessors}
    known = max(len(people), *(spread.assessors for spread in spreads))
    return TooFew.ASSESSORS if known < MIN_ASSESSORS else None


def count_same(children: Sequence[Child]) -> Same | None:
    """How often all answered the same, or None when fewer than 5 children have been judged by at least two."""
    judged = [[unit for unit in child if sum(unit) >= 2] for child in children]
    units = [unit for child in judged for unit in child]
    counted = Same(sum(map(bool, judged)), len(units), sum(max(unit) == sum(unit) for unit in units))
    return counted if counted.children >= MIN_CHILDREN else None


def alike(children: Sequence[Child], *, ordered: int) -> Alike | None:
    """All figures, or None where ``count_same`` is.

    The first ``ordered`` categories are a scale. Those after it ("ved ikke") are an answer like any other in per cent
    and AC1, and have no place in alpha.
    """
    if (counted := count_same(children)) is None:
        return None
    scale = [[unit[:ordered] for unit in child] for child in children]
    no_alpha = why_no_alpha(scale)
    alpha = None if no_alpha else alpha_with_interval(scale)
    return Alike(counted, percent(children), ac1(children), alpha, no_alpha)


def percent(children: Sequence[Child]) -> Figure:
    """Of all pairs of answers to the same thing, the share that is the same; a mean over units.

    The interval is Wilson's, with as many observations as children. It does not shrink to nothing where all are alike,
    and is rather too wide where a unit has many raters.

    Raises:
        ValueError: no unit has two ratings.
    """
    shares = [_pairs_alike(unit) for child in children for unit in child if sum(unit) >= 2]
    if not shares:
        raise ValueError("nothing was judged by two")
    value = sum(shares) / len(shares)
    n = sum(any(sum(unit) >= 2 for unit in child) for child in children)
    z = NormalDist().inv_cdf((1 + _SURE) / 2)
    middle = (value + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    return Figure(value, max(0.0, min(value, middle - half)), min(1.0, max(value, middle + half)))


def ac1(children: Sequence[Child]) -> Figure:
    """Gwet's AC1 with his variance; units with two ratings give the agreement, all units the prevalence.

    The variance is summed child by child: with one unit a child it is Gwet's own. The interval uses Student's t with
    one degree of freedom less than there are children, and is kept within -1 and 1.

    Raises:
        ValueError: no unit has two ratings.
    """
    rated = [[unit for unit in child if sum(unit)] for child in children if any(map(sum, child))]
    units = [unit for child in rated for unit in child]
    pairs = [_pairs_alike(unit) for unit in units if sum(unit) >= 2]
    if not pairs:
        raise ValueError("nothing was judged by two")
    n, q = len(units), len(units[0])
    found = sum(pairs) / len(pairs)
    prevalence = [sum(unit[k] / sum(unit) for unit in units) / n for k in range(q)]
    chance = sum(share * (1 - share) for share in prevalence) / (q - 1)
    value = (found - chance) / (1 - chance)

    @cache  # few are different: three people and four answers make 20
    def pull(unit: Unit) -> float:
        """How far one unit pulls the coefficient from its value."""
        many = sum(unit)
        own_found = n / len(pairs) * (_pairs_alike(unit) - chance) / (1 - chance) if many >= 2 else 0.0
        own_chance = sum(count * (1 - share) for count, share in zip(unit, prevalence, strict=True)) / many / (q - 1)
        return own_found - 2 * (1 - value) * (own_chance - chance) / (1 - chance) - value

    clusters = len(rated)
    if clusters < 2:
        return Figure(value, -1.0, 1.0)  # one child says nothing about the next
    variance = clusters / (clusters - 1) / n**2 * sum(sum(map(pull, child)) ** 2 for child in rated)
    half = _student(clusters - 1) * sqrt(variance)
    return Figure(value, max(-1.0, value - half), min(1.0, value + half))


def why_no_alpha(children: Sequence[Child]) -> NoAlpha | None:
    """Why alpha would not say anything, or None when it does: 30 children, and not nearly all answers the same."""
    judged = [child for child in children if any(sum(unit) >= 2 for unit in child)]
    if len(judged) < MIN_FOR_ALPHA:
        return NoAlpha.FEW
    totals = [sum(column) for column in zip(*(u for child in judged for u in child if sum(u) >= 2), strict=True)]
    return NoAlpha.NO_SPREAD if max(totals) > MOST_IN_ONE * sum(totals) else None


def ordinal_alpha(children: Sequence[Child]) -> float | None:
    """Krippendorff's alpha for ordered categories; None when there are no two different answers to compare.

    Only units with two ratings say something.
    """
    return _alpha([*_tables(children)])


def alpha_with_interval(children: Sequence[Child]) -> Figure:
    """``ordinal_alpha`` with an interval from how far it moves when one child at a time is left out (the jackknife).

    As of AC1, the interval uses Student's t and is kept within -1 and 1. A thousand draws of children give one as wide,
    that holds no more often, in twenty times the time (ADR 019).

    Raises:
        ValueError: there are no two different answers to compare.
    """
    tables = [*_tables(children)]
    if (value := _alpha(tables)) is None:
        raise ValueError("nothing to compare")
    cells = _summed(tables)
    without = {table: _alpha_of([a - b for a, b in zip(cells, table, strict=True)]) for table in {*tables}}
    moved = [one for table in tables if (one := without[table]) is not None]
    if len(moved) < 2:
        return Figure(value, -1.0, 1.0)  # one child says nothing about the next
    middle = fsum(moved) / len(moved)
    variance = (len(moved) - 1) / len(moved) * fsum((one - middle) ** 2 for one in moved)
    half = _student(len(moved) - 1) * sqrt(variance)
    return Figure(value, max(-1.0, value - half), min(1.0, value + half))


def _tables(children: Sequence[Child]) -> Iterator[tuple[float, ...]]:
    """The coincidences of each child that two have judged."""
    return (tuple(_coincidences(child)) for child in children if any(sum(unit) >= 2 for unit in child))


def _pairs_alike(unit: Unit) -> float:
    """The share of the pairs of ratings that are the same, of a unit with at least two."""
    many = sum(unit)
    return sum(count * (count - 1) for count in unit) / (many * (many - 1))


def _coincidences(child: Child) -> Iterator[float]:
    """How often each category stood beside each other, row by row; a unit with m ratings counts m times."""
    q = len(child[0])
    units = [unit for unit in child if sum(unit) >= 2]
    for c in range(q):
        for k in range(q):
            yield sum(unit[c] * (unit[k] - (c == k)) / (sum(unit) - 1) for unit in units)


def _alpha(tables: Sequence[tuple[float, ...]]) -> float | None:
    """Alpha of the coincidences of each child; None when all answered one and the same."""
    return _alpha_of(_summed(tables))


def _summed(tables: Sequence[tuple[float, ...]]) -> list[float]:
    return [sum(column) for column in zip(*tables, strict=True)]


def _alpha_of(cells: Sequence[float]) -> float | None:
    q = round(sqrt(len(cells)))
    margins = [sum(cells[c * q : (c + 1) * q]) for c in range(q)]
    observed = expected = 0.0
    for c in range(q):
        for k in range(c + 1, q):
            apart = (sum(margins[c : k + 1]) - (margins[c] + margins[k]) / 2) ** 2
            observed += cells[c * q + k] * apart
            expected += margins[c] * margins[k] * apart
    return 1 - (sum(margins) - 1) * observed / expected if expected else None


@cache
def _student(freedom: int) -> float:
    """Within how many standard errors of 0 Student's t lies 95 per cent of the time.

    The share within is a finite sum for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4), which is
    turned round by halving.
    """
    low, high = 0.0, pi / 2
    for _ in range(60):
        angle = (low + high) / 2
        if _share_within(angle, freedom) < _SURE:
            low = angle
        else:
            high = angle
    return tan(low) * sqrt(freedom)


def _share_within(angle: float, freedom: int) -> float:
    """The share of Student's t between -t and t, where ``angle`` is atan(t / sqrt(freedom))."""
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for i in range(2 + odd, freedom - 1, 2):
        term *= (i - 1) / i * cos(angle) ** 2
        total += term
    total *= sin(angle)
    return 2 / pi * (angle + total) if odd else total
