"""The lock screen: petrol from edge to edge, why it locked, login and password, and the ways in without them."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.shortcuts import BEREDSKAB
from opspor.desktop.tokens import ICON, RADIUS
from opspor.desktop.widgets.buttons import Button, Kind, PaintedButton
from opspor.desktop.widgets.cards import IconMark
from opspor.desktop.widgets.fields import PasswordField
from opspor.desktop.widgets.layouts import Column, Flow, Row, Scroll
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.text_field import TextField
from opspor.desktop.widgets.told import Message, MessageKind, announce, announce_anew
from opspor.domain.clock import seconds_in_words


class LockScreen(QWidget):
    """Knows no vault: it says what was typed (``unlock_requested``) and shows what came of it.

    ``set_reason`` says why it locked; nothing on this screen names a person.
    """

    ring_color = "lock_focus"

    unlock_requested = Signal(str, str)
    said_as = "group"
    code_requested = Signal()
    recovery_requested = Signal()
    restore_requested = Signal()
    other_requested = Signal()  # another folder than the one that is locked here
    beredskab_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        outer = Column(self, spacing=0)
        self._area = area = Scroll(margin=6, top=6, widest=87)
        self._body = area.body
        self._body.setSpacing(0)
        outer.addWidget(area, 1)
        column = Column(spacing=4)
        self._body.addStretch(2)
        self._body.addLayout(column)
        column.addWidget(IconMark("lock-keyhole", "on_lock", ICON.hero))
        words = Column(spacing=1)
        self._title = PlainLabel("Låst", "display", "on_lock")
        self._reason = PlainLabel("", "body", "on_lock_2")
        words.addWidget(self._title)
        words.addWidget(self._reason)
        self._invented = PlainLabel("", "body_strong", "on_lock")
        self._invented.hide()
        words.addWidget(self._invented)
        column.addLayout(words)
        column.addSpacing(look.u(4))
        self.login = TextField("Brugernavn", on_lock=True)
        self.password = PasswordField("Adgangskode", on_lock=True)
        column.addWidget(self.login)
        column.addWidget(self.password)
        self._trouble = _Trouble()
        column.addWidget(self._trouble)
        self.restore = Button("Hent fra en kopi", Kind.LINK_ON_LOCK)
        self._way_back = Flow([self.restore])
        self._way_back.hide()
        column.addWidget(self._way_back)
        self._wait = PlainLabel("", "body_strong", "on_lock")
        self._wait.hide()
        column.addWidget(self._wait)
        self.unlock = Button("Lås op", Kind.ON_LOCK)
        self.code = Button("Jeg har en kode", Kind.LINK_ON_LOCK)
        self.recovery = Button("Brug gendannelsesnøglen", Kind.LINK_ON_LOCK)
        self.other = Button("En anden mappe", Kind.LINK_ON_LOCK)
        column.addWidget(Flow([self.unlock, self.code, self.recovery, self.other], gap=4))
        self._body.addStretch(3)
        foot = Row(margins=(6, 2, 6, 6))
        foot.addStretch(1)
        self.beredskab = _BeredskabKey()
        foot.addWidget(self.beredskab)
        foot.addStretch(1)
        outer.addLayout(foot)
        self.unlock.clicked.connect(self._try)
        self.password.entered.connect(self._try)
        self.code.clicked.connect(self.code_requested)
        self.recovery.clicked.connect(self.recovery_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.other.clicked.connect(self.other_requested)
        self.beredskab.clicked.connect(self.beredskab_requested)
        self._left = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(lambda: self._count_down(max(0, self._left - 1)))
        self.set_reason("")

    def set_reason(self, reason: str) -> None:
        """Why it locked: "kl. 14.20, fordi der ikke skete noget i 5 minutter. Alt, du skrev, er gemt."""
        self.setAccessibleName(f"Låst. {reason}".strip())
        if self.isVisible():
            announce_anew(self, self._reason.text(), reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def set_invented(self, words: str) -> None:
        """How one comes in to an invented institution; "" on every other lock screen."""
        self._invented.setText(words)
        self._invented.setVisible(bool(words))

    def set_busy(self, busy: bool) -> None:
        """While the key is derived (about half a second) nothing can be pressed twice."""
        was_busy = not self.password.isEnabled()
        for part in (self.login, self.password, self.unlock):
            part.setEnabled(not busy)
        self.unlock.set_words("Låser op …" if busy else "Lås op")
        if busy:
            announce(self, self.unlock.words)
        if was_busy and not busy:
            self.password.setFocus()

    def show_message(self, message: Message) -> None:
        """Shows what went wrong, in words that say what is safe and what to do. A password that was tried is gone."""
        if message.text == self.unlock.cannot:  # what the button says stands above it already
            announce(self, message.text)
            return
        if not self.password.isEnabled():
            self.password.clear()
            self.set_busy(False)
        self._trouble.show_message(message)
        self._bring_into_view()

    def offer_restore(self) -> None:
        """The folder is damaged or gone: the way to a copy stands under the message until the next try."""
        self._way_back.show()
        self.restore.setFocus()
        self._bring_into_view()

    def set_wait(self, seconds: int) -> None:
        """So many seconds until the next try: counted down in words. What is typed stays, and may be typed on."""
        if seconds:
            self._second.start()
            announce(self, _wait_words(seconds))
        self._count_down(seconds)
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        """At 200 % what is said stands below the edge; where it stands is known when the layout has come to rest."""
        said = next((part for part in (self._wait, self._way_back) if not part.isHidden()), self._trouble)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(said))

    def _count_down(self, left: int) -> None:
        before, self._left = self._left, left
        words = _wait_words(left) if left else ""
        self._wait.setText(words)
        self._wait.setVisible(bool(words))
        self.unlock.set_cannot(words)
        if left:
            return
        self._second.stop()
        if before:
            announce(self, "Du kan prøve igen nu.")
            if self.isVisible() and self.login.text() and not self.login.editor.hasFocus():
                self.password.setFocus()

    def restart(self) -> None:
        """Empty fields, no message, the cursor where one begins."""
        self.set_busy(False)
        self._trouble.hide()
        self._way_back.hide()
        self._left = 0
        self._count_down(0)
        self.password.clear()
        self.login.set_text("")
        self.login.setFocus()

    def _try(self) -> None:
        login, password = self.login.text(), self.password.text()
        if not self.unlock.isEnabled():
            return
        if self.unlock.cannot:
            announce(self, self.unlock.cannot)
        elif not login:
            self.login.setFocus()
        elif not password:
            self.password.setFocus()
        else:
            self._trouble.hide()
            self._way_back.hide()
            self.set_busy(True)
            self.unlock_requested.emit(login, password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Enter in the login field
            self._try()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)  # not fillRect: PySide makes all of Qt's named gradients to choose by
            painter.setBrush(look.color("lock"))
            painter.drawRect(self.rect().adjusted(-1, -1, 1, 1))


def _wait_words(seconds: int) -> str:
    return f"For mange forkerte forsøg. Du kan prøve igen om {seconds_in_words(seconds)}."


_ICONS = {MessageKind.INFO: "info", MessageKind.WARNING: "triangle-alert"}


class _Trouble(QWidget):
    """The message of the lock screen, on a sheet, so that its colours are those of any other message."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._kind = MessageKind.DANGER
        row = Row(self, spacing=3, margins=(3, 2.5, 3, 2.5))
        self._icon = IconMark("octagon-alert", "danger")
        self._words = PlainLabel("", "body")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_message(self, message: Message) -> None:
        self._kind = message.kind
        self._icon.set_icon(_ICONS.get(message.kind, "octagon-alert"), message.kind.value)
        self._words.setText(message.text)
        self.show()
        announce(self, message.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.control, look.color(f"{self._kind.value}_soft"))


class _BeredskabKey(PaintedButton):
    """ "Beredskab virker også her", with its key."""

    def __init__(self) -> None:
        super().__init__("Beredskab virker også her")
        self.setAccessibleDescription(f"Tast {BEREDSKAB.cap}")

    def sizeHint(self) -> QSize:
        words = paint.text_width(self.words, "body") + paint.key_width(BEREDSKAB.cap)
        return QSize(words + look.u(ICON.body + 2.5 + 2.5 + 4), look.u(9))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = look.color("on_lock" if self.underMouse() else "on_lock_2")
        with paint.painter_on(self) as painter:
            paint.icon_at(painter, look.u(2), self.height() / 2, "life-buoy", ink, ICON.body)
            text = self.rect().adjusted(look.u(2 + ICON.body + 2.5), 0, 0, 0)
            paint.words(painter, text, self.words, "body", ink)
            paint.key_cap(painter, self.width() - look.u(2), self.height() // 2, BEREDSKAB.cap, ink)
