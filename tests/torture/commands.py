"""The real command line, with its real key derivation, killed while it plays a demo."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.torture.result import Result

OPSPOR = (sys.executable, "-m", "opspor")
NO_VAULT, WHOLE = "no vault yet", "whole"
_LONGEST = 20.0  # seconds: the vault is made, the lists come in, and the year is played


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """A demo killed at ``count`` random moments: what is left opens with the password of LAES-MIG.txt, and is whole.

    Planted: a byte of the data is changed after the kill, as if it had been written in halves.
    """
    ends: Counter[str] = Counter()
    faults = []
    for number in range(count):
        try:
            moment = random.uniform(_LONGEST / 2 if planted else 0.5, _LONGEST)
            ends[kill_after(scratch / str(number), moment, planted=planted)] += 1
        except AssertionError as broken:
            faults.append(str(broken))
    words = ", ".join(f"{times} {end}" for end, times in sorted(ends.items()))
    return Result("commands", count, len(faults), f"Left: {words or 'nothing whole'}. {' '.join(faults[:1])}".strip())


def demo(folder: Path) -> tuple[str, ...]:
    """The command that plays a small demo with the real key derivation."""
    return (*OPSPOR, "demo", str(folder), "--children", "6")


def kill_after(folder: Path, seconds: float, *, planted: bool = False) -> str:
    """Play a demo into ``folder``, kill it after ``seconds``, and say what is left: ``NO_VAULT`` or ``WHOLE``.

    Raises ``AssertionError`` with what ``opspor check`` said when the vault does not open or is not whole.
    """
    process = subprocess.Popen(demo(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    process.wait()
    vault = folder / "demo.opspor"
    if not vault.exists():
        return NO_VAULT
    if planted:
        with (vault / "data.db").open("r+b") as data:
            data.seek(2000)
            data.write(b"opspor")
    said = dict(
        line.split(": ", 1)
        for line in (folder / "LAES-MIG.txt").read_text(encoding="utf-8").splitlines()
        if line.startswith(("Bruger: ", "Adgangskode: "))
    )
    check = subprocess.run(
        [*OPSPOR, "check", str(vault), "--json", "--user", said["Bruger"], "--password-stdin"],
        input=said["Adgangskode"] + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert check.returncode == 0, f"after {seconds:.2f} s: {check.stdout}{check.stderr}"
    assert json.loads(check.stdout) == {"ok": True, "findings": []}
    return WHOLE
