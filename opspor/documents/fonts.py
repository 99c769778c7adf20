"""The two weights of Inter: how wide a text is, and what they can't draw. ReportLab is imported when first asked."""

import re
import unicodedata
from functools import cache
from typing import Any

from opspor import data_folder

REGULAR = "Inter"
SEMIBOLD = "Inter-SemiBold"
_FILES = {REGULAR: "Inter-Regular.ttf", SEMIBOLD: "Inter-SemiBold.ttf"}

REPLACEMENT = "□"
# seen as nothing: control and format characters (joiners, marks of direction), halves of pairs, accents left over
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})


def width(text: str, font: str, size: float) -> float:
    """How wide ``text`` is, in points."""
    return float(_font(font).stringWidth(text, size))


def drawable(text: str) -> str:
    """``text`` as it can be drawn: composed, without what is invisible, ``□`` for what Inter has no shape for."""
    known = _font(REGULAR).face.charToGlyph
    composed = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).replace("\t", " "))
    return "".join(
        char if ord(char) in known or char == "\n" else REPLACEMENT
        for char in composed
        if char == "\n" or unicodedata.category(char) not in _INVISIBLE
    )


def undrawable_in(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that ``drawable`` replaces, each once, sorted."""
    known = _font(REGULAR).face.charToGlyph
    seen = set(unicodedata.normalize("NFC", text))
    return tuple(
        sorted(c for c in seen if ord(c) not in known and not c.isspace() and unicodedata.category(c) not in _INVISIBLE)
    )


@cache
def _font(name: str) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(data_folder("resources") / "fonts" / _FILES[name]))
    pdfmetrics.registerFont(font)
    return font


def register() -> None:
    """Make both weights known to ReportLab."""
    for name in _FILES:
        _font(name)
