"""Files that are not there, may not be read, or are something else."""

import os
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.exchange.reading import read_list
from opspor.exchange.source import read_bytes
from tests.exchange.conftest import TODAY, workbook


def code_of(path: Path) -> str:
    with pytest.raises(KnownError) as error:
        read_bytes(path)
    return error.value.code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert code_of(tmp_path / "væk.csv") == "LISTE-VAEK"
    (tmp_path / "fil").write_text("x")
    assert code_of(tmp_path / "fil" / "liste.csv") == "LISTE-VAEK"
    assert code_of(Path("liste\0.csv")) == "LISTE-VAEK"


def test_a_folder_and_a_pipe_are_no_lists(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path) == "LISTE-MAPPE"
    assert code_of(tmp_path / "pipe") == "LISTE-MAPPE"


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Navn\nKarla Juhl\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything
        monkeypatch.setattr(Path, "open", refuse)
    assert code_of(path) == "LISTE-ADGANG"


def refuse(*_: object) -> None:
    raise PermissionError


def test_a_name_that_the_disk_refuses(tmp_path: Path) -> None:
    assert code_of(tmp_path / ("x" * 5_000)) == "LISTE-DISK"


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    assert code_of(path) == "LISTE-TOM"


def test_a_file_that_is_too_big_is_not_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    assert code_of(path) == "LISTE-STOR"


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"%PDF-1.7\n", "LISTE-FORMAT"),
        (b"{\\rtf1", "LISTE-FORMAT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "LISTE-FORMAT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "LISTE-ADGANGSKODE"),
    ],
)
def test_another_kind_of_file_is_known_by_its_content(tmp_path: Path, start: bytes, code: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(start + b"\0" * 100)
    assert code_of(path) == code


def test_the_name_says_nothing_about_the_kind(tmp_path: Path) -> None:
    table = [["Navn"], ["Karla Juhl"]]
    for name, content in (
        ("liste.csv", workbook(table)),
        ("liste.xlsx", b"Navn\nKarla Juhl\n"),
        ("liste", b"Navn\nA\n"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert read_list(path, today=TODAY).rows_total == 1
        assert path.read_bytes() == content
