"""Every code of the log has Danish words."""

import pytest

from opspor.domain.access import Action
from opspor.usecases.desk import REFUSAL
from opspor.usecases.journal import BROKEN, MISSING
from opspor.usecases.log_words import ACTION_WORDS, KIND_WORDS, LogKind


def test_every_action_has_its_words_and_nothing_else_has() -> None:
    assert set(ACTION_WORDS) == {*Action, REFUSAL, BROKEN, MISSING}, "say it in opspor/usecases/log_words.py"


def test_every_kind_has_words_and_actions() -> None:
    assert set(KIND_WORDS) == set(LogKind) == {kind for kind, _ in ACTION_WORDS.values()}


@pytest.mark.parametrize("words", [*KIND_WORDS.values(), *(words for _, words in ACTION_WORDS.values())])
def test_the_words_are_plain(words: str) -> None:
    assert words[0].isupper()
    assert not words.endswith(".")
    assert len(words) < 60
