"""The log is a row of lines, each with the hash of the one before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from opspor.domain.beredskab import Track
from opspor.domain.ids import Id
from opspor.store import log
from opspor.store.log import About, Checkpoint, Wanted
from tests.store.factories import NOW, World

LINE = log.LogEntry(1, NOW, Id("mette"), "slot", "child.open", "id", '{"rows":3}', "", "a" * 64, b"\x00\xff" * 32)


def test_an_empty_log_has_number_0_and_no_hash(connection: Connection) -> None:
    assert log.last(connection) == (0, "")
    assert list(log.entries(connection)) == []


def test_lines_come_back_as_they_went_in_oldest_first(connection: Connection) -> None:
    second = replace(LINE, number=2, previous=LINE.hash, hash="b" * 64)
    log.add(connection, second)
    log.add(connection, LINE)

    assert list(log.entries(connection)) == [LINE, second]
    assert log.last(connection) == (2, "b" * 64)


def test_a_number_is_used_once(connection: Connection) -> None:
    log.add(connection, LINE)

    with pytest.raises(IntegrityError):
        log.add(connection, LINE)


def test_the_first_line_from_a_number_on_says_since_when_something_waits(connection: Connection) -> None:
    assert log.written_since(connection, 1) is None
    log.add(connection, LINE)
    log.add(connection, replace(LINE, number=5, at=NOW + timedelta(days=1)))

    assert log.written_since(connection, 1) == NOW
    assert log.written_since(connection, 2) == NOW + timedelta(days=1)
    assert log.written_since(connection, 6) is None


def numbered(connection: Connection, *changes: dict[str, object]) -> None:
    """Lines 1, 2, …, an hour apart, each with something of its own."""
    for number, change in enumerate(changes, start=1):
        line = replace(LINE, number=number, at=NOW + timedelta(hours=number), hash=f"{number:064}", subject_id=Id(""))
        log.add(connection, replace(line, **change))  # type: ignore[arg-type]


def test_the_lines_about_one_thing_are_found_newest_first_and_no_others(connection: Connection) -> None:
    paper, export = Id("paper"), "paper.export"
    numbered(
        connection, {"subject_id": paper, "action": export}, {"subject_id": paper}, {"action": export},
        {"subject_id": paper, "action": export},
    )  # fmt: skip

    assert [line.number for line in log.about(connection, paper, export)] == [4, 1]


def test_a_line_is_found_by_its_number_and_the_first_from_a_number_on_by_its_time(connection: Connection) -> None:
    numbered(connection, {}, {})

    assert log.hash_of(connection, 2) == f"{2:064}"
    assert log.hash_of(connection, 3) is None
    assert log.written_since(connection, 2) == NOW + timedelta(hours=2)
    assert log.written_since(connection, 3) is None


def test_lines_are_narrowed_and_paged_newest_first(connection: Connection) -> None:
    other: dict[str, object] = {"actor_id": Id("jonas"), "action": "login"}
    numbered(connection, {}, other, {}, other, {})

    def found(before: int | None = None, limit: int | None = None, **wanted: object) -> list[int]:
        page = log.page(connection, Wanted(**wanted), before=before, limit=limit)  # type: ignore[arg-type]
        return [line.number for line in page]

    assert found() == [5, 4, 3, 2, 1]
    assert found(limit=2) == [5, 4]
    assert found(before=4, limit=2) == [3, 2]
    assert found(person=Id("jonas")) == [4, 2]
    assert found(actions=frozenset({"child.open"})) == [5, 3, 1]
    assert found(since=NOW + timedelta(hours=2), until=NOW + timedelta(hours=4)) == [3, 2]
    assert log.numbers(connection, Wanted(person=Id("jonas"))) == [2, 4]
    assert [line.number for line in log.lines(connection, [2, 5])] == [5, 2]


def test_a_record_about_an_employee_is_found_by_its_child_for_leaders_alone(world: World) -> None:
    mine = world.child()
    concern = world.concern(mine, track=Track.EMPLOYEE)
    paper = world.paper(concern)
    numbered(world.connection, {"subject_id": mine}, {"subject_id": concern.id}, {"subject_id": paper.id})

    assert log.numbers(world.connection, Wanted(child=mine)) == [1, 2, 3]
    assert log.numbers(world.connection, Wanted(child=mine, for_leader=False)) == [1]
    about = log.subjects(world.connection, {mine, concern.id, paper.id})
    assert [about[id_].for_leader for id_ in (mine, concern.id, paper.id)] == [False, True, True]


def test_a_child_has_its_own_lines_and_those_of_its_records_and_concerns(world: World) -> None:
    mine, other = world.child(), world.child()
    concern, strange = world.concern(mine, track=Track.PARENTS), world.concern(other)
    paper = world.paper(concern)
    numbered(
        world.connection, {"subject_id": mine}, {"subject_id": other}, {"subject_id": concern.id},
        {"subject_id": paper.id}, {"subject_id": strange.id}, {"subject_id": world.mette.id},
    )  # fmt: skip

    assert log.numbers(world.connection, Wanted(child=mine)) == [1, 3, 4]
    assert log.numbers(world.connection, Wanted(child=mine, for_leader=False)) == [1, 3, 4]
    about = log.subjects(world.connection, {mine, concern.id, paper.id, strange.id, world.mette.id, "ukendt"})
    assert "ukendt" not in about
    assert {about[id_].code for id_ in (mine, concern.id, paper.id)} == {"B001"}
    assert (about[concern.id].kind, about[paper.id].kind, about[strange.id].kind) == ("concern", "paper", "concern")
    assert [about[id_].delicate for id_ in (mine, concern.id, paper.id, strange.id)] == [False, True, True, False]
    assert about[world.mette.id] == About("person", world.mette.name)


def test_retention_takes_the_old_and_keeps_what_binds(world: World) -> None:
    round_, child = world.round(), world.child()
    own = world.own(round_, child, world.mette)
    numbered(world.connection, {"action": "join"}, {}, {"subject_id": own.id}, {}, {})
    made = Checkpoint(4, f"{4:064}", NOW, world.mette.id, "slot", b"s" * 64)
    assert log.checkpoint(world.connection) is None

    assert log.last_before(world.connection, NOW + timedelta(hours=5)) == 4
    assert log.last_before(world.connection, NOW) == 0
    assert log.last_before(world.connection, NOW + timedelta(days=9)) == 5
    assert log.kept(world.connection, 4, ["join"]) == [f"{1:064}", f"{3:064}"]
    assert log.retain(world.connection, made, ["join"]) == 2

    assert [line.number for line in log.entries(world.connection)] == [1, 3, 5]
    assert log.checkpoint(world.connection) == made


def test_a_clock_that_was_set_back_tears_no_hole(connection: Connection) -> None:
    numbered(connection, {}, {}, {"at": NOW - timedelta(days=99)}, {})

    assert log.last_before(connection, NOW + timedelta(hours=2)) == 1
