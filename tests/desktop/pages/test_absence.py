"""Absence on screen: written and corrected by keys, counted per quarter, and fetched from a file after a preview."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.absence import FetchAbsencePage, PupilAbsencePage, PupilsAbsencePage, absence_page
from opspor.desktop.pages.absence.words import FILE
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import Button, ChoiceField, PlainLabel, Table
from opspor.domain.absence import Away, AwayKind
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.usecases import absences, groups, people
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def karla(office: Office, house: House) -> Id:
    """Karla, whose group is a class."""
    everybody = house.do(people.overview)
    for group in everybody.groups:
        if group.name == "Bøgestuen":
            house.do(lambda d, id_=group.id: groups.change(d, id_, kind=GroupKind.CLASS, lead_id=None))  # type: ignore[misc]
    return house.child("Karla").id


def said(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def press(page: QWidget, words: str) -> None:
    button = next(b for b in page.findChildren(Button) if b.words == words and b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def days(house: House, child: Id) -> list[Away]:
    found = house.do(lambda d: absences.absence(d, child))
    return [one.away for quarter in found.quarters for one in quarter.days]


def note(house: House, child: Id, first: date, last: date, kind: AwayKind = AwayKind.UNLAWFUL) -> None:
    house.do(lambda d: absences.note_absence(d, child, first, last, kind))


def read_again(page: Page, office: Office, qtbot: QtBot) -> None:
    """What the window does after each write."""
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.ABSENCE})))
    settle(qtbot, office.work)


def opened(office: Office, show: Show, child: Id) -> PupilAbsencePage:
    page = absence_page(office, Destination(Place.ABSENCE, child))
    assert isinstance(page, PupilAbsencePage)
    show(page)
    return page


def test_a_pupil_without_absence_says_what_to_do_first(office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, karla)

    assert "Der er ikke skrevet fravær ind" in said(page)
    assert "ikke efterprøvet" in said(page)
    assert not page._print.isEnabled()
    assert not page._follows.isVisible()


def test_days_are_written_by_keys_and_counted(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    page = opened(office, show, karla)
    press(page, "Skriv fravær")
    form = page._form
    QTest.keyClicks(form.first.editor, "9.3.2026")
    QTest.keyClicks(form.last.editor, "12.3.2026")
    form.kind.set_value(AwayKind.UNLAWFUL)
    press(page, "Gem")
    read_again(page, office, qtbot)

    assert [away.day.day for away in days(house, karla)] == [12, 11, 10, 9]
    assert not form.isVisible()
    words = said(page)
    for part in ("1. kvartal 2026", "4 dage", "procent af kvartalets", "procenten er for lav"):
        assert part in words


def test_what_is_passed_says_what_follows_and_leads_there(
    office: Office, show: Show, house: House, karla: Id, trip: Trip
) -> None:
    note(house, karla, date(2026, 1, 12), date(2026, 1, 23))
    page = opened(office, show, karla)

    assert page._follows.isVisible()
    assert "Grænsen på 15 procent er nået." in said(page)
    press(page, "Skriv en bekymring om fravær")
    assert trip.went[-1].place is Place.NEW_CONCERN


@pytest.mark.parametrize(
    ("first", "last", "share", "field"),
    [
        ("", "", "", "first"), ("14.3.2026", "", "", "first"), ("18.3.2026", "", "", "first"),
        ("10.3.2026", "9.3.2026", "", "last"), ("9.3.2026", "", "2", "share"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_field(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id, first: str, last: str, share: str, field: str
) -> None:
    page = opened(office, show, karla)
    press(page, "Skriv fravær")
    form = page._form
    QTest.keyClicks(form.first.editor, first)
    QTest.keyClicks(form.last.editor, last)
    QTest.keyClicks(form.share.editor, share)
    form.kind.set_value(AwayKind.SICK)
    press(page, "Gem")
    settle(qtbot, office.work)

    assert getattr(form, field).error
    assert days(house, karla) == []


def test_a_day_is_corrected_or_taken_away_and_the_draft_of_new_days_stays(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    note(house, karla, MONDAY, TUESDAY)
    page = opened(office, show, karla)
    press(page, "Skriv fravær")
    QTest.keyClicks(page._form.first.editor, "2.3.2026")
    table = page.findChildren(Table)[0]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)  # the newest: Tuesday
    page._form.kind.set_value(AwayKind.SICK)
    page._form.share.set_text("1/2")
    press(page, "Gem")
    read_again(page, office, qtbot)
    assert days(house, karla) == [
        Away(TUESDAY, AwayKind.SICK, Fraction(1, 2)), Away(MONDAY, AwayKind.UNLAWFUL)
    ]  # fmt: skip

    table = next(t for t in page.findChildren(Table) if t.isVisible())
    QTest.keyClick(table, Qt.Key.Key_Return)
    press(page, "Eleven var her")
    settle(qtbot, office.work)
    assert days(house, karla) == [Away(MONDAY, AwayKind.UNLAWFUL)]

    press(page, "Skriv fravær")
    assert page._form.first.value() == date(2026, 3, 2)
    page.leave()
    settle(qtbot, office.work)
    again = opened(office, show, karla)
    assert (again._form.isVisible(), again._form.first.value()) == (True, date(2026, 3, 2))


def test_the_statement_is_saved_where_the_person_says(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id, tmp_path: Path
) -> None:
    note(house, karla, MONDAY, TUESDAY)
    page = opened(office, show, karla)
    page._save(tmp_path / "Fraværsopgørelse.pdf")
    settle(qtbot, office.work)

    assert (tmp_path / "Fraværsopgørelse.pdf").read_bytes().startswith(b"%PDF")


def test_the_list_shows_pupils_as_a_class_list_and_opens_one(
    office: Office, show: Show, house: House, karla: Id, trip: Trip
) -> None:
    note(house, karla, date(2026, 1, 12), date(2026, 1, 23))
    page = absence_page(office, Destination(Place.ABSENCE))
    assert isinstance(page, PupilsAbsencePage)
    show(page)
    names = [one.child.first_name for one in page._table._model.records]

    assert names == ["Bo", "Ib", "Karla Maria", "Liv Æ."]
    assert page._table.hasFocus(), "Enter opens a pupil at once"
    page._table.setCurrentIndex(page._table.model().index(names.index("Karla Maria"), 0))
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    assert trip.went[-1] == Destination(Place.ABSENCE, karla)


def test_a_house_without_pupils_says_so(office: Office, show: Show) -> None:
    page = absence_page(office, Destination(Place.ABSENCE))
    show(page)

    assert "Der er ingen elever her" in said(page)
    first = page.findChild(Button)
    assert first is not None
    assert first.hasFocus()


def fetching(office: Office, show: Show, qtbot: QtBot, tmp_path: Path, *lines: str) -> FetchAbsencePage:
    file = tmp_path / "fravær.csv"
    file.write_text("\n".join(["Elev;Dato;Fravær;Del", *lines]), "utf-8")
    page = absence_page(office, Destination(Place.ABSENCE, NO_ID, NO_ID, FILE))
    assert isinstance(page, FetchAbsencePage)
    show(page)
    QTest.keyClicks(page._file.editor, str(file))
    QTest.keyClick(page._file.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._preview is not None or bool(page.message_line.isVisible()))
    return page


def test_a_file_is_shown_row_by_row_its_words_are_asked_for_and_then_it_is_fetched(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id, tmp_path: Path
) -> None:
    note(house, karla, MONDAY, MONDAY, AwayKind.SICK)
    lines = [
        "Karla Maria Kanari Juhl;9.3.2026;Ulovligt;",
        "Karla Maria Kanari Juhl;10.3.2026;FK-3;halv",
        "Nix;9.3.2026;Syg;",
    ]
    page = fetching(office, show, qtbot, tmp_path, *lines)
    assert page._preview is not None
    assert page._preview.summary == "1 står anderledes her · 1 uden elev her · 1 mangler slags"
    assert page._main.cannot
    assert days(house, karla) == [Away(MONDAY, AwayKind.SICK)]

    (asked,) = page._asked.findChildren(ChoiceField)
    asked.set_value("unlawful")
    assert page._main.words == "Hent 1 dag"
    page._correct.setChecked(True)
    assert page._main.words == "Hent 2 dage"
    press(page, "Hent 2 dage")
    settle(qtbot, office.work)
    assert days(house, karla) == [
        Away(TUESDAY, AwayKind.UNLAWFUL, Fraction(1, 2)), Away(MONDAY, AwayKind.UNLAWFUL)
    ]  # fmt: skip
    again = fetching(office, show, qtbot, tmp_path, *lines)
    assert again._preview is not None
    assert again._preview.summary == "2 er her allerede · 1 uden elev her"
    assert not again._asked.isVisible()


def test_the_csv_of_another_system_is_refused_on_the_page(
    office: Office, show: Show, qtbot: QtBot, karla: Id, tmp_path: Path
) -> None:
    file = tmp_path / "andet.csv"
    file.write_text("Konto;Beløb\n1;2\n", "utf-8")
    page = FetchAbsencePage(office, Destination(Place.ABSENCE, NO_ID, NO_ID, FILE))
    show(page)
    page._read(file)
    qtbot.waitUntil(lambda: page.message_line.isVisible())

    assert page._preview is None
    assert page._file.isVisible()


def test_a_child_that_is_no_pupil_has_nothing_to_write_here(office: Office, show: Show, house: House) -> None:
    page = opened(office, show, house.child("Åse").id)

    assert "Fravær føres kun for børn" in str(page.message_line.message)
    assert not page._write.isVisible()


def test_everything_is_reached_by_keys(office: Office, show: Show, house: House, qtbot: QtBot, karla: Id) -> None:
    note(house, karla, date(2026, 1, 12), date(2026, 1, 23))
    page = opened(office, show, karla)
    press(page, "Skriv fravær")
    assert_walkable(page)


def test_the_page_of_a_pupil_leads_to_its_absence_and_that_of_another_child_does_not(
    office: Office, show: Show, house: House, karla: Id, trip: Trip
) -> None:
    small = ChildPage(office, Destination(Place.CHILD, house.child("Åse").id))
    show(small)
    assert not [b for b in small.findChildren(Button) if b.words == "Se fravær" and b.isVisible()]

    page = ChildPage(office, Destination(Place.CHILD, karla))
    show(page)
    press(page, "Se fravær")
    assert trip.went[-1] == Destination(Place.ABSENCE, karla)


def test_from_a_pupil_one_comes_to_all_of_them_and_to_a_file(office: Office, show: Show, karla: Id, trip: Trip) -> None:
    page = opened(office, show, karla)
    press(page, "Alle elever, og fravær fra en fil")
    assert trip.went[-1] == Destination(Place.ABSENCE)
