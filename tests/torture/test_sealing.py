"""A few sessions of the sealed first round; ``make torture`` plays ten thousand."""

from pathlib import Path

import pytest

from tests.torture import sealing
from tests.torture.sealed_plants import PLANTS
from tests.torture.sealed_ways import in_files

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_nobody_learns_an_answer_before_they_may_and_none_is_lost(qapp: object, tmp_path: Path) -> None:
    result = sealing.prove(10, tmp_path)
    assert result.broken == 0, result.words
    assert "every page looked at 2 times" in result.words


@pytest.mark.parametrize("way", [*PLANTS])
def test_a_leak_by_each_way_is_found(way: str, qapp: object, tmp_path: Path) -> None:
    result = sealing.prove(20, tmp_path, planted=way)
    assert result.broken == 1, result.words


def test_a_word_in_a_file_is_found_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    (tmp_path / "under" / "x.bin").write_bytes(b"\x00kz1\x00")
    assert in_files(tmp_path, {"kz1", "kz2"}) == ["x.bin: kz1"]
