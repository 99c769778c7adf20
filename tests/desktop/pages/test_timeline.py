"""The child over time: a picture that one walks by keyboard, and a list that says the same whole."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.timeline import TimelinePage
from opspor.desktop.pages.timeline.page import _page_of
from opspor.desktop.pages.timeline.picture import TimePicture, _ticks
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import RowList, Segmented
from opspor.domain.assessment import Agreement, Context, FollowUpKind, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.timeline import Event, EventKind
from opspor.usecases import children, concerns, joint, parent_contacts
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, answer_all, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def karla(house: House) -> Id:
    """Agreed on in one round, observed, quoted, worried about; and a second round is going on."""
    house.enter()
    child = house.child("Karla")
    first = house.do(partial(open_round, name="Efterår 2025", opens_on=date(2025, 10, 1)))
    house.as_(PAEDAGOG, partial(answer_all, round_id=first, child=child, position=Position.EXPOSED, note="KANARI"))
    house.do(lambda desk: answer_all(desk, first, child))
    agreement = Agreement(
        Context.DAYCARE, Position.POTENTIALLY_EXPOSED, Trivsel.THRIVES, "Set", follow_up=(FollowUpKind.FOCUS_POINT,),
        follow_up_on=date(2026, 4, 28),
        participants=(house.do(lambda desk: desk.staff.id),),
    )  # fmt: skip
    house.do(lambda desk: joint.agree(desk, first, child.id, agreement))
    now = house.clock.now
    house.do(
        lambda desk: children.observe(desk, child.id, seen_at=now - timedelta(days=90), place="Gården", text="Leger")
    )
    house.do(
        lambda desk: children.quote(desk, child.id, said_at=now - timedelta(days=30), place="", words="Hej", asked="")
    )
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="KANARI", seen_on=now.date(), child_id=child.id
        )
    )
    house.do(partial(open_round, name="Forår 2026"))
    return child.id


@pytest.fixture
def page(karla: Id, office: Office, show: Show) -> TimelinePage:
    page = TimelinePage(office, Destination(Place.TIMELINE, karla))
    show(page)
    return page


def picture(page: TimelinePage) -> TimePicture:
    return page.findChildren(TimePicture)[0]


def rows(page: TimelinePage) -> list[str]:
    return [row.title for row in page.findChildren(RowList)[0].rows()]


def here(page: TimelinePage) -> str:
    event = picture(page).event_here()
    return event.head if event else ""


def key(name: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, name)


def test_everything_stands_in_the_list_newest_first_with_its_context(page: TimelinePage) -> None:
    assert rows(page) == [
        "Opfølgning · Dagtilbud",
        "Bekymring",
        "Fælles vurdering · Dagtilbud",
        "Forældre orienteret",
        "Runde i gang · Dagtilbud",
        "Barnets egne ord",
        "Set og hørt",
        "Forældre orienteret",
    ]


def test_what_is_current_is_said_whole_with_how_the_team_stood_apart_and_no_name(page: TimelinePage) -> None:
    said = words_on(page)
    assert "Fælles vurdering · Efterår 2025: potentielt udsat · trives" in said
    assert "Første vurdering i dagtilbud." in said
    assert "I så forskelligt på position: 1 af 2 ikke udsat, 1 af 2 udsat." in said
    assert "KANARI" not in said
    assert "Jonas" not in said


def test_arrows_go_through_time_and_to_the_lane_beside_and_the_list_follows(page: TimelinePage) -> None:
    assert QApplication.focusWidget() is picture(page)
    key(Qt.Key.Key_Home)
    assert here(page) == "Forældre orienteret · Brev"
    key(Qt.Key.Key_Right)
    assert here(page) == "Set og hørt · Gården"
    key(Qt.Key.Key_Right)
    assert here(page) == "Barnets egne ord"
    assert "»Hej«" in picture(page).accessibleName()
    assert page.findChildren(RowList)[0].current_key() == picture(page).event_here()
    key(Qt.Key.Key_Up)
    assert here(page) == "Runde i gang · Forår 2026"
    key(Qt.Key.Key_Up)  # nothing lies above
    assert here(page) == "Runde i gang · Forår 2026"
    key(Qt.Key.Key_End)
    key(Qt.Key.Key_Right)
    assert here(page) == "Opfølgning · Efterår 2025"


def test_enter_opens_what_is_current_on_its_own_page(page: TimelinePage, karla: Id, trip: Trip) -> None:
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Home)
    key(Qt.Key.Key_Return)
    opened = page.findChildren(RowList)[0]
    opened.setFocus()
    QTest.keyClick(opened, Qt.Key.Key_Home)
    QTest.keyClick(opened, Qt.Key.Key_Down)
    press(page, "Åbn")
    assert [(to.place, to.second or to.id) for to in trip.went[:2]] == [(Place.JOINT, karla), (Place.CHILD, karla)]
    assert trip.went[0].context == "daycare"
    assert trip.went[2].place is Place.CONCERN


def test_a_click_on_a_mark_makes_it_current(page: TimelinePage) -> None:
    shown = picture(page)
    mark = next(m for m in shown._marks() if m.event.head.startswith("Set og hørt"))
    at = QPointF(mark.x, shown._tops()[mark.lane] + look.u(4))
    press_there = QMouseEvent(
        QMouseEvent.Type.MouseButtonPress, at, shown.mapToGlobal(at), Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    shown.mousePressEvent(press_there)
    assert here(page) == "Set og hørt · Gården"


def test_the_list_and_the_picture_can_be_narrowed_to_a_kind(page: TimelinePage) -> None:
    choice = page.findChildren(Segmented)[0]
    choice.segments[1].click()
    assert rows(page) == ["Fælles vurdering · Dagtilbud", "Runde i gang · Dagtilbud"]
    choice.segments[3].click()
    assert rows(page) == ["Opfølgning · Dagtilbud", "Bekymring", "Forældre orienteret", "Forældre orienteret"]


def test_a_child_without_anything_says_what_to_do_first(house: House, office: Office, show: Show) -> None:
    page = TimelinePage(office, Destination(Place.TIMELINE, house.child("Åse").id))
    show(page)
    assert "Når I skriver noget ned" in words_on(page)
    assert rows(page) == []


def test_nothing_of_a_kind_says_how_to_see_all(page: TimelinePage, house: House, office: Office, show: Show) -> None:
    aase = house.child("Åse").id
    house.do(lambda desk: children.observe(desk, aase, seen_at=house.clock.now, place="", text="Leger"))
    other = TimelinePage(office, Destination(Place.TIMELINE, aase))
    show(other)
    other.findChildren(Segmented)[0].segments[1].click()
    assert "Vælg »Alt«" in words_on(other)


def test_it_follows_what_is_written_meanwhile(
    page: TimelinePage, house: House, karla: Id, qtbot: QtBot, office: Office
) -> None:
    key(Qt.Key.Key_Home)
    key(Qt.Key.Key_Right)
    house.do(lambda desk: children.observe(desk, karla, seen_at=house.clock.now, place="Nu", text="Ny"))
    page.refresh(Changes(frozenset({Kind.OBSERVATIONS})))
    settle(qtbot, office.work)
    assert rows(page).count("Set og hørt") == 2
    assert here(page) == "Set og hørt · Gården"
    call = Contact(house.clock.now.date(), Way.PHONE, people=(Spoken(None, "mor"),), about="Søvn")
    house.do(lambda desk: parent_contacts.note_contact(desk, karla, Context.DAYCARE, call))
    page.refresh(Changes(frozenset({Kind.CONTACTS})))
    settle(qtbot, office.work)
    assert rows(page).count("Kontakt med forældre · Dagtilbud") == 1


def test_it_is_painted_at_every_size_and_theme_and_walked_by_keyboard(page: TimelinePage) -> None:
    for theme in ("light", "dark", "contrast"):
        look.choose_theme(theme)
        assert not page.grab().toImage().isNull()
    look.choose_theme("light")
    assert_walkable(page)


def test_the_axis_has_years_for_a_long_time_and_months_for_a_short_one() -> None:
    assert [words for _, words in _ticks(date(2024, 6, 1), 800)] == ["2025", "2026"]
    assert [words for _, words in _ticks(date(2026, 1, 20), 60)] == ["feb 2026", "mar 2026"]


def test_a_mark_stands_on_its_day(page: TimelinePage) -> None:
    marks = picture(page)._marks()
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)
    assert QPoint(marks[0].x, 0).x() == picture(page)._line()[0]


def test_each_kind_opens_the_page_where_it_stands_whole() -> None:
    round_, child, record = Id("round"), Id("child"), Id("record")

    def opens(kind: EventKind) -> Place:
        return _page_of(Event(kind, record, date(2026, 3, 3), "home", "", round_id=round_), child).place

    assert {kind: opens(kind) for kind in EventKind} == dict.fromkeys(EventKind, Place.CHILD) | {
        EventKind.ASSESSMENT: Place.JOINT,
        EventKind.CORRECTION: Place.JOINT,
        EventKind.UNDER_WAY: Place.ROUND,
        EventKind.NOT_ASSESSED: Place.ROUND,
        EventKind.VISIT: Place.VISITS,
        EventKind.FOCUS: Place.FOCUS,
        EventKind.PLAN: Place.PLAN,
        EventKind.MEETING: Place.MEETING,
        EventKind.CONTACT: Place.CONTACT,
        EventKind.CONCERN: Place.CONCERN,
        EventKind.PAPER: Place.CONCERN,
    }
