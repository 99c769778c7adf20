"""A meeting on its page: planned, minutes written by keyboard alone, and nothing lost whoever else writes or locks."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.meeting import MeetingPage
from opspor.desktop.pages.meeting.writing import MINUTES, NEXT
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, CheckBox, DateField, Segmented, TextField
from opspor.domain.ids import Id
from opspor.domain.meeting import AgendaPoint, Meeting, MeetingAgreement, MeetingKind, MeetingStatus, Participant, Side
from opspor.domain.recipient import HOUSE
from opspor.usecases import meetings
from opspor.usecases.meetings import MeetingSheet
from tests.desktop.pages.conftest import House, Trip, focused, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
DAY = date(2026, 3, 24)
IDA = Participant(Id("x1"), Side.PROFESSIONAL, "Ida Lund", "rådgiver", outside=True, yes_from="mor", yes_on=DAY)
PLANNED = Meeting(held_on=DAY, purpose="En rolig morgen", place="Mødelokalet", participants=(IDA,))


@pytest.fixture
def karla(house: House, office: Office) -> Id:
    return house.child("Karla").id


def sheet(house: House, child: Id, meeting_id: Id | None = None) -> MeetingSheet:
    return house.do(lambda desk: meetings.sheet(desk, child, meeting_id))


def planned(house: House, child: Id, meeting: Meeting = PLANNED) -> Id:
    open_ = sheet(house, child)
    return house.do(lambda desk: meetings.plan(desk, open_, meeting))


def opened(office: Office, show: Show, child: Id, meeting_id: Id | None = None, context: str = "") -> MeetingPage:
    page = MeetingPage(office, Destination(Place.MEETING, child, meeting_id or Id(""), context))
    show(page)
    return page


def field(page: QWidget, name: str) -> TextField:
    QApplication.processEvents()  # what was just laid out is shown
    return next(f for f in page.findChildren(TextField) if f.isVisible() and f.editor.accessibleName() == name)


def day(page: QWidget, name: str) -> DateField:
    return next(f for f in page.findChildren(DateField) if f.isVisible() and f.editor.accessibleName() == name)


def choice(page: QWidget, name: str) -> Segmented[object]:
    return next(f for f in page.findChildren(Segmented) if f.isVisible() and f.accessibleName() == name)


def begun_in(page: QWidget) -> QWidget:
    """Where one is when the page has opened, also before its window has the keyboard."""
    found = page.focusWidget()
    assert found is not None
    return found


def choose(page: QWidget, name: str, words: str) -> None:
    next(segment for segment in choice(page, name).segments if segment.text() == words).click()


def tick(page: QWidget, words: str) -> CheckBox:
    return next(f for f in page.findChildren(CheckBox) if f.isVisible() and f.text().startswith(words))


def standing(house: House, child: Id) -> tuple[meetings.MeetingRow, ...]:
    return house.do(lambda desk: meetings.of_child(desk, child))


# planning


def test_a_meeting_is_planned_on_the_page(
    house: House, karla: Id, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = opened(office, show, karla)
    assert not page.meeting
    assert choice(page, "Hvilket møde").isAncestorOf(begun_in(page))  # one begins to write at once
    assert_walkable(page)
    day(page, "Dag").set_value(DAY)
    field(page, "Hvad skal mødet føre til?").set_text("En rolig morgen for Karla")
    tick(page, "Jonas").setChecked(True)
    press(page, "Tilføj en anden")
    QTest.keyClicks(focused(), "Ida Lund")
    field(page, "Deltager 1: rolle").set_text("rådgiver")
    field(page, "Del med vedkommende: hvem har sagt ja").set_text("mor")
    press(page, "Gem mødet")
    settle(qtbot, office.work)
    assert trip.backs == 1
    (row,) = standing(house, karla)
    found = sheet(house, karla, row.meeting_id).meeting
    assert [(one.name, one.outside, one.yes_from) for one in found.participants] == [
        ("Jonas Kanari Bæk", False, ""), ("Ida Lund", True, "mor"),
    ]  # fmt: skip
    assert len(found.agenda) == 5


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_written(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = opened(office, show, karla)
    press(page, "Gem mødet")
    settle(qtbot, office.work)
    assert "én sætning" in field(page, "Hvad skal mødet føre til?").error
    field(page, "Hvad skal mødet føre til?").set_text("Ro")
    press(page, "Gem mødet")
    settle(qtbot, office.work)
    assert "hvilken dag" in day(page, "Dag").error
    assert standing(house, karla) == ()
    assert sheet(house, karla).meeting.purpose == "Ro"  # kept


def test_a_holiday_is_asked_about_and_may_be_meant(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    open_ = sheet(house, karla)
    easter = replace(PLANNED, held_on=date(2026, 4, 2))
    house.do(lambda desk: meetings.save(desk, open_, easter))
    page = opened(office, show, karla)
    press(page, "Gem mødet")
    settle(qtbot, office.work)
    assert "skærtorsdag" in words_on(page)
    press(page, "Vi mødes alligevel")
    settle(qtbot, office.work)
    assert standing(house, karla)[0].held_on == date(2026, 4, 2)


def test_a_meeting_for_professionals_asks_what_the_parents_know_and_offers_no_family(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = opened(office, show, karla)
    assert tick(page, "Karla Maria")
    choose(page, "Hvilket møde", "Ressourcecentermøde")
    assert "Karla Maria Kanari Juhl, barnet" not in words_on(page)
    assert field(page, "Punkt 1").text() == "Hvad vil vi have hjælp til?"
    day(page, "Dag").set_value(DAY)
    field(page, "Hvad skal mødet føre til?").set_text("Ro ved frokost")
    tick(page, "Jonas").setChecked(True)
    press(page, "Gem mødet")
    settle(qtbot, office.work)
    assert "hvad forældrene ved" in field(page, "Hvad ved forældrene om mødet?").error
    field(page, "Hvad ved forældrene om mødet?").set_text("De ved det")
    press(page, "Gem mødet")
    settle(qtbot, office.work)
    assert standing(house, karla)[0].kind is MeetingKind.RESOURCE


def test_the_agenda_is_put_in_order_by_keyboard(karla: Id, office: Office, show: Show) -> None:
    page = opened(office, show, karla)
    second = field(page, "Punkt 2").text()
    press(page, "Flyt punkt 2 op")
    assert field(page, "Punkt 1").text() == second
    assert focused() is field(page, "Punkt 1").editor
    press(page, "Fjern punkt 1")
    assert field(page, "Punkt 1").text() != second
    press(page, "Tilføj et punkt")
    QTest.keyClicks(focused(), "Søskende")
    assert field(page, "Punkt 5").text() == "Søskende"


def test_an_invitation_is_offered_to_each_and_not_to_one_without_a_yes(
    house: House, karla: Id, office: Office, show: Show
) -> None:
    both = replace(PLANNED, participants=(IDA, replace(IDA, id=Id("x2"), name="Per Kanari", yes_from="")))
    page = opened(office, show, karla, planned(house, karla, both))
    buttons = {b.text(): b for b in page.findChildren(Button) if b.text().startswith("Til ")}
    assert list(buttons) == ["Til Ida Lund, rådgiver", "Til Per Kanari, rådgiver"]
    assert not buttons["Til Ida Lund, rådgiver"].accessibleDescription()
    assert "hvem der har sagt ja" in buttons["Til Per Kanari, rådgiver"].accessibleDescription()
    assert "tal ikke med forældrene først" not in words_on(page)


def test_beside_papers_to_a_family_stands_when_one_does_not_talk_with_the_parents_first(
    house: House, karla: Id, office: Office, show: Show
) -> None:
    mother = Participant(Id("mor"), Side.FAMILY, "Sara Kanari", "mor")
    page = opened(office, show, karla, planned(house, karla, replace(PLANNED, participants=(IDA, mother))))
    assert "tal ikke med forældrene først" in words_on(page)


def test_an_invitation_is_saved_as_a_file(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "invitation.pdf"
    monkeypatch.setattr("opspor.desktop.pages.meeting.papers.save_pdf_as", lambda owner, name, chosen: chosen(target))
    page = opened(office, show, karla, planned(house, karla))
    press(page, "Til Ida Lund, rådgiver")
    settle(qtbot, office.work)
    assert target.read_bytes().startswith(b"%PDF")
    assert "gemt som fil" in words_on(page)


def test_minutes_are_saved_as_a_file(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "referat.pdf"
    monkeypatch.setattr("opspor.desktop.pages.meeting.papers.save_for", lambda *given: given[-1](target, HOUSE))
    today = office.work.clock().date()
    open_ = sheet(house, karla)
    whole = replace(PLANNED, held_on=today, participants=(replace(IDA, came=True),), network_considered=True)
    made = house.do(lambda desk: meetings.finish(desk, open_, whole))
    press(opened(office, show, karla, made), "Gem referatet som PDF")
    settle(qtbot, office.work)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_meeting_is_cancelled_with_a_reason(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    made = planned(house, karla)
    page = opened(office, show, karla, made)
    press(page, "Aflys mødet")
    why = field(page, "Hvorfor bliver det ikke til noget?")
    cancel = next(
        b for b in page.findChildren(Button) if b.isVisible() and b.text() == "Aflys mødet" and b.kind.value == "danger"
    )
    cancel.click()
    settle(qtbot, office.work)
    assert "hvorfor" in why.error
    why.set_text("Mor er syg")
    cancel.click()
    settle(qtbot, office.work)
    assert standing(house, karla)[0].status is MeetingStatus.CANCELLED
    assert "Mor er syg" in words_on(opened(office, show, karla, made))


# the minutes


def keys_of_the_story(page: QWidget) -> int:
    """Writes minutes of a meeting with 5 people, 4 points and 3 agreements; gives how many keys were pressed."""
    pressed = 0

    def keys(*sequence: Qt.Key) -> None:
        nonlocal pressed
        for key in sequence:
            QTest.keyClick(focused(), key)
            pressed += 1

    def write(text: str) -> None:
        nonlocal pressed
        QTest.keyClicks(focused(), text)
        pressed += len(text)

    def tab_to(name: str) -> None:
        for _ in range(40):
            if focused().accessibleName() == name:
                return
            keys(Qt.Key.Key_Tab)
        raise AssertionError(name)

    tab_to("Alle kom")
    keys(Qt.Key.Key_Space)
    tab_to("Far, far")
    keys(Qt.Key.Key_Space)  # far did not come
    tab_to("Hvad siger eller viser barnet?")
    write("Jeg vil selv gå ind")
    for number, said in enumerate(("Morgenen er svær", "Ro hjælper", "Mormor henter gerne", "Vi prøver lågen"), 1):
        tab_to(f"Punkt nr. {number}")
        write(said)
    tab_to("Ja")
    keys(Qt.Key.Key_Space)
    tab_to("Aftale 1: hvad")
    for what, who, when in (("Tage imod ved lågen", "Jonas", "+2"), ("Ringe", "Ida", "+6"), ("Hente", "mormor", "+6")):
        write(what)
        keys(Qt.Key.Key_Return)
        write(who)
        keys(Qt.Key.Key_Return)
        write(when)
        keys(Qt.Key.Key_Return)
    tab_to("Næste møde")
    write("+8")
    tab_to("Gem referatet")
    keys(Qt.Key.Key_Space)
    return pressed


def test_minutes_in_two_minutes_by_keyboard_alone(
    house: House, karla: Id, office: Office, show: Show, trip: Trip, qtbot: QtBot, figure: Callable[[str], None]
) -> None:
    offered = sheet(house, karla).offered
    jonas = next(one for one in offered if one.name.startswith("Jonas"))
    family = tuple(Participant(Id(f"f{n}"), Side.RELATION, name, role) for n, (name, role) in
                   enumerate((("Mor", "mor"), ("Far", "far"), ("Mormor", "mormor"))))  # fmt: skip
    today = office.work.clock().date()
    agenda = tuple(AgendaPoint(f"own-{n}", f"Punkt nr. {n}") for n in range(1, 5))
    meeting = replace(PLANNED, held_on=today, participants=(*family, jonas, IDA), agenda=agenda)
    made = planned(house, karla, meeting)
    page = opened(office, show, karla, made, MINUTES)
    assert page.meeting  # it locks after as long as a talk may take
    assert_walkable(page)
    begun = time.perf_counter()
    pressed = keys_of_the_story(page)
    settle(qtbot, office.work)
    spent = time.perf_counter() - begun
    figure(f"minutes: {pressed} keys, {spent:.2f} s of machine time")
    assert trip.backs == 1
    found = sheet(house, karla, made)
    assert found.current is not None
    assert found.current.status is MeetingStatus.HELD
    assert {one.name: one.came for one in found.meeting.participants} == {
        "Mor": True, "Far": False, "Mormor": True, "Jonas Kanari Bæk": True, "Ida Lund": True,
    }  # fmt: skip
    assert [point.note for point in found.meeting.agenda] == [
        "Morgenen er svær", "Ro hjælper", "Mormor henter gerne", "Vi prøver lågen",
    ]  # fmt: skip
    weeks = [timedelta(weeks=n) for n in (2, 6, 6)]
    assert [(one.what, one.who, one.due_on) for one in found.meeting.agreements] == [
        ("Tage imod ved lågen", "Jonas", today + weeks[0]), ("Ringe", "Ida", today + weeks[1]),
        ("Hente", "mormor", today + weeks[2]),
    ]  # fmt: skip
    assert found.meeting.agreements[0].who_id == jonas.person_id
    assert found.meeting.next_on == today + timedelta(weeks=8)
    # 150 keys a minute is slow typing: two minutes
    assert pressed <= 300


def test_a_lock_in_the_middle_keeps_all_and_leads_back_into_the_minutes(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    made = planned(house, karla, replace(PLANNED, held_on=office.work.clock().date()))
    page = opened(office, show, karla, made)
    assert begun_in(page).accessibleName() == "Skriv referat"
    press(page, "Skriv referat")
    assert begun_in(page).accessibleName() == "Alle kom"
    press(page, "Alle kom")
    field(page, "Aftale 1: hvad").set_text("Ringe")
    day(page, "Aftale 1: senest").editor.setFocus()
    QTest.keyClicks(day(page, "Aftale 1: senest").editor, "+6")
    page.leave()
    settle(qtbot, office.work)
    assert page.here == Destination(Place.MEETING, karla, made, MINUTES)
    again = MeetingPage(office, page.here)
    show(again)
    assert tick(again, "Ida Lund").isChecked()
    assert field(again, "Aftale 1: hvad").text() == "Ringe"
    assert day(again, "Aftale 1: senest").value() == office.work.clock().date() + timedelta(weeks=6)


def test_what_the_minutes_lack_is_said_where_it_is_written(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    made = planned(house, karla, replace(PLANNED, held_on=office.work.clock().date()))
    page = opened(office, show, karla, made, MINUTES)
    press(page, "Gem referatet")
    settle(qtbot, office.work)
    assert "Sæt kryds ved dem, der kom" in words_on(page)
    press(page, "Alle kom")
    press(page, "Gem referatet")
    settle(qtbot, office.work)
    assert "familiens eget netværk. Det" in words_on(page)
    choose(page, "Har I set på familiens eget netværk?", "Ja")
    field(page, "Aftale 1: hvad").set_text("Ringe")
    press(page, "Gem referatet")
    settle(qtbot, office.work)
    assert "Aftale 1 mangler hvem og hvornår" in field(page, "Aftale 1: hvem").error
    field(page, "Aftale 1: hvem").set_text("Ida")
    QTest.keyClicks(day(page, "Aftale 1: senest").editor, "32.13.26")
    press(page, "Gem referatet")
    settle(qtbot, office.work)
    assert "kan ikke læses" in day(page, "Aftale 1: senest").error
    assert standing(house, karla)[0].status is MeetingStatus.PLANNED


def test_of_two_with_the_same_name_one_presses_the_one_that_is_meant(
    house: House, karla: Id, office: Office, show: Show
) -> None:
    jonas = next(one for one in sheet(house, karla).offered if one.name.startswith("Jonas"))
    other = replace(IDA, id=Id("x2"), name="Jonas Lund", role="psykolog")
    today = office.work.clock().date()
    made = planned(house, karla, replace(PLANNED, held_on=today, participants=(jonas, other)))
    page = opened(office, show, karla, made, MINUTES)
    QTest.keyClicks(field(page, "Aftale 1: hvem").editor, "jonas")
    assert "Hvem mener du?" in words_on(page)
    next(b for b in page.findChildren(Button) if b.isVisible() and b.text() == jonas.in_words).click()
    assert field(page, "Aftale 1: hvem").text() == jonas.in_words
    assert "Hvem mener du?" not in words_on(page)


def test_who_wrote_second_sees_what_the_first_wrote_and_loses_nothing(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    today = office.work.clock().date()
    made = planned(house, karla, replace(PLANNED, held_on=today))
    page = opened(office, show, karla, made)
    field(page, "Sted").set_text("Mit sted")
    open_ = sheet(house, karla, made)
    theirs = replace(
        PLANNED, held_on=today, participants=(replace(IDA, came=True),), network_considered=True,
        agreements=(MeetingAgreement("Ringe til PPR", "Ida", None, today),),
    )  # fmt: skip
    house.do(lambda desk: meetings.finish(desk, open_, theirs))
    press(page, "Gem ændringerne")
    settle(qtbot, office.work)
    seen = words_on(page)
    assert "har skrevet i mødet, mens du skrev" in seen
    assert "Ringe til PPR" in seen
    assert sheet(house, karla, made).meeting.place == "Mit sted"  # the draft
    assert field(page, "Aftale 1: hvad").text() == "Ringe til PPR"
    press(page, "Gem rettelsen")
    settle(qtbot, office.work)
    found = sheet(house, karla, made).meeting
    assert (found.place, found.agreements[0].what) == ("Mit sted", "Ringe til PPR")


def test_a_draft_can_be_thrown_away_for_what_stands(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    made = planned(house, karla)
    open_ = sheet(house, karla, made)
    house.do(lambda desk: meetings.save(desk, open_, replace(PLANNED, place="Et andet sted")))
    page = opened(office, show, karla, made)
    assert field(page, "Sted").text() == "Et andet sted"
    press(page, "Kassér kladden")
    settle(qtbot, office.work)
    assert field(page, "Sted").text() == "Mødelokalet"
    assert sheet(house, karla, made).saved_at is None


def test_the_next_meeting_begins_with_the_same_people_on_the_day_that_was_agreed(
    house: House, karla: Id, office: Office, show: Show, trip: Trip
) -> None:
    today = office.work.clock().date()
    made = planned(house, karla, replace(PLANNED, held_on=today))
    open_ = sheet(house, karla, made)
    held = replace(
        PLANNED, held_on=today, participants=(replace(IDA, came=True),), network_considered=False,
        next_on=today + timedelta(weeks=6),
    )  # fmt: skip
    house.do(lambda desk: meetings.finish(desk, open_, held))
    page = opened(office, show, karla, made)
    press(page, "Aftal det næste møde")
    assert trip.went == [Destination(Place.MEETING, karla, made, NEXT)]
    again = opened(office, show, karla, made, NEXT)
    assert day(again, "Dag").value() == today + timedelta(weeks=6)
    assert field(again, "Deltager 1: navn").text() == "Ida Lund"
    assert field(again, "Hvad skal mødet føre til?").text() == ""


def test_the_network_map_is_one_press_away(house: House, karla: Id, office: Office, show: Show, trip: Trip) -> None:
    page = opened(office, show, karla, planned(house, karla), MINUTES)
    press(page, "Åbn netværkskortet")
    assert trip.went == [Destination(Place.NETWORK, karla)]


def test_days_are_offered_for_the_next_meeting(house: House, karla: Id, office: Office, show: Show) -> None:
    page = opened(office, show, karla, planned(house, karla), MINUTES)
    offered = next(b for b in page.findChildren(Button) if "om 6 uger" in b.text())
    offered.click()
    assert day(page, "Næste møde").value() == DAY + timedelta(weeks=6)


def test_thirty_people_and_forty_agreements_stand_on_the_page(
    house: House, karla: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    today = office.work.clock().date()
    many = tuple(replace(IDA, id=Id(f"x{n}"), name=f"Person {n}", came=True) for n in range(30))
    agreed = tuple(MeetingAgreement(f"Opgave {n}", "Person 3", None, today) for n in range(40))
    open_ = sheet(house, karla)
    whole = replace(PLANNED, held_on=today, participants=many, agreements=agreed, network_considered=True)
    made = house.do(lambda desk: meetings.finish(desk, open_, whole))
    page = opened(office, show, karla, made)
    assert field(page, "Aftale 40: hvad").text() == "Opgave 39"
    press(page, "Gem rettelsen")
    settle(qtbot, office.work)
    assert len(sheet(house, karla, made).meeting.agreements) == 40
