"""The one dialog there is: a question before what cannot be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import LINE, RADIUS
from opspor.desktop.widgets.buttons import Button, Kind
from opspor.desktop.widgets.layouts import Column, Row
from opspor.desktop.widgets.ring import FocusRing
from opspor.desktop.widgets.text import PlainLabel


class CarefulDialog(QDialog):
    """A question as title, what happens in one sentence, two verbs. The safe one has the focus, and Esc takes it.

    ``parts`` stand between the sentence and the verbs. It does not block: ``ask`` shows it and calls ``confirmed`` when
    the person chose the verb that cannot be undone. The keys of the window (lock, hide) work here too, and locking
    closes it like Esc.
    """

    def __init__(
        self,
        owner: QWidget,
        question: str,
        sentence: str,
        *,
        safe: str,
        verb: str,
        danger: bool = True,
        parts: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(owner.window(), Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("opspor")
        self.setAccessibleName(question)
        self.setAccessibleDescription(sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._column = column = Column(self, spacing=3, margins=(6, 5, 6, 5))
        column.addWidget(PlainLabel(question, "title"))
        column.addWidget(PlainLabel(sentence))
        for part in parts:
            column.addWidget(part)
        row = Row(spacing=3, margins=(0, 3, 0, 0))
        row.addStretch(1)
        self.safe = Button(safe, Kind.OUTLINED, tall=True)
        self.verb = Button(verb, Kind.DANGER if danger else Kind.MAIN, tall=True)
        for button, done in ((self.safe, self.reject), (self.verb, self.accept)):
            button.clicked.connect(done)
            row.addWidget(button)
        column.addLayout(row)
        self.addActions(owner.window().actions())
        FocusRing(self)
        self.safe.setFocus()

    def ask(self, confirmed: Callable[[], object]) -> None:
        """Shows the question over its window."""
        self.accepted.connect(confirmed)
        self.resize(self.sizeHint())  # else Qt gives it two thirds of the screen at most, and cuts words at 200 %
        self.open()
        self.safe.setFocus()

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize().width() - look.u(8)
        width = min(look.u(130), room, max(look.u(92), super().sizeHint().width()))
        height = self._column.totalHeightForWidth(width)
        return QSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(
                painter, self.rect(), RADIUS.card, look.color("sheet"), look.color("line_control"), LINE.control
            )
