"""School absence: days with their kind, counted per quarter and held against the rules and the house (domain 3.9).

Everything is counted exactly, in fractions of days. It says days and which threshold is passed, never a score.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from opspor.domain.clock import short_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

WHOLE = Fraction(1)
NOTHING = Fraction(0)
_FINEST = 1000  # a share has at most three decimals
_DAY = timedelta(days=1)
_AUGUST = 8  # the month in which a school year begins

WRONG_SHARE = Fault(
    "FRAVAER-DEL",
    "En dag kan være hel, eller en del af en dag: mere end 0 og højst 1, fx 0,5. Intet er gemt endnu. Ret delen.",
)
WRONG_DAYS = Fault(
    "FRAVAER-DAGE", "Den sidste dag ligger før den første. Intet er gemt endnu. Ret datoerne, og gem igen."
)
AHEAD = Fault(
    "FRAVAER-FREM",
    "Dagen er ikke kommet endnu efter denne pc's ur. Intet er gemt. Skriv fravær, når dagen er gået, "
    "og se efter, om uret går rigtigt.",
)
TOO_OLD = Fault(
    "FRAVAER-GAMMEL",
    "Dagen ligger før sidste skoleår, som begyndte {since}. Intet er gemt endnu. Se efter, om årstallet er rigtigt.",
)


class AwayKind(StrEnum):
    """Why a pupil was away, as the school has noted it. What is not one of the first two and no unlawful absence is
    ``LAWFUL``; the source names only the unlawful one, the others are general professional knowledge (G)."""

    SICK = "sick"
    GRANTED = "granted"
    LAWFUL = "lawful"
    UNLAWFUL = "unlawful"


AWAY_WORDS = {
    AwayKind.SICK: "Sygdom",
    AwayKind.GRANTED: "Ekstraordinær frihed",
    AwayKind.LAWFUL: "Andet lovligt fravær",
    AwayKind.UNLAWFUL: "Ulovligt fravær",
}


@dataclass(frozen=True, slots=True)
class Away:
    """A day, or with a ``share`` below 1 a part of it, on which a pupil was away."""

    day: date
    kind: AwayKind
    share: Fraction = WHOLE


@dataclass(frozen=True, slots=True)
class AwayNoted:
    """A day as it was written down."""

    id: Id
    away: Away
    author_name: str
    written_on: date


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the calendar year; ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - _DAY

    @property
    def after(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def words(self) -> str:
        """``3. kvartal 2026``"""
        return f"{self.number}. kvartal {self.year}"


def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


@dataclass(frozen=True, slots=True)
class Limit:
    """A house's own limit for worrying absence: ``days`` within ``within`` school days, or with 0 in a row.

    Of all kinds; a part of a day counts as a day, so that somebody looks early rather than late (P).
    """

    days: int
    within: int = 0

    @property
    def words(self) -> str:
        """``7 dage inden for 20 skoledage``, ``5 dage i træk``"""
        return f"{self.days} dage " + (f"inden for {self.within} skoledage" if self.within else "i træk")


@dataclass(frozen=True, slots=True)
class Reached:
    """A local limit that was reached: on how many days, from the first to the last of them. The newest time counts."""

    limit: Limit
    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figures:
    """A quarter of a pupil. ``school_days`` are those of the whole quarter, ``gone`` those that have been so far.

    Per cent are of the whole quarter: what is passed stays passed, whatever comes. Whether the rules mean the whole
    quarter or what has gone of it is not settled by the source we have seen (domain 3.9), so both are said.
    ``outside`` is how many noted days are no school days: they stand in the list and are not counted.
    """

    quarter: Quarter
    school_days: int
    gone: int
    days: tuple[tuple[AwayKind, Fraction], ...]  # every kind, in the order of ``AwayKind``
    outside: int

    @property
    def unlawful(self) -> Fraction:
        """Days of unlawful absence."""
        return dict(self.days)[AwayKind.UNLAWFUL]

    @property
    def all_days(self) -> Fraction:
        """Days of every kind."""
        return sum((days for _, days in self.days), NOTHING)

    @property
    def per_cent(self) -> Fraction:
        """Unlawful absence in per cent of the quarter's school days; 0 where there are none."""
        return self.unlawful * 100 / self.school_days if self.school_days else NOTHING

    def passes(self, per_cent: int) -> bool:
        """Whether the unlawful absence has reached a threshold."""
        return self.unlawful > 0 and self.per_cent >= per_cent


def count(quarter: Quarter, school_days: Collection[date], away: Iterable[Away], today: date) -> Figures:
    """The figures of a quarter. ``school_days`` may hold days of other quarters too: they are left out."""
    of_quarter = {day for day in school_days if quarter.first <= day <= quarter.last}
    there = [one for one in away if quarter.first <= one.day <= quarter.last]
    days = tuple(
        (kind, sum((one.share for one in there if one.kind is kind and one.day in of_quarter), NOTHING))
        for kind in AwayKind
    )
    outside = len({one.day for one in there} - of_quarter)
    return Figures(quarter, len(of_quarter), sum(day <= today for day in of_quarter), days, outside)


def reached(limits: Iterable[Limit], school_days: Sequence[date], away: Iterable[Away]) -> tuple[Reached, ...]:
    """The local limits that were reached within ``school_days``, which stand in order; the newest time of each."""
    absent = {one.day for one in away}
    places = [place for place, day in enumerate(school_days) if day in absent]
    found = []
    for limit in limits:
        width = limit.within or limit.days
        for last in reversed(places):
            inside = [place for place in places if last - width < place <= last]
            if len(inside) >= limit.days > 0:
                if not limit.within:  # in a row: also what lies before the days that were enough
                    while inside[0] - 1 in places:
                        inside.insert(0, inside[0] - 1)
                found.append(Reached(limit, len(inside), school_days[inside[0]], school_days[last]))
                break
    return tuple(found)


def check_share(share: Fraction) -> None:
    """Raise FRAVAER-DEL for no part of a day, for more than a day, and for what is finer than three decimals."""
    if not 0 < share <= 1 or share.denominator > _FINEST:
        raise KnownError(WRONG_SHARE)


def check_days(first: date, last: date, today: date) -> None:
    """Raise FRAVAER-DAGE, FRAVAER-FREM or FRAVAER-GAMMEL for days that cannot be meant."""
    if last < first:
        raise KnownError(WRONG_DAYS)
    if last > today:
        raise KnownError(AHEAD)
    if first < oldest(today):
        raise KnownError(TOO_OLD, since=short_date(oldest(today)))


def oldest(today: date) -> date:
    """The first day that can be written down: that of the school year before this one."""
    return date(today.year - (1 if today.month >= _AUGUST else 2), _AUGUST, 1)


def settle(before: Sequence[AwayNoted], wanted: Sequence[Away]) -> tuple[tuple[Id | None, Away], ...]:
    """What to write so that a day says ``wanted`` and no longer ``before``: (the record that is replaced, new words).

    What stands already is left alone. What is taken away becomes a version with the share 0: nothing is deleted.
    """
    kept = [one for one in before if one.away in wanted]
    old = [one for one in before if one not in kept]
    new = [one for one in wanted if one not in {one.away for one in kept}]
    pairs: list[tuple[Id | None, Away]] = [(was.id, now) for was, now in zip(old, new, strict=False)]
    pairs += [(None, now) for now in new[len(old) :]]
    return (*pairs, *((was.id, Away(was.away.day, was.away.kind, NOTHING)) for was in old[len(new) :]))


def statement(days: Iterable[AwayNoted], until: date) -> str:
    """What a paper calls the statement that goes along with it, of what was written down until a day; "" for nothing.

    The newest quarter with absence, and the one before it: ``Fraværsopgørelse: 2. kvartal 2026 og 3. kvartal 2026``.
    """
    quarters = sorted({quarter_of(one.away.day) for one in days if one.written_on <= until})
    return f"Fraværsopgørelse: {' og '.join(quarter.words for quarter in quarters[-2:])}" if quarters else ""


_PARTS = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}


def in_days(days: Fraction) -> str:
    """``4 dage``, ``1 dag``, ``4½ dage``, ``0,33 dag``: two decimals, rounded down, where there is no sign for it."""
    whole, part = divmod(days, 1)
    if not part:
        number = str(whole)
    elif sign := _PARTS.get(part):
        number = f"{whole or ''}{sign}"
    else:
        number = _decimal(days, 2)
    return f"{number} {'dag' if days <= 1 and days else 'dage'}"


def in_per_cent(per_cent: Fraction) -> str:
    """``14,9 procent``: one decimal, rounded down, so that no threshold is shown that is not passed."""
    return f"{_decimal(per_cent, 1)} procent"


def _decimal(number: Fraction, places: int) -> str:
    whole, part = divmod(int(number * 10**places), 10**places)
    return f"{whole},{part:0{places}}" if part else str(whole)
