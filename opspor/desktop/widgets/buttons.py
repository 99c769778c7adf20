"""Buttons and key caps."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.shortcuts import Shortcut
from opspor.desktop.tokens import ICON, RADIUS, TARGET, Step
from opspor.desktop.widgets.told import Message, MessageKind, tell


class Kind(StrEnum):
    """How a button looks. One ``MAIN`` per screen; ``DANGER`` only for 112 and deletion.

    ``ON_LOCK`` and ``LINK_ON_LOCK`` are the same on the dark ground of the lock screen.
    """

    MAIN = "main"
    OUTLINED = "outlined"
    QUIET = "quiet"
    DANGER = "danger"
    LINK = "link"
    ON_LOCK = "on_lock"
    LINK_ON_LOCK = "link_on_lock"


# Colour tokens (fill, ink, edge) at rest, under the mouse and pressed; an empty name is none.
_Dress = tuple[str, str, str]
_DRESS: dict[Kind, tuple[_Dress, _Dress, _Dress]] = {
    Kind.MAIN: (("accent", "on_accent", ""), ("accent_hover", "on_accent", ""), ("accent_pressed", "on_accent", "")),
    Kind.OUTLINED: (
        ("sheet", "text", "line_control"),
        ("hover", "text", "line_control"),
        ("selected", "text", "line_control"),
    ),
    Kind.QUIET: (("", "text", ""), ("hover", "text", ""), ("selected", "text", "")),
    Kind.DANGER: (("danger_fill", "on_danger", ""),) * 3,
    Kind.LINK: (("", "accent_text", ""), ("hover", "accent_text", ""), ("selected", "accent_text", "")),
    Kind.ON_LOCK: (("on_lock", "lock", ""), ("on_lock_2", "lock", ""), ("on_lock_2", "lock", "")),
    Kind.LINK_ON_LOCK: (("", "on_lock", ""), ("", "on_lock_2", ""), ("", "on_lock_2", "")),
}
_CANNOT: _Dress = ("", "disabled", "disabled")
_FILLED = (Kind.MAIN, Kind.DANGER, Kind.ON_LOCK)


class PaintedButton(QAbstractButton):
    """A button that paints itself. Its words are plain text: an ``&`` in a name makes no shortcut."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = ""
        self.set_words(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_words(self, words: str) -> None:
        """Replaces the words, also for screen readers."""
        self.words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses a button with Space only; Enter is what people try first.
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)


class Button(PaintedButton):
    """A button with words, perhaps an icon before them and the key that presses it inside.

    ``tall`` gives an outlined or danger button the height of the main one (dialogs, banners). A button that cannot be
    used stays in reach and says why (``set_cannot``).
    """

    def __init__(
        self,
        words: str,
        kind: Kind = Kind.OUTLINED,
        *,
        icon: str = "",
        shortcut: Shortcut | None = None,
        tall: bool = False,
        icon_after: bool = False,
    ) -> None:
        super().__init__(words)
        self.kind, self._icon, self._tall, self._icon_after = (
            kind,
            icon,
            tall or kind in (Kind.MAIN, Kind.ON_LOCK),
            icon_after,
        )
        self._cap = shortcut.cap if shortcut is not None else ""
        self._cannot = ""
        self._compact = False
        if self._cap:
            self.setAccessibleDescription(f"Tast {self._cap}")
            self.setToolTip(f"{words} ({self._cap})")  # where there is no room for the cap

    def set_compact(self, compact: bool) -> None:
        """Leaves the key cap out where the room is small; a screen reader still says the key."""
        if compact is not self._compact:  # whoever asks does so at each layout, and a new size is a new layout
            self._compact = compact
            self.updateGeometry()
            self.update()

    def set_cannot(self, reason: str) -> None:
        """Why the button cannot be used now, as a Danish sentence; empty: it can. Pressing it says the reason."""
        self._cannot = reason
        self.setAccessibleDescription(reason or (f"Tast {self._cap}" if self._cap else ""))
        self.update()

    @property
    def cannot(self) -> str:
        """The reason, or empty."""
        return self._cannot

    def hitButton(self, pos: QPoint) -> bool:
        return not self._cannot and super().hitButton(pos)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._cannot:
            self._say_why()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._cannot and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._say_why()
        else:
            super().keyPressEvent(event)

    def _say_why(self) -> None:
        first, _, rest = self._cannot.partition(". ")
        tell(self, Message(MessageKind.INFO, first.rstrip(".") + ".", rest))

    # --- size and paint -------------------------------------------------------------------------------------------

    @property
    def _step(self) -> Step:
        return "body" if self.kind in (Kind.QUIET, Kind.LINK, Kind.LINK_ON_LOCK) else "body_strong"

    @property
    def _padding(self) -> float:
        if self.kind in (Kind.LINK, Kind.LINK_ON_LOCK):
            return 0.5
        return 5 if self._tall else 3.5

    def _word_width(self) -> int:
        icon = look.u(ICON.body + 2) if self._icon else 0
        return paint.text_width(self.words, self._step) + icon

    def _cap_width(self) -> int:
        return look.u(2) + paint.key_width(self._cap) if self._cap and not self._compact else 0

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(least.width() + self._cap_width(), least.height())

    def minimumSizeHint(self) -> QSize:
        height = TARGET.button_main if self._tall else TARGET.button
        return QSize(self._word_width() + 2 * look.u(self._padding), look.u(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        dress = _DRESS[self.kind][2 if self.isDown() else 1 if self.underMouse() else 0]
        if self._cannot or not self.isEnabled():
            dress = _CANNOT
        fill, ink_name, edge = dress
        ink = look.color(ink_name)
        with paint.painter_on(self) as painter:
            if fill or edge:
                ground, line = look.color(fill) if fill else None, look.color(edge) if edge else None
                paint.shape(painter, self.rect(), RADIUS.control, ground, line)
            self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        cap = self._cap_width() if self.width() >= self.sizeHint().width() else 0
        left = (self.width() - self._word_width() - cap) // 2
        if self.kind in (Kind.QUIET, Kind.LINK):
            left = look.u(self._padding)
        middle = self.height() // 2
        right = left + self._word_width()
        if self._icon:
            size = ICON.small if self._icon_after else ICON.body
            x = right - look.u(size) if self._icon_after else left
            paint.icon_at(painter, x, middle, self._icon, ink, size)
        text = QRect(
            left if self._icon_after or not self._icon else left + look.u(ICON.body + 2), 0, right - left, self.height()
        )
        paint.words(painter, text, self.words, self._step, ink)
        if self.kind is Kind.LINK_ON_LOCK:
            low = middle + look.metrics(self._step).ascent() // 2 + look.u(0.75)
            start = text.left()
            paint.hairline(painter, start, start + paint.text_width(self.words, self._step), low, ink)
        if cap:
            paint.key_cap(
                painter, right + cap, middle, self._cap, ink if self.kind in _FILLED and not self._cannot else None
            )


class IconButton(PaintedButton):
    """A square button with an icon alone; ``words`` is its name for a screen reader. For chevrons and the eye."""

    def __init__(self, words: str, icon: str, *, color: str = "text_2") -> None:
        super().__init__(words)
        self._icon, self._color = icon, color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(words)

    def set_icon(self, icon: str) -> None:
        """Changes the icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.u(TARGET.minimum + 1), look.u(TARGET.minimum + 1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        color = look.color(self._color if self.isEnabled() else "disabled")
        with paint.painter_on(self) as painter:
            if self.underMouse() and self.isEnabled():
                paint.shape(painter, self.rect(), RADIUS.control, look.color("hover"))
            left = (self.width() - look.u(ICON.body)) / 2
            paint.icon_at(painter, left, self.height() / 2, self._icon, color, ICON.body)


class KeyCap(QWidget):
    """A key and what it does: "Enter  videre"."""

    said_as = "text"

    def __init__(self, shortcut: Shortcut) -> None:
        super().__init__()
        self._cap, self._words = shortcut.cap, shortcut.words
        self.setAccessibleName(f"{shortcut.cap}: {shortcut.words}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = paint.key_width(self._cap) + look.u(2) + paint.text_width(self._words, "small")
        return QSize(width, look.u(TARGET.minimum))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        cap = paint.key_width(self._cap)
        with paint.painter_on(self) as painter:
            paint.key_cap(painter, cap, self.height() // 2, self._cap)
            rest = QRect(cap + look.u(2), 0, self.width(), self.height())
            paint.words(painter, rest, self._words, "small", look.color("text_2"))
