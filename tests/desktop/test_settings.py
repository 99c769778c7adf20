"""What this PC remembers between two starts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from opspor.desktop import settings

DEFAULT = {
    "folder": "", "theme": "system", "zoom": 1.0, "lock_minutes": 5, "screenshots": False, "beginning_apart": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file, in a folder of the test; the settings of the process are as they were afterwards."""
    before = dict(vars(settings.here))
    monkeypatch.setattr(settings, "_file", lambda: tmp_path / "opspor" / "indstillinger.toml")
    yield tmp_path / "opspor" / "indstillinger.toml"
    vars(settings.here).clear()
    vars(settings.here).update(before)


def test_a_pc_that_remembers_nothing_locks_after_five_minutes_and_takes_no_pictures(file: Path) -> None:
    assert vars(settings.load()) == DEFAULT


def test_what_was_chosen_is_there_at_the_next_start(file: Path) -> None:
    vars(settings.here).update(
        folder='C:\\mapper\\blå "1"', theme="dark", zoom=1.5, lock_minutes=12, screenshots=True, beginning_apart=True
    )
    settings.save()
    chosen = dict(vars(settings.here))
    vars(settings.here).update(DEFAULT)
    assert vars(settings.load()) == chosen


@pytest.mark.parametrize(("written", "minutes"), [("0", 1), ("61", 60), ("60", 60), ('"aldrig"', 5)])
def test_never_to_lock_is_no_choice(file: Path, written: str, minutes: int) -> None:
    file.parent.mkdir()
    file.write_text(f"lock_minutes = {written}\n", encoding="utf-8")
    assert settings.load().lock_minutes == minutes


def test_a_file_of_an_older_program_keeps_what_it_has(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('folder = "/v"\ntheme = "light"\nzoom = 1.25\n', encoding="utf-8")
    assert vars(settings.load()) == DEFAULT | {"folder": "/v", "theme": "light", "zoom": 1.25}


def test_what_cannot_be_read_or_written_is_forgotten(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\x00")
    assert vars(settings.load()) == DEFAULT
    file.unlink()
    file.parent.rmdir()
    file.parent.write_text("a file where the folder should be", encoding="utf-8")
    settings.save()
    assert vars(settings.load()) == DEFAULT
