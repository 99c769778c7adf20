"""What was decided reads as plain sentences, and answers on the paper whether a parent was told."""

from datetime import UTC, date, datetime

import pytest

from opspor.domain.beredskab import (
    Certainty,
    Decided,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    Told,
    Track,
    TrackChanged,
    View,
)
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Informed
from opspor.usecases.decision_words import told_so_far, words_of

MOR, FAR = Id("mor"), Id("far")
NAMES = {MOR: "Mor Kanari", FAR: "Far Kanari"}
DAY, NINE = date(2026, 3, 17), datetime(2026, 3, 17, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("decision", "head", "lines"),
    [
        (Safe(safe=True, arranged="Mor henter"), "Barnet kan trygt gå hjem i dag", ["Mor henter"]),
        (Safe(safe=False, arranged=""), "Barnet kan ikke trygt gå hjem i dag", []),
        (
            Judged(Certainty.SUSPICION, "Mærker", (FAR,), "morbror"), "Mistanke",
            ["Mærker", "Det handler om: Far Kanari, morbror"],
        ),
        (
            LeaderTold("Mette", NINE, "Jeg ringer", "Vil vente", "Det vil jeg ikke"), "Mette ved det",
            ["Fik det at vide 17. marts 2026 kl. 9.05", "Aftalt: Jeg ringer", "Ser det anderledes: Vil vente",
             "Mit eget syn: Det vil jeg ikke"],
        ),
        (
            NotReported("Vi hjælper selv", "Sover ikke", "underretter vi", date(2026, 4, 1)), "Vi underretter ikke nu",
            ["Grund: Vi hjælper selv", "Tegn, vi holder øje med: Sover ikke", "Kommer de, så: underretter vi",
             "Vi ser på det igen 1. april 2026"],
        ),
        (
            NotTold("Mistanke", "Vejer tungt"), "Forældrene får ikke noget at vide nu",
            ["Grund: Mistanke", "Afvejning: Vejer tungt"],
        ),
        (NotTold("Mistanke", "Mistanke", (FAR,)), "Far Kanari får ikke noget at vide nu", ["Grund: Mistanke"]),
        (
            KnowsAlready("far", "i går", "Barnet sagde det"), "Far ved det allerede",
            ["Hvornår: i går", "Hvordan: Barnet sagde det"],
        ),
        (
            MayBeTold("Modtagelsen", DAY, "telefon", "At der er underrettet", (MOR,), "mormor"),
            "Mor Kanari, mormor må få det at vide",
            ["Besluttet af Modtagelsen 17. marts 2026, telefon", "Det må siges: At der er underrettet"],
        ),
        (Sharpened("Søvn", DAY), "Vi ser nærmere efter", ["Søvn", "Til og med 17. marts 2026"]),
        (View("Vi tror, hun er bange"), "Vores vurdering", ["Vi tror, hun er bange"]),
        (
            Told(MOR, "mor", DAY, "samtale", "Græd"), "Mor har fået det at vide",
            ["17. marts 2026, samtale", "Svarede: Græd"],
        ),
        (
            Phoned("Vagten", NINE, "Kommer nu"), "Ringet til kommunen",
            ["Talte med Vagten 17. marts 2026 kl. 9.05", "Kommer nu"],
        ),
        (
            TrackChanged(Track.GENERAL, Track.PARENTS, "Noget nyt"), "Sporet er ændret",
            ["Fra »general« til »parents«", "Noget nyt"],
        ),
    ],
)  # fmt: skip
def test_each_decision_in_words(decision: Decision, head: str, lines: list[str]) -> None:
    worded = words_of(decision, NAMES, lambda track: track.value)
    assert (worded.head, [*worded.lines]) == (head, lines)


def test_an_adult_who_is_not_written_down_any_more_is_one_of_the_adults_still() -> None:
    assert words_of(Judged(Certainty.CONCERN, "x", (FAR,)), {}, str).lines[1] == "Det handler om: en af forældrene"


def said(*decisions: Decision, openly: bool = True) -> dict[Id, CarerInformed]:
    written = [Decided(Id(str(n)), Id("c"), Id("a"), "Mette", NINE, one) for n, one in enumerate(decisions)]
    return dict(told_so_far(written, (MOR, FAR), openly=openly))


def test_whether_a_parent_was_told_is_as_it_was_written_last() -> None:
    found = said(NotTold("Kan ikke nås", "x"), Told(MOR, "mor", DAY, "samtale", "Græd"))
    assert found == {
        FAR: CarerInformed(FAR, Informed.NO, reason="Kan ikke nås"),
        MOR: CarerInformed(MOR, Informed.YES, "17. marts 2026, samtale", "Græd"),
    }


def test_where_nobody_may_be_told_it_is_no_answer_that_one_is_not() -> None:
    assert said(NotTold("Mistanke", "x"), openly=False) == {}
