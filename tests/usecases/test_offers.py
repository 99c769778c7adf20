"""The catalogue of offers: the leader keeps it, it says who looked when, and an ended one is not lost."""

from dataclasses import replace

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.offer import OfferText
from opspor.usecases import offers, plans
from tests.usecases.conftest import House

TALK = OfferText("Åben rådgivning", for_whom="Alle familier")


def test_what_is_put_in_is_dated_with_who_and_seen_where_plans_are_written(house: House) -> None:
    made = house.do(lambda d: offers.put(d, TALK))
    house.clock.now = house.clock.now.replace(month=11)
    changed = house.do(lambda d: offers.put(d, replace(TALK, waiting="4 uger"), made))
    (offer,) = house.do(offers.catalogue)
    assert changed == made == offer.id
    assert (offer.text.waiting, offer.checked_by, offer.checked_on.month) == ("4 uger", "Mette Kanari Skov", 11)
    with house.as_("jonas"):
        assert house.do(lambda d: plans.sheet(d, house.children[0])).offers == (offer,)


def test_an_ended_offer_stays_and_goes_on_when_it_is_put_again(house: House) -> None:
    made = house.do(lambda d: offers.put(d, TALK))
    house.do(lambda d: offers.end(d, made))
    (ended,) = house.do(offers.catalogue)
    assert ended.ended_on == house.clock.now.date()
    house.do(lambda d: offers.put(d, TALK, made))
    assert house.do(offers.catalogue)[0].ended_on is None


def test_an_offer_without_a_name_or_that_is_not_there_is_refused(house: House) -> None:
    for work, code in (
        (lambda d: offers.put(d, OfferText()), "TILBUD-NAVN"),
        (lambda d: offers.put(d, TALK, Id("ingen")), "TILBUD-MANGLER"),
        (lambda d: offers.end(d, Id("ingen")), "TILBUD-MANGLER"),
    ):
        with pytest.raises(KnownError) as refused:
            house.do(work)
        assert refused.value.code == code
    assert house.do(offers.catalogue) == ()
