"""Børn: the list is found in, opened from and added to by keys."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.children import ChildrenPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, RowList
from opspor.domain.changes import Changes, Kind
from opspor.usecases import children, people
from opspor.usecases.children import NewChild
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable
from tests.documents.pdf import page_texts

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.CHILDREN)


def rows(page: ChildrenPage) -> list[str]:
    """The names that are shown."""
    return [row.title for row in page.findChildren(RowList)[0].rows()]


def test_everybody_is_shown_in_the_order_of_a_class_list(office: Office, show: Show) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    assert len(rows(page)) == 6
    assert rows(page)[0] == "Bo"
    assert rows(page)[-1] == "Åse Kanari Aagaard"


def test_a_protected_child_is_marked(office: Office, show: Show, house: House) -> None:
    child = house.child("Bo").id
    file = house.do(lambda desk: children.open_child(desk, child))
    protected = replace(file.particulars, protected=True)
    house.do(lambda desk: children.change(desk, child, file.particulars_id, protected))
    page = ChildrenPage(office, HERE)
    show(page)
    marked = [row.title for row in page.findChildren(RowList)[0].rows() if "Beskyttet navn og adresse" in row.spoken]
    assert marked == [file.child.full_name]


def test_a_long_list_scrolls_and_the_page_does_not_at_200_percent(office: Office, show: Show, house: House) -> None:
    many = [NewChild(f"Nr. {number}", "Kanari", None, "", "Bøgestuen", "") for number in range(60)]
    house.do(lambda desk: children.import_list(desk, many))
    look.set_zoom(2.0)
    page = ChildrenPage(office, HERE)
    show(page)
    page.resize(1159, 660)  # what the rail and the bar leave of a small laptop
    QApplication.processEvents()
    assert page.findChildren(RowList)[0].verticalScrollBar().maximum() > 0
    assert page.work_area.verticalScrollBar().maximum() == 0


def test_an_empty_list_has_the_focus_on_what_to_do_first(office: Office, show: Show) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    page._show(())
    QApplication.processEvents()
    focused = page.focusWidget()
    assert isinstance(focused, Button)
    assert focused.words == "Hent liste"
    assert page._empty.height() <= page._empty.sizeHint().height() + 1


def test_typing_finds_by_name_or_code_and_enter_opens(
    office: Office, show: Show, house: House, qtbot: QtBot, trip: Trip
) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    QTest.keyClicks(page.focusWidget(), "æ. kan")
    assert rows(page) == ["Liv Æ. Kanari Ørsted"]
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.CHILD, house.child("Liv").id)]


def test_down_goes_from_the_field_into_the_list(office: Office, show: Show, qtbot: QtBot, trip: Trip) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert [went.place for went in trip.went] == [Place.CHILD]


def test_what_is_typed_stays_when_somebody_else_adds_a_child(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    QTest.keyClicks(page.focusWidget(), "kanari")
    before, field = len(rows(page)), page.focusWidget()
    house.do(lambda d: children.import_list(d, [NewChild("Ny", "Kanari", None, "", "Bøgestuen", "")]))
    page.refresh(Changes(frozenset({Kind.CHILDREN})))
    settle(qtbot, office.work)
    assert len(rows(page)) == before + 1
    assert page.focusWidget() is field


def test_a_child_is_added_by_hand(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    page._open_form()
    for words in ("Nanna", "Kanari Ås", "3.5.2022", "Bøgestuen"):
        QTest.keyClicks(page.focusWidget(), words)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, office.work)
    assert house.child("Nanna").full_name == "Nanna Kanari Ås"
    assert page.message_line.message is not None
    assert page.message_line.message.first == "Barnet er tilføjet."


def test_a_form_that_was_left_is_there_again(office: Office, show: Show, qtbot: QtBot) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    page._open_form()
    QTest.keyClicks(page.focusWidget(), "Nanna Kanari")
    page.leave()
    again = ChildrenPage(office, HERE)
    show(again)
    assert again._form.isVisible()
    assert again._form._first.text() == "Nanna Kanari"


def test_nothing_typed_says_what_is_missing(office: Office, show: Show, qtbot: QtBot) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    page._open_form()
    page._form._group.set_text("Bøgestuen")
    QTest.mouseClick(page._form._ok, Qt.MouseButton.LeftButton)
    settle(qtbot, office.work)
    assert page._form._first.error.startswith("Skriv barnets fornavn")


def test_the_page_can_be_walked(office: Office, show: Show) -> None:
    page = ChildrenPage(office, HERE)
    show(page)
    assert_walkable(page)


def test_a_class_gets_a_sheet_for_each_pupil_with_names_or_only_with_codes(
    office: Office, show: Show, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ark.pdf"
    monkeypatch.setattr("opspor.desktop.pages.children.page.save_pdf_as", lambda _owner, _name, chosen: chosen(target))
    new = [NewChild(name, "Kanari", date(2017, 5, 1), "", "2.B", "") for name in ("Nanna", "Otto")]
    house.do(lambda desk: children.import_list(desk, new))
    page = ChildrenPage(office, Destination(Place.CHILDREN))
    show(page)
    assert "Spørgsmål til eleverne" not in words_on(page)
    group = next(g.id for g in house.do(people.overview).groups if g.name == "2.B")
    page._group.set_value(group)
    for words, named in (("Ark med fornavn", True), ("Ark kun med kode", False)):
        press(page, words)
        settle(qtbot, office.work)
        pages = page_texts(target.read_bytes())
        assert len(pages) == 2
        assert any("Nanna" in text for text in pages) is named
    assert "2 ark er gemt." in words_on(page)
    assert_walkable(page)
