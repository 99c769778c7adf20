"""Absence is counted exactly, per quarter and of its school days, and says which threshold is passed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from opspor.domain import absence
from opspor.domain.absence import Away, AwayKind, AwayNoted, Limit, Quarter, quarter_of
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id

HALF = Fraction(1, 2)
TODAY = date(2026, 9, 30)
FIRST = date(2026, 8, 10)  # a Monday
# 40 school days of the third quarter of 2026
SCHOOL = [day for day in (FIRST + timedelta(days=n) for n in range(54)) if day.weekday() < 5]


def unlawful(*places: int, share: Fraction = Fraction(1)) -> list[Away]:
    return [Away(SCHOOL[place], AwayKind.UNLAWFUL, share) for place in places]


def figures(away: list[Away], today: date = TODAY) -> absence.Figures:
    return absence.count(Quarter(2026, 3), SCHOOL, away, today)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2026, 1, 1), 1), (date(2026, 3, 31), 1), (date(2026, 4, 1), 2), (date(2026, 12, 31), 4)],
)
def test_a_quarter_is_one_of_the_calendar(day: date, quarter: int) -> None:
    found = quarter_of(day)

    assert found == Quarter(2026, quarter)
    assert found.first <= day <= found.last
    assert quarter_of(found.last + timedelta(days=1)) == found.after


def test_the_last_quarter_of_a_year_ends_with_the_year() -> None:
    assert (Quarter(2026, 4).last, Quarter(2026, 4).after) == (date(2026, 12, 31), Quarter(2027, 1))
    assert Quarter(2026, 4).words == "4. kvartal 2026"


def test_days_are_counted_by_kind_and_parts_of_days_as_parts() -> None:
    found = figures([*unlawful(0), *unlawful(1, share=HALF), Away(SCHOOL[1], AwayKind.SICK, HALF)])

    assert dict(found.days) == {
        AwayKind.SICK: HALF, AwayKind.GRANTED: 0, AwayKind.LAWFUL: 0, AwayKind.UNLAWFUL: Fraction(3, 2),
    }  # fmt: skip
    assert (found.unlawful, found.all_days) == (Fraction(3, 2), Fraction(2))
    assert absence.in_per_cent(found.per_cent) == "3,9 procent"  # 1½ of 38 days


def test_a_threshold_is_passed_when_it_is_reached_exactly_and_never_by_rounding() -> None:
    days = absence.count(Quarter(2026, 3), SCHOOL[:30], unlawful(0, 1, 2), TODAY)
    assert days.passes(10)
    assert not days.passes(15)
    almost = absence.count(
        Quarter(2026, 3), SCHOOL[:30], [*unlawful(0, 1), *unlawful(2, share=Fraction(999, 1000))], TODAY
    )
    assert not almost.passes(10)
    assert absence.in_per_cent(almost.per_cent) == "9,9 procent"


def test_three_thirds_of_a_day_are_a_day() -> None:
    found = absence.count(Quarter(2026, 3), SCHOOL[:10], unlawful(0, 1, 2, share=Fraction(1, 3)), TODAY)

    assert found.unlawful == 1
    assert found.passes(10)


def test_other_absence_passes_no_threshold_of_unlawful_absence() -> None:
    found = figures([Away(day, AwayKind.SICK) for day in SCHOOL[:20]])

    assert found.all_days == 20
    assert not found.passes(10)


def test_days_of_another_quarter_and_days_without_school_are_not_counted() -> None:
    saturday, october = SCHOOL[4] + timedelta(days=1), date(2026, 10, 1)
    found = absence.count(
        Quarter(2026, 3), [*SCHOOL[:30], october],
        [*unlawful(0), Away(saturday, AwayKind.UNLAWFUL), Away(october, AwayKind.UNLAWFUL)], TODAY,
    )  # fmt: skip

    assert (found.school_days, found.unlawful, found.outside) == (30, Fraction(1), 1)


def test_a_quarter_that_has_just_begun_is_counted_whole_and_says_how_much_has_gone() -> None:
    found = figures(unlawful(0), today=SCHOOL[4])

    assert found.gone == 5
    assert found.school_days == len([day for day in SCHOOL if day <= date(2026, 9, 30)])


def test_a_quarter_without_school_days_passes_nothing() -> None:
    found = absence.count(Quarter(2026, 3), [], unlawful(0), TODAY)

    assert (found.per_cent, found.outside) == (Fraction(0), 1)
    assert not found.passes(10)


def test_no_absence_passes_nothing() -> None:
    assert not figures([]).passes(0)


def test_days_in_a_row_are_school_days_in_a_row_of_any_kind() -> None:
    week = [Away(SCHOOL[3], AwayKind.SICK), *unlawful(4, 5), Away(SCHOOL[6], AwayKind.GRANTED, HALF), *unlawful(7)]
    (found,) = absence.reached([Limit(5)], SCHOOL, week)

    assert (found.days, found.first, found.last) == (5, SCHOOL[3], SCHOOL[7])
    assert SCHOOL[5] - SCHOOL[4] == timedelta(days=3)  # over the weekend
    assert absence.reached([Limit(6)], SCHOOL, week) == ()
    longer = absence.reached([Limit(3)], SCHOOL, week)[0]
    assert (longer.days, longer.first) == (5, SCHOOL[3])


def test_days_within_some_school_days_are_counted_in_the_newest_time_that_reaches_it() -> None:
    spread = unlawful(0, 3, 6, 20, 24, 28)

    assert absence.reached([Limit(3, 7)], SCHOOL, spread)[0].last == SCHOOL[6]
    assert absence.reached([Limit(3, 9)], SCHOOL, spread)[0].last == SCHOOL[28]
    assert absence.reached([Limit(3, 6)], SCHOOL, spread) == ()


def test_a_day_with_two_kinds_is_one_day_for_the_local_limit() -> None:
    twice = [*unlawful(0, share=HALF), Away(SCHOOL[0], AwayKind.SICK, HALF)]

    assert absence.reached([Limit(2, 10)], SCHOOL, twice) == ()


def test_a_house_without_limits_of_its_own_has_none() -> None:
    assert absence.reached([], SCHOOL, unlawful(*range(20))) == ()
    assert absence.reached([Limit(0, 5)], SCHOOL, unlawful(0)) == ()


def test_a_limit_is_said_in_words() -> None:
    assert Limit(5).words == "5 dage i træk"
    assert Limit(7, 20).words == "7 dage inden for 20 skoledage"


@pytest.mark.parametrize("share", [Fraction(0), Fraction(-1), Fraction(3, 2), Fraction(1, 3001)])
def test_a_share_is_a_part_of_a_day(share: Fraction) -> None:
    with pytest.raises(KnownError) as refused:
        absence.check_share(share)
    assert refused.value.code == "FRAVAER-DEL"
    absence.check_share(Fraction(999, 1000))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (TODAY, TODAY - timedelta(days=1), "FRAVAER-DAGE"),
        (TODAY, TODAY + timedelta(days=1), "FRAVAER-FREM"),
        (date(2025, 7, 31), TODAY, "FRAVAER-GAMMEL"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(first: date, last: date, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        absence.check_days(first, last, TODAY)
    assert refused.value.code == code
    absence.check_days(date(2025, 8, 1), TODAY, TODAY)


def test_last_school_year_is_counted_from_august() -> None:
    assert absence.oldest(date(2026, 7, 31)) == date(2024, 8, 1)
    assert absence.oldest(date(2026, 8, 1)) == date(2025, 8, 1)


def noted(number: int, kind: AwayKind, share: Fraction = Fraction(1)) -> AwayNoted:
    return AwayNoted(Id(str(number)), Away(FIRST, kind, share), "Mette", FIRST)


def test_what_a_day_says_is_replaced_and_never_deleted() -> None:
    sick, away = noted(1, AwayKind.SICK), noted(2, AwayKind.UNLAWFUL, HALF)
    granted = Away(FIRST, AwayKind.GRANTED)

    assert absence.settle([sick], [sick.away]) == ()
    assert absence.settle([], [granted]) == ((None, granted),)
    assert absence.settle([sick], [granted]) == ((sick.id, granted),)
    assert absence.settle([away], []) == ((away.id, Away(FIRST, AwayKind.UNLAWFUL, Fraction(0))),)
    assert absence.settle([sick, away], [granted]) == (
        (sick.id, granted), (away.id, Away(FIRST, AwayKind.UNLAWFUL, Fraction(0))),
    )  # fmt: skip
    assert absence.settle([sick], [Away(FIRST, AwayKind.SICK, HALF), away.away]) == (
        (sick.id, Away(FIRST, AwayKind.SICK, HALF)), (None, away.away),
    )  # fmt: skip


def test_a_paper_names_the_statement_with_the_newest_quarters_that_were_written_by_then() -> None:
    days = [
        AwayNoted(Id(str(day)), Away(day, AwayKind.SICK), "Mette", day)
        for day in (date(2025, 3, 3), date(2025, 11, 3), date(2026, 3, 9))
    ]

    assert absence.statement([], TODAY) == ""
    assert absence.statement(days, TODAY) == "Fraværsopgørelse: 4. kvartal 2025 og 1. kvartal 2026"
    assert absence.statement(days, date(2025, 11, 2)) == "Fraværsopgørelse: 1. kvartal 2025"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Fraction(0), "0 dage"), (Fraction(1), "1 dag"), (HALF, "½ dag"), (Fraction(9, 2), "4½ dage"),
        (Fraction(1, 3), "0,33 dag"), (Fraction(21, 10), "2,10 dage"), (Fraction(3, 4), "¾ dag"),
    ],
)  # fmt: skip
def test_days_are_said_as_one_says_them(days: Fraction, words: str) -> None:
    assert absence.in_days(days) == words
