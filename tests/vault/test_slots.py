"""A slot opens with its own secret, in its own place, and nowhere else."""

import os
from dataclasses import replace
from typing import Any

import pytest

from opspor.domain.errors import KnownError
from opspor.vault.header import Header, Slot, SlotKind
from opspor.vault.keys import FLOOR, STANDARD
from opspor.vault.slots import keys_from, new_slot, seal, unwrap, wrap
from tests.vault.conftest import NOW, quick

DATA_KEY = os.urandom(32)
HEADER = Header("vault", NOW, 1, os.urandom(16), os.urandom(16), FLOOR, ())


@pytest.fixture
def slot() -> Slot:
    """A person's slot with the password ``kode``."""
    return new_slot(HEADER, SlotKind.PERSON, b"kode", DATA_KEY, NOW, quick)[0]


def private_of(slot: Slot, header: Header = HEADER, secret: bytes = b"kode") -> bytes | None:
    return unwrap(header, slot, secret, quick)


def test_the_secret_gives_the_data_key(slot: Slot) -> None:
    private = private_of(slot)
    assert private is not None
    found = keys_from(HEADER, slot, private)
    assert (found.data_key, found.slot_id, found.verify_key) == (DATA_KEY, slot.slot_id, slot.ed25519)


def test_another_secret_gives_nothing(slot: Slot) -> None:
    assert private_of(slot, secret=b"Kode") is None


def test_it_is_bound_to_vault_id_and_kind(slot: Slot) -> None:
    assert private_of(slot, replace(HEADER, vault_id="other")) is None
    assert private_of(replace(slot, slot_id="other")) is None
    assert private_of(replace(slot, kind=SlotKind.RECOVERY)) is None


@pytest.mark.parametrize("field", ["wrapped", "salt"])
def test_any_changed_byte_of_the_wrapping_is_noticed(slot: Slot, field: str) -> None:
    value: bytes = getattr(slot, field)
    for place in range(len(value)):
        changed: Any = bytes([*value[:place], value[place] ^ 1, *value[place + 1 :]])
        assert private_of(replace(slot, **{field: changed})) is None


@pytest.mark.parametrize("sealed", [b"", b"x", bytes(32), bytes(92)])
def test_a_data_key_sealed_by_nobody_is_refused(slot: Slot, sealed: bytes) -> None:
    private = private_of(slot)
    assert private is not None
    with pytest.raises(KnownError) as error:
        keys_from(HEADER, replace(slot, sealed=sealed), private)
    assert error.value.code == "BOKS-HOVED-RETTET"


def test_the_sealed_key_of_one_slot_does_not_open_in_another(slot: Slot) -> None:
    other, _ = new_slot(HEADER, SlotKind.PERSON, b"kode", DATA_KEY, NOW, quick)
    private = private_of(slot)
    assert private is not None
    with pytest.raises(KnownError):
        keys_from(HEADER, replace(slot, sealed=other.sealed), private)


def test_a_new_wrapping_keeps_the_keys_and_takes_a_fresh_salt(slot: Slot) -> None:
    private = private_of(slot)
    assert private is not None
    changed = wrap(HEADER, slot, private, b"ny", quick)
    assert private_of(changed, secret=b"ny") == private
    assert private_of(changed) is None
    assert (changed.salt != slot.salt, changed.sealed == slot.sealed) == (True, True)


def test_only_a_password_needs_the_full_derivation() -> None:
    costs = {kind: new_slot(HEADER, kind, b"kode", DATA_KEY, NOW, quick)[0].cost for kind in SlotKind}
    assert costs == {kind: STANDARD if kind is SlotKind.PERSON else FLOOR for kind in SlotKind}


def test_a_new_data_key_is_sealed_without_the_secret_and_opens_with_it(slot: Slot) -> None:
    fresh = b"\x09" * 32

    sealed = seal(HEADER, slot, fresh)

    private = unwrap(HEADER, sealed, b"kode", quick)
    assert private is not None
    assert keys_from(HEADER, sealed, private).data_key == fresh
    assert (sealed.wrapped, sealed.x25519) == (slot.wrapped, slot.x25519)
