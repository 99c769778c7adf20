"""What it costs until somebody sees something: each sample is a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.bench import vaults
from tests.bench.measure import Goal, Row, Spread, alone, compare

_WORST_HOUR = 300  # milliseconds: what somebody with shaking hands does not notice
_PROBE = Path(__file__).parent / "probe.py"


def rows(scratch: Path, runs: int) -> list[Row]:
    """Bare Python, and the lock screen beside a bare window."""
    home = _home(scratch)
    (vault := scratch / "empty").mkdir()
    bare, ours = _Window(home, "bare-window"), _Window(home, "lock-screen", str(vault))
    python = alone("python -c pass", "ms", runs=runs, ours=lambda: _bare_python(home))
    painted = compare(
        "lock screen painted", "ms", runs=runs, ours=ours.sample, floor=bare.sample,
        floor_name="bare PySide6 window", goal=Goal.RATIO, limit=1.5,
    )  # fmt: skip
    memory = Row(
        "memory at the lock screen", "MB", runs, Spread.of(ours.peaks), "bare PySide6 window", Spread.of(bare.peaks),
        Spread.of([a / b for a, b in zip(ours.peaks, bare.peaks, strict=True)]), Goal.RATIO, 1.5,
    )  # fmt: skip
    return [python, painted, memory, *_first_minute(home, vault, runs)]


def _first_minute(home: Path, vault: Path, runs: int) -> list[Row]:
    """F2 in the worst hour: from a lock screen that has just come, and on to a track."""
    found = []
    for _ in range(runs):
        with _process(home, "first-minute", str(vault)) as lines:
            found.append(json.loads(lines.readline()))
    limits = {
        "question": ("F2 on the lock screen to the painted question", 300),
        "track": ("three answers to a painted track", 300),
    }
    return [
        Row(name, "ms", runs, Spread.of([one[key] for one in found]), goal=Goal.VALUE, limit=limit)
        for key, (name, limit) in limits.items()
    ]


def entered(scratch: Path, runs: int) -> list[Row]:
    """From Enter on the right password to Start, on a daycare of ordinary size and by the real derivation."""
    home, vault = _home(scratch), scratch / "daycare"
    vaults.daycare(vault)
    return [
        compare(
            "Enter to painted Start", "ms", runs=runs, ours=lambda: _entered(home, vault), floor=vaults.derivation,
            floor_name="the key derivation", goal=Goal.DIFFERENCE, limit=500,
        )
    ]  # fmt: skip


def _home(scratch: Path) -> Path:
    home = scratch / "home"
    home.mkdir(exist_ok=True)
    return home


class _Window:
    """A kind of window, and the memory that each of its processes had at its first picture."""

    def __init__(self, home: Path, *probe: str) -> None:
        self._home, self._probe = home, probe
        self.peaks: list[float] = []

    def sample(self) -> float:
        """Milliseconds from starting the process to its first picture."""
        begun = time.perf_counter()
        with _process(self._home, *self._probe) as lines:
            if lines.readline() != "painted\n":
                raise RuntimeError(f"{self._probe[0]} painted nothing")
            took = (time.perf_counter() - begun) * 1000
            self.peaks.append(json.loads(lines.readline())["peak_mb"])
        return took


def _bare_python(home: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True, env=_environment(home))
    return (time.perf_counter() - begun) * 1000


def _entered(home: Path, vault: Path) -> float:
    with _process(home, "start", str(vault), vaults.LOGIN, vaults.PASSWORD) as lines:
        found = json.loads(lines.readline() or "{}")
    if "ms" not in found:
        raise RuntimeError("Start was not painted")
    return float(found["ms"])


def _environment(home: Path) -> dict[str, str]:
    """Offscreen, with a home of its own, so that no settings of the machine are met, and with compiled modules, as an
    installed program has them.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(home))
    return environment | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(home / "compiled")}


@contextmanager
def _process(home: Path, *arguments: str) -> Iterator[IO[str]]:
    """What a probe says; whatever becomes of it, it has ended afterwards."""
    command = [sys.executable, str(_PROBE), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment(home)) as process:
        try:
            assert process.stdout is not None
            yield process.stdout
            process.wait(60)
        finally:
            process.kill()
