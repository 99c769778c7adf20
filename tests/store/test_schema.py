"""The tables: what they refuse, how they keep a moment, and that they would run on PostgreSQL too."""

import ast
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateIndex, CreateTable

from opspor.domain.assessment import OwnAnswers, Position, Trivsel
from opspor.store import schema as t
from opspor.store.schema import metadata
from tests.store.conftest import POSTGRESQL
from tests.store.factories import NOW, World


def _written_and_read(connection: Connection, at: datetime) -> datetime:
    """``at`` as it comes back from the file."""
    connection.execute(insert(t.log_entry).values(
        number=1, at=at, actor_id="a", slot_id="s", action="x", subject_id="", detail="{}", previous="", hash="",
        signature=b"",
    ))  # fmt: skip
    read: datetime = connection.execute(select(t.log_entry.c.at)).scalar_one()
    return read


@pytest.mark.parametrize("hours", [-8, 0, 1, 2, 13])
def test_a_moment_keeps_its_instant_whatever_zone_it_was_written_in(connection: Connection, hours: int) -> None:
    written = datetime(2026, 11, 3, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=hours)))

    read = _written_and_read(connection, written)

    assert read == written
    assert read.utcoffset() == timedelta(hours=1)  # Danish winter


def test_both_passes_of_the_hour_when_summer_ends_are_told_apart(connection: Connection) -> None:
    first_pass = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    read = _written_and_read(connection, first_pass)

    assert read == first_pass
    assert (read.hour, read.utcoffset()) == (2, timedelta(hours=2))


def test_a_vault_read_on_a_pc_in_another_zone_shows_the_same_instant(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written_and_read(connection, NOW)
    with monkeypatch.context() as there:
        there.setenv("TZ", "UTC+3")
        time.tzset()
        read = connection.execute(select(t.log_entry.c.at)).scalar_one()
    time.tzset()

    assert read == NOW
    assert read.utcoffset() == timedelta(hours=-3)


def test_a_time_without_a_zone_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        _written_and_read(connection, datetime(2026, 11, 3, 8, 5))  # noqa: DTZ001


def test_a_record_has_one_successor(world: World) -> None:
    round_, child = world.round(), world.child()
    first = world.own(round_, child, world.mette)
    world.own(round_, child, world.mette, replaces=first.id)

    with pytest.raises(IntegrityError, match=r"record\.replaces"):
        world.own(round_, child, world.mette, replaces=first.id)


def test_a_person_assesses_a_child_once_in_a_round_and_may_correct_it(world: World) -> None:
    round_, child = world.round(), world.child()
    first = world.own(round_, child, world.mette)
    world.own(round_, child, world.anders)
    world.own(round_, child, world.mette, OwnAnswers(position=Position.EXPOSED, trivsel=Trivsel.THRIVES), first.id)
    world.own(world.round("Forår"), child, world.mette)
    world.own(round_, world.child(), world.mette)

    with pytest.raises(IntegrityError, match="own_assessment"):
        world.own(round_, child, world.mette)


def test_a_team_agrees_once_on_a_child_in_a_round_and_may_correct_it(world: World) -> None:
    round_, child = world.round(), world.child()
    first = world.joint(round_, child)
    world.joint(round_, child, replaces=first.id)
    world.joint(world.round("Forår"), child)

    with pytest.raises(IntegrityError, match="joint_assessment"):
        world.joint(round_, child)


def test_a_child_is_in_a_group_once_at_a_time(world: World) -> None:
    row = {"child_id": world.child(), "group_id": world.sunflower, "since": NOW.date()}
    world.connection.execute(insert(t.enrolment).values(id="before", until=NOW.date(), **row))

    with pytest.raises(IntegrityError, match="enrolment"):
        world.connection.execute(insert(t.enrolment).values(id="again", **row))


def test_a_row_about_nobody_is_refused(world: World) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        world.own(world.round(), world.id(), world.mette)


def test_every_table_and_index_can_be_made_on_postgresql() -> None:
    for table in metadata.sorted_tables:
        CreateTable(table).compile(dialect=POSTGRESQL)
        for index in table.indexes:
            made = str(CreateIndex(index).compile(dialect=POSTGRESQL))
            assert ("WHERE" in made) == (index.dialect_options["sqlite"]["where"] is not None)


def test_a_statement_that_only_sqlite_knows_is_caught_when_it_is_run(connection: Connection) -> None:
    upsert = sqlite.insert(t.setting).values(key="k", value="v").on_conflict_do_nothing()

    with pytest.raises(AttributeError, match="constraint_target"):  # what PostgreSQL's compiler misses
        connection.execute(upsert)


def test_every_query_of_the_store_is_asked_in_these_tests() -> None:
    """Which compiles it for PostgreSQL: the fixture ``engine`` sees to that."""
    asked = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))
    for path in Path(t.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(arg.arg == "connection" for arg in node.args.args):
                assert node.name.startswith("_") or f"{path.stem}.{node.name}(" in asked, f"{path.stem}.{node.name}"
