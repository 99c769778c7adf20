"""The whole demo and every screen, in a process that the kernel ends when it asks for a network socket."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.torture.result import Result

_UNDER = (sys.executable, "-m", "tests.torture.no_network")
KINDS = ("dagtilbud", "skole", "sundhedspleje")
# Told of a proxy and a name to look up, whatever wanted to phone home would try to.
_TEMPTING = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
OPENED = "import socket; socket.socket(socket.AF_INET6)"


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """Play ``count`` demos, of each kind of house in turn, with their pictures, and draw every screen of the last.

    On a machine with Xvfb it is the window as the system shows it, else the one that is drawn unseen. Planted: the
    process opens a socket first.
    """
    ended, faults = 0, []
    for number in range(count):
        demo = ("opspor", "demo", str(scratch / str(number)), "--kind", KINDS[number % len(KINDS)])
        runs: list[tuple[str, ...]] = [("-c", OPENED) if planted else demo]
        if number == count - 1 and not planted:
            runs.append(("opspor", "screens", str(scratch / "screens")))
        for arguments in runs:
            code, said = run(*arguments)
            if code != 0:
                faults.append(f"{arguments[1]}: ended with {code}. {said[-300:]}")
                ended += code == -signal.SIGSYS
    pictures = len(list(scratch.rglob("*.png")))
    words = (
        f"{pictures} pictures drawn, {'in a window of Xvfb' if window() else 'unseen'}; {ended} ended by the kernel."
    )
    return Result("network", count, len(faults), " ".join((words, *faults[:1])))


def window() -> tuple[str, ...]:
    """What shows a window on a machine without a screen; nothing where there is no such program."""
    return ("xvfb-run", "-a") if shutil.which("xvfb-run") and shutil.which("Xvfb") else ()


def run(*arguments: str, real: bool = True) -> tuple[int, str]:
    """Run ``python -m`` with the arguments under the filter; how it ended and what it said of errors.

    ``real``: in the window of the system, where one can be shown. Xvfb itself is outside: it is another program.
    """
    shown = window() if real else ()
    platform = "xcb" if shown else "offscreen"
    done = subprocess.run(
        [*shown, *_UNDER, *(["-w"] if shown else []), *arguments],
        env=os.environ | _TEMPTING | {"QT_QPA_PLATFORM": platform},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=5400,
    )
    code = done.returncode
    return (-(code - 128) if shown and code > 128 else code), done.stderr  # xvfb-run is a shell: it says 128 + signal
