"""Killed at any moment: the vault opens for everybody, is whole, and has everything that it said it had."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from opspor.domain.errors import KnownError
from opspor.usecases import check
from opspor.vault import access, copies
from opspor.vault.attempts import IN_VAIN
from opspor.vault.faults import AFTER_CRASH
from tests.torture import contents, load
from tests.torture.load import FAULTS, Job
from tests.torture.result import Result

_ROOT = Path(__file__).parent.parent.parent
_LANES = 2  # vaults that are tried side by side; most of the time is waiting
_KILLS_A_VAULT = 8  # then a fresh copy: what was killed is worked on again and killed again
_LONG = 0.1  # the share of those that live long enough to type for some seconds
_EXPECTED = {AFTER_CRASH.code, IN_VAIN.code}  # said to whoever comes in after a kill
_START = 20.0  # seconds that a process may take until it has begun


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` kills under a mixed load.

    Planted: each of the faults of ``load``; as broken counts the one that was seen least.
    """
    load.prepare(scratch / "prepared")
    if not planted:
        ends = kill_many([""] * count, scratch)
        broken = [f"during {end.step}: {', '.join(dict.fromkeys(end.faults))}" for end in ends if end.faults]
        under_way = ", ".join(f"{times} {step}" for step, times in Counter(end.step for end in ends).most_common())
        return Result("kills", count, len(broken), f"Under way: {under_way}. {'; '.join(broken[:3])}".strip())
    share = -(-count // len(FAULTS))
    seen = Counter(end.planted for end in kill_many(share * FAULTS, scratch) if end.faults)
    words = ", ".join(f"{seen[fault]} of {share} kills with {fault}" for fault in FAULTS)
    return Result("kills", share * len(FAULTS), min(seen[fault] for fault in FAULTS), f"Seen in {words}.")


@dataclass(frozen=True, slots=True)
class End:
    """One kill: which fault was planted, what was under way, and what was broken afterwards."""

    planted: str
    step: str
    faults: list[str]


def kill_many(planted: Sequence[str], scratch: Path) -> list[End]:
    """Kill a process for each of the faults, "" for none, while it works on a copy of ``scratch/prepared``."""
    lanes = [planted[lane::_LANES] for lane in range(_LANES)]
    with ThreadPoolExecutor(_LANES) as pool:
        folders = (scratch / str(lane) for lane in range(_LANES))
        return list(chain.from_iterable(pool.map(_lane, lanes, folders, [scratch / "prepared"] * _LANES)))


def _lane(planted: Sequence[str], folder: Path, prepared: Path) -> list[End]:
    ends: list[End] = []
    folder.mkdir()
    vault, journal = folder / "mappe", folder / "journal"
    with workers(folder) as (jobs, said):
        for number, fault in enumerate(planted):
            if fault or number % _KILLS_A_VAULT == 0 or ends[-1].faults:
                for made in (vault, folder / "mappe-kopier"):
                    shutil.rmtree(made, ignore_errors=True)
                journal.unlink(missing_ok=True)
                shutil.copytree(prepared, vault)
            known = len(load.read_journal(journal))
            process = begin(Job(str(vault), str(journal), random.getrandbits(32), fault), jobs, said)
            time.sleep(random.uniform(*_lifetimes(fault)))
            moment = time.monotonic()
            with suppress(ProcessLookupError):  # it died by itself, which is said below
                os.kill(process, signal.SIGKILL)
            ended = said.readline().strip()
            load.Journal(journal).note("killed")
            lines = load.read_journal(journal)
            step = next((line["step"] for line in reversed(lines) if line["what"] == "begin"), "start")
            if ended == str(int(signal.SIGKILL)):
                faults = what_broke(vault, lines, moment)
            else:
                faults = [f"ended by itself: {(folder / 'said').read_text()[-500:]}"]
            for copied in [line for line in lines[known:] if line["what"] == "copied"][-1:]:
                faults += what_broke_in_copy(copied, lines, folder / "copy")
            ends.append(End(fault, step, faults))
    return ends


def _lifetimes(fault: str) -> tuple[float, float]:
    """Seconds, from and to. A planted fault gets the time that it takes to be there."""
    if fault == "lazy" or (not fault and random.random() < _LONG):
        return 2.5, 3.5
    return (0.5, 0.9) if fault else (0.0, 0.9)


@contextmanager
def workers(folder: Path) -> Iterator[tuple[IO[str], IO[str]]]:
    """The warm process that forks a worker for each job: where jobs go in, and where it answers."""
    with (folder / "said").open("wb") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.load"], cwd=_ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdin, process.stdout
        finally:
            process.stdin.close()
            process.wait()
            process.stdout.close()


def begin(job: Job, jobs: IO[str], said: IO[str]) -> int:
    """Start a worker; its process id as soon as it has begun."""
    journal = Path(job.journal)
    before = journal.stat().st_size if journal.exists() else 0
    jobs.write(json.dumps(asdict(job)) + "\n")
    jobs.flush()
    process = int(said.readline())
    until = time.monotonic() + _START
    while not journal.exists() or journal.stat().st_size == before:
        assert time.monotonic() < until, "the worker does not begin"
        time.sleep(0.001)
    return process


def what_broke(vault: Path, lines: list[dict[str, Any]], moment: float) -> list[str]:
    """Everything that is not as promised in a vault whose process was killed at ``moment``; empty when all is well.

    ``lines`` are those of its journal.
    """
    try:
        faults = _who_comes_in(vault, lines)
        place = load.open_as(vault, load.LEADER)
    except KnownError as error:
        return [f"does not open: {error.code}"]
    try:
        told = {finding.code for finding in (*place.findings, *place.run(check.check).result())}
        found = place.run(lambda desk: contents.read(desk.engine)).result()
    finally:
        place.close()
    faults += [f"check: {code}" for code in sorted(told - _EXPECTED)]
    return faults + contents.halves(found) + contents.missing(found, lines, moment)


def _who_comes_in(vault: Path, lines: list[dict[str, Any]]) -> list[str]:
    """Everybody but those who were removed; whoever was being removed may or may not."""
    left, leaving = ({line["login"] for line in lines if line["what"] == what} for what in ("left", "leaving"))
    faults, keys = [], set()
    for login in (load.LEADER, *load.STAFF, *load.GUESTS):
        try:
            keys.add(access.unlock(vault, login, load.password_of(login), derive=load.quick).data_key)
        except KnownError as error:
            faults += [] if login in leaving else [f"does not open for all: {error.code}"]
        else:
            faults += ["opens for somebody who was removed"] if login in left else []
    return faults + (["not all have the same key"] if len(keys) > 1 else [])


def what_broke_in_copy(copied: dict[str, Any], lines: list[dict[str, Any]], scratch: Path) -> list[str]:
    """Everything that is not in a copy although it was promised before the copy was begun."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        copies.unpack(Path(copied["path"]), scratch)
        found = contents.contents_of(scratch)
    except KnownError as error:
        return [f"the copy does not open: {error.code}"]
    before = [line for line in lines if line["at"] < copied["since"]]
    wrong = contents.halves(found) + contents.missing(found, before, copied["since"])
    return [f"in the copy: {fault}" for fault in wrong]
