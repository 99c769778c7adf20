"""Draws the people around a child on a PDF page: lines and text, no picture file, so it prints sharp at any size."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from opspor.documents.fonts import REGULAR, SEMIBOLD, drawable, put, width
from opspor.domain.network import SECTOR_WORDS, Person, Sector
from opspor.domain.network_places import Box, Drawing, laid_out, lines_of

HEIGHT = 400.0  # points; two thirds of a page, and the list below it
_NAME, _TITLE, _NUMBER = 8.0, 9.0, 7.5
_LEADING = 1.25
_ROOM, _TITLE_ROOM = 78.0, 64.0  # the first holds »Sundhedsplejersken«
_MARK = 7.0
_INK, _QUIET, _LINE, _ACCENT, _GROUND = "#1B2023", "#51575B", "#B5B8BA", "#075765", "#FFFFFF"

_Lines = tuple[str, ...]


class Picture:
    """A map of ``room`` points, laid out; ``draw`` puts it on a canvas."""

    def __init__(self, people: Sequence[Person], middle: str, room: float) -> None:
        self.people = people
        self._names = [_lines(person.label, _ROOM, REGULAR, _NAME) for person in people]
        self._titles = [_lines(SECTOR_WORDS[sector], _TITLE_ROOM, SEMIBOLD, _TITLE) for sector in Sector]
        names = [_size(lines, REGULAR, _NAME) for lines in self._names]
        titles = [_size(lines, SEMIBOLD, _TITLE) for lines in self._titles]
        self.drawing: Drawing = laid_out(people, names, titles, room, HEIGHT, _MARK)
        self._middle = _lines(middle, self.drawing.middle * 1.7, SEMIBOLD, _NAME)

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left corner in ``x``, ``y``."""
        canvas.saveState()
        canvas.translate(x, y + HEIGHT)  # from here on y goes down, and is negative
        self._frame(canvas)
        for part, lines in zip(self.drawing.slices, self._titles, strict=True):
            _words(canvas, part.title, lines, SEMIBOLD, _TITLE, _QUIET)
        for number, (spot, lines) in enumerate(zip(self.drawing.spots, self._names, strict=True), 1):
            self._mark(canvas, spot.x, -spot.y, number)
            if spot.name is not None:
                canvas.setFillColor(_GROUND)
                canvas.rect(spot.name.x, -spot.name.y - spot.name.height, spot.name.width, spot.name.height, 0, 1)
                _words(canvas, spot.name, lines, REGULAR, _NAME, _INK)
        canvas.restoreState()

    def _frame(self, canvas: Any) -> None:
        """Rings, the lines between sectors, and the child in the middle."""
        at = self.drawing
        canvas.setStrokeColor(_LINE)
        canvas.setLineWidth(0.6)
        for share in at.rings:
            across, along = at.across * share, at.along * share
            canvas.ellipse(at.x - across, -at.y - along, at.x + across, -at.y + along)
        for part in at.slices:
            inner, outer = at.border(part)
            canvas.line(inner[0], -inner[1], outer[0], -outer[1])
        canvas.setFillColor(_ACCENT)
        canvas.circle(at.x, -at.y, at.middle, stroke=0, fill=1)
        wide, tall = _size(self._middle, SEMIBOLD, _NAME)
        _words(canvas, Box(at.x - wide / 2, at.y - tall / 2, wide, tall), self._middle, SEMIBOLD, _NAME, _GROUND)

    def _mark(self, canvas: Any, x: float, y: float, number: int) -> None:
        radius = self.drawing.mark
        canvas.setFillColor(_GROUND)
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.8)
        canvas.circle(x, y, radius, fill=1)
        size = _NUMBER * radius / _MARK
        text = canvas.beginText(x - width(str(number), REGULAR, size) / 2, y - size * 0.36)
        text.setFont(REGULAR, size)
        text.setFillColor(_INK)
        text.textOut(f"{number} ")
        canvas.drawText(text)


def _lines(text: str, room: float, font: str, size: float) -> _Lines:
    return lines_of(drawable(text), room, partial(width, font=font, size=size))


def _size(lines: _Lines, font: str, size: float) -> tuple[float, float]:
    return max((width(line, font, size) for line in lines), default=0.0), len(lines) * size * _LEADING


def _words(canvas: Any, box: Box, lines: _Lines, font: str, size: float, color: str) -> None:
    """Lines in the middle of a box. Each ends with a space, so that text copied out of the file has it too."""
    for number, line in enumerate(lines):
        left = box.x + (box.width - width(line, font, size)) / 2
        canvas.setFillColor(color)
        put(canvas, left, -box.y - size * (_LEADING * number + 1), f"{line} ", font, size)
