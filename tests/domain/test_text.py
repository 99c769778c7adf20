"""Names sort, search and shorten as Danes expect."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.text import count_of, fold, initials, short_name, sort_key, whole


def test_a_class_list_in_danish_order() -> None:
    names = ["Aage", "Anna", "Zenia", "Ærling", "Øjvind", "Åse", "Änne", "Öner", "Émile", "Esther", "Łukasz", "Mads"]

    assert sorted(names, key=sort_key) == [
        "Anna", "Émile", "Esther", "Łukasz", "Mads", "Zenia", "Änne", "Ærling", "Øjvind", "Öner", "Aage", "Åse",
    ]  # fmt: skip


def test_case_and_spaces_and_the_way_a_letter_is_encoded_make_no_difference() -> None:
    assert fold("  ÅSE   Ærø ") == "åse ærø"
    assert fold(unicodedata.normalize("NFD", "Åse")) == fold("ÅSE")
    assert sort_key(unicodedata.normalize("NFD", "Åse")) == sort_key("åse")


def test_a_search_keeps_danish_letters_apart() -> None:
    assert fold("Søren") != fold("Soren")
    assert fold("Åse") != fold("Ase")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Karla Maria", "Juhl", "K.J."),
        ("Yusuf", "", "Y."),
        ("", "Juhl", "J."),
        ("  ", " ", ""),
        ("🦊 Ræv", "ærø", "🦊.Æ."),
        (unicodedata.normalize("NFD", "Åse"), "Ø", "Å.Ø."),
    ],
)
def test_initials(first: str, last: str, expected: str) -> None:
    assert initials(first, last) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Karla ", "juhl", "Karla J."),
        ("Yusuf", " ", "Yusuf"),
        ("Bo", unicodedata.normalize("NFD", "Åby"), "Bo Å."),
    ],
)
def test_short_names(first: str, last: str, expected: str) -> None:
    assert short_name(first, last) == expected


def test_one_and_many() -> None:
    assert (count_of(0, "barn", "børn"), count_of(1, "barn", "børn"), count_of(3, "barn", "børn")) == (
        "0 børn", "1 barn", "3 børn",
    )  # fmt: skip


def test_half_a_character_becomes_a_mark_and_everything_else_stays() -> None:
    assert whole("a\ud83d b\udc69") == "a\ufffd b\ufffd"
    assert whole("\ud83d\udc69") == "👩"
    for odd in ("æøå 👩‍👧 \x00 \u202e שלום", ""):
        assert whole(odd) == odd
