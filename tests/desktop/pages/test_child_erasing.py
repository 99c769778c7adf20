"""Deleting everything about a child from its page: asked with care, and a receipt that names no content."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop import papers
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.child.erasing import EraseDialog
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger
from opspor.usecases import children, concerns, drafts
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def page(office: Office, show: Show, house: House, qtbot: QtBot) -> ChildPage:
    """Karla's page, open; what is written is told to it, as the program does."""
    page = ChildPage(office, Destination(Place.CHILD, house.child("Karla").id))
    show(page)
    return page


def ask_to_erase(page: ChildPage) -> EraseDialog:
    """Presses the button; the question that comes."""
    press(page, "Slet alt om barnet")
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, EraseDialog) and w.isVisible())


def erase(page: ChildPage, office: Office, qtbot: QtBot) -> None:
    """By keyboard: Space ticks, Tab and Enter delete."""
    dialog = ask_to_erase(page)
    dialog._looked.setFocus()
    QTest.keyClick(dialog._looked, Qt.Key.Key_Space)
    QTest.keyClick(dialog.verb, Qt.Key.Key_Return)
    page.activateWindow()  # as a window manager does
    page.refresh(Changes(frozenset({Kind.CHILDREN})))  # told at once, before the answer is there
    settle(qtbot, office.work)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_question_says_what_goes_what_stays_and_until_when(page: ChildPage, zoom: float) -> None:
    look.set_zoom(zoom)
    dialog = ask_to_erase(page)
    said = words_on(dialog)
    assert "Slet alt om Karla Maria K.?" in said
    assert "vurderinger, iagttagelser" in said
    assert "Den nævner ikke barnet." in said
    assert "den sidste efter 31. august 2026" in said
    assert QApplication.focusWidget() is dialog.safe
    assert_walkable(dialog, ((zoom, dialog.width(), dialog.height()),))
    assert dialog._column.totalHeightForWidth(look.u(130)) <= 768  # as wide as it gets on a small laptop
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_without_the_tick_nothing_is_deleted(page: ChildPage, house: House) -> None:
    dialog = ask_to_erase(page)
    QTest.keyClick(dialog.verb, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "flueben" in dialog.verb.cannot
    dialog.reject()
    assert len(house.do(children.listed)) == 6


def test_it_is_gone_with_the_draft_that_was_being_typed_and_the_receipt_names_nobody(
    page: ChildPage, office: Office, house: House, trip: Trip, qtbot: QtBot
) -> None:
    karla = house.child("Karla")
    press(page, "Skriv ned")
    QTest.keyClicks(page._form._seen.editor, "KANARI: står alene ved lågen")
    erase(page, office, qtbot)
    said = words_on(page)
    assert "Alt om barnet er slettet." in said
    assert f"barnet med nummer {karla.code}" in said
    assert "den sidste efter 31. august 2026" in said
    for word in ("Karla", "KANARI", "findes ikke"):
        assert word not in said
    page.leave()
    settle(qtbot, office.work)
    assert karla.id not in [child.id for child in house.do(children.listed)]
    assert house.do(lambda desk: drafts.load(desk, f"note:{karla.id}")) is None
    assert page.here == Destination(Place.CHILDREN)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))
    press(page, "Vis børnene")
    assert trip.went == [Destination(Place.CHILDREN)]


def test_the_receipt_is_a_pdf(
    page: ChildPage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "kvittering.pdf"
    monkeypatch.setattr(papers, "save_pdf_as", lambda _owner, _name, chosen: chosen(file))
    erase(page, office, qtbot)
    press(page, "Gem som PDF")
    qtbot.waitUntil(file.exists, timeout=5000)
    assert file.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: "Kvitteringen er gemt." in words_on(page), timeout=5000)


def test_while_a_concern_is_open_nothing_goes_and_the_page_says_why(
    page: ChildPage, office: Office, house: House, qtbot: QtBot
) -> None:
    karla = house.child("Karla")
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="KANARI: sover meget", seen_on=date(2026, 3, 16),
            child_id=karla.id,
        )
    )  # fmt: skip
    erase(page, office, qtbot)
    assert "åben bekymring" in words_on(page)
    assert "Karla Maria Kanari Juhl" in words_on(page)
    assert len(house.do(children.listed)) == 6


def test_only_the_leader_finds_the_button(house: House, trip: Trip, qtbot: QtBot) -> None:
    house.enter()
    karla = house.child("Karla")
    work = house.enter(PAEDAGOG)
    page = ChildPage(Office(work, trip.went.append, trip.back), Destination(Place.CHILD, karla.id))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert "Slet alt om barnet" not in [b.words for b in page.findChildren(Button)]
    page.leave()
