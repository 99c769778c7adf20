"""The register of deletions: ids and days, authentic or not used."""

import json
from datetime import date
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault import register
from opspor.vault.register import Erased

VAULT = "01a20249-7be0-7016-8270-b91f7e5ac4f5"
KEY = b"k" * register.KEY_BYTES
ROWS = (Erased("barn-1", "child", date(2026, 3, 1)), Erased("barn-2", "child", date(2026, 11, 22)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register with two rows."""
    register.write(tmp_path, VAULT, KEY, ROWS)
    return register.place(tmp_path, VAULT)


def refused(folder: Path, vault: str = VAULT, key: bytes = KEY) -> str:
    with pytest.raises(KnownError) as error:
        register.read(folder, vault, key)
    return error.value.code


def test_what_was_written_is_read_again_with_the_same_key(file: Path) -> None:
    assert register.read(file.parent, VAULT, KEY) == ROWS
    assert file.name == "opspor-sletninger-7e5ac4f5.json"


def test_it_holds_ids_and_days_and_nothing_else(file: Path) -> None:
    document = json.loads(file.read_bytes())
    assert set(document) == {"format", "vault_id", "erased", "mac"}
    assert document["erased"] == [["barn-1", "child", "2026-03-01"], ["barn-2", "child", "2026-11-22"]]


def test_what_stood_there_is_kept_when_it_is_written_again(file: Path) -> None:
    """A vault that was restored without the register knows less than the register."""
    new = Erased("barn-3", "child", date(2026, 12, 1))
    register.write(file.parent, VAULT, KEY, (new, ROWS[0]))
    assert register.read(file.parent, VAULT, KEY) == (*ROWS, new)


def test_a_missing_one_is_no_empty_one(tmp_path: Path) -> None:
    assert register.read(tmp_path, VAULT, KEY) is None
    register.write(tmp_path, VAULT, KEY, ())
    assert register.read(tmp_path, VAULT, KEY) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [("barn-1", "barn-9"), ("2026-03-01", "2026-03-02"), ("child", "adult"), ('"mac"', '"kac"'), ("{", "")],
)
def test_a_changed_one_is_refused_and_replaced_by_the_next_that_is_written(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert refused(file.parent) == "REGISTER-FALSK"
    register.write(file.parent, VAULT, KEY, ROWS[:1])
    assert register.read(file.parent, VAULT, KEY) == ROWS[:1]


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"null", b'{"mac": 3}', b"[" * 20_000, bytes(5_000_000)])
def test_something_else_under_its_name_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused(file.parent) == "REGISTER-FALSK"


def test_that_of_another_vault_or_another_key_is_refused(file: Path) -> None:
    assert refused(file.parent, key=b"x" * register.KEY_BYTES) == "REGISTER-FALSK"
    other = "01a20249-0000-7016-8270-00007e5ac4f5"  # the same last digits
    assert refused(file.parent, vault=other) == "REGISTER-FALSK"


def test_two_keys_are_never_the_same() -> None:
    assert len({register.new_key() for _ in range(100)}) == 100


def test_a_drive_that_is_gone_is_said_of_the_copies(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        register.write(tmp_path / "usb", VAULT, KEY, ROWS)
    assert error.value.code == "KOPI-VAEK"
