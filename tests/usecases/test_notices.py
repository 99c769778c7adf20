"""Parents are told before their child is assessed: a whole group in one go."""

from datetime import timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.usecases import notices
from tests.usecases.conftest import House


def test_a_whole_group_is_told_in_one_go_and_who_is_missing_is_listed(house: House) -> None:
    room, today = house.groups["Bøgestuen"], house.clock().date()
    everyone = [*house.groups.values()]
    assert len(house.do(lambda desk: notices.missing(desk, everyone))) == 4

    house.do(lambda desk: notices.give(desk, house.children[:2], today, "Brev"))

    assert [child.first_name for child in house.do(lambda desk: notices.missing(desk, [room]))] == ["Bo"]
    with house.as_("jonas"):
        assert [child.first_name for child in house.do(lambda desk: notices.missing(desk, everyone))] == ["Bo"]


def test_a_day_that_has_not_come_and_a_child_of_another_room_are_refused_and_nothing_is_written(house: House) -> None:
    tomorrow = house.clock().date() + timedelta(days=1)
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: notices.give(desk, house.children, tomorrow))
    assert error.value.code == "ORIENT-DATO"
    with house.as_("jonas"), pytest.raises(KnownError) as error:
        house.do(lambda desk: notices.give(desk, house.children, house.clock().date()))
    assert error.value.code == "ADGANG-NEJ"
    house.enter("mette")
    assert len(house.do(lambda desk: notices.missing(desk, [*house.groups.values()]))) == 4
