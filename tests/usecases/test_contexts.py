"""What is written at home is for those who visit there; what is written in a room for those who work in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.access import REFUSED, Action
from opspor.domain.assessment import Context, Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Cell, cell_of
from opspor.domain.people import Role
from opspor.store import children as stored
from opspor.usecases import children, visits
from opspor.usecases.contexts import colleagues, contexts_of, find_in, placed_in, shown
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House
from tests.usecases.test_follow_ups import agree


@pytest.fixture
def both(house: House) -> House:
    """Karla is in Bøgestuen and in a district where Dina visits."""
    house.groups["Nord"] = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Dina Kanariby", Role.HEALTH_VISITOR, frozenset({house.groups["Nord"]}))
    house.do(lambda desk: children.enrol(desk, house.children[0], house.groups["Nord"], date(2026, 3, 1)))
    return house


def where(desk: Desk, child: Id) -> tuple[Context, ...]:
    with desk.read(Action.OPEN_PLAN) as tx:
        return contexts_of(desk, tx, find_in(tx, child, Context.DAYCARE))


def may_write(desk: Desk, child: Id, context: Context) -> bool:
    try:
        with desk.write(Action.WRITE_PLAN) as tx:
            find_in(tx, child, context)
    except KnownError as error:
        return error.fault is not REFUSED
    return True


@pytest.mark.parametrize(
    ("login", "contexts"),
    [
        ("jonas", (Context.DAYCARE,)),
        ("dina", (Context.HOME,)),
        ("mette", (Context.HOME, Context.DAYCARE)),  # it came into the district first
    ],
)
def test_one_writes_where_one_sees_the_child_and_reads_no_further(
    both: House, login: str, contexts: tuple[Context, ...]
) -> None:
    karla = both.children[0]
    with both.as_(login):
        assert both.do(lambda desk: where(desk, karla)) == contexts
        assert both.do(lambda desk: may_write(desk, karla, Context.HOME)) is (Context.HOME in contexts)


def test_whoever_works_in_a_room_gets_no_way_into_the_home_by_a_district_of_their_own(both: House) -> None:
    karla = both.children[0]
    with both.as_("sofie"):

        def as_member_of_the_district(desk: Desk) -> tuple[bool, tuple[Context, ...], bool]:
            too = replace(desk, staff=replace(desk.staff, groups=desk.staff.groups | {both.groups["Nord"]}))
            with too.read(Action.OPEN_PLAN) as tx:
                seen = shown(tx, too.staff, find_in(tx, karla, Context.DAYCARE), Context.HOME)
            return may_write(too, karla, Context.HOME), where(too, karla), seen

        assert both.do(as_member_of_the_district) == (False, (Context.DAYCARE,), False)


def test_a_child_in_no_group_any_more_is_the_leaders_and_is_seen_where_it_was(both: House) -> None:
    bo = both.children[2]
    both.clock.now += timedelta(days=9)
    both.do(lambda desk: children.leave_group(desk, bo, both.groups["Bøgestuen"], desk.clock().date()))
    assert both.do(lambda desk: where(desk, bo)) == (Context.DAYCARE,)


def test_whom_one_can_ask_are_those_who_work_here_and_may_see_it(both: House) -> None:
    def names(desk: Desk, context: Context) -> list[str]:
        with desk.engine.begin() as connection:
            karla = stored.by_id(connection, both.children[0])
            assert karla is not None
            return [one.name.split()[0] for one in colleagues(connection, karla.group_ids, context)]

    assert both.do(lambda desk: names(desk, Context.DAYCARE)) == ["Dina", "Jonas", "Mette", "Sofie"]
    assert both.do(lambda desk: names(desk, Context.HOME)) == ["Dina", "Mette"]


def test_where_the_team_placed_a_child_counts_there_and_nowhere_else(both: House) -> None:
    def placed(desk: Desk, context: Context) -> Cell | None:
        with desk.read(Action.OPEN_PLAN) as tx:
            return placed_in(tx, find_in(tx, both.children[0], context), context)

    assert both.do(lambda desk: placed(desk, Context.DAYCARE)) is None
    agree(both)
    assert both.do(lambda desk: placed(desk, Context.DAYCARE)) is cell_of(Position.EXPOSED, Trivsel.THRIVES)
    with both.as_("dina"):
        assert both.do(lambda desk: placed(desk, Context.HOME)) is None
