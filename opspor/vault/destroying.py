"""A vault is destroyed: first what opens it, then everything else, so that a kill in the middle leaves no way back in.

The data key stands sealed in the two headers and nowhere else: without them ``data.db`` is noise (crypto-erase). What a
disk keeps of old blocks, and copies that lie elsewhere with their own headers, are not reached; the receipt says so.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from opspor.domain.errors import Fault, KnownError
from opspor.vault import attempts, beredskab_file, copies, lockfile, logtail, register
from opspor.vault.faults import known_errors
from opspor.vault.files import read_small, sync_folder, write_safely
from opspor.vault.header import CLOSING, DATA, NAMES, read
from opspor.vault.rekey import NEW

LEFT = Fault(
    "LUK-REST",
    "Ikke alt kunne slettes: {files} ligger der endnu. Nøglen er ødelagt, så ingen kan læse det. "
    "Luk andre programmer, der har filerne åbne, og gør lukningen færdig.",
)
_FIRST = 1024 * 1024  # bytes overwritten of a large file: the headers in a copy, the salt and the first pages
_OURS = (
    *NAMES, DATA, f"{DATA}-wal", f"{DATA}-shm", f"{DATA}-journal", beredskab_file.NAME, logtail.NAME, attempts.NAME,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """What is being destroyed: the vault's id, the folders in which its copies may lie, and older vaults beside it."""

    vault_id: str
    folders: tuple[Path, ...]
    beside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What went: how many files of the vault, how many copies. ``strangers``: others' files that lie in its folder."""

    files: int
    copies: int
    strangers: int


def mark(folder: Path, vault_id: str, folders: Iterable[Path]) -> Marked:
    """Write down what is being destroyed. From now on the vault does not open, and ``destroy`` can be done again."""
    marked = Marked(vault_id, tuple(folders), _beside(folder, vault_id))
    said = {
        "vault_id": vault_id,
        "copies": [str(place) for place in marked.folders],
        "beside": [str(place) for place in marked.beside],
    }
    write_safely(folder / CLOSING, json.dumps(said).encode())
    return marked


def marked(folder: Path) -> Marked | None:
    """What was begun to be destroyed; None when nothing was."""
    content = read_small(folder / CLOSING)
    if content is None:
        return None
    try:
        said = json.loads(content)
        return Marked(str(said["vault_id"]), *(tuple(map(Path, said[where])) for where in ("copies", "beside")))
    except (ValueError, KeyError, TypeError):
        return Marked("", ())


def destroy(folder: Path, what: Marked) -> Destroyed:
    """Destroy the vault in ``folder``, which is marked and which nobody has open, and its copies that can be reached.

    What opens it first. The lock file stays, held by who destroys; ``let_go`` takes it away at the end.
    """
    gone = 0
    with known_errors():
        for name in NAMES:
            gone += _shred(folder / name)
        sync_folder(folder)
        gone += _clear_vault(folder)
        for beside in what.beside:
            gone += _clear_vault(beside)
            _remove_empty(beside)
        taken = sum(_shred(file) for place in what.folders for file in _copies_in(place, what.vault_id))
        for place in what.folders:
            _remove_empty(place)
    ours = {CLOSING, lockfile.NAME}
    return Destroyed(gone, taken, sum(file.name not in ours for file in folder.iterdir()))


def let_go(folder: Path) -> None:
    """Take away the mark and the lock file, and the folder itself when nothing of anybody else's lies in it."""
    for name in (CLOSING, lockfile.NAME):
        with suppress(OSError):
            (folder / name).unlink()
    _remove_empty(folder)


def left(folder: Path, what: Marked) -> tuple[str, ...]:
    """The names of what is still there of the vault and of its copies where they lay: empty when all is gone."""
    names = [name for name in (*_OURS, NEW) if (folder / name).exists()]
    names += [beside.name for beside in what.beside if any((beside / name).exists() for name in _OURS)]
    names += [file.name for place in what.folders for file in _copies_in(place, what.vault_id)]
    return tuple(names)


def _clear_vault(folder: Path) -> int:
    """Shred our files in a folder that is, or was, a vault."""
    gone = sum(_shred(folder / name) for name in _OURS)
    gone += sum(_shred(half) for name in _OURS for half in folder.glob(f"{name}.ny"))
    new = folder / NEW
    if new.is_dir():
        gone += sum(_shred(new / name) for name in _OURS)
        shutil.rmtree(new, ignore_errors=True)
    if not (folder / CLOSING).exists():  # one beside it: nobody holds its lock
        (folder / lockfile.NAME).unlink(missing_ok=True)
    return gone


def _beside(folder: Path, vault_id: str) -> tuple[Path, ...]:
    """What restores left beside the vault: one that stepped aside, and what was unpacked to be looked at."""
    name = folder.name
    found = [*folder.parent.glob(f"{escape(name)}-gammel-*"), folder.with_name(f".{name}-gendannes"),
             folder.with_name(f".{name}-proeves")]  # fmt: skip
    return tuple(place for place in found if _is(place, vault_id))


def _is(place: Path, vault_id: str) -> bool:
    """Whether the same vault lies there; one that is too damaged to say may be another's and is not touched."""
    try:
        return read(place).vault_id == vault_id
    except KnownError:
        return False


def _copies_in(place: Path, vault_id: str) -> tuple[Path, ...]:
    """The copies of that vault and its register, and what a copy that was cut off left."""
    if not vault_id or not place.is_dir():
        return ()
    tag = copies.tag(vault_id)
    found = [*place.glob(f"opspor-kopi-{tag}-*{copies.SUFFIX}"), register.place(place, vault_id)]
    found += [file for half in place.glob(f".opspor-kopi-{tag}-*") for file in half.glob("*")]
    return tuple(file for file in found if file.is_file())


def _shred(file: Path) -> bool:
    """Overwrite how a file begins, on the drive before it is removed; whether there was one."""
    if not file.is_file():
        return False
    with file.open("r+b") as opened:
        size = min(os.fstat(opened.fileno()).st_size, _FIRST)
        opened.write(os.urandom(size))
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink()
    return True


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        for half in folder.glob(".opspor-kopi-*"):
            half.rmdir()
    with suppress(OSError):
        folder.rmdir()
