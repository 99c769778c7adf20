"""Overblik: figures first, names by one press, and every row leads to where it is put right."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.overview import OverviewPage
from opspor.desktop.pages.overview.rows import child_row
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import RowList
from opspor.documents.overview_paper import Missing
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.plans import Focus
from opspor.usecases import focus, people
from opspor.usecases.desk import Desk
from opspor.usecases.overview import MissingRow
from tests.desktop.pages.conftest import House, Trip, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.OVERVIEW)


def late(house: House) -> Id:
    me = next(one.id for one in house.do(people.overview).staff if one.name.startswith("Mette"))
    child, today = house.child("Ib").id, house.clock().date()
    new = Focus("Hemmeligt", action="Vi", responsible_id=me, starts_on=today - timedelta(days=30),
                follow_up_on=today - timedelta(days=3))  # fmt: skip

    def write(desk: Desk) -> Id:
        return focus.write(desk, focus.sheet(desk, child_id=child), new)

    return house.do(write)


def said(page: Page, name: str) -> list[tuple[str, str]]:
    lists = [one for one in page.findChildren(RowList) if one.accessibleName() == name and one.isVisible()]
    return [(row.title, row.fact) for one in lists for row in one.rows()]


def test_a_calm_house_says_that_nothing_is_missing(office: Office, show: Show) -> None:
    page = OverviewPage(office, HERE)
    show(page)
    assert "Der er ikke noget, der mangler." in words_on(page)
    assert_walkable(page)


def test_figures_come_without_names_and_one_press_opens_them(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    round_id, point = house.do(open_round), late(house)
    page = OverviewPage(office, HERE)
    show(page)
    assert said(page, "Forår 2026") == [("Bøgestuen", "0 af 4 færdige")]
    assert said(page, "Det mangler") == [("Over tiden", "1 opfølgning")]
    assert "Ib" not in words_on(page)
    assert_walkable(page)

    page._missing.opened.emit(Missing.LATE)
    settle(qtbot, office.work)
    assert said(page, "Hvem det handler om") == [("Ib O.", "14. marts 2026")]
    assert "Hemmeligt" not in words_on(page)
    assert_walkable(page)
    page._names.opened.emit(page._names.rows()[0].key)
    assert trip.went == [Destination(Place.FOLLOW_UP, point)]
    press(page, "Skjul navnene")
    assert said(page, "Hvem det handler om") == []

    page.findChildren(RowList)[0].opened.emit(None)
    assert trip.went[-1] == Destination(Place.ROUND, round_id)


def test_the_rounds_stand_before_what_is_missing_is_counted(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    house.do(open_round)
    late(house)
    page, counted = OverviewPage(office, HERE), threading.Event()
    waits = office.work.look(lambda _: counted.wait(10))  # between the two questions
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: said(page, "Forår 2026") == [("Bøgestuen", "0 af 4 færdige")])
    assert said(page, "Det mangler") == []
    assert "Det mangler" not in words_on(page)
    begun = page.focusWidget()
    counted.set()
    waits.result()
    settle(qtbot, office.work)
    assert said(page, "Det mangler") == [("Over tiden", "1 opfølgning")]
    assert page.focusWidget() is begun  # where one reads already


def test_an_open_list_follows_what_happens(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    page = OverviewPage(office, HERE)
    show(page)
    page._missing.opened.emit(Missing.LATE)
    settle(qtbot, office.work)
    assert "Her er ingen mere." in words_on(page)
    late(house)
    page.refresh(Changes(frozenset({Kind.PLANS})))
    settle(qtbot, office.work)
    assert said(page, "Hvem det handler om") == [("Ib O.", "14. marts 2026")]


def test_every_row_leads_to_where_it_is_put_right(house: House, office: Office) -> None:
    ib = house.child("Ib")

    def way(missing: Missing, row: MissingRow) -> object:
        return child_row(missing, row).key

    at = Context.DAYCARE
    assert way(Missing.DAY, MissingRow(ib, at, Id("r"))) == Destination(Place.JOINT, Id("r"), ib.id, at.value)
    assert way(Missing.DAY, MissingRow(ib, Context.HOME)) == Destination(Place.VISITS, ib.id)
    for one in (Missing.POINT, Missing.EXPOSED):
        assert way(one, MissingRow(ib, at)) == Destination(Place.FOCUS, ib.id, NO_ID, at.value)
    assert way(Missing.BATON, MissingRow(ib, at, Id("p"))) == Destination(Place.BATON, Id("p"))
    assert way(Missing.RECEIPT, MissingRow(None, id=Id("c"))) == Destination(Place.CONCERN, Id("c"))
    assert way(Missing.CONSENT, MissingRow(ib, id=Id("m"))) == Destination(Place.MEETING, ib.id, Id("m"))
    assert way(Missing.TALK, MissingRow(ib)) == Destination(Place.CONTACT, ib.id)
    assert way(Missing.QUIET, MissingRow(ib, at)) == Destination(Place.CHILD, ib.id)


def test_it_is_saved_as_a_paper(office: Office, show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    page = OverviewPage(office, HERE)
    show(page)
    page._save(tmp_path / "overblik.pdf")
    settle(qtbot, office.work)
    assert (tmp_path / "overblik.pdf").read_bytes().startswith(b"%PDF")
    assert "Der står ingen børn på det." in words_on(page)


def test_what_is_past_its_day_must_be_journalised_or_was_not_told_leads_to_its_page(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = OverviewPage(office, HERE)
    show(page)
    settle(qtbot, office.work)
    assert said(page, "Oplysninger, der skal ses til") == [
        ("Over sin dato", "intet"), ("Skal journaliseres", "intet"), ("Forældre mangler brevet", "6 børn"),
    ]  # fmt: skip
    for row in page._hygiene.rows():
        page._hygiene.opened.emit(row.key)
    assert [there.place for there in trip.went] == [Place.RETENTION, Place.FILING, Place.LETTERS]
