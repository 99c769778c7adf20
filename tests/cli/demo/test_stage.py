"""The demo's clock and its days."""

from datetime import date, timedelta

import pytest

from opspor.cli.demo.stage import Days, MovingClock, moment

SUNDAY = Days(date(2026, 11, 22))


def test_the_clock_never_goes_back_and_never_stands_still() -> None:
    clock = MovingClock(moment(date(2026, 3, 2), "9.00"))
    first, second = clock(), clock()
    assert first < second
    clock.move_to(first - timedelta(days=1))
    assert clock() > second
    clock.move_to(moment(date(2026, 3, 3), "9.00"))
    assert clock().date() == date(2026, 3, 3)


def test_a_moment_is_in_the_time_zone_of_the_pc_on_that_day() -> None:
    summer, winter = moment(date(2026, 7, 1), "8.20"), moment(date(2026, 12, 1), "8.20")
    assert (summer.hour, summer.minute, winter.hour) == (8, 20, 8)
    assert (summer.utcoffset(), winter.utcoffset()) == (timedelta(hours=2), timedelta(hours=1))


@pytest.mark.parametrize("days", range(20))
def test_staff_write_on_working_days(days: int) -> None:
    assert SUNDAY.ago(days).weekday() < 5
    assert SUNDAY.ahead(days).weekday() < 5
    assert SUNDAY.ago(days) <= SUNDAY.today - timedelta(days=days) or days < 0
    assert SUNDAY.ahead(days) >= SUNDAY.today + timedelta(days=days)


def test_marks_in_a_text_become_days_months_and_names() -> None:
    told = SUNDAY.told("<barn> kom <3> og ikke siden <m90>.", {"barn": "Nohr"})
    assert told == "Nohr kom 19. november og ikke siden august."
    with pytest.raises(KeyError):
        SUNDAY.told("<far> kom.", {"barn": "Nohr"})
