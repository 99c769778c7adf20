"""What stands round the cells of the matrix: heads, moves since the last round, the legend, and an opened cell."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from opspor.desktop.look import look
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    IconMark,
    ListRow,
    MatrixCell,
    PlainLabel,
    Row,
    RowList,
    ShadeMark,
    box,
    line_of,
)
from opspor.desktop.widgets.layouts import Flowing
from opspor.domain.matrix import SHADE_WORDS, Move
from opspor.usecases.matrix import Matrix

_HEAD, _GAP, _CELL_HEIGHT = 28, 2, 44  # u


class AxisHead(Flow):
    """The name of a row or a column, and how many children stand in it."""

    def __init__(self, words: str, icon: str = "") -> None:
        self._count = PlainLabel("", "body", "text_2")
        mark = [IconMark(icon)] if icon else []
        super().__init__([*mark, PlainLabel(words, "body_strong", wrap=False), self._count], gap=1.5)

    def set_count(self, words: str) -> None:
        """Shows another count."""
        self._count.setText(words)
        self._place()

    def _places(self, width: int) -> list[QRect]:
        if width > look.u(_HEAD) or len(self.parts) > 2:
            return super()._places(width)
        top, places = 0, []  # the head of a row: the count under the name, in every row
        for part in self.parts:
            places.append(QRect(0, top, width, part.sizeHint().height()))
            top = places[-1].bottom() + 1
        return places


class MatrixGrid(Flowing):
    """Two column heads, and three rows of a head and two cells. Where it is narrow, a row's head stands above it."""

    def __init__(self, columns: Sequence[AxisHead], rows: Sequence[tuple[AxisHead, MatrixCell, MatrixCell]]) -> None:
        super().__init__()
        self._axis = line_of(IconMark("house"), PlainLabel("Position", "body", "text_2", wrap=False))
        self._columns, self._lines = columns, rows
        for part in [self._axis, *columns, *(part for row in rows for part in row)]:
            self.add(part)

    def _places(self, width: int) -> list[QRect]:
        if len(self.parts) < 1 + len(self._columns) + 3 * len(self._lines):
            return [QRect()] * len(self.parts)  # still being put together
        head, gap = look.u(_HEAD), look.u(_GAP)
        least = max(cell.minimumSizeHint().width() for _, *cells in self._lines for cell in cells)
        beside = width >= head + 2 * least + 2 * gap
        left = head + gap if beside else 0
        wide = (width - left - gap) // 2
        lefts = (left, left + wide + gap)
        high = max(column.heightForWidth(wide) for column in self._columns)
        axis = QRect(0, 0, head if beside else width, self._axis.sizeHint().height())
        top = 0 if beside else axis.height() + gap
        places = [axis, *(QRect(x, top, wide, high) for x in lefts)]
        top += high + gap
        for words, *cells in self._lines:
            if beside:
                places.append(QRect(0, top + look.u(3), head, words.heightForWidth(head)))
            else:
                places.append(QRect(0, top, width, words.heightForWidth(width)))
                top = places[-1].bottom() + look.u(1)
            high = max(look.u(_CELL_HEIGHT), *(cell.heightForWidth(wide) for cell in cells))
            places += [QRect(x, top, wide, high) for x in lefts]
            top += high + gap
        return places


class Moves(QWidget):
    """How many children moved since the previous round, and which way."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(self)
        self._head = PlainLabel("", "section")
        self._counts = {
            Move.LESS: _MoveLine(("arrow-left", "arrow-up"), "mindre grund til bekymring"),
            Move.MORE: _MoveLine(("arrow-right", "arrow-down"), "større grund"),
            Move.MIXED: _MoveLine(("arrow-up-right", "arrow-down-left"), "begge veje"),
            Move.SAME: _MoveLine(("minus",), "samme felt"),
            Move.NEW: _MoveLine(("plus",), "nye i matrixen"),
        }
        row.addWidget(box(self._head, *self._counts.values(), spacing=2))

    def set_matrix(self, found: Matrix) -> None:
        """Shows the moves of a matrix; nothing without a previous round."""
        self.setVisible(bool(found.since))
        if found.since:
            self._head.setText(f"Siden {found.since}")
            for move, line in self._counts.items():
                line.set_count(found.moved(move))
            self._counts[Move.MIXED].setVisible(found.moved(Move.MIXED) > 0)


class _MoveLine(QWidget):
    def __init__(self, icons: Sequence[str], words: str) -> None:
        super().__init__()
        row = Row(self, spacing=0.5)
        for i in range(2):
            row.addWidget(IconMark(icons[i], size=4) if i < len(icons) else _Blank())
        row.addSpacing(look.u(2))
        row.addWidget(PlainLabel(words), 1)
        self._count = PlainLabel("", "body_strong", wrap=False)
        row.addWidget(self._count)

    def set_count(self, count: int) -> None:
        self._count.setText(str(count))


class _Blank(IconMark):
    """The room of an icon that is not there, so that the words line up."""

    def __init__(self) -> None:
        super().__init__("minus", size=4)

    def paintEvent(self, event: object) -> None:
        """Nothing."""


def legend() -> QWidget:
    """What each shade asks for."""
    lines = [line_of(ShadeMark(shade), PlainLabel(words), spacing=3) for shade, words in enumerate(SHADE_WORDS)]
    return box(PlainLabel("Mørkere felt: større grund til bekymring", "section"), *lines, spacing=2)


class CellList(Card):
    """The children of an opened cell, by name, and the way back to the matrix."""

    def __init__(self) -> None:
        super().__init__(spacing=3)
        self._head, self._sentence = PlainLabel("", "section"), PlainLabel("", "body", "text_2")
        self.back = Button("Tilbage til matrixen", icon="chevron-left")
        self.rows = RowList("Børn i feltet")
        for part in (Flow([self.back]), box(self._head, self._sentence, spacing=0.5), self.rows):
            self.add(part)

    def show_children(self, head: str, sentence: str, rows: Sequence[ListRow]) -> None:
        """Shows other children."""
        self._head.setText(head)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.rows.set_rows(rows)
        self.show()
        (self.rows if rows else self.back).setFocus()
