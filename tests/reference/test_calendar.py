"""Working days follow the Danish public holidays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.reference.calendar import add_working_days


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
