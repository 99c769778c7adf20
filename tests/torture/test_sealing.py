"""A few sessions of the sealed first round; ``make torture`` plays ten thousand."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.torture import sealing
from tests.torture.sealed_house import STEPS, House, Step, build
from tests.torture.sealed_plants import PLANTS
from tests.torture.sealed_ways import in_files

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SESSIONS = st.lists(  # a session that is broken shrinks to its few steps
    st.tuples(st.sampled_from([name for name, often in STEPS.items() for _ in range(often)]), st.integers(0, 999)),
    min_size=1,
    max_size=10,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> House:
    return build(tmp_path_factory.mktemp("sealing") / "mappe")


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(steps=SESSIONS)
def test_nobody_learns_an_answer_before_they_may_and_none_is_lost(steps: list[Step], template: House) -> None:
    session = sealing.play(steps, template, template.folder.parent)
    assert (session.leaks, session.lost) == ([], [])


def test_nor_on_a_page_or_the_command_line(qapp: object, tmp_path: Path) -> None:
    result = sealing.prove(3, tmp_path)
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
