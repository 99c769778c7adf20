"""A forum, its days and what it came to: what can be, and how long a day is."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.forum import (
    OUTCOME_WORDS,
    Conclusion,
    ForumDay,
    Member,
    Outcome,
    check_conclusion,
    check_day,
    clock_time,
)
from opspor.domain.ids import Id

TODAY = date(2026, 3, 17)
DAY = ForumDay(Id("d"), Id("f"), TODAY, "13.00", "15.30")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("13.00", time(13)), (" 9:05 ", time(9, 5)), ("00.00", time(0)), ("24.00", None), ("9", None), ("", None),
        ("13.60", None), ("kl. 13", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_it_is_written(typed: str, found: time | None) -> None:
    assert clock_time(typed) == found


def test_a_day_knows_how_long_it_is_and_when_each_talk_begins() -> None:
    assert DAY.minutes == 150
    assert DAY.starts([20, 45, 10]) == ("13.00", "13.20", "14.05")
    assert (replace(DAY, ends="").minutes, replace(DAY, begins="").starts([20, 20])) == (None, ("", ""))


def test_a_member_stands_with_function_and_with_a_name_where_there_is_one() -> None:
    assert Member("Rådgiver", "Ida Lund").in_words == "Rådgiver: Ida Lund"
    assert Member("Psykolog").in_words == "Psykolog"


@pytest.mark.parametrize(
    "wrong",
    [
        replace(DAY, on=TODAY - timedelta(days=1)), replace(DAY, on=date(2062, 1, 1)), replace(DAY, ends="12.00"),
        replace(DAY, ends="13.00"), replace(DAY, begins="i morgen"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused(wrong: ForumDay) -> None:
    with pytest.raises(KnownError, match="Intet er ændret"):
        check_day(wrong, TODAY)


def test_a_day_needs_no_hours() -> None:
    check_day(replace(DAY, begins="", ends=""), TODAY)
    check_day(replace(DAY, ends=""), TODAY)


def test_a_conclusion_weighs_an_underretning_unless_it_is_one() -> None:
    whole = Conclusion((Outcome.CLARIFY,), weighed=False, considered="Vi ved for lidt")
    check_conclusion(whole, TODAY)
    check_conclusion(Conclusion((Outcome.CLARIFY, Outcome.UNDERRETNING)), TODAY)
    for gap in (replace(whole, weighed=None), replace(whole, considered=""), replace(whole, outcomes=())):
        with pytest.raises(KnownError, match="er gemt"):
            check_conclusion(gap, TODAY)


def test_every_outcome_has_words() -> None:
    assert set(OUTCOME_WORDS) == set(Outcome)
