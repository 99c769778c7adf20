"""Hjælp: F1 opens the guide at the page about where one is; it is read, searched and left by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.help import TITLE_OF, HelpPage, help_for
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import RowList, TextField
from opspor.domain.ids import Id
from opspor.reference import guide
from tests.desktop.pages.reader import words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def page_at(title: str) -> HelpPage:
    return HelpPage(None, Destination(Place.HELP, Id(guide.titled(title).id)))


def read(page: HelpPage) -> str:
    return page.findChildren(QTextBrowser)[0].toPlainText()


@pytest.mark.parametrize("place", [place for place in PAGES if place is not Place.HELP])
def test_every_page_of_the_program_has_a_page_of_the_guide(place: Place) -> None:
    assert guide.titled(TITLE_OF[place])
    assert help_for(Destination(place)).id == guide.titled(TITLE_OF[place]).id


def test_a_section_of_the_settings_has_its_own_and_a_locked_program_one_too() -> None:
    assert help_for(Destination(Place.SETTINGS, Id("copies"))).id == guide.titled("Kopier").id
    assert help_for(Destination(Place.SETTINGS)).id == guide.titled("Til lederen").id
    assert help_for(None).id == guide.titled("Når noget går galt").id


def test_it_opens_at_its_page_with_the_keys_in_the_text(show: Show) -> None:
    page = page_at("Kopier")
    show(page)
    page.begin()
    assert read(page).partition("\n")[0].endswith("Kopier")
    assert isinstance(QApplication.focusWidget(), QTextBrowser)
    assert QApplication.focusWidget().textCursor().position() == 0  # type: ignore[union-attr]
    assert_walkable(page)


def test_words_find_pages_and_an_open_page_stays_while_one_looks(show: Show) -> None:
    page = page_at("Kopier")
    show(page)
    QTest.keyClicks(page.findChildren(TextField)[0].editor, "stafet")
    rows = [row.title for row in page.findChildren(RowList)[0].rows()]
    assert rows
    assert all("stafet" in f"{one.title} {one.markdown}".casefold() for one in guide.search("stafet"))
    assert "Kopier" in read(page)

    QTest.keyClicks(page.findChildren(TextField)[0].editor, "zzz")
    assert "Ingen side har det ord" in words_on(page)


def test_a_link_leads_to_its_page_and_nothing_else_is_opened(show: Show) -> None:
    page = page_at("Kopier")
    show(page)
    text = page.findChildren(QTextBrowser)[0]
    wanted = guide.titled("Slet alt om et barn")
    text.anchorClicked.emit(QUrl(f"#{wanted.id}"))
    assert wanted.title in read(page)

    for elsewhere in ("underretning.md", "https://example.invalid/#33-kopier", "#findes-ikke"):
        text.anchorClicked.emit(QUrl(elsewhere))
        assert wanted.title in read(page)
    assert text.loadResource(2, QUrl("file:///etc/hostname")) is None
