"""SQLAlchemy engines over ``data.db``: one that writes, one that reads. Import this after the lock screen."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlcipher3 import dbapi2

from opspor.domain.errors import KnownError
from opspor.vault.datafile import Mode, connect
from opspor.vault.faults import REPLACED, known_errors, translate
from opspor.vault.header import DATA
from opspor.vault.keys import Keys


def writer_engine(folder: Path, keys: Keys) -> Engine:
    """The engine of the one writer: a single connection, whose transactions take the write lock when they begin.

    Every error that the world is to blame for comes out as ``KnownError``, from connecting, statements and commits.
    """
    engine = _engine(folder, keys, "rw", "BEGIN IMMEDIATE", connections=1)

    @event.listens_for(engine, "connect")
    def _remember_file(_: dbapi2.Connection, record: ConnectionPoolEntry) -> None:
        record.info["file"] = (folder / DATA).stat().st_ino

    @event.listens_for(engine, "begin")
    def _remember_changes(connection: Connection) -> None:
        connection.info["changes"] = _changes(connection)

    @event.listens_for(engine, "commit")
    def _before_commit(connection: Connection) -> None:
        _refuse_without_file(folder, connection.info["file"])
        if connection.info["changes"] != _changes(connection):
            _count(connection)

    return engine


def _refuse_without_file(folder: Path, opened: int) -> None:
    """Raise ``KnownError`` when ``data.db`` has gone or is another: the system would go on writing into what nobody
    finds again. SQLite asks the same question, but not when it writes to its log.
    """
    with known_errors():
        if (folder / DATA).stat().st_ino != opened:
            raise KnownError(REPLACED)


def _changes(connection: Connection) -> int:
    """How many rows this connection has written so far."""
    driver: Any = connection.connection.driver_connection
    return int(driver.total_changes)


def _count(connection: Connection) -> None:
    """Number the transactions: a log that ends at a lower number than ``data.db`` is of an earlier day."""
    number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version={number + 1}")


def reader_engine(folder: Path, keys: Keys) -> Engine:
    """The engine for long reads, copies and papers: at most two connections, opened read-only."""
    return _engine(folder, keys, "ro", "BEGIN", connections=2)


def fold_wal(engine: Engine) -> bool:
    """Fold the write-ahead log into the file and cut it off, so that what was deleted is in neither.

    False when somebody still reads an older state; it is folded when the vault is closed at the latest.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row: Any = cursor.fetchone()
    finally:
        connection.close()
    return bool(row[0] == 0)


def _engine(folder: Path, keys: Keys, mode: Mode, begin: str, *, connections: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(folder, keys, mode),
        poolclass=QueuePool,  # without this SQLAlchemy takes a pool per thread
        pool_size=connections,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,  # what is written about a child must not stand in an error
    )

    # The driver begins nothing by itself (isolation_level=None), and without BEGIN a rollback does nothing.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error", retval=True)
    def _known(context: ExceptionContext) -> KnownError | None:
        return translate(context.original_exception, folder)

    return engine
