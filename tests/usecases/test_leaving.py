"""A child stops: out of every group at once, nothing deleted, and back again as long as it lies there."""

from datetime import date, timedelta

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import children, concerns, leaving, people, rounds
from opspor.usecases.leaving import Open
from tests.usecases.conftest import House

TODAY = date(2026, 3, 17)


def stop(house: House, *numbers: int, on: date = TODAY) -> None:
    house.do(lambda desk: leaving.leave(desk, [house.children[number] for number in numbers], on))


def still_open(house: House, number: int = 0) -> set[Open]:
    (leaver,) = house.do(lambda desk: leaving.preview(desk, [house.children[number]]))
    return {one.what for one in leaver.open}


def places(house: House, number: int = 0) -> set[str]:
    return {
        name for child in house.do(children.listed) if child.id == house.children[number] for name in child.group_names
    }


def begin_concern(house: House, track: Track, number: int = 0) -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, child_id=house.children[number], danger=Danger.NO, track=track, what="Blå mærker",
            seen_on=TODAY,
        )
    )  # fmt: skip


def test_a_child_leaves_class_and_sfo_at_once_and_only_the_leader_finds_it(house: House) -> None:
    sfo = house.do(lambda desk: people.add_group(desk, "SFO Rød"))
    house.do(lambda desk: children.enrol(desk, house.children[0], sfo, TODAY))

    stop(house, 0)

    assert places(house) == set()
    assert house.do(leaving.left) == {house.children[0]: TODAY + timedelta(days=1)}
    with house.as_("jonas"):
        assert house.do(leaving.left) == {}
        assert house.children[0] not in [child.id for child in house.do(children.listed)]


def test_it_comes_back_into_all_the_groups_it_was_in(house: House) -> None:
    sfo = house.do(lambda desk: people.add_group(desk, "SFO Rød"))
    house.do(lambda desk: children.enrol(desk, house.children[0], sfo, TODAY))
    stop(house, 0)

    house.do(lambda desk: leaving.come_back(desk, house.children[0]))

    assert places(house) == {"Bøgestuen", "SFO Rød"}
    assert house.do(leaving.left) == {}
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: leaving.come_back(desk, house.children[0]))
    assert refused.value.code == "STOP-IKKE"


def test_several_stop_together_all_or_none(house: House) -> None:
    stop(house, 0, 1)
    assert places(house, 0) | places(house, 1) == set()
    with pytest.raises(KnownError) as refused:
        stop(house, 2, 0)
    assert refused.value.code == "BARN-GAAR-IKKE"
    assert places(house, 2) == {"Bøgestuen"}


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_the_last_day_is_not_ahead_and_not_before_the_first(house: House, day: date) -> None:
    with pytest.raises(KnownError) as refused:
        stop(house, 0, on=day)
    assert refused.value.code == "STOP-DATO"
    assert places(house) == {"Bøgestuen"}


def test_what_is_open_is_said_before(house: House) -> None:
    assert still_open(house) == {Open.TRANSITION}
    house.open_round()
    begin_concern(house, Track.GENERAL)
    assert still_open(house) == {Open.TRANSITION, Open.ROUND, Open.CONCERN}


def test_a_concern_that_is_closed_and_not_journalised_is_said(house: House) -> None:
    concern = begin_concern(house, Track.GENERAL)
    house.do(lambda desk: concerns.close(desk, concern, "Set på"))
    assert Open.NOT_FILED in still_open(house)


def test_nobody_learns_of_a_suspicion_by_letting_a_child_stop(house: House) -> None:
    with house.as_("sofie"):
        begin_concern(house, Track.PARENTS)
    with house.as_("jonas"):
        assert still_open(house) == {Open.TRANSITION}
    house.enter("mette")
    assert Open.CONCERN in still_open(house)


def test_answers_that_were_given_stay_and_nobody_waits_for_the_rest(house: House) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
    house.enter("mette")
    stop(house, 0)
    found = house.do(lambda desk: rounds.coverage(desk, round_id))
    assert house.children[0] not in [row.child.id for row in found.children if row.missing]
