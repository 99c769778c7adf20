"""A holiday has a name and days that can be."""

from datetime import date, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.work_days import SchoolHoliday, WorkDays, check_holidays

SUMMER = SchoolHoliday("sommerferie", date(2026, 6, 27), date(2026, 8, 9))


def test_what_is_doubtful_counts_and_a_saturday_does_not() -> None:
    assert WorkDays() == WorkDays(
        saturdays=False, grundlovsdag=True, christmas_eve=True, new_years_eve=True, holidays=()
    )


@pytest.mark.parametrize("last", [SUMMER.first, SUMMER.last, SUMMER.first + timedelta(days=120)])
def test_a_holiday_of_one_day_and_of_a_whole_summer(last: date) -> None:
    check_holidays([SchoolHoliday("ferie", SUMMER.first, last)])


@pytest.mark.parametrize(
    ("holiday", "code"),
    [
        (SchoolHoliday(" ", SUMMER.first, SUMMER.last), "FERIE-NAVN"),
        (SchoolHoliday("baglæns", SUMMER.last, SUMMER.first), "FERIE-DAGE"),
        (SchoolHoliday("forkert år", SUMMER.first, date(2027, 8, 9)), "FERIE-DAGE"),
    ],
)
def test_a_holiday_that_cannot_be(holiday: SchoolHoliday, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_holidays([SUMMER, holiday])

    assert refused.value.code == code
