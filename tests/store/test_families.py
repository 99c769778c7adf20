"""Whom letters go to, group by group."""

from dataclasses import replace

from opspor.domain.child import Custody
from opspor.store import children
from opspor.store.families import families
from tests.store.factories import PARTICULARS, World


def test_the_newest_language_and_carers_of_each_child_of_the_group_now(world: World) -> None:
    one, alone = world.child(), world.child(replace(PARTICULARS, language="polsk", carers=()))
    gone = world.child()
    children.leave(world.connection, gone, world.sunflower, world.now.date())
    before, _ = children.particulars(world.connection, one)
    carers = tuple(replace(carer, custody=Custody.UNKNOWN) for carer in PARTICULARS.carers)
    changed = replace(PARTICULARS, language="tyrkisk", carers=carers)
    children.change(world.connection, replace(world.header(child_id=one), replaces=before), changed)

    found = families(world.connection, world.sunflower)

    assert found == {one: ("tyrkisk", carers), alone: ("polsk", ())}
    assert families(world.connection, world.id()) == {}
