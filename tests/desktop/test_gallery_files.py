"""The files that screens are drawn from are such as the program reads, with something in them to be looked at."""

from datetime import date
from pathlib import Path

from opspor.desktop.gallery_files import absence_file, local_file
from opspor.domain.local import Local
from opspor.exchange.absence_list import read_absence, unknown_kinds
from opspor.exchange.local_file import read_file

TODAY = date(2026, 11, 20)


def test_the_file_of_absence_has_a_word_to_ask_about_and_a_row_that_is_refused(tmp_path: Path) -> None:
    days = [date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)]
    read = read_absence(absence_file(tmp_path / "a.csv", ["AB12", "CD34", "EF56"], days), today=TODAY)
    assert [row.number for row in read.rows[:3]] == ["AB12", "CD34", "EF56"]
    assert len(unknown_kinds(read, {})) == 1
    assert sum(bool(row.wrong) for row in read.rows) == 1
    assert not any(row.name for row in read.rows)


def test_the_file_of_a_municipality_is_one(tmp_path: Path) -> None:
    layer = read_file(local_file(tmp_path / "k.json", Local(), TODAY))
    assert layer.local.municipality
    assert layer.numbers
    assert len(layer.local.notes) == 3
