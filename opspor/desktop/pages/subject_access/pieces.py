"""Everything that is written about the child, piece by piece under the name of its section: thousands in one list."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.pages.subject_access.looking import Looking
from opspor.desktop.spoken import say_current
from opspor.desktop.tokens import ICON, LINE, RADIUS, TARGET
from opspor.desktop.widgets.layouts import ThinScrollBar
from opspor.desktop.widgets.tables import AnyIndex
from opspor.domain.clock import short_date
from opspor.domain.subject_access import Piece

_HEAD = 9  # u, above the first piece of a section
SEEN, TO_SEE, LEFT_OUT, FREE = "set", "skal ses", "udelades", ""
_ICONS = {SEEN: "circle-check", TO_SEE: "circle-dashed", LEFT_OUT: "eye-off", FREE: "file-text"}


class PieceModel(QAbstractListModel):
    """The pieces that are shown, and how far each is."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: Sequence[Piece] = ()
        self._looking: Looking | None = None

    def set_pieces(self, looking: Looking, pieces: Sequence[Piece]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._looking, self.pieces = looking, pieces
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pieces)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        piece = self.pieces[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return piece.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (piece.section, piece.heading, _written(piece), ", ".join(self.says(piece)))))
        return None

    def begins_section(self, row: int) -> bool:
        """Whether the section has its name above this row."""
        return row == 0 or self.pieces[row].section != self.pieces[row - 1].section

    def says(self, piece: Piece) -> tuple[str, ...]:
        """How far the piece is, in words: seen or to be seen, and whether all of it is left out."""
        if self._looking is None:
            return ()
        must, seen = self._looking.must_be_seen(piece), self._looking.is_seen(piece)
        far = SEEN if seen else TO_SEE if must else FREE
        return tuple(filter(None, (far, LEFT_OUT if self._looking.is_left_out(piece) else "")))


class _Row(QStyledItemDelegate):
    """A mark, what it is, and when it was written by whom; above the first of a section its name."""

    def __init__(self, view: QListView, model: PieceModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        head = _HEAD if self._model.begins_section(index.row()) else 0
        return QSize(look.u(40), look.u(TARGET.row_two + head))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        piece = self._model.pieces[index.row()]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._model.begins_section(index.row()):
            head = QRect(rect.left() + look.u(3), rect.top(), rect.width() - look.u(6), look.u(_HEAD))
            named = paint.elided(piece.section, "small_strong", head.width())
            paint.words(painter, head, named, "small_strong", look.color("text_2"))
            rect = rect.adjusted(0, look.u(_HEAD), 0, 0)
        ground = rect.adjusted(look.u(0.5), look.u(0.25), -look.u(0.5), -look.u(0.25))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            paint.shape(painter, ground, RADIUS.control, look.color("selected" if chosen else "hover"))
        if chosen:
            bar = QRect(ground.left(), ground.top() + look.u(2), look.u(LINE.bar), ground.height() - 2 * look.u(2))
            paint.shape(painter, bar, LINE.bar / 2, look.color("accent_text"))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint.shape(painter, ground, RADIUS.control, None, look.color("focus"), LINE.focus)
        self._words(painter, rect, piece, chosen=chosen)

    def _words(self, painter: QPainter, rect: QRect, piece: Piece, *, chosen: bool) -> None:
        said = self._model.says(piece)
        left, right = rect.left() + look.u(3), rect.right() - look.u(3)
        icon = _ICONS[LEFT_OUT if LEFT_OUT in said else next(iter(said), FREE)]
        color = "accent_text" if SEEN in said else "text_2"
        paint.icon_at(painter, left, rect.center().y() + 1, icon, look.color(color), ICON.body)
        left += look.u(ICON.body + 2)
        room, high = right - left, look.metrics("body").height() + look.u(0.75)
        top = rect.center().y() + 1 - high
        title = paint.elided(piece.heading, "body_strong", room, middle=True)
        ink = look.color("accent_text" if chosen else "text")
        paint.words(painter, QRect(left, top, room, high), title, "body_strong", ink)
        second = paint.elided(" · ".join((*said, _written(piece))), "small", room)
        paint.words(painter, QRect(left, top + high, room, high), second, "small", look.color("text_2"))


class PieceList(QListView):
    """``chosen`` carries the piece one has gone to; ``entered`` asks to read it."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Det, der er skrevet om barnet")
        self._rows = PieceModel()
        self._rows.setParent(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Row(self, self._rows))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def set_pieces(self, looking: Looking, pieces: Sequence[Piece], current: str) -> None:
        """Shows these; the one with the key ``current`` stays the one, where it is among them."""
        self._rows.set_pieces(looking, pieces)
        self.go_to(current)

    def go_to(self, key: str) -> bool:
        """Makes the piece with that key current, without telling; False when it is not shown."""
        row = next((i for i, piece in enumerate(self._rows.pieces) if piece.key == key), None)
        if row is None:
            return False
        self.blockSignals(True)
        index = self._rows.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.blockSignals(False)
        self.viewport().update()
        return True

    def current(self) -> Piece | None:
        """The piece one is at."""
        index = self.currentIndex()
        return self._rows.pieces[index.row()] if index.isValid() else None

    def pieces(self) -> Sequence[Piece]:
        """Those that are shown."""
        return self._rows.pieces

    def says(self, piece: Piece) -> tuple[str, ...]:
        """How far a piece is, as its row says it."""
        return self._rows.says(piece)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.chosen.emit(self._rows.pieces[current.row()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        say_current(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def ring_radius(self) -> None:
        """No ring round the list: the current row shows the focus inside its edge."""

    def sizeHint(self) -> QSize:
        return QSize(look.u(60), look.u(90))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(40), look.u(60))


def _written(piece: Piece) -> str:
    return " · ".join(filter(None, (short_date(piece.on), piece.by)))
