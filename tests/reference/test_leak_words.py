"""The lists that a paper without names is held against."""

import pytest

from opspor.domain.text import fold
from opspor.reference.leak_words import leak_words


@pytest.mark.parametrize(
    "name", ["everyday", "known_names", "openers", "no_names", "generic", "abbreviations", "places"]
)
def test_a_list_holds_each_word_once_in_the_order_of_its_letters(name: str) -> None:
    listed = getattr(leak_words(), name)
    assert list(listed) == sorted(set(listed))
    assert all(fold(word) == word for word in listed)


def test_no_word_plays_two_parts_that_exclude_each_other() -> None:
    words = leak_words()
    assert set(words.openers) <= set(words.everyday)
    assert not set(words.known_names) & set(words.everyday)
    assert not set(words.known_names) & set(words.no_names)


def test_every_group_of_rare_words_says_why_one_looks_again() -> None:
    for group in leak_words().group:
        assert group.why.endswith((".", "?"))
        assert group.words
