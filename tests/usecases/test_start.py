"""Start: what is due, what is open, what nobody knows yet, and never a name beside a concern."""

from dataclasses import fields, replace
from datetime import timedelta

from opspor.domain.concern import Danger, Topic
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.usecases import children, concerns, start
from opspor.usecases.start import OpenConcern
from tests.usecases.conftest import House


def concern(house: House, name: str = "Kanari Nabobarn") -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, topic=Topic.GENERAL, what="Kanari", seen_on=desk.clock().date(), typed_name=name
        )
    )


def test_a_new_room_has_children_and_nothing_to_do(house: House) -> None:
    found = house.do(start.today)
    assert found == start.Start((), (), (), 0, 0, 0, True)


def test_a_child_without_birth_date_is_counted(house: House) -> None:
    file = house.do(lambda desk: children.open_child(desk, house.children[0]))
    unknown = replace(file.particulars, birth_date=None)
    house.do(lambda desk: children.change(desk, file.child.id, file.particulars_id, unknown))

    assert house.do(start.today).no_birth_date == 1
    house.enter("ali")
    assert house.do(start.today).no_birth_date == 0  # another room


def test_a_concern_is_a_day_and_nothing_else_until_it_is_closed(house: House) -> None:
    id_ = concern(house)

    shown = house.do(start.today).concerns

    assert [(c.id, c.label, c.not_sent) for c in shown] == [(id_, "Bekymring fra 17.3.2026", False)]
    assert "anari" not in repr(shown)
    assert {field.name for field in fields(OpenConcern)} == {"id", "label", "begun", "not_sent"}
    house.do(lambda desk: concerns.close(desk, id_, "Det viste sig at være en misforståelse"))
    assert house.do(start.today).concerns == ()


def test_a_colleague_does_not_see_that_somebody_has_a_concern_on_a_typed_name(house: House) -> None:
    with house.as_("jonas"):
        concern(house)
        assert len(house.do(start.today).concerns) == 1
    with house.as_("sofie"):
        assert house.do(start.today).concerns == ()


def test_rounds_that_close_first_stand_first_and_a_closed_one_not_at_all(house: House) -> None:
    for name in ("Først", "Sidst"):
        house.open_round(name)
        house.clock.now += timedelta(days=10)

    assert [coverage.round.name for coverage in house.do(start.today).rounds] == ["Først", "Sidst"]
    house.clock.now += timedelta(days=15)
    assert [coverage.round.name for coverage in house.do(start.today).rounds] == ["Sidst"]


def test_an_administrator_sees_no_children_and_still_their_own_concerns(house: House) -> None:
    house.invite("Adam Kanari", Role.ADMINISTRATOR, frozenset())
    house.open_round()
    house.enter("adam")
    concern(house)

    found = house.do(start.today)

    assert len(found.concerns) == 1
    assert (found.rounds, found.has_children) == ((), False)
