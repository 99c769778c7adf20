"""``make torture``: the long proofs. Prints what was tried and how it ended; ends with 1 when one did not hold."""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.torture import kills

KILLS = 20


def demo_kills() -> bool:
    """A demo killed at 20 random moments of its whole length."""
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="opspor-torture-") as scratch:
        started = time.monotonic()
        subprocess.run(kills.demo(Path(scratch) / "whole"), check=True, capture_output=True)
        length = time.monotonic() - started
        for number in range(KILLS):
            moment = random.uniform(0, length)
            try:
                ends[kills.kill_after(Path(scratch) / str(number), moment)] += 1
            except AssertionError as broken:
                ends["broken"] += 1
                print(broken)
    counts = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    print(f"A demo of {length:.0f} s killed at {KILLS} random moments: {counts}.")
    return not ends["broken"]


def main() -> int:
    """Run every proof."""
    return 0 if all([demo_kills()]) else 1


if __name__ == "__main__":
    sys.exit(main())
