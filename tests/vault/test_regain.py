"""Back in with the recovery key: a new login and password for one, everybody else untouched."""

from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault import access, header, recovery
from opspor.vault.header import SlotKind
from opspor.vault.keys import Keys
from opspor.vault.regain import only_recovery, regain
from tests.vault.conftest import LOGIN, NOW, add_person, come_in, quick

NEW = "nyt og langt kodeord"


@pytest.fixture
def lars(folder: Path, keys: Keys) -> str:
    """A second person's slot."""
    return add_person(folder, keys, "lars", "lars' kode")


def recovery_key(folder: Path, keys: Keys, kind: SlotKind = SlotKind.RECOVERY) -> Keys:
    words = " ".join(recovery.new_words())
    access.add_recovery(folder, keys, words, kind=kind, now=NOW, derive=quick)
    return access.unlock_recovery(folder, words, derive=quick)


def test_the_new_password_opens_the_old_one_does_not_and_others_come_in_as_before(
    folder: Path, keys: Keys, lars: str
) -> None:
    found = recovery_key(folder, keys)

    new = regain(folder, found, LOGIN, NEW, others={lars}, now=NOW, derive=quick)

    assert come_in(folder, LOGIN, NEW) == new
    assert (new.data_key, new.slot_id != keys.slot_id) == (keys.data_key, True)
    with pytest.raises(KnownError) as old:
        come_in(folder)
    assert old.value.code == "BOKS-ADGANG"
    assert come_in(folder, "lars", "lars' kode").slot_id == lars


def test_what_an_attempt_that_was_cut_off_left_behind_does_not_hold_the_login(folder: Path, keys: Keys) -> None:
    found = recovery_key(folder, keys)
    regain(folder, found, "mette", "første forsøg", others=(), now=NOW, derive=quick)

    regain(folder, found, "mette", NEW, others=(), now=NOW, derive=quick)

    assert come_in(folder, "mette", NEW)
    with pytest.raises(KnownError):
        come_in(folder, "mette", "første forsøg")


def test_the_login_of_another_is_not_taken_and_nothing_is_written(folder: Path, keys: Keys, lars: str) -> None:
    found = recovery_key(folder, keys)
    before = header.read(folder)

    with pytest.raises(KnownError) as taken:
        regain(folder, found, "LARS", NEW, others={lars}, now=NOW, derive=quick)

    assert taken.value.code == "BOKS-OPTAGET-NAVN"
    assert header.read(folder) == before


def test_an_open_invitation_is_still_open(folder: Path, keys: Keys) -> None:
    _, code = access.invite(folder, keys, now=NOW, derive=quick)
    found = recovery_key(folder, keys)

    regain(folder, found, LOGIN, NEW, others=(), now=NOW, derive=quick)

    assert access.accept_invitation(folder, "ida", code, "idas kode", now=NOW, derive=quick)


@pytest.mark.parametrize("kind", [SlotKind.RECOVERY, SlotKind.DEPOSIT])
def test_only_the_key_that_was_proved_last_is_left_and_the_other_kind_stays(
    folder: Path, keys: Keys, kind: SlotKind
) -> None:
    deposited, ours = recovery_key(folder, keys, SlotKind.DEPOSIT), recovery_key(folder, keys)
    replaced, kept = (ours, deposited) if kind is SlotKind.RECOVERY else (deposited, ours)
    proved = recovery_key(folder, keys, kind)

    only_recovery(folder, keys, proved)

    assert header.read(folder).slot_ids == {keys.slot_id, proved.slot_id, kept.slot_id}
    assert replaced.slot_id != proved.slot_id
