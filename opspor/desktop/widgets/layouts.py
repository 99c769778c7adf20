"""Where things stand: rows and columns in u, equal tiles, two columns that go under each other, and scrolling.

All of them follow the zoom by themselves, and none ever asks for more width than its widest single part.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from opspor.desktop.look import look
from opspor.desktop.paint import painter_on
from opspor.desktop.tokens import LAYOUT, SPACE

Margins = tuple[float, float, float, float]
NO_MARGINS: Margins = (0, 0, 0, 0)
NO_ALIGNMENT = Qt.AlignmentFlag(0)


class Column(QVBoxLayout):
    """Widgets under each other. ``spacing`` and ``margins`` (left, top, right, bottom) in u."""

    def __init__(self, parent: QWidget | None = None, *, spacing: float = SPACE.gap, margins: Margins = NO_MARGINS):
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self.units, self.margin_units = spacing, margins
        look.changed.connect(self._measure)
        self._measure()

    def addWidget(self, part: QWidget, stretch: int | None = None, alignment: Qt.AlignmentFlag = NO_ALIGNMENT) -> None:
        """What does not grow (a button, a chip) stands at the left edge, where Qt would centre it."""
        grows = part.sizePolicy().horizontalPolicy().value & QSizePolicy.PolicyFlag.GrowFlag.value
        super().addWidget(part, stretch or 0, alignment if alignment or grows else Qt.AlignmentFlag.AlignLeft)

    def set_margins(self, margins: Margins) -> None:
        """Changes the margins, in u."""
        self.margin_units = margins
        self._measure()

    def clear(self, *, keep: QWidget | None = None) -> None:
        """Removes all parts but ``keep``, which stands in no place until it is added again.

        Asks the widget for them, never the layout: Qt deletes its items behind the binding's back.
        """
        widget = self.parentWidget()
        options = Qt.FindChildOption.FindDirectChildrenOnly
        for part in widget.findChildren(QWidget, options=options) if widget is not None else ():
            if self.indexOf(part) >= 0:
                self.removeWidget(part)
                if part is not keep:
                    part.hide()
                    part.deleteLater()

    def _measure(self) -> None:
        self.setSpacing(look.u(self.units))
        self.setContentsMargins(*(look.u(side) for side in self.margin_units))


class Row(QHBoxLayout):
    """Widgets beside each other, centred on one line. ``spacing`` and ``margins`` in u."""

    def __init__(self, parent: QWidget | None = None, *, spacing: float = SPACE.gap, margins: Margins = NO_MARGINS):
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self.units, self.margin_units = spacing, margins
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setSpacing(look.u(self.units))
        self.setContentsMargins(*(look.u(side) for side in self.margin_units))


class Stacked(QWidget):
    """A widget with a column. It says how wide it wants to be without measuring how high that would make it: whoever
    lays it out asks for the height that goes with the width it gets, and a column remembers only one.
    """

    def sizeHint(self) -> QSize:
        column = self.layout()
        return column.sizeHint() if column is not None else super().sizeHint()


class Flowing(QWidget):
    """A widget whose children are placed by ``_places(width)``: one rectangle per child, for a given width."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.parts: list[QWidget] = []
        self._known: dict[tuple[object, ...], list[QRect]] = {}
        self._hints: dict[tuple[object, ...], QSize] = {}
        self._unplaced = False  # parts came while nothing was shown

    def add(self, part: QWidget) -> None:
        """Adds a part at the end."""
        part.setParent(self)
        self.parts.append(part)
        self.updateGeometry()
        if not self.isVisible():  # Qt shows the part with this one, and then it is measured, once
            self._unplaced = True
            return
        if not (part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)):
            part.show()
        self._place()

    def clear(self) -> None:
        """Removes all parts."""
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = []
        self.updateGeometry()

    def updateGeometry(self) -> None:
        """Measures anew."""
        self._known.clear()
        self._hints.clear()
        super().updateGeometry()

    def shown(self) -> list[QWidget]:
        """The parts that take up room."""
        return [part for part in self.parts if not part.isHidden()]

    def _places(self, width: int) -> list[QRect]:
        raise NotImplementedError

    def _measured(self, width: int) -> list[QRect]:
        """The places for a width. A layout asks again and again; while this is shown, Qt says when they may change."""
        if not self.isVisible():
            return self._places(width)
        key = (width, look.base_px, *self.shown())
        if key not in self._known:
            self._known[key] = self._places(width)
        return self._known[key]

    def _hint(self, of: Callable[[QWidget], int]) -> QSize:
        """As wide as the widest part by ``of``, and as high as the width at hand makes it; known as the places are."""
        key = (of, self.width(), look.base_px, *self.shown())
        if key not in self._hints or not self.isVisible():
            width = max((of(part) for part in self.shown()), default=0)
            self._hints[key] = QSize(width, self.heightForWidth(max(width, self.width())))
        return self._hints[key]

    def _place(self) -> None:
        self._unplaced = False
        for part, place in zip(self.shown(), self._measured(self.width()), strict=True):
            part.setGeometry(place)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._measured(width)), default=0)

    def sizeHint(self) -> QSize:
        return self._hint(_own_width)

    def minimumSizeHint(self) -> QSize:
        return self._hint(_least_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        elif kind is QEvent.Type.Show and self._unplaced:
            self._place()
        return super().event(event)


class Tiles(Flowing):
    """Parts of equal width side by side; where they would be narrower than ``least`` u, two by two, then one by one."""

    def __init__(self, parts: Sequence[QWidget] = (), *, least: float, gap: float = SPACE.tight):
        super().__init__()
        self._least, self._gap = least, gap
        for part in parts:
            self.add(part)

    def _places(self, width: int) -> list[QRect]:
        parts = self.shown()
        gap, least = look.u(self._gap), max([look.u(self._least), *(_least_width(part) for part in parts)])
        columns = next((n for n in (len(parts), 2) if n and n * least + (n - 1) * gap <= width), 1)
        tile = (width - (columns - 1) * gap) // columns
        places, top = [], 0
        for start in range(0, len(parts), columns):
            row = parts[start : start + columns]
            height = max(_height(part, tile) for part in row)
            places += [QRect(i * (tile + gap), top, tile, height) for i in range(len(row))]
            top += height + gap
        return places


class Flow(Flowing):
    """Parts in their own width, one after another, onto the next line when the line is full (chips, buttons)."""

    def __init__(self, parts: Sequence[QWidget] = (), *, gap: float = SPACE.tight):
        super().__init__()
        self._gap = gap
        for part in parts:
            self.add(part)

    def _places(self, width: int) -> list[QRect]:
        return _running(self.shown(), width, look.u(self._gap))


class Line(Flowing):
    """Words at the left, and at the right what belongs to them (a fact, a progress strip, a button), centred on them.

    Where the room is too small, the right parts go under the words.
    """

    def __init__(self, words: QWidget, *right: QWidget, gap: float = SPACE.gap):
        super().__init__()
        self._gap = gap
        self.add(words)
        for part in right:
            self.add(part)

    def _places(self, width: int) -> list[QRect]:
        words, *right = self.shown()
        gap = look.u(self._gap)
        taken = sum(part.sizeHint().width() + gap for part in right)
        least = min(words.sizeHint().width(), look.u(60))
        if width - taken < least:
            first = QRect(0, 0, width, _height(words, width))
            below = _running(right, width, gap)
            return [first, *(place.translated(0, first.height() + gap) for place in below)]
        places = [QRect(0, 0, width - taken, _height(words, width - taken))]
        left = width - taken + gap
        for part in right:
            own = part.sizeHint().width()
            places.append(QRect(left, 0, own, _height(part, own)))
            left += own + gap
        return _centred(places)


class Columns(Flowing):
    """A wide part and a side part of ``side`` u beside it; where there is no room for both, the side part goes below.

    ``side_first`` puts the side part at the left (and first in reading order).
    """

    def __init__(self, main: QWidget, side: QWidget, *, width: float = LAYOUT.side_min, side_first: bool = False):
        super().__init__()
        self._main, self._side, self._width, self._side_first = main, side, width, side_first
        for part in (side, main) if side_first else (main, side):
            self.add(part)

    def _places(self, width: int) -> list[QRect]:
        parts = self.shown()
        gutter, side = look.u(LAYOUT.gutter), max(look.u(self._width), _least_width(self._side))
        rest = width - gutter - side
        if len(parts) == 2 and rest >= max(_least_width(self._main), look.u(self._width)):
            left = {self._main: 0, self._side: rest + gutter}
            if self._side_first:
                left = {self._main: side + gutter, self._side: 0}
            wide = {self._main: rest, self._side: side}
            return [QRect(left[part], 0, wide[part], _height(part, wide[part])) for part in parts]
        places, top = [], 0
        for part in parts:
            places.append(QRect(0, top, width, _height(part, width)))
            top += places[-1].height() + gutter
        return places


class Scroll(QScrollArea):
    """Scrolls up and down, never sideways. Its content is ``body``, a column at most ``content_max`` wide."""

    def __init__(
        self,
        *,
        margin: float = LAYOUT.page_margin,
        top: float = SPACE.hair,
        widest: float = LAYOUT.content_max,
        spacing: float = SPACE.group,
    ):
        super().__init__()
        self._margin, self._top, self._widest = margin, top, widest
        self._view = QWidget()  # asking for Qt's own viewport costs 12 ms: PySide loads every widget class to name it
        self.setViewport(self._view)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar()
        self.setVerticalScrollBar(self._bar)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setAutoFillBackground(False)
        self.content = Stacked()
        self.body = Column(self.content, spacing=spacing)
        self.setWidget(self.content)
        self.content.setAutoFillBackground(False)  # setWidget turned it on
        look.changed.connect(self._fit)

    def set_widest(self, widest: float) -> None:
        """The widest the content gets, in u: a form with few fields reads best in a narrow column."""
        self._widest = widest
        self._fit()

    def _fit(self) -> None:
        margin = side_margin(self.width(), self._margin, self._widest)
        bar = self.width() - self._view.width()  # the bar stands in the margin, so that right edges keep their line
        self.body.setContentsMargins(margin, look.u(self._top), max(look.u(1), margin - bar), look.u(self._margin))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.content.minimumSizeHint().width() + self._bar.sizeHint().width(), look.u(10))


class ThinScrollBar(QScrollBar):
    """A scroll bar that is one rounded handle."""

    def sizeHint(self) -> QSize:
        upright = QSize(look.u(3), look.u(12))
        return upright if self.orientation() is Qt.Orientation.Vertical else upright.transposed()

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # costs 5 ms, and most windows have nothing to scroll

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        inset = look.u(0.75)
        with painter_on(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("line_control"))
            upright = self.orientation() is Qt.Orientation.Vertical
            inner = handle.adjusted(inset, 0, -inset, 0) if upright else handle.adjusted(0, inset, 0, -inset)
            radius = min(inner.width(), inner.height()) / 2
            painter.drawRoundedRect(inner, radius, radius)


def side_margin(width: int, margin: float = LAYOUT.page_margin, widest: float = LAYOUT.content_max) -> int:
    """The left and right margin of a page: grows when the content has its full width, halves in a small window."""
    least = look.u(margin if width >= look.u(LAYOUT.window_min[0] - LAYOUT.rail) else margin / 2)
    return max(least, (width - look.u(widest)) // 2)


def box(*parts: QWidget, spacing: float = SPACE.gap, margins: Margins = NO_MARGINS) -> QWidget:
    """A plain widget with the parts under each other."""
    widget = Stacked()
    column = Column(widget, spacing=spacing, margins=margins)
    for part in parts:
        column.addWidget(part)
    return widget


def line_of(*parts: QWidget, spacing: float = SPACE.tight, stretch: bool = True) -> QWidget:
    """A plain widget with the parts beside each other, from the left."""
    widget = QWidget()
    row = Row(widget, spacing=spacing)
    for part in parts:
        row.addWidget(part)
    if stretch:
        row.addStretch(1)
    return widget


def _running(parts: Sequence[QWidget], width: int, gap: int) -> list[QRect]:
    """One after another in their own width, line by line, centred on each line."""
    places: list[QRect] = []
    line: list[QRect] = []
    left = top = 0
    for part in parts:
        own = min(part.sizeHint().width(), max(width, _least_width(part)))
        if line and left + own > width:
            places += _centred(line)
            top, left, line = max(place.bottom() for place in line) + 1 + gap, 0, []
        line.append(QRect(left, top, own, _height(part, own)))
        left += own + gap
    return places + _centred(line)


def _centred(line: list[QRect]) -> list[QRect]:
    highest = max((place.height() for place in line), default=0)
    return [place.translated(0, (highest - place.height()) // 2) for place in line]


def _height(part: QWidget, width: int) -> int:
    height = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
    return max(height, part.minimumSizeHint().height() if not part.hasHeightForWidth() else 0, part.minimumHeight())


def _own_width(part: QWidget) -> int:
    return part.sizeHint().width()


def _least_width(part: QWidget) -> int:
    return max(part.minimumSizeHint().width(), part.minimumWidth())
