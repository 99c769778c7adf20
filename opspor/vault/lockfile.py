"""One process at a time: a file in the vault that the system keeps locked for as long as we live.

A crash or a power cut frees it. What stands in the file is for the message to the next one: machine, process, time.
"""

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
from opspor.vault.faults import HELD, HELD_UNKNOWN, NO_VAULT, known_errors

NAME = "opspor.lock"

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30  # Windows forbids reading what is locked, so a byte far behind the text is

    def _grab(file: BinaryIO) -> None:
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _free(file: BinaryIO) -> None:
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _grab(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class VaultLock:
    """Held from ``VaultLock(...)`` until ``release`` or the end of the ``with`` block; keep the object as long.

    ``after_crash`` is true when the one before us did not release it.
    """

    def __init__(self, folder: Path, now: datetime) -> None:
        """Raises ``KnownError`` BOKS-AABEN with machine and time when another process, or this one, holds the vault;
        BOKS-MANGLER when there is no folder; and what the drive may say.
        """
        if not folder.is_dir():
            raise KnownError(NO_VAULT)
        with known_errors():
            descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
            self._file = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            _grab(self._file)
        except OSError:
            with self._file:
                self._file.seek(0)
                raise _held(self._file.read(1000), now) from None
        try:
            with known_errors():
                self._file.seek(0)
                self.after_crash = self._file.read(1) != b""
                who = {"machine": socket.gethostname(), "process": os.getpid(), "since": now.isoformat()}
                self._write(json.dumps(who).encode())
        except KnownError:
            self._file.close()
            raise

    def release(self) -> None:
        """Empty the file and let go. The file stays: deleting it would let two processes hold two files of one name."""
        if not self._file.closed:
            with suppress(OSError):  # a drive that is gone has freed it already
                self._write(b"")
                _free(self._file)
            self._file.close()

    def __enter__(self) -> "VaultLock":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def _write(self, content: bytes) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(content)


def _held(content: bytes, now: datetime) -> KnownError:
    """The message from what the holder wrote, which may be nothing yet."""
    try:
        who = json.loads(content)
        since = datetime.fromisoformat(who["since"])
        machine = str(who["machine"])
    except (ValueError, TypeError, KeyError):
        return KnownError(HELD_UNKNOWN)
    same_day = since.date() == now.date()
    return KnownError(HELD, machine=machine, since=time_of_day(since) if same_day else moment_in_words(since))
