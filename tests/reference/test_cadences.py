"""When one looks again: dated data with a source, moved to a day on which somebody is there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.work_days import SchoolHoliday, WorkDays
from opspor.reference.cadences import Cadence, Situation, cadences, proposals
from opspor.reference.calendar import is_working_day, why_closed

SUMMER = WorkDays(holidays=(SchoolHoliday("sommerferie", date(2026, 6, 27), date(2026, 8, 9)),))


def test_cadences_say_when_they_were_looked_at_and_where_they_come_from() -> None:
    found = cadences()

    assert found.checked_on <= date(2026, 12, 31)
    assert found.source
    assert {cadence.situation for cadence in found.cadence} == set(Situation)
    assert all((cadence.weeks > 0) != (cadence.months > 0) for cadence in found.cadence)


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        (Situation.FOCUS, ["om 4 uger", "om 6 uger"]),
        (Situation.PLAN, ["om 4 uger", "senest om 3 måneder"]),
        (Situation.PLAN_AGAIN, ["senest om 3 måneder", "om 6 uger"]),
        (Situation.MEETING, ["om 6 uger", "om 8 uger", "senest om 3 måneder"]),
        (Situation.ASSESSMENT, ["om 6 uger", "om 8 uger", "senest om 3 måneder"]),
    ],
)
def test_what_is_offered(situation: Situation, words: list[str]) -> None:
    assert [proposal.after for proposal in proposals(situation, date(2026, 9, 1))] == words


def test_a_day_is_moved_to_a_later_one_and_says_why() -> None:
    day = proposals(Situation.FOCUS, date(2026, 3, 5))[0]  # four weeks later is the Thursday before Easter

    assert (day.on, day.words) == (date(2026, 4, 7), "om 4 uger, flyttet fra skærtorsdag")


def test_at_most_three_months_are_never_more() -> None:
    day = proposals(Situation.PLAN_AGAIN, date(2026, 1, 4))[0]  # three months later is Easter Saturday

    assert day.on == date(2026, 4, 1)
    assert day.words == "senest om 3 måneder, flyttet fra lørdag"


def test_nobody_looks_again_in_the_summer_holiday() -> None:
    four = proposals(Situation.FOCUS, date(2026, 6, 10), SUMMER)[0]
    three_months = proposals(Situation.PLAN_AGAIN, date(2026, 4, 20), SUMMER)[0]

    assert (four.on, four.moved_from) == (date(2026, 8, 10), "sommerferie")
    assert (three_months.on, three_months.moved_from) == (date(2026, 6, 26), "sommerferie")


def test_a_day_before_the_start_is_no_day_to_look_again() -> None:
    long = WorkDays(holidays=(SchoolHoliday("lukket", date(2026, 3, 1), date(2026, 6, 10)),))

    assert proposals(Situation.PLAN_AGAIN, date(2026, 3, 2), long)[0].on == date(2026, 6, 11)


def test_two_cadences_that_meet_on_one_day_are_offered_once() -> None:
    assert [day.on for day in proposals(Situation.FOCUS, date(2026, 6, 5), SUMMER)] == [date(2026, 8, 10)]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 9, 15), date(2026, 12, 15)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_three_months_end_in_a_day_that_is_there(start: date, end: date) -> None:
    assert Cadence(Situation.PLAN_AGAIN, months=3).after(start) == end


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(Situation))
def test_every_day_that_is_offered_can_be_kept(start: date, situation: Situation) -> None:
    for day in proposals(situation, start, SUMMER):
        assert day.on > start
        assert is_working_day(day.on, SUMMER)
        assert not why_closed(day.on, SUMMER)
        assert day.on - start < timedelta(days=150)
