"""Power lost while writing: the end of the write-ahead log is torn, and a whole prefix of the commits is left.

A worker is stopped at a random moment and its files are copied as they lie. Then the part of ``data.db-wal`` that
nothing has vouched for yet is torn. What SQLite has begun to fold back into ``data.db`` was on the disk before it
began (``synchronous=FULL``), so power loss does not reach it; a disk that damages that is the matter of ``damage``.

How much must be left is not guessed: the log's frames and its commits are counted up to the tear.
"""

import os
import random
import shutil
import signal
import struct
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from opspor.domain.errors import KnownError
from opspor.usecases import check
from tests.torture import load
from tests.torture.contents import Contents, contents_of, halves
from tests.torture.kills import begin, workers
from tests.torture.load import LEADER, Job
from tests.torture.result import Result

_TEARS = 10  # of every moment that is copied
_WAL_HEADER, _FRAME_HEADER, _PAGE = 32, 24, 4096
_FRAME = _FRAME_HEADER + _PAGE
_SECTOR = 512
_CUT_TAIL = {"LOG-HALE", "LOG-KLIPPET"}  # lines that were promised are gone, and the check says so
_BEGUN = 128  # where data.db-shm says how many frames may already be folded back into data.db


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` torn write-ahead logs. Planted: class lists that are written in two transactions."""
    load.prepare(scratch / "prepared")
    faults: list[str] = []  # one a tear
    ways: Counter[str] = Counter()
    lost: list[int] = []
    with workers(scratch) as (jobs, said):
        while len(lost) < count:
            moment = _moment(scratch, jobs, said, "halves" if planted else "")
            if moment is None:
                continue
            for _ in range(min(_TEARS, count - len(lost))):
                way, torn, wrong = _tear(moment, scratch / "torn")
                ways[way] += 1
                lost.append(torn)
                faults += [f"{way}: {', '.join(wrong)}"] if wrong else []
    words = ", ".join(f"{times} {way}" for way, times in sorted(ways.items()))
    words += f"; {min(lost)} to {max(lost)} commits torn. {'; '.join(dict.fromkeys(faults))}"
    return Result("torn", count, len(faults), words.strip())


@dataclass(frozen=True, slots=True)
class Moment:
    """The files of a vault at one moment, and what stood in it after each commit; [0] is before the worker began."""

    folder: Path
    states: tuple[Contents, ...]


def _moment(scratch: Path, jobs: IO[str], said: IO[str], fault: str) -> Moment | None:
    """A worker's vault at a random moment; None when nothing of its log can be torn."""
    vault, journal, copied = scratch / "vault", scratch / "journal", scratch / "copied"
    for folder in (vault, copied):
        shutil.rmtree(folder, ignore_errors=True)
    journal.unlink(missing_ok=True)
    shutil.copytree(scratch / "prepared", vault)
    before = contents_of(vault)
    process = begin(Job(str(vault), str(journal), random.getrandbits(32), fault, plain=True), jobs, said)
    time.sleep(random.uniform(1.2, 1.8) if fault else random.uniform(0.1, 1.2))
    os.kill(process, signal.SIGSTOP)
    time.sleep(0.01)  # all its threads stand still by then
    shutil.copytree(vault, copied)
    os.kill(process, signal.SIGKILL)
    said.readline()
    if not _loose_bytes(copied):
        return None
    states = _states(before, load.read_journal(journal))
    shutil.copytree(copied, vault, dirs_exist_ok=True)
    now = contents_of(vault)
    if now != states[-1]:  # a commit that returned and is not in the journal yet
        assert now.records.items() >= states[-1].records.items(), "something is gone before anything is torn"
        states.append(now)
    return Moment(copied, tuple(states))


def _states(before: Contents, journal: Iterable[dict[str, Any]]) -> list[Contents]:
    states, owner = [before], ""
    for line in journal:
        last = states[-1]
        if line["what"] == "login":
            owner = line["owner"]
        elif line["what"] == "kept" and line["kind"] == "draft":
            states.append(Contents(last.records, last.drafts | {owner: line["text"]}))
        elif line["what"] == "kept":
            new = {(line["kind"], id_): line["text"] for id_ in line["ids"]}
            states.append(Contents(last.records | new, last.drafts))
    return states


def _tear(moment: Moment, folder: Path) -> tuple[str, int, list[str]]:
    """Tear the log of a copy and open it: how it was torn, how many commits are gone, and what is wrong then."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(moment.folder, folder)
    wal = folder / "data.db-wal"
    content = bytearray(wal.read_bytes())
    loose = _loose_bytes(folder)
    ends = _commit_ends(bytes(content))
    place = random.choice(loose)
    way = random.choice(("cut", "flipped", "zeroed", "garbled"))
    match way:
        case "cut":
            del content[place:]
        case "flipped":
            content[place] ^= 1 << random.randrange(8)
        case "zeroed":  # a sector that was never written
            place -= place % _SECTOR
            place = max(place, loose[0])
            hit = content[place : place + _SECTOR]
            content[place : place + _SECTOR] = bytes(len(hit))
            place += next((at for at, byte in enumerate(hit) if byte), _SECTOR)
        case "garbled":
            content[place:] = random.randbytes(len(content) - place)
    wal.write_bytes(content)
    torn = sum(end > place for end in ends)
    try:
        found = contents_of(folder)
        opened = load.open_as(folder, LEADER)
    except KnownError as error:
        return way, torn, [f"refused: {error.code}"]
    try:
        said = {finding.code for finding in opened.run(check.check).result()}
    finally:
        opened.close()
    last = len(moment.states) - 1
    kept = max((number for number, state in enumerate(moment.states) if state == found), default=None)
    faults = [f"check: {code}" for code in sorted(said - (_CUT_TAIL if torn else set()))]
    if kept is None:
        faults.append("a mixture")
    elif last - kept > torn:
        faults.append(f"{last - kept} commits lost where {torn} were torn")
    return way, torn, faults + halves(found)


def _loose_bytes(folder: Path) -> range:
    """The part of the log that power loss can take: behind what has begun to be folded back into ``data.db``."""
    wal, index = folder / "data.db-wal", folder / "data.db-shm"
    content = wal.read_bytes() if wal.exists() else b""
    (begun,) = struct.unpack_from("=I", index.read_bytes(), _BEGUN) if index.exists() else (0,)
    frames = _frames(content)
    return range(_WAL_HEADER + begun * _FRAME if begun else 0, _WAL_HEADER + frames * _FRAME if frames else 0)


def _frames(wal: bytes) -> int:
    """How many frames belong to the log as it is now; what lies behind them is of an earlier one."""
    salts, count = wal[16:24], 0
    while (at := _WAL_HEADER + count * _FRAME) + _FRAME <= len(wal) and wal[at + 8 : at + 16] == salts:
        count += 1
    return count


def _commit_ends(wal: bytes) -> list[int]:
    """Where each commit ends: behind a frame that says how large the file is then."""
    starts = (_WAL_HEADER + number * _FRAME for number in range(_frames(wal)))
    return [at + _FRAME for at in starts if any(wal[at + 4 : at + 8])]
