"""Barnet er stoppet: what is open is seen before, one or several stop, and it is taken back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.children import ChildrenPage
from opspor.desktop.pages.leaving import LeavingPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import RowList
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.usecases import children, concerns, leaving
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def groups_of(house: House, name: str) -> tuple[str, ...]:
    return next(child.group_names for child in house.do(children.listed) if child.first_name.startswith(name))


def test_one_child_stops_and_comes_back(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = LeavingPage(office, Destination(Place.LEAVING, house.child("Karla").id))
    show(page)
    words = words_on(page)
    assert "Det, der er skrevet, kommer på slettelisten 18. juni 2026." in words
    assert "Der er ikke skrevet en overgang til det nye sted" in words
    press(page, "Lad 1 barn stoppe")
    settle(qtbot, office.work)
    assert groups_of(house, "Karla") == ()
    assert "Barnet er stoppet." in words_on(page)
    press(page, "Fortryd")
    settle(qtbot, office.work)
    assert groups_of(house, "Karla") == ("Bøgestuen",)


def test_what_is_open_leads_there(office: Office, show: Show, house: House, trip: Trip) -> None:
    child = house.child("Karla").id
    concern = house.do(
        lambda desk: concerns.start(
            desk, child_id=child, danger=Danger.NO, track=Track.GENERAL, what="Set", seen_on=date(2026, 3, 17)
        )
    )
    page = LeavingPage(office, Destination(Place.LEAVING, child))
    show(page)
    press(page, "En bekymring er åben")
    press(page, "Der er ikke skrevet en overgang til det nye sted")
    assert trip.went == [Destination(Place.CONCERN, concern), Destination(Place.TRANSITION, child)]


def test_several_are_chosen_by_keys(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = LeavingPage(office, Destination(Place.LEAVING))
    show(page)
    press(page, "Se, hvad der sker")
    assert "Vælg først, hvem der er stoppet." in words_on(page)
    rows = page.findChildren(RowList)[0]
    rows.setFocus()
    for _ in range(2):
        QTest.keyClick(rows, Qt.Key.Key_Down)
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert len(page._chosen) == 2
    press(page, "Se, hvad der sker")
    settle(qtbot, office.work)
    assert rows.isHidden() or not rows.isVisible()
    press(page, "Vælg igen")
    assert rows.isVisible()
    press(page, "Se, hvad der sker")
    settle(qtbot, office.work)
    press(page, "Lad 2 børn stoppe")
    settle(qtbot, office.work)
    assert len(house.do(leaving.left)) == 2


def test_a_day_ahead_is_refused_beside_the_day(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = LeavingPage(office, Destination(Place.LEAVING, house.child("Karla").id))
    show(page)
    page._day.set_value(date(2026, 3, 18))
    press(page, "Se, hvad der sker")
    settle(qtbot, office.work)
    press(page, "Lad 1 barn stoppe")
    settle(qtbot, office.work)
    assert "Den sidste dag skal være i dag eller før" in words_on(page)
    assert groups_of(house, "Karla") == ("Bøgestuen",)


def test_who_has_stopped_is_found_in_the_list_and_comes_back_on_its_page(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    child = house.child("Karla").id
    house.do(lambda desk: leaving.leave(desk, [child], date(2026, 3, 17)))
    listed = ChildrenPage(office, Destination(Place.CHILDREN))
    show(listed)
    rows = listed.findChildren(RowList)[0]
    assert "Karla" not in " ".join(row.title for row in rows.rows())
    listed._group.set_value(Id("left"))
    assert [(row.title, row.second) for row in rows.rows()] == [
        ("Karla Maria Kanari Juhl", "4 år · gik her til 17. marts 2026")
    ]
    page = ChildPage(office, Destination(Place.CHILD, child))
    show(page)
    assert "4 år · stoppet · " in words_on(page)
    assert " til 17. marts 2026" in words_on(page)  # the last day, as the list says it
    assert "Sæt i en gruppe" in words_on(page)
    press(page, "Barnet er kommet tilbage")
    settle(qtbot, office.work)
    assert groups_of(house, "Karla") == ("Bøgestuen",)


def test_it_is_walkable_by_keyboard(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = LeavingPage(office, Destination(Place.LEAVING))
    show(page)
    assert_walkable(page)
