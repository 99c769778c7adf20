"""The search of the top bar."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, RADIUS, TARGET
from opspor.desktop.widgets.fields import LineEdit
from opspor.desktop.widgets.layouts import Row


class SearchLine(LineEdit):
    """``wanted`` is true from when the person came here until they have chosen or gone on by themselves."""

    wanted = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.wanted = self.wanted or event.reason() is not Qt.FocusReason.OtherFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.wanted = self.wanted and event.reason() is Qt.FocusReason.OtherFocusReason
        super().focusOutEvent(event)


class SearchField(QWidget):
    """The search of the top bar: a frame with a magnifier, the line, and the key that comes here."""

    searched = Signal(str)
    entered = Signal()

    def __init__(self, placeholder: str, cap: str) -> None:
        super().__init__()
        self._cap, self._placeholder = cap, placeholder
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = SearchLine(placeholder)
        self.line.setAccessibleName("Søg")
        self.line.setAccessibleDescription(f"{placeholder}. Tast {cap}")
        self.line.textChanged.connect(self.searched)
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)
        self._row = Row(self, spacing=0, margins=(3 + ICON.body + 1, 0.5, 3, 0.5))
        self._row.addWidget(self.line)
        look.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        right = paint.key_width(self._cap) + look.u(3) if self._shows_cap() else look.u(2)
        self.line.setPlaceholderText(self._placeholder if self.width() > look.u(45) else "Søg")
        margins = self._row.contentsMargins()
        self._row.setContentsMargins(margins.left(), margins.top(), right, margins.bottom())

    def _shows_cap(self) -> bool:
        return not self.line.text() and self.width() > look.u(60)

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u."""
        return RADIUS.control

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(look.u(90), look.u(TARGET.field))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(30), look.u(TARGET.field))

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.height() // 2
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.control, look.color("sheet"), look.color("line_control"))
            paint.icon_at(painter, look.u(3), middle, "search", look.color("text_2"), ICON.small)
            if self._shows_cap():
                paint.key_cap(painter, self.width() - look.u(2), middle, self._cap)
