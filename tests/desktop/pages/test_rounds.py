"""Rounds: who is missing and never what anybody answered; opening one with nothing filled in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.rounds import OpenRoundPage, RoundPage, RoundsPage
from opspor.desktop.pages.rounds.words import listing, near_day, when, window_in_words
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CheckBox, ChoiceField, RowList
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.usecases import rounds
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, answer_all, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def round_id(house: House) -> Id:
    """Both have assessed Karla, Jonas alone Ib."""
    house.enter()
    round_ = house.do(open_round)
    karla, ib = house.child("Karla"), house.child("Ib")
    for child in (karla, ib):
        house.as_(PAEDAGOG, partial(answer_all, round_id=round_, child=child, note="KANARI set"))
    house.do(lambda desk: answer_all(desk, round_, karla))
    return round_


def states(page: RoundPage) -> list[tuple[str, str]]:
    """The rows: first name and state."""
    return [(row.title.split()[0], row.fact) for row in page.findChildren(RowList)[0].rows()]


def test_the_list_shows_how_far_each_round_is(round_id: Id, office: Office, show: Show, trip: Trip) -> None:
    page = RoundsPage(office, Destination(Place.ROUNDS))
    show(page)
    (row,) = page.findChildren(RowList)[0].rows()
    assert (row.title, row.second, row.fact) == ("Forår 2026", "Åben til 15. april · Bøgestuen", "0 af 4 aftalt")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    press(page, "Åbn en ny runde")
    assert trip.went == [Destination(Place.ROUND, round_id), Destination(Place.OPEN_ROUND)]


def test_without_a_round_it_says_what_to_do_first(office: Office, show: Show, trip: Trip) -> None:
    page = RoundsPage(office, Destination(Place.ROUNDS))
    show(page)
    press(page, "Åbn runden")
    assert trip.went == [Destination(Place.OPEN_ROUND)]


def test_a_round_says_who_is_missing_and_nothing_of_what_was_answered(round_id: Id, office: Office, show: Show) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    assert states(page) == [
        ("Bo", "Mangler din"), ("Ib", "Mangler din"), ("Karla", "Klar til fælles vurdering"), ("Liv", "Mangler din")
    ]  # fmt: skip
    assert "KANARI" not in words_on(page)


def test_the_filter_shows_some_and_says_when_there_are_none(round_id: Id, office: Office, show: Show) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    press(page, "Klar")
    assert [name for name, _ in states(page)] == ["Karla"]
    press(page, "Aftalt")
    assert "Ingen børn her lige nu" in words_on(page)


def test_the_main_button_leads_to_what_is_next(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    press(page, "Fortsæt min vurdering")
    assert trip.went == [Destination(Place.OWN, round_id)]
    for name in ("Ib", "Liv"):
        house.do(partial(answer_all, round_id=round_id, child=house.child(name)))
    page.refresh(Changes(frozenset({Kind.ROUNDS})))
    settle(qtbot, office.work)
    assert ("Liv", "Mangler Jonas Kanari B.") in states(page)


@pytest.mark.parametrize(("name", "place"), [("Karla", Place.JOINT), ("Ib", Place.OWN)], ids=["ready", "missing mine"])
def test_a_row_opens_where_the_child_s_next_step_is(
    name: str, place: Place, round_id: Id, house: House, office: Office, show: Show, trip: Trip
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    child = house.child(name).id
    page.findChildren(RowList)[0].opened.emit(child)
    assert trip.went == [Destination(place, round_id, child)]


@pytest.fixture
def opening(office: Office, show: Show) -> OpenRoundPage:
    """The form of a new round."""
    page = OpenRoundPage(office, Destination(Place.OPEN_ROUND))
    show(page)
    return page


def fill(page: OpenRoundPage, *assessors: str, room: str = "Bøgestuen") -> None:
    """Fills the form by keys and clicks."""
    QTest.keyClicks(page.name.editor, "Forår 2026")
    QTest.keyClicks(page.opens.editor, "1.3.2026")
    QTest.keyClicks(page.closes.editor, "150426")
    tick(page, room)
    next(field for field in page.findChildren(ChoiceField) if field.isVisible()).set_value(Context.DAYCARE)
    for name in assessors:
        tick(page, name)


def tick(page: OpenRoundPage, words: str) -> None:
    """Clicks the visible box that begins so."""
    next(box for box in page.findChildren(CheckBox) if box.words.startswith(words) and box.isVisible()).click()


def test_nothing_is_filled_in_beforehand(opening: OpenRoundPage) -> None:
    assert (opening.name.text(), opening.opens.value(), opening.closes.value()) == ("", None, None)
    tick(opening, "Bøgestuen")
    assert sum(box.isChecked() for box in opening.findChildren(CheckBox)) == 1  # the group itself
    assert QApplication.focusWidget() is opening.name.editor


def test_a_round_is_opened_by_keys(
    opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office, trip: Trip
) -> None:
    fill(opening, "Mette", "Jonas")
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    (made,) = house.do(rounds.all_rounds)
    assert trip.went == [Destination(Place.ROUND, made.round.id)]
    assert (made.round.opens_on, made.round.closes_on) == (date(2026, 3, 1), date(2026, 4, 15))
    assert [len(group.assessors) for group in made.round.groups] == [2]
    again = OpenRoundPage(office, Destination(Place.OPEN_ROUND))
    qtbot.addWidget(again)
    settle(qtbot, office.work)
    assert again.name.text() == ""  # the draft became a round


def test_errors_stand_where_they_are(opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office) -> None:
    press(opening, "Åbn runden")
    assert opening.opens.error
    assert opening.closes.error
    fill(opening, "Mette")
    opening.closes.set_value(date(2026, 2, 1))
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert "slutte efter" in opening.closes.error
    opening.closes.set_value(date(2026, 4, 1))
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert "mindst to" in words_on(opening)
    assert house.do(rounds.all_rounds) == ()
    opening.reason.set_text("Kun Mette arbejder her.")
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert len(house.do(rounds.all_rounds)) == 1


def test_without_a_group_it_says_so(opening: OpenRoundPage, qtbot: QtBot, office: Office) -> None:
    QTest.keyClicks(opening.name.editor, "Forår")
    opening.opens.set_value(date(2026, 3, 1))
    opening.closes.set_value(date(2026, 4, 1))
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert "Vælg mindst én stue eller klasse" in words_on(opening)


def test_what_is_typed_is_there_after_the_lock(
    opening: OpenRoundPage, office: Office, show: Show, qtbot: QtBot
) -> None:
    fill(opening, "Mette")
    opening.leave()
    settle(qtbot, office.work)
    again = OpenRoundPage(office, Destination(Place.OPEN_ROUND))
    show(again)
    settle(qtbot, office.work)
    assert (again.name.text(), again.closes.value()) == ("Forår 2026", date(2026, 4, 15))
    assert [box.words for box in again.findChildren(CheckBox) if box.isChecked()] == [
        "Bøgestuen, 4 børn", "Mette Kanari Sørensen, leder"
    ]  # fmt: skip


def test_all_pages_can_be_walked_by_keyboard_at_200_percent(
    round_id: Id, office: Office, show: Show, opening: OpenRoundPage
) -> None:
    tick(opening, "Bøgestuen")
    assert_walkable(opening)
    for page in (RoundsPage(office, Destination(Place.ROUNDS)), RoundPage(office, Destination(Place.ROUND, round_id))):
        show(page)
        assert_walkable(page)


def test_words_of_days() -> None:
    today = date(2026, 3, 17)
    assert [near_day(date(2026, 3, day), today) for day in (15, 16, 17, 18, 20)] == [
        "2 dage over", "1 dag over", "i dag", "i morgen", "fre. 20."
    ]  # fmt: skip
    assert window_in_words(date(2026, 4, 1), date(2026, 5, 1), today) == "Åbner 1. april"
    assert window_in_words(date(2026, 3, 1), today, today) == "Åben til 17. marts"
    assert window_in_words(date(2025, 9, 1), date(2025, 10, 1), today) == "Lukket 1. oktober 2025"
    now = datetime(2026, 3, 17, 14, 2).astimezone()
    assert (when(now, now), when(now.replace(day=2), now)) == ("14.02", "2. marts")
    assert [listing(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A og B", "A, B og C"]
