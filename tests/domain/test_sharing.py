"""What must be written down before a brief names the child, and who is still to be asked (domain 5.5, 8.6)."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain import sharing
from opspor.domain.child import Carer, Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperDraft, PaperKind, Sharing

TODAY = date(2026, 3, 17)
YES = Sharing(Basis.CONSENT, "Sara og Tobias", date(2026, 3, 10), "søvn og mad", "distriktsteamet", date(2026, 6, 1))
SSD = Sharing(Basis.SSD, given_on=date(2026, 3, 10), reference="rådgiver skal med nu.", parents="mor ved det")
MOR = Carer(Id("c1"), "Sara Juhl", "mor", Custody.YES, "", "", False, True)
FAR = Carer(Id("c2"), "Tobias Juhl", "far", Custody.YES, "", "", False, False)
BRIEF = PaperDraft(PaperKind.BRIEF, sharing=YES)


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        (None, "hvem der har sagt ja, eller hvilken regel I bruger"),
        (YES, ""),
        (replace(YES, from_whom=" "), "hvem der har sagt ja"),
        (replace(YES, given_on=None), "hvornår"),
        (replace(YES, given_on=date(2026, 3, 18)), "en dag, der er kommet"),
        (replace(YES, what=""), "til hvad"),
        (replace(YES, to_whom=""), "hvem der må høre det"),
        (replace(YES, until=None), "hvor længe det gælder"),
        (replace(YES, until=date(2026, 3, 9)), "en sidste dag, der ligger efter, at de sagde ja"),
        (SSD, ""),
        (replace(SSD, reference="", parents=""), "hvorfor det er nødvendigt, hvad forældrene ved"),
        (Sharing(Basis.LAW, given_on=TODAY), "hvilken regel"),
        (Sharing(Basis.LAW, given_on=TODAY, reference="værdispring"), ""),
    ],
)
def test_with_name_it_is_blocked_until_the_basis_is_written_down(what: Sharing | None, missing: str) -> None:
    assert ", ".join(sharing.lacks(what, TODAY)) == missing
    if missing:
        with pytest.raises(KnownError, match=missing) as refused:
            sharing.require(replace(BRIEF, sharing=what), TODAY)
        assert refused.value.code == "PAPIR-GRUNDLAG"
    else:
        sharing.require(replace(BRIEF, sharing=what), TODAY)


def test_a_consent_that_has_run_out_refuses_the_name_and_says_until_when_it_was() -> None:
    sharing.require(BRIEF, date(2026, 6, 1))  # the last day counts
    with pytest.raises(KnownError, match=r"til og med 1\. juni 2026") as refused:
        sharing.require(BRIEF, date(2026, 6, 2))
    assert refused.value.code == "PAPIR-SAMTYKKE"
    assert not sharing.has_run_out(replace(SSD, until=date(2026, 1, 1)), TODAY)  # a rule is given by nobody


@pytest.mark.parametrize("draft", [replace(BRIEF, sharing=None, anonymous=True), PaperDraft(PaperKind.UNDERRETNING)])
def test_without_name_and_for_an_underretning_no_basis_is_asked_for(draft: PaperDraft) -> None:
    sharing.require(draft, TODAY)


def asked(from_whom: str, *carers: Carer, born: date | None = date(2022, 1, 9)) -> tuple[str, ...]:
    return sharing.still_to_ask(replace(YES, from_whom=from_whom), carers, born, "Karla", TODAY)


def test_everybody_with_custody_is_asked_for_and_nobody_else() -> None:
    assert asked("mor", MOR, FAR) == ("Tobias Juhl har også forældremyndighed. Har han sagt ja?",)
    assert asked("Sara", MOR, FAR) == asked("mor", MOR, FAR)
    assert asked("Juhl", MOR, FAR) == (*asked("far", MOR, FAR), *asked("mor", MOR, FAR))  # a name that both have
    assert asked("Begge forældre", MOR, FAR) == asked("mor og far", MOR, FAR) == asked("Sara, Tobias", MOR, FAR) == ()
    assert asked("mor", MOR, replace(FAR, custody=Custody.NO)) == ()
    assert asked("", MOR, FAR) == ()  # that it is missing is said elsewhere


def test_where_nobody_is_known_to_have_custody_it_is_asked_and_not_blocked() -> None:
    unknown = replace(MOR, custody=Custody.UNKNOWN)
    assert "hvem der har forældremyndighed" in asked("mor", unknown)[0]
    sharing.require(replace(BRIEF, sharing=replace(YES, from_whom="mor")), TODAY)


def test_the_youth_is_asked_from_fifteen_years() -> None:
    assert asked("mor", MOR, born=date(2011, 3, 18)) == ()
    assert asked("mor", MOR, born=date(2011, 3, 17)) == ("Den unge er fyldt 15 år. Har den unge selv sagt ja?",)
    assert asked("mor og Karla", MOR, born=date(2011, 3, 17)) == ()
    assert asked("mor og den unge selv", MOR, born=date(2011, 3, 17)) == ()


def test_nobody_is_asked_where_a_rule_is_the_basis() -> None:
    assert sharing.still_to_ask(SSD, (MOR, FAR), date(2008, 1, 1), "Karla", TODAY) == ()


def test_a_paper_says_the_whole_basis_and_nothing_that_is_empty() -> None:
    assert sharing.in_words(YES) == (
        "Samtykke fra Sara og Tobias 10. marts 2026. Til: søvn og mad. Må gå til: distriktsteamet. "
        "Gælder til og med 1. juni 2026."
    )
    assert sharing.in_words(SSD) == (
        "Uden samtykke efter SSD-reglen 10. marts 2026. Nødvendigt, fordi: rådgiver skal med nu. "
        "Forældrene: mor ved det."
    )
    assert sharing.in_words(Sharing(Basis.LAW, reference="en regel")) == "Reglen: en regel."
    assert sharing.in_words(Sharing(Basis.CONSENT)) == ""
