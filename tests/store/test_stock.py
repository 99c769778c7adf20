"""How much there is of what, in a vault with something in every table, and in an empty one."""

from dataclasses import replace

from sqlalchemy import func, select

from opspor.documents.stock_paper import SORTS
from opspor.store import schema as t
from opspor.store import stock
from tests.store.factories import FULL, NOW, World
from tests.store.test_erasure import write_about


def test_everything_is_counted(world: World) -> None:
    write_about(world, world.child())
    world.child(replace(FULL, cpr=""))
    held = stock.holdings(world.connection)
    assert (held.children, held.born_from, held.born_to) == (2, 2022, 2022)
    assert held.protected >= 1
    assert held.with_cpr == 1
    assert held.carers >= 5
    assert held.papers >= 1
    counted = {one.kind: one for one in held.kinds}
    assert counted["particulars"].first.date() == NOW.date()
    every = world.connection.execute(select(func.count()).select_from(t.record)).scalar_one()
    assert sum(one.count for one in held.kinds) == every


def test_every_kind_of_record_has_a_word_on_the_paper() -> None:
    named = {kind for kinds in SORTS.values() for kind in kinds}
    kinds = {table.name for table in t.metadata.sorted_tables if [c.name for c in table.primary_key] == ["record_id"]}
    assert kinds <= named, kinds - named


def test_an_empty_vault_holds_nothing(world: World) -> None:
    held = stock.holdings(world.connection)
    assert (held.children, held.born_from, held.kinds, held.last_used) == (0, None, (), None)
