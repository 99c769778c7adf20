"""Restores a copy over copies of a vault, each time killed at another step; for ``test_restoring``.

``python -m tests.workplace.kill_restore VAULT COPY SCRATCH``: a folder a step in SCRATCH with the vault in ``mappe``,
until one restore comes through. Every few steps are enough: most of them are in the unpacked folder.
"""

import itertools
import os
import shutil
import sys
from pathlib import Path

from opspor import workplace
from opspor.workplace.restoring import Restoring
from tests.usecases.conftest import Clock, quick
from tests.workplace.kill_rekey import arm

STRIDE = 5


def main(vault: Path, copy: Path, scratch: Path) -> None:
    for step in itertools.count(1, STRIDE):
        if _survives(vault, copy, scratch / f"step-{step}", step):
            break


def _survives(vault: Path, copy: Path, around: Path, step: int) -> bool:
    shutil.copytree(vault, around / "mappe")
    child = os.fork()
    if child == 0:
        with Restoring(copy, around / "mappe", clock=Clock(), derive=quick) as coming:
            place = workplace.open_vault(coming.folder, "mette", "mettes kode", clock=Clock(), derive=quick)
            coming.check(place)
            arm(around, step)
            coming.finish()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
