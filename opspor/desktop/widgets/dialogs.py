"""The one dialog there is: a question before what cannot be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import LINE, RADIUS
from opspor.desktop.widgets.buttons import Button, Kind
from opspor.desktop.widgets.layouts import Column, Row, Scroll
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
        self._words = Scroll(margin=0, top=0, spacing=3)  # scrolls where a small screen is too low for all of it
        for part in (PlainLabel(question, "title"), PlainLabel(sentence), *parts):
            self._words.body.addWidget(part)
        self._words.body.addStretch(1)
        column.addWidget(self._words, 1)
        self._verbs = row = Row(spacing=3, margins=(0, 3, 0, 0))
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
        room = self.screen().availableSize() - QSize(look.u(8), look.u(4))
        edges, verbs = self._column.contentsMargins(), self._verbs.sizeHint()
        sides = edges.left() + edges.right()
        rest = edges.top() + edges.bottom() + self._column.spacing() + verbs.height()
        bar = self._words.verticalScrollBar().sizeHint().width()  # words that wrap beside it need no more height
        wished = max(self._words.content.sizeHint().width(), verbs.width()) + sides
        narrow, wide = min(look.u(130), room.width(), max(look.u(92), wished)), room.width()
        width, height = narrow, 0
        for width in (narrow, wide):
            height = self._words.body.totalHeightForWidth(width - sides - bar) + rest
            if height <= room.height():
                break
        return QSize(width, min(height, room.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(
                painter, self.rect(), RADIUS.card, look.color("sheet"), look.color("line_control"), LINE.control
            )
