"""What Start says about the folder itself: one thing, the worst first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.start import StartPage
from opspor.desktop.pages.start.notice import worst
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import MessageKind
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import RecoveryKey, Role
from opspor.usecases import copies, people
from opspor.vault.copies import FULL, GONE, NO_RIGHTS
from opspor.workplace.copying import CopyStatus
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, Trip
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
NOW = datetime(2026, 3, 17, 14, 2).astimezone()
TODAY = NOW.date()
WELL = CopyStatus(Path("kopier"), False, (), NOW, "", None, False, 3, NOW, True, False)
KEY = RecoveryKey(NOW, None)


def said(house: House, *, role: Role = Role.LEADER, own: RecoveryKey | None = KEY, **status: object) -> tuple[str, str]:
    """The first words and the button; ("", "") when all is well."""
    known = house.do(people.overview)
    known = replace(known, me=replace(known.me, role=role), own_key=own)
    notice = worst(known, replace(WELL, **status), TODAY)  # type: ignore[arg-type]
    return (notice.first, notice.button) if notice else ("", "")


def test_one_thing_at_a_time_the_worst_first(house: House) -> None:
    house.enter()
    used = RecoveryKey(NOW, NOW)
    old = NOW - timedelta(days=5)
    assert said(house) == ("", "")
    assert said(house, drill_due=True)[1] == "Prøv en kopi"
    assert said(house, drill_due=True, own=used)[0] == "Gendannelsesnøglen er brugt."
    assert said(house, drill_due=True, own=None)[0] == "Gendannelsesnøglen mangler."
    assert said(house, own=None, drilled_well=False)[0] == "Den sidste prøve af kopierne gik ikke godt."
    late = said(house, own=None, late=True, newest=old, drilled_well=False, drill_due=True)
    assert late == ("Der er ikke taget en god kopi i 5 dage.", "Se kopierne")
    assert said(house, late=True, newest=None)[0] == "Der er endnu ikke taget en god kopi af mappen."


@pytest.mark.parametrize("role", list(Role))
def test_that_work_may_be_lost_is_said_to_everybody_and_the_rest_to_those_who_see_to_it(
    house: House, role: Role
) -> None:
    house.enter()
    assert said(house, role=role, late=True)[1] == "Se kopierne"
    sees_to_it = role in (Role.LEADER, Role.ADMINISTRATOR)
    assert bool(said(house, role=role, own=None)[0]) is sees_to_it
    assert bool(said(house, role=role, drill_due=True)[0]) is sees_to_it
    if role is Role.ADMINISTRATOR:
        assert said(house, role=role, own=None)[1] == "Se nøglen"


@pytest.mark.parametrize(
    ("fault", "why"), [(FULL, "Drevet til kopier er fuldt"), (GONE, "drevet svarer ikke"), (NO_RIGHTS, "skriveadgang")]
)
def test_no_good_copy_for_days_is_said_at_once_with_why_and_a_way_on(
    house: House, show: Show, office: Office, trip: Trip, clock: TestClock, qtbot: QtBot, fault: Fault, why: str
) -> None:
    office.work.copies.make()
    clock.now += timedelta(days=1)
    house.do(lambda desk: people.add_group(desk, "Kanaristuen"))
    clock.now += timedelta(days=4)
    house.do(lambda desk: copies.failed(desk, KnownError(fault)))
    page = StartPage(office, Destination(Place.START))
    show(page)
    qtbot.waitUntil(lambda: "Der er ikke taget en god kopi i 5 dage." in words_on(page), timeout=5000)
    assert why in words_on(page)
    assert page._notice.kind is MessageKind.DANGER
    assert "Gendannelsesnøglen mangler" not in words_on(page)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))
    press(page, "Se kopierne")
    assert trip.went == [Destination(Place.SETTINGS, Id("copies"))]


def test_it_goes_as_soon_as_a_copy_is_there(
    house: House, show: Show, office: Office, clock: TestClock, qtbot: QtBot
) -> None:
    clock.now += timedelta(days=5)
    page = StartPage(office, Destination(Place.START))
    show(page)
    qtbot.waitUntil(lambda: "endnu ikke taget en god kopi" in words_on(page), timeout=5000)
    office.work.copies.make()
    page.refresh(Changes(frozenset({Kind.SETTINGS})))
    qtbot.waitUntil(lambda: "Gendannelsesnøglen mangler." in words_on(page), timeout=5000)
    assert "god kopi" not in words_on(page)


def test_a_colleague_is_told_that_work_may_be_lost(house: House, trip: Trip, clock: TestClock, qtbot: QtBot) -> None:
    clock.now += timedelta(days=5)
    page = StartPage(Office(house.enter(PAEDAGOG), trip.went.append, trip.back), Destination(Place.START))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "endnu ikke taget en god kopi" in words_on(page), timeout=5000)


def test_in_an_invented_institution_it_says_so_and_leads_to_the_course(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    house.do(people.mark_as_demo)
    page = StartPage(office, Destination(Place.START))
    show(page)
    qtbot.waitUntil(lambda: "Alt her er opdigtet." in words_on(page), timeout=5000)
    assert said(house, late=True, newest=None)[0] == "Alt her er opdigtet."
    press(page, "Kursus på ti minutter")
    assert trip.went == [Destination(Place.COURSE)]
