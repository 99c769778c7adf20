"""The page of meetings: what is coming, what was agreed on, what was held; first what needs something."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child.doing import DoingCard
from opspor.desktop.pages.meeting.writing import MINUTES, NEXT
from opspor.desktop.pages.meetings import MeetingsPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import ListRow, RowList, Segmented
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingAgreement, Participant, Side
from opspor.usecases import meetings
from tests.desktop.pages.conftest import LONG_NAME, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)
IDA = Participant(Id("x1"), Side.PROFESSIONAL, "Ida Lund", "rådgiver", outside=True)
PLANNED = Meeting(held_on=date(2026, 3, 24), purpose="Hemmeligt formål", participants=(IDA,))


@pytest.fixture
def page(office: Office, show: Show) -> MeetingsPage:
    made = MeetingsPage(office, Destination(Place.MEETINGS))
    show(made)
    return made


def plan(house: House, child: Id, on: date) -> Id:
    open_ = house.do(lambda desk: meetings.sheet(desk, child))
    return house.do(lambda desk: meetings.plan(desk, open_, replace(PLANNED, held_on=on), day_is_meant=True))


def hold(house: House, child: Id, *agreed: MeetingAgreement, next_on: date | None = None) -> Id:
    open_ = house.do(lambda desk: meetings.sheet(desk, child))
    whole = replace(
        PLANNED, held_on=TODAY, participants=(replace(IDA, came=True),), network_considered=True, agreements=agreed,
        next_on=next_on,
    )  # fmt: skip
    return house.do(lambda desk: meetings.finish(desk, open_, whole))


def rows(page: MeetingsPage) -> list[ListRow]:
    return [*page.findChildren(RowList)[0].rows()]


def choose(page: MeetingsPage, number: int) -> None:
    page.findChildren(Segmented)[0].segments[number].click()


def test_an_empty_page_says_what_to_do_first(page: MeetingsPage, trip: Trip) -> None:
    assert "Ingen kommende møder" in words_on(page)
    assert_walkable(page)
    press(page, "Nyt møde: vælg barnet")
    assert trip.went == [Destination(Place.CHILDREN)]


def test_what_needs_something_stands_first_and_nothing_says_what_a_meeting_is_about(
    house: House, page: MeetingsPage, office: Office, qtbot: QtBot
) -> None:
    karla, ib, liv = (house.child(name).id for name in ("Karla", "Ib", "Liv"))
    coming = plan(house, karla, TODAY + timedelta(days=9))
    late = plan(house, ib, TODAY)
    held = hold(house, liv, next_on=TODAY + timedelta(weeks=6))
    house.clock.now += timedelta(days=1)
    page.refresh(Changes(frozenset({Kind.MEETINGS})))
    settle(qtbot, office.work)
    found = rows(page)
    assert [(row.title, row.fact) for row in found] == [
        ("Ib O.", "Referat mangler"), ("Liv Æ. K.", "Ikke indkaldt"), ("Karla Maria K.", "1 samtykke mangler"),
    ]  # fmt: skip
    assert [row.key for row in found] == [
        Destination(Place.MEETING, ib, late, MINUTES), Destination(Place.MEETING, liv, held, NEXT),
        Destination(Place.MEETING, karla, coming),
    ]  # fmt: skip
    assert not any("Hemmeligt" in row.spoken for row in found)


def test_open_agreements_lead_to_where_one_looks_again(house: House, office: Office, show: Show, trip: Trip) -> None:
    liv = house.child("Liv").id
    hold(house, liv, MeetingAgreement("Hemmeligt", "Ida", None, TODAY + timedelta(days=2)))
    house.clock.now += timedelta(days=5)
    page = MeetingsPage(office, Destination(Place.MEETINGS))
    show(page)
    choose(page, 1)
    (row,) = rows(page)
    assert (row.title, row.second) == ("Liv Æ. K.", "Aftale fra mødet 17.3.2026 · Ida")
    assert "Hemmeligt" not in row.spoken  # what was agreed on stands behind one press
    assert row.fact == "Over tiden 19.3.2026"
    page.findChildren(RowList)[0].opened.emit(row.key)
    assert trip.went[0].place is Place.FOLLOW_UP


def test_held_and_cancelled_meetings_stand_with_the_newest_first(house: House, office: Office, show: Show) -> None:
    hold(house, house.child("Karla").id)
    ib = house.child("Ib").id
    made = plan(house, ib, TODAY + timedelta(days=9))
    open_ = house.do(lambda desk: meetings.sheet(desk, ib, made))
    house.do(lambda desk: meetings.cancel(desk, open_, "Syg"))
    page = MeetingsPage(office, Destination(Place.MEETINGS))
    show(page)
    choose(page, 2)
    assert [row.second for row in rows(page)] == [
        "Aflyst 26.3.2026 · inddragende netværksmøde", "Holdt 17.3.2026 · inddragende netværksmøde",
    ]  # fmt: skip


def test_a_long_name_stands_short(house: House, office: Office, show: Show) -> None:
    plan(house, house.child(LONG_NAME.split()[0]).id, TODAY + timedelta(days=9))
    page = MeetingsPage(office, Destination(Place.MEETINGS))
    show(page)
    assert rows(page)[0].title == "Wilhelmine-Charlotte Anne-Marie Dorthea Sørensen K."


def test_the_childs_page_shows_its_meetings_and_leads_to_a_new_one(
    house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    karla = house.child("Karla").id
    held = hold(house, karla, next_on=TODAY + timedelta(weeks=6))
    card = DoingCard(office, karla)
    qtbot.addWidget(card)
    card.show()
    settle(qtbot, office.work)
    found = [row for row in card.findChildren(RowList)[0].rows() if row.title == "Møde"]
    assert [(row.fact, row.key) for row in found] == [
        ("Ikke indkaldt", Destination(Place.MEETING, karla, held, NEXT)), ("", Destination(Place.MEETING, karla, held)),
    ]  # fmt: skip
    press(card, "Aftal et møde")
    assert trip.went == [Destination(Place.MEETING, karla)]
