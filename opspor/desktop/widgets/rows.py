"""Lists of rows: icon, title, a second line, one fact at the right, and a chevron. For any number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.spoken import say_current
from opspor.desktop.tokens import ICON, LINE, RADIUS, TARGET, Step
from opspor.desktop.widgets.cards import chip_width, paint_chip
from opspor.desktop.widgets.layouts import Scroll, ThinScrollBar
from opspor.desktop.widgets.told import MessageKind

_NARROWEST = 30  # u: a list that has not been laid out is narrower
_AROUND = 40  # u: what stands beside the words of a row, at most
_FACT_AT_MOST = 0.4  # of the row: a fact that is wider stands below the words where they need the room
_FULL = 0.85  # of a line, where it ends with a whole word
_FACT_BELOW = 7  # u
_LINES = 5  # of a title or of what stands below it: what the longest of the forms needs at 200 %

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. ``key`` is what ``opened`` hands back. ``fact_kind`` makes the fact a chip (warning or danger)."""

    title: str
    second: str = ""
    fact: str = ""
    icon: str = ""
    key: object = None
    fact_kind: MessageKind | None = None
    chevron: bool = True

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ". ".join(part.rstrip(".") for part in (self.title, self.second, self.fact) if part)


class RowModel(QAbstractListModel):
    """The rows of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ListRow] = ()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, view: QAbstractItemView, *, hairlines: bool) -> None:
        super().__init__(view)
        self._view, self._hairlines = view, hairlines

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: ListRow = index.model().rows[index.row()]  # type: ignore[attr-defined]  # a RowModel
        return QSize(look.u(40), row_height(row, self._view.viewport().width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: ListRow = index.model().rows[index.row()]  # type: ignore[attr-defined]  # a RowModel
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hairlines and index.row():
            paint.hairline(painter, rect.left(), rect.right() + 1, rect.top(), look.color("line"))
        ground = rect.adjusted(look.u(1.5), look.u(0.75), -look.u(1.5), -look.u(0.5))
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            paint.shape(painter, ground, RADIUS.control, look.color("selected" if chosen else "hover"))
        if chosen:
            bar = QRect(ground.left(), ground.top() + look.u(2), look.u(LINE.bar), ground.height() - 2 * look.u(2))
            paint.shape(painter, bar, LINE.bar / 2, look.color("accent_text"))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint.shape(painter, ground, RADIUS.control, None, look.color("focus"), LINE.focus)
        self._paint_words(painter, rect, row, chosen=chosen)

    def _paint_words(self, painter: QPainter, rect: QRect, row: ListRow, *, chosen: bool) -> None:
        left, right, middle = rect.left() + look.u(5), rect.right() + 1 - look.u(5), rect.center().y() + 1
        if row.icon:
            paint.icon_at(painter, left, middle, row.icon, look.color("text_2"), ICON.body)
            left += look.u(ICON.body + 3)
        if row.chevron:
            right -= look.u(ICON.small)
            paint.icon_at(painter, right, middle, "chevron-right", look.color("text_2"), ICON.small)
            right -= look.u(3)
        lines = lines_of(row, rect.width())
        high, below = _line_height(), look.u(_FACT_BELOW) if lines.fact_below else 0
        top = middle - (lines.count * high + below) // 2
        if row.fact and lines.fact_below:
            place = QRect(rect.left(), top + lines.count * high, rect.width(), below)
            self._paint_fact(painter, place, row, left + _fact_width(row))
        elif row.fact:
            right = self._paint_fact(painter, rect, row, right) - look.u(3)
        ink = look.color("accent_text" if chosen else "text")
        if lines.count == 1 and not below:
            paint.words(
                painter, QRect(left, rect.top(), right - left, rect.height()), lines.title[0], "body_strong", ink
            )
            return
        for text in lines.title:
            paint.words(painter, QRect(left, top, right - left, high), text, "body_strong", ink)
            top += high
        for text in lines.second:
            paint.words(painter, QRect(left, top, right - left, high), text, "body", look.color("text_2"))
            top += high

    def _paint_fact(self, painter: QPainter, rect: QRect, row: ListRow, right: int) -> int:
        if row.fact_kind is None:
            wide = _fact_width(row)
            place = QRect(right - wide, rect.top(), wide + 1, rect.height())
            paint.words(painter, place, row.fact, "body", look.color("text"), paint.RIGHT)
            return right - wide
        wide = _fact_width(row)
        chip = QRect(right - wide, rect.center().y() - look.u(3), wide, look.u(6))
        paint_chip(painter, chip, row.fact, row.fact_kind, _icon_of(row))
        return right - wide


class RowList(QListView):
    """A list of rows. Arrows move, Enter or a click opens (``opened``), Tab leaves.

    ``name`` is what a screen reader calls the list. With ``fits`` (cards) it is as high as its rows and the page
    scrolls; without, it takes the room it gets and scrolls itself (long lists). ``keeps`` shows which row is chosen.
    """

    opened = Signal(object)

    def __init__(self, name: str, *, fits: bool = True, keeps: bool = False, hairlines: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._fits, self._keeps = fits, keeps
        self._rows = RowModel()
        self._rows.setParent(self)  # else the rows outlive the list, names and all
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(self, hairlines=hairlines))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.SingleSelection if keeps else QAbstractItemView.SelectionMode.NoSelection
        )
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._open)
        look.changed.connect(self._measure)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Replaces the rows. The current row stays where it was, by key."""
        before = self.current_key()
        self._rows.set_rows(rows)
        index = next((i for i, row in enumerate(rows) if before is not None and row.key == before), 0)
        if rows:
            self.setCurrentIndex(self._rows.index(index))
        self._measure()

    def rows(self) -> Sequence[ListRow]:
        """The rows that are shown."""
        return self._rows.rows

    def current_key(self) -> object:
        """The key of the current row; None when there is none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if index.isValid() else None

    def choose(self, key: object) -> None:
        """Makes the row with that key current."""
        for i, row in enumerate(self._rows.rows):
            if row.key == key:
                self.setCurrentIndex(self._rows.index(i))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.rows[index.row()].key)

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # other words may need a line more
            self._measure()

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

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if self._fits and self.hasFocus():
            self._show_in_page(self.visualRect(current))

    def _show_in_page(self, rect: QRect) -> None:
        place: QWidget | None = self.parentWidget()
        while place is not None and not isinstance(place, Scroll):
            place = place.parentWidget()
        if place is not None:
            middle = self.mapTo(place.content, rect.center())
            place.ensureVisible(middle.x(), middle.y(), 0, rect.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def ring_radius(self) -> None:
        """No ring round the list: the current row shows the focus inside its edge."""

    def whole_height(self) -> int:
        """The height in pixels at which every row can be seen."""
        wide = self.viewport().width()
        return sum(row_height(row, wide) for row in self._rows.rows)

    def sizeHint(self) -> QSize:
        return QSize(look.u(60), self.whole_height() if self._fits else min(self.whole_height(), look.u(30)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(40), self.whole_height() if self._fits else min(self.whole_height(), look.u(30)))


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of a row as they are painted: what does not fit stands on a second line, and only then ends in "…"."""

    title: tuple[str, ...]
    second: tuple[str, ...]
    fact_below: bool

    @property
    def count(self) -> int:
        """How many lines there are, without a fact that stands below."""
        return len(self.title) + len(self.second)


def lines_of(row: ListRow, width: int) -> Lines:
    """How the words of a row stand in a list of ``width`` pixels; in one that has none yet, each on one line."""
    second = (row.second,) if row.second else ()
    if width < look.u(_NARROWEST):
        return Lines((row.title,), second, fact_below=False)
    room = width - 2 * look.u(5)
    room -= look.u(ICON.body + 3) if row.icon else 0
    room -= look.u(ICON.small + 3) if row.chevron else 0
    beside = _fact_width(row) + look.u(3) if row.fact else 0
    titled = paint.text_width(row.title, "body_strong")
    if max(titled, paint.text_width(row.second, "body")) <= room - beside:
        return Lines((row.title,), second, fact_below=False)
    below = beside > room * _FACT_AT_MOST or (bool(row.fact) and titled > 2 * _FULL * (room - beside))
    room -= 0 if below else beside
    return Lines(_broken(row.title, "body_strong", room), _broken(row.second, "body", room) if second else (), below)


def row_height(row: ListRow, width: int) -> int:
    """The height of a row: 11 u, 15 u with a second line, and more where its words need more lines."""
    high = look.u(TARGET.row_two if row.second else TARGET.row)
    wide = look.metrics("body_strong").averageCharWidth() * 2  # most rows are short: they are not measured
    if (max(len(row.title), len(row.second)) + len(row.fact)) * wide + look.u(_AROUND) <= width:
        return high
    lines = lines_of(row, width)
    more = lines.count - 1 - bool(row.second)
    return high + more * _line_height() + (look.u(_FACT_BELOW) if lines.fact_below else 0)


def _broken(text: str, step: Step, room: int) -> tuple[str, ...]:
    if paint.text_width(text, step) <= room:
        return (text,)
    lines, words = list[str](), text.split(" ")
    while words and len(lines) < _LINES - 1:
        first = 1
        while first < len(words) and paint.text_width(" ".join(words[: first + 1]), step) <= room:
            first += 1
        lines.append(" ".join(words[:first]))
        words = words[first:]
    return tuple(paint.elided(line, step, room) for line in (*lines, " ".join(words)) if line)


def _line_height() -> int:
    return look.metrics("body").height() + look.u(0.75)


def _icon_of(row: ListRow) -> str:
    return "clock" if row.fact_kind is MessageKind.WARNING else "ban"


def _fact_width(row: ListRow) -> int:
    if row.fact_kind is None:
        return paint.text_width(row.fact, "body")
    return chip_width(row.fact, _icon_of(row), strong=True)
