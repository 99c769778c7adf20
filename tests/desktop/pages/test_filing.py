"""Til journalen on screen: what waits is chosen, saved as files, noted, corrected and taken back; nobody is named."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.every import PAGES, RAIL
from opspor.desktop.pages.filing import FilingPage
from opspor.desktop.pages.filing.words import saved_message, waiting_row
from opspor.desktop.pages.pick_list import PickList
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog, MessageKind, RowList
from opspor.domain.beredskab import NotReported, Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import concerns, filing, tracks
from opspor.usecases.desk import Desk
from opspor.usecases.paper_files import NOT_SAVED
from opspor.workplace.several_papers import Taken
from tests.desktop.pages.conftest import LEADER, PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.FILING)
TODAY = date(2026, 3, 17)


def decided(house: House, child: str = "Ib") -> Id:
    """A decision not to report, about a child."""
    about = house.child(child).id

    def write(desk: Desk) -> Id:
        made = concerns.start(desk, danger=Danger.NO, track=Track.GENERAL, what="Sulten", seen_on=TODAY, child_id=about)
        tracks.decide(desk, made, NotReported("Grund", "Tegn", "Så", TODAY + timedelta(days=3)))
        return next(row.what.about for row in filing.waiting(desk) if row.what.concern_id == made)

    return house.do(write)


def opened(office: Office, show: Show) -> FilingPage:
    page = FilingPage(office, HERE)
    show(page)
    return page


def picks(page: FilingPage) -> PickList:
    return page.findChildren(PickList)[0]


def titles(page: FilingPage) -> list[str]:
    return [f"{row.title}. {row.second}" for row in picks(page).rows()]


def waiting(house: House) -> list[Id]:
    return [row.what.about for row in house.do(filing.waiting)]


def again(page: FilingPage, qtbot: QtBot, office: Office) -> None:
    """The window tells its page what was changed; here the test does."""
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PROTECTION})))
    settle(qtbot, office.work)


def choose_folder(page: FilingPage, folder: Path) -> None:
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


def test_it_is_found_under_concerns() -> None:
    assert PAGES[Place.FILING] is FilingPage
    assert RAIL[Place.FILING] is Place.CONCERNS


def test_an_empty_list_says_what_comes_here(office: Office, show: Show) -> None:
    page = opened(office, show)
    assert "Intet mangler at blive journaliseret" in words_on(page)
    assert not picks(page).isVisible()
    page._which.segments[1].click()
    assert "Intet er noteret endnu" in words_on(page)


def test_rows_name_nobody_until_somebody_asks(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    decided(house)
    page = opened(office, show)
    assert "Ib" not in " ".join(titles(page))
    assert "Beslutning om ikke at underrette nu" in titles(page)[0]
    assert "Grunden skal kunne findes" in words_on(page)

    press(page, "Vis navne")
    settle(qtbot, office.work)
    assert "Ib O" in titles(page)[0]
    press(page, "Skjul navne")
    assert "Ib O" not in titles(page)[0]


def test_one_sees_ones_own_first_and_all_when_there_is_none(house: House, trip: Trip, qtbot: QtBot) -> None:
    house.enter(PAEDAGOG)
    decided(house)
    work = house.enter(LEADER)
    page = FilingPage(Office(work, trip.went.append, trip.back), HERE)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, work)
    assert len(titles(page)) == 1
    assert page._whose.value() is False
    page._whose.segments[0].click()
    assert "Intet mangler" in words_on(page)


def test_what_is_chosen_becomes_files_with_neutral_names_and_a_list(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    for child in ("Ib", "Liv"):
        decided(house, child)
    page = opened(office, show)
    assert page._files.cannot == page._note.cannot == "Vælg først mindst én i listen."
    picks(page).setFocus()
    QTest.keyClick(picks(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(page, "Gem 2 som filer")
    choose_folder(page, tmp_path)
    qtbot.waitUntil(lambda: not page._effort.running, timeout=20000)
    settle(qtbot, office.work)

    names = sorted(file.name for file in tmp_path.glob("*.pdf"))
    assert len(names) == 3
    assert "til-journalen-liste.pdf" in names
    assert all(name.startswith("til-journalen-") for name in names)
    assert "2 af 2 står i mappen" in words_on(page)
    again(page, qtbot, office)
    assert "gemt som fil 17.3.2026" in titles(page)[0]
    assert len(waiting(house)) == 2, "saved is not confirmed"


def test_a_folder_that_is_gone_is_said_and_nothing_is_lost(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    decided(house)
    page = opened(office, show)
    picks(page).pick(everything=True)
    press(page, "Gem 1 som fil")
    choose_folder(page, tmp_path / "findes ikke")
    qtbot.waitUntil(lambda: not page._effort.running, timeout=20000)
    settle(qtbot, office.work)
    assert "Vælg et andet navn eller en anden mappe" in words_on(page)
    assert len(waiting(house)) == 1


@pytest.mark.parametrize(
    ("taken", "kind", "words"),
    [
        (Taken(3, 0, 3), MessageKind.SUCCESS, "3 af 3 står i mappen"),
        (Taken(1, 1, 2), MessageKind.WARNING, "1 er ikke lavet"),
        (Taken(1, 0, 3), MessageKind.WARNING, "1 af 3"),
        (Taken(1, 0, 3, KnownError(NOT_SAVED, why=": drevet er fuldt")), MessageKind.DANGER, "drevet er fuldt"),
    ],
)
def test_what_came_of_it_is_said_in_words(taken: Taken, kind: MessageKind, words: str) -> None:
    said = saved_message(taken)
    assert said.kind is kind
    assert words in said.text


def test_it_is_noted_with_a_day_and_a_place_and_errors_stand_at_their_field(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    about = decided(house)
    page = opened(office, show)
    picks(page).pick(everything=True)
    press(page, "Notér, at det er journaliseret")
    form = page._confirm
    form.on.set_value(TODAY + timedelta(days=2))
    form.where.set_text("Sag 2026-17")
    press(page, "Notér det")
    settle(qtbot, office.work)
    assert "Den dag er ikke kommet endnu" in words_on(page)
    assert waiting(house) == [about]

    press(page, "I dag")
    press(page, "Notér det")
    settle(qtbot, office.work)
    assert "Det er noteret." in words_on(page)
    again(page, qtbot, office)
    assert waiting(house) == []
    assert "Intet mangler at blive journaliseret" in words_on(page)


def test_what_was_typed_comes_back_after_a_lock(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    decided(house)
    page = opened(office, show)
    picks(page).pick(everything=True)
    press(page, "Notér, at det er journaliseret")
    page._confirm.where.set_text("Sag 2026-17")
    page.leave()
    settle(qtbot, office.work)
    page.close()

    work = house.enter()
    later = FilingPage(Office(work, trip.went.append, trip.back), HERE)
    qtbot.addWidget(later, before_close_func=lambda page: page.leave())
    later.show()
    settle(qtbot, work)
    assert later._confirm.where.text() == "Sag 2026-17"


def test_what_is_done_is_corrected_and_taken_back(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    about = decided(house)
    house.do(lambda desk: filing.confirm(desk, [about], TODAY, "Sag 1"))
    page = opened(office, show)
    page._which.segments[1].click()
    rows = next(part for part in page.findChildren(RowList) if part.isVisible())
    assert "Sag 1" in rows.rows()[0].second
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert page._correct.where.text() == "Sag 1"
    page._correct.where.set_text("Sag 2")
    press(page, "Ret det")
    again(page, qtbot, office)
    assert "Sag 2" in rows.rows()[0].second

    QTest.keyClick(rows, Qt.Key.Key_Return)
    press(page, "Det var en fejl: det er ikke journaliseret")
    dialog = page.window().findChild(CarefulDialog)
    assert dialog is not None
    dialog.verb.click()
    settle(qtbot, office.work)
    assert waiting(house) == [about]


def test_a_row_leads_to_its_concern(house: House, office: Office, show: Show, trip: Trip) -> None:
    decided(house)
    page = opened(office, show)
    press(page, "Åbn bekymringen")
    assert trip.went[-1].place is Place.CONCERN


def test_what_a_colleague_notes_meanwhile_goes_from_the_list(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    about = decided(house)
    page = opened(office, show)
    office.work.listen(page.refresh)
    office.work.run(partial(filing.confirm, abouts=[about], on=TODAY, reference="Sag 1")).result()
    settle(qtbot, office.work)
    qtbot.waitUntil(lambda: "Intet mangler" in words_on(page))


def test_what_has_waited_a_month_is_marked_in_words(house: House, work: object) -> None:
    decided(house)
    [row] = house.do(filing.waiting)
    assert waiting_row(row, "", TODAY + timedelta(days=30)).fact_kind is None
    assert waiting_row(row, "", TODAY + timedelta(days=31)).fact_kind is MessageKind.WARNING


def test_it_is_walked_by_keyboard_and_nothing_is_cut(house: House, office: Office, show: Show) -> None:
    for child in ("Ib", "Liv"):
        decided(house, child)
    page = opened(office, show)
    picks(page).pick(everything=True)
    press(page, "Notér, at det er journaliseret")
    assert_walkable(page)
