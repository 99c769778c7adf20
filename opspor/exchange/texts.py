"""Names and other words from a foreign file: made harmless to look at, otherwise kept as they were written."""

import re
import unicodedata

from opspor.domain.errors import Fault
from opspor.exchange import faults

MAX_NAME = 120  # characters
_PARTICLES = frozenset(
    {"af", "al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "van", "von", "zu"}
)
_IN_NAMES = frozenset(" -‐‑'’‘`´.,\"“”")
_LOOKS_LIKE_FORMULA = re.compile(r"[=+@]|-(?=[=+@(0-9])|-.*[(!|]")
_LOOKS_LIKE_CPR = re.compile(r"(?<![0-9])[0-9]{6} ?[-–]? ?[0-9]{4}(?![0-9])")
# Without a width though Unicode counts them as marks: the grapheme joiner and the variation selectors.
_ZERO_WIDTH_MARKS = frozenset({"\u034f", *map(chr, range(0xFE00, 0xFE10))})


def tidy(text: str) -> tuple[str, list[Fault]]:
    """The text as NFC with single spaces, without control characters, text-direction tricks, zero-width characters and
    anything that looks like a CPR number; and what there is to say about it.
    """
    found = []
    if not (text.isascii() and text.isprintable()):
        visible = "".join(c for c in text if c.isspace() or not _is_invisible(c))
        if visible != text:
            found.append(faults.INVISIBLE)
        text = unicodedata.normalize("NFC", visible)
    without_cpr = _LOOKS_LIKE_CPR.sub(" ", text)
    if without_cpr != text:
        found.append(faults.CPR_IN_TEXT)
    text = " ".join(without_cpr.split())
    if _LOOKS_LIKE_FORMULA.match(text):
        found.append(faults.FORMULA)
    return text, found


def doubts_about_name(name: str) -> list[Fault]:
    """What is wrong with a tidied full name. Letters of every script are fine; a letter that was read in the wrong
    code page ("Ã¦", "¾") gives itself away by the sign that comes with it.
    """
    if not name:
        return [faults.NAME_MISSING]
    if len(name) > MAX_NAME:
        return [faults.NAME_TOO_LONG]
    if not any(c.isalpha() for c in name):
        return [faults.NAME_NOT_A_NAME]
    if all(c.isalpha() or c in _IN_NAMES or unicodedata.category(c).startswith("M") for c in name):
        return []
    return [faults.NAME_UNUSUAL]


def split_name(name: str) -> tuple[str, str, list[Fault]]:
    """First and last name of "Karla Maria Juhl" or "Juhl, Karla Maria". A last name keeps its "van der"."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) > 1:
        return " ".join(parts[1:]), parts[0], [faults.NAME_ORDER] if len(parts) > 2 else []
    words = parts[0].split() if parts else []
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in _PARTICLES:
        cut -= 1
    return (" ".join(words[:cut]), " ".join(words[cut:]), []) if cut > 0 else (" ".join(words), "", [])


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in _ZERO_WIDTH_MARKS
