"""A protected home is found in a text however it is spelled, and ordinary sentences are left alone."""

import time

import pytest

from opspor.documents.places import places, same_home

HIDDEN = places(
    ["Kanarivej 12A, 2. tv., 7400 Ådal", "c/o Jensen\nSdr. Æblestien 7\n7400 Ådal", "Engen 3"], ["+45 00 11 22 33"]
)


@pytest.mark.parametrize(
    "text",
    [
        "De bor på Kanarivej 12A, 2. tv.",
        "kanarivej 12",
        "KANARIVEJ 12 A",
        "Kanarivej nr. 12",
        "Kanarivejen 12",
        "Kanariv. 12",
        "kanariv 12",
        "Kanari vej 12",
        "Kanari-vej 12",
        "Kanarivej12",
        "Kanari-\nvej 12",
        "Kanarivej\n12",
        "Kanarivej, hus 12",
        "Kanarivej\u00a012",
        "Kana\u00adri\u200bvej 12",
        "Kanarivje 12",  # two letters changed places
        "Kanarvej 12",  # one missing
        "Kannarivej 12",  # one too many
        "Kanarivej 012",
        "nr. 12 på Kanarivej",
        "i 12A, Kanarivej",
        "på kanarivej",  # a street of its own kind tells where, in a small town
        "Sdr. Æblestien 7",
        "Søndre Æblesti 7",
        "sønder aeblestien nr 7",
        "Sdr Ablestien 7",
        "Sdr. Æblesti",
        "Engen 3",
        "på engen nr. 3",
        "ring 00 11 22 33",
        "ring 00112233",
        "+4500112233",
        "0045 00-11-22-33",
        "(+45) 0011 2233",
        "0 0 1 1 2 2 3 3",
        "00.11.22.33",
        "tlf:00112233",
        "\uff10\uff10\uff11\uff11\uff12\uff12\uff13\uff13",  # digits of a foreign keyboard
    ],
)
def test_a_hidden_place_is_found(text: str) -> None:
    assert HIDDEN.found_in(f"Mor siger: {text} og smiler.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi var 12 børn på vej til skoven, og 3 børn legede på engen.",
        "Skolevejen er lang, og det tager 12 minutter.",
        "Barnet sov i 7 minutter ved stien.",
        "Kanariefuglen sang 12 gange.",
        "Kl. 12 går vi ad vejen til Jensen.",
        "2. tv viser børnetime kl. 12",
        "Mor har ringet 11 22 33 gange.",
        "Den 7. marts lå der æbler på stien.",
        "Barnets CPR-nummer er 010122-1234",
    ],
)
def test_ordinary_sentences_pass(text: str) -> None:
    assert not HIDDEN.found_in(text)


def test_a_street_where_somebody_else_lives_openly_is_hidden_with_its_number_alone() -> None:
    hidden = places(["Kanarivej 12"], [], ["Kanarivej 40"])

    assert not hidden.found_in("Far bor på Kanarivej 40")
    assert hidden.found_in("Mor bor på Kanarivej 12")


def test_a_street_that_is_also_a_word_alone_counts_with_a_capital() -> None:
    hidden = places(["Skolevej 4", "Enghaven 9"], [])

    assert not hidden.found_in("barnets skolevej er lang")
    assert not hidden.found_in("vi plukker blomster i enghaven")
    assert hidden.found_in("de bor på Skolevej")
    assert hidden.found_in("de bor i Enghaven")
    assert hidden.found_in("skolevej 4")


def test_a_place_without_a_number_is_found_as_it_stands() -> None:
    hidden = places(["Krisecenter Kanari\n7400 Ådal"], [])

    assert hidden.found_in("Hun bor på Krisecenter Kanari.")
    assert hidden.found_in("krisecenter kanari")
    assert not hidden.found_in("Hun har bedt et krisecenter om råd. 7400 Ådal.")


@pytest.mark.parametrize("address", ["", "7400 Ådal", "c/o mormor", "mor", "2. tv", "st. 3", "\n,,"])
def test_what_says_no_house_hides_nothing(address: str) -> None:
    assert not places([address], ["112"]).found_in("Mormor bor på 2. tv, st. 3, i 7400 Ådal, 112")


def test_two_addresses_of_one_house_are_one_home() -> None:
    assert same_home("Kanarivej 12A, 2. tv.\n7400 Ådal", "kanarivejen 12 A, 7400 Aadal")
    assert not same_home("Kanarivej 12", "Kanarivej 14")
    assert not same_home("", "")


def test_a_long_text_is_searched_at_once() -> None:
    text = "Vi gik ad vejen til skoven 12 gange, og barnet var glad. " * 900  # 50 kB
    began = time.process_time()

    assert not HIDDEN.found_in(text)
    assert HIDDEN.found_in(f"{text} kanarivej 12")
    assert time.process_time() - began < 2
