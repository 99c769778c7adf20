"""The matrix: a cell that is a real button, the little matrix, and the legend's swatch."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, RADIUS
from opspor.desktop.widgets.buttons import PaintedButton
from opspor.domain.text import count_of

_ARROW_WORDS = {
    "←": "mindre grund", "↑": "mindre grund", "←↑": "mindre grund",
    "→": "større grund", "↓": "større grund", "→↓": "større grund",
    "→↑": "flyttet begge veje", "←↓": "flyttet begge veje",
}  # fmt: skip


_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


@dataclass(frozen=True, slots=True)
class CellPerson:
    """A child as the cell shows it: ``shown`` is name or initials; ``arrows`` as in ``domain.matrix.Step``."""

    shown: str
    arrows: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Some of the cell's children under a word ("Begyndende", "Mistrivsel"); an empty word for the trivsel column."""

    word: str
    people: Sequence[CellPerson]


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell shows. ``open_agreements`` is how many children there still is no day agreed for; None: say nothing.
    A day is no proof that something was done: none of it is ever ticked off.

    With ``names_shown`` off only the count is drawn ("Kun antal"). ``unit`` is what is counted, one and several.
    """

    count: int
    groups: Sequence[CellGroup]
    expects: str
    open_agreements: int | None
    names_shown: bool = True
    unit: tuple[str, str] = ("barn", "børn")


_Flow = tuple[list[tuple[int, int, str, CellPerson | None]], int]  # the words with their places, and the height of all


class MatrixCell(PaintedButton):
    """One of the six or nine cells. Enter or a click opens it (``clicked``), arrow keys go to the neighbour, Home and
    End to the first and the last.

    A screen reader says ``place`` and the count as its name ("Udsat position, trivsel, 3 børn"), and what is still to
    be agreed, who stands there and what it asks for as its description.
    """

    def __init__(self, place: str, shade: int) -> None:
        super().__init__(place)
        self._place, self.shade = place, shade
        self._content = CellContent(0, (), "", None)
        self._flows: dict[tuple[int, float], _Flow] = {}
        self._wides: dict[float, list[tuple[str, CellPerson | None, int]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_content(self, content: CellContent) -> None:
        """Shows other children, also to a screen reader."""
        self._content = content
        self._flows.clear()
        self._wides.clear()
        self.setAccessibleName(f"{self._place}, {count_of(content.count, *content.unit)}")
        people = "; ".join(_spoken(group) for group in content.groups if content.names_shown)
        said = (self._state()[1], people, content.expects)
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in said if part))
        self.updateGeometry()
        self.update()

    def _state(self) -> tuple[str, str]:
        waiting = self._content.open_agreements
        if waiting is None or not self._content.count:
            return "", ""
        return ("clock", "dato sat") if waiting == 0 else ("circle-alert", f"{waiting} mangler aftale")

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u."""
        return RADIUS.cell

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        way, end = ways.get(Qt.Key(event.key())), _ENDS.get(Qt.Key(event.key()))
        if way is None and end is None:
            super().keyPressEvent(event)
            return
        neighbour = self._neighbour(*way) if way else self._in_reading_order()[end or 0]
        if neighbour is not None:
            neighbour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_reading_order(self) -> "list[MatrixCell]":
        window = self.window()
        cells = [cell for cell in window.findChildren(MatrixCell) if cell.isVisible()]
        return sorted(cells, key=lambda cell: (cell.mapTo(window, QPoint()).y(), cell.mapTo(window, QPoint()).x()))

    def _neighbour(self, right: int, down: int) -> "MatrixCell | None":
        window = self.window()
        here = self.mapTo(window, self.rect().center())
        best: tuple[int, MatrixCell] | None = None
        for cell in window.findChildren(MatrixCell):
            away = cell.mapTo(window, cell.rect().center()) - here
            along, across = away.x() * right + away.y() * down, abs(away.x() * down) + abs(away.y() * right)
            beside = self.height() // 2 if right else self.width() // 2
            if cell.isVisible() and along > 0 and across < beside and (best is None or along < best[0]):
                best = (along, cell)
        return best[1] if best else None

    # --- size and paint -------------------------------------------------------------------------------------------

    def _words(self) -> list[tuple[str, CellPerson | None]]:
        """The running words of the cell: (group word, None) or ("", person)."""
        if not self._content.names_shown:
            return []
        found: list[tuple[str, CellPerson | None]] = []
        for group in self._content.groups:
            if group.word and group.people:
                found.append((group.word, None))
            found += [("", person) for person in group.people]
        return found

    def _widths(self) -> list[tuple[str, CellPerson | None, int]]:
        """The running words with how wide each is in letters of this size."""
        if look.base_px not in self._wides:
            self._wides[look.base_px] = [
                (word, person, self._person_width(person) if person else paint.text_width(word, "lead"))
                for word, person in self._words()
            ]
        return self._wides[look.base_px]

    def _person_width(self, person: CellPerson) -> int:
        wide = paint.text_width(person.shown, "lead")
        if person.new:
            return wide + look.u(1.5) + paint.text_width("ny", "small")
        return wide + (look.u(1) + paint.text_width(person.arrows, "section") if person.arrows else 0)

    def _flow(self, width: int) -> _Flow:
        """The words with their left and top inside the text area, and the height of all. Asked again and again while a
        page is laid out, for hundreds of children: measured once for a width and a size of letters.
        """
        key = width, look.base_px
        if key not in self._flows:
            self._flows[key] = self._measured(width)
        return self._flows[key]

    def _measured(self, width: int) -> _Flow:
        line, gap = look.metrics("lead").height() + look.u(1), look.u(3.5)
        placed: list[tuple[int, int, str, CellPerson | None]] = []
        x = y = 0
        for word, person, wide in self._widths():
            if x and (x + wide > width or person is None):
                x, y = 0, y + line
            placed.append((x, y, word, person))
            x += wide + gap
        return placed, y + line if placed else 0

    def _left(self) -> int:
        return look.u(7.25)

    def _text_width(self, width: int) -> int:
        return width - self._left() - look.u(4.25)

    def _foot_height(self, width: int) -> int:
        return paint.text_height(self._content.expects, "body", self._text_width(width)) if self._content.expects else 0

    def heightForWidth(self, width: int) -> int:
        head = look.u(2.5) + look.metrics("title").height() + look.u(1) + self._below(width)
        return head + self._flow(self._text_width(width))[1] + look.u(4) + self._foot_height(width) + look.u(6)

    def sizeHint(self) -> QSize:
        width = look.u(80)
        return QSize(width, max(look.u(30), self.heightForWidth(width)))

    def least_width(self) -> int:
        """The width below which its words would run into one another: what is agreed may stand below the count."""
        least = max(*self._head_widths(), paint.longest_word(self._content.expects, "body"))
        return self._left() + least + look.u(4.25)

    def minimumSizeHint(self) -> QSize:
        width = self.least_width()
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def _head_widths(self) -> tuple[int, int]:
        """How wide the count is, and what is agreed, which stands beside it or below."""
        (icon, state), count, unit = self._state(), f"{self._content.count}", self._content.unit[1]
        counted = paint.text_width(count, "title") + look.u(2) + paint.text_width(unit, "body") + look.u(3)
        return counted, look.u(2 + ICON.small) + paint.text_width(state, "small") if icon else 0

    def _below(self, width: int) -> int:
        """How much lower the names stand where what is agreed has no room beside the count."""
        counted, agreed = self._head_widths()
        narrow = agreed and counted + agreed > self._text_width(width)
        return look.metrics("small").height() + look.u(1) if narrow else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = look.shade(self.shade)
        text = QColor(colors.text)
        strong = self.shade == 4
        with paint.painter_on(self) as painter:
            paint_shade(painter, self.rect(), self.shade, LINE.strong if strong else LINE.hair, shown=event.rect())
            left, width = self._left(), self._text_width(self.width())
            top = look.u(2.5)
            head = QRect(left, top, width, look.metrics("title").height())
            count = str(self._content.count)
            paint.words(painter, head, count, "title", text)
            after = left + paint.text_width(count, "title") + look.u(2)
            base = head.bottom() - look.metrics("title").descent() + look.metrics("body").descent()
            low = QRect(after, base - look.metrics("body").height() + 1, width, look.metrics("body").height())
            paint.words(painter, low, self._content.unit[self._content.count != 1], "body", text)
            below = self._below(self.width())
            self._paint_state(painter, head.translated(0, head.height()) if below else head, below)
            self._paint_people(painter, left, head.bottom() + 1 + look.u(1) + below, width, event.rect())
            foot = self._foot_height(self.width())
            y = self.height() - look.u(3.5) - foot
            if self._content.expects:
                paint.hairline(painter, left, left + width, y - look.u(2), QColor(colors.rule))
                paint.words(
                    painter,
                    QRect(left, y, width, foot + 2),
                    self._content.expects,
                    "body",
                    text,
                    paint.TOP_LEFT | paint.WRAP,
                )

    def _paint_state(self, painter: QPainter, head: QRect, below: int) -> None:
        icon, words = self._state()
        if icon:
            ink, beside = QColor(look.shade(self.shade).text_2), look.u(2 + ICON.small)
            if below:
                head = QRect(head.left(), head.top(), paint.text_width(words, "small") + beside + 1, below)
            paint.words(painter, head, words, "small", ink, paint.RIGHT)
            left = head.right() - paint.text_width(words, "small") - beside
            paint.icon_at(painter, left, head.center().y() + 1, icon, ink, ICON.small)

    def _paint_people(self, painter: QPainter, left: int, top: int, width: int, shown: QRect) -> None:
        colors = look.shade(self.shade)
        text, text_2 = QColor(colors.text), QColor(colors.text_2)
        high = look.metrics("lead").height()
        for x, y, word, person in self._flow(width)[0]:
            if top + y + high < shown.top() or top + y > shown.bottom():
                continue  # hundreds of names lie below what one sees
            place = QRect(left + x, top + y, width, high)
            if person is None:
                paint.words(painter, place, word, "lead", text_2)
                continue
            paint.words(painter, place, person.shown, "lead", text)
            after = left + x + paint.text_width(person.shown, "lead")
            if person.new:
                small = QRect(after + look.u(1.5), place.top(), width, high)
                paint.words(painter, small, "ny", "small", text)
            elif person.arrows:
                arrow = QRect(after + look.u(1), place.top(), width, high)
                paint.words(painter, arrow, person.arrows, "section", text)


def _spoken(group: CellGroup) -> str:
    people = (
        p.shown + (", ny" if p.new else "") + (f", {_ARROW_WORDS[p.arrows]}" if p.arrows else "") for p in group.people
    )
    return f"{group.word} {', '.join(people)}".strip()


def paint_shade(
    painter: QPainter, rect: QRect, shade: int, line: float, radius: float = RADIUS.cell, shown: QRect | None = None
) -> None:
    """The ground of a shade: fill, pattern strip at the left edge, frame. The strip only where it is ``shown``."""
    colors = look.shade(shade)
    paint.shape(painter, rect, radius, QColor(colors.fill))
    if shade:
        painter.save()
        painter.setClipPath(paint.rounded_path(rect.toRectF(), radius))
        strip = QRect(rect.left(), rect.top(), look.u(3), rect.height())
        painter.setBrushOrigin(strip.topLeft())
        painter.fillRect(strip & shown if shown else strip, paint.pattern(shade))
        painter.restore()
    paint.shape(painter, rect, radius, None, QColor(colors.frame), line)


class ShadeMark(QWidget):
    """A shade as the legend shows it, always beside its words."""

    def __init__(self, shade: int) -> None:
        super().__init__()
        self._shade = shade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(look.u(11), look.u(5.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint_shade(
                painter, self.rect(), self._shade, LINE.strong if self._shade == 4 else LINE.hair, RADIUS.control
            )


class LittleMatrix(QWidget):
    """3 × 2 squares, one filled: where a voice places the situation. Always beside the words; also the program's mark.

    ``row`` 0..2 and ``column`` 0..1 count as in ``domain.matrix``; None fills nothing ("ved ikke nok").
    """

    def __init__(self, row: int | None = None, column: int | None = None) -> None:
        super().__init__()
        self._row, self._column = row, column
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(2 * look.u(2) + look.u(0.5), 3 * look.u(2) + 2 * look.u(0.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        size, step = look.u(2), look.u(2.5)
        with paint.painter_on(self) as painter:
            for row in range(3):
                for column in range(2):
                    square = QRect(column * step, row * step, size, size)
                    if (row, column) == (self._row, self._column):
                        paint.shape(painter, square, 0.4, look.color("accent"))
                    else:
                        paint.shape(painter, square, 0.4, None, look.color("accent"), LINE.hair)
