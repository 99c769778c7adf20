"""Every row about a child, whatever table it stands in."""

from dataclasses import replace

from opspor.domain.ids import Id
from opspor.domain.subject_access import Asker, Request
from opspor.store import children, dossier, drafts, protection
from tests.store.factories import FULL, NOW, PARTICULARS, World
from tests.store.test_erasure import everything, write_about


def test_each_row_that_was_written_about_a_child_is_found_once(world: World) -> None:
    write_about(world, world.child())
    before = everything(world.connection)
    child = world.child()
    write_about(world, child)
    made = {name: len(rows) - len(before[name]) for name, rows in everything(world.connection).items()}

    found = dossier.rows(world.connection, child)

    assert len({(row.table, row.key) for row in found}) == len(found)
    counts = {name: sum(row.table == name for row in found) for name in made}
    of_nobody = {"draft", "assessment_round", "round_group", "round_assessor", "forum", "forum_day", "record"}
    assert {name: made[name] for name in made.keys() - of_nobody} == {
        name: counts[name] for name in made.keys() - of_nobody
    }
    # a forum and its day are about no child, and so are their headers
    assert counts["record"] == made["record"] - made["forum"] - made["forum_day"] > 10


def test_what_the_program_looks_up_and_proves_with_is_not_read(world: World) -> None:
    child = world.child()
    write_about(world, child)

    found = dossier.rows(world.connection, child)

    assert all((row.table, name) not in dossier.LEFT_OUT for row in found for name in row.values)
    assert {"nonce", "search", "sort_key"} == {name for _, name in dossier.LEFT_OUT}


def test_a_row_says_which_other_records_it_is_about(world: World) -> None:
    child = world.child()
    concern = world.concern(child)
    paper = world.paper(concern)

    found = {row.key: row for row in dossier.rows(world.connection, child) if row.table == "paper"}

    assert dossier.points_to(found[paper.id]) == {concern.id}


def test_homes_and_numbers_that_somebody_had_before_are_known(world: World) -> None:
    child = world.child(replace(FULL, address="Gammelvej 1", carers=FULL.carers[:1]))
    first = children.particulars(world.connection, child)[0]
    moved = replace(FULL, carers=(replace(FULL.carers[0], address="Nyvej 2", phone="90000099"),))
    children.change(world.connection, world.header(child_id=child, replaces=first), moved)

    found = dossier.former_homes(world.connection, child)

    mother = FULL.carers[0]
    assert set(found) == {
        (None, "Gammelvej 1", ""), (None, FULL.address, ""), (mother.id, mother.address, mother.phone),
        (mother.id, "Nyvej 2", "90000099"),
    }  # fmt: skip


def test_rounds_are_known_by_name(world: World) -> None:
    round_ = world.round("Efterår 2026")

    assert dossier.rounds_named(world.connection, {round_.id, "nobody"}) == {round_.id: "Efterår 2026"}


def test_drafts_about_the_child_are_counted_but_not_where_somebody_was_nor_the_request_itself(world: World) -> None:
    connection, child, other = world.connection, world.child(PARTICULARS), world.child()
    request = world.header(child_id=child)
    protection.add_request(connection, request, request.id, Request(Asker.YOUTH, "Kanari", NOW.date()))
    for key, about in (("own:r", child), ("place:r", child), ("own:s", other), (f"page:access:{request.id}", child)):
        drafts.save(connection, world.mette.id, key, {"child": about}, NOW)
    drafts.save(connection, world.anders.id, f"own:r:{child}", {"text": ""}, NOW)
    drafts.save(connection, world.anders.id, "own:t", {"replaces": "its-record"}, NOW)

    assert dossier.drafts_about(connection, child, ()) == 2
    assert dossier.drafts_about(connection, child, {Id("its-record")}) == 3
    assert dossier.drafts_about(connection, Id("nobody"), ()) == 0
