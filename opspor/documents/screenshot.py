"""A picture file on a PDF page: scaled to the room there is, never larger than it is sharp."""

from pathlib import Path
from typing import Any

_DOTS = 130  # of the picture, an inch of paper, at least
_INCH = 72.0


class Shot:
    """A picture in ``room`` points; ``draw`` puts it on a canvas."""

    def __init__(self, file: Path, room: float) -> None:
        from reportlab.lib.utils import ImageReader

        self._image = ImageReader(str(file))
        wide, high = self._image.getSize()
        self._width = min(room, wide * _INCH / _DOTS)
        self.height = self._width * high / wide

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left corner in ``x``, ``y``."""
        canvas.drawImage(self._image, x, y, self._width, self.height)
