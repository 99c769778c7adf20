"""How the parts are painted: rounded shapes, whole-pixel hairlines, words, key caps and the patterns of the matrix."""

import re
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from opspor.desktop.look import look
from opspor.desktop.tokens import LINE, RADIUS, Step

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTER = int(Qt.AlignmentFlag.AlignCenter)
TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
WRAP = int(Qt.TextFlag.TextWordWrap)


def painter_on(widget: QWidget) -> QPainter:
    """A painter with smooth edges. Use it with ``with``."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def shape(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | QBrush | None = None,
    line: QColor | None = None,
    width: float = LINE.control,
) -> None:
    """A rounded rectangle, its line drawn inside ``rect``. ``radius`` and ``width`` in u."""
    pen = look.uf(width) if line is not None else 0.0
    inner = QRectF(rect).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    painter.setPen(QPen(line, pen) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, look.uf(radius) - pen / 2, look.uf(radius) - pen / 2)


def hairline(painter: QPainter, left: int, right: int, y: int, color: QColor) -> None:
    """A horizontal line of one u/4, on whole device pixels."""
    painter.fillRect(QRect(left, y, right - left, max(1, look.u(LINE.hair))), color)


def words(
    painter: QPainter, rect: QRect, text: str, step: Step = "body", color: QColor | None = None, flags: int = LEFT
) -> None:
    """Plain text in a rectangle."""
    painter.setFont(look.font(step))
    painter.setPen(color if color is not None else look.color("text"))
    painter.drawText(rect, flags, text)


def elided(text: str, step: Step, width: int, *, middle: bool = False) -> str:
    """The text, ending in "…" where it does not fit. Only for rows that open to the whole text.

    ``middle``: left out in the middle, where the end is what tells rows apart.
    """
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return look.metrics(step).elidedText(text, mode, width)


def text_width(text: str, step: Step) -> int:
    """The width of one line of text."""
    return _width(text, step, look.base_px)


def text_height(text: str, step: Step, width: int) -> int:
    """The height of text wrapped to a width."""
    return _height(text, step, max(1, width), look.base_px)


def longest_word(text: str, step: Step) -> int:
    """The width below which wrapped text would be cut."""
    return _longest(text, step, look.base_px)


# A layout asks for the same words many times over. ``base_px`` is what they are measured at.
_HYPHEN = re.compile(r"(?<=\w)-(?=[^\W\d])")  # Qt breaks a line after it: »Johannes-Bartholomæus«


@lru_cache(maxsize=4096)
def _width(text: str, step: Step, base_px: float) -> int:
    return look.metrics(step).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def _height(text: str, step: Step, width: int, base_px: float) -> int:
    return look.metrics(step).boundingRect(QRect(0, 0, width, 1 << 16), TOP_LEFT | WRAP, text).height()


@lru_cache(maxsize=1024)
def _longest(text: str, step: Step, base_px: float) -> int:
    return max((text_width(word, step) for word in _HYPHEN.sub("- ", text).split()), default=0)


def forget_words() -> None:
    """Forgets the words that were measured: they may be names, and the program locks."""
    for measured in (_width, _height, _longest):
        measured.cache_clear()


def icon_at(painter: QPainter, x: float, middle: float, name: str, color: QColor, units: float) -> None:
    """An icon with its left edge at ``x``, centred on the line ``middle``."""
    pixmap = look.icon(name, color, units)
    painter.drawPixmap(QPointF(round(x), round(middle - look.u(units) / 2)), pixmap)


def key_width(text: str) -> int:
    """The width of a key cap."""
    return max(look.u(6.5), text_width(text, "small") + 2 * look.u(1.75))


def key_cap(painter: QPainter, right: int, middle: int, text: str, on_fill: QColor | None = None) -> None:
    """A key cap whose right edge is at ``right``; ``on_fill`` is the ink when it stands on a filled button."""
    height = look.u(5)
    rect = QRect(right - key_width(text), middle - height // 2, key_width(text), height)
    ink = look.color("text_2") if on_fill is None else on_fill
    edge = look.color("line") if on_fill is None else on_fill
    shape(painter, rect, RADIUS.key, look.color("sunken") if on_fill is None else None, edge)
    if on_fill is None:  # the lower edge is what makes it a key
        low = QRect(rect.left() + look.u(0.75), rect.bottom(), rect.width() - 2 * look.u(0.75), 1)
        painter.fillRect(low, look.color("line_control"))
    words(painter, rect, text, "small_strong" if on_fill is not None else "small", ink, CENTER)


def pattern(shade: int) -> QBrush:
    """The pattern strip of a shade, as a tile in the ink of the cell's text (``[ramp.pattern]`` in the tokens)."""
    return QBrush(_tile(shade, look.shade(shade).text, round(look.uf(1) * look.ratio), look.ratio))


@lru_cache(maxsize=32)
def _tile(shade: int, ink: str, unit: int, ratio: float) -> QPixmap:
    size = round((4, 1.5, 2, 1, 1.25)[shade] * unit)
    tile = QPixmap(size, size)
    tile.fill(Qt.GlobalColor.transparent)
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = unit * 0.3  # a diagonal of one pixel looks thinner than one pixel
        if shade == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawRect(
                QRectF(round(size / 2 - width), round(size / 2 - width), round(2 * width), round(2 * width))
            )
        if shade >= 2:
            painter.setPen(QPen(QColor(ink), width))
            for shift in (-size, 0, size):  # the neighbours' ends, so that the tiles meet
                painter.drawLine(QPointF(shift, size), QPointF(shift + size, 0))
                if shade == 4:
                    painter.drawLine(QPointF(shift, 0), QPointF(shift + size, size))
    tile.setDevicePixelRatio(ratio)
    return tile


def rounded_path(rect: QRectF, radius: float) -> QPainterPath:
    """A rounded rectangle to clip to. ``radius`` in u."""
    path = QPainterPath()
    path.addRoundedRect(rect, look.uf(radius), look.uf(radius))
    return path
