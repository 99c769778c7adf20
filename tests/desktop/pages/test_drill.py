"""The yearly drill: three steps, one sentence, nothing left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop import papers
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.drill import DrillPage
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.ids import Id
from opspor.vault.faults import Finding
from opspor.workplace import restoring
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.DRILL)


def done(page: DrillPage, qtbot: QtBot) -> None:
    """Waits until the drill is over."""
    qtbot.waitUntil(lambda: not page._effort.running, timeout=10_000)


def test_two_keys_lead_to_the_sentence_and_back(
    office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    page = DrillPage(office, HERE)
    show(page)
    assert "trin 1 af 3" in words_on(page)
    assert_walkable(page)
    page.begin()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert "trin 2 af 3" in words_on(page)
    done(page, qtbot)
    said = words_on(page)
    assert "trin 3 af 3" in said
    assert "17. marts 2026 kl. 14.02 blev kopien fra 17. marts 2026 kl. 14.02 hentet frem" in said
    assert "Alt var der: 6 børn og" in said
    assert QApplication.focusWidget() is page._main
    assert_walkable(page)
    page.begin()
    QTest.keyClick(page._main, Qt.Key.Key_Return)
    assert trip.backs == 1
    status = office.work.copies.status()
    assert (status.drilled_well, status.drill_due) == (True, False)
    assert not (house.folder.parent / ".vault-proeves").exists()


def test_the_line_for_the_file_is_a_pdf(
    office: Office, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "prøve.pdf"
    monkeypatch.setattr(papers, "save_pdf_as", lambda _owner, _name, chosen: chosen(file))
    page = DrillPage(office, HERE)
    show(page)
    page._main.click()
    done(page, qtbot)
    press(page, "Gem som PDF")
    qtbot.waitUntil(file.exists, timeout=5000)
    assert file.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: "Prøven er gemt som PDF." in words_on(page), timeout=5000)


def test_a_copy_that_does_not_hold_says_what_to_do(
    office: Office, show: Show, trip: Trip, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    wrong = Finding("KANARI-FEJL", "Loggen i kopien er brudt.")
    look = restoring._look_through
    monkeypatch.setattr(restoring, "_look_through", lambda *which: (look(*which)[0], (wrong,)))
    page = DrillPage(office, HERE)
    show(page)
    page._main.click()
    done(page, qtbot)
    said = words_on(page)
    assert "Kopien kunne ikke bruges." in said
    assert "Loggen i kopien er brudt." in said
    assert "Gem som PDF" not in said
    assert_walkable(page)
    press(page, "Gå til kopierne")
    assert trip.went == [Destination(Place.SETTINGS, Id("copies"))]


def test_whoever_may_not_is_told_so_and_nothing_is_tried(house: House, show: Show, trip: Trip, qtbot: QtBot) -> None:
    office = Office(house.enter(PAEDAGOG), trip.went.append, trip.back)
    page = DrillPage(office, HERE)
    qtbot.addWidget(page)
    page.show()
    page._main.click()
    done(page, qtbot)
    assert "Det har du ikke adgang til." in words_on(page)
    assert office.work.copies.status().drilled_at is None


def test_esc_goes_back(office: Office, show: Show, trip: Trip) -> None:
    page = DrillPage(office, HERE)
    show(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert trip.backs == 1
