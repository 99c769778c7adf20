"""The municipality's rule for what goes along, under Indstillinger."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.transitions import TransitionsSection
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button
from opspor.domain.ids import Id
from opspor.domain.transition import Basis, Rule
from opspor.usecases import transitions
from tests.desktop.pages.conftest import PAEDAGOG, House, settle
from tests.desktop.pages.reader import press
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
RULE = Rule(Basis.LAW, "Kommunens retningslinje", date(2026, 3, 1))


@pytest.fixture
def section(office: Office, show: Show, qtbot: QtBot) -> TransitionsSection:
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("transitions")))
    show(page)
    settle(qtbot, office.work)
    assert_walkable(page)
    return page.findChildren(TransitionsSection)[0]


def test_no_rule_is_chosen_until_somebody_has_asked(section: TransitionsSection) -> None:
    assert section._typed() == Rule()


def test_a_rule_is_kept_with_its_words_and_its_day(
    house: House, section: TransitionsSection, office: Office, qtbot: QtBot
) -> None:
    section._basis.set_value(RULE.basis)
    for typed, field in (("", section._words), (RULE.words, section._checked)):
        section._words.set_text(typed)
        press(section, "Gem")
        settle(qtbot, office.work)
        assert "hvad kommunens regel siger" in field.error
    section._checked.set_value(date(2026, 3, 18))
    press(section, "Gem")
    settle(qtbot, office.work)
    assert "ikke kommet endnu" in section._checked.error
    section._checked.set_value(RULE.checked_on)
    press(section, "Gem")
    settle(qtbot, office.work)
    assert house.do(transitions.rule) == RULE


def test_staff_read_it_and_are_told_who_sets_it(house: House, show: Show) -> None:
    office = Office(house.enter(PAEDAGOG), lambda _: None, lambda: None)
    section = TransitionsSection(office, may_change=False)
    (save,) = section.findChildren(Button)
    assert save.cannot
    section.deleteLater()
