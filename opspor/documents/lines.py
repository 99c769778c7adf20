"""Lines: a text broken to the room there is, and a line with its place before it is known on which page it lands.

Measures are points.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from opspor.documents.fonts import SEMIBOLD, drawable, width
from opspor.documents.people_map import Picture
from opspor.documents.screenshot import Shot
from opspor.documents.tags import Element

INK = "#1B2023"
QUIET = "#51575B"
FACE, LARGE_FACE = 27.0, 46.0  # the diameter of a drawn face
STRIP = 8.0  # the width of a strip with a pattern
_JOINTS = "-\u00a0"  # where a word that is too wide is broken first: Anne-Sofie, and words that stand together
_ROUNDED = 0.001  # points: what words measured one by one may come out narrower than the whole line
_LONG = 1000  # letters: a word of more is broken without measuring the whole of it


@dataclass(slots=True)
class Run:
    """A piece of one line. ``x`` counts from the left edge of the text; ``element`` is None for what is repeated."""

    x: float
    text: str
    font: str
    size: float
    color: str
    element: Element | None


@dataclass(slots=True)
class Row:
    """One line on the page. ``gap`` is the air above it, left out at the top of a page; ``keep`` ties it to the next.

    ``rules`` are hairlines at its foot (from, to); ``boxes`` are squares to tick; ``bar`` is the bar beside a quote.
    ``by_hand`` rows are written on, and take what is left of a page. ``faces`` are the middles of four faces, from glad
    to sad, ``face`` wide. ``strips`` are the left edges of strips, each with its shade (0..4). ``picture`` is drawn
    over the whole row. ``new_page`` begins a page. ``again`` is the head of its table, for where it begins a page.
    """

    height: float
    runs: list[Run] = field(default_factory=list)
    gap: float = 0.0
    keep: bool = False
    rules: list[tuple[float, float]] = field(default_factory=list)
    boxes: list[float] = field(default_factory=list)
    bar: bool = False
    by_hand: bool = False
    faces: list[float] = field(default_factory=list)
    face: float = FACE
    strips: list[tuple[float, int]] = field(default_factory=list)
    picture: tuple[Picture | Shot, Element] | None = None
    new_page: bool = False
    again: Sequence["Row"] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks."""

    font: str
    size: float
    color: str


def wrapped(text: str, style: Style, room: float) -> list[str]:
    """The lines of ``text`` in ``room`` points. A word that is too wide is broken; nothing is ever left out.

    Where a line ends between two words it keeps the space, so that text copied out of the file has it too.
    """

    def wide(piece: str) -> float:
        return width(piece, style.font, style.size)

    lines: list[str] = []
    space = wide(" ")
    for paragraph in drawable(text).strip().split("\n"):
        line, used = "", 0.0
        for word in filter(None, paragraph.split(" ")):
            rest = word
            if line and used + space + wide(rest) > room - _ROUNDED:
                lines.append(line + " ")
                line, used = "", 0.0
            while len(rest) > _LONG or wide(rest) > room:
                fits = bisect_right(range(1, min(len(rest), _LONG)), room, key=lambda n: wide(rest[:n])) or 1
                fits = max(rest.rfind(sign, 0, fits) for sign in _JOINTS) + 1 or fits
                lines.append(rest[:fits])
                rest = rest[fits:]
            line, used = (f"{line} {rest}", used + space + wide(rest)) if line else (rest, wide(rest))
        lines.append(line + " ")
    return [*lines[:-1], lines[-1].rstrip(" ")]


def loud(run: Run, labels: str) -> Iterator[Run]:
    """A line, with the ``labels`` (a pattern in one group) that stand in it in strong letters."""
    for place, text in enumerate(re.split(labels, run.text)):
        font = SEMIBOLD if place % 2 else run.font
        if text:
            yield replace(run, text=text, font=font)
        run = replace(run, x=run.x + width(text, font, run.size))
