"""``data.db`` itself: the one place that opens SQLCipher. SQLAlchemy is not needed for it."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlcipher3 import dbapi2

from opspor.domain.errors import Fault, KnownError
from opspor.vault.faults import (
    DATA_DAMAGED,
    DATA_MISSING,
    DATA_SHORT,
    DRIVE,
    LEFTOVER,
    OTHER_VAULT,
    PAGES_DAMAGED,
    Finding,
    finding,
    known_errors,
    translate,
)
from opspor.vault.header import DATA, data_salt
from opspor.vault.keys import Keys

Mode = Literal["ro", "rw"]

_PAGE = 4096
_WAL_HEADER = 32
_APPLICATION_ID = int.from_bytes(b"opsp")
_STEPS = 2_000  # of SQLite's machine between two looks at who wants to stop; about a millisecond
_INTERRUPTED = 9
_WAIT_SECONDS = 5.0  # for a copy being made by another connection of ours


def create(folder: Path, keys: Keys) -> None:
    """A new ``data.db`` without tables, encrypted from its first page. The file must not be there."""
    with known_errors():
        os.close(os.open(folder / DATA, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        connection = _keyed(folder, keys, "rw")
        try:
            connection.execute(f"PRAGMA application_id={_APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()


def connect(folder: Path, keys: Keys, mode: Mode) -> Any:
    """An open connection of the driver (``sqlcipher3.dbapi2``), with everything set that a vault demands.

    Raises ``KnownError``: BOKS-DREV without a folder, BOKS-DATA-MANGLER, BOKS-DATA-KORT (SQLite would open a file of
    0 bytes as a new database), BOKS-ANDEN when the file was made with another key, BOKS-REST, BOKS-DATA-SKADET, and
    what the drive may say.
    """
    with known_errors(folder):
        if not (folder / DATA).is_file():
            raise KnownError(DATA_MISSING if folder.is_dir() else DRIVE)
        if (folder / DATA).stat().st_size < _PAGE:
            raise KnownError(DATA_SHORT)
        if mode == "rw":
            _refuse_leftovers(folder, keys)
        connection = _keyed(folder, keys, mode)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if mode == "rw":
                connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA cache_size=-65536")  # KiB; the default costs two to six times the time
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA foreign_keys=ON")
        except dbapi2.Error as error:
            connection.close()
            known = translate(error)
            if known and known.fault is DATA_DAMAGED:
                raise KnownError(_damage(folder, keys)) from None
            raise
    return connection


def copy(folder: Path, keys: Keys, target: Path, tell: Callable[[int, int], bool]) -> None:
    """A copy of ``data.db`` in the folder ``target``, with the same key: everything that was committed, in one piece.

    ``tell(bytes so far, bytes in all)`` is called now and then; when it says no, the copy is given up with
    ``InterruptedError``. Writers are not held up. Raises ``KnownError`` BOKS-SIDER-SKADET and BOKS-DATA-SKADET for
    data that are not whole, and what the drive may say.
    """
    path, size = target / DATA, (folder / DATA).stat().st_size
    with known_errors():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # else readable by others
        with closing(connect(folder, keys, "ro")) as connection:
            connection.set_progress_handler(lambda: not tell(min(path.stat().st_size, size), size), _STEPS)
            try:
                # indexes too, which copying does not read: they are made anew
                broken = _broken(connection)
                if broken:
                    raise KnownError(PAGES_DAMAGED, count=broken)
                connection.execute("VACUUM INTO ?", (str(path),))
            except dbapi2.OperationalError as error:
                if error.sqlite_errorcode == _INTERRUPTED:
                    raise InterruptedError from None
                raise


def change_key(folder: Path, old: Keys, new: Keys) -> None:
    """Encrypt ``data.db`` anew, in place and page by page, until it is on the drive.

    Only for a copy that nobody needs yet: a kill in the middle leaves a file that opens with neither key.
    """
    with known_errors():
        with closing(_keyed(folder, old, "rw")) as connection:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            connection.reset_key(_raw(new))  # as bytes, like set_key
        with (folder / DATA).open("r+b") as file:
            os.fsync(file.fileno())


def contents(folder: Path, keys: Keys) -> dict[str, int]:
    """How many rows each table has, and 0 for each index: what two files must agree on to hold the same."""
    with known_errors(), closing(connect(folder, keys, "ro")) as connection:
        made = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] if type_ == "table" else 0  # noqa: S608
            for type_, name in made
        }


def fold_log(folder: Path, keys: Keys) -> bool:
    """Move what stands in the write-ahead log into ``data.db``; false while another connection is in the way.

    Afterwards, when this is the last connection, ``data.db`` is the whole vault and there is no file beside it.
    """
    with known_errors(), closing(connect(folder, keys, "rw")) as connection:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy and not (folder / f"{DATA}-wal").exists()


def check_pages(folder: Path, keys: Keys) -> tuple[Finding, ...]:
    """Read every page of ``data.db``: its HMAC, then the structure. Empty when all is well; about 1.5 s per 100 MB."""
    try:
        connection = connect(folder, keys, "ro")
    except KnownError as error:
        return (Finding(error.code, str(error)),)
    try:
        # the second would stop at the first page that it can't read
        broken = len(connection.execute("PRAGMA cipher_integrity_check").fetchall()) or _broken(connection)
    except dbapi2.Error as error:
        known = translate(error)
        if known is None:
            raise
        return (Finding(known.code, str(known)),)
    finally:
        connection.close()
    return (finding(PAGES_DAMAGED, count=broken),) if broken else ()


def _broken(connection: Any) -> int:
    """How many faults the structure has."""
    return sum(row[0] != "ok" for row in connection.execute("PRAGMA quick_check").fetchall())


def _refuse_leftovers(folder: Path, keys: Keys) -> None:
    """Raise ``KnownError`` when a log beside ``data.db`` is not the end of what is in it.

    A connection that can write folds into ``data.db`` whatever it finds, also pages of another vault, which destroy it,
    and of an earlier day, which look right. So they are looked at before, by one that can't. The time is that of
    reading every page, and only after a session that ended badly.
    """
    journal, wal = folder / f"{DATA}-journal", folder / f"{DATA}-wal"
    if _size(journal):  # a vault never has one
        raise KnownError(LEFTOVER, file=journal.name)
    if _size(wal) > _WAL_HEADER:
        alone, folded = _state(folder, keys, "ro&immutable=1"), _state(folder, keys, "ro")
        if folded is None and alone is None:
            raise KnownError(_damage(folder, keys))
        if folded is None or folded < (alone or 0):
            raise KnownError(LEFTOVER, file=wal.name)


def _damage(folder: Path, keys: Keys) -> Fault:
    """The key is proved by now, so either header and data don't belong together or the data are damaged."""
    return DATA_DAMAGED if data_salt(folder) == keys.data_salt else OTHER_VAULT


def _state(folder: Path, keys: Keys, mode: str) -> int | None:
    """How many transactions ``data.db`` has seen, with its log or (immutable) without; None when it is damaged."""
    connection = _keyed(folder, keys, mode)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except dbapi2.DatabaseError as error:
        known = translate(error)
        if known is None or known.fault is not DATA_DAMAGED:
            raise
    finally:
        connection.close()
    return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _keyed(folder: Path, keys: Keys, mode: str) -> Any:
    """A connection that has its key. Nothing may run before the key but what keeps SQLCipher from writing to stderr."""
    path = (folder / DATA).resolve().as_posix()
    uri = f"file://{'' if path.startswith('/') else '/'}{quote(path, safe='/:')}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_WAIT_SECONDS)
    connection.execute("PRAGMA cipher_log=off")
    connection.execute("PRAGMA cipher_log_level=NONE")
    # handed over as bytes and not as SQL, so that no error text and no trace can hold it
    connection.set_key(_raw(keys))
    connection.execute("PRAGMA cipher_compatibility=4")  # the format, whatever SQLCipher comes later
    connection.execute("PRAGMA temp_store=MEMORY")
    if connection.execute("PRAGMA temp_store").fetchone() != (2,):
        connection.close()
        raise RuntimeError("temp_store is not memory: sorting would write plaintext")
    return connection


def _raw(keys: Keys) -> str:
    """Key and salt in the form in which SQLCipher derives nothing from them."""
    return f"x'{keys.data_key.hex()}{keys.data_salt.hex()}'"
