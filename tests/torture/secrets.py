"""After a whole day nothing of it is readable anywhere but in the paper that somebody asked for.

The real program is played by keyboard in processes of its own: a folder is made and filled, a paper exported, a copy
made, a password changed; it locks; a new day begins, something goes wrong and a report is saved; the process is killed
while somebody types; the copy is restored. In between every file in reach, the environment and the arguments of every
process, and all the memory of the process that shows the lock screen are searched.
"""

import json
import os
import random
import signal
import string
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.e2e.conftest import METTE
from tests.torture.full_day import ACCESS, EXPORT, Planted
from tests.torture.result import Result
from tests.torture.searching import Searcher, processes_of

_ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 30.0  # seconds until the fresh lock screen must stand
_REST = 1.0  # second that it gets to load what it loads in the background
PLACES = ("file", "environment", "argument", "memory")


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` secrets, searched for in every place.

    Planted: a note in a temporary file, in an environment and in an argument, and the memory of the process that did
    not lock. As broken counts the place where the fewest secrets were seen.
    """
    written = plant(count, leak=planted)
    found, made = (_leaking_day if planted else _day)(scratch, written)
    tried = len(written.names + written.cprs + written.notes) + made
    where = ", ".join(f"{len(secrets)} in {place}" for place, secrets in found.items())
    if planted:
        return Result("secrets", tried, min(len(secrets) for secrets in found.values()), f"Seen: {where}.")
    return Result("secrets", tried, len(set().union(*found.values())), f"Found: {where}.")


Found = dict[str, set[str]]


def plant(count: int, *, leak: bool = False) -> Planted:
    """``count`` made-up names, numbers and notes; a password, words, codes and keys come to them during the day."""

    def some(number: int, beginning: str, letters: str, length: int) -> list[str]:
        return [beginning + "".join(random.choices(letters, k=length)) for _ in range(max(number, 6))]

    names = some(count * 2 // 5, "Kanari", string.ascii_lowercase, 10)
    notes = some(count * 2 // 5, "kanari-", string.ascii_lowercase, 12)
    return Planted(names, some(count // 5, "280221", string.digits, 4), notes, leak)


class _Home:
    """The folders of one person, and the processes that live with them."""

    def __init__(self, scratch: Path) -> None:
        self.scratch, self.home, self.folder = scratch, scratch / "home", scratch / "home" / "opspor"
        for name in ("home/Documents", "home/.config", "tmp", "cwd", "runtime"):
            (scratch / name).mkdir(parents=True, mode=0o700)
        self.export = self.home / "Documents" / EXPORT
        self._said = scratch / "stderr"
        self._running: list[subprocess.Popen[str]] = []

    def play(self, scene: str, written: Planted) -> tuple[subprocess.Popen[str], dict[str, list[str]]]:
        """Play a scene to its end: its process, and what was made up in it."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_CTYPE", "TZ") if name in os.environ}
        xdg = {f"XDG_{kind}_HOME": str(self.home / f".{kind.lower()}") for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        with self._said.open("ab") as said:
            process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.full_day", scene, str(self.folder)], cwd=self.scratch / "cwd",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True,
            env={
                **kept, **xdg, "HOME": str(self.home), "TMPDIR": str(self.scratch / "tmp"), "PYTHONPATH": str(_ROOT),
                "XDG_RUNTIME_DIR": str(self.scratch / "runtime"), "QT_QPA_PLATFORM": "offscreen",
            },
        )  # fmt: skip
        self._running.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asdict(written)) + "\n")
        process.stdin.close()
        line = process.stdout.readline()
        process.stdout.close()
        assert line, f"the scene {scene!r} did not end: {self._said.read_text()[-3000:]}"
        return process, json.loads(line)

    def wait_for_lock_screen(self, before: subprocess.Popen[str]) -> list[int]:
        """The processes after locking: a fresh one that shows the lock screen, and not the one before any more."""
        until = time.monotonic() + _PATIENCE
        while before.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(_REST)
        shown = processes_of(self.home)
        assert shown, "no lock screen came after the one that ended"
        return shown

    def look(self, searcher: Searcher, found: Found) -> None:
        """Search every file but the papers, and every process, as they are now."""
        asked_for = [self.export, *self.export.with_name(ACCESS).glob("*")]
        found["file"] |= searcher.in_files([self.scratch], asked_for)
        found["environment"] |= searcher.in_environment(processes_of(self.home))
        found["argument"] |= searcher.in_arguments(processes_of(self.home))

    def end(self) -> None:
        """End every process that was started here, without a word."""
        for process in processes_of(self.home):
            os.kill(process, signal.SIGKILL)
        for running in self._running:
            running.wait()


def _day(scratch: Path, written: Planted) -> tuple[Found, int]:
    home, found = _Home(scratch / "day"), Found((place, set()) for place in PLACES)
    try:
        first, made = home.play("first", written)
        searcher = _searcher(written, made)
        home.look(searcher, found)
        for shown in home.wait_for_lock_screen(first):
            found["memory"] |= searcher.in_memory(shown)
        home.look(searcher, found)
        assert home.export.exists(), "no paper was exported"
        assert searcher.in_files([home.export.with_name(ACCESS)]), "nobody got access"
        home.end()
        second, _ = home.play("second", written)
        home.look(searcher, found)
        assert (home.home / "fejl.txt").exists(), "no report was saved"
        second.kill()
        second.wait()
        home.look(searcher, found)
        home.play("restore", written)
        home.look(searcher, found)
    finally:
        home.end()
    return found, len(made["texts"] + made["keys"])


def _leaking_day(scratch: Path, written: Planted) -> tuple[Found, int]:
    home, found = _Home(scratch / "day"), Found((place, set()) for place in PLACES)
    try:
        first, made = home.play("first", written)
        searcher = _searcher(written, made)
        home.look(searcher, found)
        found["memory"] |= searcher.in_memory(first.pid)
    finally:
        home.end()
    return found, len(made["texts"] + made["keys"])


def _searcher(written: Planted, made: dict[str, list[str]]) -> Searcher:
    cprs = [way for cpr in written.cprs for way in (cpr, f"{cpr[:6]}-{cpr[6:]}")]
    texts = [*written.names, *written.notes, *cprs, METTE[1], "Mette Kanari Sørensen"]
    for text in made["texts"]:  # an invitation's code, or the sixteen words, of which a few in a row are enough
        words = text.split()
        texts += [" ".join(words[at : at + 3]) for at in range(0, max(1, len(words) - 2), 3)]
    return Searcher(texts, [bytes.fromhex(key) for key in made["keys"]])
