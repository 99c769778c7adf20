"""A consent holds from the day all have said yes until it is over or taken back; what it must say; who is missing."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain import consent
from opspor.domain.child import Carer, Custody
from opspor.domain.consent import Agreed, Yes
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis

TODAY = date(2026, 3, 17)
MOR = Carer(Id("c1"), "Sara Juhl", "mor", Custody.YES, "", "", False, True)
FAR = Carer(Id("c2"), "Tobias Juhl", "far", Custody.YES, "", "", False, False)
FROM_MOR, FROM_FAR = (
    Yes("Sara Juhl, mor", date(2026, 3, 10), "på mødet", MOR.id),
    Yes("Tobias Juhl, far", date(2026, 3, 12), "på skrift", FAR.id),
)
AGREED = Agreed(
    Basis.CONSENT, "søvn og mad", "distriktsteamet", "sparring", (FROM_MOR, FROM_FAR), until=date(2026, 6, 1)
)
SSD = Agreed(Basis.SSD, "", "", "", since=date(2026, 3, 10), reference="rådgiver skal med nu", parents="mor ved det")


@pytest.mark.parametrize(
    ("agreed", "day", "holds"),
    [
        (AGREED, date(2026, 3, 11), False),  # one of two has said yes
        (AGREED, date(2026, 3, 12), True),
        (AGREED, date(2026, 6, 1), True),  # the last day counts
        (AGREED, date(2026, 6, 2), False),
        (replace(AGREED, withdrawn_on=date(2026, 4, 1)), date(2026, 3, 31), True),
        (replace(AGREED, withdrawn_on=date(2026, 4, 1)), date(2026, 4, 1), False),
        (SSD, TODAY, True),
        (replace(AGREED, said_yes=()), TODAY, False),
    ],
)
def test_it_holds_until_it_is_over_or_taken_back(agreed: Agreed, day: date, holds: bool) -> None:
    assert consent.holds(agreed, day) is holds


def test_a_paper_is_refused_with_what_happened_and_when() -> None:
    consent.require(AGREED, date(2026, 6, 1))
    with pytest.raises(KnownError, match=r"til og med 1\. juni 2026") as over:
        consent.require(AGREED, date(2026, 6, 2))
    with pytest.raises(KnownError, match=r"tilbage 1\. april 2026") as taken:
        consent.require(replace(AGREED, withdrawn_on=date(2026, 4, 1)), date(2026, 6, 2))
    assert (over.value.code, taken.value.code) == ("PAPIR-SAMTYKKE", "SAMTYKKE-TRUKKET")


@pytest.mark.parametrize(
    ("agreed", "missing"),
    [
        (AGREED, ""),
        (replace(AGREED, what=" "), "til hvad"),
        (replace(AGREED, to_whom=""), "hvem der må høre det"),
        (replace(AGREED, purpose=""), "hvad det skal bruges til"),
        (replace(AGREED, until=None), "hvor længe det gælder"),
        (replace(AGREED, said_yes=()), "hvem der har sagt ja, hvornår"),
        (replace(AGREED, said_yes=(FROM_MOR, replace(FROM_FAR, name=""))), "hvem der har sagt ja"),
        (replace(AGREED, said_yes=(FROM_MOR, replace(FROM_FAR, said_on=date(2026, 3, 18)))), "en dag, der er kommet"),
        (SSD, ""),
        (replace(SSD, reference=""), "hvorfor det er nødvendigt"),
        (Agreed(Basis.LAW, "", "", "", since=TODAY), "hvilken regel"),
        (Agreed(Basis.LAW, "", "", "", reference="værdispring"), "hvornår"),
    ],
)
def test_it_says_what_to_whom_for_what_from_whom_and_until_when(agreed: Agreed, missing: str) -> None:
    assert ", ".join(consent.lacks(agreed, TODAY)) == missing
    if missing:
        with pytest.raises(KnownError, match=missing) as refused:
            consent.check(agreed, TODAY)
        assert refused.value.code == "SAMTYKKE-MANGLER"
    else:
        consent.check(agreed, TODAY)


@pytest.mark.parametrize("on", [date(2026, 3, 18), date(2026, 3, 9)])
def test_it_is_taken_back_on_a_day_that_has_come_and_not_before_it_was_given(on: date) -> None:
    with pytest.raises(KnownError) as refused:
        consent.check(consent.withdraw(AGREED, on, "ringede"), TODAY)
    assert refused.value.code == "SAMTYKKE-DAG"
    consent.check(consent.withdraw(AGREED, TODAY, "ringede"), TODAY)


def asked(agreed: Agreed, *carers: Carer, born: date = date(2022, 1, 9)) -> tuple[str, ...]:
    return consent.still_to_ask(agreed, carers, born, "Karla", TODAY)


def test_both_with_custody_are_asked_for_by_who_they_are_and_not_by_what_they_are_called() -> None:
    sara_too = replace(FAR, name="Sara Juhl", relation="mor")
    assert asked(AGREED, MOR, FAR) == ()
    only_one = replace(AGREED, said_yes=(FROM_MOR,))
    assert asked(only_one, MOR, FAR) == ("Tobias Juhl har også forældremyndighed. Har han sagt ja?",)
    assert asked(only_one, MOR, sara_too) == ("Sara Juhl har også forældremyndighed. Har hun sagt ja?",)
    assert asked(only_one, MOR, replace(FAR, custody=Custody.NO)) == ()
    assert asked(replace(only_one, said_yes=(Yes("mor og far", TODAY),)), MOR, FAR) == ()


def test_from_15_years_the_youth_is_asked_for_too() -> None:
    fifteen, younger = date(2011, 3, 17), date(2011, 3, 18)
    assert asked(AGREED, MOR, FAR, born=younger) == ()
    assert asked(AGREED, MOR, FAR, born=fifteen) == ("Den unge er fyldt 15 år. Har den unge selv sagt ja?",)
    with_youth = replace(AGREED, said_yes=(FROM_MOR, FROM_FAR, Yes("Karla", TODAY, youth=True)))
    assert asked(with_youth, MOR, FAR, born=fifteen) == ()


def test_it_goes_to_a_paper_and_back_with_nothing_lost() -> None:
    said = consent.as_sharing(AGREED, Id("1"))
    assert (said.from_whom, said.given_on, said.consent) == (
        "Sara Juhl, mor, Tobias Juhl, far", date(2026, 3, 12), "1",
    )  # fmt: skip
    back = consent.from_paper(said, "sparring")
    assert consent.as_sharing(back, Id("1")) == said
    assert consent.as_sharing(consent.from_paper(consent.as_sharing(SSD), "")) == consent.as_sharing(SSD)


def test_where_it_stands_is_said_in_a_few_words() -> None:
    assert consent.in_words(AGREED, TODAY) == "Gælder til og med 1. juni 2026"
    assert consent.in_words(AGREED, date(2026, 7, 1)) == "Gjaldt til og med 1. juni 2026"
    assert consent.in_words(SSD, TODAY) == "Gælder"
    taken = consent.withdraw(AGREED, TODAY, " mor ringede ")
    assert consent.in_words(taken, TODAY) == "Trukket tilbage 17. marts 2026: mor ringede"
