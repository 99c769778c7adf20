"""Children come back as they went in, are found by any part of their name, and are listed as Danes sort."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert, select

from opspor.domain.child import ChildInList, Particulars
from opspor.domain.people import GroupKind
from opspor.store import children
from opspor.store import schema as t
from tests.guards import CHILD_FIRST_NAME, CHILD_LAST_NAME, CPR
from tests.store.factories import FULL, NOW, PARTICULARS, World


@pytest.mark.parametrize(
    "particulars",
    [PARTICULARS, FULL, replace(PARTICULARS, birth_date=None, cpr="", last_name="", interpreter=False)],
    ids=["plain", "full", "nothing known"],
)
def test_particulars_come_back_as_they_went_in(world: World, particulars: Particulars) -> None:
    child = world.child(particulars)

    assert children.particulars(world.connection, child)[1] == particulars


def test_a_change_is_a_new_version_and_the_old_one_stays(world: World) -> None:
    child = world.child(FULL)
    first, _ = children.particulars(world.connection, child)
    moved = replace(FULL, address="Ærøgade 1", last_name="Kanarin", carers=FULL.carers[:1])

    children.change(world.connection, world.header(child_id=child, replaces=first), moved)

    second, now = children.particulars(world.connection, child)
    assert now == moved
    assert second != first
    kept = world.connection.execute(select(t.particulars.c.address).where(t.particulars.c.record_id == first)).scalar()
    assert kept == FULL.address
    found = children.by_id(world.connection, child)
    assert found is not None
    assert found.last_name == "Kanarin"
    assert [c.id for c in children.listed(world.connection, search="kanarin")] == [child]


def test_a_child_in_the_list_has_its_code_and_its_groups(world: World) -> None:
    child = world.child()

    assert children.by_id(world.connection, child) == ChildInList(
        child, "B001", CHILD_FIRST_NAME, CHILD_LAST_NAME, date(2022, 3, 11), (world.sunflower,), ("Solsikken",)
    )
    assert children.by_id(world.connection, world.id()) is None
    assert children.by_ids(world.connection, ()) == {}


def test_the_first_names_are_those_of_all_others(world: World) -> None:
    child, other = world.child(), world.child(replace(PARTICULARS, first_name="Åse"))

    assert children.first_names(world.connection, but=child) == ("Åse",)
    assert children.first_names(world.connection, but=other) == (CHILD_FIRST_NAME,)


def test_a_child_in_two_groups_is_listed_once_and_found_by_both(world: World) -> None:
    child = world.child()
    world.connection.execute(
        insert(t.enrolment).values(
            id=world.id(), child_id=child, group_id=world.spruce, since=date(2026, 9, 1)
        )
    )  # fmt: skip

    for groups in ([world.sunflower], [world.spruce], [world.sunflower, world.spruce]):
        (found,) = children.listed(world.connection, groups=groups)
        assert set(found.group_names) == {"Solsikken", "Granen"}


def test_a_list_is_narrowed_to_groups(world: World) -> None:
    mine, _theirs = world.child(), world.child(group=world.spruce)

    assert [c.id for c in children.listed(world.connection, groups=frozenset({world.sunflower}))] == [mine]
    assert children.listed(world.connection, groups=()) == ()
    assert len(children.listed(world.connection)) == 2


def test_who_has_left_a_group_is_no_longer_in_it(world: World) -> None:
    child = world.child()
    world.connection.execute(t.enrolment.update().where(t.enrolment.c.child_id == child).values(until=date(2026, 8, 1)))

    assert children.listed(world.connection, groups=[world.sunflower]) == ()
    assert children.listed(world.connection)[0].group_ids == ()


def test_children_stand_in_the_order_of_a_class_list(world: World) -> None:
    world.named("Aase Å", "Zenia Z", "Ærling Æ", "anna B", "Øjvind Ø", "Anna A", "Åse Å")

    assert [c.full_name for c in children.listed(world.connection)] == [
        "Anna A", "anna B", "Zenia Z", "Ærling Æ", "Øjvind Ø", "Aase Å", "Åse Å",
    ]  # fmt: skip
    assert [c.full_name for c in children.listed(world.connection, limit=2)] == ["Anna A", "anna B"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ærø", ["Ærø Åby"]),
        ("ÆRØ", ["Ærø Åby"]),
        ("by", ["Ærø Åby"]),
        ("  åby   ærø ", ["Ærø Åby"]),
        ("aby", []),
        ("%", ["100% Sej"]),
        ("_", ["Under_streg X"]),
        ("\\", []),
        ("'; DROP TABLE child; --", []),
        ("", ["100% Sej", "Under_streg X", "Ærø Åby"]),
    ],
)
def test_a_search_ignores_case_and_takes_every_sign_as_itself(world: World, search: str, found: list[str]) -> None:
    world.named("Ærø Åby", "100% Sej", "Under_streg X")

    assert [c.full_name for c in children.listed(world.connection, search=search)] == found


def test_a_whole_school_is_added_at_once(world: World) -> None:
    rows = [
        ((id_ := world.id()), number, world.header(child_id=id_), PARTICULARS, world.spruce)
        for number in range(1, 1202)
    ]  # fmt: skip
    children.add(world.connection, rows, date(2026, 8, 1))

    assert len(children.known(world.connection)) == 1201
    assert children.next_number(world.connection) == 1202
    listed = children.listed(world.connection)
    assert listed[-1].code == "B1201"
    assert all(child.group_names == ("Granen",) for child in listed)


def test_numbers_that_are_kept_are_given_to_nobody_else(connection: Connection) -> None:
    before = children.next_number(connection)
    children.keep_numbers(connection)

    assert children.next_number(connection) == before


def test_an_empty_list_adds_nobody(connection: Connection) -> None:
    children.add(connection, [], date(2026, 8, 1))

    assert (children.known(connection), children.next_number(connection)) == ([], 1)


def test_a_new_list_is_held_against_the_children_there_are(world: World) -> None:
    first, second = world.child(), world.child(replace(PARTICULARS, birth_date=None, cpr="", protected=True))

    assert children.known(world.connection) == [
        (CHILD_FIRST_NAME, CHILD_LAST_NAME, date(2022, 3, 11), CPR, first, False),
        (CHILD_FIRST_NAME, CHILD_LAST_NAME, None, "", second, True),
    ]


def test_a_code_has_at_least_three_digits() -> None:
    assert [children.code(n) for n in (1, 42, 1234)] == ["B001", "B042", "B1234"]


def test_class_and_sfo_are_two_groups_of_one_child_at_once(world: World) -> None:
    child = world.child()
    children.enrol(world.connection, world.id(), child, world.spruce, date(2026, 11, 5))

    found = children.enrolments(world.connection, child)

    assert [(e.group_name, e.kind, e.since, e.until) for e in found] == [
        ("Solsikken", GroupKind.ROOM, NOW.date(), None),
        ("Granen", GroupKind.ROOM, date(2026, 11, 5), None),
    ]
    assert children.groups_of(world.connection)[child] == (world.sunflower, world.spruce)


def test_where_a_child_went_is_kept_when_it_leaves(world: World) -> None:
    child = world.child()
    children.leave(world.connection, child, world.sunflower, date(2026, 12, 1))
    children.enrol(world.connection, world.id(), child, world.spruce, date(2026, 12, 1))

    assert [(e.group_name, e.until) for e in children.enrolments(world.connection, child)] == [
        ("Granen", None), ("Solsikken", date(2026, 12, 1)),
    ]  # fmt: skip


def test_moved_and_moved_back_on_one_day_never_happened(world: World) -> None:
    child, day = world.child(), date(2026, 12, 1)
    before = children.enrolments(world.connection, child)
    for source, target in ((world.sunflower, world.spruce), (world.spruce, world.sunflower)):
        children.leave(world.connection, child, source, day)
        children.enrol(world.connection, world.id(), child, target, day)

    assert children.enrolments(world.connection, child) == before


def test_the_first_day_a_child_was_here_stays_when_it_moves(world: World) -> None:
    child = world.child()
    first = children.first_days(world.connection)[child]
    children.enrol(world.connection, world.id(), child, world.spruce, first + timedelta(days=40))

    assert children.first_days(world.connection) == {child: first}
