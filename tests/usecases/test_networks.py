"""The map of the people around a child: versions, two who draw at once, where it is seen, and on paper."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Context
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.network import Considered, Network, Often, Person, Ring, Sector
from opspor.usecases import children, log, networks
from opspor.usecases.log_words import ACTION_WORDS
from opspor.usecases.networks import Drawn, NetworkSheet
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House
from tests.usecases.test_parent_contacts import both

GRANDMOTHER = Person("Kanaria", "mormor", Sector.FAMILY, Ring.CLOSE, Often.WEEKLY, "Ro", "Kan hente")
FRIEND = Person("Bo", "", Sector.FRIENDS, Ring.NEAR)
MAP = Network((GRANDMOTHER,), "Karla", Considered.YES, date(2026, 3, 17), "Mormor henter")


def keep(
    house: House, child: Id, network: Network = MAP, based_on: Id | None = None, context: Context = Context.DAYCARE
) -> Id:
    return house.do(lambda desk: networks.keep(desk, child, context, network, based_on))


def sheet(house: House, child: Id, context: Context | None = None) -> NetworkSheet:
    return house.do(lambda desk: networks.sheet(desk, child, context))


def test_nothing_is_on_a_map_beforehand(house: House) -> None:
    found = sheet(house, house.children[0])
    assert (found.versions, found.current, found.draft) == ((), None, None)
    assert (found.context, found.contexts, found.may_draw) == (Context.DAYCARE, (Context.DAYCARE,), True)


def test_a_kept_map_comes_back_and_the_one_before_stays(house: House) -> None:
    karla = house.children[0]
    first = keep(house, karla)
    house.enter("sofie")
    keep(house, karla, replace(MAP, people=(GRANDMOTHER, FRIEND)), first)
    found = sheet(house, karla)
    assert [len(one.network.people) for one in found.versions] == [2, 1]
    assert found.current is not None
    assert found.current.author_id == house.ids["sofie"]


def test_two_who_draw_at_once_are_told_and_nothing_is_lost(house: House) -> None:
    karla = house.children[0]
    first = keep(house, karla)
    mine = Drawn(replace(MAP, people=(FRIEND,)), first)
    house.do(lambda desk: networks.save(desk, karla, Context.DAYCARE, mine))
    with house.as_("sofie"):
        keep(house, karla, based_on=first)
    house.enter("mette")
    for based_on in (None, first):
        with pytest.raises(KnownError) as refused:
            house.do(partial(networks.keep, child_id=karla, context=Context.DAYCARE, network=MAP, based_on=based_on))
        assert refused.value.code == "NETVAERK-AENDRET"
        assert sheet(house, karla).draft == mine


def test_a_draft_belongs_to_one_person_keeps_a_half_typed_person_and_goes_with_the_map(house: House) -> None:
    karla = house.children[0]
    half = Drawn(Network((GRANDMOTHER,)), None, Person("Bo"), 0)
    house.do(lambda desk: networks.save(desk, karla, Context.DAYCARE, half))
    assert sheet(house, karla).draft == half
    with house.as_("sofie"):
        assert sheet(house, karla).draft is None
    house.enter("mette")
    keep(house, karla)
    assert sheet(house, karla).draft is None


def test_a_draft_can_be_thrown_away(house: House) -> None:
    karla = house.children[0]
    house.do(lambda desk: networks.save(desk, karla, Context.DAYCARE, Drawn(MAP, None)))
    house.do(lambda desk: networks.forget(desk, karla, Context.DAYCARE))
    assert sheet(house, karla).draft is None


def test_what_is_not_whole_leaves_nothing(house: House) -> None:
    karla = house.children[0]
    with pytest.raises(KnownError) as refused:
        keep(house, karla, Network())
    assert refused.value.code == "NETVAERK-TOM"
    assert sheet(house, karla).versions == ()


def test_a_map_from_home_is_not_shown_in_the_room(house: House) -> None:
    child = both(house)
    house.enter("hanne")
    keep(house, child, context=Context.HOME)
    assert sheet(house, child).current is not None
    house.enter("sofie")
    found = sheet(house, child)
    assert (found.context, found.contexts, found.versions) == (Context.DAYCARE, (Context.DAYCARE,), ())
    with pytest.raises(KnownError) as refused:
        sheet(house, child, Context.HOME)
    assert refused.value.code == "ADGANG-NEJ"
    house.enter("mette")
    assert sheet(house, child).contexts == (Context.HOME, Context.DAYCARE), "the leader sees both, side by side"


def test_one_draws_where_one_sees_the_child(house: House) -> None:
    child = both(house)
    house.enter("sofie")
    for context in (Context.HOME, Context.SCHOOL):
        with pytest.raises(KnownError) as refused:
            keep(house, child, context=context)
        assert refused.value.code == "ADGANG-NEJ"


def test_it_is_printed_as_it_is_kept_and_its_line_stands_on_it(house: House, tmp_path: Path) -> None:
    karla, target = house.children[0], tmp_path / "kort.pdf"
    keep(house, karla)
    house.do(lambda desk: networks.save(desk, karla, Context.DAYCARE, Drawn(Network((FRIEND,)), None)))
    house.do(lambda desk: networks.print_network(desk, karla, Context.DAYCARE, target))
    text = "\n".join(page_texts(target.read_bytes()))
    assert "Fortroligt" in text
    assert "mormor · helt tæt på · Kontakt: hver uge" in text
    assert "Bo" not in text, "a draft is not printed"
    lines = house.do(lambda desk: log.of_child(desk, karla))
    printed = [line.number for line in lines if line.what == ACTION_WORDS[Action.PRINT_NETWORK][1]]
    assert f"Log {min(printed)} ·" in text, "the line that stands on it comes before the one that ends it"
    assert "Kanaria" not in repr(lines)


def test_without_a_map_there_is_no_paper(house: House, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: networks.print_network(desk, house.children[0], Context.DAYCARE, tmp_path / "x.pdf"))
    assert refused.value.code == "NETVAERK-MANGLER"
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_protected_address_stops_the_paper(house: House, tmp_path: Path) -> None:
    karla = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, karla))
    known = replace(file.particulars, address="Åvej 3, 7400 Herning", protected=True)
    house.do(lambda desk: children.change(desk, karla, file.particulars_id, known))
    keep(house, karla, replace(MAP, note="Mormor bor Åvej 3"))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: networks.print_network(desk, karla, Context.DAYCARE, tmp_path / "x.pdf"))
    assert refused.value.code == "PAPIR-BESKYTTET"
    assert list(tmp_path.glob("*.pdf")) == []
