"""A new data key for those who stay, in a file that is written anew beside the old one."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.local import Local
from opspor.store import migrate
from opspor.vault import access, beredskab_file, datafile, header, recovery, rekey
from opspor.vault.beredskab_file import Contact
from opspor.vault.connection import writer_engine
from opspor.vault.header import LogHead, SlotKind
from opspor.vault.keys import Keys
from tests.store.factories import one_row_each
from tests.vault.conftest import LOGIN, NOW, add_person, come_in, flip, quick

NUMBERS = (Contact("leader", "Leder", "20 30 40 50", "", date(2026, 11, 1), "leder"),)
LARS, LARS_CODE = "lars", "lars' kode"


@pytest.fixture
def lars(folder: Path, keys: Keys) -> str:
    """A vault with a row in every table, numbers, a recovery key and an invitation; the slot of Lars, who leaves."""
    engine = writer_engine(folder, keys)
    with engine.begin() as connection:
        migrate.bring_up_to_date(connection)
        one_row_each(connection)
    engine.dispose()
    beredskab_file.write(folder, keys, NUMBERS, Local(sparring="Ring"))
    return add_person(folder, keys, LARS, LARS_CODE)


def silent(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def changed(folder: Path, keys: Keys, lars: str, progress: rekey.Progress = silent) -> Keys:
    """The whole way, as the workplace goes it; the new keys."""
    new = build(folder, keys, lars, progress)
    rekey.prove(folder, new)
    rekey.switch(folder, keys, new)
    return new


def build(folder: Path, keys: Keys, lars: str, progress: rekey.Progress = silent, stop: bool = False) -> Keys:
    stay = header.read(folder).slot_ids - {lars}
    return rekey.build(folder, keys, stay, progress=progress, stopped=lambda: stop)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(call: Callable[[], object], code: str) -> None:
    with pytest.raises(KnownError) as error:
        call()
    assert error.value.code == code


def test_those_who_stay_come_in_with_a_new_key_and_find_every_row(folder: Path, keys: Keys, lars: str) -> None:
    words = " ".join(recovery.new_words())
    deposited = access.add_recovery(folder, keys, words, kind=SlotKind.DEPOSIT, now=NOW, derive=quick)
    _, code = access.invite(folder, keys, now=NOW, derive=quick)
    before = datafile.contents(folder, keys)
    told: list[tuple[int, int]] = []

    new = changed(folder, keys, lars, lambda done, of: told.append((done, of)))

    assert come_in(folder) == new
    assert (new.slot_id, new.seed) == (keys.slot_id, keys.seed)
    assert not {new.data_key, new.data_salt} & {keys.data_key, keys.data_salt}
    assert datafile.contents(folder, new) == before
    assert sum(before.values()) > 20
    assert datafile.check_pages(folder, new) == ()
    assert access.unlock_recovery(folder, words, derive=quick).slot_id == deposited
    assert access.accept_invitation(folder, "ida", code, "idas kode", now=NOW, derive=quick).data_key == new.data_key
    assert beredskab_file.verify(folder, new)
    assert beredskab_file.read(folder).entries == NUMBERS
    assert beredskab_file.read(folder).local.sparring == "Ring"
    assert told == sorted(told)
    assert all(0 <= done <= of for done, of in told)  # nothing yet, while the pages are looked through
    assert told[-1][0] > 0
    assert not (folder / rekey.NEW).exists()
    assert header.read(folder).findings == ()


def test_who_leaves_and_what_they_know_opens_nothing_any_more(folder: Path, keys: Keys, lars: str) -> None:
    kept = access.unlock(folder, LARS, LARS_CODE, derive=quick)  # the key that they may have kept from memory

    new = changed(folder, keys, lars)

    refused(lambda: access.unlock(folder, LARS, LARS_CODE, derive=quick), "BOKS-ADGANG")
    refused(lambda: datafile.connect(folder, kept, "ro"), "BOKS-ANDEN")
    assert lars not in header.read(folder).slot_ids
    refused(lambda: header.verify(header.read(folder), keys), "BOKS-HOVED-RETTET")
    assert new.data_key.hex().encode() not in b"".join(files(folder).values())


def test_an_old_copy_still_opens_with_an_old_password(folder: Path, keys: Keys, lars: str, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "gammel")

    changed(folder, keys, lars)

    old = access.unlock(tmp_path / "gammel", LARS, LARS_CODE, derive=quick)
    assert datafile.check_pages(tmp_path / "gammel", old) == ()


def test_a_slot_that_nobody_knows_gets_no_new_key(folder: Path, keys: Keys, lars: str) -> None:
    stay = header.read(folder).slot_ids - {lars}
    add_person(folder, keys, "fremmed", "fremmed kode")

    rekey.switch(folder, keys, rekey.build(folder, keys, stay, progress=silent, stopped=lambda: False))

    refused(lambda: access.unlock(folder, "fremmed", "fremmed kode", derive=quick), "BOKS-ADGANG")


def test_stopping_before_the_switch_leaves_everything_as_it_was(folder: Path, keys: Keys, lars: str) -> None:
    before = files(folder)
    refused(lambda: build(folder, keys, lars, stop=True), "NOEGLE-STOPPET")
    rekey.discard(folder)
    build(folder, keys, lars)
    rekey.tidy(folder, keys)

    assert datafile.check_pages(folder, come_in(folder, LARS, LARS_CODE)) == ()
    assert {name for name in files(folder) if not name.endswith(("-wal", "-shm"))} == set(before)
    assert files(folder)["data.db"] == before["data.db"]


def test_a_new_file_that_is_damaged_never_takes_the_place_of_the_old(folder: Path, keys: Keys, lars: str) -> None:
    new = build(folder, keys, lars)
    flip(folder / rekey.NEW / "data.db", 9000)

    refused(lambda: rekey.prove(folder, new), "NOEGLE-UENS")
    assert datafile.check_pages(folder, come_in(folder, LARS, LARS_CODE)) == ()


def test_a_new_file_without_a_row_is_refused(
    folder: Path, keys: Keys, lars: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = datafile.copy

    def forgetful(folder: Path, keys: Keys, target: Path, tell: Callable[[int, int], bool]) -> None:
        copy(folder, keys, target, tell)
        connection = datafile.connect(target, keys, "rw")
        connection.execute("DELETE FROM draft")
        connection.close()

    monkeypatch.setattr(datafile, "copy", forgetful)
    refused(lambda: build(folder, keys, lars), "NOEGLE-UENS")


def test_a_full_drive_is_said_and_the_old_vault_stays(
    folder: Path, keys: Keys, lars: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("opspor.vault.datafile.os.fsync", full)
        refused(lambda: build(folder, keys, lars), "BOKS-FULD")
    assert datafile.check_pages(folder, come_in(folder, LARS, LARS_CODE)) == ()


def test_nothing_changes_places_while_somebody_is_connected(folder: Path, keys: Keys, lars: str) -> None:
    new = build(folder, keys, lars)
    reader = datafile.connect(folder, keys, "ro")
    reader.execute("SELECT * FROM draft").fetchall()

    refused(lambda: rekey.switch(folder, keys, new), "BOKS-OPTAGET")
    reader.close()

    assert come_in(folder, LARS, LARS_CODE)


@pytest.mark.parametrize("failing", ["header.json", "data.db"])
def test_a_switch_that_fails_before_its_moment_leaves_the_old_vault(
    folder: Path, keys: Keys, lars: str, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    new = build(folder, keys, lars)
    move = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self == folder / rekey.NEW / failing:
            raise PermissionError(errno.EACCES, "held")
        return move(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        refused(lambda: rekey.switch(folder, keys, new), "BOKS-SKRIVEBESKYTTET")

    assert datafile.check_pages(folder, come_in(folder, LARS, LARS_CODE)) == ()
    header.verify(header.read(folder), keys)


@pytest.fixture(params=["header.json", "data.db", "beredskab.json"])
def cut_off(
    request: pytest.FixtureRequest, folder: Path, keys: Keys, lars: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Keys]:
    """A switch that was cut off right after the file of that name had its new place."""
    new = build(folder, keys, lars)
    move = rekey._move

    class PowerCutError(BaseException):
        pass

    def cut(file: Path, into: Path) -> None:
        move(file, into)
        if file.name == request.param:
            raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(rekey, "_move", cut)
        patch.setattr(header, "save", lambda *_: None)  # nobody puts anything back
        with pytest.raises(PowerCutError):
            rekey.switch(folder, keys, new)
    return request.param, new


def test_cut_off_anywhere_in_the_switch_one_vault_opens_and_is_tidied(folder: Path, cut_off: tuple[str, Keys]) -> None:
    after, new = cut_off
    switched = after != "header.json"

    opened = come_in(folder)
    rekey.tidy(folder, opened)

    assert (opened == new) is switched
    assert datafile.check_pages(folder, opened) == ()
    assert beredskab_file.verify(folder, opened)
    assert not (folder / rekey.NEW).exists()
    for name in header.NAMES:  # each copy alone is enough again
        other = next(other for other in header.NAMES if other != name)
        content = (folder / other).read_bytes()
        (folder / other).unlink()
        assert come_in(folder, LOGIN).data_key == opened.data_key
        (folder / other).write_bytes(content)
    if switched:
        refused(lambda: come_in(folder, LARS, LARS_CODE), "BOKS-ADGANG")
    else:
        assert come_in(folder, LARS, LARS_CODE)


def test_numbers_that_were_changed_by_others_are_still_found_afterwards(folder: Path, keys: Keys, lars: str) -> None:
    numbers = folder / beredskab_file.NAME
    stranger = Keys(keys.vault_id, "x", "person", b"\1" * 32, keys.data_salt, b"\2" * 32)
    beredskab_file.write(folder, stranger, NUMBERS, Local())
    content = numbers.read_bytes()

    new = changed(folder, keys, lars)

    assert not beredskab_file.verify(folder, new)
    assert numbers.read_bytes() == content


def test_where_the_log_ended_stands_in_the_new_header(folder: Path, keys: Keys, lars: str) -> None:
    head = LogHead(7, "ab" * 32, keys.slot_id, b"s" * 64)
    header.save(folder, replace(header.read(folder), log=head), keys)

    changed(folder, keys, lars)

    assert header.read(folder).log == head
