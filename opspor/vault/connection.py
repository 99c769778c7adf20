"""SQLAlchemy engines over ``data.db``: one that writes, one that reads. Import this after the lock screen."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from opspor.domain.errors import KnownError
from opspor.vault.datafile import Mode, connect
from opspor.vault.faults import translate
from opspor.vault.keys import Keys


def writer_engine(folder: Path, keys: Keys) -> Engine:
    """The engine of the one writer: a single connection, whose transactions take the write lock when they begin.

    Every error that the world is to blame for comes out as ``KnownError``, from connecting, statements and commits.
    """
    return _engine(folder, keys, "rw", "BEGIN IMMEDIATE", connections=1)


def reader_engine(folder: Path, keys: Keys) -> Engine:
    """The engine for long reads, copies and papers: at most two connections, opened read-only."""
    return _engine(folder, keys, "ro", "BEGIN", connections=2)


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
        return translate(context.original_exception)

    return engine
