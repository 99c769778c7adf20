"""Working days are a setting of the leader, kept with the children's holidays."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.work_days import USUAL, SchoolHoliday, WorkDays
from opspor.reference.cadences import Situation
from opspor.usecases import work_days
from tests.usecases.conftest import House

SPRING = SchoolHoliday("Påskeferie", date(2026, 3, 28), date(2026, 4, 15))
AUTUMN = SchoolHoliday("Efterårsferie", date(2026, 10, 10), date(2026, 10, 18))


def test_the_usual_days_count_until_somebody_sets_others(house: House) -> None:
    assert house.do(work_days.days) == USUAL
    set_ = WorkDays(saturdays=True, grundlovsdag=False, holidays=(AUTUMN, SPRING))

    house.do(lambda desk: work_days.set_days(desk, set_))

    assert house.do(work_days.days) == replace(set_, holidays=(SPRING, AUTUMN))


def test_a_holiday_that_cannot_be_changes_nothing(house: House) -> None:
    wrong = WorkDays(saturdays=True, holidays=(SchoolHoliday("", SPRING.first, SPRING.last),))
    with pytest.raises(KnownError, match="Kalenderen er ikke ændret"):
        house.do(lambda desk: work_days.set_days(desk, wrong))

    assert house.do(work_days.days) == USUAL


def test_the_days_that_are_offered_lie_outside_the_holidays(house: House) -> None:
    house.do(lambda desk: work_days.set_days(desk, WorkDays(holidays=(SPRING,))))

    days, offered = house.do(lambda desk: work_days.proposals(desk, Situation.FOCUS))  # from 17 March

    assert days.holidays == (SPRING,)
    assert [(day.on, day.words) for day in offered] == [
        (date(2026, 4, 16), "om 4 uger, flyttet fra påskeferie"),
        (date(2026, 4, 28), "om 6 uger"),
    ]
    later = house.do(lambda desk: work_days.proposals(desk, Situation.FOCUS, date(2026, 5, 1)))[1]
    assert later[0].on == date(2026, 5, 29)
