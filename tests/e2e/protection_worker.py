"""A process that deletes what is due, or takes everything out, until it is killed. It says when it begins and is done.

Run as ``python -m tests.e2e.protection_worker FOLDER OUT delete DAYS``, or ``"take out"``.
"""

import sys
from datetime import timedelta
from pathlib import Path

from opspor import workplace
from opspor.usecases import retention
from opspor.workplace import Workplace
from opspor.workplace.taking_out import take_out
from tests.e2e.conftest import METTE, WallClock, quick_derive


def main(folder: Path, out: Path, what: str, days: int) -> None:
    """So many days after the day of the tests."""
    clock = WallClock()
    clock.now += timedelta(days=days, minutes=1)
    work = workplace.open_vault(folder, *METTE, clock=clock, derive=quick_derive)
    if what == "delete":
        delete(work)
    else:
        say("begun")
        take_out(work, out)
    say("done")
    work.close()


def delete(work: Workplace) -> None:
    """All that is on the list."""
    plan = work.run(retention.plan).result()
    say("begun")
    work.run(lambda desk: retention.delete(desk, [line.due.key for line in plan.lines])).result()


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
