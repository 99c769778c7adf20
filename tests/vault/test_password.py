"""A password that a thief with the folder can't guess."""

import pytest

from opspor.vault.password import MINIMUM, judge, suggest, suggestion_bits

OWN = ("mette", "Mette Sørensen", "Børnehuset Solstrålen")


@pytest.mark.parametrize(
    "password",
    ["Trivsel2026!!", "sommerfugl1234", "Solstrålen2026", "børnehave2026", "MetteSørensen1", "fodboldfodbold",
     "mandagtirsdag", "adgangskode123", "qwertyuiopasdf", "123456789012", "17.03.201417.03", "aaaaaaaaaaaaaaaa",
     "Vinter2026Vinter"],
)  # fmt: skip
def test_what_is_easily_guessed_is_refused_with_a_word_why(password: str) -> None:
    judgement = judge(password, OWN)
    assert not judgement.accepted
    assert ":" in judgement.words
    assert judgement.words.endswith(".")


@pytest.mark.parametrize("password", ["", "x", "zQ9#vK2!pLw", "snegl-tårn"])
def test_a_short_one_is_refused_however_odd(password: str) -> None:
    judgement = judge(password)
    assert not judgement.accepted
    assert judgement.score <= 1
    assert f"der mangler {MINIMUM - len(password)} tegn" in judgement.words


@pytest.mark.parametrize("password", ["snegl-tårn-onsdag-kuffert", "zQ9#vK2!pLwX8", "min nabo samler på rustne cykler"])
def test_a_long_odd_one_is_accepted(password: str) -> None:
    assert judge(password, OWN).accepted


def test_the_same_word_is_worth_less_when_it_is_ones_own() -> None:
    password = "kvibolsted41"
    assert judge(password, ("Kvibolsted",)).score < judge(password).score


def test_any_length_is_judged() -> None:
    assert judge("snegl-tårn-onsdag-kuffert" * 400).accepted
    assert not judge("x" * 10_000).accepted


def test_a_suggestion_is_four_words_is_accepted_and_differs_each_time() -> None:
    suggestions = {suggest() for _ in range(200)}
    assert len(suggestions) == 200
    for suggestion in suggestions:
        assert suggestion.count("-") == 3
        assert judge(suggestion, OWN).accepted, suggestion


def test_how_much_a_suggestion_is_worth_is_stated() -> None:
    assert suggestion_bits() == 40


def test_words_never_repeat_the_password() -> None:
    assert "fodboldfodbold" not in judge("fodboldfodbold").words
