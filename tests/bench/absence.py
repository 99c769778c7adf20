"""A class and a school year of absence: the file from the first byte to the vault, and the pages that show it."""

import csv
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from opspor.desktop.look import look, new_application
from opspor.desktop.pages.absence.preview import read_preview
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.work_days import USUAL
from opspor.usecases import absences, children
from opspor.usecases.children import NewChild
from opspor.workplace import Workplace
from tests.bench import vaults
from tests.bench.measure import Goal, Row, Spread, milliseconds
from tests.bench.paging import Watch

_PUPILS, _DAYS = 30, 200
_LIMIT = 1500  # milliseconds: somebody waits for it once a month
_KINDS = ("Sygdom", "Ulovligt", "Ekstraordinær frihed")


def rows(scratch: Path, runs: int) -> list[Row]:
    """Milliseconds for 30 pupils with 200 days each, and for their pages afterwards."""
    took: list[float] = []
    for run in range(runs):
        place = vaults.new_vault(scratch / f"absence-{run}")
        new = [NewChild(f"Elev {number}", "Prøve", date(2016, 5, 3), "", "3.B", "") for number in range(_PUPILS)]
        pupils = place.run(partial(children.import_list, new=new)).result().children
        today = vaults.now().date()
        file = _write(scratch / "absence.csv", absences.school_days(date(today.year - 1, 8, 1), today, USUAL)[-_DAYS:])
        took.append(milliseconds(partial(_import, place, file))())
        if run < runs - 1:
            place.close()
    name = f"import of {_PUPILS} × {_DAYS} days of absence"
    imported = Row(name, "ms", runs, Spread.of(took), goal=Goal.VALUE, limit=_LIMIT)
    return [imported, *_pages(place, Destination(Place.ABSENCE), Destination(Place.ABSENCE, pupils[0]), runs)]


def _write(file: Path, days: Sequence[date]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Elev", "Fødselsdato", "Dato", "Fravær", "Del af dagen"])
        for number in range(_PUPILS):
            for place, day in enumerate(days):
                kind = _KINDS[(number + place) % len(_KINDS)]
                writer.writerow(
                    [f"Elev {number} Prøve", "3.5.2016", f"{day:%d-%m-%Y}", kind, "0,5" if place % 7 else ""]
                )
    return file


def _import(place: Workplace, file: Path) -> None:
    """As the page does it: read, hold against the pupils and their days, write."""
    preview = read_preview(file, place.look(absences.known).result(), today=vaults.now().date())
    if len(preview.chosen) != _PUPILS * _DAYS:
        raise AssertionError(preview.summary)
    place.run(partial(absences.import_days, new=preview.chosen, words={})).result()


def _pages(work: Workplace, many: Destination, one: Destination, runs: int) -> list[Row]:
    app = QApplication.instance()
    look.apply(app if isinstance(app, QApplication) else new_application())
    program = Program(work.folder, vaults.now, derive=vaults.quick)
    program.window.resize(1366, 768)
    program.window.show()
    program.enter(work)
    watch = Watch(program, work)
    watch.settle()
    try:
        found = [*watch.rows("absence of 30 pupils", many, runs), *watch.rows("absence of one pupil", one, runs)]
    finally:
        program.go(Destination(Place.START))
        program.window.close()
        program.wait_until_locked()
    return found
