"""A few torn write-ahead logs; ``make torture`` tears five hundred."""

from pathlib import Path

from tests.torture import torn


def test_a_torn_log_leaves_a_whole_prefix_of_the_commits(tmp_path: Path) -> None:
    result = torn.prove(12, tmp_path)
    assert result.broken == 0, result.words


def test_a_list_that_is_not_written_in_one_is_seen(tmp_path: Path) -> None:
    result = torn.prove(12, tmp_path, planted=True)
    assert result.broken, result.words
