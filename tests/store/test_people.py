"""Institution, settings, staff and groups."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind, Institution, Role
from opspor.store import people
from tests.store.factories import NOW, World

HOUSE = Institution(Id("i"), "Børnehuset Åen", "Herning Kommune", "Ågade 1", "96 28 28 28", "distriktstirsdag")


def test_there_is_one_institution_however_often_it_is_written(connection: Connection) -> None:
    people.put_institution(connection, HOUSE)
    people.put_institution(connection, replace(HOUSE, name="Børnehuset Øen"))

    assert people.institution(connection) == replace(HOUSE, name="Børnehuset Øen")


def test_a_setting_is_the_last_that_was_written(connection: Connection) -> None:
    assert people.setting(connection, "lock_minutes") is None
    people.put_setting(connection, "lock_minutes", "5")
    people.put_setting(connection, "lock_minutes", "10")

    assert people.setting(connection, "lock_minutes") == "10"


def test_a_vault_is_real_unless_it_was_made_as_a_demo(connection: Connection) -> None:
    assert not people.is_demo(connection)
    people.put_setting(connection, "demo", "1")

    assert people.is_demo(connection)


def test_a_person_comes_back_with_role_and_groups(world: World) -> None:
    leader = world.staff("Åse Leder", role=Role.LEADER)

    found = {member.id: member for member in people.staff(world.connection)}

    assert found[leader.id] == leader
    assert found[world.anders.id] == world.anders
    assert found[world.anders.id].groups == {world.sunflower, world.spruce}


def test_staff_stand_in_danish_order(world: World) -> None:
    for name in ("Åse", "Ærling", "Zenia", "Øjvind"):
        world.staff(name)

    assert [m.name.split()[0] for m in people.staff(world.connection)] == [
        "Anders", "Kanariette", "Zenia", "Ærling", "Øjvind", "Åse",
    ]  # fmt: skip


def test_who_accepts_an_invitation_has_a_new_slot(world: World) -> None:
    joined = datetime(2026, 11, 4, 9, tzinfo=UTC)
    people.set_joined(world.connection, world.anders.id, "own-slot", joined)

    found = people.staff_by_slot(world.connection, "own-slot")

    assert found == replace(world.anders, slot_id="own-slot", joined_at=joined)
    assert people.staff_by_slot(world.connection, world.anders.slot_id) is None


def test_the_role_of_a_person_is_replaced(world: World) -> None:
    people.set_role(world.connection, world.anders.id, Role.AUDITOR)

    assert {m.id: m.role for m in people.staff(world.connection)}[world.anders.id] is Role.AUDITOR


def test_groups_of_a_person_are_replaced(world: World) -> None:
    people.set_groups(world.connection, world.anders.id, [world.spruce])
    people.set_groups(world.connection, world.mette.id, ())

    by_id = {member.id: member.groups for member in people.staff(world.connection)}
    assert [by_id[world.anders.id], by_id[world.mette.id]] == [frozenset({world.spruce}), frozenset()]


def test_two_people_never_share_a_slot(world: World) -> None:
    with pytest.raises(IntegrityError, match="slot_id"):
        people.set_joined(world.connection, world.anders.id, world.mette.slot_id, world.now)


def test_signing_keys_are_kept_slot_by_slot(world: World) -> None:
    people.add_signing_key(world.connection, "a", world.mette.id, b"\x01" * 32)
    people.add_signing_key(world.connection, "b", world.mette.id, b"\x02" * 32)

    assert people.signing_keys(world.connection) == {
        "a": (world.mette.id, b"\x01" * 32),
        "b": (world.mette.id, b"\x02" * 32),
    }


def test_a_group_is_found_whatever_its_case_and_spaces(world: World) -> None:
    id_ = world.group("Ærtebælgen Nord")

    assert people.group_named(world.connection, " ÆRTEBÆLGEN  nord") == id_
    assert people.group_named(world.connection, "Aertebaelgen Nord") is None


def test_a_second_group_of_the_same_name_is_refused(world: World) -> None:
    with pytest.raises(IntegrityError, match="name_key"):
        world.group("SOLSIKKEN")


def test_groups_stand_in_danish_order_with_their_children(world: World) -> None:
    world.child()
    world.child()
    oak = world.group("Ælmen")

    assert people.groups(world.connection) == (
        Group(world.spruce, "Granen", 0),
        Group(world.sunflower, "Solsikken", 2),
        Group(oak, "Ælmen", 0),
    )


def test_who_has_left_keeps_the_name_and_opens_nothing(world: World) -> None:
    people.set_left(world.connection, world.anders.id, world.now)

    found = next(member for member in people.staff(world.connection) if member.id == world.anders.id)
    assert found == replace(world.anders, left_at=world.now, groups=frozenset())
    assert people.staff_by_slot(world.connection, world.anders.slot_id) is None


def test_groups_of_one_kind_can_be_asked_for(world: World) -> None:
    people.add_group(world.connection, Id("north"), "Nord", GroupKind.DISTRICT)

    assert [group.name for group in people.groups(world.connection, GroupKind.DISTRICT)] == ["Nord"]


def test_a_group_has_a_kind_and_a_tovholder_until_that_person_works_elsewhere_or_leaves(world: World) -> None:
    def group(id_: Id) -> tuple[GroupKind, Id | None]:
        return next((g.kind, g.lead_id) for g in people.groups(world.connection) if g.id == id_)

    assert group(world.spruce) == (GroupKind.ROOM, None)
    for id_ in (world.sunflower, world.spruce):
        people.change_group(world.connection, id_, GroupKind.CLASS, world.anders.id)
    assert group(world.spruce) == (GroupKind.CLASS, world.anders.id)

    people.set_groups(world.connection, world.anders.id, {world.spruce})
    assert (group(world.sunflower)[1], group(world.spruce)[1]) == (None, world.anders.id)

    people.set_left(world.connection, world.anders.id, NOW)
    assert group(world.spruce) == (GroupKind.CLASS, None)
