"""Sikkerhedskopier in the settings: where, how it stands, why not, and one now."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.copies import CopiesSection
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import copies, copy_place
from opspor.vault.copies import FULL
from opspor.workplace.restoring import drill
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.SETTINGS, Id("copies"))


def opened(page: SettingsPage, qtbot: QtBot) -> CopiesSection:
    """The section, when it knows how it stands."""
    section = page.findChildren(CopiesSection)[0]
    qtbot.waitUntil(lambda: section._status is not None, timeout=5000)
    return section


def again(page: SettingsPage, section: CopiesSection, office: Office, qtbot: QtBot) -> None:
    """Reads anew, as after a change that was told."""
    section._status = None
    page.refresh(Changes(frozenset({Kind.SETTINGS})))
    opened(page, qtbot)
    settle(qtbot, office.work)


def test_one_is_taken_now_and_stands_in_the_list(office: Office, show: Show, qtbot: QtBot) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    section = opened(page, qtbot)
    assert "Her er ingen god kopi endnu." in words_on(page)
    section._take.setFocus()
    QTest.keyClick(section._take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.message_line.message is not None, timeout=5000)
    assert page.message_line.message is not None
    assert "Kopien er taget og læst igen." in page.message_line.message.text
    assert str(office.work.folder.with_name("vault-kopier")) in page.message_line.message.text
    again(page, section, office, qtbot)
    assert "Nyeste gode kopi: 17. marts 2026 kl. 14.02." in words_on(page)
    assert [row.title for row in section._list.rows()] == ["17. marts 2026 kl. 14.02"]
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))


def test_a_try_that_failed_says_when_why_and_what_to_do(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    house.do(lambda desk: copies.failed(desk, KnownError(FULL)))
    page = SettingsPage(office, HERE)
    show(page)
    opened(page, qtbot)
    assert "Sidst prøvet 17. marts 2026 kl. 14.02. Drevet til kopier er fuldt" in words_on(page)
    assert "Gør plads på drevet" in words_on(page)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))


def test_the_same_drive_is_said_and_a_network_drive_is_praised(
    office: Office, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    section = opened(page, qtbot)
    qtbot.waitUntil(lambda: section._about_place.text() == copy_place.SAME_DRIVE, timeout=5000)
    share = tmp_path / "fællesdrev"
    monkeypatch.setattr("opspor.vault.share._on_network", lambda place: place == share)
    section._browsed(share)
    qtbot.waitUntil(lambda: section._about_place.text() == copy_place.NETWORK, timeout=5000)
    section._days.set_value(7)
    press(page, "Gem")
    settle(qtbot, office.work)
    again(page, section, office, qtbot)
    status = office.work.copies.status()
    assert (status.folder, status.beside, status.warn_days) == (share, False, 7)
    press(page, "Læg dem ved siden af mappen")
    press(page, "Gem")
    settle(qtbot, office.work)
    assert office.work.copies.status().beside


def test_a_folder_inside_the_vault_is_refused_at_the_field(office: Office, show: Show, qtbot: QtBot) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    section = opened(page, qtbot)
    section._folder.set_text(str(office.work.folder / "kopier"))
    press(page, "Gem")
    settle(qtbot, office.work)
    assert "Kopierne kan ikke ligge i selve mappen" in section._folder.error


def test_what_is_typed_is_there_again_and_a_change_of_another_does_not_take_it(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    section = opened(page, qtbot)
    section._folder.set_text("/et/kanari/drev")
    again(page, section, office, qtbot)
    assert section._folder.text() == "/et/kanari/drev"
    page.leave()
    settle(qtbot, office.work)
    fresh = SettingsPage(office, HERE)
    show(fresh)
    assert opened(fresh, qtbot)._folder.text() == "/et/kanari/drev"


def test_the_drill_says_how_the_last_one_went(office: Office, show: Show, trip: Trip, qtbot: QtBot) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    section = opened(page, qtbot)
    assert "I har ikke prøvet endnu." in words_on(page)
    press(page, "Prøv en kopi")
    assert trip.went == [Destination(Place.DRILL)]
    drill(office.work)
    again(page, section, office, qtbot)
    assert "Sidst prøvet 17. marts 2026. Alt var der." in words_on(page)


def test_a_folder_that_is_gone_says_so_and_keeps_what_was_known(
    office: Office, show: Show, tmp_path: Path, house: House, clock: TestClock, qtbot: QtBot
) -> None:
    drive = tmp_path / "stik"
    house.do(lambda desk: copies.set_plan(desk, folder=str(drive), warn_days=3))
    office.work.copies.make()
    shutil.rmtree(drive)
    clock.now += timedelta(days=5)
    page = SettingsPage(office, HERE)
    show(page)
    opened(page, qtbot)
    assert "Mappen til kopier er der ikke, eller drevet svarer ikke." in words_on(page)
    assert "Nyeste gode kopi: 17. marts 2026 kl. 14.02." in words_on(page)


def test_a_colleague_may_take_one_but_not_choose(house: House, office: Office, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, office.go, office.back), HERE)
    qtbot.addWidget(page)
    page.show()
    opened(page, qtbot)
    buttons = {b.words: b.cannot for b in page.findChildren(Button) if b.isVisible()}
    assert not buttons["Tag en kopi nu"]
    assert "lederen" in buttons["Gem"]
    assert "lederen" in buttons["Prøv en kopi"]
