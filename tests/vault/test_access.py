"""Who comes in, who doesn't, and what each is told."""

import shutil
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault import access, header, recovery
from opspor.vault.header import SlotKind
from opspor.vault.keys import STANDARD, Cost, Keys, signature_fits
from tests.guards import PASSWORD, canaries_in
from tests.vault.conftest import LOGIN, NOW, NewVault, add_person, come_in, flip, quick

OTHER = "et helt andet kodeord"


def refused(code: str) -> "pytest.RaisesExc[KnownError]":
    return pytest.RaisesExc(KnownError, check=lambda error: error.code == code)


@pytest.mark.parametrize("login", [LOGIN.upper(), f"  {LOGIN} "])
def test_capitals_and_spaces_in_a_login_do_not_matter(folder: Path, keys: Keys, login: str) -> None:
    assert come_in(folder, login) == keys


def test_letters_typed_in_another_way_are_the_same_letters(folder: Path, keys: Keys) -> None:
    add_person(folder, keys, "a\u030ase", "bla\u030aba\u030ar")
    assert come_in(folder, "Åse", "blåbår").data_key == keys.data_key


@pytest.mark.parametrize(("login", "password"), [(LOGIN, OTHER), ("lars", PASSWORD), ("", ""), ("\udc80", "\udc80")])
def test_wrong_login_and_wrong_password_say_the_same(folder: Path, login: str, password: str) -> None:
    with refused("BOKS-ADGANG"):
        come_in(folder, login, password)


def test_wrong_login_and_wrong_password_cost_the_same_work(folder: Path) -> None:
    def work(login: str) -> list[Cost]:
        done: list[Cost] = []

        def counting(secret: bytes, salt: bytes, cost: Cost) -> bytes:
            done.append(cost)
            return quick(secret, salt, cost)

        with pytest.raises(KnownError):
            access.unlock(folder, login, OTHER, derive=counting)
        return done

    assert work(LOGIN) == work("lars")
    assert work(LOGIN)[-1] == STANDARD


def test_nothing_secret_stands_in_errors_or_keys(folder: Path, keys: Keys) -> None:
    secrets = [keys.data_key.hex(), repr(keys.data_key), keys.seed.hex(), repr(keys.seed)]
    try:
        come_in(folder, LOGIN, PASSWORD + " forkert")
    except KnownError as error:
        told = "".join(traceback.format_exception(error)) + repr(error) + repr(error.args)
    told += f"{keys} {keys!r} {header.read(folder)!r}"
    assert canaries_in(told) == []
    assert not [secret for secret in secrets if secret in told]


def test_each_person_has_a_signature_of_their_own(folder: Path, keys: Keys) -> None:
    slot_id = add_person(folder, keys, "lars", OTHER)
    lars = come_in(folder, "lars", OTHER)
    assert (lars.slot_id, lars.data_key, lars.vault_id) == (slot_id, keys.data_key, keys.vault_id)
    assert signature_fits(lars.verify_key, lars.sign(b"x"), b"x")
    assert not signature_fits(keys.verify_key, lars.sign(b"x"), b"x")


def test_a_login_belongs_to_one_person(folder: Path, keys: Keys) -> None:
    with refused("BOKS-OPTAGET-NAVN"):
        add_person(folder, keys, LOGIN.title(), OTHER)
    _, code = access.invite(folder, keys, now=NOW, derive=quick)
    with refused("BOKS-OPTAGET-NAVN"):
        access.accept_invitation(folder, LOGIN, code, OTHER, now=NOW, derive=quick)


def test_without_a_login_exactly_one_person_must_have_the_password(folder: Path, keys: Keys) -> None:
    add_person(folder, keys, "lars", OTHER)
    assert access.unlock_any(folder, OTHER, derive=quick).slot_id != keys.slot_id
    add_person(folder, keys, "mette", OTHER)
    with refused("BOKS-FLERE"):
        access.unlock_any(folder, OTHER, derive=quick)
    with refused("BOKS-ADGANG"):
        access.unlock_any(folder, "noget tredje", derive=quick)


def test_an_invitation_becomes_a_person_whom_the_inviter_cannot_sign_for(folder: Path, keys: Keys) -> None:
    slot_id, code = access.invite(folder, keys, now=NOW, derive=quick)
    before = shutil.copytree(folder, folder.with_name("kopi"))
    guest = access.accept_invitation(folder, "lars", code.lower(), OTHER, now=NOW, derive=quick)
    assert (guest.slot_id, guest.kind, guest.data_key) == (slot_id, "person", keys.data_key)
    assert come_in(folder, "lars", OTHER) == guest
    inviters = access.accept_invitation(before, "lars", code, OTHER, now=NOW, derive=quick)
    assert inviters.verify_key != guest.verify_key


def test_a_code_opens_once(folder: Path, keys: Keys) -> None:
    _, code = access.invite(folder, keys, now=NOW, derive=quick)
    access.accept_invitation(folder, "lars", code, OTHER, now=NOW, derive=quick)
    with refused("BOKS-INVITATION"):
        access.accept_invitation(folder, "mette", code, OTHER, now=NOW, derive=quick)
    with refused("BOKS-ADGANG"):
        access.unlock_any(folder, code.replace("-", ""), derive=quick)


def test_several_open_invitations_do_not_disturb_each_other(folder: Path, keys: Keys) -> None:
    open_ones = [access.invite(folder, keys, now=NOW, derive=quick) for _ in range(5)]
    for number, (slot_id, code) in reversed(list(enumerate(open_ones))):
        assert access.accept_invitation(folder, f"p{number}", code, OTHER, now=NOW, derive=quick).slot_id == slot_id


def test_a_recovery_key_opens_the_vault(folder: Path, keys: Keys) -> None:
    words = recovery.new_words()
    slot_id = access.add_recovery(folder, keys, " ".join(words), now=NOW, derive=quick)
    found = access.unlock_recovery(folder, "\n".join(words).upper(), derive=quick)
    assert (found.slot_id, found.kind, found.data_key) == (slot_id, "recovery", keys.data_key)


def test_two_recovery_keys_live_side_by_side_and_one_can_be_replaced(folder: Path, keys: Keys) -> None:
    ours, municipality, new = (" ".join(recovery.new_words()) for _ in range(3))
    slot_id = access.add_recovery(folder, keys, ours, now=NOW, derive=quick)
    access.add_recovery(folder, keys, municipality, kind=SlotKind.DEPOSIT, now=NOW, derive=quick)
    access.add_recovery(folder, keys, new, instead_of=slot_id, now=NOW, derive=quick)
    assert access.unlock_recovery(folder, municipality, derive=quick).kind == "deposit"
    assert access.unlock_recovery(folder, new, derive=quick).kind == "recovery"
    with refused("BOKS-NOEGLE"):
        access.unlock_recovery(folder, ours, derive=quick)


def test_a_changed_password_opens_and_the_old_one_does_not(folder: Path, keys: Keys) -> None:
    data = (folder / "data.db").read_bytes()
    with refused("BOKS-ADGANG"):
        access.change_password(folder, keys, OTHER, "nyt", derive=quick)
    access.change_password(folder, keys, PASSWORD, OTHER, derive=quick)
    assert come_in(folder, LOGIN, OTHER) == keys
    with refused("BOKS-ADGANG"):
        come_in(folder)
    assert (folder / "data.db").read_bytes() == data


def test_a_removed_person_does_not_come_in(folder: Path, keys: Keys) -> None:
    slot_id = add_person(folder, keys, "lars", OTHER)
    access.remove_slot(folder, keys, slot_id)
    with refused("BOKS-ADGANG"):
        come_in(folder, "lars", OTHER)
    with refused("BOKS-INGEN-ADGANG"):
        access.remove_slot(folder, keys, slot_id)
    lars = replace(keys, slot_id=slot_id)
    with refused("BOKS-INGEN-ADGANG"):
        access.change_password(folder, lars, OTHER, "nyt", derive=quick)


def test_the_last_person_stays(folder: Path, keys: Keys) -> None:
    access.add_recovery(folder, keys, " ".join(recovery.new_words()), now=NOW, derive=quick)
    with refused("BOKS-SIDSTE"):
        access.remove_slot(folder, keys, keys.slot_id)
    assert come_in(folder) == keys


def test_the_header_of_another_vault_is_not_taken_for_a_wrong_password(folder: Path, new_vault: NewVault) -> None:
    other, _ = new_vault("anden.opspor")
    for name in header.NAMES:
        shutil.copy(other / name, folder / name)
    with refused("BOKS-ANDEN"):
        come_in(folder, LOGIN, OTHER)


def test_keys_of_another_vault_change_nothing(folder: Path, new_vault: NewVault) -> None:
    _, strange = new_vault("anden.opspor")
    with refused("BOKS-HOVED-RETTET"):
        access.invite(folder, strange, now=NOW, derive=quick)


def test_with_a_damaged_slot_a_wrong_password_may_be_no_fault_of_theirs(folder: Path, keys: Keys) -> None:
    add_person(folder, keys, "lars", OTHER)
    for name in header.NAMES:
        content = (folder / name).read_bytes()
        flip(folder / name, content.index(b'"wrapped"', content.index(f'"{keys.slot_id}": {{'.encode())) + 20)
    assert come_in(folder, "lars", OTHER).data_key == keys.data_key
    with refused("BOKS-ADGANG-SKADET"):
        come_in(folder)
    assert [finding.code for finding in header.read(folder).findings][-1] == "BOKS-ADGANGE-SKADET"


def test_a_damaged_slot_stays_until_it_is_removed(folder: Path, keys: Keys) -> None:
    slot_id = add_person(folder, keys, "lars", OTHER)
    for name in header.NAMES:
        content = (folder / name).read_bytes()
        flip(folder / name, content.index(b'"sealed"', content.index(f'"{slot_id}": {{'.encode())) + 20)
    damaged = header.read(folder).damaged
    access.invite(folder, keys, now=NOW, derive=quick)
    assert header.read(folder).damaged == damaged
    assert [slot.slot_id for slot in damaged] == [slot_id]
    access.remove_slot(folder, keys, slot_id)
    assert header.read(folder).findings == ()


def test_a_damaged_copy_is_written_again(folder: Path, keys: Keys) -> None:
    (folder / "header.json").write_bytes(b"")
    assert [finding.code for finding in access.mend(folder, keys)] == ["BOKS-TVILLING"]
    assert access.mend(folder, keys) == ()
    (folder / "header.bak").unlink()
    assert come_in(folder) == keys
