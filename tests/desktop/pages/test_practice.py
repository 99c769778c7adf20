"""Practice cases: read alone, answered by two numbers, and only then the comments and how the others chose."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.practice import PracticeCasePage, PracticePage
from opspor.desktop.pages.rounds import RoundsPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import AnswerKey, Button, RowList, TextField
from opspor.domain.assessment import Position, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from opspor.forms.library import PRACTICE, load_library
from opspor.store import people as stored
from opspor.usecases import practice
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
Open = Callable[[str], PracticeCasePage]
KEY = load_library().practice("case-07").key


@pytest.fixture
def open_case(office: Office, show: Show) -> Open:
    """Opens a case."""

    def opened(case: str) -> PracticeCasePage:
        page = PracticeCasePage(office, Destination(Place.PRACTICE_CASE, Id(case)))
        show(page)
        return page

    return opened


def answer(desk: Desk, position: Position, trivsel: Trivsel, case: str = "case-07") -> None:
    practice.answer(desk, case, position, trivsel, "KANARI")


def key(code: Qt.Key) -> None:
    part = QApplication.focusWidget()
    assert part is not None
    QTest.keyClick(part, code)


def test_a_case_is_answered_by_two_numbers_and_enter(open_case: Open, qtbot: QtBot, office: Office) -> None:
    page = open_case("case-07")
    assert "Timian kommer løbende" in words_on(page)
    assert KEY.position_why not in words_on(page)

    key(Qt.Key.Key_3)
    key(Qt.Key.Key_1)
    assert QApplication.focusWidget() in page.findChildren(Button)
    key(Qt.Key.Key_Return)
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PRACTICE})))
    settle(qtbot, office.work)

    said = words_on(page)
    assert KEY.position_why in said
    assert KEY.slips[0] in said
    assert "Position: Udsat" in said
    assert "Trivsel: Trives" in said
    assert "Mindst 3 skal have svaret" in said


def test_a_number_answers_where_the_focus_is_and_nothing_is_chosen_beforehand(open_case: Open) -> None:
    page = open_case("case-07")
    assert not [answer for answer in page.findChildren(AnswerKey) if answer.isChecked()]
    key(Qt.Key.Key_3)
    key(Qt.Key.Key_Backtab)  # back among the positions
    key(Qt.Key.Key_4)
    assert (page.answer.position, page.answer.trivsel) == (Position.UNKNOWN, None)


def test_what_is_missing_is_said_and_the_focus_goes_there(open_case: Open, qtbot: QtBot, office: Office) -> None:
    page = open_case("case-07")
    key(Qt.Key.Key_2)
    press(page, "Gem mit svar")
    settle(qtbot, office.work)
    assert "Vælg trivsel" in words_on(page)
    key(Qt.Key.Key_2)
    assert page.answer.trivsel is Trivsel.BEGINNING_MISTRIVSEL


def test_the_others_are_counted_from_three_and_never_named(
    house: House, open_case: Open, office: Office, qtbot: QtBot
) -> None:
    house.do(partial(answer, position=Position.EXPOSED, trivsel=Trivsel.THRIVES))
    for position in (Position.EXPOSED, Position.NOT_EXPOSED):
        house.do(partial(as_somebody, position=position))
    page = open_case("case-07")
    said = words_on(page)
    assert "Udsat: 2\nIkke udsat: 1" in said or "Ikke udsat: 1 Udsat: 2" in said
    assert "3 svar, uden navne" in said
    assert "Kaj" not in said


def as_somebody(desk: Desk, position: Position) -> None:
    """One more colleague answers."""
    with desk.engine.begin() as connection:
        id_ = Id(f"{position}-colleague")
        colleague = StaffMember(id_, "Kaj Kanari", "", Role.STAFF, frozenset(), f"slot-{id_}", None, desk.clock())
        stored.add_staff(connection, colleague)
    before, desk.staff = desk.staff, colleague
    answer(desk, position, Trivsel.THRIVES)
    desk.staff = before


def test_what_was_chosen_and_typed_is_there_after_the_lock(
    open_case: Open, house: House, qtbot: QtBot, office: Office
) -> None:
    page = open_case("case-07")
    key(Qt.Key.Key_2)
    key(Qt.Key.Key_N)
    note = QApplication.focusWidget()
    assert note is not None
    QTest.keyClicks(note, "Fire hjem på et år, æøå 2")
    page.leave()
    settle(qtbot, office.work)

    again = open_case("case-07")
    settle(qtbot, office.work)

    assert again.answer.position is Position.POTENTIALLY_EXPOSED
    assert again.findChildren(TextField)[0].text() == "Fire hjem på et år, æøå 2"
    assert not [case for case in house.do(practice.cases) if case.mine]


def test_from_case_to_case_and_at_the_end_to_the_list(house: House, open_case: Open, trip: Trip) -> None:
    for case in (PRACTICE[0], PRACTICE[-1]):
        house.do(partial(answer, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, case=case))
        press(open_case(case), "Vis næste case" if case == PRACTICE[0] else "Til listen")
    assert trip.went == [Destination(Place.PRACTICE_CASE, Id(PRACTICE[1])), Destination(Place.PRACTICE)]


def facts(page: PracticePage) -> dict[str, tuple[str, str]]:
    return {str(row.key): (row.second, row.fact) for row in page.findChildren(RowList)[0].rows()}


def test_the_list_says_how_far_one_is_and_the_leader_how_many(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    house.do(partial(answer, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, case="case-02"))
    page = PracticePage(office, Destination(Place.PRACTICE))
    show(page)
    assert "Du har svaret på 1 af 12" in words_on(page)
    assert len(facts(page)) == 12
    assert facts(page)["case-02"] == ("dagtilbud · 1 har svaret", "svaret")
    assert facts(page)["case-01"] == ("hjemmet · ingen har svaret", "")
    press(page, "Åbn den næste")
    page.findChildren(RowList)[0].opened.emit(Id("case-05"))
    assert trip.went == [Destination(Place.PRACTICE_CASE, Id(case)) for case in ("case-01", "case-05")]


def test_a_colleague_sees_no_counts(house: House, office: Office, trip: Trip, qtbot: QtBot) -> None:
    house.do(partial(answer, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, case="case-02"))
    work = house.enter(PAEDAGOG)
    page = PracticePage(Office(work, office.go, trip.back), Destination(Place.PRACTICE))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert facts(page)["case-02"] == ("dagtilbud", "")
    assert "har svaret" not in words_on(page).replace("Du har svaret", "")


def test_all_can_be_walked_by_keyboard_at_200_percent(
    house: House, open_case: Open, office: Office, show: Show
) -> None:
    house.do(partial(answer, position=Position.EXPOSED, trivsel=Trivsel.THRIVES))
    assert_walkable(open_case("case-01"))
    assert_walkable(open_case("case-07"))
    page = PracticePage(office, Destination(Place.PRACTICE))
    show(page)
    assert_walkable(page)


def test_the_way_from_the_rounds(office: Office, show: Show, trip: Trip) -> None:
    page = RoundsPage(office, Destination(Place.ROUNDS))
    show(page)
    press(page, "Øv jer på 12 cases")
    assert trip.went == [Destination(Place.PRACTICE)]
