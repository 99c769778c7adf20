"""Ratios to a floor that is measured in the same run: machines are noisy, ratios are less so."""

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

Sample = Callable[[], float]


class Goal(StrEnum):
    """What a goal is a limit for."""

    RATIO = "ratio"
    DIFFERENCE = "difference"
    VALUE = "value"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some samples, the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, samples: Sequence[float]) -> "Spread":
        """The spread of ``samples``."""
        return cls(statistics.median(samples), min(samples), max(samples))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``ratio`` is the median of the ratios run by run, not of two medians."""

    name: str
    unit: str
    runs: int
    ours: Spread
    floor_name: str = ""
    floor: Spread | None = None
    ratio: Spread | None = None
    goal: Goal = Goal.NONE
    limit: float = math.inf

    @property
    def kept(self) -> bool | None:
        """Whether the goal is kept; None where there is none."""
        match self.goal:
            case Goal.RATIO if self.ratio:
                return self.ratio.median <= self.limit
            case Goal.DIFFERENCE if self.floor:
                return self.ours.median - self.floor.median <= self.limit
            case Goal.VALUE:
                return self.ours.median <= self.limit
        return None


def compare(
    name: str,
    unit: str,
    *,
    runs: int,
    ours: Sample,
    floor: Sample,
    floor_name: str,
    goal: Goal = Goal.NONE,
    limit: float = math.inf,
) -> Row:
    """Take ``runs`` samples of each, one after the other, so that both meet the same weather; first one unseen."""
    ours(), floor()
    pairs = [(ours(), floor()) if run % 2 else (floor(), ours())[::-1] for run in range(runs)]
    mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratio = Spread.of([a / b for a, b in pairs])
    return Row(name, unit, runs, Spread.of(mine), floor_name, Spread.of(theirs), ratio, goal, limit)


def alone(name: str, unit: str, *, runs: int, ours: Sample, goal: Goal = Goal.NONE, limit: float = math.inf) -> Row:
    """Take ``runs`` samples of something that has no floor."""
    return Row(name, unit, runs, Spread.of([ours() for _ in range(runs)]), goal=goal, limit=limit)


def milliseconds(work: Callable[[], object], *, repeat: int = 1) -> Sample:
    """A sample of how long ``work`` takes: the mean of ``repeat`` times, for what is too short to be timed once."""

    def sample() -> float:
        gc.collect()
        begun = time.perf_counter()
        for _ in range(repeat):
            work()
        return (time.perf_counter() - begun) * 1000 / repeat

    return sample


def noise() -> Spread:
    """How long the machine takes to count to the same number, 40 times: what no ratio can be finer than."""
    return Spread.of([milliseconds(lambda: sum(range(300_000)))() for _ in range(40)])


def table(rows: Sequence[Row], noises: Sequence[Spread]) -> str:
    """The rows for people."""
    head = ("", "opspor (min–max)", "floor (min–max)", "ratio (min–max)", "goal", "", "runs")
    cells = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(wide) for cell, wide in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "-" * max(map(len, lines)))
    middle = statistics.median(noise.median for noise in noises)
    low, high = min(noise.low for noise in noises), max(noise.high for noise in noises)
    lines += ["", f"Noise: the same count took {middle:.1f} ms ({low:.1f}–{high:.1f}) between the measurements."]
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    floor = f"{_spread(row.floor)} {row.unit}  {row.floor_name}" if row.floor else "–"
    ratio = f"{row.ratio.median:.2f} ({row.ratio.low:.2f}–{row.ratio.high:.2f})" if row.ratio else "–"
    goal = {
        Goal.RATIO: f"≤ {row.limit:g} ×",
        Goal.DIFFERENCE: f"≤ floor + {row.limit:g} {row.unit}",
        Goal.VALUE: f"≤ {row.limit:g} {row.unit}",
        Goal.NONE: "",
    }[row.goal]
    kept = {True: "kept", False: "MISSED", None: ""}[row.kept]
    return (row.name, f"{_spread(row.ours)} {row.unit}", floor, ratio, goal, kept, str(row.runs))


def _spread(spread: Spread) -> str:
    digits = 0 if spread.median >= 100 else 1 if spread.median >= 10 else 2
    return f"{spread.median:.{digits}f} ({spread.low:.{digits}f}–{spread.high:.{digits}f})"


def as_json(rows: Sequence[Row], noises: Sequence[Spread]) -> dict[str, object]:
    """The same for machines: every number of the table, unrounded."""
    found = [asdict(row) | {"kept": row.kept, "limit": None if math.isinf(row.limit) else row.limit} for row in rows]
    return {"rows": found, "noise_ms": [asdict(noise) for noise in noises]}
