"""Small files of a vault, written so that a kill leaves the old or the new one, never a half."""

import os
from contextlib import suppress
from pathlib import Path

from opspor.vault.faults import known_errors

_LARGEST = 4 * 1024 * 1024  # no small file of ours comes near; a larger one is not ours


def write_safely(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``: readable by the owner only from the first byte, on disk before it is renamed.

    Raises ``KnownError`` when the drive is full, gone or read-only; ``path`` is then as it was.
    """
    new = path.with_name(path.name + ".ny")
    with known_errors():
        new.unlink(missing_ok=True)  # left by a kill
        try:
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last through a power loss. Windows has no such call and needs none for NTFS."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_small(path: Path) -> bytes | None:
    """The whole file; None when it is missing or far larger than any file of ours.

    Raises ``KnownError`` when the drive or the rights are at fault.
    """
    with known_errors():
        try:
            with path.open("rb") as file:
                content = file.read(_LARGEST + 1)
        except (FileNotFoundError, IsADirectoryError):
            return None
    return content if len(content) <= _LARGEST else None
