"""One process at a time: a file in the vault that the system keeps locked for as long as we live.

A crash or a power cut frees it. What stands in the file is for the message to the next one: machine, process, time.
"""

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from opspor.domain.clock import moment_in_words, time_of_day
from opspor.domain.errors import KnownError
from opspor.vault.faults import DISK_FULL, HELD, HELD_UNKNOWN, LOCK_TAKEN, NO_LOCKS, NO_VAULT, known_errors, translate

NAME = "opspor.lock"
_LONGEST = 1000  # bytes of what stands in the file, and
_LONGEST_NAME = 64  # letters of a machine's name
_BY_ANOTHER = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30  # Windows forbids reading what is locked, so a byte far behind the text is

    def grab(file: BinaryIO) -> None:
        """Lock a file for this process. Raises ``OSError`` at once when another one has it."""
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def free(file: BinaryIO) -> None:
        """Let go of what ``grab`` locked."""
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def grab(file: BinaryIO) -> None:
        """Lock a file for this process. Raises ``OSError`` at once when another one has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def free(file: BinaryIO) -> None:
        """Let go of what ``grab`` locked."""
        fcntl.flock(file, fcntl.LOCK_UN)


class VaultLock:
    """Held from ``VaultLock(...)`` until ``release`` or the end of the ``with`` block; keep the object as long.

    ``after_crash`` is true when the one before us did not release it, and nobody has been told since.
    """

    def __init__(self, folder: Path, now: datetime) -> None:
        """Raises ``KnownError`` BOKS-AABEN with machine and time when another process, or this one, holds the vault;
        BOKS-MANGLER when there is no folder, BOKS-LAAS-FIL when the file can't be one, BOKS-LAAS-DREV when the drive
        locks no files; and what the drive may say. A full drive does not keep anybody out.
        """
        if not folder.is_dir():
            raise KnownError(NO_VAULT)
        if (folder / NAME).is_dir():
            raise KnownError(LOCK_TAKEN, file=NAME)
        with known_errors():
            descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        self._file = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            with known_errors():
                self._take(now)
        except BaseException:
            self._file.close()
            raise

    def _take(self, now: datetime) -> None:
        try:
            grab(self._file)
        except OSError as error:
            if error.errno not in _BY_ANOTHER:
                raise KnownError(NO_LOCKS) from None
            self._file.seek(0)
            raise _held(self._file.read(_LONGEST), now) from None
        self._file.seek(0)
        self.after_crash = self._file.read(1) != b""
        who = {"machine": socket.gethostname(), "process": os.getpid(), "since": now.isoformat()}
        try:
            self._write(json.dumps(who).encode())
        except OSError as error:
            known = translate(error)
            if known is None or known.fault is not DISK_FULL:
                raise
            # a full drive: we hold it without a word, so that what is there can still be read

    def release(self, *, told: bool = False) -> None:
        """Empty the file and let go; after a crash it is emptied only when a person was ``told`` of it.

        The file stays: deleting it would let two processes hold two files of one name.
        """
        if not self._file.closed:
            with suppress(OSError):  # a drive that is gone has freed it already
                if told or not self.after_crash:
                    self._write(b"")
                free(self._file)
            with suppress(OSError):
                self._file.close()

    def __enter__(self) -> "VaultLock":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def _write(self, content: bytes) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(content)


def held_by_another(folder: Path, now: datetime) -> KnownError | None:
    """What ``VaultLock`` would raise while another process holds the vault; None when none does. Changes nothing.

    A lock that was released is never asked: that could get in the way of who takes it at this very moment.
    """
    try:
        file = (folder / NAME).open("rb", buffering=0)
    except OSError:
        return None
    with file:
        try:
            content = file.read(_LONGEST)
            if content:
                grab(file)
                free(file)
        except OSError as error:
            return _held(content, now) if error.errno in _BY_ANOTHER else None
    return None


def _held(content: bytes, now: datetime) -> KnownError:
    """The message from what the holder wrote, which may be nothing yet. A time ahead of ours is left out."""
    try:
        who = json.loads(content)
        machine = who["machine"]
        since = datetime.fromisoformat(who["since"]).astimezone(now.tzinfo)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return KnownError(HELD_UNKNOWN)
    if not isinstance(machine, str) or not machine.isprintable() or not 0 < len(machine) <= _LONGEST_NAME:
        return KnownError(HELD_UNKNOWN)
    said = time_of_day(since) if since.date() == now.date() else moment_in_words(since)
    return KnownError(HELD, machine=machine, since=f" siden {said}" if since <= now else "")
