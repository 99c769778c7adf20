"""What the program says: the message line, the banner and the empty page."""

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE
from opspor.desktop.widgets.buttons import Button, IconButton, Kind
from opspor.desktop.widgets.cards import IconMark
from opspor.desktop.widgets.layouts import Column, Line, Row, box
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import Message, MessageKind, announce

ICONS = {
    MessageKind.SUCCESS: "circle-check",
    MessageKind.INFO: "info",
    MessageKind.WARNING: "triangle-alert",
    MessageKind.DANGER: "octagon-alert",
}


class _SoftGround(QWidget):
    """The soft ground with a bar at its left edge."""

    kind = MessageKind.INFO

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), 1, look.color(f"{self.kind.value}_soft"))
            bar = QRect(0, 0, look.u(LINE.bar), self.height())
            painter.fillRect(bar, look.color(self.kind.value))


class _TwoWeights(QWidget):
    """Words in 600 and the rest in 400, in one running text."""

    said_as = "text"

    def __init__(self) -> None:
        super().__init__()
        self._first, self._rest = "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def set_text(self, first: str, rest: str) -> None:
        self._first, self._rest = first, rest
        self.setAccessibleName(f"{first} {rest}".strip())
        self.updateGeometry()
        self.update()

    def _flow(self, width: int) -> tuple[list[tuple[str, bool, int, int]], int]:
        line = look.metrics("body").height() + look.u(0.5)
        placed, x, y = [], 0, 0
        space = paint.text_width(" ", "body")
        for text, strong in ((self._first, True), (self._rest, False)):
            for word in text.split():
                wide = paint.text_width(word, "body_strong" if strong else "body")
                if x and x + wide > width:
                    x, y = 0, y + line
                placed.append((word, strong, x, y))
                x += wide + space
        return placed, y + line

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width)[1]

    def sizeHint(self) -> QSize:
        wide = paint.text_width(self._first + " ", "body_strong") + paint.text_width(self._rest, "body")
        return QSize(wide + look.u(2), self._flow(wide + look.u(2))[1])

    def minimumSizeHint(self) -> QSize:
        least = max(paint.longest_word(self._first, "body_strong"), paint.longest_word(self._rest, "body"))
        return QSize(least, self.heightForWidth(max(least, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            flow, high = self._flow(self.width())
            top = max(0, (self.height() - high) // 2)
            for word, strong, x, y in flow:
                place = QRect(x, top + y, self.width() - x + 1, look.metrics("body").height())
                paint.words(painter, place, word, "body_strong" if strong else "body", look.color("text"))


class MessageLine(_SoftGround):
    """One message; stays until it is read (closed) or solved (``clear``). Said to a screen reader when it comes.

    ``closable`` is off for a message that belongs to the page ("Du vurderer alene …"): it is said whenever it is seen.
    """

    said_as = "message"
    closed = Signal()

    def __init__(self, message: Message | None = None, *, closable: bool = True, icon: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._message: Message | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = Row(self, spacing=3, margins=(4 + ICON.body + 3, 2.5, 4, 2.5))
        self._text = _TwoWeights()
        self._action = Button("", Kind.LINK)
        self._action.clicked.connect(self._act)
        self._close = IconButton("Luk beskeden", "x")
        self._close.clicked.connect(self.clear)
        self._closable = closable
        for part in (self._text, self._action, self._close):
            row.addWidget(part)
        row.setStretch(0, 1)
        if message is None:
            self.hide()
        else:
            self._put(message)

    @property
    def message(self) -> Message | None:
        """What is shown now."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Shows a message in place of the one before, and says it to a screen reader."""
        says_itself = not self._closable and not self.isVisible()
        self._put(message)
        if not says_itself:
            announce(self, message.text)

    def _put(self, message: Message) -> None:
        self._message = message
        self.kind = message.kind
        self._text.set_text(message.first, message.rest)
        self.setAccessibleName(message.text)
        self._action.setVisible(message.action is not None)
        self._action.set_words(message.action[0] if message.action else "")
        self._close.setVisible(self._closable)
        if self.parentWidget() is not None:  # without a parent it would become a window
            self.show()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._closable:
            QTimer.singleShot(0, self, self._say)  # after the focus has come to the page: that takes the word

    def _say(self) -> None:
        if self._message is not None and self.isVisible():
            announce(self, self._message.text)

    def clear(self) -> None:
        """Takes the message away."""
        if self._message is not None:
            self._message = None
            self.hide()
            self.closed.emit()

    def _act(self) -> None:
        if self._message is not None and self._message.action is not None:
            do = self._message.action[1]
            self.clear()
            do()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = look.color(self.kind.value if self.kind is not MessageKind.INFO else "text")
        with paint.painter_on(self) as painter:
            paint.icon_at(painter, look.u(4), self.height() / 2, self._icon or ICONS[self.kind], ink, ICON.body)


class Banner(_SoftGround):
    """A question at page width, with its answers at the right (below where the room is too small)."""

    said_as = "message"

    def __init__(
        self, question: str, sentence: str, answers: list[Button], *, kind: MessageKind = MessageKind.DANGER
    ) -> None:
        super().__init__()
        self.kind = kind
        self.setAccessibleName(f"{question} {sentence}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = QWidget()
        row = Row(words, spacing=6)
        row.addWidget(IconMark(ICONS[kind], kind.value, ICON.large))
        row.addWidget(box(PlainLabel(question, "question"), PlainLabel(sentence), spacing=0.5), 1)
        Column(self, margins=(6, 4.5, 6, 4.5)).addWidget(Line(words, *answers, gap=3))


class EmptyState(QWidget):
    """What an empty page says: icon, what is the case, one sentence, and the button that changes it."""

    def __init__(self, icon: str, title: str, sentence: str, button: Button | None = None) -> None:
        super().__init__()
        column = Column(self, spacing=1.5, margins=(0, 1, 0, 1))
        column.addWidget(IconMark(icon, "text_2", ICON.large))
        column.addSpacing(look.u(1))
        column.addWidget(PlainLabel(title, "section"))
        column.addWidget(PlainLabel(sentence, "body", "text_2"))
        if button is not None:
            row = Row(margins=(0, 2, 0, 0))
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
