"""A real vault with a real encrypted file. Only the key derivation is a quick one, handed in as an argument."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from opspor.vault import access
from opspor.vault.creation import create_vault
from opspor.vault.keys import Cost, Keys
from tests.guards import PASSWORD

NOW = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
LOGIN = "kanariette"


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A derivation that costs nothing and still depends on everything."""
    return hashlib.sha256(f"{len(salt)} {cost}".encode() + salt + secret).digest()


def come_in(folder: Path, login: str = LOGIN, password: str = PASSWORD) -> Keys:
    """Unlock with the quick derivation."""
    return access.unlock(folder, login, password, derive=quick)


def add_person(folder: Path, keys: Keys, login: str, password: str) -> str:
    """Let in somebody more, by an invitation that is accepted at once; the id of their slot."""
    _, code = access.invite(folder, keys, now=NOW, derive=quick)
    return access.accept_invitation(folder, login, code, password, now=NOW, derive=quick).slot_id


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Damage one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)


NewVault = Callable[[str], tuple[Path, Keys]]


@pytest.fixture
def new_vault(tmp_path: Path) -> NewVault:
    """Makes a vault of that name with one person."""

    def make(name: str) -> tuple[Path, Keys]:
        folder = tmp_path / name
        return folder, create_vault(folder, LOGIN, PASSWORD, now=NOW, derive=quick)

    return make


@pytest.fixture
def vault(new_vault: NewVault) -> tuple[Path, Keys]:
    """A vault with one person, and that person's keys."""
    return new_vault("prøve.opspor")


@pytest.fixture
def folder(vault: tuple[Path, Keys]) -> Path:
    """The folder of ``vault``."""
    return vault[0]


@pytest.fixture
def keys(vault: tuple[Path, Keys]) -> Keys:
    """The keys of ``vault``."""
    return vault[1]
