"""``make torture``: the long proofs, one line each; ends with 1 when one did not hold or could not be seen to fail.

``python -m tests.torture [PROOF …] [--share 0.1]`` runs some of them, or a share of each count.

Every proof is a module here with ``prove(count, scratch, *, planted)``. Run with a planted fault it must find it, else
its "nothing broke" is worth nothing.
"""

import argparse
import importlib
import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture.result import Result

# proof -> how often it is tried, and how often with the planted fault
PROOFS = {
    "kills": (1000, 12),
    "commands": (5, 1),
    "torn": (500, 25),
    "damage": (10_000, 20),
    "drives": (100, 12),
    "tampering": (1000, 20),
    "keyboard": (22, 1),
    "locking": (500, 3),
    "secrets": (200, 200),
    "sealing": (10_000, 180),
    "fuzzing": (10_000, 600),
    "addresses": (500, 6),
    "briefs": (500, 12),
    "access": (200, 8),
    "network": (3, 1),
    "retention": (2000, 40),
}


def run(name: str, count: int, planted: int) -> bool:
    """Run one proof, first with its fault; print a line each. Whether it held, and could have been seen to fail."""
    prove: Callable[..., Result] = importlib.import_module(f"tests.torture.{name}").prove
    held = True
    for tries, fault in ((planted, True), (count, False)):
        with tempfile.TemporaryDirectory(prefix="opspor-torture-") as scratch:
            began = time.monotonic()
            result = prove(tries, Path(scratch), planted=fault)
            seconds = time.monotonic() - began
        good = bool(result.broken) is fault
        held = held and good
        what = ("planted fault seen" if good else "PLANTED FAULT NOT SEEN") if fault else ("held" if good else "BROKEN")
        print(
            f"{result.name}: {what}; tried {result.tried}, broken {result.broken}, {seconds:.0f} s. {result.words}",
            flush=True,
        )
    return held


def main() -> int:
    """Run every proof that is asked for; all of them unless some are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="The long proofs.")
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help=", ".join(PROOFS))
    parser.add_argument("--share", type=float, default=1.0, help="of each count; 0.1 runs a tenth")
    args = parser.parse_args()
    if unknown := set(args.proofs) - set(PROOFS):
        parser.error(f"no such proof: {', '.join(sorted(unknown))}")
    began = time.monotonic()
    held = [
        run(name, max(1, round(count * args.share)), planted)
        for name, (count, planted) in PROOFS.items()
        if not args.proofs or name in args.proofs
    ]
    print(f"{sum(held)} of {len(held)} proofs held, {time.monotonic() - began:.0f} s.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
