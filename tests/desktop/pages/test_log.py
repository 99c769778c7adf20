"""The log in the window: for the leader and the revisor, whoever tries what."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.locked import Why
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages import log as log_pages
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.log import LogPage
from opspor.desktop.pages.log import page as log_page
from opspor.desktop.pages.log.filters import LogFilters
from opspor.desktop.program import Program
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.people import Role
from opspor.store import log as stored_log
from opspor.usecases import children, concerns, log, papers, people
from opspor.usecases.desk import Desk
from opspor.usecases.log_words import LogKind
from opspor.usecases.passwords import Derive
from opspor.vault import logtail
from tests.desktop.pages.conftest import LEADER, PAEDAGOG, House, TestClock, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.LOG)


def open_child(house: House, name: str) -> None:
    """Whoever is in opens a child's page."""
    child = house.child(name).id
    house.do(lambda desk: children.open_child(desk, child))


def said(page: LogPage) -> list[tuple[str, str, str]]:
    """Who did what about whom, as the table shows it."""
    return [(line.who, line.what, line.about) for line in page._table.lines]


def wait(page: LogPage, qtbot: QtBot, office: Office) -> None:
    """Waits until what the filters ask for has come."""
    qtbot.waitUntil(lambda: not page._filters._pause.isActive(), timeout=5000)
    settle(qtbot, office.work)
    qtbot.waitUntil(lambda: not page._fetching, timeout=5000)


def become(house: House, role: Role) -> None:
    """Makes the pædagog something else, and lets them in."""
    house.enter(LEADER)
    jonas = next(member for member in house.do(people.overview).staff if member.name.startswith("Jonas"))
    house.do(lambda desk: people.set_role(desk, jonas.id, role))
    house.enter(PAEDAGOG)


def office_of(house: House) -> tuple[Office, Trip]:
    """What a page is given for whoever is in now."""
    assert house.work is not None
    trip = Trip()
    return Office(house.work, trip.went.append, trip.back), trip


def finish_underretning(desk: Desk, concern_id: Id) -> None:
    """Makes the underretning of a concern; nobody notes that it was sent."""
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern_id), PaperKind.UNDERRETNING)
    papers.finish(desk, sheet, sheet.draft)


def test_the_newest_line_stands_first_and_the_current_one_is_said_in_full(
    house: House, office: Office, show: Show
) -> None:
    open_child(house, "Karla")
    page = LogPage(office, HERE)
    show(page)
    numbers = [line.number for line in page._table.lines]
    assert numbers == sorted(numbers, reverse=True)
    assert ("Mette Kanari Sørensen", "Åbnede barnets side", "Karla Maria Kanari Juhl") in said(page)
    page._table.setFocus()
    newest = page._table.lines[0]
    assert f"Linje {newest.number} · 17. marts 2026 kl. 14.02 · Mette Kanari Sørensen, leder" in page._line.text()


def test_a_childs_name_with_a_concern_stands_only_in_the_line_that_somebody_went_to(
    house: House, office: Office, show: Show
) -> None:
    karla = house.child("Karla").id
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="KANARI", seen_on=date(2026, 3, 16), child_id=karla
        )
    )
    page = LogPage(office, HERE)
    show(page)
    shown = [page._table.model().index(row, 3).data() for row in range(len(page._table.lines))]
    assert "Bekymring" in shown
    assert not any("Karla" in about for about in shown)
    assert "Karla" not in page._line.text()
    page._table.setFocus()
    page._table.setCurrentIndex(page._table.model().index(shown.index("Bekymring"), 0))
    assert "Om: Bekymring: Karla Maria Kanari Juhl" in page._line.text()


def test_person_kind_time_and_child_narrow_it(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    open_child(house, "Karla")
    open_child(house, "Ib")
    page = LogPage(office, HERE)
    show(page)
    page._filters.kind.set_value(LogKind.READ)
    wait(page, qtbot, office)
    assert {what for _, what, _ in said(page)} == {"Åbnede barnets side"}
    page._filters.child.set_value(house.child("Ib").id)
    wait(page, qtbot, office)
    assert {about for _, _, about in said(page)} == {"Ib O'Kanari & <b>Søn</b>"}
    page._filters.child.set_value(page._filters.child._values[0])
    page._filters.kind.set_value(LogKind.COMING_IN)
    jonas = next(member for member in house.do(people.overview).staff if member.name.startswith("Jonas"))
    page._filters.person.set_value(jonas.id)
    wait(page, qtbot, office)
    assert {who for who, _, _ in said(page)} == {"Jonas Kanari Bæk"}
    QTest.keyClicks(page._filters.since.editor, "18.03.2026")
    wait(page, qtbot, office)
    assert said(page) == []
    assert "Ingen linjer passer" in words_on(page)
    assert not page._table.isVisible()


def test_the_filters_fold_away_where_they_would_fill_the_screen(house: House, office: Office, show: Show) -> None:
    look.set_zoom(2.0)
    page = LogPage(office, Destination(Place.LOG, house.child("Karla").id))
    show(page)
    page.resize(960, 768)  # beside the rail
    QApplication.processEvents()
    filters = page._filters
    assert not filters.person.isVisible()
    assert page._table.mapTo(page, QPoint(0, 0)).y() < page.height() * 3 // 4
    press(page, "Vælg linjer (1 valgt)")
    assert filters.person.isVisible()
    assert page.focusWidget() is not None
    assert filters.person.isAncestorOf(page.focusWidget())
    press(page, "Skjul valgene")
    assert not filters.person.isVisible()
    look.set_zoom(1.0)
    page.resize(1366, 768)
    QApplication.processEvents()
    assert filters.person.isVisible()
    assert filters.fold.isHidden()


def test_the_last_day_belongs_to_what_is_asked_for() -> None:
    filters = LogFilters(NO_ID)
    filters.until.set_value(date(2026, 3, 17))
    filters.since.set_value(date(2026, 3, 17))
    wanted = filters.value()
    assert wanted.since is not None
    assert wanted.until is not None
    assert wanted.until - wanted.since == timedelta(days=1)
    assert wanted.since <= datetime(2026, 3, 17, 14, 2).astimezone() < wanted.until


def test_a_childs_lines_are_opened_from_its_page_and_saved_for_access(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_child(house, "Karla")
    open_child(house, "Ib")
    page = LogPage(office, Destination(Place.LOG, house.child("Karla").id))
    show(page)
    assert {about for _, _, about in said(page)} == {"Karla Maria Kanari Juhl"}
    assert page._filters.child.value() == house.child("Karla").id
    monkeypatch.setattr(log_page, "save_pdf_as", lambda owner, name, chosen: chosen(tmp_path / name))
    press(page, "Gem til indsigt")
    settle(qtbot, office.work)
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")
    assert "Slet den" in words_on(page)


def test_what_is_shown_is_saved_and_the_saved_file_is_printed(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = LogPage(office, HERE)
    show(page)
    printed: list[bytes] = []

    def print_now(owner: object, pdf: bytes, done: Callable[[], object]) -> None:
        printed.append(pdf)
        done()

    monkeypatch.setattr(log_page, "save_pdf_as", lambda owner, name, chosen: chosen(tmp_path / name))
    monkeypatch.setattr(log_page, "print_pdf", print_now)
    press(page, "Gem som PDF")
    settle(qtbot, office.work)
    press(page, "Skriv den ud")
    assert printed == [(tmp_path / "log.pdf").read_bytes()]
    assert "skrevet ud" in words_on(page)


def test_a_place_that_cannot_be_written_says_so(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = LogPage(office, HERE)
    show(page)
    monkeypatch.setattr(log_page, "save_pdf_as", lambda owner, name, chosen: chosen(tmp_path / "væk" / name))
    press(page, "Gem som PDF")
    settle(qtbot, office.work)
    assert page.message_line.message is not None
    assert "kunne ikke gemmes" in page.message_line.message.text


def test_a_sample_is_drawn_saved_and_drawn_again_by_its_figure(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Karla", "Ib", "Liv", "Bo"):
        open_child(house, name)
    page = LogPage(office, HERE)
    show(page)
    everything = len(page._table.lines)
    page._filters.kind.set_value(LogKind.READ)
    wait(page, qtbot, office)
    press(page, "Træk stikprøve")
    card = page._sample_card
    card._count.set_options([("2 linjer", 2)], 2)
    QTest.keyClicks(card._seed.editor, "1234567")
    press(page, "Træk linjer")
    assert "8 cifre" in card._seed.error
    QTest.keyClicks(card._seed.editor, "8")
    press(page, "Træk linjer")
    settle(qtbot, office.work)
    drawn = said(page)
    assert len(drawn) == 2
    assert "2 af" in card.about.text()
    assert "12345678" in card.about.text()
    monkeypatch.setattr(log_page, "save_pdf_as", lambda owner, name, chosen: chosen(tmp_path / name))
    press(page, "Gem som PDF")
    settle(qtbot, office.work)
    assert (tmp_path / "log.pdf").exists()
    press(page, "Træk linjer")
    settle(qtbot, office.work)
    assert said(page) == drawn
    press(page, "Se alle linjer igen")
    wait(page, qtbot, office)
    page._filters.kind.set_value(None)
    wait(page, qtbot, office)
    assert len(page._table.lines) > everything
    assert not card.isVisible()


def test_a_log_that_was_cut_is_said_on_top_and_stays_there(house: House, show: Show, qtbot: QtBot) -> None:
    house.enter()
    open_child(house, "Karla")
    house.leave()
    before = (house.folder / logtail.NAME).read_bytes()
    house.enter()
    open_child(house, "Ib")
    house.leave()
    after = (house.folder / logtail.NAME).read_bytes()
    assert before != after
    (house.folder / logtail.NAME).unlink()
    work = house.enter()
    assert any(found.code == "LOG-FIL" for found in work.findings)
    page = LogPage(office_of(house)[0], HERE)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert page._broken.isVisible()
    assert "log.json manglede" in words_on(page)


def test_the_log_is_looked_through_on_request(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    page = LogPage(office, HERE)
    show(page)
    assert not page._broken.isVisible()
    press(page, "Efterse loggen")
    settle(qtbot, office.work)
    assert "Loggen er hel." in words_on(page)

    def tamper(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            line = next(stored_log.entries(connection))
            connection.exec_driver_sql("UPDATE log_entry SET action = 'child.open' WHERE number = ?", (line.number,))

    house.do(tamper)
    press(page, "Efterse loggen")
    settle(qtbot, office.work)
    assert page._broken.isVisible()
    assert page._broken.message is not None
    assert "Loggen er ændret: linje 1 " in page._broken.message.text


def test_older_lines_come_while_one_scrolls(
    house: House, office: Office, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_page, "LINES_AT_ONCE", 40)
    for _ in range(6):
        house.clock.now += timedelta(minutes=6)  # what is read again sooner is one line
        for name in ("Karla", "Ib", "Liv", "Bo", "Wilhelmine", "Åse"):
            open_child(house, name)
    every = house.do(lambda desk: log.page(desk, log.Filter(), limit=10_000)).lines
    page = LogPage(office, HERE)
    show(page)
    assert len(page._table.lines) == 40
    for _ in range(len(every) // 40 + 1):
        QTest.keyClick(page._table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        wait(page, qtbot, office)
    assert page._next is None
    numbers = [line.number for line in page._table.lines]
    assert numbers == sorted(set(numbers), reverse=True)
    assert {line.number for line in every} <= set(numbers)


def test_an_answer_to_an_older_question_is_thrown_away(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    page = LogPage(office, HERE)
    show(page)
    shown = said(page)
    page._arrived(page._question - 1, log.LogPage((), None), first=True)
    assert said(page) == shown


def test_a_revisor_starts_with_the_log_without_names_of_children(house: House, qtbot: QtBot) -> None:
    house.enter()
    open_child(house, "Karla")
    become(house, Role.AUDITOR)
    office, _ = office_of(house)
    page = PAGES[Place.START](office, Destination(Place.START))
    assert isinstance(page, log_pages.LogPage)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, office.work)
    assert ("Mette Kanari Sørensen", "Åbnede barnets side", "B001") in said(page)
    assert "Karla" not in words_on(page)
    page._filters.child.set_value(page._filters.child._values[1])
    wait(page, qtbot, office)
    assert not page._access.isVisible()


def test_a_revisor_is_reminded_of_an_underretning_that_is_not_sent(house: House, qtbot: QtBot) -> None:
    become(house, Role.AUDITOR)
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="KANARI", seen_on=date(2026, 3, 16), typed_name="Et barn"
        )
    )
    office, trip = office_of(house)
    page = LogPage(office, Destination(Place.START))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, office.work)
    assert not page._unsent.isVisible()
    house.do(lambda desk: finish_underretning(desk, concern))
    page = LogPage(office, Destination(Place.START))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, office.work)
    assert "ikke er sendt endnu" in words_on(page)
    press(page, "Se bekymringer")
    assert trip.went == [Destination(Place.CONCERNS)]


def test_the_window_of_a_revisor_opens_on_the_log_and_leads_to_no_child(
    house: House, qtbot: QtBot, clock: TestClock, quick_derive: Derive
) -> None:
    become(house, Role.AUDITOR)
    assert house.work is not None
    program = Program(house.folder, clock, derive=quick_derive)
    qtbot.addWidget(program.window)
    program.window.show()
    program.enter(house.work)
    qtbot.waitUntil(lambda: isinstance(program.window.open_page, LogPage), timeout=5000)
    frame = program.window.workplace
    assert frame is not None
    assert frame.rail.items[Place.START].current
    assert frame.rail.items[Place.START].accessibleName() == "Log"
    assert not frame.rail.items[Place.CHILDREN].isVisible()
    assert not frame.top_bar.search.isVisible()
    settle(qtbot, house.work)
    assert "Karla" not in words_on(program.window)
    program.lock(Why.CLOSED)
    program.wait_until_locked()
    house.work = None


def test_whoever_may_not_read_it_is_refused(house: House, qtbot: QtBot) -> None:
    house.enter(PAEDAGOG)
    office, _ = office_of(house)
    page = LogPage(office, HERE)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, office.work)
    assert page._table.lines == []
    assert page.message_line.message is not None
    assert "ikke adgang" in page.message_line.message.text


def test_the_log_can_be_walked(office: Office, show: Show, house: House) -> None:
    open_child(house, "Wilhelmine")
    page = LogPage(office, Destination(Place.LOG, house.child("Wilhelmine").id))
    show(page)
    page._sample_card.show()
    assert_walkable(page)
