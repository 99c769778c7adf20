"""Sletteliste: gone through, chosen, asked about and deleted with a receipt; what is kept says what to do."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.every import PAGES, RAIL
from opspor.desktop.pages.pick_list import PickList
from opspor.desktop.pages.retention import RetentionPage
from opspor.desktop.pages.retention.ask import DeleteDialog
from opspor.desktop.pages.retention.receipt import FILE, ReceiptCard
from opspor.desktop.pages.retention.words import TO_RESOLVE, counted, due_row, held_row, way_on, whose
from opspor.desktop.pages.start.page import StartPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import RowList
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import ClockDoubt, Due, Held, Sort
from opspor.usecases import children, concerns, leaving, retention, retention_due
from opspor.usecases.desk import Desk
from opspor.usecases.retention import Line, Plan
from opspor.usecases.retention_due import ListDue
from opspor.vault.faults import DRIVE
from tests.desktop.pages.conftest import House, TestClock, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.RETENTION)
TODAY = date(2026, 3, 17)


@pytest.fixture
def gone(house: House, office: Office, clock: TestClock) -> tuple[Id, Id]:
    """Karla and Ib left five months ago; about Ib there is a concern that is open."""
    karla, ib = house.child("Karla").id, house.child("Ib").id
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Sulten", seen_on=TODAY, child_id=ib
        )
    )
    house.do(lambda desk: leaving.leave(desk, [karla, ib], TODAY))
    for _ in range(5):  # the vault is opened now and then, so that its clock is believed
        clock.now += timedelta(days=31)
        house.do(retention.clock_is_right)
    return karla, ib


def opened(office: Office, show: Show) -> RetentionPage:
    page = RetentionPage(office, HERE)
    show(page)
    return page


def picks(page: RetentionPage) -> PickList:
    return page.findChildren(PickList)[0]


def line(sort: Sort = Sort.FILE, *held: Held, who: str = "Karla K. (B007)", child: str = "c", key: str = "k") -> Line:
    due = Due(key, sort, Id(child) if child else None, None if child else Id("con"), TODAY, (), held)
    return Line(due, who, (("iagttagelser", 3), ("handleplan", 1)), "Reglen.", tuple(f"Holdt: {one}." for one in held))


def is_here(house: House, child: Id) -> bool:
    return child in {one.id for one in house.do(children.listed)}


def test_it_lies_under_the_leaders_overview() -> None:
    assert PAGES[Place.RETENTION] is RetentionPage
    assert RAIL[Place.RETENTION] is Place.OVERVIEW


# --- words ------------------------------------------------------------------------------------------------------------


def test_a_child_is_its_number_until_somebody_asks() -> None:
    assert whose(line(), named=False) == "Barn B007"
    assert whose(line(), named=True) == "Karla K. (B007)"
    typed = line(Sort.CONCERN, who="Kanari Ukendt", child="")
    assert whose(typed, named=False) == "Et navn uden mappe"
    assert "Karla" not in repr((due_row(line(), named=False), held_row(line(Sort.FILE, Held.ASKED_FOR), named=False)))


def test_every_reason_to_keep_something_leads_to_where_it_is_seen_to() -> None:
    assert set(TO_RESOLVE) == set(Held)
    assert way_on(line(Sort.FILE, Held.NOT_FILED)) == Destination(Place.FILING)
    assert way_on(line(Sort.FILE, Held.RESTRICTED)) == Destination(Place.CHILD, Id("c"))
    assert way_on(line(Sort.CONCERN, Held.NOT_SENT, child="")) == Destination(Place.CONCERN, Id("con"))


def test_the_list_is_counted_in_words() -> None:
    plan = Plan(TODAY, (line(), line(Sort.FILE, Held.ASKED_FOR)), (line(),), None)
    assert counted(plan) == "1 ting skal slettes · 1 holdes tilbage · 1 de næste 31 dage"
    assert counted(Plan(TODAY, (), (), None)) == "Intet skal slettes nu"


# --- the page ---------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_that_nothing_goes_by_itself(office: Office, show: Show) -> None:
    page = opened(office, show)
    assert "Intet skal slettes" in words_on(page)
    assert "Intet bliver slettet af sig selv" in words_on(page)
    for segment, words in zip(
        page._which.segments[1:], ("Intet holdes tilbage", "Intet de næste 31 dage"), strict=True
    ):
        segment.click()
        assert words in words_on(page)


def test_it_stands_before_the_vault_was_gone_through_and_says_so(office: Office, show: Show, qtbot: QtBot) -> None:
    page = RetentionPage(office, HERE)
    qtbot.addWidget(page)
    page.show()
    assert "Ser efter, hvad der skal slettes" in words_on(page)
    assert "Intet skal slettes" not in words_on(page), "nothing is said that nobody knows yet"
    show(page)
    assert "Ser efter" not in words_on(page)
    assert "Intet skal slettes" in words_on(page)


def test_what_could_not_be_read_is_said_and_nobody_is_looking_any_more(
    office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: Desk) -> None:
        raise KnownError(DRIVE)

    monkeypatch.setattr(retention, "plan", away)
    page = RetentionPage(office, HERE)
    show(page)
    assert page.message_line.message is not None
    assert "Ser efter" not in words_on(page)


def test_it_says_what_why_and_what_is_kept_apart(house: House, office: Office, show: Show, gone: tuple[Id, Id]) -> None:
    page = opened(office, show)
    assert len(picks(page).rows()) == 1
    assert "Karla" not in repr(picks(page).rows())
    assert "3 måneder efter, at barnet er stoppet" in words_on(page)

    page._which.segments[1].click()
    held = next(part for part in page.findChildren(RowList) if part.isVisible())
    assert "Der er en åben bekymring" in held.rows()[0].second
    assert "Ib" not in repr(held.rows())
    press(page, "Vis navne")
    assert "Ib O" in held.rows()[0].title


def test_what_is_kept_leads_on_by_enter(office: Office, show: Show, trip: Trip, gone: tuple[Id, Id]) -> None:
    page = opened(office, show)
    page._which.segments[1].click()
    held = next(part for part in page.findChildren(RowList) if part.isVisible())
    held.setFocus()
    QTest.keyClick(held, Qt.Key.Key_Return)
    assert trip.went[-1] == Destination(Place.CONCERNS)


def test_what_is_chosen_goes_when_somebody_has_looked_and_a_receipt_is_saved(
    house: House, office: Office, show: Show, qtbot: QtBot, gone: tuple[Id, Id], tmp_path: Path
) -> None:
    page = opened(office, show)
    assert page._delete.cannot
    picks(page).setFocus()
    QTest.keyClick(picks(page), Qt.Key.Key_Space)
    press(page, "Slet 1 ting")
    dialog = page.window().findChild(DeleteDialog)
    assert dialog is not None
    said = words_on(dialog)
    for words in ("Det kan ikke fortrydes", "1 barn med alt", "Gamle kopier har det stadig", "Gamle blokke på en disk"):
        assert words in said
    assert dialog.verb.cannot
    dialog._looked.click()
    assert not dialog.verb.cannot
    dialog.verb.click()
    qtbot.waitUntil(lambda: not page._effort.running, timeout=20000)
    settle(qtbot, office.work)

    assert not is_here(house, gone[0])
    assert is_here(house, gone[1]), "what is kept stays"
    receipt = page.findChildren(ReceiptCard)[0]
    assert "Det er slettet." in words_on(receipt)
    assert "Karla" not in words_on(receipt)
    assert "Intet skal slettes" in words_on(page)

    press(page, "Gem kvitteringen som PDF")
    settle(qtbot, office.work)
    qtbot.waitUntil(lambda: page.window().findChild(QFileDialog) is not None)
    files = page.window().findChild(QFileDialog)
    assert files is not None
    assert Path(files.selectedFiles()[0]).name == FILE
    files.fileSelected.emit(str(tmp_path / FILE))
    files.reject()
    assert (tmp_path / FILE).read_bytes().startswith(b"%PDF")


def test_what_changed_meanwhile_is_said_and_nothing_is_deleted(
    house: House, office: Office, show: Show, qtbot: QtBot, gone: tuple[Id, Id]
) -> None:
    page = opened(office, show)
    karla = gone[0]
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Nyt", seen_on=TODAY, child_id=karla
        )
    )
    page._go_on([picks(page).rows()[0].key], clock_is_right=False)  # type: ignore[list-item]
    qtbot.waitUntil(lambda: not page._effort.running, timeout=20000)
    settle(qtbot, office.work)
    assert "Intet er slettet" in words_on(page)
    assert is_here(house, karla)


def test_a_clock_that_jumped_asks_for_the_day(
    house: House, office: Office, show: Show, clock: TestClock, gone: tuple[Id, Id]
) -> None:
    clock.now += timedelta(days=900)
    page = opened(office, show)
    assert "Uret på pc'en viser" in words_on(page)
    picks(page).pick(everything=True)
    page._ask()
    dialog = page.window().findChild(DeleteDialog)
    assert dialog is not None
    dialog._looked.click()
    assert "hvilken dato" in dialog.verb.cannot
    assert dialog._day is not None
    dialog._day.set_value(TODAY)
    assert "ret uret" in dialog.verb.cannot
    dialog._day.set_value(clock().date())
    assert not dialog.verb.cannot
    dialog.reject()


def test_a_dialog_without_doubt_asks_for_no_day(office: Office, show: Show) -> None:
    page = opened(office, show)
    sure, unsure = (DeleteDialog(page, [line()], TODAY, doubt) for doubt in (None, ClockDoubt(TODAY, TODAY)))
    assert sure._day is None
    assert unsure._day is not None
    for dialog in (sure, unsure):
        dialog.close()


def test_start_knows_how_much_was_left_when_the_leader_had_looked(
    house: House, office: Office, show: Show, qtbot: QtBot, gone: tuple[Id, Id]
) -> None:
    assert house.do(retention_due.on_start) == ListDue(date(2026, 8, 1), None)
    opened(office, show)
    settle(qtbot, office.work)
    assert house.do(retention_due.on_start) == ListDue(date(2026, 8, 1), 1)
    page = StartPage(office, Destination(Place.START))
    show(page)
    rows = [row for part in page.findChildren(RowList) for row in part.rows()]
    assert "Slettelisten for august: 1 ting" in [row.title for row in rows]
    assert Destination(Place.RETENTION) in [row.key for row in rows]


def test_two_thousand_lines_are_a_model(office: Office, show: Show) -> None:
    page = opened(office, show)
    many = tuple(line(key=f"k{n}") for n in range(2000))
    page._show(Plan(TODAY, many, (), None))
    picks(page).pick(everything=True)
    assert page._delete.text() == "Slet 2000 ting"
    assert len(page.findChildren(RowList)) == 3


def test_it_is_walked_by_keyboard_and_nothing_is_cut(office: Office, show: Show, gone: tuple[Id, Id]) -> None:
    page = opened(office, show)
    picks(page).pick(everything=True)
    assert_walkable(page)
