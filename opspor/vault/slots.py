"""One slot: private keys wrapped by a secret, and the data key sealed to the public half.

Sealing needs the public half only. So anybody inside can give a new data key to all who stay, without their passwords.
"""

import os
import secrets
from dataclasses import replace
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from opspor.domain.errors import KnownError
from opspor.vault.faults import HEADER_CHANGED
from opspor.vault.header import FORMAT, Header, Slot, SlotKind, canonical
from opspor.vault.keys import FLOOR, KEY_BYTES, SALT_BYTES, STANDARD, Derive, Keys, hkdf

_NONCE_BYTES = 12


def new_slot_id() -> str:
    """An id for a slot that is to be made. Whoever it is for is written down before the slot stands in the header, so
    that a slot which nobody knows is not what a crash left.
    """
    return secrets.token_hex(8)


def new_slot(
    header: Header, kind: SlotKind, secret: bytes, data_key: bytes, now: datetime, derive: Derive, slot_id: str = ""
) -> tuple[Slot, Keys]:
    """A slot with a fresh key pair, which ``secret`` opens, and the same slot opened. It has no login name yet.

    A password costs the full derivation. A code or a recovery key holds 100 random bits or more, which no derivation
    makes noticeably harder to guess, so it costs the floor and many open invitations can be tried in a moment.
    """
    private, signing = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    slot = Slot(
        slot_id=slot_id or new_slot_id(),
        kind=kind,
        created=now,
        login=None,
        cost=STANDARD if kind is SlotKind.PERSON else FLOOR,
        salt=b"",
        wrapped=b"",
        x25519=private.public_key().public_bytes_raw(),
        ed25519=signing.public_key().public_bytes_raw(),
        sealed=b"",
    )
    slot = seal(header, slot, data_key)
    pair = private.private_bytes_raw() + signing.private_bytes_raw()
    return wrap(header, slot, pair, secret, derive), keys_from(header, slot, pair)


def wrap(header: Header, slot: Slot, private: bytes, secret: bytes, derive: Derive) -> Slot:
    """``slot`` with its private keys (as ``unwrap`` gave them) under ``secret``, with a fresh salt."""
    salt = os.urandom(SALT_BYTES)
    key = derive(secret, salt, slot.cost)
    return replace(slot, salt=salt, wrapped=_encrypt(key, private, _binding("wrap", header, slot)))


def unwrap(header: Header, slot: Slot, secret: bytes, derive: Derive) -> bytes | None:
    """The two private keys of ``slot``, 64 bytes; None when ``secret`` is not the one."""
    try:
        return _decrypt(derive(secret, slot.salt, slot.cost), slot.wrapped, _binding("wrap", header, slot))
    except InvalidTag:
        return None


def keys_from(header: Header, slot: Slot, private: bytes) -> Keys:
    """The keys of the vault, from the private keys of one slot. Raises ``KnownError`` when they don't fit together."""
    try:
        data_key = _unseal(header, slot, private[:KEY_BYTES])
        return Keys(header.vault_id, slot.slot_id, slot.kind.value, data_key, header.data_salt, private[KEY_BYTES:])
    except (InvalidTag, ValueError):
        raise KnownError(HEADER_CHANGED) from None


def seal(header: Header, slot: Slot, data_key: bytes) -> Slot:
    """``slot`` with ``data_key`` sealed to it instead of the one it had. Nobody's password is needed."""
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(slot.x25519))
    sealed = public + _encrypt(_seal_key(shared, public, slot), data_key, _binding("seal", header, slot))
    return replace(slot, sealed=sealed)


def _unseal(header: Header, slot: Slot, private: bytes) -> bytes:
    public, sealed = slot.sealed[:KEY_BYTES], slot.sealed[KEY_BYTES:]
    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    return _decrypt(_seal_key(shared, public, slot), sealed, _binding("seal", header, slot))


def _seal_key(shared: bytes, ephemeral: bytes, slot: Slot) -> bytes:
    return hkdf(shared, b"opspor 1 seal " + ephemeral + slot.x25519)


def _binding(purpose: str, header: Header, slot: Slot) -> bytes:
    """What a ciphertext belongs to: moved to another vault, slot, kind or use, it does not open."""
    return canonical(["opspor", FORMAT, purpose, header.vault_id, slot.slot_id, slot.kind.value])


def _encrypt(key: bytes, plain: bytes, binding: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, binding)


def _decrypt(key: bytes, sealed: bytes, binding: bytes) -> bytes:
    if len(sealed) <= _NONCE_BYTES:
        raise InvalidTag
    return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], binding)
