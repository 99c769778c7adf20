"""The list in the side column of a focus page: where one is in a task, and what is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, RADIUS, Step
from opspor.desktop.widgets import Column, PaintedButton


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One row: ``over`` and ``under`` are small lines round the words, ``fact`` stands at the right after a check.

    ``key`` is what ``opened`` carries; None makes a row that is read only. ``rule`` draws a hairline above.
    """

    words: str
    key: object = None
    over: str = ""
    under: str = ""
    icon: str = ""
    fact: str = ""
    done: bool = False
    current: bool = False
    strong: bool = False
    rule: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        said = (self.over, self.words, self.under, self.fact, "gjort" if self.done else "")
        whole = ". ".join(part for part in said if part).replace("..", ".")  # a short name ends in one already
        return whole + (", her er du" if self.current else "")


class SideList(QWidget):
    """Rows that open a place in the task. Rows are used again, so that the focus stays where it is."""

    said_as = "group"
    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = Column(self, spacing=0)
        self._rows: list[_Row] = []

    def set_entries(self, entries: Sequence[SideEntry]) -> None:
        """Shows other rows."""
        self._column.setEnabled(False)  # laid out once, not anew for each row that comes
        while len(self._rows) < len(entries):
            row = _Row()
            row.clicked.connect(lambda _=False, row=row: self.opened.emit(row.entry.key))
            self._rows.append(row)
            self._column.addWidget(row)
        for i, row in enumerate(self._rows):
            row.setVisible(i < len(entries))
            if i < len(entries):
                row.set_entry(entries[i])
        self._column.setEnabled(True)

    @property
    def current(self) -> QWidget | None:
        """The row where one is."""
        return next((row for row in self._rows if row.entry.current and not row.isHidden()), None)

    @property
    def entries(self) -> list[SideEntry]:
        """The rows that are shown."""
        return [row.entry for row in self._rows if not row.isHidden()]


class _Row(PaintedButton):
    def __init__(self) -> None:
        super().__init__("")
        self.entry = SideEntry("")
        self._heights: dict[tuple[int, float], list[int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_entry(self, entry: SideEntry) -> None:
        if entry != self.entry:
            self.entry = entry
            self._heights.clear()
            self.set_words(entry.words)
            self.setAccessibleName(entry.spoken)
            self.setEnabled(entry.key is not None)

    @property
    def _step(self) -> Step:
        return "body_strong" if self.entry.strong or self.entry.current else "body"

    def _left(self) -> int:
        return look.u(3) + (look.u(ICON.body + 3) if self.entry.icon else 0)

    def _right(self) -> int:
        fact = paint.text_width(self.entry.fact, "small") + look.u(2) if self.entry.fact else 0
        return look.u(3) + fact + (look.u(ICON.small + 1) if self.entry.done else 0)

    def _lines(self, width: int) -> list[tuple[str, Step, str, int]]:
        """(text, step, colour, height) of each line that is there."""
        room = max(width - self._left() - self._right(), look.u(10))
        entry = self.entry
        ink = "accent_text" if entry.current else "text" if entry.key is not None or entry.strong else "text_2"
        lines: list[tuple[str, Step, str]] = [
            (entry.over, "small", "text_2"), (entry.words, self._step, ink), (entry.under, "small", "text_2")
        ]  # fmt: skip
        size = room, look.base_px
        if size not in self._heights:  # a layout asks many times over, of every row
            self._heights[size] = [paint.text_height(text, step, room) for text, step, _ in lines if text]
        found = zip([line for line in lines if line[0]], self._heights[size], strict=True)
        return [(text, step, color, high) for (text, step, color), high in found]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(look.u(9), sum(high for *_, high in self._lines(width)) + look.u(4))

    def sizeHint(self) -> QSize:
        return QSize(look.u(50), self.heightForWidth(look.u(60)))

    def minimumSizeHint(self) -> QSize:
        least = self._left() + self._right() + paint.longest_word(self.entry.words, "body_strong")
        return QSize(least, self.heightForWidth(max(least, self.width())))

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u."""
        return RADIUS.control

    def paintEvent(self, event: QPaintEvent) -> None:
        entry = self.entry
        with paint.painter_on(self) as painter:
            if entry.rule:
                paint.hairline(painter, 0, self.width(), 0, look.color("line"))
            ground = self.rect().adjusted(0, look.u(0.5) if entry.rule else 0, 0, 0)
            if entry.current:
                paint.shape(painter, ground, RADIUS.control, look.color("selected"))
                bar = QRect(0, look.u(2), look.u(LINE.bar), self.height() - 2 * look.u(2))
                paint.shape(painter, bar, LINE.bar / 2, look.color("accent_text"))
            elif self.underMouse() and entry.key is not None:
                paint.shape(painter, ground, RADIUS.control, look.color("hover"))
            if entry.icon:
                paint.icon_at(painter, look.u(3), self.height() / 2, entry.icon, look.color("accent_text"), ICON.body)
            self._paint_words(painter)
            end = self.width() - look.u(3)
            if entry.fact:
                place = QRect(0, 0, end, self.height())
                paint.words(painter, place, entry.fact, "small", look.color("text_2"), paint.RIGHT)
                end -= paint.text_width(entry.fact, "small") + look.u(1)
            if entry.done:
                left = end - look.u(ICON.small)
                paint.icon_at(painter, left, self.height() / 2, "check", look.color("accent_text"), ICON.small)

    def _paint_words(self, painter: QPainter) -> None:
        lines = self._lines(self.width())
        top = (self.height() - sum(high for *_, high in lines)) // 2
        room = max(self.width() - self._left() - self._right(), look.u(10))
        for text, step, color, high in lines:
            place = QRect(self._left(), top, room, high + 1)
            paint.words(painter, place, text, step, look.color(color), paint.TOP_LEFT | paint.WRAP)
            top += high
