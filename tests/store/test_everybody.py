"""Every name and address is read, of whoever it is, and nothing that says whose."""

from dataclasses import replace

from opspor.domain.child import Sibling
from opspor.store import children
from opspor.store.everybody import everybody
from tests.store.factories import FULL, PARTICULARS, World


def test_everybody_who_was_ever_written_down_is_there(world: World) -> None:
    child = world.child(replace(FULL, siblings=(Sibling("lillebror Ib", ""),), contact_person="Kontaktpædagog Åse"))
    first, _ = children.particulars(world.connection, child)
    moved = replace(FULL, last_name="Kanarin", address="Ærøgade 1", carers=())
    children.change(world.connection, world.header(child_id=child, replaces=first), moved)
    world.child(PARTICULARS)
    concern = world.concern(None, typed_name="Malte Vind")

    found = everybody(world.connection)

    assert f"{FULL.first_name} {FULL.last_name}" in found.names  # as it was called before
    assert f"{FULL.first_name} Kanarin" in found.names
    assert world.mette.name in found.names
    assert {"lillebror Ib", "Kontaktpædagog Åse", concern.typed_name} <= set(found.in_words)
    assert {carer.name for carer in FULL.carers} <= set(found.in_words)
    assert {"Ærøgade 1", FULL.address} <= set(found.addresses)
    assert "" not in (*found.in_words, *found.addresses)


def test_a_name_that_many_have_is_read_once(world: World) -> None:
    world.child(PARTICULARS)
    world.child(PARTICULARS)
    assert everybody(world.connection).names.count(f"{PARTICULARS.first_name} {PARTICULARS.last_name}") == 1
