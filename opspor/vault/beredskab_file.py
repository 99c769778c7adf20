"""``beredskab.json``: the numbers, and what the local layer says, that must be readable when the vault is locked, or
damaged. Nothing personal.

A checksum keeps a damaged number from being shown. The MAC, checked once somebody has unlocked, tells whether anybody
without the key changed one.
"""

import hmac
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from opspor.domain.errors import KnownError
from opspor.domain.local import Local
from opspor.vault.files import read_small, write_safely
from opspor.vault.header import canonical
from opspor.vault.keys import Keys, sha256

NAME = "beredskab.json"


@dataclass(frozen=True, slots=True)
class Contact:
    """A work phone number. ``function`` and ``checked_by_function`` are functions ("Leder"), never people's names.

    ``key`` says which of the program's fields it fills. ``checked_on`` is None until somebody has checked the number.
    """

    key: str
    function: str
    phone: str
    hours: str
    checked_on: date | None
    checked_by_function: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the file holds. ``damaged`` when there is a file that can't be trusted; then there is nothing in it."""

    entries: tuple[Contact, ...] = ()
    damaged: bool = False
    local: Local = field(default_factory=Local)


class _Body(msgspec.Struct, frozen=True):
    """What the MAC is taken over."""

    contacts: tuple[Contact, ...]
    local: Local


def read(folder: Path) -> Contacts:
    """The numbers, without a key. Never raises: a missing file is empty, a damaged one is empty and says so."""
    try:
        content = read_small(folder / NAME)
    except KnownError:
        return Contacts(damaged=True)
    if content is None:
        return Contacts(damaged=(folder / NAME).exists())
    document = _document(content)
    return Contacts(damaged=True) if document is None else document[0]


def write(folder: Path, keys: Keys, entries: tuple[Contact, ...], local: Local) -> None:
    """Replace all of it. Raises ``KnownError`` when the drive is at fault; what was there then stands."""
    body = msgspec.to_builtins(_Body(entries, local))
    mac = keys.mac("beredskab", canonical(body)).hex()
    document = {"format": 2, "body": body, "mac": mac, "checksum": sha256(canonical([body, mac]))}
    write_safely(folder / NAME, json.dumps(document, ensure_ascii=False, indent=1).encode())


def verify(folder: Path, keys: Keys) -> bool:
    """Whether the numbers are those that somebody with the key wrote. True when there is no file."""
    try:
        content = read_small(folder / NAME)
    except KnownError:  # the file can't be read; that keeps nobody out
        return False
    if content is None:
        return not (folder / NAME).exists()
    document = _document(content)
    if document is None:
        return False
    _, covered, mac = document
    return hmac.compare_digest(mac, keys.mac("beredskab", covered))


def _document(content: bytes) -> tuple[Contacts, bytes, bytes] | None:
    """What the file holds, what its MAC covers, and the MAC; None when anything about the file is not as we write it.

    The first format had numbers alone.
    """
    try:
        document = json.loads(content)
        first = document["format"] == 1
        body, mac = document["contacts" if first else "body"], document["mac"]
        if document["format"] not in (1, 2) or document["checksum"] != sha256(canonical([body, mac])):
            return None
        held = msgspec.convert({"contacts": body, "local": {}} if first else body, _Body)
        again = msgspec.to_builtins(held.contacts if first else held)
        if canonical(again) != canonical(body):  # something beside what we write
            return None
        return Contacts(held.contacts, local=held.local), canonical(body), bytes.fromhex(mac)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
