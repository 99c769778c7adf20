"""Who goes here no more since when, and two classes that change places."""

from datetime import date, timedelta

from opspor.store import children, leaving
from tests.store.factories import NOW, World

TODAY = NOW.date()
NEXT = TODAY + timedelta(days=1)


def test_a_child_that_stops_is_in_no_group_and_comes_back_as_if_nothing_was(world: World) -> None:
    ea, bo = world.named("Ea Kanari", "Bo Kanari")
    children.enrol(world.connection, world.id(), ea, world.spruce, TODAY)
    before = children.enrolments(world.connection, ea)
    assert leaving.left(world.connection) == {}
    assert leaving.came(world.connection, [ea, bo]) == {ea: TODAY, bo: TODAY}

    leaving.stop(world.connection, ea, NEXT)

    assert leaving.left(world.connection) == {ea: NEXT}
    assert leaving.came(world.connection, [ea, bo]) == {bo: TODAY}
    assert leaving.present(world.connection) == {world.sunflower: {bo: TODAY}}

    leaving.come_back(world.connection, ea)
    assert children.enrolments(world.connection, ea) == before


def test_a_group_that_was_left_earlier_is_not_gone_back_to(world: World) -> None:
    (ea,) = world.named("Ea Kanari")
    children.enrol(world.connection, world.id(), ea, world.spruce, TODAY)
    children.leave(world.connection, ea, world.sunflower, NEXT)
    leaving.stop(world.connection, ea, date(2026, 12, 1))

    leaving.come_back(world.connection, ea)

    assert leaving.present(world.connection) == {world.spruce: {ea: TODAY}}


def test_two_classes_change_places_at_once(world: World) -> None:
    ea, bo = world.named("Ea Kanari", "Bo Kanari")
    leaving.move(world.connection, [(bo, world.sunflower, NEXT)], [(world.id(), bo, world.spruce, NEXT)])
    leaving.move(
        world.connection,
        [(ea, world.sunflower, NEXT), (bo, world.spruce, NEXT + timedelta(days=1))],
        [(world.id(), ea, world.spruce, NEXT), (world.id(), bo, world.sunflower, NEXT + timedelta(days=1))],
    )
    assert leaving.present(world.connection) == {
        world.spruce: {ea: NEXT},
        world.sunflower: {bo: NEXT + timedelta(days=1)},
    }
