"""What stands round the cells of the matrix: heads, moves since the last round, the legend, and an opened cell."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.look import look
from opspor.desktop.pages.involvement import InvolvementNote
from opspor.desktop.widgets import (
    Button,
    Card,
    CellContent,
    CellGroup,
    CellPerson,
    Flow,
    IconMark,
    Kind,
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
from opspor.domain.assessment import CONTEXT_WORDS, POSITION_WORDS, Trivsel
from opspor.domain.matrix import CELLS, GRADE_SHORT, SHADE_WORDS, Cell, Column, Field, Move, Naming, fields
from opspor.domain.text import count_of
from opspor.usecases.matrix import GONE, LEFT_OUT, UNSURE_NOW, Matrix, Seat

BEGINNING_APART, WHO_MOVED = "Begyndende mistrivsel for sig", "Se hvem der flyttede"
CHILDREN, ASSESSMENTS = ("barn", "børn"), ("vurdering", "vurderinger")
_HEAD, _GAP, _CELL_HEIGHT = 28, 2, 44  # u
_TWO = 2  # columns, where beginning mistrivsel has none of its own
_TALLEST = 66  # u: so high a row grows where the screen is tall


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
        if width > look.u(_HEAD * 1.25) or len(self.parts) > 2:
            return super()._places(width)
        top, places = 0, []  # the head of a row: the count under the name, in every row
        for part in self.parts:
            places.append(QRect(0, top, width, part.sizeHint().height()))
            top = places[-1].bottom() + 1
        return places


class MatrixGrid(Flowing):
    """A head for each column, and three rows of a head and its cells. Where it is narrow, a row's head stands above it.

    ``opened`` carries the ``Field`` of the cell that somebody opened.
    """

    opened = Signal(object)

    def __init__(self, *, beginning_apart: bool) -> None:
        super().__init__()
        rows = fields(beginning_apart=beginning_apart)
        self.cells = {field: MatrixCell(field.place, field.cell.shade) for row in rows for field in row}
        self._axis = line_of(IconMark("house"), PlainLabel("Position", "body", "text_2", wrap=False))
        self._columns = {
            field.column: AxisHead(field.column, "sprout" if field.cell.column is Column.TRIVSEL else "")
            for field in rows[0]
        }
        self._rows = {row[0].cell.position: AxisHead(POSITION_WORDS[row[0].cell.position]) for row in rows}
        lines = zip(self._rows.values(), rows, strict=True)
        self._lines = [(head, *(self.cells[field] for field in row)) for head, row in lines]
        self._room = 0
        for part in [self._axis, *self._columns.values(), *(part for line in self._lines for part in line)]:
            self.add(part)
        for field, cell in self.cells.items():
            cell.clicked.connect(lambda _=False, field=field: self.opened.emit(field))

    def set_matrix(self, found: Matrix, naming: Naming) -> None:
        """Shows who stands where."""
        several = found.several
        unit = ASSESSMENTS if several else CHILDREN  # a child stands once in each context
        on = {field: found.on(field) for field in self.cells}
        for field, cell in self.cells.items():
            seats = on[field]
            missing = sum(not one.arranged for one in seats) if field.cell.shade else None
            groups = _groups(field, seats, naming, compared=bool(found.since), several=several)
            expects = found.expects(field.cell)
            cell.set_content(CellContent(len(seats), groups, expects, missing, naming is not Naming.COUNT, unit))
        for position, head in self._rows.items():
            head.set_count(count_of(sum(len(found.cells[c.id]) for c in CELLS if c.position is position), *unit))
        for words, head in self._columns.items():
            own = [field for field in self.cells if field.column == words]
            there = [one for field in own for one in on[field]]
            beginning = sum(one.grade is Trivsel.BEGINNING_MISTRIVSEL for one in there if own[0].grade is None)
            head.set_count(count_of(len(there), *unit) + (f", heraf {beginning} begyndende" if beginning else ""))

    def fits(self, width: int) -> bool:
        """Whether the cells stand beside each other in that width without their words running into one another."""
        return width >= self._least_width()

    def _least_width(self) -> int:
        return len(self._columns) * (max(cell.least_width() for cell in self.cells.values()) + look.u(_GAP))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()  # what stands beside two columns goes below them before their words touch
        return hint.expandedTo(QSize(self._least_width(), 0)) if len(self._columns) == _TWO else hint

    def set_room(self, room: int) -> None:
        """So high, in pixels, it may grow to fill a tall screen."""
        if room != self._room:
            self._room = room
            self.updateGeometry()
            self._place()

    def _places(self, width: int) -> list[QRect]:
        count = len(self._columns)
        if len(self.parts) < 1 + count + (count + 1) * len(self._lines):
            return [QRect()] * len(self.parts)  # still being put together
        gap = look.u(_GAP)
        head = max(look.u(_HEAD), *(words.minimumSizeHint().width() for words in self._rows.values()))
        least = max(cell.least_width() for cell in self.cells.values())
        beside = width >= head + count * (least + gap)
        left = head + gap if beside else 0
        wide = (width - left - (count - 1) * gap) // count
        lefts = [left + n * (wide + gap) for n in range(count)]
        high = max(column.heightForWidth(wide) for column in self._columns.values())
        axis = QRect(0, 0, head if beside else width, self._axis.sizeHint().height())
        top = 0 if beside else axis.height() + gap
        places = [axis, *(QRect(x, top, wide, high) for x in lefts)]
        top += high + gap
        needed = [
            max(look.u(_CELL_HEIGHT), *(cell.heightForWidth(wide) for cell in cells)) for _, *cells in self._lines
        ]
        spare = max(0, self._room - top - sum(needed) - 2 * gap) // len(needed) if beside else 0
        for high, (words, *_) in zip(needed, self._lines, strict=True):
            if beside:
                places.append(QRect(0, top + look.u(3), head, words.heightForWidth(head)))
            else:
                places.append(QRect(0, top, width, words.heightForWidth(width)))
                top = places[-1].bottom() + look.u(1)
            tall = max(high, min(high + spare, look.u(_TALLEST)))
            places += [QRect(x, top, wide, tall) for x in lefts]
            top += tall + gap
        return places


class Squares(QWidget):
    """The cells, with a column of its own for beginning mistrivsel where that is wished for and there is room."""

    opened = Signal(object)  # the ``Field`` and its cell

    def __init__(self) -> None:
        super().__init__()
        self._row = Row(self, spacing=0)
        self._room = 0
        self._two = self.shown = self._grid(beginning_apart=False)
        self._three: MatrixGrid | None = None  # made when it is asked for
        self._apart = False

    def _grid(self, *, beginning_apart: bool) -> MatrixGrid:
        grid = MatrixGrid(beginning_apart=beginning_apart)
        self._row.addWidget(grid)
        grid.opened.connect(lambda field: self.opened.emit((field, grid.cells[field])))
        return grid

    def set_apart(self, apart: bool) -> None:
        """Gives beginning mistrivsel a column of its own, or not."""
        self._apart = apart
        if apart and self._three is None:
            self._three = self._grid(beginning_apart=True)
        self._choose()

    def set_matrix(self, found: Matrix, naming: Naming) -> None:
        """Shows who stands where."""
        for grid in (self._two, self._three):
            if grid is not None and (grid is self._two or self._apart):
                grid.set_matrix(found, naming)
        self._choose()

    def set_room(self, room: int) -> None:
        """As ``MatrixGrid.set_room``, for the one that is shown."""
        self._room = room
        self.shown.set_room(room)

    def _choose(self) -> None:
        wide = self._three if self._apart and self._three and self._three.fits(self.width()) else None
        self.shown = wide or self._two
        self.shown.set_room(self._room)
        self._two.setVisible(wide is None)
        if self._three is not None:
            self._three.setVisible(wide is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()


def _groups(field: Field, seats: Sequence[Seat], naming: Naming, *, compared: bool, several: bool) -> list[CellGroup]:
    def person(one: Seat) -> CellPerson:
        shown = naming.of(one.child)
        if several:
            shown = f"{shown} ({CONTEXT_WORDS[one.context]})"
        moved = one.step
        return CellPerson(shown, moved.arrows, compared and moved.move is Move.NEW)

    if field.cell.column is Column.TRIVSEL or field.grade is not None:
        return [CellGroup("", [person(one) for one in seats])]
    by_grade = {word: [person(one) for one in seats if one.grade is grade] for grade, word in GRADE_SHORT.items()}
    return [CellGroup(word, people) for word, people in by_grade.items() if people]


class Moves(QWidget):
    """How many children moved since the time before, and which way. ``who`` leads to their list."""

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
        self._others = {
            how: _MoveLine((icon,), how)
            for how, icon in ((UNSURE_NOW, "circle-question-mark"), (LEFT_OUT, "circle-dashed"), (GONE, "x"))
        }
        self.who = Button(WHO_MOVED, Kind.LINK, icon="chevron-right", icon_after=True)
        lines = (*self._counts.values(), *self._others.values())
        row.addWidget(box(self._head, *lines, Flow([self.who]), spacing=2))

    def set_matrix(self, found: Matrix) -> None:
        """Shows the moves of a matrix; nothing without a time before."""
        self.setVisible(bool(found.since))
        self._head.setText(f"Siden {found.since}")
        counts, others = found.moves, found.others
        for move, line in self._counts.items():
            line.set_count(counts[move])
        self._counts[Move.MIXED].setVisible(counts[Move.MIXED] > 0)
        for how, line in self._others.items():
            line.set_count(others[how])
            line.setVisible(others[how] > 0)
        self.who.setVisible(bool(others) or any(one.now != one.before for one in found.placed))


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
        self._parents = InvolvementNote()
        for part in (Flow([self.back]), box(self._head, self._sentence, spacing=0.5), self.rows, self._parents):
            self.add(part)

    def show_parents(self, cell: Cell | None) -> None:
        """How parents are involved there; nothing of it where the children stand in no one cell."""
        self._parents.setVisible(cell is not None)
        self._parents.show_cell(cell)

    def show_children(self, head: str, sentence: str, rows: Sequence[ListRow]) -> None:
        """Shows other children."""
        self._head.setText(head)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.rows.set_rows(rows)
        if self.isHidden():
            self.show()
            (self.rows if rows else self.back).setFocus()
