"""Keys: what a password is made into, and what an open vault is held by."""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from opspor.domain.errors import KnownError
from opspor.vault.faults import LOW_MEMORY

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one Argon2id derivation costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def is_allowed(self) -> bool:
        """False below 64 MiB, which a header may never ask for, and above what could hang the PC."""
        return 64 * 1024 <= self.memory_kib <= 2 * 1024 * 1024 and 1 <= self.iterations <= 32 and 1 <= self.lanes <= 16


STANDARD = Cost(256 * 1024, 3, 4)  # about 0.5 s; a password
FLOOR = Cost(64 * 1024, 3, 4)  # about 0.1 s, RFC 9106's second choice; a login name, and codes of 100 bits and more

Derive = Callable[[bytes, bytes, Cost], bytes]  # secret, salt, cost -> 32 bytes


def argon2id(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a secret: RFC 9106.

    Raises ``ValueError`` for a cost that is not allowed and ``KnownError`` BOKS-HUKOMMELSE when the PC has no room.
    """
    if not cost.is_allowed:
        raise ValueError("cost out of bounds")
    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(secret)
    except MemoryError:
        raise KnownError(LOW_MEMORY) from None


def secret_bytes(typed: str) -> bytes:
    """A typed password as bytes: NFC, so that å typed on two kinds of keyboard is one letter."""
    return unicodedata.normalize("NFC", typed).encode("utf-8", "surrogatepass")


def hkdf(key: bytes, info: bytes) -> bytes:
    """A 32-byte key for one purpose (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)


@dataclass(frozen=True, slots=True)
class Keys:
    """An open vault: who opened it, the data key that all share, and the signing key that is this person's alone.

    ``kind`` is that of the slot: ``person``, ``invite``, ``recovery`` or ``deposit``. ``data_salt`` is the salt of
    ``data.db``.
    """

    vault_id: str
    slot_id: str
    kind: str
    data_key: bytes = field(repr=False)
    data_salt: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        # SQLCipher takes a raw key of another length as a passphrase, without a word
        if (len(self.data_key), len(self.data_salt), len(self.seed)) != (KEY_BYTES, SALT_BYTES, KEY_BYTES):
            raise ValueError("key of wrong length")

    def sign(self, message: bytes) -> bytes:
        """This person's Ed25519 signature, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    @property
    def verify_key(self) -> bytes:
        """The public half of the signing key, 32 bytes. Keep it with the person: it outlives the slot."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def mac(self, purpose: str, message: bytes) -> bytes:
        """HMAC-SHA256 of ``message`` under a key that is made from the data key for ``purpose`` in this vault."""
        return hmac.digest(hkdf(self.data_key, f"opspor 1 mac {purpose} {self.vault_id}".encode()), message, "sha256")


def signature_fits(verify_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of ``verify_key`` signed ``message``; False for a malformed key or signature."""
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def sha256(content: bytes) -> str:
    """SHA-256 as hex."""
    return hashlib.sha256(content).hexdigest()
