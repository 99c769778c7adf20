"""``log.json``: number and hash of the newest log line, signed, so that a tail that was cut after a crash is found.

The header says where the log ended when it was last locked; this file says it after every write. It is written in
place and always has the same size: that needs no room on a full drive, and one write of one sector is not torn by a
kill. It is written after the commit, so it is never ahead of the data; after a kill it may be one line behind.
``missing`` counts the lines that had to be given up because the drive was full: the next session logs that number.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from opspor.domain.errors import KnownError
from opspor.vault.files import read_small
from opspor.vault.header import LogHead, canonical
from opspor.vault.keys import Keys, sha256, signature_fits

NAME = "log.json"
SIZE = 512  # bytes; the smallest sector a drive writes


@dataclass(frozen=True, slots=True)
class Tail:
    """What the file says."""

    head: LogHead
    missing: int


def sign(keys: Keys, number: int, digest: str) -> LogHead:
    """The end of the log, signed by the person whose ``keys`` these are."""
    return LogHead(number, digest, keys.slot_id, keys.sign(_covered(keys.vault_id, number, digest)))


def is_signed(vault_id: str, head: LogHead, verify_key: bytes) -> bool:
    """Whether the owner of ``verify_key`` said that the log of this vault ends there."""
    return signature_fits(verify_key, head.signature, _covered(vault_id, head.number, head.hash))


def read(folder: Path) -> Tail | None:
    """What the file says; None when it is missing, torn or can't be read. Whether it is signed is another question."""
    try:
        content = read_small(folder / NAME)
        document = json.loads(content or b"")
        body = document["tail"]
        if document["checksum"] != sha256(canonical(body)):
            return None
        number, digest, slot_id, signature, missing = body
        if type(number) is not int or type(missing) is not int or number < 0 or missing < 0:
            return None
        if not isinstance(digest, str) or not isinstance(slot_id, str):
            return None
        return Tail(LogHead(number, digest, slot_id, bytes.fromhex(signature)), missing)
    except (KnownError, ValueError, TypeError, KeyError, RecursionError):
        return None


def write(folder: Path, head: LogHead, missing: int = 0) -> None:
    """Say where the log ends. Never raises: the log itself is already safe, and the next write says it again."""
    body = [head.number, head.hash, head.slot_id, head.signature.hex(), missing]
    content = json.dumps({"tail": body, "checksum": sha256(canonical(body))}).encode().ljust(SIZE)
    with suppress(OSError):
        descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(descriptor, content)  # one call from the beginning of the file: never a half
            os.ftruncate(descriptor, SIZE)
        finally:
            os.close(descriptor)


def _covered(vault_id: str, number: int, digest: str) -> bytes:
    return canonical(["opspor 1 log head", vault_id, number, digest])
