"""What is said about the folder for copies."""

import os
from pathlib import Path

import pytest

from opspor.usecases.copy_place import IN_SYNC, NETWORK, OTHER_DRIVE, SAME_DRIVE, words_about
from opspor.vault import share


def test_beside_the_vault_is_the_same_drive_also_before_the_folder_is_made(tmp_path: Path) -> None:
    vault = tmp_path / "opspor"
    vault.mkdir()
    assert words_about(tmp_path / "opspor-kopier" / "ny", vault) == (SAME_DRIVE, False)


def test_a_network_drive_is_a_good_place_and_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "_on_network", lambda _place: True)
    assert words_about(tmp_path, tmp_path) == (NETWORK, True)


def test_a_folder_that_is_sent_to_the_internet_keeps_what_was_deleted(tmp_path: Path) -> None:
    assert words_about(tmp_path / "OneDrive - Kanari Kommune", tmp_path) == (IN_SYNC, False)


def test_another_drive_is_a_good_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "usb"
    other.mkdir()
    stat = Path.stat

    def on_another_drive(path: Path, **how: bool) -> os.stat_result:
        found = stat(path, **how)
        if path != other:
            return found
        return os.stat_result((found.st_mode, found.st_ino, found.st_dev + 1, *tuple(found)[3:]))

    monkeypatch.setattr(Path, "stat", on_another_drive)
    assert words_about(other, tmp_path) == (OTHER_DRIVE, True)


def test_a_drive_that_does_not_answer_is_not_spoken_of(tmp_path: Path) -> None:
    assert words_about(tmp_path, tmp_path / "væk") == ("", True)
