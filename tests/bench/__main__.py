"""``python -m tests.bench [RUNS]``: one table of ratios, and the same in build/bench.json. Fails on nothing slow."""

import json
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.bench import absence, asking, concerned, importing, leaving, paging, papers, protecting, reading, starting
from tests.bench.measure import Row, Spread, as_json, noise, table

_RUNS = 15
_UNLOCKS = 7
_IMPORTS = 3
_PAGES = 7


def main() -> int:
    """Measure everything. What can't be measured is named, and the rest goes on."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS
    rows: list[Row] = []
    noises: list[Spread] = []
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="opspor-bench-") as name:
        scratch = Path(name)
        areas: list[tuple[str, Callable[[], list[Row]]]] = [
            ("starting", lambda: starting.rows(scratch, runs)),
            ("unlocking", lambda: starting.entered(scratch, min(runs, _UNLOCKS))),
            ("reading", lambda: reading.rows(scratch, runs)),
            ("pages", lambda: paging.rows(scratch / "big", min(runs, _PAGES))),
            ("protecting", lambda: protecting.rows(scratch / "big", min(runs, _PAGES))),
            ("importing", lambda: importing.rows(scratch, min(runs, _IMPORTS))),
            ("absence", lambda: absence.rows(scratch, min(runs, _IMPORTS))),
            ("concerns", lambda: concerned.rows(scratch, min(runs, _PAGES))),
            ("papers", lambda: papers.rows(runs)),
            ("asking", lambda: asking.rows(scratch, min(runs, _IMPORTS))),
            ("leaving", lambda: leaving.rows(scratch, min(runs, _IMPORTS))),
        ]
        for area, measure in areas:
            noises.append(noise())
            try:
                rows += measure()
            except Exception:  # noqa: BLE001  one broken part must not hide the others
                broken.append(area)
                traceback.print_exc()
        noises.append(noise())
    print(table(rows, noises))
    for area in broken:
        print(f"Not measured: {area}, see above.")
    out = Path("build") / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(as_json(rows, noises), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
