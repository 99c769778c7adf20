"""An offer of the local catalogue: what makes it whole, when it is old, and for whom it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.offer import Offer, OfferText, ages_in_words, check_offer, fitting
from opspor.domain.plans import LadderStep

TODAY = date(2026, 11, 22)
TALK = OfferText("Åben rådgivning", LadderStep.EARLY)


def offer(name: str, **text: object) -> Offer:
    return Offer(Id(name), replace(TALK, name=name, **text), TODAY, "Mette Kanari")  # type: ignore[arg-type]


def test_an_offer_has_a_name_and_ages_that_make_sense() -> None:
    check_offer(TALK)
    check_offer(replace(TALK, from_age=4, to_age=4))
    with pytest.raises(KnownError) as nameless:
        check_offer(replace(TALK, name="  "))
    assert nameless.value.code == "TILBUD-NAVN"
    for low, high in ((5, 4), (-1, 3), (None, 19), (19, None)):
        with pytest.raises(KnownError) as ages:
            check_offer(replace(TALK, from_age=low, to_age=high))
        assert ages.value.code == "TILBUD-ALDER"


def test_an_offer_is_old_when_nobody_looked_for_half_a_year() -> None:
    assert not offer("a").is_old(TODAY + timedelta(days=183))
    assert offer("a").is_old(TODAY + timedelta(days=184))


def test_offers_that_fit_are_those_that_go_on_for_the_age_and_the_step_lowest_step_first() -> None:
    high = offer("familie", step=LadderStep.AT_HOME)
    small = offer("leg", from_age=1, to_age=3)
    older = offer("klub", from_age=10)
    every = (high, small, older, replace(offer("slut"), ended_on=TODAY))
    born = date(2023, 11, 23)  # three years tomorrow
    assert fitting(every, born, TODAY) == (small, high)
    assert fitting(every, born, TODAY + timedelta(days=365)) == (small, high)  # three years: the last that fits
    assert fitting(every, born, TODAY + timedelta(days=366)) == (high,)
    assert fitting(every, born, TODAY, LadderStep.AT_HOME) == (high,)
    assert fitting(every, None, TODAY) == (small, older, high)


def test_ages_are_said_in_words() -> None:
    said = [
        ages_in_words(replace(TALK, from_age=a, to_age=b))
        for a, b in ((None, None), (4, None), (None, 6), (1, 8), (5, 5))
    ]
    assert said == ["alle aldre", "fra 4 år", "til 6 år", "1–8 år", "5 år"]
