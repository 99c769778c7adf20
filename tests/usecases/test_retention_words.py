"""The list of what is to go, in words."""

import pytest

from opspor.domain.retention import SORT_OF, Held, Schedule, Sort
from opspor.usecases.retention_words import HELD_WORDS, kinds_in_words, months, rule_in_words


def test_kinds_are_counted_in_words_that_fit_the_count() -> None:
    kinds = ["joint_assessment", "own_assessment", "own_assessment", "track_step", "particulars"]
    assert kinds_in_words(kinds) == (("egne vurderinger", 2), ("fælles vurdering", 1), ("andre optegnelser", 2))
    assert kinds_in_words([]) == ()


def test_every_kind_of_record_has_words() -> None:
    assert all(len(kinds_in_words([kind])) == 1 for kind in SORT_OF)


def test_every_reason_says_what_to_do() -> None:
    assert HELD_WORDS.keys() == set(Held)
    assert all(words.count(".") >= 2 for words in HELD_WORDS.values())


@pytest.mark.parametrize("sort", list(Sort))
def test_every_rule_is_said_with_its_months(sort: Sort) -> None:
    assert "5 måneder" in rule_in_words(sort, Schedule(5, 5, 5, 5))
    assert "1 måned " in rule_in_words(sort, Schedule(1, 1, 1, 1))


def test_a_copy_that_goes_at_once_says_so() -> None:
    assert rule_in_words(Sort.PAPER, Schedule()) == "Teksten i en underretning slettes, når den er journaliseret."
    assert months(1) == "1 måned"
