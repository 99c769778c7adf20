"""The encrypted file: what is set, what is found, and what is said when it is damaged."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from opspor.domain.errors import KnownError
from opspor.vault import datafile
from opspor.vault.datafile import check_pages, connect
from opspor.vault.keys import Keys
from tests.guards import NOTE, files_with_canaries
from tests.vault.conftest import NewVault, come_in, flip


def write_notes(folder: Path, keys: Keys, count: int = 300) -> None:
    """Some pages of text."""
    connection = connect(folder, keys, "rw")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO note (text) VALUES (?)", [(f"{NOTE} {n} " * 5,) for n in range(count)])
    connection.close()


def read_notes(folder: Path, keys: Keys) -> list[Any]:
    connection = connect(folder, keys, "ro")
    try:
        rows: list[Any] = connection.execute("SELECT * FROM note").fetchall()
    finally:
        connection.close()
    return rows


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        call()
    return error.value.code


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("temp_store", 2),
        ("synchronous", 2),
        ("cache_size", -65536),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
    ],
)
@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_every_connection_has_what_a_vault_demands(
    folder: Path, keys: Keys, mode: datafile.Mode, pragma: str, value: object
) -> None:
    connection = connect(folder, keys, mode)
    assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    connection.close()


def test_the_file_is_sqlcipher_4_whatever_the_library_prefers(folder: Path, keys: Keys) -> None:
    connection = connect(folder, keys, "ro")
    settings = {row[0] for row in connection.execute("PRAGMA cipher_settings").fetchall()}
    connection.close()
    assert settings >= {"PRAGMA cipher_page_size = 4096;", "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;"}


def test_a_library_that_sorts_on_disk_is_not_used(folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    class OnDisk(dbapi2.Connection):  # type: ignore[misc]
        def execute(self, sql: str) -> Any:
            return super().execute(sql.replace("temp_store=MEMORY", "temp_store=FILE"))

    real = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", lambda *args, **kwargs: real(*args, factory=OnDisk, **kwargs))
    with pytest.raises(RuntimeError, match="plaintext"):
        connect(folder, keys, "rw")


def test_nothing_stands_in_clear_in_any_file(folder: Path, keys: Keys, guarded_folder: Path) -> None:
    write_notes(folder, keys)
    connection = connect(folder, keys, "rw")
    connection.execute("UPDATE note SET text = text || 'x'")
    connection.execute("SELECT * FROM note a, note b ORDER BY a.text || b.text DESC LIMIT 5").fetchall()
    names = {path.name for path in folder.iterdir()}
    found = files_with_canaries(folder) + files_with_canaries(guarded_folder / "temp")
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    connection.close()
    assert "data.db-wal" in names
    assert found == []
    assert b"CREATE TABLE" not in everything
    assert b"SQLite format" not in everything


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux shows open files")
def test_a_large_sort_opens_no_file(folder: Path, keys: Keys) -> None:
    write_notes(folder, keys, 2000)
    connection = connect(folder, keys, "rw")
    connection.execute("PRAGMA cache_size=10")
    rows = connection.execute("SELECT a.text FROM note a, note b WHERE b.id < 20 ORDER BY a.text || b.id")
    rows.fetchone()
    opened = {os.path.basename(os.readlink(f"/proc/self/fd/{fd}")) for fd in os.listdir("/proc/self/fd")
              if os.path.lexists(f"/proc/self/fd/{fd}")}  # fmt: skip
    connection.close()
    assert not [name for name in opened if "etilqs" in name]


def test_another_key_does_not_open_it(folder: Path, keys: Keys) -> None:
    assert code_of(lambda: connect(folder, replace(keys, data_key=os.urandom(32)), "ro")) == "BOKS-DATA-SKADET"
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(folder / "data.db").execute("SELECT * FROM sqlite_master")


def test_the_data_of_another_vault_is_told_from_damage(folder: Path, new_vault: NewVault) -> None:
    other, _ = new_vault("anden.opspor")
    shutil.copy(other / "data.db", folder / "data.db")
    mine = come_in(folder)  # the header is whole, and so is the password
    assert code_of(lambda: connect(folder, mine, "rw")) == "BOKS-ANDEN"
    assert [finding.code for finding in check_pages(folder, mine)] == ["BOKS-ANDEN"]


@pytest.mark.parametrize(("size", "code"), [(0, "BOKS-DATA-KORT"), (100, "BOKS-DATA-KORT"), (4095, "BOKS-DATA-KORT")])
@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_a_short_file_is_refused_and_stays_as_it_is(
    folder: Path, keys: Keys, mode: datafile.Mode, size: int, code: str
) -> None:
    os.truncate(folder / "data.db", size)
    assert code_of(lambda: connect(folder, keys, mode)) == code
    assert (folder / "data.db").stat().st_size == size
    assert [finding.code for finding in check_pages(folder, keys)] == [code]


def test_a_missing_file_is_not_made(folder: Path, keys: Keys) -> None:
    (folder / "data.db").unlink()
    assert code_of(lambda: connect(folder, keys, "rw")) == "BOKS-DATA-MANGLER"
    assert not (folder / "data.db").exists()


@pytest.mark.parametrize("part", [0.5, 0.99])
def test_a_file_cut_in_the_middle_is_found(folder: Path, keys: Keys, part: float) -> None:
    write_notes(folder, keys)
    os.truncate(folder / "data.db", int((folder / "data.db").stat().st_size * part))
    assert check_pages(folder, keys)


def test_any_flipped_bit_is_found_and_shows_nothing_wrong(folder: Path, keys: Keys) -> None:
    write_notes(folder, keys)
    good, notes = (folder / "data.db").read_bytes(), read_notes(folder, keys)
    chance = random.Random(31)
    for place in chance.sample(range(16, len(good)), 60):
        flip(folder / "data.db", place, chance.randrange(8))
        assert check_pages(folder, keys), f"byte {place}"
        seen: object
        try:
            seen = read_notes(folder, keys)
        except KnownError as error:
            seen = error.code
        except dbapi2.DatabaseError as error:  # the raw driver, below what translates
            seen = error.sqlite_errorname
        assert seen in (notes, "BOKS-DATA-SKADET", "SQLITE_CORRUPT", "SQLITE_NOTADB")
        (folder / "data.db").write_bytes(good)


def test_a_flipped_bit_in_a_page_that_nothing_uses_is_found(folder: Path, keys: Keys) -> None:
    write_notes(folder, keys)
    connection = connect(folder, keys, "rw")
    connection.execute("DROP TABLE note")
    connection.close()
    assert check_pages(folder, keys) == ()
    flip(folder / "data.db", (folder / "data.db").stat().st_size - 2000)
    assert [finding.code for finding in check_pages(folder, keys)] == ["BOKS-SIDER-SKADET"]


def test_a_flipped_bit_in_the_salt_does_no_harm(folder: Path, keys: Keys) -> None:
    write_notes(folder, keys)
    notes = read_notes(folder, keys)
    for place in range(16):
        flip(folder / "data.db", place)
    assert read_notes(folder, keys) == notes
    assert come_in(folder) == keys


def test_a_damaged_first_page_is_damage(folder: Path, keys: Keys) -> None:
    flip(folder / "data.db", 200)
    assert code_of(lambda: connect(folder, keys, "rw")) == "BOKS-DATA-SKADET"


def test_a_reader_cannot_write(folder: Path, keys: Keys) -> None:
    connection = connect(folder, keys, "ro")
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        connection.execute("CREATE TABLE x (a)")
    connection.close()


def test_a_copy_keeps_key_and_salt(folder: Path, keys: Keys, new_vault: NewVault) -> None:
    write_notes(folder, keys)
    copy = folder.with_name("kopi")
    copy.mkdir()
    connection = connect(folder, keys, "ro")
    connection.execute("VACUUM INTO ?", (str(copy / "data.db"),))
    connection.close()
    assert read_notes(copy, keys) == read_notes(folder, keys)
    assert (copy / "data.db").read_bytes()[:16] == keys.data_salt


def test_a_folder_may_have_any_name(new_vault: NewVault) -> None:
    folder, keys = new_vault("Ærø? #1 100% 'a' & b.opspor")
    assert check_pages(folder, keys) == ()


def test_sqlcipher_is_silent(folder: Path, keys: Keys, capfd: pytest.CaptureFixture[str]) -> None:
    flip(folder / "data.db", 200)
    check_pages(folder, keys)
    assert capfd.readouterr() == ("", "")


def test_a_copy_holds_everything_with_the_same_key_and_nothing_in_the_clear(
    folder: Path, keys: Keys, tmp_path: Path
) -> None:
    write_notes(folder, keys)
    told: list[tuple[int, int]] = []

    def tell(done: int, size: int) -> bool:
        told.append((done, size))
        return True

    target = tmp_path / "ny"
    target.mkdir()
    with closing(connect(folder, keys, "rw")) as writer:  # what still stands in the log is copied too
        writer.execute("INSERT INTO note (text) VALUES ('sidst')")

        datafile.copy(folder, keys, target, tell)

    assert read_notes(target, keys) == read_notes(folder, keys)
    assert datafile.contents(target, keys) == datafile.contents(folder, keys) == {"note": 301}
    assert all(0 <= done <= size for done, size in told)
    assert files_with_canaries(target) == []
    assert (target / "data.db").stat().st_mode & 0o077 == 0 or os.name != "posix"


def test_a_copy_can_be_given_up(folder: Path, keys: Keys, tmp_path: Path) -> None:
    write_notes(folder, keys, 3000)
    with pytest.raises(InterruptedError):
        datafile.copy(folder, keys, tmp_path, lambda _done, _size: False)
    assert check_pages(folder, keys) == ()


def test_what_is_damaged_is_not_copied(folder: Path, keys: Keys, tmp_path: Path) -> None:
    """An index is made anew by the copy, so nobody would see that it had been damaged."""
    write_notes(folder, keys)
    with closing(connect(folder, keys, "rw")) as writer:
        writer.execute("CREATE INDEX by_text ON note (text)")
        ((root,),) = writer.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_text'")
    flip(folder / "data.db", (root - 1) * 4096 + 2000)
    with pytest.raises(KnownError) as refused:
        datafile.copy(folder, keys, tmp_path, lambda _done, _size: True)
    assert refused.value.code == "BOKS-SIDER-SKADET"


def test_a_file_with_a_new_key_holds_the_same_and_opens_with_no_other(
    folder: Path, keys: Keys, new_vault: NewVault
) -> None:
    write_notes(folder, keys)
    before = read_notes(folder, keys)
    _, new = new_vault("anden.opspor")

    datafile.change_key(folder, keys, new)

    assert read_notes(folder, new) == before
    assert check_pages(folder, new) == ()
    assert code_of(lambda: read_notes(folder, keys)) in {"BOKS-ANDEN", "BOKS-DATA-SKADET"}


def test_the_log_is_folded_in_when_nobody_is_in_the_way(folder: Path, keys: Keys) -> None:
    write_notes(folder, keys, 3)
    with closing(connect(folder, keys, "rw")) as writer, closing(connect(folder, keys, "ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM note").fetchone()
        writer.execute("INSERT INTO note (text) VALUES ('sidst')")
        assert not datafile.fold_log(folder, keys)
        reader.execute("COMMIT")
        assert not datafile.fold_log(folder, keys)  # the file of the log stays as long as somebody is connected
    assert datafile.fold_log(folder, keys)
    assert sorted(path.name for path in folder.glob("data.db*")) == ["data.db"]
