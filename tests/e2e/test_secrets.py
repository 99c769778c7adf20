"""After a whole day nothing that was written lies readable anywhere but in the papers that somebody asked for."""

import logging
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from tests.e2e import day
from tests.e2e.conftest import JONAS, METTE, Start
from tests.e2e.driver import Keyboard

CPR = "2802214993"
# Names, notes, numbers and passwords of the day. "kanari" stands in most of them.
SECRETS = (
    "kanari",
    "Ørsted",
    "Karla Maria",
    "Talepædagog",
    "Mette",
    "Jonas",
    "20 30 40 50",
    CPR,
    "280221-4993",
    *METTE,
    *JONAS,
)


def found_in(data: bytes) -> list[str]:
    """The secrets that stand in some bytes, as written, in small or in capital letters, in the encodings that programs
    write. Each is long enough that random bytes do not spell it."""
    return [
        secret
        for secret in SECRETS
        if any(
            way.encode(code) in data
            for way in (secret, secret.casefold(), secret.upper())
            for code in ("utf-8", "utf-16-le", "latin-1")
        )
    ]


def content(path: Path) -> bytes:
    """What a file holds; nothing when it was renamed just now: it is read under its new name."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_nothing_of_the_day_is_readable_on_disk_in_titles_or_in_the_log(
    start: Start, keyboard: Keyboard, home: Path, tmp_path: Path, guarded_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    folder, papers = tmp_path / "opspor", tmp_path / "papirer"
    papers.mkdir()
    day.play(start, keyboard, folder, home, papers)
    keyboard.button("Tilbage til bekymringen")
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("ørst")
    keyboard.wait_for("Ib Kanari Ørsted")
    keyboard.row("Ib", within="Fundet")
    keyboard.button("Ret oplysninger")
    keyboard.type_into("CPR-nummer", CPR)
    keyboard.wait_for_saved()
    program = start(folder)  # quit in the middle of it
    day.unlock(keyboard, METTE)
    keyboard.wait_for("Ret oplysninger", CPR)  # the page and the draft

    assert found_in((home / "liste.csv").read_bytes())  # the search itself works
    wanted = {home / "liste.csv", papers / "ark.pdf", papers / "underretning.pdf"}
    for place in (tmp_path, guarded_folder):  # also while the vault is open
        for path in sorted(place.rglob("*")):
            assert not found_in(str(path.relative_to(place)).encode()), "a name in the name of a file"
            if path.is_file() and path not in wanted:
                assert not found_in(content(path)), f"in {path.name}"
    program.window.close()
    program.wait_until_locked()
    for path in sorted(folder.rglob("*")):
        assert path.is_dir() or not found_in(path.read_bytes()), f"in {path.name} after closing"

    assert keyboard.titles <= {"opspor", "Gem som PDF"}
    assert not found_in(caplog.text.encode())
    for path in papers.iterdir():
        reader = PdfReader(path)
        about = " ".join(str(value) for value in (reader.metadata or {}).values())
        assert not found_in(about.encode())
        assert reader.xmp_metadata is None or not found_in(reader.xmp_metadata.stream.get_data())
