"""Cards, chips and the little marks that stand in them."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, RADIUS
from opspor.desktop.widgets.layouts import Column, Row, Stacked
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import MessageKind


class Rule(QWidget):
    """A hairline across."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.u(4), max(1, look.u(0.25)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.hairline(painter, 0, self.width(), 0, look.color("line"))


class Card(Stacked):
    """A white sheet. With a ``head`` it has a section title and a hairline, and at its right a ``fact`` in small type.

    ``body`` is the column inside, with 5 u around; ``flush`` lets rows reach the edges (``RowList``, ``StepRow``,
    ``Table``). A card that ``grows`` gives spare height to its body, for a list that scrolls itself. Cards do not nest.
    """

    said_as = ""  # "group" with a head

    def __init__(
        self,
        head: str = "",
        *,
        fact: str = "",
        icon: str = "",
        flush: bool = False,
        grows: bool = False,
        spacing: float = 4,
    ) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        outer = Column(self, spacing=0, margins=(0.25, 0.25, 0.25, 0.25))
        if head:
            self.said_as = "group"
            self.setAccessibleName(head)
            outer.addWidget(_CardHead(head, fact, icon))
            outer.addWidget(Rule())
        inside = Stacked()
        self.body = Column(inside, spacing=0 if flush else spacing, margins=(0, 0, 0, 0) if flush else (5, 4.5, 5, 5))
        outer.addWidget(inside, int(grows))
        if not grows:
            outer.addStretch(1)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Adds a part at the end."""
        self.body.addWidget(part, stretch)

    def add_rule(self) -> None:
        """Adds a hairline."""
        self.body.addWidget(Rule())

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.card, look.color("sheet"), look.color("line"))


class _CardHead(QWidget):
    def __init__(self, head: str, fact: str, icon: str) -> None:
        super().__init__()
        row = Row(self, spacing=2.5, margins=(5, 3, 5, 3))
        if icon:
            row.addWidget(IconMark(icon))
        row.addWidget(PlainLabel(head, "section"), 1)
        if fact:
            row.addWidget(PlainLabel(fact, "small", "text_2", wrap=False))


class IconMark(QWidget):
    """An icon beside its word. It says nothing on its own, so a screen reader passes it by."""

    def __init__(self, icon: str, color: str = "text_2", size: float = ICON.body) -> None:
        super().__init__()
        self._icon, self._color, self._size = icon, color, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, color: str) -> None:
        """Another icon, in that colour token."""
        self._icon, self._color = icon, color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.u(self._size), look.u(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.icon_at(painter, 0, self.height() / 2, self._icon, look.color(self._color), self._size)


class Chip(QWidget):
    """A fact in a small frame: plain, or warning or danger with an icon. Not clickable."""

    said_as = "text"

    def __init__(self, words: str, kind: MessageKind | None = None, *, icon: str = "") -> None:
        super().__init__()
        self._words, self._kind = words, kind
        self._icon = icon or ({MessageKind.WARNING: "clock", MessageKind.DANGER: "ban"}.get(kind, "") if kind else "")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._words, self._icon, strong=self._kind is not None), look.u(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint_chip(painter, self.rect(), self._words, self._kind, self._icon)


def chip_width(words: str, icon: str, *, strong: bool) -> int:
    """The width of a chip."""
    mark = look.u(ICON.small + 1) if icon else 0
    return paint.text_width(words, "small_strong" if strong else "small") + mark + 2 * look.u(2)


def paint_chip(painter: QPainter, rect: QRect, words: str, kind: MessageKind | None, icon: str) -> None:
    """A chip in a row or on the page."""
    color = look.color(kind.value if kind else "text")
    fill, edge = (
        (look.color(f"{kind.value}_soft"), color) if kind else (look.color("sheet"), look.color("line_control"))
    )
    paint.shape(painter, rect, RADIUS.control, fill, edge)
    left = rect.left() + look.u(2)
    if icon:
        paint.icon_at(painter, left, rect.center().y() + 0.5, icon, color, ICON.small)
        left += look.u(ICON.small + 1)
    text = QRect(left, rect.top(), rect.right() - left, rect.height())
    paint.words(painter, text, words, "small_strong" if kind else "small", color)
