"""Locking ends the process and starts a fresh one: with real processes, and the conditions of the swap in this one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from opspor.desktop.locked import Locked, Why
from opspor.desktop.successor import AFTER_LOCK, Handover
from opspor.vault.lockfile import VaultLock
from tests.guards import canaries_in

HERE = Path(__file__).parent.parent.parent
NOON = datetime(2026, 3, 17, 12, 0).astimezone()


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The program that locks, until its process is gone."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.locking_process", str(folder), *command],
        cwd=HERE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    said = []
    for line in process.stderr:  # the next process inherits it, so it does not end with this one
        said.append(line)
        if line.startswith(("next", "still here")):
            break
    process.wait(30)
    process.stderr.close()
    return subprocess.CompletedProcess(process.args, process.returncode, "", "".join(said))


@pytest.fixture
def ended() -> Iterator[list[int]]:
    """Processes to end after the test."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_fresh_process_shows_the_lock_screen_and_the_old_one_is_gone(tmp_path: Path, ended: list[int]) -> None:
    ran = run(tmp_path / "opspor")
    assert ran.returncode == 0, ran.stderr
    assert "locked True" in ran.stderr
    pid = int(ran.stderr.split("next ")[1])
    ended.append(pid)
    about = Path(f"/proc/{pid}")
    arguments = (about / "cmdline").read_bytes().decode().split("\0")
    assert arguments[-2] == AFTER_LOCK
    assert not canaries_in(" ".join(arguments))
    assert str(tmp_path) not in " ".join(arguments)
    assert not canaries_in((about / "environ").read_bytes().decode("utf-8", "replace"))
    VaultLock(tmp_path / "opspor", NOON).release()  # nobody holds the folder
    time.sleep(0.3)
    assert (about / "cmdline").exists()  # it stays


def test_a_process_that_cannot_start_leaves_a_lock_screen_that_works(tmp_path: Path) -> None:
    for command in ([sys.executable, "-c", "raise SystemExit(1)"], [str(tmp_path / "no-such-program")]):
        ran = run(tmp_path / "opspor", *command)
        assert (ran.returncode, "still here True" in ran.stderr) == (3, True), ran.stderr


def test_a_process_whose_predecessor_ends_shows_nothing_and_ends_too() -> None:
    alone = subprocess.run(
        [sys.executable, "-m", "opspor", AFTER_LOCK], cwd=HERE, stdin=subprocess.DEVNULL, capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=60, check=False,
    )  # fmt: skip
    assert (alone.returncode, alone.stdout, alone.stderr) == (0, b"", b"")


def test_what_goes_through_the_pipe_is_a_code_a_time_a_folder_and_a_place() -> None:
    told = Handover("/mapper/blå", "quiet", "14.02", 5, True, "01d9", False)
    assert Handover.read(told.line()) == told
    assert json.loads(told.line()).keys() == {"folder", "why", "at", "minutes", "saved", "geometry", "active"}
    assert told.locked == Locked(Why.QUIET, "14.02", 5, saved=True)
    assert Handover.read(told.line()[:-1]) is None
