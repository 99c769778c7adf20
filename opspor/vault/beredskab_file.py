"""``beredskab.json``: the numbers that must be readable when the vault is locked, or damaged. Nothing personal.

A checksum keeps a damaged number from being shown. The MAC, checked once somebody has unlocked, tells whether anybody
without the key changed one.
"""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from opspor.domain.errors import KnownError
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
    """What the file holds. ``damaged`` when there is a file that can't be trusted; then there are no entries."""

    entries: tuple[Contact, ...] = ()
    damaged: bool = False


def read(folder: Path) -> Contacts:
    """The numbers, without a key. Never raises: a missing file is empty, a damaged one is empty and says so."""
    try:
        content = read_small(folder / NAME)
    except KnownError:
        return Contacts(damaged=True)
    if content is None:
        return Contacts(damaged=(folder / NAME).exists())
    document = _document(content)
    return Contacts(damaged=True) if document is None else Contacts(document[0])


def write(folder: Path, keys: Keys, entries: tuple[Contact, ...]) -> None:
    """Replace all numbers. Raises ``KnownError`` when the drive is at fault; the old ones then stand."""
    body = _body(entries)
    mac = keys.mac("beredskab", canonical(body)).hex()
    document = {"format": 1, "contacts": body, "mac": mac, "checksum": sha256(canonical([body, mac]))}
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
    entries, mac = document
    return hmac.compare_digest(mac, keys.mac("beredskab", canonical(_body(entries))))


def _body(entries: tuple[Contact, ...]) -> list[dict[str, Any]]:
    return [
        asdict(entry) | {"checked_on": entry.checked_on.isoformat() if entry.checked_on else None} for entry in entries
    ]


def _document(content: bytes) -> tuple[tuple[Contact, ...], bytes] | None:
    """Entries and MAC; None when anything about the file is not as we write it."""
    try:
        document = json.loads(content)
        body, mac = document["contacts"], document["mac"]
        if document["format"] != 1 or document["checksum"] != sha256(canonical([body, mac])):
            return None
        entries = tuple(
            Contact(**entry | {"checked_on": date.fromisoformat(entry["checked_on"]) if entry["checked_on"] else None})
            for entry in body
        )
        if any(not isinstance(text, str) for entry in body for key, text in entry.items() if key != "checked_on"):
            return None
        return entries, bytes.fromhex(mac)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
