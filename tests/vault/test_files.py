"""A small file is the old one or the new one."""

import errno
import os
import stat
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault.files import read_small, write_safely


def test_it_is_replaced_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        write_safely(tmp_path / "f", content)
        assert read_small(tmp_path / "f") == content
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "f").stat().st_mode) == 0o600


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    write_safely(tmp_path / "f", b"old")
    with monkeypatch.context() as patch:
        patch.setattr(call, full)
        with pytest.raises(KnownError) as error:
            write_safely(tmp_path / "f", b"new")
    assert error.value.code == "BOKS-FULD"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"f": b"old"}


def test_what_a_kill_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "f.ny").write_bytes(b"half")
    write_safely(tmp_path / "f", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_what_is_not_there_or_not_ours_is_none(tmp_path: Path) -> None:
    (tmp_path / "huge").write_bytes(bytes(5_000_000))
    assert read_small(tmp_path / "huge") is None
    assert read_small(tmp_path / "missing") is None
    assert read_small(tmp_path) is None


def test_a_folder_that_is_gone_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        write_safely(tmp_path / "gone" / "f", b"x")
    assert error.value.code == "BOKS-DREV"
