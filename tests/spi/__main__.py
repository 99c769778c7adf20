"""``make spi``: the main job by keys and by ear, and what was said into docs/skaermlaeser.md.

Starts a screen of its own (Xvfb), a bus of its own and the program as a person starts it, on a made-up daycare. The
client runs under the system's Python, which has the bindings of AT-SPI.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.spi import transcript
from tests.spi.house import make

_NEEDED = {
    "gir1.2-atspi-2.0": "usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
    "python3-gi": "usr/lib/python3/dist-packages/gi",
    "at-spi2-core": "usr/libexec/at-spi-bus-launcher",
    "dbus-daemon": "usr/bin/dbus-run-session",
    "xdotool": "usr/bin/xdotool",
    "xvfb": "usr/bin/xvfb-run",
    "x11-xkb-utils": "usr/bin/setxkbmap",
}
_RUN = """
setxkbmap dk
/usr/libexec/at-spi-bus-launcher --launch-immediately &
sleep 1
"$OPSPOR_PYTHON" -m opspor --vault "$OPSPOR_FOLDER" &
exec timeout 900 /usr/bin/python3 -m tests.spi.main_job "$OPSPOR_PAPERS" "$OPSPOR_LINES"
"""


def missing() -> list[str]:
    """The packages that are not here."""
    return [package for package, place in _NEEDED.items() if not any(Path("/").glob(place))]


def main() -> int:
    """0 when the job was done and nothing was silent."""
    if lacking := missing():
        print(f"Skærmlæserprøven mangler: sudo apt-get install -y {' '.join(lacking)}")
        return 2
    scratch = Path(tempfile.mkdtemp(prefix="opspor-spi-"))
    try:
        folder, papers, lines = scratch / "opspor", scratch / "papirer", scratch / "sagt.txt"
        home = scratch / "hjem"
        for place in (papers, home / ".config", home / "runtime"):
            place.mkdir(parents=True, mode=0o700)
        make(folder)
        told = {
            "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_RUNTIME_DIR": str(home / "runtime"),
            "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "OPSPOR_PYTHON": sys.executable, "OPSPOR_FOLDER": str(folder), "OPSPOR_PAPERS": str(papers),
            "OPSPOR_LINES": str(lines),
        }  # fmt: skip
        code = subprocess.run(
            ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--", "bash", "-c", _RUN],
            env=os.environ | told, check=False, stderr=None if "-v" in sys.argv else subprocess.DEVNULL,
        ).returncode  # fmt: skip
        if code == 0:
            transcript.write(lines.read_text(encoding="utf-8"))
        elif lines.exists():
            print("\n".join(lines.read_text(encoding="utf-8").split("\n")[-40:]))
        return code
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
