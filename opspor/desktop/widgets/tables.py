"""Tables: a small head, rows of 10 u, hairlines between rows only, text at the left and numbers at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.spoken import say_current
from opspor.desktop.tokens import ICON, LINE, RADIUS, TARGET, Step
from opspor.desktop.widgets.layouts import ThinScrollBar

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
_LOOKED_AT = 100  # rows; days and times are hardly wider further down
_LEAST_REST = 0.4  # of the width stays for the other columns, or all share as in a wide window
_LEAST_WIDTH = 30  # u: a table that has not been laid out is narrower
_NARROW = 170  # u: in a narrower table, as at 200 % on a small screen, words stand on several lines
_LINES = 3  # of a cell, at most
_FULL = 0.85  # of a line, where it ends with a whole word
_ON_TWO_LINES = 0.6  # of its width: what a day with its time needs
_WORD = 40  # u: a column need not be wider than this for one long word


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[T]):
    """One column: its head, the text of a row, whether it is a number (right), strong (600), an icon before the text.

    ``share`` is its part of the width. What is ``whole`` (a day, a time, a number) takes what it needs first, and the
    others share the rest: half a time tells nothing. In a narrow table words stand on several lines, and where there
    is no room for the longest of them side by side, the table scrolls sideways.
    """

    head: str
    text: Callable[[T], str]
    share: int = 1
    number: bool = False
    strong: bool = False
    whole: bool = False
    icon: Callable[[T], tuple[str, str]] | None = None


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows of frozen records, shown by columns."""

    def __init__(self, columns: Sequence[TableColumn[T]]) -> None:
        super().__init__()
        self.columns = columns
        self.records: list[T] = []

    def set_records(self, records: Sequence[T]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.records = [*records]
        self.endResetModel()

    def add_records(self, records: Sequence[T]) -> None:
        """Adds rows at the end."""
        if records:
            self.beginInsertRows(QModelIndex(), len(self.records), len(self.records) + len(records) - 1)
            self.records += records
            self.endInsertRows()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self.records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.head}: {column.text(record) or 'tom'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section].head
        return self.columns[0].text(self.records[section])  # not drawn: a screen reader asks whose row it is


class _Cell(QStyledItemDelegate):
    def __init__(self, view: QTableView, columns: Sequence[TableColumn[T]]) -> None:
        super().__init__(view)
        self._view, self._columns = view, columns

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column = self._columns[index.column()]
        current = self._view.currentIndex()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selected"))
        paint.hairline(painter, rect.left(), rect.right() + 1, rect.bottom(), look.color("line"))
        if self._view.hasFocus() and current.row() == index.row() and current.column() == index.column():
            paint.shape(painter, rect.adjusted(1, 1, -1, -2), RADIUS.control, None, look.color("focus"), LINE.focus)
        text = index.data()
        left = rect.left() + look.u(2.5)
        if column.icon is not None:
            name, color = column.icon(index.model().records[index.row()])  # type: ignore[attr-defined]
            paint.icon_at(painter, left, rect.center().y() + 0.5, name, look.color(color), ICON.small)
            left += look.u(ICON.small + 2)
        room = QRect(left, rect.top(), rect.right() - look.u(2.5) - left, rect.height())
        step = _step(column)
        flags = paint.RIGHT if column.number else paint.LEFT
        lines = _lines_in(self._view.rowHeight(index.row()))
        text = paint.elided(text, step, room.width() if lines == 1 else round(room.width() * lines * _FULL))
        paint.words(painter, room, text, step, look.color("text"), flags if lines == 1 else flags | paint.WRAP)


def _step(column: TableColumn[T]) -> Step:
    return "body_strong" if column.strong else "body"


def _icon_room(column: TableColumn[T]) -> int:
    return look.u(ICON.small + 2) if column.icon is not None else 0


def _lines_in(height: int) -> int:
    """How many lines of words a row of that height has."""
    return 1 + max(0, height - look.u(TARGET.table_row)) // look.metrics("body").lineSpacing()


def _shared(columns: Sequence[TableColumn[T]], room: int) -> list[int]:
    """The width of each by its share; the last one takes what is left over."""
    whole = sum(column.share for column in columns)
    wide = [room * column.share // whole for column in columns]
    return [*wide[:-1], room - sum(wide[:-1])]


class _Head(QHeaderView):
    def __init__(self, columns: Sequence[TableColumn[T]]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._columns = columns
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.u(8))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        column = self._columns[index]
        painter.fillRect(rect, look.color("sheet"))
        paint.hairline(painter, rect.left(), rect.right() + 1, rect.bottom(), look.color("line"))
        room = rect.adjusted(look.u(2.5), 0, -look.u(2.5), 0)
        flags = paint.RIGHT if column.number else paint.LEFT
        paint.words(painter, room, column.head, "small", look.color("text_2"), flags)


class Table(QTableView, Generic[T]):
    """A table that is read. Arrows move, Enter opens the row (``opened`` carries the record), Tab leaves.

    With ``fits`` it is as high as its rows; without, it scrolls itself.
    """

    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[TableColumn[T]], *, fits: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._fits = fits
        self._model = TableModel(columns)
        self._model.setParent(self)  # as in ``RowList``
        self.setModel(self._model)
        self.setItemDelegate(_Cell(self, columns))
        head = _Head(columns)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBar(ThinScrollBar())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self._measure)
        self._measure()

    def set_records(self, records: Sequence[T]) -> None:
        """Replaces the rows; the first one is current."""
        self._model.set_records(records)
        if records:
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()
        self._measure()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.records[index.row()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        say_current(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def ring_radius(self) -> None:
        """No ring round the table: the current cell shows the focus inside its edge."""

    def _measure(self) -> None:
        self._share()
        self.updateGeometry()

    def _share(self) -> None:
        columns, room = self._model.columns, self.viewport().width()
        narrow = look.u(_LEAST_WIDTH) < room < look.u(_NARROW)
        wide = self._narrow(columns, room) if narrow else self._in_one_line(columns, room)
        for number, own in enumerate(wide):
            self.setColumnWidth(number, own)
        lines = max(map(self._lines, columns, wide), default=1) if narrow else 1
        high = look.u(TARGET.table_row) + (lines - 1) * look.metrics("body").lineSpacing()
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)
            self.updateGeometry()

    def _in_one_line(self, columns: Sequence[TableColumn[T]], room: int) -> list[int]:
        wide = _shared(columns, room)
        needed = [
            max(own, self._needed(column)) if column.whole else 0 for column, own in zip(columns, wide, strict=True)
        ]
        if any(needed) and (rest := room - sum(needed)) > room * _LEAST_REST:
            shared = iter(_shared([column for column in columns if not column.whole], rest))
            wide = [need or next(shared) for need in needed]
        return wide

    def _narrow(self, columns: Sequence[TableColumn[T]], room: int) -> list[int]:
        """Each as wide as its longest word; what is left goes to those that are no day, time or number."""
        least = [self._least(column) for column in columns]
        may_grow = [column for column in columns if not column.whole] or columns
        shared = iter(_shared(may_grow, max(0, room - sum(least))))
        return [own + (next(shared) if column in may_grow else 0) for column, own in zip(columns, least, strict=True)]

    def _least(self, column: TableColumn[T]) -> int:
        step, texts = _step(column), self._texts(column)
        word = max((paint.longest_word(text, step) for text in texts), default=0)
        if column.whole:
            word = max(word, *(round(_ON_TWO_LINES * paint.text_width(text, step)) for text in texts), 0)
        else:
            word = min(word, look.u(_WORD))
        return max(word + _icon_room(column), paint.text_width(column.head, "small")) + look.u(6)

    def _lines(self, column: TableColumn[T], wide: int) -> int:
        room, step = wide - look.u(5) - _icon_room(column), _step(column)
        tallest = max((paint.text_height(text, step, room) for text in self._texts(column)), default=0)
        return min(_LINES, max(1, round(tallest / look.metrics(step).lineSpacing())))

    def _texts(self, column: TableColumn[T]) -> list[str]:
        return [column.text(record) for record in self._model.records[:_LOOKED_AT]]

    def _needed(self, column: TableColumn[T]) -> int:
        widest = max((paint.text_width(text, _step(column)) for text in self._texts(column)), default=0)
        return max(widest + _icon_room(column), paint.text_width(column.head, "small")) + look.u(6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _full_height(self) -> int:
        bar = self.horizontalScrollBar().sizeHint().height() if self._scrolls_sideways() else 0
        return look.u(8) + len(self._model.records) * self.verticalHeader().defaultSectionSize() + bar

    def _scrolls_sideways(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()

    def sizeHint(self) -> QSize:
        return QSize(look.u(60), self._full_height() if self._fits else min(self._full_height(), look.u(120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(_LEAST_WIDTH), self._full_height() if self._fits else min(self._full_height(), look.u(30)))
