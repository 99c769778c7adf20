"""The invented institution that somebody looks at: where it lies, how one comes in again, and that it goes away.

The first picture asks here whether the folder is such a one, so nothing heavy is imported at the top.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

NAME = "demo.opspor"  # what the player calls the vault
_READ_ME = "LAES-MIG.txt"  # beside the vault; nobody in it exists
_PREFIX = "opspor-opdigtet-"  # no other temporary folder of the program begins so

# Plays an institution of a kind into an empty folder, telling in words how far it is; gives vault, login and password.
Play = Callable[[Path, str, Callable[[str], None]], tuple[Path, str, str]]


def new() -> Path:
    """An empty folder among what the system throws away."""
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix=_PREFIX)).resolve()


def is_passing(vault: Path | None) -> bool:
    """Whether this is the vault of an invented institution that nobody wanted to keep."""
    return vault is not None and vault.name == NAME and vault.parent.name.startswith(_PREFIX)


def throw_away(vault: Path | None) -> None:
    """Take it away with all that lies beside it; anything else is left alone."""
    if vault is not None and is_passing(vault):
        from shutil import rmtree

        rmtree(vault.parent, ignore_errors=True)


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
