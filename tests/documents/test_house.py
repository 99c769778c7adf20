"""Names and places made ready: one key for every spelling, and only what says who it is."""

import pytest

from opspor.documents.house import House, Weight, house, initials_of, is_everyday, name_parts, pairs_of, word_key


@pytest.mark.parametrize("spelled", ["Åse", "AASE", "aase", "A\u030ase"])
def test_a_letter_counts_however_it_is_written(spelled: str) -> None:
    assert word_key(spelled) == "aase"


def test_parts_that_many_have_or_that_say_who_somebody_is_to_the_child_are_left_out() -> None:
    assert name_parts(["Anna de la Cour", "mor", "J. Holm"]) == [["anna", "cour"], ["holm"]]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("kontaktpædagog Dorthe", [["dorthe"]]),
        ("lillebror Villum på Rød stue", [["villum", "roed"]]),
        ("karla juhl", [["karla", "juhl"]]),  # nothing is capitalised, and it is no sentence
        ("en af dem fra den anden stue", []),
    ],
)
def test_in_a_sentence_only_what_is_capitalised_is_a_name(said: str, parts: list[list[str]]) -> None:
    assert name_parts([said], only_capitals=True) == parts


def test_a_name_in_full_is_any_two_of_its_parts_in_their_order() -> None:
    assert pairs_of([["karla", "maria", "juhl"]]) == {"karla maria", "karla juhl", "maria juhl"}


def test_initials_are_of_the_first_and_the_last_name() -> None:
    assert initials_of(["Karla Maria Juhl", "Åse Østergård", "Bo", "Ida Al-Hakim"]) == {"kj", "ao", "ia"}


def test_a_double_name_is_also_one_word() -> None:
    assert {"anne", "marie", "annemarie"} <= house(names=["Anne-Marie Holm"]).names


def test_what_many_houses_are_called_names_none() -> None:
    phrases = house(names=[], groups=["Stuen", "7", "", "2.B", "Vuggestuen"], institutions=["Børnehuset Ly"]).phrases
    assert sorted(phrases.by_words) == [("2", "b"), ("boernehuset", "ly")]


def test_street_and_number_are_certain_and_the_street_alone_is_asked_about() -> None:
    phrases = house(names=[], addresses=["Ålestien 12, 2. tv\n7400 Ådal", "Ø 1", ""]).phrases
    assert {words: weight for words, (weight, _) in phrases.by_words.items()} == {
        ("aalestien", "12"): Weight.SURE,
        ("aalestien", "nr", "12"): Weight.SURE,
        ("aalestien",): Weight.MAYBE,
        ("7400", "aadal"): Weight.SURE,
        ("aadal",): Weight.MAYBE,
    }


def test_nobody_is_known_in_an_empty_house() -> None:
    assert house(names=[]) == House()


def test_a_name_that_is_also_a_word_is_told_from_one_that_is_not() -> None:
    assert is_everyday(word_key("Liv"))
    assert not is_everyday(word_key("Karla"))
