"""Names from foreign files: harmless, and otherwise as they were written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.exchange.texts import doubts_about_name, split_name, tidy


@pytest.mark.parametrize(
    "name",
    [
        "Åse Ærø-Øster", "Noah O'Neill", "Zoë D’Angelo", "Łukasz Wójcik", "Guðrún Þórsdóttir", "محمد علي",
        "Дарья Ильина", "李 小龙", "karla juhl", "KARLA JUHL", 'Jens "Jønne" Juhl', "अनिता", "Karla M. Juhl",
        "Anne-Marie S. d'Or",
    ],
)  # fmt: skip
def test_a_real_name_stays_as_it_is_and_raises_no_doubt(name: str) -> None:
    assert tidy(name) == (name, [])
    assert doubts_about_name(name) == []


def test_spaces_are_folded_and_letters_composed_without_a_word() -> None:
    assert tidy("  Karla\n\tMaria \u00a0 Juhl ") == ("Karla Maria Juhl", [])
    assert tidy(unicodedata.normalize("NFD", "Åse Ærø")) == ("Åse Ærø", [])


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\ufeff", "\u2066", "\x07", "\x1b", "\x7f", "\u00ad", "\ufe0f"])
def test_what_cannot_be_seen_is_removed_with_a_note(hidden: str) -> None:
    text, said = tidy(f"Kar{hidden}la")
    assert text == "Karla"
    assert [fault.code for fault in said] == ["LISTE-USYNLIGE-TEGN"]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x";"y")', "@SUM(A1)", "+45", "-2+3+cmd|' /C calc'!A0", "-1"]
)
def test_what_looks_like_a_formula_stays_text_and_is_doubtful(text: str) -> None:
    kept, said = tidy(text)
    assert kept == text
    assert "LISTE-FORMEL" in [fault.code for fault in said]


@pytest.mark.parametrize("text", ["-", "- Karla", "Karla = Juhl", "Rød-stue", "-Karla"])
def test_a_dash_alone_is_no_formula(text: str) -> None:
    assert tidy(text) == (text, [])


@pytest.mark.parametrize("number", ["030521-1234", "0305211234", "030521 1234", "030521 - 1234"])
def test_a_cpr_number_in_a_text_is_taken_out(number: str) -> None:
    text, said = tidy(f"Karla {number} Juhl")
    assert text == "Karla Juhl"
    assert [fault.code for fault in said] == ["LISTE-CPR-I-TEKST"]


def test_a_long_number_that_is_no_cpr_number_stays() -> None:
    assert tidy("12345678901") == ("12345678901", [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "LISTE-NAVN-MANGLER"),
        ("123", "LISTE-NAVN-TAL"),
        ("- . -", "LISTE-NAVN-TAL"),
        ("K" * 121, "LISTE-NAVN-LANGT"),
        ("KlÃ¦s", "LISTE-NAVN-TEGN"),  # UTF-8 read as Windows-1252
        ("SÃ¸ren", "LISTE-NAVN-TEGN"),
        ("K¾re", "LISTE-NAVN-TEGN"),  # from an old Mac
        ("S\ufffdren", "LISTE-NAVN-TEGN"),
        ("I alt: 28 børn", "LISTE-NAVN-TEGN"),
        ("<b>Karla</b>", "LISTE-NAVN-TEGN"),
        ("Karla Juhl (tvilling)", "LISTE-NAVN-TEGN"),
    ],
)
def test_what_is_hardly_a_name(name: str, code: str) -> None:
    assert [fault.code for fault in doubts_about_name(name)] == [code]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Karla Juhl", "Karla", "Juhl"),
        ("Karla Maria Juhl", "Karla Maria", "Juhl"),
        ("Juhl, Karla Maria", "Karla Maria", "Juhl"),
        ("Emma van der Berg", "Emma", "van der Berg"),
        ("Van Nguyen", "Van", "Nguyen"),
        ("van Nguyen", "van", "Nguyen"),
        ("Karla", "Karla", ""),
        ("Juhl,", "Juhl", ""),
        ("", "", ""),
        (",", "", ""),
    ],
)
def test_a_whole_name_is_split(name: str, first: str, last: str) -> None:
    assert split_name(name) == (first, last, [])


def test_more_than_one_comma_is_doubtful() -> None:
    first, last, said = split_name("Juhl, Karla, Maria")
    assert (first, last) == ("Karla Maria", "Juhl")
    assert [fault.code for fault in said] == ["LISTE-NAVN-KOMMA"]


@given(st.text(max_size=200))
def test_a_tidied_text_is_clean_and_tidying_again_changes_nothing(text: str) -> None:
    once, _ = tidy(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in once)
    assert tidy(once)[0] == once
