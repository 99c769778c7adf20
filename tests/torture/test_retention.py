"""Nothing is kept too long and nothing goes too early: some of the histories of ``make retention``."""

from pathlib import Path

from tests.torture.retention import prove


def test_some_sixty_histories_agree_with_the_oracle(tmp_path: Path) -> None:
    result = prove(60, tmp_path)
    assert result.broken == 0, result.words
    assert result.tried == 60


def test_own_assessments_that_go_a_month_early_are_seen(tmp_path: Path) -> None:
    assert prove(20, tmp_path, planted=True).broken > 0
