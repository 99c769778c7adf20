"""Copies of a vault: one file each, made from the open vault, checked, and only then given its name.

A copy is a ZIP whose parts are stored as they are: header and twin, ``data.db``, ``beredskab.json`` and ``log.json``.
Everything in it is encrypted already or holds nothing personal. Its comment is a label (JSON, not authenticated: for
lists and messages only; the header and the pages in it are what is proved). A copy is made in a folder of its own
beside its place, so a kill leaves that folder and nothing else; the next copy of the same vault clears it away.
"""

import errno
import json
import os
import re
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from opspor.domain.errors import Fault, KnownError
from opspor.vault import beredskab_file, datafile, logtail
from opspor.vault import header as headers
from opspor.vault.faults import DISK_FULL, DRIVE, READ_ONLY, known_errors
from opspor.vault.files import sync_folder
from opspor.vault.header import DATA, LogHead, canonical
from opspor.vault.keys import Keys

FORMAT = 1
SUFFIX = ".opspor-kopi"
DAYS, WEEKS, MONTHS, ALWAYS = 7, 4, 6, 3  # how many are kept of each; the newest few always

FULL = Fault(
    "KOPI-FULD",
    "Drevet til kopier er fuldt, så der blev ikke lavet en kopi. Mappen og de gamle kopier er, som de var. "
    "Gør plads på drevet, eller vælg en anden mappe til kopier.",
)
NO_RIGHTS = Fault(
    "KOPI-RETTIGHED",
    "Der kan ikke skrives i mappen til kopier. Mappen og de gamle kopier er, som de var. "
    "Bed it om skriveadgang, eller vælg en anden mappe til kopier.",
)
GONE = Fault(
    "KOPI-VAEK",
    "Mappen til kopier er der ikke, eller drevet svarer ikke. Mappen og de gamle kopier er, som de var. "
    "Sæt drevet i igen, eller vælg en anden mappe til kopier.",
)
EXISTS = Fault("KOPI-FINDES", "Der ligger allerede noget med det navn. Intet er ændret. Vælg et andet navn til kopien.")
STOPPED = Fault(
    "KOPI-STOPPET", "Kopieringen blev stoppet. Mappen og de gamle kopier er, som de var. Start den igen, når I vil."
)
NOT_WHOLE = Fault(
    "KOPI-FEJL",
    "Den nye kopi kunne ikke læses rigtigt igen, så den er smidt væk. Mappen og de gamle kopier er, som de var. "
    "Vælg en anden mappe til kopier: drevet er måske ved at gå i stykker.",
)

MISSING = Fault(
    "KOPI-MANGLER", "Kopien er der ikke. Intet er ændret. Se efter, om stien er rigtig, og om drevet er sat i."
)
EMPTY = Fault("KOPI-TOM", "Filen er tom, så der er intet at hente i den. Intet er ændret. Vælg en ældre kopi.")
FOREIGN = Fault(
    "KOPI-FREMMED",
    "Filen er ikke en kopi fra opspor. Intet er ændret. Vælg en fil, der ender på .opspor-kopi.",
)
CUT = Fault(
    "KOPI-KORT",
    "Kopien er skåret af: der mangler noget til sidst. Intet er ændret. "
    "Hent den igen, hvis den er flyttet fra et andet sted, eller vælg en ældre kopi.",
)
DAMAGED = Fault(
    "KOPI-SKADET", "Kopien er beskadiget og kan ikke bruges. Intet er ændret. Vælg en anden kopi, gerne den næstnyeste."
)
NEWER = Fault(
    "KOPI-NYERE",
    "Kopien er skrevet af en nyere udgave af opspor. Intet er ændret. "
    "Brug den nyere udgave, eller bed it om at opdatere.",
)

Progress = Callable[[int, int], None]  # bytes done, bytes in all
Stop = Callable[[], bool]  # true when the work is to end without a result

_SMALL = (beredskab_file.NAME, logtail.NAME)
_PARTS = (*headers.NAMES, DATA, *_SMALL)
_NEEDED = {headers.NAMES[0], DATA}
_PIECE = 1024 * 1024
_FIRST = headers.NAMES[0].encode()
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, struct.error, OverflowError)


@dataclass(frozen=True, slots=True)
class Label:
    """What a copy says of itself: whose it is, when it was made, and the number of the last log line in it."""

    vault_id: str
    made_at: datetime
    log_number: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished copy in a folder, as its name tells it; ``made_at`` is the PC's own time."""

    path: Path
    made_at: datetime


def silent(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """Nobody stops it."""
    return False


def tag(vault_id: str) -> str:
    """Eight random digits of a vault's id: tells the copies of two vaults in one folder apart."""
    return re.sub(r"[^0-9a-z]", "", vault_id.casefold())[-8:]


def new_place(folder: Path, vault_id: str, now: datetime) -> Path:
    """A free name in ``folder`` for a copy made now: no name of anybody in it."""
    stem = f"opspor-kopi-{tag(vault_id)}-{now:%Y-%m-%d-%H%M%S}"
    place, number = folder / f"{stem}{SUFFIX}", 1
    while place.exists():
        number += 1
        place = folder / f"{stem}-{number}{SUFFIX}"
    return place


def listed(folder: Path, vault_id: str) -> tuple[Copy, ...]:
    """The finished copies of a vault in ``folder``, newest first. Raises ``KnownError`` KOPI-VAEK when it is gone."""
    name = re.compile(rf"opspor-kopi-{tag(vault_id)}-(\d{{4}}-\d\d-\d\d-\d{{6}})(-\d+)?{re.escape(SUFFIX)}")
    found = []
    with drive_errors():
        for path in folder.iterdir():
            fits = name.fullmatch(path.name)
            with suppress(ValueError):  # a day that is none: not named by us
                if fits:
                    copy = Copy(path, datetime.strptime(fits[1], "%Y-%m-%d-%H%M%S").astimezone())
                    found.append((copy.made_at, path.stat().st_mtime_ns, copy))  # several in a second: as written
    return tuple(copy for *_, copy in sorted(found, key=lambda made: made[:2], reverse=True))


def to_thin(copies: Collection[Copy], today: date) -> tuple[Copy, ...]:
    """Those that may go: what is not the newest of its day (7 days), its week (4) or its month (6, this one included).

    The three newest stay however old they are, so that a vault that was not used for a year keeps its copies.
    """
    newest = sorted(copies, key=lambda copy: copy.made_at, reverse=True)
    monday = today - timedelta(days=today.weekday())
    kept, seen = set(newest[:ALWAYS]), set()
    for copy in newest:
        day = copy.made_at.date()
        week = day - timedelta(days=day.weekday())
        month = today.year * 12 + today.month - day.year * 12 - day.month
        for within, period in (
            (today - day < timedelta(days=DAYS), ("day", day)),
            (monday - week < timedelta(weeks=WEEKS), ("week", week)),
            (month < MONTHS, ("month", month)),
        ):
            if within and period not in seen:
                seen.add(period)
                kept.add(copy)
    return tuple(copy for copy in newest if copy not in kept)


def lives_until(made: date) -> date:
    """The last day that a copy made on ``made`` is kept, when newer ones are made: the end of its sixth month."""
    month = made.year * 12 + made.month - 1 + MONTHS
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


def make(
    folder: Path,
    keys: Keys,
    target: Path,
    head: Callable[[Path], LogHead | None],
    *,
    now: datetime,
    progress: Progress = silent,
    stop: Stop = never,
) -> Label:
    """A checked copy of the open vault in ``folder`` at ``target``; nothing is there until it is whole.

    It holds every row committed before it began, whatever is written meanwhile. ``head`` reads the end of the log out
    of the copied data (None: what the header says). Progress is in bytes: the data are written, then packed.

    Raises ``KnownError``: BOKS-SIDER-SKADET, BOKS-DATA-SKADET and BOKS-HOVED-RETTET for a vault that is not whole,
    KOPI-FINDES, KOPI-STOPPET, KOPI-FEJL, and KOPI-FULD, KOPI-VAEK, KOPI-RETTIGHED for the drive.
    """
    header = headers.read(folder)
    headers.verify(header, keys)
    if target.exists():
        raise KnownError(EXISTS)

    def tell(done: int, size: int) -> bool:
        progress(done, 2 * size)
        return not stop()

    with drive_errors():
        _clear(target.parent, keys.vault_id)
        part = Path(tempfile.mkdtemp(prefix=_prefix(keys.vault_id), dir=target.parent))
        try:
            try:
                datafile.copy(folder, keys, part, tell)
            except InterruptedError:
                raise KnownError(STOPPED) from None
            size = (part / DATA).stat().st_size
            log = head(part) or header.log
            headers.save(part, replace(header, log=log), keys)
            for name in _SMALL:
                if (folder / name).is_file():
                    shutil.copyfile(folder / name, part / name)
            if log:
                logtail.write(part, log)
            if datafile.check_pages(part, keys):
                raise KnownError(NOT_WHOLE)
            label = Label(keys.vault_id, now, log.number if log else 0)
            packed = part / "kopi"
            _pack(part, packed, label, lambda done: progress(size + min(done, size), 2 * size), stop)
            with _archive(packed) as archive:
                if archive.testzip() is not None:
                    raise KnownError(NOT_WHOLE)
            packed.rename(target)
            sync_folder(target.parent)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return label


def thin(folder: Path, vault_id: str, today: date) -> None:
    """Delete the copies that ``to_thin`` names. Call it after a new copy has its name, and never while restoring."""
    with drive_errors():
        for copy in to_thin(listed(folder, vault_id), today):
            copy.path.unlink(missing_ok=True)


def label_of(file: Path) -> Label:
    """What the copy says of itself; nothing is proved. Raises ``KnownError`` when ``file`` is no whole copy."""
    with _archive(file) as archive:
        return _label(archive)


def unpack(file: Path, folder: Path, *, progress: Progress = silent, stop: Stop = never) -> Label:
    """Lay the parts of a copy into ``folder``, which is empty: a vault as it was. The keys have not been asked yet.

    Raises ``KnownError``: KOPI-MANGLER, KOPI-TOM, KOPI-FREMMED, KOPI-KORT, KOPI-SKADET, KOPI-NYERE, KOPI-STOPPET, and
    what the drive may say.
    """
    with known_errors(), _archive(file) as archive:
        label = _label(archive)
        size, done = sum(info.file_size for info in archive.infolist()), 0
        for info in archive.infolist():
            with archive.open(info) as source, _new_file(folder / info.filename) as target:
                while piece := source.read(_PIECE):
                    if stop():
                        raise KnownError(STOPPED)
                    target.write(piece)
                    done += len(piece)
                    progress(done, size)
                target.flush()
                os.fsync(target.fileno())
    return label


def prove_folder(folder: Path) -> None:
    """Prove that copies can be written in ``folder``; the last part of the path is made when it is missing.

    Raises ``KnownError`` KOPI-VAEK, KOPI-RETTIGHED or KOPI-FULD, and KOPI-FINDES for a file.
    """
    with drive_errors():
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:  # a file
            raise KnownError(EXISTS) from None
        Path(tempfile.mkdtemp(prefix=".opspor-", dir=folder)).rmdir()


@contextmanager
def drive_errors() -> Iterator[None]:
    """Say of a drive that fails inside the block that it is the one for copies."""
    try:
        with known_errors():
            yield
    except KnownError as error:
        of_copies = {DISK_FULL: FULL, READ_ONLY: NO_RIGHTS, DRIVE: GONE}.get(error.fault)
        if of_copies is None:
            raise
        raise KnownError(of_copies) from None


def _prefix(vault_id: str) -> str:
    return f".opspor-kopi-{tag(vault_id)}-"


def _clear(folder: Path, vault_id: str) -> None:
    """Take away what a kill left. Whoever copies holds the vault's lock, so nobody else is at work on these."""
    for left in folder.glob(f"{_prefix(vault_id)}*"):
        shutil.rmtree(left, ignore_errors=True)


def _new_file(path: Path) -> BinaryIO:
    return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b")


def _pack(part: Path, packed: Path, label: Label, progress: Callable[[int], None], stop: Stop) -> None:
    """Put the parts that are there into one file, on disk when this returns."""
    said = {"format": FORMAT, "vault_id": label.vault_id, "made_at": label.made_at.isoformat(), "log": label.log_number}
    done = 0
    with _new_file(packed) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.comment = canonical({"opspor-kopi": said})
            for name in _PARTS:
                if not (part / name).exists():
                    continue
                with (
                    (part / name).open("rb") as source,
                    archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target,
                ):
                    while piece := source.read(_PIECE):
                        if stop():
                            raise KnownError(STOPPED)
                        target.write(piece)
                        done += len(piece)
                        progress(done)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """The container. What its bytes do wrong inside the block is KOPI-SKADET."""
    try:
        with file.open("rb") as opened:
            begin = opened.read(30 + len(_FIRST))  # a ZIP's own head, and the name of its first part
        if not begin:
            raise KnownError(EMPTY)
        if not begin.startswith(b"PK\x03\x04") or begin[30:] != _FIRST:
            raise KnownError(FOREIGN)
        try:
            archive = zipfile.ZipFile(file)
        except _UNREADABLE:
            raise KnownError(CUT) from None
        with archive:
            yield archive
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise KnownError(MISSING) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # no drive has a file of such a name
            raise KnownError(MISSING) from None
        raise
    except _UNREADABLE:
        raise KnownError(DAMAGED) from None


def _label(archive: zipfile.ZipFile) -> Label:
    """The label of a container that has the parts of a copy, and no others."""
    try:
        said = json.loads(archive.comment)["opspor-kopi"]
        if type(said["format"]) is int and said["format"] > FORMAT:
            raise KnownError(NEWER)
        label = Label(str(said["vault_id"]), datetime.fromisoformat(said["made_at"]), int(said["log"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise KnownError(DAMAGED if archive.comment.endswith(b"}}") else CUT) from None
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(set(names)) != len(names) or not set(_PARTS) >= set(names) >= _NEEDED:
        raise KnownError(DAMAGED)
    if any(info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size for info in infos):
        raise KnownError(DAMAGED)
    return label
