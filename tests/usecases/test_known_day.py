"""Nothing goes by itself on a clock that jumped: the log and the copies stay, and a person is asked."""

from datetime import timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.usecases import known_day, log, retention
from opspor.vault import copies
from tests.usecases.conftest import House


def codes(house: House) -> list[str]:
    assert house.place is not None
    return [found.code for found in house.place.findings]


def test_a_day_within_a_quarter_is_known_from_then_on(house: House) -> None:
    house.enter("mette")
    for _ in range(3):
        house.clock.now += timedelta(days=90)
        house.enter("jonas")
        assert house.do(known_day.look) is None
        assert codes(house) == []


@pytest.mark.parametrize("days", [-2, 93, 4000])
def test_a_jump_is_told_to_who_comes_in_and_stays_in_doubt(house: House, days: int) -> None:
    house.enter("mette")
    known = house.clock.now.date()
    house.clock.now += timedelta(days=days)
    for login in ("jonas", "mette"):
        house.enter(login)
        assert codes(house) == ["RET-UR"]
        doubt = house.do(known_day.look)
        assert doubt is not None
        assert doubt.known == known


def test_a_clock_that_was_put_right_is_believed_again(house: House) -> None:
    house.enter("mette")
    house.clock.now += timedelta(days=4000)
    house.enter("mette")
    house.clock.now -= timedelta(days=3999)
    house.enter("mette")
    assert codes(house) == []


def test_who_says_that_it_is_right_is_not_asked_again(house: House) -> None:
    house.enter("mette")
    house.clock.now += timedelta(days=200)
    house.enter("mette")
    house.do(retention.clock_is_right)
    house.enter("mette")
    assert codes(house) == []
    assert house.do(known_day.look) is None


def test_no_line_of_the_log_goes_on_a_clock_that_jumped(house: House) -> None:
    house.enter("mette")
    house.clock.now += timedelta(days=4000)
    house.enter("mette")
    assert house.do(log.tidy) == 0
    house.do(retention.clock_is_right)
    assert house.do(log.tidy) > 0


def test_no_copy_goes_on_a_clock_that_jumped(house: House) -> None:
    place = house.enter("mette")
    for _ in range(5):
        place.copies.make()
        house.clock.now += timedelta(seconds=2)
    folder = house.folder.with_name("mappe-kopier")
    assert len(copies.listed(folder, place.vault_id)) == 3  # of one day the three newest stay
    for _ in range(3):
        house.clock.now += timedelta(days=4000)
        place = house.enter("mette")
        place.copies.make()
    assert len(copies.listed(folder, place.vault_id)) == 6

    house.do(retention.clock_is_right)
    place.copies.make()
    assert len(copies.listed(folder, place.vault_id)) == 3


def test_only_leader_and_administrator_say_that_the_clock_is_right(house: House) -> None:
    with house.as_("jonas"), pytest.raises(KnownError) as refused:
        house.do(retention.clock_is_right)
    assert refused.value.code == "ADGANG-NEJ"


def test_the_two_days_stand_in_the_message(house: House) -> None:
    house.enter("mette")
    house.clock.now += timedelta(days=365)
    house.enter("mette")
    assert house.place is not None
    [found] = house.place.findings
    assert "17. marts 2027" in found.text
    assert "17. marts 2026" in found.text
