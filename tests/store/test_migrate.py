"""The tables are made by revisions, in the caller's transaction, and are exactly those that the queries know."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text

from opspor.domain.errors import KnownError
from opspor.store import migrate, people
from opspor.store.schema import metadata
from opspor.vault import connection as vault
from opspor.vault import datafile
from opspor.vault.keys import Keys
from tests.store.factories import one_row_each

_REVISIONS = Path(migrate.__file__).parent / "migrations" / "versions"


@pytest.fixture
def empty(keys: Keys, tmp_path: Path) -> Iterator[Engine]:
    """A new file without tables."""
    datafile.create(tmp_path, keys)
    engine = vault.writer_engine(tmp_path, keys)
    yield engine
    engine.dispose()


def test_the_revisions_make_the_tables_that_the_queries_know(connection: Connection) -> None:
    assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_indexes_are_the_same_down_to_their_conditions(connection: Connection) -> None:
    made = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    found = {name: " ".join(sql.split()) for name, sql in made}
    known = {index.name: index for table in metadata.sorted_tables for index in table.indexes}

    assert set(found) == set(known)
    for name, sql in found.items():
        where = known[name].dialect_options["sqlite"]["where"]
        assert sql.endswith(f"WHERE {where}") if where is not None else "WHERE" not in sql
        assert ("UNIQUE" in sql) == bool(known[name].unique)


def test_foreign_keys_and_unique_constraints_are_the_same(connection: Connection) -> None:
    found = inspect(connection)
    for table in metadata.sorted_tables:
        keys = {(key["constrained_columns"][0], key["referred_table"]) for key in found.get_foreign_keys(table.name)}
        assert keys == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}
        unique = {constraint["column_names"][0] for constraint in found.get_unique_constraints(table.name)}
        assert unique == {column.name for column in table.columns if column.unique and not column.index}


def test_a_new_file_is_brought_up_to_date_once(empty: Engine) -> None:
    with empty.begin() as connection:
        assert migrate.revision(connection) is None
        assert not migrate.has_older_tables(connection)  # nothing that could be lost
        assert migrate.bring_up_to_date(connection)
        assert migrate.revision(connection) == migrate.HEAD
    with empty.begin() as connection:
        assert not migrate.bring_up_to_date(connection)


def test_a_failure_leaves_the_file_as_it_was(empty: Engine) -> None:
    class PowerCutError(Exception):
        pass

    def begin_and_fail() -> None:
        with empty.begin() as connection:
            migrate.bring_up_to_date(connection)
            raise PowerCutError

    with pytest.raises(PowerCutError):
        begin_and_fail()

    with empty.begin() as connection:
        assert inspect(connection).get_table_names() == []


def test_tables_of_a_newer_program_are_refused_and_left_alone(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not migrate.has_older_tables(connection)

    with pytest.raises(KnownError) as error:
        migrate.bring_up_to_date(connection)

    assert error.value.code == "DATA-NYERE"
    assert migrate.revision(connection) == "9999"


def test_every_revision_is_known_and_the_last_is_the_head() -> None:
    revisions = sorted(path.name[1:5] for path in _REVISIONS.glob("r*.py"))

    assert tuple(revisions) == migrate._KNOWN
    assert revisions[-1] == migrate.HEAD


def test_alembic_is_imported_only_when_a_revision_is_due() -> None:
    code = "import sys, opspor.store.migrate; sys.exit('alembic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0


def test_a_vault_of_the_first_version_is_brought_up_to_date_with_everything_in_it(empty: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_REVISIONS.parent))
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        one_row_each(connection)
        task = '{"context": "after_school", "find_out": {"what": "Sover hun?", "who": "staff", "on": "2026-05-04"}}'
        connection.execute(text("UPDATE joint_assessment SET body = :body"), {"body": task})
        connection.execute(text("UPDATE record SET child_id = 'staff'"))
        before = _rows(connection)
    assert len(before) > 20

    with empty.begin() as connection:
        assert migrate.revision(connection) == "0001"
        assert migrate.has_older_tables(connection)
        assert migrate.bring_up_to_date(connection)

    with empty.begin() as connection:
        after = _rows(connection)
        assert people.staff(connection)[0].left_at is None
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert {after[name][0]["context"] for name in ("own_assessment", "joint_assessment")} == {"after_school"}
    assert [row["protected"] for row in after["child"]] == [row["protected"] for row in before["particulars"]]
    joint = after["joint_assessment"][0]
    assert (joint["find_out_on"], joint["find_out_by"]) == ("2026-05-04", "staff")
    for table, rows in before.items():
        assert all(new.items() >= old.items() for new, old in zip(after[table], rows, strict=True))


def _rows(connection: Connection) -> dict[str, list[dict[str, object]]]:
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {
        name: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]  # noqa: S608
        for name in names
    }
