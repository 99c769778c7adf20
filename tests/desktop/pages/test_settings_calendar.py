"""The calendar under Indstillinger: what counts, and the holidays a line each."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.calendar import CalendarSection
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button
from opspor.domain.ids import Id
from opspor.domain.work_days import SchoolHoliday, WorkDays
from opspor.usecases import work_days
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
AUTUMN = SchoolHoliday("Efterårsferie", date(2026, 10, 10), date(2026, 10, 18))


@pytest.fixture
def section(office: Office, show: Show, qtbot: QtBot) -> CalendarSection:
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("calendar")))
    show(page)
    settle(qtbot, office.work)
    return page.findChildren(CalendarSection)[0]


def write(section: CalendarSection, line: int, name: str, first: date | None, last: date | None) -> None:
    section._lines[line].name.set_text(name)
    section._lines[line].first.set_value(first)
    section._lines[line].last.set_value(last)


def test_the_defaults_are_explained_and_a_holiday_is_written_down(
    house: House, section: CalendarSection, office: Office, qtbot: QtBot
) -> None:
    assert "aldrig for sent" in words_on(section)
    assert "ingen er på arbejde" in words_on(section)
    section._counts["grundlovsdag"].click()
    press(section, "Tilføj en ferie")
    write(section, 0, AUTUMN.name, AUTUMN.first, AUTUMN.last)
    press(section, "Gem kalenderen")
    settle(qtbot, office.work)
    assert house.do(work_days.days) == WorkDays(grundlovsdag=False, holidays=(AUTUMN,))
    press(section, "Fjern")
    press(section, "Gem kalenderen")
    settle(qtbot, office.work)
    assert house.do(work_days.days).holidays == ()
    assert "Her er ingen ferier endnu" in words_on(section)


@pytest.mark.parametrize(
    ("name", "first", "last", "field"),
    [
        ("", AUTUMN.first, AUTUMN.last, "name"),
        ("Baglæns", AUTUMN.last, AUTUMN.first, "last"),
        ("Uden dage", None, None, "first"),
    ],
)
def test_what_is_wrong_is_said_at_its_line_and_nothing_is_saved(
    house: House, section: CalendarSection, office: Office, qtbot: QtBot, name: str, first: date | None,
    last: date | None, field: str,
) -> None:  # fmt: skip
    for _ in range(2):
        press(section, "Tilføj en ferie")
    write(section, 0, AUTUMN.name, AUTUMN.first, AUTUMN.last)
    write(section, 1, name, first, last)
    press(section, "Gem kalenderen")
    settle(qtbot, office.work)
    assert getattr(section._lines[1], field).error
    assert not section._lines[0].last.error
    assert house.do(work_days.days) == WorkDays()


def test_an_empty_line_is_none_and_what_another_set_does_not_take_what_is_typed(
    house: House, section: CalendarSection, office: Office, qtbot: QtBot
) -> None:
    press(section, "Tilføj en ferie")
    write(section, 0, "Sommer", date(2026, 6, 27), None)
    house.do(lambda desk: work_days.set_days(desk, WorkDays(saturdays=True)))
    settle(qtbot, office.work)
    assert section._lines[0].name.text() == "Sommer"
    press(section, "Tilføj en ferie")
    press(section, "Gem kalenderen")
    settle(qtbot, office.work)
    day = date(2026, 6, 27)
    assert house.do(work_days.days).holidays == (SchoolHoliday("Sommer", day, day),)


def test_everybody_reads_it_and_only_some_change_it(house: House, trip: Trip, qtbot: QtBot) -> None:
    office = Office(house.enter(PAEDAGOG), trip.went.append, trip.back)
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("calendar")))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, office.work)
    save = next(button for button in page.findChildren(Button) if button.words == "Gem kalenderen")
    assert "Det retter lederen eller administratoren" in save.cannot


def test_it_is_walked_by_keyboard(section: CalendarSection) -> None:
    press(section, "Tilføj en ferie")
    assert_walkable(section.window())
