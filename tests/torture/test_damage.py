"""A few damaged vaults; ``make torture`` does ten thousand."""

from pathlib import Path

from tests.torture import damage


def test_a_damaged_vault_is_refused_or_opens_with_all_that_was_in_it(tmp_path: Path) -> None:
    result = damage.prove(60, tmp_path)
    assert result.broken == 0, result.words


def test_a_forged_header_and_an_old_log_are_seen(tmp_path: Path) -> None:
    result = damage.prove(20, tmp_path, planted=True)
    assert "forged header" in result.words, result.words
    assert "other rows" in result.words, result.words
