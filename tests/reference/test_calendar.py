"""Working days follow the Danish public holidays, and what a house has set beside them."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.work_days import SchoolHoliday, WorkDays
from opspor.reference.calendar import (
    add_working_days,
    closed_until,
    is_working_day,
    next_working_day,
    open_day,
    why_closed,
    why_moved,
)

FIRST, LAST = date(1990, 1, 1), date(2040, 12, 31)
ANY_SETTING = [
    WorkDays(saturdays=a, grundlovsdag=b, christmas_eve=c, new_years_eve=d)
    for a in (False, True)
    for b in (False, True)
    for c in (False, True)
    for d in (False, True)
]


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 17), 6, date(2026, 3, 25)),  # a weekend between
        (date(2026, 3, 27), 6, date(2026, 4, 9)),  # the days before and after Easter 2026 (5 April)
        (date(2023, 5, 4), 1, date(2023, 5, 8)),  # store bededag, 5 May 2023, was a holiday for the last time
        (date(2024, 4, 25), 1, date(2024, 4, 26)),  # and is none in 2024
        (date(2026, 12, 23), 1, date(2026, 12, 24)),  # 24 December is no public holiday
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # into the next year
        (date(2026, 3, 17), 0, date(2026, 3, 17)),
        (date(2026, 3, 21), 0, date(2026, 3, 21)),  # a Saturday stays when nothing is added
    ],
)
def test_working_days(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 30), st.integers(1, 30))
def test_a_deadline_in_two_steps_is_the_same_deadline(start: date, first: int, then: int) -> None:
    assert add_working_days(add_working_days(start, first), then) == add_working_days(start, first + then)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_a_deadline_never_falls_in_a_weekend_nor_before_its_days_have_passed(start: date, days: int) -> None:
    end = add_working_days(start, days)

    assert end.weekday() < 5
    assert (end - start).days >= days


# A second source, that shares nothing with the first: the computus by hand, and what the helligdagslov has said.


def easter(year: int) -> date:
    """Easter Sunday by Meeus, Jones and Butcher, which needs no table and no exception."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    left = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * left) // 451
    month, day = divmod(h + left - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def helligdage(year: int) -> set[date]:
    """Nytårsdag, skærtorsdag, langfredag, påske, store bededag until 2023, Kristi himmelfart, pinse, jul."""
    after_easter = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    moving = {easter(year) + timedelta(days=days) for days in after_easter}
    return moving | {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}


def counts(day: date, days: WorkDays) -> bool:
    """Whether a day is a working day, said a second time."""
    if day.isoweekday() == 7 or day in helligdage(day.year):
        return False
    doubtful = {(6, 5): days.grundlovsdag, (12, 24): days.christmas_eve, (12, 31): days.new_years_eve}
    if not doubtful.get((day.month, day.day), True):
        return False
    return days.saturdays if day.isoweekday() == 6 else True


def every_day() -> Iterator[date]:
    return (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))


@pytest.mark.parametrize(
    ("year", "day"),
    [(1990, (4, 15)), (1999, (4, 4)), (2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2019, (4, 21)),
     (2024, (3, 31)), (2026, (4, 5)), (2038, (4, 25)), (2040, (4, 1))],
)  # fmt: skip
def test_the_second_source_knows_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_every_single_day_of_half_a_century_agrees_with_a_second_source() -> None:
    wrong = [day for day in every_day() if is_working_day(day) != counts(day, WorkDays())]

    assert wrong == []


@pytest.mark.parametrize("days", ANY_SETTING)
def test_each_doubtful_day_follows_its_setting(days: WorkDays) -> None:
    doubtful = [day for day in every_day() if (day.month, day.day) in {(6, 5), (12, 24), (12, 31)}]
    saturdays = [day for day in every_day() if day.weekday() == 5][::10]

    assert [day for day in (*doubtful, *saturdays) if is_working_day(day, days) != counts(day, days)] == []


def test_a_thousand_calendars_agree_with_a_second_source() -> None:
    """Each a year, settings, and holidays of the children drawn at random; every date that is counted from it."""
    drawn = random.Random(840)
    wrong = []
    for _ in range(1_000):
        year = drawn.randint(FIRST.year, LAST.year)
        settings = drawn.choice(ANY_SETTING)
        begins = date(year, 1, 1) + timedelta(days=drawn.randrange(365))
        ends = begins + timedelta(days=drawn.randrange(60))
        days = WorkDays(
            settings.saturdays, settings.grundlovsdag, settings.christmas_eve, settings.new_years_eve,
            (SchoolHoliday("ferie", begins, ends),),
        )  # fmt: skip
        for _ in range(20):
            start = date(year, 1, 1) + timedelta(days=drawn.randrange(365))
            ahead = drawn.randint(1, 40)
            if next_working_day(start, days) != _next(start, days) or add_working_days(start, ahead, days) != _add(
                start, ahead, days
            ):
                wrong.append((days, start, ahead))
            for earlier in (False, True):
                found = open_day(start, days, earlier=earlier)
                if found != _open(start, days, begins, ends, -1 if earlier else 1):
                    wrong.append((days, start, earlier))
    assert wrong == []


def _next(day: date, days: WorkDays) -> date:
    return next(d for n in range(30) if counts(d := day + timedelta(days=n), days))


def _add(day: date, ahead: int, days: WorkDays) -> date:
    coming = (day + timedelta(days=n) for n in range(1, 200))
    return next(islice((d for d in coming if counts(d, days)), ahead - 1, None))


def _open(day: date, days: WorkDays, begins: date, ends: date, step: int) -> date:
    near = (day + timedelta(days=step * n) for n in range(100))
    return next(d for d in near if counts(d, days) and not begins <= d <= ends)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 2), "skærtorsdag"),
        (date(2026, 5, 14), "Kristi himmelfartsdag"),
        (date(2023, 5, 5), "store bededag"),
        (date(2024, 4, 26), ""),
        (date(2026, 3, 21), "lørdag"),
        (date(2026, 3, 22), "søndag"),
        (date(2026, 6, 5), ""),
        (date(2026, 7, 1), "sommerferie"),
        (date(2026, 8, 10), ""),
        (date(2026, 8, 11), "SFO-lukkedag"),
    ],
)
def test_why_a_day_is_closed_in_one_word(day: date, why: str) -> None:
    summer = SchoolHoliday("Sommerferie", date(2026, 6, 27), date(2026, 8, 9))
    days = WorkDays(holidays=(summer, SchoolHoliday("SFO-lukkedag", date(2026, 8, 11), date(2026, 8, 11))))

    assert why_closed(day, days) == why


@pytest.mark.parametrize(
    ("day", "days", "why"),
    [
        (date(2026, 6, 5), WorkDays(grundlovsdag=False), "grundlovsdag"),
        (date(2026, 12, 24), WorkDays(christmas_eve=False), "juleaftensdag"),
        (date(2026, 12, 31), WorkDays(new_years_eve=False), "nytårsaftensdag"),
        (date(2026, 3, 21), WorkDays(saturdays=True), ""),
    ],
)
def test_what_is_set_is_said_too(day: date, days: WorkDays, why: str) -> None:
    assert why_closed(day, days) == why


def test_the_holiday_that_moved_a_day_is_named_also_where_a_sunday_ran_into_it() -> None:
    sunday, back = date(2026, 12, 20), date(2027, 1, 4)
    days = WorkDays(holidays=(SchoolHoliday("Juleferie", date(2026, 12, 21), date(2027, 1, 3)),))

    assert open_day(sunday, days) == back
    assert why_moved(sunday, back, days) == "juleferie"
    assert why_moved(sunday, date(2026, 12, 21)) == "søndag"
    assert why_moved(back, back, days) == ""


def test_the_childrens_holidays_change_no_deadline() -> None:
    autumn = WorkDays(holidays=(SchoolHoliday("efterårsferie", date(2026, 10, 10), date(2026, 10, 18)),))

    assert add_working_days(date(2026, 10, 9), 1, autumn) == date(2026, 10, 12)
    assert open_day(date(2026, 10, 12), autumn) == date(2026, 10, 19)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 3, 17), None),  # a Tuesday
        (date(2026, 3, 20), date(2026, 3, 23)),  # Friday: nobody reads it before Monday
        (date(2026, 3, 21), date(2026, 3, 23)),
        (date(2026, 3, 22), date(2026, 3, 23)),  # Sunday: today nobody does
        (date(2026, 4, 1), date(2026, 4, 7)),  # the day before Maundy Thursday
        (date(2026, 12, 24), date(2026, 12, 28)),
    ],
)
def test_before_closed_days_it_is_said_when_somebody_reads_again(day: date, opens: date | None) -> None:
    assert closed_until(day) == opens
