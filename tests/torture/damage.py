"""Damaged vaults: each is refused with a known error, or opens with everything that was in it.

Two vaults of the same shape, with the same login and password, are damaged one way at a time: files flipped, cut,
zeroed, shuffled, swapped between the two, headers mixed and rewritten by somebody without the key, a log of another
vault or of an earlier day in between. Every one is opened as staff open it, and every row is read.

The tries run in a process of their own, so that a crash or a hang counts as what it is.
"""

import faulthandler
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.store.schema import metadata
from opspor.usecases import children, contacts, drafts, people
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault import access, datafile, header
from opspor.vault.beredskab_file import Contact
from opspor.workplace import Workplace
from tests.torture.result import Result
from tests.torture.spoil import PAGE, PLANTED, WAYS, Files, Try
from tests.usecases.conftest import Clock, quick

_PATIENCE = 60  # seconds for one try before it counts as hanging
_OURS_TO_WRITE = {"opspor.lock", "adgang.json", "data.db-shm"}  # of a vault that is refused; -shm holds no content
_GROWS = {"log_entry", "log_checkpoint"}  # opening is a line of its own

Rows = dict[str, list[str]]


@dataclass
class Example:
    """A vault as it lies on the drive, and what may be read in it: more than one state when a torn log is no damage."""

    files: Files
    states: list[Rows]
    header: header.Header


def open_(folder: Path) -> Workplace:
    """Come in as staff do."""
    return workplace.open_vault(folder, "mette", "mettes kode", clock=Clock(), derive=quick)


def make(folder: Path, name: str) -> tuple[Example, Example, bytes]:
    """A vault that was closed, the same one as a crash left it, and a log of its first day."""
    clock = Clock()
    place = workplace.create(
        folder, institution=name, name="Mette Kanari", title="", login="mette", password="mettes kode", clock=clock,
        derive=quick,
    )  # fmt: skip
    place.invite(name="Jonas Kanari", title="", role=Role.STAFF, groups=frozenset())
    numbers = (Contact("leader", "Leder", "87 65 43 21", "", date(2026, 1, 5), "leder"),)
    place.run(lambda desk: contacts.save(desk, numbers)).result()
    _write(place, name, 0)
    old_wal = (folder / "data.db-wal").read_bytes()
    _write(place, name, 1)
    place.close()
    closed = Example(_files(folder), [_rows_in(folder)], header.read(folder))
    place = open_(folder)
    for day in (2, 3):
        _write(place, name, day)
    crashed = Example(_files(folder), [], closed.header)
    place.close()
    crashed.states = list(_prefixes(crashed.files, folder.with_name(f"{folder.name}-prefix")))
    return closed, crashed, old_wal


def _write(place: Workplace, name: str, day: int) -> None:
    new = [NewChild(f"Barn {number}", f"{name} {day}", date(2022, 1, 5), "", "Bøgestuen", "") for number in range(12)]
    place.run(lambda desk: children.import_list(desk, new)).result()
    place.run(lambda desk: drafts.save(desk, "note", {"text": f"{name} {day} " * 40})).result()
    place.run(people.overview).result()


def _files(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _put(folder: Path, files: Files) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _prefixes(files: Files, folder: Path) -> Iterator[Rows]:
    """What is in the vault after each frame of its log: the states that a torn log may leave."""
    wal, frame = files["data.db-wal"], PAGE + 24
    for end in range(32, len(wal) + 1, frame):
        _put(folder, files | {"data.db-wal": wal[:end]})
        yield _rows_in(folder)


def _rows_in(folder: Path) -> Rows:
    """Every row, by somebody who has the key and writes nothing."""
    keys = access.unlock(folder, "mette", "mettes kode", derive=quick)
    connection = datafile.connect(folder, keys, "ro")
    try:
        return {
            table.name: _sorted(connection.execute(str(select(table))).fetchall()) for table in metadata.tables.values()
        }
    finally:
        connection.close()


def _rows(desk: Desk) -> Rows:
    """The same, at the desk of whoever is in."""
    with desk.engine.connect() as connection:
        return {table.name: _sorted(connection.execute(text(str(select(table))))) for table in metadata.tables.values()}


def _sorted(rows: Iterable[Any]) -> list[str]:
    return sorted(repr(tuple(row)) for row in rows)


def attempt(folder: Path, files: Files, example: Example) -> str:
    """Open the damaged vault and read all of it: the code of the known error, "intact", or "BROKEN: …"."""
    _put(folder, files)
    try:
        place = open_(folder)
    except KnownError as error:
        changed = _changed(files, _files(folder))
        return f"BROKEN: {error.code}, but written: {', '.join(changed)}" if changed else error.code
    try:
        rows = place.look(_rows).result()
        found = header.read(folder)
    except KnownError as error:
        return f"{error.code} while reading"
    finally:
        place.close()
    if not any(_same(rows, state) for state in example.states):
        return "BROKEN: opened with other rows"
    return "intact" if _genuine(found, example.header) else "BROKEN: opened with a forged header"


def _genuine(found: header.Header, whole: header.Header) -> bool:
    """Whether a header says what the whole one says; a slot that is known to be damaged may be missing."""
    same = ("vault_id", "created", "data_salt", "login_salt", "login_cost", "log")
    ids = {slot.slot_id for slot in found.slots} | {slot.slot_id for slot in found.damaged}
    return (
        all(getattr(found, name) == getattr(whole, name) for name in same)
        and set(found.slots) <= set(whole.slots)
        and ids == {slot.slot_id for slot in whole.slots}
    )


def _changed(before: Files, after: Files) -> list[str]:
    """What a refusal wrote. An empty log is SQLite's way of opening a file."""
    names = (before.keys() | after.keys()) - _OURS_TO_WRITE
    return sorted(name for name in names if before.get(name, b"") != after.get(name, b""))


def _same(rows: Rows, state: Rows) -> bool:
    return all(
        set(state[table]) <= set(found) if table in _GROWS else found == state[table] for table, found in rows.items()
    )


def tries(first: int, count: int, scratch: Path, *, planted: bool) -> Iterator[str]:
    """The tries from number ``first`` on, each "way: how it ended". The same number is always the same damage."""
    mine, mine_crashed, old_wal = make(scratch / "a", "Kanari")
    theirs, theirs_crashed, _ = make(scratch / "b", "Kanarisen")
    other = theirs_crashed.files | theirs.files
    ways = PLANTED if planted else WAYS
    if planted:  # nobody looks at the header's MAC, nor at the log before it is folded in
        header.verify = lambda *_: None
        datafile._refuse_leftovers = lambda *_: None
    for number in range(first, first + count):
        chance = random.Random(f"damage {number}")
        example = mine_crashed if chance.random() < 0.25 and not planted else mine
        way = chance.choices(list(ways), list(ways.values()))[0]
        damaged = Try(dict(example.files), other, old_wal, chance)
        way(damaged)
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        try:
            yield f"{way.__name__}: {attempt(scratch / 'try', damaged.files, example)}"
        except Exception as error:  # noqa: BLE001  this is what is looked for
            yield f"{way.__name__}: BROKEN: {type(error).__name__} {error}"
        faulthandler.cancel_dump_traceback_later()


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` damaged vaults. Planted: neither the header's MAC nor a leftover log is checked."""
    ends: Counter[str] = Counter()
    faults: list[str] = []
    done, before = 0, -1
    while before < done < count:  # a process that does not come to a single try would not come to the next one
        before = done
        with tempfile.TemporaryDirectory(dir=scratch) as room:
            command = [sys.executable, "-m", "tests.torture.damage", str(done), str(count - done), room, str(planted)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
                assert process.stdout is not None
                for line in process.stdout:
                    way, _, end = line.strip().partition(": ")
                    ends[end if end == "intact" else "refused"] += not end.startswith("BROKEN")
                    if end.startswith("BROKEN"):
                        faults.append(f"{way} {end.lower()}, first number {done}")
                    done += 1
            if process.returncode or done < count:
                faults.append(f"the process died with {process.returncode}, first number {done}")
                done += done > before
    kinds = {fault.partition(", first")[0]: fault for fault in reversed(faults)}
    words = f"{ends['refused']} refused, {ends['intact']} intact. {'; '.join(list(kinds.values())[:9])}"
    return Result("damage", count, len(faults), words.strip())


def main() -> None:
    """A part of the tries, one line each."""
    first, count, room, planted = sys.argv[1:]
    for line in tries(int(first), int(count), Path(room), planted=planted == "True"):
        print(line, flush=True)


if __name__ == "__main__":
    main()
