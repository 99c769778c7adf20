"""A sundhedsplejerske's district on the screen."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.district import DistrictPage
from opspor.desktop.pages.district.rows import list_row
from opspor.desktop.pages.matrix import MatrixPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import DateField, MessageKind, RowList, TextField
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.visit import DueVisit, VisitType, When
from opspor.usecases import visits
from opspor.usecases.visits import DistrictRow
from tests.desktop.pages.conftest import LONG_NAME, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.DISTRICT)
DAY = date(2026, 3, 17)
LIV = ChildInList(Id("c"), "B007", "Liv", "Kanari", date(2026, 1, 15), (), ())


@pytest.fixture
def district(house: House, office: Office) -> Id:
    return house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))


def rows(page: QWidget) -> list[tuple[str, str]]:
    return [(row.title, row.fact) for row in page.findChildren(RowList)[0].rows()]


def field(page: QWidget, label: str) -> TextField:
    return next(one for one in page.findChildren(TextField) if one.editor.accessibleName() == label)


def test_without_a_district_one_is_made_here(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = DistrictPage(office, HERE)
    show(page)
    press(page, "Opret distriktet")
    settle(qtbot, office.work)
    assert field(page, "Distriktets navn").error != ""
    field(page, "Distriktets navn").set_text("Distrikt Nord")
    press(page, "Opret distriktet")
    settle(qtbot, office.work)
    assert [group.name for group in house.do(visits.districts)] == ["Distrikt Nord"]


def test_an_empty_district_says_what_to_do_first(district: Id, office: Office, show: Show) -> None:
    page = DistrictPage(office, HERE)
    show(page)
    assert "Her er ingen børn endnu" in words_on(page)
    assert_walkable(page)


def test_a_child_is_added_in_three_fields_also_before_it_is_born(
    district: Id, office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = DistrictPage(office, HERE)
    show(page)
    press(page, "Tilføj et barn")
    press(page, "Tilføj barnet")
    settle(qtbot, office.work)
    assert field(page, "Navn").error != ""
    field(page, "Navn").set_text("Ufødt Kanariø")
    page.findChildren(DateField)[0].set_value(date(2026, 5, 20))
    press(page, "Tilføj barnet")
    settle(qtbot, office.work)
    page.refresh(house.do(lambda desk: desk.changes))
    (row,) = house.do(lambda desk: visits.district(desk, district)).rows
    assert row.due is not None
    assert (row.child.full_name, row.due.visit) == ("Ufødt Kanariø", VisitType.PREGNANCY)


def test_what_is_due_stands_first_and_enter_opens_the_child(
    district: Id, office: Office, show: Show, house: House, trip: Trip
) -> None:
    for name, birth in ((LONG_NAME, date(2026, 1, 15)), ("Ea Kanari", date(2026, 3, 15)), ("Bo", date(2026, 3, 1))):
        house.do(lambda desk, n=name, b=birth: visits.add_child(desk, district, name=n, birth=b))  # type: ignore[misc]
    page = DistrictPage(office, HERE)
    show(page)
    assert rows(page) == [("Ea Kanari", "Nu"), ("Bo", "Nu"), (LONG_NAME, "Nu")]
    field(page, "Find").set_text("bo")
    assert rows(page) == [("Bo", "Nu")]
    QTest.keyClick(field(page, "Find").editor, Qt.Key.Key_Return)
    bo = next(
        child for child in house.do(lambda desk: visits.district(desk, district)).rows if child.child.first_name == "Bo"
    )
    assert trip.went == [Destination(Place.VISITS, bo.child.id)]
    assert_walkable(page)


@pytest.mark.parametrize(
    ("due", "need", "second", "fact"),
    [
        (DueVisit(VisitType.EARLY, When.LATE, DAY, DAY), None, "Barselsbesøg, senest 17.3.2026", "Over tiden"),
        (DueVisit(VisitType.NEED, When.NOW, DAY, DAY), Id("n"), "Behovsbesøg, senest 17.3.2026", "Nu"),
        (DueVisit(VisitType.EARLY, When.COMING, DAY, DAY), None, "Barselsbesøg, fra 17.3.2026", ""),
        (DueVisit(VisitType.NEED, When.COMING, DAY, DAY), Id("n"), "Behovsbesøg, senest 17.3.2026", ""),
        (None, None, "Ingen besøg venter", ""),
    ],
)
def test_a_line_says_which_visit_and_by_when(due: DueVisit | None, need: Id | None, second: str, fact: str) -> None:
    row = list_row(DistrictRow(LIV, due, (VisitType.EARLY, date(2026, 1, 20)), need), DAY)
    assert row.second == f"{second} · 2 måneder · sidst barselsbesøg 20.1.2026"
    assert row.fact == fact
    assert (row.fact_kind is MessageKind.WARNING) == (fact == "Over tiden")


def test_a_missing_birth_date_is_said() -> None:
    nobody = ChildInList(Id("c"), "B007", "Liv", "", None, (), ())
    assert list_row(DistrictRow(nobody, None, None), DAY).second.startswith("Fødselsdato mangler")


def test_the_matrix_of_a_district_speaks_of_visits_and_not_of_a_round(
    district: Id, office: Office, show: Show, house: House
) -> None:
    house.do(lambda desk: visits.add_child(desk, district, name="Bo", birth=DAY))
    page = MatrixPage(office, Destination(Place.MATRIX, district))
    show(page)
    assert "Vis distriktet" in words_on(page)
