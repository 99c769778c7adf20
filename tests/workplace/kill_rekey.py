"""Removes Jonas from copies of a vault, each time killed at another step; for ``test_rekeying``.

``python -m tests.workplace.kill_rekey VAULT SCRATCH LEADER LEAVER``: a copy a step in SCRATCH, until one comes through.
A step is anything the program asks of the file system in the vault, seen by Python's audit hook, so that no hook is
needed in the code. What SQLCipher does inside itself is hit by the kills at random moments.
"""

import itertools
import os
import random
import shutil
import signal
import sys
from pathlib import Path

from opspor import workplace
from opspor.domain.ids import Id
from tests.usecases.conftest import Clock, quick

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
RANDOM = 12  # kills by the clock
_IN_A_WHILE = 0.15  # seconds that the quick removal of a small vault takes at most


def main(vault: Path, scratch: Path, leader: str, leaver: Id) -> None:
    for step in itertools.count(1):
        if _survives(vault, scratch / f"step-{step}", leader, leaver, step):
            break
    for number in range(RANDOM):
        _survives(vault, scratch / f"random-{number}", leader, leaver, 0)


def _survives(vault: Path, folder: Path, leader: str, leaver: Id, step: int) -> bool:
    """Whether the removal came through. It is killed before the ``step``-th step, or with 0 at a random moment."""
    shutil.copytree(vault, folder)
    child = os.fork()
    if child == 0:
        place = workplace.open_vault(folder, leader, f"{leader}s kode", clock=Clock(), derive=quick)
        arm(folder, step)
        place.remove_person(leaver)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def arm(folder: Path, step: int) -> None:
    """Be killed before the ``step``-th step in ``folder``, or with 0 at a random moment."""
    if step == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, random.uniform(0.001, _IN_A_WHILE))
        return
    left = itertools.count(step - 1, -1)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and str(args[0]).startswith(str(folder)) and next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Id(sys.argv[4]))
