"""What tells who a child is: found in full, bent, broken and abbreviated, and asked about where it may be a word."""

from datetime import date

import pytest

from opspor.documents.house import (
    House,
    Own,
    Sort,
    Weight,
    house,
    initials_of,
    name_parts,
    pairs_of,
    words_of,
)
from opspor.documents.leaks import find

KNOWN = house(
    names=["Emma Lykke Foged", "Bo Ask", "Liv Storm", "Zeynep Yıldız", "Anne-Marie Østergård", "Jens Å"],
    in_sentences=["Kontaktpædagog Dorthe", "far", "lillebror Villum"],
    addresses=["Ålestien 12 B, 3. tv\n7400 Ådal", "Skolevej 3"],
    groups=["2.B", "SFO Rød", "Rød", "Solstuen", "7"],
    institutions=["Børnehuset Lærkereden"],
)
_PARTS = name_parts(["Mathilde Frost Krogh"])
OWN = Own(
    words_of(_PARTS),
    pairs_of(_PARTS),
    frozenset({"mathilde"}),
    initials_of(["Mathilde Frost Krogh"]),
    frozenset("M"),
    date(2020, 5, 1),
)


def found(text: str, known: House = KNOWN, own: Own = OWN) -> list[tuple[str, Weight, Sort]]:
    return [(one.found, one.weight, one.sort) for one in find(text, known, own)]


def weight_of(text: str) -> Weight | None:
    """What the heaviest finding of a text weighs."""
    return min((one.weight for one in find(text, KNOWN, OWN)), key=list(Weight).index, default=None)


@pytest.mark.parametrize(
    "text",
    [
        "Mathilde græder",
        "mathilde græder",
        "MATHILDE",
        "Mathildes mor",
        "Mathilde's mor",
        "Mathil-\nde sover",
        "Mat\u00adhilde",
        "Krogh er glad",
        "M.K. sover",
        "M. K. sover",
        "MK sover",
        "M.F.K. sover",  # the child itself
        "Emma Foged slår",
        "emma foged",
        "EMMA FOGED",
        "Emma\nFogeds mor",
        "Foged, Emma",
        "Emma L. Foged",
        "Emma-Foged",
        "Emma Lykke kom",
        "Bo Ask kom",
        "Anne Marie Oestergaard",
        "Anne-Marie Østergård",
        "Annemarie Østergård",
    ],
)
def test_the_childs_own_name_and_every_name_in_full_are_certain(text: str) -> None:
    assert weight_of(text) is Weight.SURE


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("010520-1234", Sort.NUMBER),
        ("010520 1234", Sort.NUMBER),
        ("0105201234", Sort.NUMBER),
        ("01 05 20 1234", Sort.NUMBER),
        ("ring 12 34 56 78", Sort.NUMBER),
        ("+45 12345678", Sort.NUMBER),
        ("1234 5678", Sort.NUMBER),
        ("mor@hjemme.dk", Sort.NUMBER),
        ("bilen AB 12 345", Sort.NUMBER),
        ("AB12345", Sort.NUMBER),
        ("1. maj 2020", Sort.DATE),
        ("den første maj", Sort.DATE),
        ("enogtyvende i december", Sort.DATE),
        ("d. 3/5", Sort.DATE),
        ("010520", Sort.DATE),
        ("01.05.20", Sort.DATE),
        ("2020-05-01", Sort.DATE),
        ("3 maj", Sort.DATE),
        ("Ålestien 12", Sort.ADDRESS),
        ("aalestien 12b", Sort.ADDRESS),
        ("ÅLESTIEN nr. 12", Sort.ADDRESS),
        ("7400 Ådal", Sort.ADDRESS),
    ],
)
def test_numbers_dates_and_known_addresses_are_certain(text: str, sort: Sort) -> None:
    assert [(one.weight, one.sort) for one in find(f"Så: {text} .", KNOWN, OWN)] == [(Weight.SURE, sort)]


@pytest.mark.parametrize(
    "text",
    [
        "Emma slår",
        "emma slår",
        "Emmas mor",
        "EMMA",
        "Zeynep kom",
        "Yildiz kom",
        "Villum hentes",
        "Dorthe så det",
        "annemarie kom",
        "Østergårds bil",
        "Oestergaard",
        "Sofie er her",  # a usual name that nobody here has
        "i 2.B",
        "i 2. b",
        "i 2b",
        "SFO Rød",
        "på Solstuen",
        "Solstuens legeplads",
        "Lærkereden",
    ],
)
def test_what_looks_like_a_name_must_be_answered(text: str) -> None:
    assert weight_of(text) is Weight.NAME


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Så kom Liv", Sort.NAME),
        ("og Bo sov", Sort.NAME),
        ("da Storm gik", Sort.NAME),
        ("leger på Rød", Sort.GROUP),
        ("på Ålestien", Sort.ADDRESS),
        ("i Ådal", Sort.PLACE),
        ("i Herning", Sort.PLACE),
        ("1500 Kongeby", Sort.PLACE),
        ("på Ukendtvej 7", Sort.ADDRESS),
        ("A.B. slår", Sort.INITIALS),
        ("EF slår", Sort.INITIALS),
        ("så M sover", Sort.INITIALS),
        ("Tilde vinker", Sort.NAME),
        ("Math og mor", Sort.NAME),
        ("Mathildemus", Sort.NAME),
        ("på sin fødselsdag", Sort.DATE),
        ("født i maj", Sort.DATE),
        ("17 dage gammel", Sort.AGE),
        ("4 år og 3 måneder", Sort.AGE),
        ("fylder 5 i dag", Sort.AGE),
        ("4½ år", Sort.AGE),
        ("en tvilling", Sort.RARE),
        ("den eneste i huset", Sort.RARE),
        ("kommer i kørestol", Sort.RARE),
        ("taler somali", Sort.RARE),
        ("far er præst", Sort.RARE),
        ("efter branden", Sort.RARE),
    ],
)
def test_what_may_be_a_word_or_fits_few_is_asked_and_stops_nothing(text: str, sort: Sort) -> None:
    assert (Weight.MAYBE, sort) in [(one.weight, one.sort) for one in find(text, KNOWN, OWN)] or (
        sort is Sort.NAME and weight_of(text) is Weight.NAME  # "Tilde" is a usual name too
    )


@pytest.mark.parametrize(
    "text",
    [
        "hele sit liv",
        "bo og lege",
        "der blæser en storm",
        "en rød bil",
        "Hans mor henter",
        "han skal i sfo",
        "Barnet er 4 år og går ture",
        "kl. 12.15-13.30 og 8.10-10.30",
        "10 af 12 tilfælde i 2025",
        "3 gange om dagen",
        "PPR og AKT",
        "i TV og på PC",
        "bl.a. og f.eks. 7 gange",
        "på vej 2 gange",
        "mor, far og lillebror",
        "det er 3. gang",
        "1-2 timer",
        "2/3 af dagen",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_each_place_is_named_once_by_what_weighs_most() -> None:
    assert found("Emma Foged på Ålestien 12") == [
        ("Emma Foged", Weight.SURE, Sort.NAME), ("Ålestien 12", Weight.SURE, Sort.ADDRESS)
    ]  # fmt: skip
    assert found("Emma, Emma og emma") == [("Emma", Weight.NAME, Sort.NAME)]


def test_a_finding_shows_the_writers_own_words_and_nothing_of_whom_they_name() -> None:
    here, elsewhere = find("Så slog Emma en dreng", KNOWN, OWN)[0], find("Så slog Sofie en dreng", KNOWN, OWN)[0]
    assert (here.before, here.found, here.after) == ("Så slog ", "Emma", " en dreng")
    assert here.why == elsewhere.why == "Det ligner et navn."  # one is in the vault, the other is not
    assert here.weight == elsewhere.weight
    assert here.key == "emma"


def test_an_empty_house_still_finds_numbers_and_dates() -> None:
    assert found("Ring 12345678 den 3. maj", House(), Own()) == [
        ("12345678", Weight.SURE, Sort.NUMBER), ("den 3. maj", Weight.SURE, Sort.DATE)
    ] or found("Ring 12345678 den 3. maj", House(), Own())[1][0] == "3. maj"  # fmt: skip
