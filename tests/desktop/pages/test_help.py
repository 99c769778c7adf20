"""Hjælp: F1 opens the guide at the page about where one is; it is read, searched and left by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child.write_form import WriteForm
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.help import TITLE_OF, HelpPage, help_for, where
from opspor.desktop.pages.help.why import ALONE, CELLS_MEAN, DISAGREEMENT, OBSERVATION, why
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, RowList, TextField
from opspor.documents.preview import page_count
from opspor.domain.ids import Id
from opspor.reference import guide
from tests.desktop.pages.conftest import Trip
from tests.desktop.pages.reader import words_on
from tests.desktop.walker import assert_walkable

COPIES = "Hvordan tager vi kopier?"
Show = Callable[[Page | FocusPage], None]


def page_at(title: str) -> HelpPage:
    return HelpPage(None, Destination(Place.HELP, Id(guide.titled(title).id)))


def read(page: HelpPage) -> str:
    return page.findChildren(QTextEdit)[0].toPlainText()


@pytest.mark.parametrize("place", [place for place in PAGES if place is not Place.HELP])
def test_every_page_of_the_program_has_a_page_of_the_guide(place: Place) -> None:
    assert guide.titled(TITLE_OF[place])
    assert help_for(Destination(place)).id == guide.titled(TITLE_OF[place]).id


def test_a_section_of_the_settings_has_its_own_and_a_locked_program_one_too() -> None:
    assert help_for(Destination(Place.SETTINGS, Id("copies"))).id == guide.titled(COPIES).id
    assert help_for(Destination(Place.SETTINGS)).id == guide.titled("Hvad skal lederen gøre?").id
    assert help_for(None).id == guide.titled("Noget går galt. Hvad gør jeg?").id


def test_a_page_and_a_section_of_the_settings_have_one_page_of_the_guide_and_no_other() -> None:
    for about in (
        [place for _, places, _ in where._ABOUT for place in places],
        [section for _, _, sections in where._ABOUT for section in sections],
    ):
        assert sorted(about) == sorted(set(about))
    assert help_for(Destination(Place.SETTINGS, Id("about"))).id == guide.titled("Hvordan får vi en ny udgave?").id


def test_it_opens_at_its_page_with_the_keys_in_the_text(show: Show) -> None:
    page = page_at(COPIES)
    show(page)
    page.begin()
    assert read(page).partition("\n")[0].endswith(COPIES)
    assert isinstance(QApplication.focusWidget(), QTextEdit)
    assert QApplication.focusWidget().textCursor().position() == 0  # type: ignore[union-attr]
    assert_walkable(page)


def test_words_find_pages_and_an_open_page_stays_while_one_looks(show: Show) -> None:
    page = page_at(COPIES)
    show(page)
    QTest.keyClicks(page.findChildren(TextField)[0].editor, "stafet")
    rows = [row.title for row in page.findChildren(RowList)[0].rows()]
    assert rows
    assert all("stafet" in f"{one.title} {one.markdown}".casefold() for one in guide.search("stafet"))
    assert COPIES in read(page)

    QTest.keyClicks(page.findChildren(TextField)[0].editor, "zzz")
    assert "Ingen side har det ord" in words_on(page)


def test_a_picture_stands_above_the_words_for_it_and_fits_in_the_text(show: Show) -> None:
    page = page_at("Hvad betyder felterne?")
    show(page)
    text = page.findChildren(QTextEdit)[0]
    (picture,) = guide.titled("Hvad betyder felterne?").pictures
    words = text.document().find(picture.alt)
    above = words.block().previous()
    shown = above.begin().fragment().charFormat().toImageFormat()
    assert shown.name() == picture.name
    image = text.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name))
    assert 0 < image.width() / image.devicePixelRatio() <= text.viewport().width()
    assert read(page).index(page_title := "Hvad betyder felterne?") < read(page).index(picture.alt), page_title


def test_the_whole_guide_is_saved_as_pdf(
    show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr("opspor.desktop.papers.save_pdf_as", lambda owner, name, chosen: chosen(tmp_path / name))
    page = page_at(COPIES)
    show(page)
    button = next(one for one in page.findChildren(Button) if one.text() == "Gem som PDF")
    button.click()
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: "Vejledningen er gemt" in words_on(page), timeout=10_000)
    assert button.isEnabled()
    assert page_count((tmp_path / "opspor-brugervejledning.pdf").read_bytes()) > 20


def test_a_link_leads_to_its_page_and_nothing_else_is_opened(show: Show) -> None:
    page = page_at(COPIES)
    show(page)
    text = page.findChildren(QTextEdit)[0]
    wanted = guide.titled("Hvornår bliver noget slettet?")
    cursor = text.document().find("slettelisten")
    cursor.setPosition(cursor.selectionStart() + 4)
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert wanted.title in read(page)

    for elsewhere in ("underretning.md", "https://example.invalid/#hvordan-tager-vi-kopier", "#findes-ikke", ""):
        text.follow(elsewhere)  # type: ignore[attr-defined]  # found as a QWidget
        assert wanted.title in read(page)
    assert text.loadResource(2, QUrl("file:///etc/hostname")) is None


@pytest.mark.parametrize("question", [ALONE, CELLS_MEAN, OBSERVATION, DISAGREEMENT])
def test_a_question_where_something_is_done_leads_to_its_page_of_the_method(
    office: Office, trip: Trip, question: str
) -> None:
    why(office, question).click()
    assert trip.went == [Destination(Place.HELP, Id(guide.titled(question).id))]
    assert guide.titled(question).group == "Metoden"


def test_the_form_that_one_writes_in_asks_what_a_good_observation_is(office: Office, trip: Trip, qtbot: QtBot) -> None:
    form = WriteForm(office, Id("nobody"))
    qtbot.addWidget(form)
    next(one for one in form.findChildren(Button) if one.text() == OBSERVATION).click()
    assert trip.went == [Destination(Place.HELP, Id(guide.titled(OBSERVATION).id))]
