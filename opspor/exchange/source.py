"""Gets the bytes of a file, once, and tells by looking at them what they are. The name of the file says nothing."""

import stat
from pathlib import Path

from opspor.domain.errors import KnownError
from opspor.exchange import faults
from opspor.exchange.limits import MAX_BYTES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file with a password
_KINDS = {b"%PDF-": "en PDF", b"{\\rtf": "et tekstdokument (RTF)"}
ZIP = b"PK\x03\x04"


def read_bytes(path: Path) -> bytes:
    """The whole file, read in one go, so that nothing can change between looking and reading.

    Raises ``KnownError`` when it is not there, may not be read, is no file, is empty, is too big, or is of a kind that
    is known at once not to be a list we read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep us waiting for ever
            raise KnownError(faults.FOLDER)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        raise KnownError(faults.MISSING) from None
    except PermissionError:
        raise KnownError(faults.NO_RIGHTS) from None
    except OSError:
        raise KnownError(faults.DISK) from None
    if len(data) > MAX_BYTES:
        raise KnownError(faults.TOO_BIG, limit=MAX_BYTES // 1_000_000)
    if not data.strip():
        raise KnownError(faults.EMPTY)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise KnownError(faults.PASSWORD)
        raise KnownError(faults.WRONG_KIND, kind="en gammel Office-fil (fx .xls)")
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            raise KnownError(faults.WRONG_KIND, kind=kind)
    return data
