"""The catalogue of offers in the store."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from opspor.domain.ids import Id
from opspor.domain.offer import Offer, OfferText
from opspor.domain.plans import LadderStep
from opspor.store import offers

FULL = Offer(
    Id("a"), OfferText("Åben leg", LadderStep.EARLY, 1, 3, "De mindste", "Alle", "Ingen", "Familiehuset"),
    date(2026, 11, 22), "Mette Kanari", date(2026, 12, 1),
)  # fmt: skip
BARE = Offer(Id("b"), OfferText("Zumba"), date(2026, 11, 22), "Mette Kanari")


def test_an_offer_comes_back_word_for_word_in_danish_order(connection: Connection) -> None:
    offers.add(connection, FULL)
    offers.add(connection, BARE)
    assert offers.offers(connection) == (BARE, FULL)


def test_an_offer_is_written_over_and_only_one_that_is_there(connection: Connection) -> None:
    offers.add(connection, FULL)
    offers.add(connection, BARE)
    changed = replace(FULL, text=replace(FULL.text, waiting="8 uger"), ended_on=None)
    assert offers.change(connection, changed)
    assert not offers.change(connection, replace(changed, id=Id("c")))
    assert offers.offers(connection) == (BARE, changed)
