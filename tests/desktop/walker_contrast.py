"""Measures contrast where it is seen: in the picture of the window.

The recorder says where each text, icon and outline is drawn. There the picture is read:

- *ground*: the colour that most pixels of the place have,
- *ink*: the pixel that stands out most from the ground. Smooth letters are paler than their ink at every edge, so the
  ink that the text is drawn with is measured against the ground too, and the picture must come close to it: what is
  drawn through a veil, or on a ground that nobody thought of, is found.

The limits are those of WCAG 2.2: 4.5 for text (1.4.3), 3 for letters of 24 px, or 18.66 px and bold, at 100 % zoom;
3 for icons and for what shows where a control is (1.4.11). Of what cannot be used now WCAG asks nothing; here it is 3.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from opspor.desktop.look import look
from opspor.desktop.tokens import ICON
from opspor.desktop.widgets.choices import Segmented
from opspor.desktop.widgets.fields import FieldFrame
from tests.desktop.recorder import Drawing, DrawnText, draw

TEXT, LARGE, SHAPE = 4.5, 3.0, 3.0
_LARGE_PX, _LARGE_BOLD_PX, _BOLD = 24, 18.66, 700
_SMOOTHED = 0.75  # thin letters of 12 px were seen to lose a fifth of the contrast of their ink
_LEAST = 4  # px of a text that must be seen to be measured
_REACH = 3  # px on both sides of an outline
_GROUNDS = ("desk", "rail", "sheet", "sunken", "hover", "selected")
_CONTROLS = (QAbstractButton, FieldFrame, Segmented)


def too_pale(window: QWidget) -> list[str]:
    """What of the window is too pale to be seen well, each as a sentence."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    drawing = draw(window)
    return [*_texts(picture, drawing), *_icons(picture, drawing), *_edges(picture, drawing)]


def _texts(picture: QImage, drawing: Drawing) -> Iterator[str]:
    for text in drawing.texts:
        place = text.shown & picture.rect()
        if place.width() < _LEAST or place.height() < text.place.height() * 2 // 3:
            continue  # the rest of it lies below the edge of what scrolls
        ground, ink = colors_at(picture, place)
        limit = _limit(text)
        if _pale(text.ink, ink, ground, limit):
            yield f"{contrast(ink, ground):.1f} of {limit}: »{text.words[:30]}« in {_hex(ink)} on {_hex(ground)}"


def _pale(meant: QColor, seen: int, ground: int, limit: float) -> bool:
    return contrast(_over(meant, ground), ground) < limit or contrast(seen, ground) < limit * _SMOOTHED


def _limit(text: DrawnText) -> float:
    if text.ink == look.color("disabled"):
        return SHAPE
    height = text.height / look.zoom
    large = height >= _LARGE_PX or (height >= _LARGE_BOLD_PX and text.weight >= _BOLD)
    return LARGE if large else TEXT


def _icons(picture: QImage, drawing: Drawing) -> Iterator[str]:
    for icon in drawing.icons:
        place = icon.shown & picture.rect()
        if place != icon.place or place.width() > look.u(ICON.hero):
            continue  # half of it is out of sight; or it is no icon, but a picture of a page
        ground, ink = colors_at(picture, place)
        if _pale(icon.ink, ink, ground, SHAPE):
            colors = f"{_hex(ink)} on {_hex(ground)}"
            yield f"{contrast(ink, ground):.1f} of {SHAPE}: an icon of {_said(icon.by)} in {colors}"


def _edges(picture: QImage, drawing: Drawing) -> Iterator[str]:
    """A control that draws itself an outline or a ground must stand out all round, and a check box or a choice must
    show its mark. Whatever draws neither is known by its words. The tint of what is chosen or under the mouse is no
    edge: what is chosen is told by a bar, a tick or a weight too."""
    shapes: dict[QWidget, list[QRect]] = {}
    tints = [look.color(name) for name in _GROUNDS]
    for shape in drawing.shapes:
        by = shape.by
        if not isinstance(by, _CONTROLS) or not shape.shown.contains(shape.place):
            continue
        whole = shape.place.width() >= by.width() - _REACH and shape.place.height() >= by.height() - _REACH
        own = shape.line or shape.fill not in tints
        if (whole and own) or (isinstance(by, QAbstractButton) and by.isCheckable()):
            shapes.setdefault(by, []).append(shape.place)
    for control, places in shapes.items():
        best = max(_outline(picture, place) for place in places)
        if best < SHAPE:
            yield f"{best:.1f} of {SHAPE}: the edge of {_said(control)}"


def _outline(picture: QImage, place: QRect) -> float:
    """How much the outline of a place stands out where it does so least, looked at in the middle of its four sides.

    From what is outside or from what is inside: close outside, the soft rim of the focus ring may lie."""
    x, y = place.center().x(), place.center().y()
    lines = [
        [(place.left() + step, y) for step in range(-_REACH, _REACH + 1)],
        [(place.right() - step, y) for step in range(-_REACH, _REACH + 1)],
        [(x, place.top() + step) for step in range(-_REACH, _REACH + 1)],
        [(x, place.bottom() - step) for step in range(-_REACH, _REACH + 1)],
    ]
    found = []
    for line in lines:
        colors = [picture.pixel(*at) & 0xFFFFFF for at in line if picture.valid(*at)]
        if len(colors) > _REACH:
            found.append(max(contrast(side, color) for side in (colors[0], colors[-1]) for color in colors))
    return min(found, default=21.0)


def colors_at(picture: QImage, place: QRect) -> tuple[int, int]:
    """The colour of most pixels, and the one that stands out most from it, as 0xRRGGBB."""
    cut = picture.copy(place)  # its pixels go with it
    counts = Counter(memoryview(cut.constBits()).cast("I"))
    ground = counts.most_common(1)[0][0] & 0xFFFFFF
    return ground, max((color & 0xFFFFFF for color in counts), key=lambda color: contrast(color, ground))


@lru_cache(maxsize=1 << 16)
def contrast(one: int, two: int) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1 << 16)
def _luminance(color: int) -> float:
    parts = ((color >> shift & 0xFF) / 255 for shift in (16, 8, 0))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _over(ink: QColor, ground: int) -> int:
    """What comes of an ink that lets its ground through."""
    share = ink.alphaF()
    under = QColor(ground)
    parts = zip((ink.red(), ink.green(), ink.blue()), (under.red(), under.green(), under.blue()), strict=True)
    red, green, blue = (round(over * share + below * (1 - share)) for over, below in parts)
    return red << 16 | green << 8 | blue


def _hex(color: int) -> str:
    return f"#{color:06X}"


def _said(widget: QWidget | None) -> str:
    return f"{type(widget).__name__} »{widget.accessibleName()[:40]}«" if widget is not None else "the window"
