"""A demo killed in the middle: what is left of it must open with the password of LAES-MIG.txt, and be whole."""

import json
import subprocess
import sys
import time
from pathlib import Path

OPSPOR = (sys.executable, "-m", "opspor")
NO_VAULT, WHOLE = "no vault yet", "whole"


def demo(folder: Path) -> tuple[str, ...]:
    """The command that plays a small demo with the real key derivation."""
    return (*OPSPOR, "demo", str(folder), "--children", "6")


def kill_after(folder: Path, seconds: float) -> str:
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
