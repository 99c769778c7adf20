"""One real, encrypted file with every table for the whole folder; each test has a transaction that is rolled back.

Every statement that a test runs is also compiled for PostgreSQL, on which the same tables are to run.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import postgresql

from opspor.store import migrate
from opspor.vault import connection as vault
from opspor.vault import datafile
from opspor.vault.keys import Keys
from tests.store.factories import World

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys("vault", "slot", "person", os.urandom(32), os.urandom(16), os.urandom(32))


@pytest.fixture(scope="session")
def engine(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("vault")
    datafile.create(folder, keys)
    engine = vault.writer_engine(folder, keys)
    event.listen(engine, "before_execute", compile_for_postgresql)
    with engine.begin() as connection:
        migrate.bring_up_to_date(connection)
    yield engine
    engine.dispose()


def compile_for_postgresql(_connection: Connection, clause: Any, *_rest: Any) -> None:
    """Raise for a statement that cannot be put in PostgreSQL's words."""
    clause.compile(dialect=POSTGRESQL)


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def world(connection: Connection) -> World:
    """Two rooms, two of the staff, and what it takes to add records about children."""
    return World(connection)
