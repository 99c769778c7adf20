"""Sixteen words on a sheet of paper."""

import hashlib
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.errors import KnownError
from opspor.vault.recovery import new_words, parse, word_list

PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def code_of(typed: str) -> tuple[str, str]:
    with pytest.raises(KnownError) as error:
        parse(typed)
    return error.value.code, str(error.value)


def test_the_list_never_changes() -> None:
    # A change here makes every printed key worthless. Don't touch the list, and don't touch this line.
    digest = hashlib.sha256(" ".join(word_list()).encode()).hexdigest()
    assert digest == "ca780517a68fb0a7ef80689d1ed84d779e0820d56f3be774767247d5dc222e9d"


def test_four_letters_tell_any_two_words_apart() -> None:
    words = word_list()
    assert len(words) == len({word[:4] for word in words}) == len({word.translate(PLAIN)[:4] for word in words}) == 256
    assert all(4 <= len(word) <= 11 and word.isalpha() and word.islower() for word in words)


def test_no_two_words_differ_in_one_letter() -> None:
    words = word_list()
    for number, word in enumerate(words):
        for other in words[number + 1 :]:
            differing = sum(a != b for a, b in zip(word, other, strict=False)) + abs(len(word) - len(other))
            assert differing > 1, (word, other)


def test_a_new_key_is_read_back_and_no_two_are_alike() -> None:
    keys = [new_words() for _ in range(50)]
    assert {len(words) for words in keys} == {16}
    assert len({parse(" ".join(words)) for words in keys}) == 50
    assert {len(parse(" ".join(words))) for words in keys} == {15}


@pytest.mark.parametrize(
    "written",
    [
        lambda words: " ".join(words).upper(),
        lambda words: "\n".join(f"{number}. {word}" for number, word in enumerate(words, start=1)),
        lambda words: ", ".join(words) + ".",
        lambda words: "  \t ".join(word[:4] for word in words),
        lambda words: " ".join(words).translate(PLAIN),
        lambda words: " - ".join(word.replace("å", "a\u030a") for word in words),
    ],
    ids=["capitals", "numbered", "commas", "four letters", "ae oe aa", "dashes, å in two parts"],
)
def test_it_may_be_typed_in_many_ways(written: Callable[[tuple[str, ...]], str]) -> None:
    for _ in range(20):
        words = new_words()
        assert parse(written(words)) == parse(" ".join(words))


@given(st.text(max_size=200))
def test_any_text_is_a_key_or_a_known_error(typed: str) -> None:
    assert code_of(typed)[0] in {"BOKS-ORD-ANTAL", "BOKS-ORD-UKENDT", "BOKS-ORD-SUM"}


def test_the_number_of_words_is_said() -> None:
    words = new_words()
    for count in (0, 15, 17):
        code, sentence = code_of(" ".join((*words, *words)[:count]))
        assert code == "BOKS-ORD-ANTAL"
        assert f"der står {count}." in sentence


@pytest.mark.parametrize("wrong", ["xyzzy", "solsikkemark", "sol", "eee"])
def test_the_word_that_is_not_on_the_list_is_named_by_its_number_and_not_repeated(wrong: str) -> None:
    words = list(new_words())
    words[6] = wrong
    code, sentence = code_of(" ".join(words))
    assert code == "BOKS-ORD-UKENDT"
    assert "Ord nummer 7 " in sentence
    assert wrong not in sentence


def test_a_misread_word_is_noticed_by_the_checksum() -> None:
    chance = random.Random(32)
    noticed = 0
    for _ in range(500):
        words = list(new_words())
        place = chance.randrange(16)
        words[place] = chance.choice([word for word in word_list() if word != words[place]])
        try:
            parse(" ".join(words))
        except KnownError as error:
            noticed += error.code == "BOKS-ORD-SUM"
    assert noticed > 480  # one in 256 slips through, and then opens nothing
