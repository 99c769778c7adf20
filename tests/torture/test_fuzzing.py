"""A few files of strangers; ``make torture`` makes ten thousand."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opspor.workplace import Workplace
from tests.torture import fuzzing

FILES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DICE = st.randoms(use_true_random=False)  # what breaks shrinks to few rows or fields


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    with fuzzing.opened(tmp_path / "mappe") as made:
        yield made


@FILES
@given(dice=DICE)
def test_any_file_of_absence_is_fetched_whole_or_refused_in_words(dice: Random, work: Workplace) -> None:
    fuzzing.fetch_absence(work, fuzzing.absence_file(dice), work.folder.parent)


@FILES
@given(dice=DICE)
def test_any_file_of_a_municipality_is_taken_over_or_refused_and_changes_nothing(dice: Random, work: Workplace) -> None:
    fuzzing.take_over(work, fuzzing.layer_file(dice), work.folder.parent)


def test_a_row_refused_without_a_word_and_a_sentence_that_quotes_the_file_are_seen(tmp_path: Path) -> None:
    result = fuzzing.prove(400, tmp_path, planted=True)
    assert result.broken > 0, result.words
