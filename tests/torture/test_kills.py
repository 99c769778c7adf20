"""A few kills; ``make torture`` does a thousand."""

from pathlib import Path

from tests.torture import kills


def test_killed_under_a_mixed_load_the_vault_opens_whole_with_all_that_was_promised(tmp_path: Path) -> None:
    result = kills.prove(6, tmp_path)
    assert result.broken == 0, result.words


def test_a_lost_record_half_a_list_and_lost_typing_are_seen(tmp_path: Path) -> None:
    result = kills.prove(3, tmp_path, planted=True)
    assert result.broken == 1, result.words
