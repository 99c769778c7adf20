"""The box of a choice that opens, and the list that it opens."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, RADIUS, TARGET, Step
from opspor.desktop.widgets.layouts import ThinScrollBar


class ChoiceBox(QComboBox):
    """A combo box that paints itself; opens with Space or a click. The wheel scrolls the page, not the choice."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self._widest = (0.0, 0)  # of all words, at which size of the texts: layouts ask for it again and again
        self._list: _ChoiceList | None = None  # most are never opened
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, words: list[str]) -> None:
        """Other options."""
        self._words, self._widest = words, (0.0, 0)
        self.clear()
        self.addItems(words)

    def showPopup(self) -> None:
        if self._list is None:
            self._list = _ChoiceList()
            self.setView(self._list)
            self.setItemDelegate(_ChoiceRows(self))
            self._list.setCurrentIndex(self.model().index(self.currentIndex(), 0))  # a list that is new begins above
        super().showPopup()
        self._list.dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        if self._widest[0] != look.base_px:
            widest = max((paint.text_width(words, "body") for words in self._words), default=0)
            self._widest = (look.base_px, widest)
        return QSize(self._widest[1] + look.u(ICON.small + 4), look.u(TARGET.field - 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), look.u(24)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        arrow = look.u(ICON.small)
        text = self.currentText() or self.placeholderText()
        color = look.color("text" if self.currentIndex() >= 0 else "placeholder")
        with paint.painter_on(self) as painter:
            room = QRect(0, 0, self.width() - arrow - look.u(2), self.height())
            paint.words(painter, room, paint.elided(text, "body", room.width()), "body", color)
            left, ink = self.width() - arrow - look.u(1), look.color("text_2")
            paint.icon_at(painter, left, self.height() / 2, "chevron-down", ink, ICON.small)


class _ChoiceList(QListView):
    """Rows on a sheet with an edge: Fusion makes its own of the ground, and on a black one it can't be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBar(ThinScrollBar())
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def dress(self) -> None:
        """Takes the colours of the theme as it is now. Qt has put it into a frame of its own by then."""
        frame = self.parentWidget()
        if isinstance(frame, QFrame):
            palette = look.palette()
            palette.setColor(QPalette.ColorRole.WindowText, look.color("line_control"))
            frame.setPalette(palette)
            frame.setFrameStyle(QFrame.Shape.Box.value | QFrame.Shadow.Plain.value)
            frame.setLineWidth(max(1, look.u(LINE.control)))


class _ChoiceRows(QStyledItemDelegate):
    """What is chosen has a check, where one is stands on ``selected``: as rows do elsewhere."""

    def __init__(self, box: ChoiceBox) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = paint.text_width(str(index.data()), "body_strong") + look.u(ICON.small + 9)
        return QSize(width, look.u(TARGET.table_row))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        here, chosen = self._box.view().currentIndex() == index, index.row() == self._box.currentIndex()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            ground = rect.adjusted(look.u(0.75), look.u(0.5), -look.u(0.75), -look.u(0.5))
            paint.shape(painter, ground, RADIUS.control, look.color("selected"), look.color("focus"), LINE.focus)
        room = rect.adjusted(look.u(3), 0, -look.u(ICON.small + 5), 0)
        step: Step = "body_strong" if chosen else "body"
        ink = look.color("accent_text" if chosen else "text")
        paint.words(painter, room, paint.elided(str(index.data()), step, room.width()), step, ink)
        if chosen:
            left = room.right() + look.u(2)
            paint.icon_at(painter, left, rect.center().y() + 1, "check", ink, ICON.small)
