"""Planer, and what is being done on a child's page: by the next day, without a word of what was written."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child.doing import DoingCard
from opspor.desktop.pages.plans import PlansPage
from opspor.desktop.pages.plans.page import State
from opspor.desktop.pages.plans.rows import day_fact
from opspor.desktop.route import GROUP, NO_ID, Destination, Office, Place
from opspor.desktop.widgets import MessageKind, RowList
from opspor.domain.assessment import Agreement, FollowUpKind, Position, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.follow_up import Effect, Review
from opspor.domain.ids import Id
from opspor.domain.plans import Focus
from opspor.usecases import focus, follow_ups, joint, people
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import LONG_NAME, PAEDAGOG, House, Trip, answer_all, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.PLANS)
TODAY = date(2026, 3, 17)


def written(house: House, days: int, *, child: str = "Ib", who: str = "Mette", group: str = "") -> Id:
    everybody = house.do(people.overview)
    responsible = next(one.id for one in everybody.staff if one.name.startswith(who))
    room = next((one.id for one in everybody.groups if one.name == group), None)
    about = None if room else house.child(child).id
    new = Focus("Hemmeligt", action="Vi", responsible_id=responsible, starts_on=TODAY - timedelta(days=90),
                follow_up_on=TODAY + timedelta(days=days))  # fmt: skip

    def write(desk: Desk) -> Id:
        return focus.write(desk, focus.sheet(desk, child_id=about, group_id=room), new)

    return house.do(write)


def ended(house: House, point: Id) -> None:
    sheet = house.do(lambda desk: follow_ups.sheet(desk, point))
    review = Review(effect=Effect.WORKS, note="Det virker")
    house.do(lambda desk: follow_ups.look_again(desk, sheet, review))


def rows(part: Page | DoingCard) -> list[tuple[str, str]]:
    return [(row.title, row.fact) for row in part.findChildren(RowList)[0].rows()]


def test_without_a_plan_it_says_where_one_begins(office: Office, show: Show, trip: Trip) -> None:
    page = PlansPage(office, HERE)
    show(page)
    assert "Her er ingen planer endnu" in words_on(page)
    assert_walkable(page)
    press(page, "Vælg et barn")
    assert trip.went == [Destination(Place.CHILDREN)]


def test_what_is_mine_stands_by_its_day_and_the_rest_is_one_key_away(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    late, room = written(house, -3), written(house, 2, group="Bøgestuen")
    written(house, 400, child=LONG_NAME[:10], who="Jonas")
    page = PlansPage(office, HERE)
    show(page)
    assert rows(page) == [
        ("Ib O. · Fokuspunkt", "overskredet siden lør. 14. marts"),
        ("Hele Bøgestuen · Fokuspunkt", "tor. 19. marts"),
    ]
    assert "2 planer, 1 overskredet" in words_on(page)
    assert "Hemmeligt" not in words_on(page)
    assert_walkable(page)

    page._whose.set_value(value=False)
    page._filter()
    assert rows(page)[-1][1] == "ons. 21. april 2027"

    page._list.opened.emit(page._list.rows()[0].key)
    page._list.opened.emit(page._list.rows()[1].key)
    assert [(to.second, to.context) for to in trip.went] == [(late, "daycare"), (room, GROUP)]


def test_what_ended_and_one_group_alone_are_found(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    ended(house, written(house, 5))
    written(house, 6, child="Åse")
    page = PlansPage(office, HERE)
    show(page)
    assert [title for title, _ in rows(page)] == ["Åse K. · Fokuspunkt"]
    page._state.set_value(State.CLOSED)
    page._filter()
    settle(qtbot, office.work)
    assert rows(page) == [("Ib O. · Fokuspunkt", "afsluttet 17. marts 2026")]
    page._group.set_value(next(group.id for group in house.do(people.overview).groups if group.name == "Ærtestuen"))
    page._filter()
    assert "Her er ikke noget af den slags." in words_on(page)


@pytest.fixture
def waiting(house: House) -> Id:
    """A child about whom the team has agreed on a focus point."""
    house.enter()
    round_id, liv = house.do(open_round), house.child("Liv")
    house.as_(PAEDAGOG, lambda desk: answer_all(desk, round_id, liv, position=Position.EXPOSED))
    agreement = Agreement(
        position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Set", follow_up=(FollowUpKind.FOCUS_POINT,),
        participants=(house.do(people.overview).staff[0].id,), follow_up_on=date(2026, 4, 20),
    )  # fmt: skip
    house.do(lambda desk: answer_all(desk, round_id, liv, position=Position.EXPOSED))
    house.do(lambda desk: joint.agree(desk, round_id, liv.id, agreement))
    return liv.id


def test_what_was_agreed_on_and_is_not_written_is_said_and_one_press_away(
    waiting: Id, house: House, office: Office, show: Show, trip: Trip
) -> None:
    page = PlansPage(office, HERE)
    show(page)
    press(page, "1 fokuspunkt er aftalt og ikke skrevet. Vis dem.")
    assert rows(page) == [("Liv Æ. K. · Fokuspunkt, aftalt og ikke skrevet", "aftalt 17. marts 2026")]
    page._list.opened.emit(page._list.rows()[0].key)
    assert trip.went == [Destination(Place.FOCUS, waiting, context="daycare")]


def test_a_room_gets_a_focus_point_from_here(house: House, office: Office, show: Show, trip: Trip) -> None:
    page = PlansPage(office, HERE)
    show(page)
    press(page, "Fokuspunkt for en gruppe")
    (to,) = trip.went
    assert (to.place, to.second, to.context) == (Place.FOCUS, NO_ID, GROUP)


def test_the_list_is_as_high_as_its_rows_and_scrolls_where_the_window_ends(
    house: House, office: Office, show: Show
) -> None:
    written(house, 1)
    page = PlansPage(office, HERE)
    show(page)
    assert page._card.height() < look.u(20)
    (row,) = page._list.rows()
    page._list.set_rows([row] * 40)
    page._measure()
    QApplication.processEvents()
    assert look.u(80) < page._card.height() < page.height()


def test_a_day_is_said_in_words() -> None:
    assert day_fact(TODAY, TODAY) == ("i dag", MessageKind.WARNING)
    assert day_fact(TODAY - timedelta(days=1), TODAY) == ("overskredet siden man. 16. marts", MessageKind.WARNING)
    assert day_fact(date(2027, 1, 4), TODAY) == ("man. 4. januar 2027", None)


def test_the_card_of_a_child_says_what_is_done_and_reads_again(
    house: House, office: Office, trip: Trip, qtbot: QtBot
) -> None:
    ib = house.child("Ib").id
    card = DoingCard(office, ib)
    qtbot.addWidget(card)
    card.show()
    settle(qtbot, office.work)
    assert "Der er ikke sat noget i gang." in words_on(card)

    point = written(house, 3)
    card.refresh(Changes(frozenset({Kind.PLANS})))
    settle(qtbot, office.work)
    assert rows(card) == [("Hemmeligt", "fre. 20. marts")]  # here the child was opened on purpose
    card.findChildren(RowList)[0].opened.emit(card.findChildren(RowList)[0].rows()[0].key)
    press(card, "Tænk det igennem først")
    assert [to.place for to in trip.went] == [Place.FOCUS, Place.ANALYSIS]
    assert trip.went[0].second == point

    ended(house, point)
    card.refresh(Changes(frozenset({Kind.PLANS})))
    settle(qtbot, office.work)
    assert rows(card) == [("Hemmeligt", "afsluttet")]
