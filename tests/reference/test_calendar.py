"""Working days follow the Danish public holidays."""

from datetime import date

import pytest

from opspor.reference.calendar import add_working_days


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 17), 6, date(2026, 3, 25)),  # a weekend between
        (date(2026, 3, 27), 6, date(2026, 4, 9)),  # the days before and after Easter 2026 (5 April)
        (date(2023, 5, 4), 1, date(2023, 5, 8)),  # store bededag, 5 May 2023, was a holiday for the last time
        (date(2024, 4, 25), 1, date(2024, 4, 26)),  # and is none in 2024
        (date(2026, 12, 23), 1, date(2026, 12, 24)),  # 24 December is no public holiday
        (date(2026, 3, 17), 0, date(2026, 3, 17)),
    ],
)
def test_working_days(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end
