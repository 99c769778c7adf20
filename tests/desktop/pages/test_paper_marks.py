"""Writing help on the page of a paper: what is underlined, what is said about it, and that it stops nobody."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.paper import PaperPage
from opspor.desktop.pages.paper.marks import Marks
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import KeyCap, TextField
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind, SectionAnswer
from opspor.usecases import concerns, papers, people
from opspor.usecases.paper_checks import SectionState
from opspor.workplace.place import Workplace
from tests.desktop.pages.conftest import PAEDAGOG, House
from tests.desktop.pages.reader import words_on
from tests.desktop.pages.test_concerns import begin

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def concern(house: House, work: Workplace) -> Id:
    """About Karla, who goes where Ib goes."""
    return begin(house, child=house.child("Karla").id)


@pytest.fixture
def page(office: Office, show: Show, concern: Id) -> PaperPage:
    """An underretning, at the section where one says what one is worried about."""
    page = PaperPage(office, Destination(Place.UNDERRETNING, concern))
    show(page)
    assert page.go_inside("concern")
    QApplication.processEvents()
    return page


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    said: list[str] = []

    def announce(_: QWidget, text: str) -> None:
        said.append(text)

    monkeypatch.setattr("opspor.desktop.pages.paper.marks.announce", announce)
    return said


def marks(page: PaperPage) -> Marks:
    return next(one for one in page.findChildren(Marks) if one.isVisible())


def editor(page: PaperPage) -> QPlainTextEdit:
    return marks(page)._editor


def write(page: PaperPage, text: str) -> None:
    """The section's text is what was typed, and the keys have rested."""
    editor(page).setPlainText(text)
    QApplication.processEvents()
    marks(page)._read()
    QApplication.processEvents()


def underlined(page: PaperPage) -> list[str]:
    found = []
    block = editor(page).document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for one in block.layout().formats():
            assert one.format.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
            found.append(units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le"))
        block = block.next()
    return found


def explained(page: PaperPage) -> str:
    return words_on(marks(page))


def press(page: PaperPage, name: str) -> None:
    button = next(
        one for one in marks(page).findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QApplication.processEvents()


def test_what_a_reader_may_stumble_over_is_underlined_and_explained_below(page: PaperPage) -> None:
    write(page, "Hun er doven, og hun slår altid Ib.\nHun sagde: »Jeg er doven.\nAltid.«")
    assert underlined(page) == ["doven", "altid", "Ib"]
    said = explained(page)
    assert "3 ord at se på" in said
    assert "»doven« · Dømmer" in said
    assert "Hvad gjorde eller sagde barnet" in said
    assert "»Ib« · Et andet barn?" in said
    assert [cap.isVisible() for cap in marks(page).findChildren(KeyCap)] == [True]


def test_a_plain_text_has_nothing_below_it(page: PaperPage) -> None:
    write(page, "Karla græd i 20 minutter den 3. marts.")
    assert underlined(page) == []
    assert explained(page).strip() == ""


def test_f8_goes_from_word_to_word_and_round_and_says_why(page: PaperPage, told: list[str]) -> None:
    write(page, "🙂 Hun er doven.\nHan kommer tit. Hun er doven.")
    places = []
    for _ in range(4):
        QTest.keyClick(editor(page), Qt.Key.Key_F8)
        places.append((editor(page).textCursor().selectedText(), editor(page).textCursor().blockNumber()))
    assert places == [("doven", 0), ("tit", 1), ("doven", 1), ("doven", 0)]
    assert told[1].startswith("tit: ")
    assert told[1].endswith("?")
    assert editor(page).hasFocus()


def test_f8_brings_the_word_into_view(page: PaperPage) -> None:
    write(page, "Hun er doven.\n" + "Karla sov.\n" * 12)
    page.resize(1000, 620)
    QApplication.processEvents()
    page.work_area.verticalScrollBar().setValue(page.work_area.verticalScrollBar().maximum())
    assert word_stands_at(page) < 0
    QTest.keyClick(editor(page), Qt.Key.Key_F8)
    assert 0 < word_stands_at(page) < page.work_area.height()


def word_stands_at(page: PaperPage) -> int:
    """How far below the top of what is seen of the page the cursor is, in pixels."""
    field = editor(page)
    return field.mapTo(page.work_area, field.cursorRect().center()).y()


def test_f8_without_a_mark_says_so(page: PaperPage, told: list[str]) -> None:
    write(page, "Karla sov.")
    QTest.keyClick(editor(page), Qt.Key.Key_F8)
    assert told == ["Ingen ord at se på"]


def test_a_word_that_is_let_stand_is_hidden_in_the_whole_paper_and_kept(
    page: PaperPage, house: House, concern: Id, told: list[str], qtbot: QtBot
) -> None:
    write(page, "Hun er altid træt. Altid. Og doven.")
    press(page, "Lad »altid« stå")
    assert underlined(page) == ["doven"]
    assert "1 ord at se på" in explained(page)
    assert told == ["altid står, som det er"]
    assert editor(page).hasFocus()
    assert editor(page).toPlainText() == "Hun er altid træt. Altid. Og doven."
    assert page.go_inside("child_view")
    QApplication.processEvents()
    write(page, "Hun vil altid med.")
    assert underlined(page) == []
    page.leave()
    qtbot.waitUntil(lambda: sheet(house, concern).draft.let_stand == ("altid",))


def sheet(house: House, concern: Id) -> papers.PaperSheet:
    return house.do(lambda desk: papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING))


def test_what_was_let_stand_can_be_marked_again(page: PaperPage) -> None:
    write(page, "Hun er altid træt.")
    press(page, "Lad »altid« stå")
    press(page, "Mærk igen")
    assert underlined(page) == ["altid"]


def test_a_word_that_is_let_stand_no_longer_stands_in_the_list_of_sections(house: House, concern: Id) -> None:
    opened = sheet(house, concern)
    draft = replace(opened.draft, sections={"concern": SectionAnswer("Lægen skriver adhd.")})
    state = {one.section.id: one.state for one in opened.checks(draft)}
    left = {one.section.id: one.state for one in opened.checks(replace(draft, let_stand=("adhd",)))}
    assert (state["concern"], left["concern"]) == (SectionState.MARKED, SectionState.DONE)


def test_many_words_are_explained_a_few_at_a_time_and_f8_reaches_them_all(page: PaperPage) -> None:
    write(page, "Altid, aldrig, tit, ofte, konstant, doven.")
    assert "6 ord at se på" in explained(page)
    assert "og 2 ord mere" in explained(page)
    assert "»doven«" not in explained(page)
    for _ in range(6):
        QTest.keyClick(editor(page), Qt.Key.Key_F8)
    assert "»doven«" in explained(page)


def test_a_long_text_without_a_day_or_a_number_is_asked_for_one(page: PaperPage) -> None:
    write(page, "Hun græder, når hun bliver afleveret, og hun vil ikke tage overtøjet af. " * 4)
    assert "Her står ingen dato og intet tal." in explained(page)
    write(
        page,
        "Hun græder, når hun bliver afleveret, og hun vil ikke tage overtøjet af. " * 4 + "Det var i mandags, d. 2.",
    )
    assert "Her står ingen dato" not in explained(page)


def test_the_other_children_of_its_room_are_looked_for_and_nobody_else(house: House, concern: Id) -> None:
    assert set(sheet(house, concern).near) == {"Ib", "Liv Æ.", "Bo"}


def test_who_does_not_see_the_room_is_handed_no_names_of_it(house: House, work: Workplace) -> None:
    """Somebody with another room writes on a typed name: what is looked for are the children of their own room."""
    small = next(group for group in house.do(people.overview).groups if group.name == "Ærtestuen")
    member = next(one for one in house.do(people.overview).staff if one.name.startswith("Jonas"))
    house.do(lambda desk: people.set_groups(desk, member.id, [small.id]))
    house.enter(PAEDAGOG)
    typed = sheet(house, begin(house, name="Ib fra Bøgestuen"))
    assert "Åse" in typed.near
    assert not {"Ib", "Bo"} & set(typed.near)


def test_a_key_in_50_kb_is_answered_at_once(page: PaperPage) -> None:
    write(page, "Hun kommer tit for sent, og vi har skrevet det ned hver dag.\n" * 820)
    assert len(editor(page).toPlainText()) > 49_000
    cursor = editor(page).textCursor()
    cursor.setPosition(25_000)
    editor(page).setTextCursor(cursor)
    slowest = 0.0
    for letter in "altid ":
        begin_ = time.perf_counter()
        QTest.keyClicks(editor(page), letter)
        slowest = max(slowest, time.perf_counter() - begin_)
    assert slowest < 0.1
    begin_ = time.perf_counter()
    marks(page)._read()
    assert time.perf_counter() - begin_ < 0.25  # when the keys rest


def test_a_key_in_one_line_of_50_kb_is_no_trap(page: PaperPage) -> None:
    """A text without a line break, pasted: the whole line is looked through at each key."""
    write(page, "Hun kommer tit for sent, og vi har skrevet det ned hver dag. " * 820)
    begin_ = time.perf_counter()
    QTest.keyClicks(editor(page), "altid ")
    assert time.perf_counter() - begin_ < 3  # 0.5 on an idle machine; Qt's own part is 0.2


def test_text_of_the_field_is_never_changed(page: PaperPage) -> None:
    text = "Hun er doven.\nHun siger »nej« og slår M.K. 🙂"
    write(page, text)
    field = next(one for one in page.findChildren(TextField) if one.editor is editor(page))
    assert field.text() == text
