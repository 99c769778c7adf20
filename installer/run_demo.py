"""``make run``: a made-up institution in build/demo, shown in the window where there is a display."""

import shutil
import subprocess
import sys
from pathlib import Path

from opspor.__main__ import has_display

FOLDER = Path("build/demo")
OPSPOR = (sys.executable, "-m", "opspor")


def main() -> int:
    """With a display: play the demo once, and open the window on it. Without: play it, and say what it made."""
    window = has_display()
    if not window:
        print("Her er ingen skærm. Demoen bliver spillet uden vindue.")
    made = (FOLDER / "result.json").is_file()  # the last thing that a demo writes
    if not (made and window):
        shutil.rmtree(FOLDER, ignore_errors=True)
        played = subprocess.run([*OPSPOR, "demo", str(FOLDER), "--json"], stdout=subprocess.DEVNULL, check=False)
        if played.returncode:
            return played.returncode
    print((FOLDER / "LAES-MIG.txt").read_text(encoding="utf-8"), flush=True)
    if window:
        return subprocess.run([*OPSPOR, "--vault", str(FOLDER / "demo.opspor")], check=False).returncode
    print(f"Det hele ligger i {FOLDER}:")
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            print(f"  {path.relative_to(FOLDER)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
