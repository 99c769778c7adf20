"""Hvor længe vi gemmer: the months, what they mean, and a question where something becomes due by a shorter time."""

from collections.abc import Callable
from datetime import timedelta

from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.retention import RetentionSection
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.retention import Schedule
from opspor.usecases import leaving, retention
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.SETTINGS, Id("retention"))


def section(office: Office, show: Show) -> tuple[SettingsPage, RetentionSection]:
    page = SettingsPage(office, HERE)
    show(page)
    return page, page.findChildren(RetentionSection)[0]


def kept(house: House) -> Schedule:
    return house.do(retention.schedule)


def gone(house: House, clock: TestClock, months: int) -> None:
    """Karla left, so many months ago."""
    house_child = house.child("Karla")
    house.do(lambda desk: leaving.leave(desk, [house_child.id], clock().date()))
    clock.now += timedelta(days=31 * months)


def test_it_says_the_months_what_they_are_counted_from_and_who_decides(office: Office, show: Show) -> None:
    page, made = section(office, show)
    assert [field.value() for field in made.fields.values()] == [6, 3, 3, 0]
    said = words_on(page)
    for words in ("Den dataansvarlige bestemmer", "vores forslag", "Intet bliver slettet af sig selv"):
        assert words in said


def test_nothing_can_be_set_to_0_but_the_copy_of_an_underretning(office: Office, show: Show) -> None:
    _, made = section(office, show)
    least = {name: min(field._values) for name, field in made.fields.items()}
    assert least == {"own": 1, "file": 1, "concern": 1, "paper": 0}


def test_a_longer_time_is_saved_at_once(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    page, made = section(office, show)
    made.fields["own"].set_value(12)
    press(page, "Gem")
    settle(qtbot, office.work)
    assert kept(house) == Schedule(12, 3, 3, 0)
    assert page.findChild(CarefulDialog) is None


def test_a_shorter_time_says_how_much_becomes_due_and_asks(
    house: House, office: Office, show: Show, clock: TestClock, qtbot: QtBot
) -> None:
    gone(house, clock, months=2)
    page, made = section(office, show)
    made.fields["file"].set_value(1)
    press(page, "Gem")
    settle(qtbot, office.work)
    dialog = page.window().findChild(CarefulDialog)
    assert dialog is not None
    assert "1 ting mere kommer på slettelisten i dag" in words_on(dialog)
    assert kept(house).file == 3
    dialog.verb.click()
    settle(qtbot, office.work)
    assert kept(house).file == 1


def test_what_is_being_chosen_stays_when_somebody_else_saves(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page, made = section(office, show)
    made.fields["own"].set_value(9)
    house.do(lambda desk: retention.set_schedule(desk, Schedule(concern=4)))
    page.refresh(Changes(frozenset({Kind.SETTINGS})))
    settle(qtbot, office.work)
    assert made.fields["own"].value() == 9


def test_a_colleague_reads_it_and_cannot_change_it(house: House, trip: Trip, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, trip.went.append, trip.back), HERE)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, work)
    assert "Gem" in words_on(page)
    assert "Sletteliste" not in words_on(page)


def test_it_leads_to_the_list_and_to_the_log(office: Office, show: Show, trip: Trip) -> None:
    page, _ = section(office, show)
    press(page, "Sletteliste")
    assert trip.went[-1] == Destination(Place.RETENTION)


def test_it_is_walked_by_keyboard(office: Office, show: Show) -> None:
    assert_walkable(section(office, show)[0])
