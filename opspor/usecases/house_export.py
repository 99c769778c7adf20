"""Everything in the vault in an open format, for the day the institution closes: docs/husets-data.md says what it is.

One JSON a table, a manifest with counts and SHA-256, the finished papers as PDF. Readable by whoever gets hold of it:
the controller takes it over. Never a key, a password's data, a draft, or an answer that is still sealed.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opspor.domain.access import Action
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.store import house, people, records, rounds
from opspor.usecases.desk import Desk
from opspor.usecases.paper_files import write_file
from opspor.vault.faults import known_errors

FORMAT = 1
MANIFEST, README = "indhold.json", "LAES-MIG.txt"
NOT_EMPTY = Fault(
    "HUS-IKKE-TOM", "Mappen er ikke tom. Intet er skrevet. Vælg en tom mappe, helst på et drev, der er krypteret."
)
NO_FOLDER = Fault("HUS-MAPPE", "Mappen er der ikke. Intet er skrevet. Lav den først, og vælg den igen.")
INSIDE = Fault("HUS-STED", "Det kan ikke lægges i selve opspor-mappen. Intet er skrevet. Vælg en mappe et andet sted.")
STOPPED = Fault("HUS-STOPPET", "Stoppet. Det, der var taget ud, er fjernet igen. Mappen er, som den var.")
NOT_THE_SAME = Fault(
    "HUS-UENS",
    "Det, der blev skrevet, kunne ikke læses rigtigt igen ({file}). Mappen er, som den var. "
    "Vælg et andet drev, og prøv igen.",
)

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
_README = """{institution}: alt fra opspor, {moment}
Dataansvarlig: {controller}

Filerne er ikke låst. De rummer navne, vurderinger, bekymringer og papirer om børn og familier.
Læg dem på et krypteret drev, giv dem til den dataansvarlige, og slet dem her.

{manifest} siger, hvilke filer der er, hvor mange rækker de har, og deres SHA-256.
tabeller/  en JSON-fil for hver tabel: en liste med en række pr. linje
papirer/   de færdige papirer som PDF, med papirets id i navnet
form_copy.json i tabeller/ er skemaernes tekst: den siger, hvad der blev spurgt om.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the export: which table, how many rows, and its SHA-256."""

    table: str
    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Tables:
    """What was written, read back and found equal. ``newest`` is the record that was written last.

    ``sealed`` are own answers that nobody may read yet: they stay. ``waiting`` are the papers to save beside them.
    """

    tables: tuple[Table, ...]
    left_out: tuple[tuple[str, int, str], ...]
    sealed: int
    newest: Id | None
    waiting: tuple[tuple[Id, date], ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be taken out: rows and papers, and how many own answers are sealed. ``open_rounds`` by name."""

    institution: str
    rows: int
    papers: int
    sealed: int
    open_rounds: tuple[str, ...]


def outlook(desk: Desk) -> Outlook:
    """What the leader reads before."""
    with desk.read(Action.EXPORT_HOUSE) as tx:
        counted = house.counts(tx.connection)
        tx.note(tables=len(counted))
        return Outlook(
            people.institution(tx.connection).name,
            sum(counted[name] for name in house.tables()),
            counted["paper"],
            len(house.sealed_answers(tx.connection, desk.staff.id)),
            tuple(one.name for one in rounds.rounds(tx.connection, running_on=tx.today)),
        )


def take_out(desk: Desk, folder: Path, progress: Progress, stop: Stop) -> Tables:
    """Write every table into the empty ``folder`` and read it back. All of one moment, or nothing.

    Raises HUS-IKKE-TOM, HUS-MAPPE, HUS-STED, HUS-STOPPET, HUS-UENS, PAPIR-IKKE-GEMT; then nothing is left there.
    """
    check_place(desk.folder, folder)
    with desk.read(Action.EXPORT_HOUSE) as tx:
        try:
            sealed = house.sealed_answers(tx.connection, desk.staff.id)
            counted = house.counts(tx.connection)
            with known_errors():
                (folder / "tabeller").mkdir(mode=0o700)
            done, of, tables, left = 0, sum(counted.values()), [], []
            for name in house.tables():
                if stop():
                    raise KnownError(STOPPED)
                lines = [_line(row) for row in house.rows(tx.connection, name, sealed)]
                content = ("[\n" + ",\n".join(lines) + "\n]\n").encode()
                file = f"tabeller/{name}.json"
                write_file(folder / file, content)
                back = house.kept_back(tx.connection, name, sealed)
                tables.append(Table(name, file, len(lines), hashlib.sha256(content).hexdigest()))
                if back:
                    why = "Svarene er forseglede." if name in house.SEALED else "Nøgler bliver ikke taget ud."
                    left.append((name, back, why))
                _prove(folder, tables[-1], counted[name] - back)
                done += counted[name]
                progress(done, of)
            left += [(name, counted[name], why) for name, why in house.LEFT_OUT.items()]
        except BaseException:
            clear(folder)
            raise
        tx.note(tables=len(tables), rows=sum(table.rows for table in tables))
        held_back = sum(count for name, count, _ in left if name in house.SEALED)
        waiting = house.papers(tx.connection)
        return Tables(tuple(tables), tuple(left), held_back, records.newest(tx.connection), waiting)


def seal_off(desk: Desk, folder: Path, taken: Tables, papers: dict[str, str], missing: tuple[Id, ...]) -> str:
    """Write the manifest and what a person reads first: the export is whole. Gives the manifest's SHA-256.

    ``papers`` are file and SHA-256; ``missing`` those that could not be made, e.g. because a home is protected.
    """
    with desk.write(Action.EXPORT_HOUSE) as tx:
        institution = people.institution(tx.connection)
        manifest = {
            "format": FORMAT,
            "made_at": tx.now.isoformat(timespec="seconds"),
            "institution": institution.name,
            "controller": institution.controller,
            "tables": [
                {"table": one.table, "file": one.file, "rows": one.rows, "sha256": one.sha256} for one in taken.tables
            ],
            "left_out": [{"table": name, "rows": count, "why": why} for name, count, why in taken.left_out],
            "papers": [{"file": file, "sha256": digest} for file, digest in papers.items()],
            "papers_not_made": list(missing),
        }
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        words = _README.format(
            institution=institution.name,
            controller=institution.controller or "ikke oplyst",
            moment=moment_in_words(tx.now),
            manifest=MANIFEST,
        )
        write_file(folder / README, words.encode())
        write_file(folder / MANIFEST, content)
        digest = hashlib.sha256(content).hexdigest()
        tx.note(papers=len(papers), not_made=len(missing), sealed=taken.sealed, sha256=digest)
        return digest


def check_place(vault: Path, folder: Path) -> None:
    """Raise unless ``folder`` is an empty folder outside the vault."""
    if folder.resolve().is_relative_to(vault.resolve()):
        raise KnownError(INSIDE)
    with known_errors():
        if not folder.is_dir():
            raise KnownError(NO_FOLDER)
        if any(folder.iterdir()):
            raise KnownError(NOT_EMPTY)


def clear(folder: Path) -> None:
    """Take away what was begun: half of it, in the clear, helps nobody."""
    for part in (folder / "tabeller", folder / "papirer"):
        for file in [*part.glob("*")] if part.is_dir() else []:
            with suppress(OSError):
                file.unlink()
        with suppress(OSError):
            part.rmdir()
    for name in (README, MANIFEST):
        with suppress(OSError):
            (folder / name).unlink()


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _prove(folder: Path, written: Table, rows: int) -> None:
    """Read a file back. Raises HUS-UENS when it is not what was written, or not every row."""
    with known_errors():
        content = (folder / written.file).read_bytes()
    if hashlib.sha256(content).hexdigest() != written.sha256 or len(json.loads(content)) != rows:
        raise KnownError(NOT_THE_SAME, file=written.file)
