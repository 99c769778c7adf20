"""The last minute before it locks by itself: a band over the page that counts the seconds."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import LINE, RADIUS
from opspor.desktop.widgets.cards import IconMark
from opspor.desktop.widgets.layouts import Row
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import announce


class LastMinute(QWidget):
    """Lies over the window, at the top in the middle; takes no focus and lets clicks through. Said aloud once."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = Row(self, spacing=3, margins=(4, 2, 4, 2))
        row.addWidget(IconMark("clock", "warning"))
        self._label = PlainLabel("", "body_strong", "warning", wrap=False)
        row.addWidget(self._label)
        window.installEventFilter(self)
        self.hide()

    def set_words(self, words: str) -> None:
        """Shows the words and what keeps it open; empty takes the band away."""
        self._label.setText(f"{words}. Rør en tast for at blive." if words else "")
        if words and self.isHidden():
            announce(self, self._label.text())
        self.setVisible(bool(words))
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None and not self.isHidden():
            self.resize(self.sizeHint().boundedTo(window.size()))
            self.move((window.width() - self.width()) // 2, look.u(2))
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(
                painter, self.rect(), RADIUS.control, look.color("warning_soft"), look.color("warning"), LINE.control
            )
