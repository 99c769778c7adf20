"""Inter in two weights, and Vazirmatn for Arabic script: how wide a text is, and what they can't draw.

ReportLab is imported when first asked, Vazirmatn read when something is to be drawn with it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from opspor import data_folder
from opspor.documents.right_to_left import from_right, shaped, visual

REGULAR = "Inter"
SEMIBOLD = "Inter-SemiBold"
_FILES = {REGULAR: "Inter-Regular.ttf", SEMIBOLD: "Inter-SemiBold.ttf"}
_ARABIC = {REGULAR: "Vazirmatn", SEMIBOLD: "Vazirmatn-SemiBold"}
_ARABIC_FILES = {"Vazirmatn": "Vazirmatn-Regular.ttf", "Vazirmatn-SemiBold": "Vazirmatn-SemiBold.ttf"}

REPLACEMENT = "□"
# seen as nothing: control and format characters (joiners, marks of direction), halves of pairs, accents left over
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})


def width(text: str, font: str, size: float) -> float:
    """How wide ``text`` is, in points."""
    if not from_right(text):
        return float(_font(font).stringWidth(text, size))
    return sum(float(_font(name).stringWidth(piece, size)) for piece, name in pieces(text, font))


def pieces(text: str, font: str) -> Iterator[tuple[str, str]]:
    """``text`` in stretches of one font: ``font``, and its like for what that one has no shape for."""
    if not from_right(text):
        yield text, font
        return
    known = _font(font).face.charToGlyph
    for here, piece in groupby(text, lambda char: ord(char) in known):
        yield "".join(piece), font if here else _ARABIC[font]


def put(canvas: Any, x: float, y: float, line: str, font: str, size: float, *, from_the_right: bool = False) -> None:
    """Draw one line of ``drawable`` text at a place, in the colour that the canvas has."""
    text = canvas.beginText(x, y)
    for piece, name in pieces(visual(line, from_the_right=from_the_right), font):
        text.setFont(name, size)
        text.textOut(piece)
    canvas.drawText(text)


def drawable(text: str) -> str:
    """``text`` as it can be drawn: composed, Arabic letters in the shape of their place, without what is invisible,
    ``□`` for what no font has a shape for.
    """
    known = _known(text)
    composed = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).replace("\t", " "))
    return "".join(
        char if ord(char) in known or char == "\n" else REPLACEMENT
        for char in shaped(composed)
        if char == "\n" or unicodedata.category(char) not in _INVISIBLE
    )


def undrawable_in(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that ``drawable`` replaces, each once, sorted."""
    known = _known(text)
    seen = set(unicodedata.normalize("NFC", text))
    return tuple(
        sorted(c for c in seen if ord(c) not in known and not c.isspace() and unicodedata.category(c) not in _INVISIBLE)
    )


def _known(text: str) -> Collection[int]:
    """The characters that there are shapes for; Vazirmatn is not read for a text that it has no part in."""
    return _both() if from_right(text) else _font(REGULAR).face.charToGlyph


@cache
def _both() -> frozenset[int]:
    return frozenset(_font(REGULAR).face.charToGlyph) | frozenset(_font(_ARABIC[REGULAR]).face.charToGlyph)


@cache
def _font(name: str) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(data_folder("resources") / "fonts" / (_FILES | _ARABIC_FILES)[name]))
    pdfmetrics.registerFont(font)
    return font


def register() -> None:
    """Make both weights of Inter known to ReportLab."""
    for name in _FILES:
        _font(name)
