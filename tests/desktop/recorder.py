"""Notes what a window draws, and where: each text with its ink and its letters, each icon, each outline.

The window is drawn once more, on a device that has no pixels: Qt hands it every text and shape with the place that it
has in the window, whichever widget paints it and however deep. What the colours really are is then read off the picture
of the window at those places (``walker_contrast``).
"""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QPixmap,
    QTextItem,
)
from PySide6.QtWidgets import QWidget

_DPI = 96
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Drawn:
    """``place`` in the window; ``shown`` is what of it can be seen. ``by`` is the widget that paints it."""

    place: QRect
    shown: QRect
    by: QWidget | None


@dataclass(frozen=True, slots=True)
class DrawnText(Drawn):
    """One line or piece of text. ``height`` of its letters in pixels."""

    words: str
    ink: QColor
    height: int
    weight: int


@dataclass(frozen=True, slots=True)
class DrawnIcon(Drawn):
    """``ink`` is the colour of its line, where that is fullest."""

    ink: QColor


@dataclass(frozen=True, slots=True)
class DrawnShape(Drawn):
    """``fill`` is None where there is only a line."""

    fill: QColor | None
    line: bool


@dataclass
class Drawing:
    """All that a window draws."""

    texts: list[DrawnText] = field(default_factory=list)
    icons: list[DrawnIcon] = field(default_factory=list)
    shapes: list[DrawnShape] = field(default_factory=list)


def draw(window: QWidget) -> Drawing:
    """What the window draws now."""
    sheet = _Sheet(window.size())
    window.render(sheet)
    return sheet.engine.drawing


class _Engine(QPaintEngine):
    """Draws nothing and notes everything."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.drawing = Drawing()

    def _seen(self, place: QRectF) -> tuple[QRect, QRect, QWidget | None]:
        painter = self.painter()
        there = painter.deviceTransform().mapRect(place)
        shown = there.toAlignedRect() & self.systemClip().boundingRect()
        if painter.hasClipping():
            shown &= painter.deviceTransform().mapRect(painter.clipBoundingRect()).toAlignedRect()
        by = painter.device()
        return there.toAlignedRect(), shown, by if isinstance(by, QWidget) else None

    def drawTextItem(self, p: Any, textItem: QTextItem) -> None:  # noqa: N803  Qt's own name
        if not textItem.text().strip():
            return
        rect = QRectF(p.x(), p.y() - textItem.ascent(), textItem.width(), textItem.ascent() + textItem.descent())
        font = textItem.font()
        ink = self.painter().pen().color()
        ink.setAlphaF(ink.alphaF() * self.painter().opacity())
        self.drawing.texts.append(
            DrawnText(*self._seen(rect), textItem.text(), ink, font.pixelSize(), int(font.weight()))
        )

    def drawPixmap(self, r: QRectF | QRect, pm: QPixmap | QImage, sr: QRectF | QRect) -> None:
        self.drawing.icons.append(DrawnIcon(*self._seen(QRectF(r)), _fullest(pm)))

    def drawPath(self, path: QPainterPath) -> None:
        painter = self.painter()
        fill = painter.brush().color() if painter.brush().style() is not Qt.BrushStyle.NoBrush else None
        line = painter.pen().style() is not Qt.PenStyle.NoPen
        self.drawing.shapes.append(DrawnShape(*self._seen(path.boundingRect()), fill, line))

    # What PySide's own stand-ins would do is to take the drawing apart into more of these.
    def drawRects(self, *_rects: object) -> None: ...
    def drawLines(self, *_lines: object) -> None: ...
    def drawPoints(self, *_points: object) -> None: ...
    def drawPolygon(self, *_points: object) -> None: ...
    def drawEllipse(self, *_rect: object) -> None: ...
    def drawImage(self, *_image: object) -> None: ...
    def drawTiledPixmap(self, *_pixmap: object) -> None: ...
    def updateState(self, state: QPaintEngineState) -> None: ...

    def begin(self, pdev: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User


def _fullest(icon: QPixmap | QImage) -> QColor:
    key = icon.cacheKey()
    if key not in _INKS:
        image = icon.toImage() if isinstance(icon, QPixmap) else icon
        plain = image.convertToFormat(QImage.Format.Format_ARGB32)  # not multiplied by how much it covers
        _INKS[key] = QColor(max(memoryview(plain.constBits()).cast("I"), default=0) & 0xFFFFFF)
    return _INKS[key]


_INKS: dict[int, QColor] = {}  # the program draws each icon once, and so it is looked through once


class _Sheet(QPaintDevice):
    """As large as the window, at the resolution of the picture that it is compared with."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine, self._size = _Engine(), size

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        of = QPaintDevice.PaintDeviceMetric
        known = {
            of.PdmWidth: self._size.width(),
            of.PdmHeight: self._size.height(),
            of.PdmWidthMM: round(self._size.width() / _DPI * _MM_PER_INCH),
            of.PdmHeightMM: round(self._size.height() / _DPI * _MM_PER_INCH),
            of.PdmDepth: 32,
            of.PdmDevicePixelRatio: 1,
            of.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
        }
        return known.get(metric, 0 if metric is of.PdmNumColors else _DPI)
