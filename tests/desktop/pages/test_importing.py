"""Hent liste: row by row, and nothing written before the last key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.importing import ImportPage
from opspor.desktop.route import Destination, Office, Place
from opspor.usecases import children
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
LIST = (
    "Navn;Fødselsdato;Stue\n"
    "Karla Maria Kanari Juhl;3.10.2021;Bøgestuen\n"
    "Nanna Kanari;3.5.2022;Bøgestuen\n"
    "Kanari 2 Berg;3.6.2021;Bøgestuen\n"
    ";4.4.2021;Bøgestuen\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def read(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    """Types the path and presses Enter."""
    page._file.set_text("")
    QTest.keyClicks(page._file.editor, str(path))
    QTest.keyClick(page._file.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._preview is not None or page.message_line.message is not None, timeout=5000)


def test_each_row_is_said_and_only_then_written(
    office: Office, show: Show, house: House, file: Path, qtbot: QtBot, trip: Trip
) -> None:
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, file, qtbot)
    assert page._summary.text() == "1 læst · 1 med tvivl · 1 afvist · 1 er her allerede"
    assert page._main.words == "Hent 2 børn"
    assert len(house.do(children.listed)) == 6
    page._main.click()
    settle(qtbot, office.work)
    assert len(house.do(children.listed)) == 8
    assert page.message_line.message is not None
    assert page.message_line.message.first == "2 børn er hentet."
    for words in ("Skriv til forældrene", "Åbn en runde"):
        press(page, words)
    assert trip.went == [Destination(Place.LETTERS), Destination(Place.OPEN_ROUND)]


def test_a_doubtful_row_is_left_out_with_space(office: Office, show: Show, file: Path, qtbot: QtBot) -> None:
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, file, qtbot)
    for _ in range(2):
        QTest.keyClick(page._table, Qt.Key.Key_Down)
    assert "tegn eller tal" in page._about_row.text()
    QTest.keyClick(page._table, Qt.Key.Key_Space)
    assert page._main.words == "Hent 1 barn"
    assert page._table.currentIndex().row() == 2
    QTest.keyClick(page._table, Qt.Key.Key_Space)
    assert page._main.words == "Hent 2 børn"


def test_a_refused_row_cannot_be_chosen(office: Office, show: Show, file: Path, qtbot: QtBot) -> None:
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, file, qtbot)
    for _ in range(3):
        QTest.keyClick(page._table, Qt.Key.Key_Down)
    QTest.keyClick(page._table, Qt.Key.Key_Space)
    assert page._main.words == "Hent 2 børn"


def test_a_list_without_groups_asks_for_one(
    office: Office, show: Show, house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "uden.csv"
    path.write_text("Navn\nNanna Kanari\n", encoding="utf-8")
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, path, qtbot)
    page._main.click()
    assert page._group.error
    QTest.keyClicks(page._group.editor, "Elmestuen")
    page._main.click()
    settle(qtbot, office.work)
    assert house.child("Nanna").group_names == ("Elmestuen",)


def test_a_file_that_cannot_be_read_says_so(office: Office, show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, tmp_path / "findes-ikke.csv", qtbot)
    assert page.message_line.message is not None
    assert "Filen er der ikke" in page.message_line.message.first
    assert page._file.isVisible()


def test_the_same_list_twice_has_nobody_to_fetch(office: Office, show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "samme.csv"
    path.write_text("Navn;Fødselsdato\nKarla Maria Kanari Juhl;3.10.2021\n", encoding="utf-8")
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, path, qtbot)
    assert page._summary.text() == "1 er her allerede"
    assert "ingen nye børn" in page._main.cannot


def test_the_page_can_be_walked(office: Office, show: Show, file: Path, qtbot: QtBot) -> None:
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))
    read(page, file, qtbot)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))


def test_a_list_of_the_sfo_lets_children_who_are_here_go_there_too(
    office: Office, show: Show, house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sfo.csv"
    path.write_text("Navn;Født\nKarla Maria Kanari Juhl;3.10.2021\n", encoding="utf-8")
    page = ImportPage(office, Destination(Place.IMPORT))
    show(page)
    read(page, path, qtbot)
    assert page._summary.text() == "1 er her allerede"
    assert page._main.cannot
    page._group.set_text("SFO Rød")
    page._group.editor.editingFinished.emit()  # type: ignore[attr-defined]
    assert page._summary.text() == "1 får en gruppe til"
    assert "Går allerede i Bøgestuen: kommer også i SFO Rød." in page._about_row.text()
    page._main.click()
    settle(qtbot, office.work)
    assert house.child("Karla").group_names == ("Bøgestuen", "SFO Rød")
    assert page.message_line.message is not None
    assert page.message_line.message.first == "1 barn har fået en gruppe til."
