"""Writes agreement.csv: what others' programs make of the tables of tables.py.

Made with irrCAC 0.4.4 (per cent agreement; AC1, its standard error and interval), krippendorff 0.9.0 (alpha), numpy
1.26.4, pandas 2.3.3 and scipy 1.12.0. None of them is a dependency of the project; to make the file again::

    python -m venv away && away/bin/pip install irrCAC==0.4.4 krippendorff==0.9.0 numpy==1.26.4 scipy==1.12.0
    away/bin/python -m tests.domain.reference.make

A table in which all answered one and the same has no alpha, and its cell is empty.
"""

import csv
from math import isnan
from pathlib import Path

import krippendorff  # type: ignore[import-not-found]
import numpy  # type: ignore[import-not-found]
import pandas  # type: ignore[import-untyped]
from irrCAC.raw import CAC  # type: ignore[import-not-found]

from tests.domain.reference.tables import COUNT, counts, ratings, sizes

FILE = Path(__file__).with_name("agreement.csv")
DIGITS = 15


def main() -> None:
    """Write one row a table: number, percent, ac1, its interval, ordinal alpha."""
    with FILE.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(["number", "percent", "ac1", "low", "high", "alpha"])
        for number in range(COUNT):
            frame = pandas.DataFrame(ratings(number), dtype=float)
            raw = CAC(frame, categories=[float(k) for k in range(sizes(number))], digits=DIGITS)
            found = raw.gwet()["est"]
            with numpy.errstate(invalid="ignore"):  # nothing to compare: 0 / 0
                table = numpy.array(counts(number))
                alpha = krippendorff.alpha(value_counts=table, level_of_measurement="ordinal")
            values = (found["pa"], found["coefficient_value"], *found["confidence_interval"], alpha)
            rows.writerow([number, *("" if isnan(value) else repr(float(value)) for value in values)])


if __name__ == "__main__":
    main()
