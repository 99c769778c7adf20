"""The invented institution that somebody looks at: where it lies, how one comes in again, and that it goes away.

The first picture asks here whether the folder is such a one, so nothing heavy is imported at the top.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opspor.domain.clock import Clock

NAME = "demo.opspor"  # what the player calls the vault
_READ_ME = "LAES-MIG.txt"  # beside the vault; nobody in it exists
_PREFIX = "opspor-opdigtet-"  # no other temporary folder of the program begins so
_FORGOTTEN = 24 * 60 * 60  # seconds: nobody who looks at one leaves it untouched for so long
_TRIES = 3  # whoever still plays into a folder may lay a file there while it is taken away
_made: set[Path] = set()  # the folders of this process

# Plays an institution of a kind into an empty folder, telling in words how far it is; gives vault, login and password.
Play = Callable[[Path, str, Callable[[str], None]], tuple[Path, str, str]]


def new() -> Path:
    """An empty folder among what the system throws away."""
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix=_PREFIX)).resolve()
    _made.add(folder)
    return folder


def is_passing(vault: Path | None) -> bool:
    """Whether this is the vault of an invented institution that nobody wanted to keep."""
    return vault is not None and vault.name == NAME and vault.parent.name.startswith(_PREFIX)


def throw_away(vault: Path | None) -> None:
    """Take it away with all that lies beside it; anything else is left alone."""
    if vault is not None and is_passing(vault):
        _take_away(vault.parent)


def throw_away_all(last: Path | None) -> None:
    """At the end of the program: the one that was looked at ``last``, and what this process still plays."""
    throw_away(last)
    for folder in tuple(_made):
        _take_away(folder)


def sweep(clock: Clock) -> None:
    """What a process that was killed left behind: untouched for a day, our own, and open in no window.

    Nobody in it exists, and it is locked like any vault. Reads the folder of temporary files: not on the window's
    thread.
    """
    from tempfile import gettempdir

    from opspor.usecases.passwords import open_elsewhere

    now = clock()
    with suppress(OSError):
        for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
            with suppress(OSError):
                forgotten = _is_ours(folder) and _touched(folder) < now.timestamp() - _FORGOTTEN
                if forgotten and not open_elsewhere(folder / NAME, clock):
                    _take_away(folder)


def _is_ours(folder: Path) -> bool:
    """A folder, no link to one, that this user made."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    if sys.platform == "win32":
        return True  # each user has a folder of temporary files there
    import os

    return folder.stat().st_uid == os.getuid()


def _touched(folder: Path) -> float:
    return max(path.stat().st_mtime for path in (folder, *folder.glob("*"), *folder.glob(f"{NAME}/*")))


def _take_away(folder: Path) -> None:
    from shutil import rmtree

    _made.discard(folder)
    for _ in range(_TRIES):
        if folder.exists():
            rmtree(folder, ignore_errors=True)


def way_in(vault: Path | None) -> str:
    """The login and the password of an invented institution, to stand on its lock screen; "" for any other vault."""
    if vault is None or vault.name != NAME:
        return ""
    try:
        lines = (vault.parent / _READ_ME).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    said = dict(line.split(": ", 1) for line in lines if line.startswith(("Bruger: ", "Adgangskode: ")))
    if len(said) < 2:
        return ""
    return f"Opdigtet institution.\nBrugernavn: {said['Bruger']}\nAdgangskode: {said['Adgangskode']}"
