"""Regler og frister: found by the old number, open with how sure it is, and looked up by whoever leads the house."""

from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.law import LawPage
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.local import LawCheck
from opspor.reference.law import Topic
from opspor.usecases import law_list
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
DAY = date(2026, 3, 16)
CHANGED = Changes(frozenset({Kind.SETTINGS}))


def opened(office: Office, show: Show, qtbot: QtBot, rule: str = "") -> LawPage:
    page = LawPage(office, Destination(Place.LAW, Id(rule)))
    show(page)
    settle(qtbot, office.work)
    return page


def titles(page: LawPage) -> list[str]:
    return [row.second for row in page._list.rows()]


def test_a_rule_is_found_by_the_number_that_people_still_say(office: Office, show: Show, qtbot: QtBot) -> None:
    page = opened(office, show, qtbot)
    page._find.set_text("153")
    assert titles(page)[0] == "Barnets lov § 133 (før 2024: Serviceloven § 153)"
    page._find.set_text("§ 11-forløb")
    assert titles(page) == ["Barnets lov § 30 (før 2024: Serviceloven § 11, stk. 3)"]
    assert "Skal efterprøves: nummeret er kun set i en uofficiel liste" in words_on(page)
    page._find.set_text("findes ikke")
    assert "Ingen regel passer" in words_on(page)
    assert not page._card.isVisible()


def test_a_deadline_says_whose_it_is(office: Office, show: Show, qtbot: QtBot) -> None:
    page = opened(office, show, qtbot, "receipt")
    assert "Hvis frist: Kommunens frist" in words_on(page)
    page._find.set_text("rykke")
    assert titles(page) == ["Vores påmindelse"]
    assert "ikke en frist i loven" in words_on(page)
    assert not page._card._check.isVisible()
    page._find.set_text("")
    page._topic.set_value(Topic.OURS)
    page._filter()
    assert len(titles(page)) == 3


def test_the_leader_notes_that_it_was_looked_up(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = opened(office, show, qtbot, "ssd")
    card = page._card
    assert card._where.text() == ""  # no number is known, so none is filled in
    press(page, "Gem")
    assert "hvornår" in card._on.error
    card._on.set_value(DAY)
    press(page, "Gem")
    settle(qtbot, office.work)
    assert "hvor i loven" in card._where.error
    card._where.set_text("Barnets lov § 999")
    press(page, "Gem")
    settle(qtbot, office.work)
    assert "hvilken funktion" in card._by.error
    card._by.set_text("jurist")
    press(page, "Gem")
    settle(qtbot, office.work)
    page.refresh(CHANGED)
    settle(qtbot, office.work)

    assert "Slået efter af jurist den 16. marts 2026." in words_on(page)
    assert "Skal efterprøves" not in card._status.text()
    assert next(row.fact for row in page._list.rows() if row.key == "ssd") == "slået efter"


def test_what_is_typed_belongs_to_its_rule_and_is_kept(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = opened(office, show, qtbot, "ssd")
    page._card._where.set_text("Barnets lov § 9")
    page._list.choose("duty")
    assert page._card._where.text() == "Barnets lov § 133"
    page._list.choose("ssd")
    assert page._card._where.text() == "Barnets lov § 9"
    house.do(lambda desk: law_list.check(desk, LawCheck("ssd", "Barnets lov § 1", DAY, "leder")))
    page.refresh(CHANGED)
    settle(qtbot, office.work)
    assert page._card._where.text() == "Barnets lov § 9"
    page.leave()
    settle(qtbot, office.work)

    again = opened(office, show, qtbot, "ssd")
    assert again._card._where.text() == "Barnets lov § 9"


def test_a_colleague_reads_and_is_told_who_may_write(house: House, trip: Trip, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = LawPage(Office(work, trip.went.append, trip.back), Destination(Place.LAW, Id("duty")))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert "Barnets lov § 133" in words_on(page)
    button = next(b for b in page.findChildren(Button) if b.text() == "Gem")
    assert button.cannot == "Det gør lederen. Spørg lederen."


def test_the_settings_lead_to_it(office: Office, show: Show, trip: Trip, qtbot: QtBot) -> None:
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("law")))
    show(page)
    settle(qtbot, office.work)
    press(page, "Åbn regler og frister")
    assert trip.went[-1] == Destination(Place.LAW)


def test_everything_is_reached_by_keyboard_and_read_aloud(office: Office, show: Show, qtbot: QtBot) -> None:
    page = opened(office, show, qtbot, "ssd")
    assert_walkable(page.window())
