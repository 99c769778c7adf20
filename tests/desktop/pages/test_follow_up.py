"""Looking again on the screen: by number keys, with the words that were agreed, and nothing lost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.follow_up import FollowUpPage
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.follow_up import Effect, FollowUpDone, Review
from opspor.domain.ids import Id
from opspor.domain.plans import Goal, Plan
from opspor.usecases import follow_ups, plans
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_focus import who, written
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)
NEXT = TODAY + timedelta(weeks=4)
GOALS = (Goal(Id("g1"), "Siger farvel roligt", action="Vinker i vinduet"), Goal(Id("g2"), "Leger", action="Følger med"))


def planned(house: House) -> Id:
    whole = Plan("Gode morgener", GOALS, TODAY, TODAY + timedelta(weeks=12), NEXT, holder_id=who(house, "Mette"))
    about = house.child("Ib").id
    return house.do(lambda desk: plans.write(desk, plans.sheet(desk, about), whole))


@pytest.fixture
def opened(house: House, office: Office, show: Show) -> Callable[[Id], FollowUpPage]:
    def open_(subject: Id) -> FollowUpPage:
        page = FollowUpPage(office, Destination(Place.FOLLOW_UP, subject))
        show(page)
        return page

    return open_


Open = Callable[[Id], FollowUpPage]


def earlier(house: House, subject: Id) -> list[Review]:
    return [made.review for made in house.do(lambda desk: follow_ups.sheet(desk, subject)).earlier]


def day_of(page: FollowUpPage, day: date) -> None:
    assert page._day is not None
    page._day.field.set_value(day)


def test_what_was_agreed_stands_there_and_nothing_is_chosen(house: House, opened: Open) -> None:
    page = opened(written(house))
    shown = words_on(page)
    for words in ("Ro ved aflevering", "En voksen tager imod ved lågen", "Ib O'Kanari & <b>Søn</b>", "14. april 2026"):
        assert words in shown
    assert not any(key.isChecked() for keys in page._rated.values() for key in keys.keys)
    assert page._day is not None
    assert page._day.field.value() is None
    assert_walkable(page)


def test_a_number_says_what_came_of_it_and_an_offered_day_is_one_press(
    house: House, opened: Open, office: Office, qtbot: QtBot, trip: Trip
) -> None:
    subject = written(house)
    page = opened(subject)
    QTest.keyClick(page._mode.segments[0], Qt.Key.Key_2)
    page._note.set_text("Vinker nu fra lågen")
    press(page, "tirsdag 14. april · om 4 uger")
    press(page, "Gem opfølgningen")
    settle(qtbot, office.work)
    assert trip.backs == 1
    assert earlier(house, subject) == [Review(TODAY, Effect.PARTLY, {}, "Vinker nu fra lågen", "", NEXT)]


def test_every_goal_of_a_plan_is_asked_about_one_number_after_the_other(
    house: House, opened: Open, office: Office, qtbot: QtBot
) -> None:
    subject = planned(house)
    page = opened(subject)
    assert "Vinker i vinduet" in words_on(page)
    QTest.keyClick(page._mode.segments[0], Qt.Key.Key_1)
    day_of(page, NEXT)
    press(page, "Gem opfølgningen")
    settle(qtbot, office.work)
    assert "»For tidligt at sige« er også et svar" in words_on(page)
    assert page._rated[Id("g2")].isAncestorOf(page.focusWidget())
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_5)
    press(page, "Gem opfølgningen")
    settle(qtbot, office.work)
    assert earlier(house, subject)[0].goals == {Id("g1"): Effect.WORKS, Id("g2"): Effect.TOO_EARLY}


def test_putting_off_asks_for_a_day_and_a_reason_and_for_nothing_else(
    house: House, opened: Open, office: Office, qtbot: QtBot, trip: Trip
) -> None:
    subject = written(house)
    page = opened(subject)
    press(page, "Vi udsætter det")
    assert not page._note.isVisible()
    assert not page._over.isVisible()
    press(page, "Udsæt")
    settle(qtbot, office.work)
    assert page._day is not None
    assert "Vælg en dag efter i dag" in page._day.field.error
    day_of(page, NEXT)
    press(page, "Udsæt")
    settle(qtbot, office.work)
    assert "hvorfor det udsættes" in page._reason.error
    page._reason.set_text("Far er syg")
    press(page, "Udsæt")
    settle(qtbot, office.work)
    assert trip.backs == 1
    (made,) = house.do(lambda desk: follow_ups.sheet(desk, subject)).earlier
    assert (made.kind, made.review.reason, made.review.next_on) == (FollowUpDone.POSTPONED, "Far er syg", NEXT)


def test_what_is_over_ends_with_a_word_about_what_came_of_it(
    house: House, opened: Open, office: Office, qtbot: QtBot, trip: Trip
) -> None:
    page = opened(written(house))
    QTest.keyClick(page._mode.segments[0], Qt.Key.Key_1)
    page._over.click()
    assert page._day is not None
    assert not page._day.field.isVisible()
    press(page, "Afslut")
    settle(qtbot, office.work)
    assert "hvad der kom ud af det" in page._note.error
    page._note.set_text("Han siger farvel selv")
    press(page, "Afslut")
    settle(qtbot, office.work)
    assert trip.backs == 1
    assert house.do(follow_ups.due) == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 4, 2), "Dagen er skærtorsdag"),
        (date(2026, 4, 11), "Dagen er lørdag"),
        (date(2036, 3, 17), "mere end tre år fremme"),
        (date(2026, 3, 1), "er gået"),
    ],
)
def test_a_day_that_looks_like_a_slip_is_asked_about(house: House, opened: Open, day: date, said: str) -> None:
    page = opened(written(house))
    day_of(page, day)
    assert said in words_on(page)


def test_a_day_that_cannot_be_is_said_at_its_field(
    house: House, opened: Open, office: Office, qtbot: QtBot, trip: Trip
) -> None:
    page = opened(written(house))
    assert page._day is not None
    QTest.keyClick(page._mode.segments[0], Qt.Key.Key_3)
    for day, held_on, where in (
        (None, None, page._day.field),
        (TODAY, None, page._day.field),
        (date(2036, 3, 17), None, page._day.field),
        (NEXT, TODAY - timedelta(days=1), page._held_on),  # before it began
        (NEXT, TODAY + timedelta(days=1), page._held_on),
    ):
        page._day.field.set_value(day)
        page._held_on.set_value(held_on)
        press(page, "Gem opfølgningen")
        settle(qtbot, office.work)
        assert where.error, (day, held_on)
    assert trip.backs == 0


def test_what_is_typed_is_there_again_after_the_page_went_away(
    house: House, opened: Open, office: Office, qtbot: QtBot
) -> None:
    subject = planned(house)
    page = opened(subject)
    QTest.keyClick(page._mode.segments[0], Qt.Key.Key_4)
    page._note.set_text("Græder stadig")
    day_of(page, NEXT)
    page.leave()
    settle(qtbot, office.work)
    again = opened(subject)
    settle(qtbot, office.work)
    assert again._note.text() == "Græder stadig"
    assert again._given == {Id("g1"): Effect.WORSE}
    assert again._rated[Id("g1")].keys[3].isChecked()
    assert again._day is not None
    assert again._day.field.value() == NEXT
    assert earlier(house, subject) == []


def test_when_a_colleague_was_faster_their_words_stand_there_and_ones_own_stay(
    house: House, opened: Open, office: Office, qtbot: QtBot, trip: Trip
) -> None:
    subject = written(house)
    page = opened(subject)
    QTest.keyClick(page._mode.segments[0], Qt.Key.Key_1)
    page._note.set_text("Mine ord")
    day_of(page, NEXT)
    review = Review(effect=Effect.NOT, note="Kollegans ord", next_on=NEXT)
    house.do(lambda desk: follow_ups.look_again(desk, follow_ups.sheet(desk, subject), review))
    press(page, "Gem opfølgningen")
    settle(qtbot, office.work)
    assert "En kollega har fulgt op" in words_on(page)
    assert "Kollegans ord" in words_on(page)
    assert page._note.text() == "Mine ord"
    press(page, "Gem opfølgningen")
    settle(qtbot, office.work)
    assert trip.backs == 1
    assert [made.note for made in earlier(house, subject)] == ["Kollegans ord", "Mine ord"]


def test_what_is_over_says_so_and_keeps_no_button(house: House, opened: Open) -> None:
    subject = written(house)
    review = Review(effect=Effect.WORKS, note="Slut")
    house.do(lambda desk: follow_ups.look_again(desk, follow_ups.sheet(desk, subject), review))
    page = opened(subject)
    assert "Her er ikke mere noget at følge op på" in words_on(page)
    assert not page._main.isVisible()
