"""Closes copies of a vault with its copies, each time killed at another step; for ``test_closing``.

``python -m tests.workplace.kill_closing AROUND SCRATCH``: AROUND holds ``mappe`` and ``mappe-kopier``.
"""

import itertools
import os
import shutil
import sys
from pathlib import Path

from opspor import workplace
from opspor.usecases.house_wipe import WITHOUT
from opspor.workplace.closing import wipe
from tests.usecases.conftest import Clock, quick
from tests.workplace.kill_rekey import arm


def main(around: Path, scratch: Path) -> None:
    for step in itertools.count(1):
        if _survives(around, scratch / f"step-{step}", step):
            break


def _survives(around: Path, there: Path, step: int) -> bool:
    shutil.copytree(around, there)
    child = os.fork()
    if child == 0:
        place = workplace.open_vault(there / "mappe", "mette", "mettes kode", clock=Clock(), derive=quick)
        arm(there, step)
        name = "Børnehuset Kanariefuglen"
        wipe(place, typed_name=name, typed_without=WITHOUT, receipt=there / "kvittering.pdf")
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
