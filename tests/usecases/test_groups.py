"""A group is a stue, a class, an SFO or a district, and somebody may hold its threads."""

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind
from opspor.usecases import children, groups, people
from opspor.usecases.children import NewChild
from tests.usecases.conftest import House


def group(house: House, name: str) -> Group:
    return next(g for g in house.do(people.overview).groups if g.name == name)


def test_what_a_group_is_is_guessed_when_its_list_comes_in_and_then_corrected(house: House) -> None:
    new = [NewChild("Karl", "Kanari", None, "", name, "") for name in ("2.B", "SFO Rød")]
    house.do(lambda desk: children.import_list(desk, new))
    assert (group(house, "2.B").kind, group(house, "SFO Rød").kind) == (GroupKind.CLASS, GroupKind.AFTER_SCHOOL)
    assert group(house, "Bøgestuen").kind is GroupKind.ROOM

    room, jonas = house.groups["Bøgestuen"], house.ids["jonas"]
    house.do(lambda desk: groups.change(desk, room, kind=GroupKind.AFTER_SCHOOL, lead_id=jonas))
    assert (group(house, "Bøgestuen").kind, group(house, "Bøgestuen").lead_id) == (GroupKind.AFTER_SCHOOL, jonas)

    house.do(lambda desk: groups.change(desk, room, kind=GroupKind.ROOM, lead_id=None))
    assert (group(house, "Bøgestuen").kind, group(house, "Bøgestuen").lead_id) == (GroupKind.ROOM, None)


@pytest.mark.parametrize("lead", ["ali", "nobody"])
def test_a_tovholder_works_in_the_group(house: House, lead: str) -> None:
    room = house.groups["Bøgestuen"]
    with pytest.raises(KnownError) as refused:
        house.do(
            lambda desk: groups.change(desk, room, kind=GroupKind.CLASS, lead_id=house.ids.get(lead, Id("nobody")))
        )
    assert refused.value.code == "GRUPPE-TOVHOLDER"
    assert group(house, "Bøgestuen").kind is GroupKind.ROOM


def test_a_group_that_is_gone_is_said(house: House) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: groups.change(desk, Id("gone"), kind=GroupKind.CLASS, lead_id=None))
    assert refused.value.code == "GRUPPE-MANGLER"


def test_a_tovholder_who_is_taken_out_of_the_group_holds_nothing(house: House) -> None:
    room, jonas = house.groups["Bøgestuen"], house.ids["jonas"]
    house.do(lambda desk: groups.change(desk, room, kind=GroupKind.ROOM, lead_id=jonas))
    house.do(lambda desk: people.set_groups(desk, jonas, [house.groups["Egestuen"]]))
    assert group(house, "Bøgestuen").lead_id is None
