"""The recovery key: 16 easy words that a person can read off a sheet of paper and type.

Each word stands for 8 bits: 120 random ones and a checksum of 8. The list ``noegleord.txt`` can never change: a word's
place in it is what is printed on paper in somebody's safe.
"""

import hashlib
import os
import re
import unicodedata
from functools import cache

from opspor import data_folder
from opspor.domain.errors import KnownError
from opspor.vault.faults import WORD_UNKNOWN, WORDS_CHECKSUM, WORDS_COUNT

COUNT = 16
_SHORTEST = 4  # letters that tell any two words of the list apart
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@cache
def word_list() -> tuple[str, ...]:
    """The 256 words, in the order that gives each its number."""
    return tuple((data_folder("resources") / "words" / "noegleord.txt").read_text(encoding="utf-8").split())


def new_words() -> tuple[str, ...]:
    """A fresh recovery key."""
    key = os.urandom(COUNT - 1)
    return tuple(word_list()[number] for number in key + _checksum(key))


def parse(typed: str) -> bytes:
    """The 15 bytes behind 16 words as somebody typed them.

    Capitals, commas, line breaks and the numbers on the sheet don't matter; four letters of a word are enough, and
    ae, oe, aa will do for æ, ø, å. Raises ``KnownError``: BOKS-ORD-ANTAL, BOKS-ORD-UKENDT with the number of the
    word, BOKS-ORD-SUM when all are known but don't belong together.
    """
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", typed).casefold())
    if len(words) != COUNT:
        raise KnownError(WORDS_COUNT, count=len(words))
    key = bytes(_number(place, word) for place, word in enumerate(words, start=1))
    if _checksum(key[:-1]) != key[-1:]:
        raise KnownError(WORDS_CHECKSUM)
    return key[:-1]


def _number(place: int, typed: str) -> int:
    plain = typed.translate(_PLAIN)
    fits = [number for number, word in enumerate(word_list()) if word.translate(_PLAIN).startswith(plain)]
    if len(typed) < _SHORTEST or len(fits) != 1:
        raise KnownError(WORD_UNKNOWN, number=place)
    return fits[0]


def _checksum(key: bytes) -> bytes:
    return hashlib.sha256(b"opspor 1 words " + key).digest()[:1]
