"""A password that a thief with the folder can't guess."""

import inspect
import math
from pathlib import Path
from time import thread_time

import pytest

from opspor import data_folder
from opspor.vault.password import MINIMUM, judge, suggest, suggestion_bits

OWN = ("mette", "Mette Sørensen", "Børnehuset Solstrålen")


@pytest.mark.parametrize(
    "password",
    ["Trivsel2026!!", "sommerfugl1234", "Solstrålen2026", "børnehave2026", "MetteSørensen1", "fodboldfodbold",
     "mandagtirsdag", "adgangskode123", "qwertyuiopasdf", "123456789012", "17.03.201417.03", "aaaaaaaaaaaaaaaa",
     "Vinter2026Vinter", "b0rnehu5et2026", "Borneshuset1", "Solstraalen2026!", "5olstr@l3n!2026", "Mette-Sørensen",
     "01.01.2000" * 9, "rødgrød med fløde", "enhjørning-vulkan", "abcdefghijklmnop"],
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


def test_any_length_is_judged_and_never_holds_the_window() -> None:
    assert judge("snegl-tårn-onsdag-kuffert" * 400).accepted
    assert not judge("x" * 10_000).accepted
    signs = "4@8({[<3691!|70$5+%2"
    heavy = ["x" * 10_000, signs * 500, "".join(f"{sign}x{sign}" for sign in signs), "1|7!+@(" * 10, "ab4@" * 16]
    for password in heavy:
        begun = thread_time()
        judge(password, OWN)
        assert thread_time() - begun < 0.5, password[:20]  # a tenth here; seconds when nothing bounds it


@pytest.mark.parametrize(
    ("password", "hint"),
    [("Mette-Sørensen", "dit navn, brugernavn"), ("Trivsel2026!!", "mange bruger"), ("cvbnmlkjhgfd", "tastatur"),
     ("0p5p0rtr1v53l", "tal i stedet"), ("fodboldfodbold", "flere gange"), ("abcdefghijklmnop", "rækkefølge")],
)  # fmt: skip
def test_it_says_what_makes_it_weak_and_what_helps(password: str, hint: str) -> None:
    words = judge(password, OWN).words
    assert hint in words
    assert "Tag " in words


def test_a_suggestion_is_five_short_words_that_any_keyboard_can_type() -> None:
    suggestions = {suggest() for _ in range(200)}
    assert len(suggestions) == 200
    for suggestion in suggestions:
        words = suggestion.split("-")
        assert len(words) == 5
        assert all(word.isascii() and word.islower() and 3 <= len(word) <= 6 for word in words)
        assert judge(suggestion, OWN).accepted, suggestion


def test_a_suggestion_holds_as_many_bits_as_is_said() -> None:
    words = (data_folder("resources") / "words" / "forslag.txt").read_text("utf-8").split()
    assert words == sorted(set(words))
    assert suggestion_bits() == int(math.log2(len(words) ** 5))
    assert suggestion_bits() >= 50


def test_words_never_repeat_the_password() -> None:
    assert "fodboldfodbold" not in judge("fodboldfodbold").words


def test_an_adgangskode_is_never_called_anything_else() -> None:
    source = Path(inspect.getfile(judge)).read_text("utf-8")
    assert "kodeord" not in source
