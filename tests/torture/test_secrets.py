"""A short day with some secrets; ``make torture`` has two hundred, and the planted faults in the real program."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import secrets
from tests.torture.searching import Searcher, processes_of

NOTE, OTHER, KEY = "kanari-zxcvbnmasdfg", "kanari-qwertyuiopåæ", bytes(range(32))


def test_nothing_of_a_day_is_readable_but_the_paper(tmp_path: Path) -> None:
    result = secrets.prove(20, tmp_path)
    assert result.broken == 0, result.words


@pytest.fixture
def leaking(tmp_path: Path) -> Iterator[int]:
    """A process that has a note and a key in its memory, and the note in its environment and its arguments."""
    held = (
        "import sys; note = sys.stdin.readline(); wide = note.upper().encode('utf-16-le'); "
        "key = bytes(range(int(note[:2]))); print('ready', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", held, NOTE], env={"HOME": str(tmp_path), "NOTE": NOTE, "PYTHONUTF8": "1"}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"32 {OTHER}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "ready\n"
    yield process.pid
    process.communicate()


def test_what_is_in_memory_in_the_environment_and_in_the_arguments_is_seen(leaking: int, tmp_path: Path) -> None:
    searcher = Searcher([NOTE, OTHER, "kanari-never-written"], [KEY])
    assert processes_of(tmp_path) == [leaking]
    assert searcher.in_environment([leaking]) == searcher.in_arguments([leaking]) == {NOTE}
    assert searcher.in_memory(leaking) == {NOTE, OTHER, "key 0"}


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "latin-1"])
@pytest.mark.parametrize("way", [str, str.upper, str.casefold])
def test_a_note_in_a_file_is_seen_however_it_is_written(tmp_path: Path, code: str, way: type[str]) -> None:
    (tmp_path / "a.tmp").write_bytes(b"\x00\xff" + way(OTHER).encode(code) + b"\x01")
    (tmp_path / "asked for.pdf").write_text(NOTE)
    assert Searcher([NOTE, OTHER]).in_files([tmp_path], [tmp_path / "asked for.pdf"]) == {OTHER}


def test_a_note_in_the_name_of_a_file_and_a_key_in_letters_are_seen(tmp_path: Path) -> None:
    (tmp_path / NOTE).touch()
    (tmp_path / "k").write_text(KEY.hex())
    assert Searcher([NOTE], [KEY]).in_files([tmp_path]) == {NOTE, "key 0"}
