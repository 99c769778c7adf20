"""The privacy screen: a striped curtain over everything, and an amber band that says that nothing is locked."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.shortcuts import HIDE, LOCK
from opspor.desktop.tokens import ICON, LINE, RADIUS
from opspor.desktop.widgets.buttons import Button, Kind
from opspor.desktop.widgets.cards import IconMark
from opspor.desktop.widgets.layouts import Column, Flow, Row, Scroll, box
from opspor.desktop.widgets.text import PlainLabel


class PrivacyScreen(QWidget):
    """Covers the window while somebody walks by. It has no field, so that nobody takes it for the lock screen."""

    said_as = "group"
    shown_again = Signal()
    lock_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        outer = Column(self, spacing=0)
        not_locked = f"Ikke låst. Alle kan trykke {HIDE.cap} og se igen."
        self.setAccessibleName(f"Skjult. {not_locked}")
        outer.addWidget(_Band(not_locked))
        area = Scroll(margin=2, top=2, widest=102)
        outer.addWidget(area, 1)
        area.body.addStretch(2)
        sheet = _Sheet()
        column = Column(sheet, spacing=4, margins=(8, 8, 8, 8))
        column.addWidget(IconMark("eye-off", "text", ICON.hero))
        column.addWidget(
            box(
                PlainLabel("Skjult", "display"),
                PlainLabel("Skærmen er dækket til, så ingen kan læse med. Går du fra pc'en, så lås.", "body", "text_2"),
                spacing=1,
            )
        )
        self.show_again = Button("Vis igen", Kind.MAIN, shortcut=HIDE)
        self.lock = Button(LOCK.words, icon="lock-keyhole", shortcut=LOCK, tall=True)
        self.show_again.clicked.connect(self.shown_again)
        self.lock.clicked.connect(self.lock_requested)
        column.addWidget(Flow([self.show_again, self.lock], gap=3))
        area.body.addWidget(sheet)
        area.body.addStretch(3)
        self._countdown = _Countdown()
        last = Row(margins=(0, 0, 0, 6))
        last.addStretch(1)
        last.addWidget(self._countdown)
        last.addStretch(1)
        outer.addLayout(last)
        self.set_countdown("")

    def set_countdown(self, words: str) -> None:
        """ "Låser af sig selv om 4 minutter"; empty shows nothing."""
        self._countdown.label.setText(words)
        self._countdown.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        stripe = look.u(7)
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color("curtain"))
            for left in range(stripe, self.width(), 2 * stripe):
                painter.fillRect(left, 0, stripe, self.height(), look.color("curtain_stripe"))


class _Band(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        row = Row(self, spacing=3, margins=(6, 2.5, 6, 2.5))
        row.addStretch(1)
        row.addWidget(IconMark("lock-open", "warning"))
        row.addWidget(PlainLabel(words, "body_strong", "warning"))
        row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color("warning_soft"))
            line = max(1, look.u(LINE.strong))
            painter.fillRect(QRect(0, self.height() - line, self.width(), line), look.color("warning"))


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.card, look.color("sheet"), look.color("line_control"))


class _Countdown(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = Row(self, spacing=3, margins=(3.5, 2, 3.5, 2))
        row.addWidget(IconMark("clock", "text"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.label = PlainLabel("", wrap=False)
        row.addWidget(self.label)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.control, look.color("sheet"), look.color("line"))
