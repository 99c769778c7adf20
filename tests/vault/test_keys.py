"""Derivation, lengths and signatures."""

import os
from dataclasses import replace
from typing import Any

import pytest

from opspor.vault.keys import FLOOR, STANDARD, Cost, Keys, argon2id, signature_fits


def test_argon2id_is_that_of_every_other_program() -> None:
    # from the reference implementation's own tests: t=2, m=2^16, p=1, "password", "somesalt"
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    assert argon2id(b"password", b"somesalt", Cost(64 * 1024, 2, 1)).hex() == expected


@pytest.mark.parametrize(
    "cost",
    [Cost(64 * 1024 - 1, 3, 4), Cost(4 * 1024 * 1024, 3, 4), Cost(64 * 1024, 0, 4), Cost(64 * 1024, 3, 0)],
)
def test_a_cost_below_the_floor_or_beyond_reason_is_refused(cost: Cost) -> None:
    assert not cost.is_allowed
    with pytest.raises(ValueError, match="bounds"):
        argon2id(b"password", bytes(16), cost)


def test_what_we_use_is_allowed() -> None:
    assert STANDARD.is_allowed
    assert FLOOR.is_allowed
    assert STANDARD.memory_kib == 256 * 1024


@pytest.mark.parametrize("field", ["data_key", "data_salt", "seed"])
def test_a_key_of_another_length_is_refused(keys: Keys, field: str) -> None:
    value = getattr(keys, field)
    wrong: Any
    for wrong in (value[:-1], value + b"x", b""):
        with pytest.raises(ValueError, match="length"):
            replace(keys, **{field: wrong})


def test_keys_show_who_and_never_what(keys: Keys) -> None:
    assert repr(keys) == f"Keys(vault_id='{keys.vault_id}', slot_id='{keys.slot_id}', kind='person')"


def test_a_signature_fits_its_message_and_its_signer(keys: Keys) -> None:
    signature = keys.sign(b"post 1")
    assert signature_fits(keys.verify_key, signature, b"post 1")
    assert not signature_fits(keys.verify_key, signature, b"post 2")
    assert not signature_fits(replace(keys, seed=os.urandom(32)).verify_key, signature, b"post 1")
    assert not signature_fits(b"short", signature, b"post 1")
    assert not signature_fits(keys.verify_key, b"short", b"post 1")


def test_a_mac_depends_on_key_vault_purpose_and_message(keys: Keys) -> None:
    macs = {
        keys.mac("a", b"1"),
        keys.mac("a", b"2"),
        keys.mac("b", b"1"),
        replace(keys, vault_id="x").mac("a", b"1"),
        replace(keys, data_key=os.urandom(32)).mac("a", b"1"),
    }
    assert len(macs) == 5
    assert replace(keys, slot_id="x", seed=os.urandom(32)).mac("a", b"1") in macs
