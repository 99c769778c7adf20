"""What opens a vault goes first, and what is not the vault's stays. The whole of it is tried in ``workplace``."""

import os
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault import destroying, header
from opspor.vault.destroying import Marked

NAMES = ("header.json", "header.bak", "data.db", "data.db-wal", "beredskab.json", "log.json", "adgang.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files by the names of a vault's."""
    made = tmp_path / "mappe [1]"
    made.mkdir()
    for name in NAMES:
        (made / name).write_bytes(b"before" * 1000)
    return made


def test_from_the_mark_on_the_vault_does_not_open(folder: Path) -> None:
    what = destroying.mark(folder, "vault-12345678", [folder.with_name("kopier")])
    assert destroying.marked(folder) == what
    with pytest.raises(KnownError) as refused:
        header.read(folder)
    assert refused.value.code == "LUK-AFBRUDT"


def test_the_headers_go_before_everything_else_and_are_overwritten_before_they_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    left: list[set[str]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if os.fstat(descriptor).st_size == 6000:
            synced.append(descriptor)
            left.append({file.name for file in folder.iterdir()})
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    done = destroying.destroy(folder, destroying.mark(folder, "vault-12345678", []))
    assert done.files == len(synced) == len(NAMES)
    assert left[1] == {*NAMES, "lukning.json"} - {"header.json"}
    assert "header.bak" not in left[2]


def test_only_copies_of_that_vault_go(folder: Path) -> None:
    beside = folder.with_name("kopier")
    beside.mkdir()
    for tag in ("12345678", "87654321"):
        (beside / f"opspor-kopi-{tag}-2026-01-01-100000.opspor-kopi").write_bytes(b"copy")
        (beside / f"opspor-sletninger-{tag}.json").write_bytes(b"register")
    done = destroying.destroy(folder, destroying.mark(folder, "vault-12345678", [beside]))
    assert done.copies == 2
    assert {file.name[:20] for file in beside.iterdir()} == {"opspor-kopi-87654321", "opspor-sletninger-87"}


def test_a_mark_that_is_damaged_still_lets_it_be_finished(folder: Path) -> None:
    (folder / "lukning.json").write_bytes(b"{")
    assert destroying.marked(folder) == Marked("", ())
    destroying.destroy(folder, Marked("", ()))
    assert destroying.left(folder, Marked("", ())) == ()
    destroying.let_go(folder)
    assert not folder.exists()


def test_a_folder_that_is_not_being_destroyed(folder: Path) -> None:
    assert destroying.marked(folder) is None
    assert "data.db" in destroying.left(folder, Marked("", ()))
