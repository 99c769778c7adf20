"""Maps in the store: word for word, newest first, one successor each."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.network import Considered, Network, NetworkMap, Often, Person, Ring, Sector
from opspor.store import networks
from tests.guards import CARER_NAME, NOTE
from tests.store.factories import World

FULL = Network(
    (Person(CARER_NAME, "mormor", Sector.FAMILY, Ring.NEAR, Often.NOT_NOW, NOTE, "æ ø å"), Person("", "nabo")),
    "Karla", Considered.YES, date(2026, 11, 1), NOTE,
)  # fmt: skip


def drawn(
    world: World, child: Id, network: Network = FULL, replaces: Id | None = None, context: Context = Context.DAYCARE
) -> NetworkMap:
    header = world.header(child_id=child, replaces=replaces)
    made = NetworkMap(
        header.id, child, context, world.mette.id, world.mette.name, header.written_at, network, replaces
    )  # fmt: skip
    networks.add(world.connection, header, made)
    return made


def test_every_version_comes_back_word_for_word_newest_first(world: World) -> None:
    child = world.child()
    first = drawn(world, child)
    later = drawn(world, child, replace(FULL, people=()), replaces=first.id)
    at_school = drawn(world, child, context=Context.SCHOOL)
    drawn(world, world.child())
    assert networks.versions(world.connection, child) == (at_school, later, first)


def test_a_version_has_one_successor(world: World) -> None:
    child = world.child()
    first = drawn(world, child)
    drawn(world, child, replaces=first.id)
    with pytest.raises(IntegrityError):
        drawn(world, child, replaces=first.id)
