"""Luk institutionen: out, typed, asked once more, gone; and what a lost PC held."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.closing import ClosingPage
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog, CheckBox
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import house_export
from opspor.usecases.desk import Desk
from opspor.vault.faults import DRIVE
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.CLOSING)


def dialog() -> CarefulDialog:
    return next(part for part in QApplication.topLevelWidgets() if isinstance(part, CarefulDialog) and part.isVisible())


def test_it_says_that_it_counts_until_it_has(office: Office, show: Show, qtbot: QtBot) -> None:
    page = ClosingPage(office, HERE)
    qtbot.addWidget(page)
    page.show()
    assert "Tæller, hvad der skal ud" in words_on(page)
    show(page)
    assert "Tæller" not in words_on(page)


def test_what_could_not_be_read_is_said_and_nobody_is_looking_any_more(
    office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: Desk) -> None:
        raise KnownError(DRIVE)

    monkeypatch.setattr(house_export, "outlook", away)
    page = ClosingPage(office, HERE)
    show(page)
    assert page.message_line.message is not None
    assert "Tæller" not in words_on(page)


def test_the_name_and_the_words_are_asked_for_beside_their_fields(office: Office, show: Show) -> None:
    page = ClosingPage(office, HERE)
    show(page)
    press(page, "Slet hele mappen …")
    assert "Det er ikke institutionens navn" in words_on(page)
    assert page._known is not None
    page._name.set_text(page._known.institution.upper())
    press(page, "Slet hele mappen …")
    assert "Tag alt ud først, eller skriv »uden at tage noget ud«." in words_on(page)


def test_out_and_then_gone(office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path, trip: Trip) -> None:
    page = ClosingPage(office, HERE)
    show(page)
    out = tmp_path / "ud"
    out.mkdir()
    page._take_out(out)
    qtbot.waitUntil(lambda: "Alt er taget ud." in words_on(page), timeout=20_000)
    assert (out / "indhold.json").exists()
    assert page._without.isHidden()
    assert page._known is not None
    page._name.set_text(page._known.institution)
    page._receipt.set_text(str(tmp_path / "kvittering.pdf"))
    press(page, "Slet hele mappen …")
    asked = dialog()
    assert asked.verb.cannot
    asked.findChildren(CheckBox)[0].click()
    asked.verb.click()
    qtbot.waitUntil(lambda: "Mappen er slettet for altid." in words_on(page), timeout=20_000)
    assert not house.folder.exists()
    assert (tmp_path / "kvittering.pdf").exists()
    press(page, "Færdig")
    assert trip.went == [Destination(Place.START)]


def test_a_folder_that_is_not_empty_is_said(office: Office, show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "noget.txt").write_text("her", "utf-8")
    page = ClosingPage(office, HERE)
    show(page)
    page._take_out(tmp_path)
    qtbot.waitUntil(lambda: "Mappen er ikke tom." in words_on(page), timeout=20_000)


def test_the_sections_lead_there_for_the_leader_and_say_who_may(
    office: Office, show: Show, house: House, qtbot: QtBot, trip: Trip
) -> None:
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("closing")))
    show(page)
    press(page, "Luk institutionen …")
    assert trip.went == [HERE]


def test_a_lost_pc_is_counted_and_nobody_is_named(office: Office, show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("lost")))
    show(page)
    press(page, "Gør op, hvad mappen rummer")
    settle(qtbot, office.work)
    words = words_on(page)
    assert "Børn: 6, født 2021-2024" in words
    assert "72 timer" in words
    assert "Karla" not in words
    page._sections["lost"]._save(tmp_path / "ark.json")  # type: ignore[attr-defined]
    settle(qtbot, office.work)
    assert (tmp_path / "ark.json").exists()


def test_who_may_not_is_told_whom_to_ask(house: House, show: Show, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, lambda _: None, lambda: None), Destination(Place.SETTINGS, Id("lost")))
    qtbot.addWidget(page)
    page.show()
    press(page, "Gør op, hvad mappen rummer")
    settle(qtbot, work)
    assert "Det rummer den" not in words_on(page)


def test_it_is_walkable_by_keyboard(office: Office, show: Show) -> None:
    page = ClosingPage(office, HERE)
    show(page)
    assert_walkable(page)
