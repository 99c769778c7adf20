"""Every fault of a vault, brought about for real: what is said, with which code, and that it says what is safe."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from opspor import workplace
from opspor.domain.errors import Fault, KnownError
from opspor.vault import access, datafile, faults, header, invitation, lockfile, recovery, share
from opspor.vault.connection import reader_engine, writer_engine
from opspor.vault.creation import create_vault
from opspor.vault.datafile import check_pages, connect
from opspor.vault.faults import Finding
from opspor.vault.files import write_safely
from opspor.vault.keys import Keys, sha256
from opspor.vault.lockfile import VaultLock
from opspor.vault.share import place_findings
from tests.guards import PASSWORD
from tests.vault.conftest import LOGIN, NOW, NewVault, add_person, come_in, flip, quick


@dataclass
class Ground:
    """A vault to damage, the keys of its one person, and a place for a second one."""

    folder: Path
    keys: Keys
    new_vault: NewVault
    patch: pytest.MonkeyPatch

    def both_headers(self, change: Callable[[Path], object]) -> None:
        for name in header.NAMES:
            change(self.folder / name)

    def spoil_slot(self, name: str) -> None:
        """One bit inside the wrapped keys of the first slot."""
        flip(self.folder / name, (self.folder / name).read_bytes().index(b'"wrapped"') + 20)

    def invite(self) -> str:
        return access.invite(self.folder, self.keys, now=NOW, derive=quick)[1]

    def accept(self, login: str, code: str) -> Keys:
        return access.accept_invitation(self.folder, login, code, "kode", now=NOW, derive=quick)

    def fill(self) -> None:
        """Some pages of rows."""
        connection = connect(self.folder, self.keys, "rw")
        connection.execute("CREATE TABLE IF NOT EXISTS note (text TEXT)")
        connection.executemany("INSERT INTO note VALUES (?)", [("x" * 900,) for _ in range(100)])
        connection.close()

    def write(self) -> None:
        """One transaction of the writer."""
        engine = writer_engine(self.folder, self.keys)
        try:
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE IF NOT EXISTS note (text TEXT)"))
        finally:
            engine.dispose()


def ambiguous(on: Ground) -> object:
    add_person(on.folder, on.keys, "lars", PASSWORD)
    return access.unlock_any(on.folder, PASSWORD, derive=quick)


def wrong_or_damaged(on: Ground) -> object:
    on.both_headers(lambda path: on.spoil_slot(path.name))
    return come_in(on.folder)


def slots_damaged(on: Ground) -> object:
    on.both_headers(lambda path: on.spoil_slot(path.name))
    return header.read(on.folder).findings


def header_missing(on: Ground) -> object:
    on.both_headers(Path.unlink)
    return come_in(on.folder)


def header_damaged(on: Ground) -> object:
    on.both_headers(lambda path: path.write_bytes(b"{"))
    return come_in(on.folder)


def header_changed(on: Ground) -> object:
    stranger = replace(on.keys, data_key=os.urandom(32))
    header.save(on.folder, header.read(on.folder), stranger)
    return come_in(on.folder)


def header_newer(on: Ground) -> object:
    whole = header.read(on.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(header, "FORMAT", header.FORMAT + 1)
        header.save(on.folder, whole, on.keys)
    return come_in(on.folder)


def twin_damaged(on: Ground) -> object:
    (on.folder / "header.bak").unlink()
    return header.read(on.folder).findings


def other_vault(on: Ground) -> object:
    other, _ = on.new_vault("anden.opspor")
    shutil.copy(other / "data.db", on.folder / "data.db")
    return connect(on.folder, come_in(on.folder), "rw")


def data_missing(on: Ground) -> object:
    (on.folder / "data.db").unlink()
    return connect(on.folder, come_in(on.folder), "rw")


def data_short(on: Ground) -> object:
    os.truncate(on.folder / "data.db", 100)
    return connect(on.folder, come_in(on.folder), "rw")


def data_damaged(on: Ground) -> object:
    flip(on.folder / "data.db", 1000)
    return connect(on.folder, come_in(on.folder), "rw")


def pages_damaged(on: Ground) -> object:
    on.fill()
    flip(on.folder / "data.db", (on.folder / "data.db").stat().st_size - 3000)
    return check_pages(on.folder, on.keys)


def log_of_another_vault(on: Ground) -> object:
    other, theirs = on.new_vault("anden.opspor")
    connection = connect(other, theirs, "rw")
    connection.execute("CREATE TABLE note (text TEXT)")
    shutil.copy(other / "data.db-wal", on.folder / "data.db-wal")
    connection.close()
    return connect(on.folder, come_in(on.folder), "rw")


def replaced(on: Ground) -> object:
    engine = writer_engine(on.folder, on.keys)
    copy = shutil.copy(on.folder / "data.db", on.folder / "kopi")
    try:
        with engine.begin():
            Path(copy).replace(on.folder / "data.db")
    finally:
        engine.dispose()
    return None


@contextmanager
def _full() -> Iterator[None]:
    """No file of this process may grow."""
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def disk_full(on: Ground) -> object:
    with _full():
        return header.save(on.folder, header.read(on.folder), on.keys)


def read_only(on: Ground) -> object:
    engine = reader_engine(on.folder, on.keys)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE note (text TEXT)"))
    finally:
        engine.dispose()
    return None


def busy(on: Ground) -> object:
    on.patch.setattr(datafile, "_WAIT_SECONDS", 0.0)
    connection = connect(on.folder, on.keys, "rw")
    connection.execute("BEGIN IMMEDIATE")
    try:
        on.write()
    finally:
        connection.close()
    return None


def held(on: Ground) -> object:
    with VaultLock(on.folder, NOW):
        return VaultLock(on.folder, NOW)


def held_unknown(on: Ground) -> object:
    with VaultLock(on.folder, NOW):
        os.truncate(on.folder / lockfile.NAME, 0)
        return VaultLock(on.folder, NOW)


def no_locks(on: Ground) -> object:
    def refuse(_file: object) -> None:
        raise OSError(37, "no locks available")

    on.patch.setattr(lockfile, "grab", refuse)
    return VaultLock(on.folder, NOW)


def lock_taken(on: Ground) -> object:
    (on.folder / lockfile.NAME).mkdir()
    return VaultLock(on.folder, NOW)


def after_crash(on: Ground) -> object:
    folder = on.folder.with_name("hus")
    workplace.create(
        folder, institution="Kanari", name="Mette", title="", login="mette", password="kode", clock=lambda: NOW,
        derive=quick,
    ).close()  # fmt: skip
    (folder / lockfile.NAME).write_bytes(b'{"machine": "pc"')
    for _ in range(2):  # told once, and whoever comes next is not told again
        place = workplace.open_vault(folder, "mette", "kode", clock=lambda: NOW, derive=quick)
        place.close()
        if place.findings:
            found = place.findings
    assert place.findings == ()
    return found


def on_network(on: Ground) -> object:
    mounts = on.folder.with_name("mounts")
    mounts.write_text("//server/faelles / cifs rw 0 0\n", encoding="utf-8")
    on.patch.setattr(share, "_MOUNTS", mounts)
    return place_findings(on.folder)


def being_closed(on: Ground) -> object:
    (on.folder / header.CLOSING).write_bytes(b"{}")  # the first step of destroying a vault
    return come_in(on.folder)


def low_memory(_: Ground) -> object:
    script = """
import resource
from opspor.domain.errors import KnownError
from opspor.vault.keys import STANDARD, argon2id
resource.setrlimit(resource.RLIMIT_AS, (256 * 2**20, resource.RLIM_INFINITY))
try:
    argon2id(b"kode", bytes(16), STANDARD)
except KnownError as error:
    print(error.code)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return (Finding(done.stdout.strip(), str(KnownError(faults.LOW_MEMORY))),)


ROWS: dict[str, Callable[[Ground], object]] = {
    "WRONG_LOGIN": lambda on: come_in(on.folder, LOGIN, "forkert"),
    "WRONG_OR_DAMAGED": wrong_or_damaged,
    "AMBIGUOUS": ambiguous,
    "WRONG_WORDS": lambda on: access.unlock_recovery(on.folder, " ".join(recovery.new_words()), derive=quick),
    "WRONG_CODE": lambda on: on.accept("lars", invitation.new_code()),
    "LOGIN_MISSING": lambda on: on.accept(" ", on.invite()),
    "LOGIN_TAKEN": lambda on: on.accept(LOGIN, on.invite()),
    "SLOT_MISSING": lambda on: access.remove_slot(on.folder, on.keys, "findes ikke"),
    "LAST_PERSON": lambda on: access.remove_slot(on.folder, on.keys, on.keys.slot_id),
    "NO_VAULT": lambda on: come_in(on.folder / "intet"),
    "NOT_EMPTY": lambda on: create_vault(on.folder, LOGIN, PASSWORD, now=NOW, derive=quick),
    "HEADER_MISSING": header_missing,
    "HEADER_DAMAGED": header_damaged,
    "HEADER_CHANGED": header_changed,
    "HEADER_NEWER": header_newer,
    "TWIN_DAMAGED": twin_damaged,
    "SLOTS_DAMAGED": slots_damaged,
    "OTHER_VAULT": other_vault,
    "DATA_MISSING": data_missing,
    "DATA_SHORT": data_short,
    "DATA_DAMAGED": data_damaged,
    "PAGES_DAMAGED": pages_damaged,
    "LEFTOVER": log_of_another_vault,
    "REPLACED": replaced,
    "DISK_FULL": disk_full,
    "READ_ONLY": read_only,
    "BUSY": busy,
    "DRIVE": lambda on: write_safely(on.folder / "taget ud" / "header.json", b""),
    "HELD": held,
    "HELD_UNKNOWN": held_unknown,
    "NO_LOCKS": no_locks,
    "LOCK_TAKEN": lock_taken,
    "AFTER_CRASH": after_crash,
    "ON_NETWORK": on_network,
    "SYNCED": lambda on: place_findings(on.folder / "Dropbox"),
    "LOW_MEMORY": low_memory,
    "WORDS_COUNT": lambda _: recovery.parse("abe"),
    "WORD_UNKNOWN": lambda _: recovery.parse(" ".join(["xyzxyz"] * 16)),
    "WORDS_CHECKSUM": lambda _: recovery.parse(" ".join([recovery.word_list()[0]] * 15 + [recovery.word_list()[9]])),
    "BEING_CLOSED": being_closed,
    "CODE_SHAPE": lambda _: invitation.parse("abc"),
}
ADVICE = {"ON_NETWORK", "SYNCED"}  # nothing has happened yet
TO_GO = {"BEING_CLOSED"}  # nothing is to be safe: a person has said that all of it goes
SAFE = (
    "ntet er ændret", "lt indhold er der stadig", "er ikke rørt", "intet er gået tabt", "skrevet over",
    "bliver ikke vist", "kan stadig læses", "var gemt",
)  # fmt: skip


def test_every_fault_of_a_vault_has_its_row() -> None:
    assert ROWS.keys() == {name for name, value in vars(faults).items() if isinstance(value, Fault)}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_damage_is_said_in_danish_with_what_is_safe(
    vault: tuple[Path, Keys], new_vault: NewVault, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fault: Fault = getattr(faults, name)
    found: object
    try:
        found = ROWS[name](Ground(*vault, new_vault, monkeypatch))
    except KnownError as error:
        found = (Finding(error.code, str(error)),)
    assert isinstance(found, tuple)
    told = {each.code: each.text for each in found}
    assert fault.code in told
    assert "{" not in told[fault.code]
    assert name in ADVICE | TO_GO or any(word in fault.sentence for word in SAFE)


def test_a_log_of_another_vault_leaves_both_as_they_were(folder: Path, keys: Keys, new_vault: NewVault) -> None:
    before = (folder / "data.db").read_bytes()
    ground = Ground(folder, keys, new_vault, pytest.MonkeyPatch())
    with pytest.raises(KnownError) as error:
        log_of_another_vault(ground)
    assert "data.db-wal" in str(error.value)
    assert (folder / "data.db").read_bytes() == before
    (folder / "data.db-wal").unlink()  # what the sentence says to do
    ground.write()


def test_a_log_of_an_earlier_day_with_the_very_same_key_is_refused(folder: Path, keys: Keys) -> None:
    def write(words: str) -> None:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS note (text TEXT)"))
            connection.execute(text("INSERT INTO note VALUES (:words)"), {"words": words})

    engine = writer_engine(folder, keys)
    write("i går")
    old = (folder / "data.db-wal").read_bytes()
    write("i dag")
    engine.dispose()
    before = (folder / "data.db").read_bytes()
    (folder / "data.db-wal").write_bytes(old)
    with pytest.raises(KnownError) as error:
        connect(folder, keys, "rw")
    assert error.value.code == "BOKS-REST"
    assert (folder / "data.db").read_bytes() == before


def test_the_log_that_a_crash_leaves_is_folded_in(folder: Path, keys: Keys) -> None:
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (text TEXT)"))
        connection.execute(text("INSERT INTO note VALUES ('skrevet')"))
    left = shutil.copytree(folder, folder.with_name("efter nedbrud"))
    engine.dispose()
    connection = connect(left, keys, "rw")
    assert connection.execute("SELECT text FROM note").fetchall() == [("skrevet",)]
    connection.close()
    assert not (left / "data.db-wal").exists()


def test_with_a_log_left_and_damaged_pages_nothing_is_written(folder: Path, keys: Keys, new_vault: NewVault) -> None:
    ground = Ground(folder, keys, new_vault, pytest.MonkeyPatch())
    ground.fill()
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (text TEXT)"))
    left = shutil.copytree(folder, folder.with_name("efter nedbrud"))
    engine.dispose()
    flip(left / "data.db", (left / "data.db").stat().st_size - 3000)
    before = {path.name: path.read_bytes() for path in left.glob("*.db*") if path.suffix != ".db-shm"}
    with pytest.raises(KnownError) as error:
        connect(left, keys, "rw")
    assert error.value.code == "BOKS-DATA-SKADET"
    assert all((left / name).read_bytes() == content for name, content in before.items())


@pytest.mark.parametrize("name", ["data.db-journal", "data.db-wal"])
def test_an_empty_log_is_none(folder: Path, keys: Keys, name: str) -> None:
    (folder / name).touch()
    connect(folder, keys, "rw").close()


@pytest.mark.parametrize(("free", "code"), [(100, "BOKS-FULD"), (10**9, "BOKS-DREV")])
def test_a_drive_without_room_for_the_index_is_called_full(
    folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch, free: int, code: str
) -> None:
    usage = shutil.disk_usage(folder)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(KnownError) as error, _full():
        connect(folder, keys, "rw")
    assert error.value.code == code


@pytest.mark.parametrize("digest", [{}, [], 5, None])
def test_a_slot_whose_digest_is_no_text_is_damage(folder: Path, digest: object) -> None:
    for name in header.NAMES:
        document = json.loads((folder / name).read_bytes())
        document["head"]["slots"] = dict.fromkeys(document["slots"], digest)
        document["checksum"] = sha256(header.canonical([document["head"], document["mac"]]))
        (folder / name).write_bytes(json.dumps(document).encode())
    with pytest.raises(KnownError) as error:
        come_in(folder)
    assert error.value.code == "BOKS-HOVED-SKADET"
