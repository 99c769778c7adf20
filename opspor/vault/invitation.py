"""One-time codes for invitations: 100 random bits, since whoever holds a copy of the folder can guess without limit."""

import secrets

from opspor.domain.errors import KnownError
from opspor.vault.faults import CODE_SHAPE

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LENGTH = 20
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """``7K2QF-0M9XA-RT5VB-3HJ8E``: 20 letters and digits in four groups."""
    letters = [secrets.choice(_LETTERS) for _ in range(_LENGTH)]
    return "-".join("".join(letters[start : start + 5]) for start in range(0, _LENGTH, 5))


def parse(typed: str) -> bytes:
    """The code as somebody typed it: small letters, spaces, dashes and O for 0 or I and L for 1 are understood.

    Raises ``KnownError`` BOKS-KODE-FORM when it can't be a code.
    """
    letters = "".join(c for c in typed.upper() if c not in "-–—" and not c.isspace()).translate(_READ_AS)
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        raise KnownError(CODE_SHAPE)
    return letters.encode()
