"""Beredskab: the numbers and the guidance, whatever state the vault is in."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.pages.beredskab import BeredskabPage
from opspor.desktop.pages.beredskab import page as page_module
from opspor.desktop.widgets import Button, RadioList
from opspor.domain.beredskab import Track
from opspor.domain.errors import KnownError
from opspor.forms.library import MISSING, load_library
from opspor.usecases import contacts
from opspor.usecases.phone_book import LAST_RESORT, guidance_pdf, phone_book
from opspor.vault.beredskab_file import NAME, Contact
from tests.desktop.pages.conftest import House
from tests.desktop.pages.reader import words_on
from tests.desktop.walker import assert_walkable
from tests.usecases.conftest import Clock


@pytest.fixture
def page(qtbot: QtBot) -> BeredskabPage:
    """Without a vault."""
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: None, write_down=None)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    return page


@pytest.fixture
def numbers(house: House) -> Path:
    """A daycare that has written in the municipality's number."""
    house.enter()
    entry = Contact("municipality", "Modtagelsen", "99 88 77 66", "Hverdage 8-15", date(2026, 2, 2), "leder")
    house.do(lambda desk: contacts.save(desk, (entry,)))
    house.leave()
    return house.folder


def test_without_a_vault_the_numbers_of_the_country_stand_and_the_others_are_said_to_be_missing(
    page: BeredskabPage,
) -> None:
    said = words_on(page)
    assert "112" in said
    assert "114" in said
    assert said.count("Ikke skrevet ind endnu") == 2
    assert "Programmet ringer ikke" in said


def test_the_number_of_the_municipality_stands_with_the_day_it_was_checked(qtbot: QtBot, numbers: Path) -> None:
    page = BeredskabPage(folder=numbers, clock=Clock(), back=lambda: None, write_down=None)
    qtbot.addWidget(page)
    page.show()

    assert "99 88 77 66" in words_on(page)
    assert "Kontrolleret 2. februar 2026" in words_on(page)


def test_a_damaged_file_of_numbers_says_so_and_shows_none_of_them(qtbot: QtBot, numbers: Path) -> None:
    file = numbers / NAME
    file.write_text(file.read_text(encoding="utf-8").replace("99 88", "99 89"), encoding="utf-8")
    page = BeredskabPage(folder=numbers, clock=Clock(), back=lambda: None, write_down=None)
    qtbot.addWidget(page)
    page.show()

    said = words_on(page)
    assert "99 8" not in said
    assert "Kan ikke læses" in said
    assert "112" in said


def test_danger_now_shows_112_large_by_one_key(qtbot: QtBot, page: BeredskabPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_1)

    assert "Ring 112" in words_on(page)
    assert "Ring fra en telefon. Programmet ringer ikke." in words_on(page)


def test_the_answer_can_be_taken_back(qtbot: QtBot, page: BeredskabPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_1)
    back = next(button for button in page.findChildren(Button) if button.words == "Tilbage til vejledningen")
    QTest.keyClick(back, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_3)

    assert "Ring 112" not in words_on(page)


@pytest.mark.parametrize("topic", list(Track))
def test_every_topic_has_what_not_to_do_and_steps(page: BeredskabPage, topic: Track) -> None:
    topics = page.findChild(RadioList)
    assert topics is not None
    form = load_library().beredskab()
    answer = next(answer for answer in form.topic if answer.topic is topic)

    topics.set_value(topic)
    topics.chosen.emit(topic)

    said = words_on(page)
    assert (answer.dont or form.always_dont)[0] in said
    assert (answer.step[0] if answer.step else form.step[0].title) in said


def test_it_can_be_walked_by_keyboard_and_in_large_letters(page: BeredskabPage) -> None:
    page.activateWindow()
    assert_walkable(page)


def test_nobody_can_write_down_while_it_is_locked(qtbot: QtBot, page: BeredskabPage) -> None:
    assert not [button for button in page.findChildren(Button) if button.words == "Skriv ned nu"]

    began: list[bool] = []
    inside = BeredskabPage(folder=None, clock=Clock(), back=lambda: None, write_down=lambda: began.append(True))
    qtbot.addWidget(inside)
    inside.show()
    next(button for button in inside.findChildren(Button) if button.words == "Skriv ned nu").click()
    assert began


def test_escape_leads_away(qtbot: QtBot) -> None:
    left: list[bool] = []
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: left.append(True), write_down=None)
    qtbot.addWidget(page)
    page.show()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left


def test_a_damaged_installation_still_says_whom_to_ring_and_five_things(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise KnownError(MISSING, name="beredskab")

    monkeypatch.setattr(page_module, "load_library", broken)
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: None, write_down=None)
    qtbot.addWidget(page)
    page.show()

    said = words_on(page)
    assert "112" in said
    assert "114" in said
    assert all(sentence in said for sentence in page_module.WITHOUT_FORMS)


def test_without_the_list_of_numbers_112_and_114_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise FileNotFoundError

    monkeypatch.setattr("opspor.reference.numbers.shipped", broken)
    assert phone_book(None) == LAST_RESORT


def test_the_guidance_is_put_on_paper() -> None:
    form = load_library().beredskab()
    pdf = guidance_pdf(form, phone_book(None), Track.PARENTS, "", date(2026, 3, 17))
    assert pdf.startswith(b"%PDF")
