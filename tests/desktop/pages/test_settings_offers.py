"""Indstillinger, Tilbud: the leader keeps the catalogue, and is told what nobody looked at for half a year."""

from collections.abc import Callable
from datetime import timedelta

from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.offers import OffersSection
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.offer import OfferText
from opspor.domain.plans import LadderStep
from opspor.usecases import offers
from tests.desktop.pages.conftest import PAEDAGOG, House, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
OFFERS = Destination(Place.SETTINGS, Id("offers"))
CHANGED = Changes(frozenset({Kind.PLANS}))


def section(page: SettingsPage) -> OffersSection:
    return page.findChildren(OffersSection)[0]


def titles(page: SettingsPage) -> list[str]:
    return [f"{row.title} {row.fact}".strip() for row in section(page)._rows.rows()]


def test_an_offer_is_written_changed_and_ended(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, OFFERS)
    show(page)
    assert titles(page) == ["Skriv et tilbud til"]
    here = section(page)
    here._show_one("new")
    here._form._step.set_value(LadderStep.EARLY)
    press(page, "Gem, set i dag")
    settle(qtbot, office.work)
    assert here._form.name.error
    here._form.name.set_text("Åben leg")
    here._form.low.set_text("to")
    press(page, "Gem, set i dag")
    assert here._form.low.error
    here._form.low.set_text("5")
    here._form.high.set_text("2")
    press(page, "Gem, set i dag")
    settle(qtbot, office.work)
    assert here._form.low.error
    here._form.low.set_text("1")
    press(page, "Gem, set i dag")
    settle(qtbot, office.work)
    page.refresh(CHANGED)
    settle(qtbot, office.work)
    (offer,) = house.do(offers.catalogue)
    assert (offer.text.name, offer.text.step, offer.text.from_age, offer.text.to_age) == ("Åben leg", 1, 1, 2)
    assert titles(page) == ["Åben leg", "Skriv et tilbud til"]
    assert "set 17. marts 2026 af Mette" in here._rows.rows()[0].second

    here._show_one(offer.id)
    assert_walkable(page)
    press(page, "Findes ikke mere")
    settle(qtbot, office.work)
    page.refresh(CHANGED)
    settle(qtbot, office.work)
    assert titles(page) == ["Åben leg findes ikke mere", "Skriv et tilbud til"]


def test_what_nobody_looked_at_for_half_a_year_is_said(
    office: Office, show: Show, house: House, clock: object, qtbot: QtBot
) -> None:
    house.do(lambda d: offers.put(d, OfferText("Gammelt hold")))
    house.clock.now += timedelta(days=200)
    house.do(lambda d: offers.put(d, OfferText("Nyt hold")))
    page = SettingsPage(office, OFFERS)
    show(page)
    assert titles(page)[:2] == ["Gammelt hold over et halvt år", "Nyt hold"]
    assert "1 tilbud er ikke set på i et halvt år." in words_on(page)


def test_whoever_does_not_lead_is_told_who_does(house: House, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, lambda _: None, lambda: None), OFFERS)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, work)
    assert "Spørg lederen." in words_on(section(page))
    assert not section(page)._rows.isVisible()
