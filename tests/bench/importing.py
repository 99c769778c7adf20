"""A class list from the file to the vault: the time per row must not grow with their number."""

import csv
from functools import partial
from pathlib import Path

from opspor.exchange.class_list import Status
from opspor.exchange.known import mark_known
from opspor.exchange.reading import read_list
from opspor.usecases import children
from opspor.usecases.children import NewChild
from opspor.workplace import Workplace
from tests.bench import vaults
from tests.bench.measure import Goal, Row, Spread, milliseconds

_SIZES = (1_000, 10_000, 50_000)
_GROWTH = 1.2  # what the noise of a machine may add to a time that does not grow


def rows(scratch: Path, runs: int) -> list[Row]:
    """Microseconds per row at each size, each beside the smallest; last, 50,000 more into a vault that has 50,000."""
    lists = {size: _write(scratch / f"{size}.csv", size, 0) for size in _SIZES}
    more = _write(scratch / "more.csv", _SIZES[-1], _SIZES[-1])
    samples: dict[str, list[float]] = {}
    for run in range(runs):
        for size in _SIZES:
            place = vaults.new_vault(scratch / f"{size}-{run}")
            samples.setdefault(f"import of {size:,} rows", []).append(_import(place, lists[size], size))
            if size == _SIZES[-1]:
                samples.setdefault("import of 50,000 more", []).append(_import(place, more, size))
            place.close()
    first = next(iter(samples.values()))
    return [
        Row(
            name, "µs/row", runs, Spread.of(found), f"{_SIZES[0]:,} rows", Spread.of(first),
            Spread.of([a / b for a, b in zip(found, first, strict=True)]),
            Goal.NONE if found is first else Goal.RATIO, _GROWTH,
        )
        for name, found in samples.items()
    ]  # fmt: skip


def _write(file: Path, size: int, first: int) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Fornavn", "Efternavn", "Fødselsdato", "Stue"])
        for child in vaults.made_up(size, 40, first):
            assert child.birth_date is not None
            writer.writerow([child.first_name, child.last_name, child.birth_date.strftime("%d-%m-%Y"), child.group])
    return file


def _import(place: Workplace, file: Path, size: int) -> float:
    """Microseconds per row, as the import page does it: read, compare with who is there, write."""

    def work() -> None:
        read = read_list(file, today=vaults.now().date())
        known = place.look(children.known).result()
        marked = mark_known(read, known)
        new = [
            NewChild(row.first_name, row.last_name, row.birth_date, row.cpr, row.group, row.contact_person)
            for row in marked.rows
            if row.status is Status.READ
        ]
        if len(new) != size:
            raise AssertionError("not every row was read")
        place.run(partial(children.import_list, new=new)).result()

    return milliseconds(work)() * 1000 / size
