"""The list of empty words: as it is looked up, each once, and none that somebody could mean."""

from opspor.domain.quality import is_empty_word
from opspor.domain.text import fold
from opspor.reference.empty_words import empty_words


def test_the_words_stand_as_they_are_looked_up() -> None:
    assert len(empty_words()) > 50
    assert all(word == fold(word) for word in empty_words())
    assert all(is_empty_word(word, empty_words()) for word in empty_words())
