"""The numbers that are there when nothing else is."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.local import Local, LocalNote
from opspor.vault.beredskab_file import NAME, Contact, Contacts, read, verify, write
from opspor.vault.header import canonical
from opspor.vault.keys import Keys, sha256
from tests.vault.conftest import NewVault, flip

CONTACTS = (
    Contact("kommunen", "Børne- og familieafdelingen", "12 34 56 78", "hverdage 8–15", date(2026, 11, 3), "Leder"),
    Contact("doegnvagt", "Den sociale døgnvagt", "", "", None, ""),
)


LOCAL = Local(
    "Ådal Kommune", "Digital Post", "", "Ring, og sig ikke navnet", (Limit(5), Limit(7, 20)),
    (LocalNote(Track.HONOUR, "", "Brug altid det lille mødelokale"),), date(2026, 11, 3), "Konsulent",
)  # fmt: skip


def test_without_a_key_the_numbers_are_read(folder: Path, keys: Keys) -> None:
    write(folder, keys, CONTACTS, LOCAL)
    assert read(folder) == Contacts(CONTACTS, local=LOCAL)
    assert verify(folder, keys)


def test_no_file_is_no_damage(folder: Path, keys: Keys) -> None:
    assert read(folder) == Contacts()
    assert read(folder / "intet") == Contacts()
    assert verify(folder, keys)


def test_any_flipped_bit_shows_no_wrong_number(folder: Path, keys: Keys) -> None:
    write(folder, keys, CONTACTS, LOCAL)
    good = (folder / NAME).read_bytes()
    for place in range(len(good)):
        flip(folder / NAME, place, place % 8)
        assert read(folder) in (Contacts(CONTACTS, local=LOCAL), Contacts(damaged=True)), f"byte {place}"
        (folder / NAME).write_bytes(good)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b"x" * 5_000_000])
def test_what_is_no_such_file_is_damaged_and_never_raises(folder: Path, keys: Keys, content: bytes) -> None:
    (folder / NAME).write_bytes(content)
    assert read(folder) == Contacts(damaged=True)
    assert not verify(folder, keys)


def test_a_folder_of_that_name_is_damaged(folder: Path, keys: Keys) -> None:
    (folder / NAME).mkdir()
    assert read(folder) == Contacts(damaged=True)
    assert not verify(folder, keys)


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", 112), ("checked_on", "i går"), ("checked_on", 5), ("name", "x"), ("format", 3), ("mac", 7)],
)
def test_a_file_of_another_shape_is_damaged(folder: Path, keys: Keys, field: str, value: object) -> None:
    write(folder, keys, CONTACTS, LOCAL)
    document = json.loads((folder / NAME).read_bytes())
    (document if field in document else document["body"]["contacts"][0])[field] = value
    document["checksum"] = sha256(canonical([document["body"], document["mac"]]))
    (folder / NAME).write_bytes(json.dumps(document).encode())
    assert read(folder) == Contacts(damaged=True)


def test_a_number_that_somebody_without_the_key_put_there_is_found(
    folder: Path, keys: Keys, new_vault: NewVault
) -> None:
    _, strange = new_vault("anden.opspor")
    write(folder, strange, (replace(CONTACTS[0], phone="87 65 43 21"),), LOCAL)
    assert read(folder).entries[0].phone == "87 65 43 21"
    assert not verify(folder, keys)


def test_the_numbers_of_the_first_format_are_read_and_proved(folder: Path, keys: Keys) -> None:
    body = [asdict(entry) | {"checked_on": str(entry.checked_on) if entry.checked_on else None} for entry in CONTACTS]
    mac = keys.mac("beredskab", canonical(body)).hex()
    document = {"format": 1, "contacts": body, "mac": mac, "checksum": sha256(canonical([body, mac]))}
    (folder / NAME).write_text(json.dumps(document), "utf-8")

    assert read(folder) == Contacts(CONTACTS)
    assert verify(folder, keys)


def test_what_the_local_layer_says_is_proved_too(folder: Path, keys: Keys) -> None:
    write(folder, keys, CONTACTS, LOCAL)
    document = json.loads((folder / NAME).read_bytes())
    document["body"]["local"]["sparring"] = "Ring til naboen"
    document["checksum"] = sha256(canonical([document["body"], document["mac"]]))
    (folder / NAME).write_text(json.dumps(document), "utf-8")

    assert read(folder).local.sparring == "Ring til naboen"
    assert not verify(folder, keys)
