"""Dates and times are written as Danes write them."""

from datetime import date, datetime

import pytest

from opspor.domain.clock import (
    MONTHS,
    WEEKDAYS,
    long_date,
    moment_in_words,
    seconds_in_words,
    short_date,
    time_of_day,
    weekday_and_date,
)


def test_a_date_long_and_short() -> None:
    assert long_date(date(2026, 3, 1)) == "1. marts 2026"
    assert short_date(date(2026, 3, 1)) == "1.3.2026"
    assert weekday_and_date(date(2026, 3, 1)) == "søndag 1. marts 2026"


@pytest.mark.parametrize(("hour", "minute", "words"), [(8, 5, "8.05"), (0, 0, "0.00"), (23, 59, "23.59")])
def test_time_of_day(hour: int, minute: int, words: str) -> None:
    assert time_of_day(datetime(2026, 3, 1, hour, minute).astimezone()) == words


def test_midnight_stands_for_a_time_nobody_knows() -> None:
    assert moment_in_words(datetime(2026, 12, 24).astimezone()) == "24. december 2026"
    assert moment_in_words(datetime(2026, 12, 24, 0, 1).astimezone()) == "24. december 2026 kl. 0.01"


def test_the_words_follow_the_calendar() -> None:
    assert MONTHS[date(2026, 5, 1).month - 1] == "maj"
    assert WEEKDAYS[date(2026, 11, 3).weekday()] == "tirsdag"
    assert (len(MONTHS), len(WEEKDAYS)) == (12, 7)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 sekunder"),
        (1, "1 sekund"),
        (59, "59 sekunder"),
        (60, "1 minut"),
        (61, "1 minut og 1 sekund"),
        (120, "2 minutter"),
        (125, "2 minutter og 5 sekunder"),
        (3600, "60 minutter"),
    ],
)
def test_seconds_in_words(seconds: int, words: str) -> None:
    assert seconds_in_words(seconds) == words
