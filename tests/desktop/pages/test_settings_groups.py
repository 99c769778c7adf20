"""Indstillinger, Grupper: what a group is, and its tovholder."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.groups import GroupsSection
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.usecases import people
from tests.desktop.pages.conftest import PAEDAGOG, House, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
GROUPS = Destination(Place.SETTINGS, Id("groups"))


def section(page: SettingsPage) -> GroupsSection:
    return page.findChildren(GroupsSection)[0]


def rows(page: SettingsPage) -> list[str]:
    return [f"{row.title}: {row.second}" for row in section(page)._list.rows()]


def test_the_leader_says_what_a_group_is_and_who_holds_its_threads(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = SettingsPage(office, GROUPS)
    show(page)
    assert rows(page)[0] == "Bøgestuen: Stue · ingen tovholder"
    here = section(page)
    here._list.setFocus()
    QTest.keyClick(here._list, Qt.Key.Key_Return)
    here._kind.set_value(GroupKind.CLASS)
    jonas = next(m.id for m in house.do(people.overview).staff if m.name.startswith("Jonas"))
    here._lead.set_value(jonas)
    press(page, "Gem")
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PEOPLE})))
    settle(qtbot, office.work)

    assert rows(page)[0] == "Bøgestuen: Klasse · tovholder: Jonas Kanari B."
    assert "Det gælder fra den næste runde." in words_on(page)
    assert here._form.isHidden()


def test_whoever_does_not_lead_reads_it_and_changes_nothing(house: House, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, lambda _: None, lambda: None), GROUPS)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, work)
    here = section(page)
    assert rows(page)[0] == "Bøgestuen: Stue · ingen tovholder"
    here._open(here._list.rows()[0].key)
    assert here._form.isHidden()
    assert "Det gør lederen." in words_on(page)


def test_the_section_can_be_walked_with_the_form_open(office: Office, show: Show) -> None:
    page = SettingsPage(office, GROUPS)
    show(page)
    here = section(page)
    here._open(here._list.rows()[0].key)
    assert_walkable(page)


def test_where_there_is_no_group_nobody_is_asked_to_move_one(office: Office, show: Show) -> None:
    page = SettingsPage(office, GROUPS)
    show(page)
    assert "Nyt år: flyt hele klasser" in words_on(page)
    here = section(page)
    assert here._known is not None
    here.show_people(replace(here._known, groups=()))
    assert "Her er ingen grupper endnu." in words_on(page)
    assert "Nyt år" not in words_on(page)
