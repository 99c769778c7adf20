"""What really stands in an encrypted file: every page and every frame of its log of writes, decrypted as they lie.

SQLCipher 4: AES-256-CBC, 4096 bytes a page, of which the last 80 are the IV and an HMAC; page one begins with the salt.
Free pages, and what is left between the rows of a page, are read too: SQLite itself never shows them.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from opspor.vault.header import DATA
from opspor.vault.keys import Keys

_PAGE, _RESERVED, _IV, _SALT = 4096, 80, 16, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def pages(folder: Path, keys: Keys) -> Iterator[bytes]:
    """Every page of ``data.db``, and of its log of writes as far as that reaches."""
    content = (folder / DATA).read_bytes()
    for place in range(0, len(content), _PAGE):
        page = content[place : place + _PAGE]
        yield _plain(page[_SALT:] if place == 0 else page, keys)
    wal = folder / f"{DATA}-wal"
    written = wal.read_bytes()[_WAL_HEADER:] if wal.exists() else b""
    for place in range(0, len(written) - _FRAME_HEADER, _FRAME_HEADER + _PAGE):
        frame = written[place : place + _FRAME_HEADER + _PAGE]
        page = frame[_FRAME_HEADER:]
        yield _plain(page[_SALT:] if frame[:4] == b"\0\0\0\1" else page, keys)


def found(folder: Path, keys: Keys, facts: Iterable[str]) -> list[str]:
    """Which of these texts stand somewhere in the folder: in a page, in the log of writes, in any other file."""
    held = b"".join(pages(folder, keys))
    held += b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file() and DATA not in path.name)
    return [fact for fact in facts if fact.encode() in held]


def _plain(page: bytes, keys: Keys) -> bytes:
    body, end = page[:-_RESERVED], page[-_RESERVED:]
    decryptor = Cipher(AES(keys.data_key), CBC(end[:_IV])).decryptor()
    return decryptor.update(body) + decryptor.finalize()
