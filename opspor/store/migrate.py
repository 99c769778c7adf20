"""Brings the tables of a vault up to what this program needs. Alembic is imported only when that is due."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from opspor.domain.errors import Fault, KnownError

HEAD = "0007"
_KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")

TOO_NEW = Fault(
    "DATA-NYERE",
    "Mappen er skrevet af en nyere udgave af opspor. Intet er ændret. "
    "Brug den nyere udgave, eller bed it om at opdatere.",
)


def revision(connection: Connection) -> str | None:
    """The revision the tables have; None in a new file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def has_older_tables(connection: Connection) -> bool:
    """Whether there are tables that ``bring_up_to_date`` would change; false for a new file."""
    found = revision(connection)
    return found in _KNOWN and found != HEAD


def bring_up_to_date(connection: Connection) -> bool:
    """Run the revisions that are missing, inside the caller's transaction. True when there were any.

    Raises ``KnownError`` DATA-NYERE when the tables are newer than this program.
    """
    found = revision(connection)
    if found == HEAD:
        return False
    if found is not None and found not in _KNOWN:
        raise KnownError(TOO_NEW)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True
