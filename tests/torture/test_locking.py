"""A sample of the long proof of locking, and that it can be seen to fail."""

from pathlib import Path

import pytest

from tests.torture import locking

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_nothing_is_lost_and_nothing_left_at_a_few_random_moments(qapp: object, tmp_path: Path) -> None:
    result = locking.prove(6, tmp_path)
    assert result.broken == 0, result.words


def test_a_window_that_forgets_to_throw_its_pages_away_is_found(qapp: object, tmp_path: Path) -> None:
    result = locking.prove(1, tmp_path, planted=True)
    assert result.broken > 0
