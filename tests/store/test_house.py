"""Rows that anybody can read: nothing secret, nothing sealed, and no row lost."""

import json

from opspor.store import house
from opspor.store import schema as t
from tests.store.factories import World
from tests.store.test_erasure import write_about


def test_every_table_gives_all_its_rows_as_json(world: World) -> None:
    write_about(world, world.child())
    counted = house.counts(world.connection)
    for table in house.tables():
        found = list(house.rows(world.connection, table, frozenset()))
        assert len(found) == counted[table] - house.kept_back(world.connection, table, ()), table
        json.dumps(found)
    assert {*counted} == {*house.tables(), *house.LEFT_OUT} == {table.name for table in t.metadata.sorted_tables}


def test_no_bytes_come_out(world: World) -> None:
    write_about(world, world.child())
    for row in house.rows(world.connection, "own_assessment", frozenset()):
        assert "nonce" not in row
        assert isinstance(row["body"], dict)


def test_own_answers_stay_sealed_until_the_team_has_agreed(world: World) -> None:
    round_, child = world.round(), world.child()
    own = world.own(round_, child, world.anders)
    assert house.sealed_answers(world.connection, world.mette.id) == {own.id}
    assert list(house.rows(world.connection, "own_assessment", {own.id})) == []
    assert house.kept_back(world.connection, "own_assessment", {own.id}) == 1


def test_who_is_to_assess_and_has_not_sees_no_answer_of_others(world: World) -> None:
    """Also where the others have agreed meanwhile: whoever takes the house out may be one of the team."""
    round_, child = world.round(), world.child()
    own = world.own(round_, child, world.anders)
    world.joint(round_, child)
    assert house.sealed_answers(world.connection, world.mette.id) == {own.id}
    world.own(round_, child, world.mette)
    assert house.sealed_answers(world.connection, world.mette.id) == frozenset()


def test_papers_are_found_oldest_first(world: World) -> None:
    write_about(world, world.child())
    found = house.papers(world.connection)
    assert found
    assert list(found) == sorted(found)
