"""``make bench-package``: from starting the packed program to its picture, beside a bare window that is packed alike.

Nothing in the program helps: each runs under an X server that keeps its screen in a file, and that file is looked at
until the window stands in it. So it is measured what is shipped, with the loader of PyInstaller and all its libraries.
"""

import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import Goal, compare, noise, table

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "build" / "package" / "folder"
_WIDTH, _HEIGHT = 1600, 900
_POINTS = ((40, 40), (700, 60), (100, 500), (1000, 600))  # of a window of 1368 x 768 in the corner
_LONGEST = 60.0  # seconds
_LOOK = 0.0005


class Screen:
    """The picture of an X server, as bytes (XWD): four bytes a point, behind a head that says where it begins."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._bytes = mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._bytes[:100])
        self._begin, self._line = head[0] + head[19] * 12, head[12]

    def is_painted(self) -> bool:
        """Whether something stands at every point: the empty screen is black, and neither window is."""
        starts = (self._begin + y * self._line + 4 * x for x, y in _POINTS)
        return all(any(self._bytes[start : start + 3]) for start in starts)


def _started(program: Path, screen: Screen, environment: dict[str, str]) -> float:
    """Milliseconds from starting ``program`` to its picture; then it is ended, and its picture is gone."""
    begun = time.perf_counter()
    with subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not screen.is_painted():
            if process.poll() is not None or time.perf_counter() - begun > _LONGEST:
                raise RuntimeError(f"{program.name} painted nothing")
            time.sleep(_LOOK)
        took = (time.perf_counter() - begun) * 1000
        process.kill()
    while screen.is_painted():
        time.sleep(0.01)
    return took


@contextmanager
def _display(scratch: Path) -> Iterator[tuple[Screen, str]]:
    """An X server of our own, without a window manager."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{_WIDTH}x{_HEIGHT}x24", "-fbdir", str(scratch)]
    with subprocess.Popen([*command, "-nolisten", "tcp"], pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        try:
            os.close(writing)
            with os.fdopen(reading) as said:
                number = said.readline().strip()
            yield Screen(scratch / "Xvfb_screen0"), f":{number}"
        finally:
            server.terminate()


def main(runs: int = 9) -> int:
    """Measure, and print one line. Ends with 1 when the goal is missed."""
    scratch = Path(tempfile.mkdtemp(prefix="opspor-bench-"))
    try:
        (vault := scratch / "home" / "mappe").mkdir(parents=True)
        (config := scratch / "home" / ".config" / "opspor").mkdir(parents=True)
        (config / "indstillinger.toml").write_text(f'folder = "{vault}"\n', encoding="utf-8")  # a lock screen, as daily
        with _display(scratch) as (screen, display):
            home = {"HOME": str(scratch / "home"), "DISPLAY": display, "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
            row = compare(
                "packed: lock screen painted", "ms", runs=runs,
                ours=lambda: _started(_FOLDER / "opspor" / "opspor", screen, home),
                floor=lambda: _started(_FOLDER / "bare" / "bare", screen, home),
                floor_name="packed bare window", goal=Goal.RATIO, limit=1.5,
            )  # fmt: skip
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    sys.stdout.write(table([row], [noise()]) + "\n")
    return 0 if row.kept else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
