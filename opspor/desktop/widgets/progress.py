"""How far one is: the progress strip, the steps of a track, the quality rows, and long work with Stop."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, MOTION, RADIUS, TARGET
from opspor.desktop.widgets.buttons import Button, PaintedButton
from opspor.desktop.widgets.layouts import Column, Row
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import announce

_BOX, _BAR = 2.5, 12  # u: the narrowest box that still looks like one, and the shortest bar


class ProgressStrip(QWidget):
    """One small box per child: filled, current (taller, open) or open; and always the words "13 af 22". Where there are
    too many for boxes that one can tell apart, one bar; where there is no room, the words alone.

    ``lead`` stands before the numbers: "Du har vurderet" or "Barn".
    """

    said_as = "text"

    def __init__(self, lead: str = "") -> None:
        super().__init__()
        self._lead, self._done, self._total, self._current = lead, 0, 0, False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_progress(self, done: int, total: int, *, current: bool = False) -> None:
        """``done`` boxes are filled; with ``current`` the next one is being worked on, and is counted in the words."""
        self._done, self._total, self._current = done, total, current
        self.setAccessibleName(f"{self._lead} {self._numbers()}".strip())
        self.updateGeometry()
        self.update()

    def _numbers(self) -> str:
        return f"{min(self._total, self._done + self._current)} af {self._total}"

    def _words_width(self) -> int:
        lead = paint.text_width(self._lead + " ", "body") if self._lead else 0
        return lead + paint.text_width(self._numbers(), "body_strong") + 1

    def sizeHint(self) -> QSize:
        return QSize(self._words_width() + look.u(4) + self._total * look.u(4.75), look.u(TARGET.minimum))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._words_width(), look.u(TARGET.minimum))

    def paintEvent(self, event: QPaintEvent) -> None:
        words = self._words_width()
        room = min(self.width() - words - look.u(4), self._total * look.u(4.75))
        with paint.painter_on(self) as painter:
            strip = QRect(self.width() - words - look.u(4) - room, 0, room, self.height())
            if self._total and room >= self._total * look.u(_BOX):
                self._paint_boxes(painter, strip)
            elif room >= look.u(_BAR):
                self._paint_bar(painter, strip)
            rest = QRect(self.width() - words, 0, words, self.height())
            if self._lead:
                paint.words(painter, rest, self._lead, "body")
            paint.words(painter, rest, self._numbers(), "body_strong", None, paint.RIGHT)

    def _paint_boxes(self, painter: QPainter, strip: QRect) -> None:
        step, middle = strip.width() / self._total, strip.height() // 2
        gap = min(look.u(0.75), round(step / 4))
        for i in range(self._total):
            now = self._current and i == self._done
            high = look.u(4) if now else look.u(2)
            box = QRect(round(strip.left() + i * step), middle - high // 2, round(step) - gap, high)
            filled = i < self._done
            edge = look.color("accent" if filled or now else "line_control")
            fill = look.color("accent") if filled else None
            paint.shape(painter, box, 0.5, fill, edge, LINE.strong if now else LINE.hair)

    def _paint_bar(self, painter: QPainter, strip: QRect) -> None:
        bar = QRect(strip.left(), strip.height() // 2 - look.u(1), strip.width(), look.u(2))
        paint.shape(painter, bar, 0.5, None, look.color("line_control"), LINE.hair)
        done = QRect(bar.topLeft(), QSize(bar.width() * self._done // self._total, bar.height()))
        if done.width():
            paint.shape(painter, done, 0.5, look.color("accent"))


class StepState(StrEnum):
    """How a step of a track looks."""

    OPEN = "open"
    NOW = "now"
    DONE = "done"
    BLOCKED = "blocked"


class StepRow(PaintedButton):
    """A step in a track: round number, text, deadline at the right. ``clicked`` opens it.

    Done shows a check; blocked a ban icon, and ``reason`` in words in place of the deadline.
    """

    def __init__(
        self, number: int, words: str, *, deadline: str = "", state: StepState = StepState.OPEN, reason: str = ""
    ) -> None:
        super().__init__(words)
        self._number, self._right, self._state = number, reason or deadline, state
        self.set_state(state)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_state(self, state: StepState) -> None:
        """Changes how the step stands, also for a screen reader."""
        self._state = state
        said = {StepState.NOW: "nu", StepState.DONE: "gjort", StepState.BLOCKED: "spærret"}.get(state, "")
        name = f"Trin {self._number}: {self.words}"
        self.setAccessibleName(". ".join(part for part in dict.fromkeys((name, said, self._right)) if part))
        self.update()

    def _left(self) -> int:
        return look.u(5 + 6.5 + 3)

    def _rooms(self, width: int) -> tuple[int, int]:
        """The widths of text and deadline. A deadline takes at most two fifths."""
        room = width - self._left() - look.u(5)
        right = min(paint.text_width(self._right, "body_strong") + 1, room * 2 // 5) if self._right else 0
        return room - right - (look.u(3) if right else 0), right

    def heightForWidth(self, width: int) -> int:
        text, right = self._rooms(width)
        high = max(
            paint.text_height(self.words, "body_strong", text),
            paint.text_height(self._right, "body", right) if right else 0,
        )
        return max(look.u(TARGET.rail_item), high + look.u(4))

    def sizeHint(self) -> QSize:
        width = self._left() + paint.text_width(self.words, "body_strong") + paint.text_width(self._right, "body")
        return QSize(width + look.u(9), look.u(TARGET.rail_item))

    def minimumSizeHint(self) -> QSize:
        words = max(paint.longest_word(self.words, "body_strong"), paint.longest_word(self._right, "body"))
        width = self._left() + words * 5 // 2 + look.u(8)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u."""
        return RADIUS.control

    def paintEvent(self, event: QPaintEvent) -> None:
        now, done = self._state is StepState.NOW, self._state is StepState.DONE
        text, right = self._rooms(self.width())
        with paint.painter_on(self) as painter:
            if now or self.underMouse():
                painter.fillRect(self.rect(), look.color("selected" if now else "hover"))
            if self._number > 1:
                paint.hairline(painter, 0, self.width(), 0, look.color("line"))
            size = look.u(6.5)
            circle = QRect(look.u(5), (self.height() - size) // 2, size, size)
            if self._state is StepState.BLOCKED:
                paint.icon_at(
                    painter, circle.left() + look.u(0.75), self.height() / 2, "ban", look.color("danger"), ICON.body
                )
            else:
                fill = look.color("accent") if now else look.color("sheet")
                paint.shape(painter, circle, 3.25, fill, look.color("accent" if now or done else "line_control"))
                if done:
                    paint.icon_at(
                        painter, circle.left() + look.u(1.25), self.height() / 2, "check", look.color("accent_text"), 4
                    )
                else:
                    ink = look.color("on_accent" if now else "text")
                    paint.words(painter, circle, str(self._number), "small_strong", ink, paint.CENTER)
            place = QRect(self._left(), 0, text, self.height())
            ink = look.color("text_2" if self._state is StepState.BLOCKED else "text")
            paint.words(painter, place, self.words, "body_strong" if now else "body", ink, paint.LEFT | paint.WRAP)
            end = QRect(self.width() - look.u(5) - right, 0, right, self.height())
            ink = look.color("text" if now else "text_2")
            paint.words(painter, end, self._right, "body_strong" if now else "body", ink, paint.RIGHT | paint.WRAP)


class Quality(StrEnum):
    """How a section stands. It advises, it never locks."""

    READY = "ready"
    MISSING = "missing"
    WRITING = "writing"


_QUALITY = {
    Quality.READY: ("circle-check", "success", "klar"),
    Quality.MISSING: ("circle-dashed", "text_2", "mangler"),
    Quality.WRITING: ("pencil", "accent_text", "i gang"),
}


class QualityRow(PaintedButton):
    """A section of a paper: check circle, dashed circle or pencil, its name, and what is missing in words."""

    def __init__(self, words: str, quality: Quality, fact: str = "") -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._quality, self._fact = quality, fact
        self.set_quality(quality, fact)

    def set_quality(self, quality: Quality, fact: str = "") -> None:
        """Shows how the section stands now. ``WRITING`` is the one that is open."""
        self._quality, self._fact = quality, fact
        self.setAccessibleName(f"{self.words}: {fact or _QUALITY[quality][2]}")
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return look.u(3 + ICON.body + 2.5)

    def _beside(self, width: int) -> bool:
        """Whether the fact has room at the right of the name; else it stands under it."""
        need = paint.text_width(self.words, "body_strong") + look.u(3) + paint.text_width(self._fact, "small")
        return not self._fact or need <= width - self._left() - look.u(3)

    def heightForWidth(self, width: int) -> int:
        room = width - self._left() - look.u(3)
        high = paint.text_height(self.words, "body_strong", room)
        if not self._beside(width):
            high += paint.text_height(self._fact, "small", room)
        return max(look.u(9.5), high + look.u(3))

    def sizeHint(self) -> QSize:
        fact = look.u(3) + paint.text_width(self._fact, "small") if self._fact else 0
        width = self._left() + paint.text_width(self.words, "body_strong") + fact + look.u(3)
        return QSize(width, look.u(9.5))

    def minimumSizeHint(self) -> QSize:
        words = max(paint.longest_word(self.words, "body_strong"), paint.longest_word(self._fact, "small"))
        width = self._left() + words + look.u(3)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u."""
        return RADIUS.control

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, color, _ = _QUALITY[self._quality]
        now = self._quality is Quality.WRITING
        with paint.painter_on(self) as painter:
            if now or self.underMouse():
                paint.shape(painter, self.rect(), RADIUS.control, look.color("selected" if now else "hover"))
            if now:
                bar = QRect(0, look.u(2), look.u(LINE.bar), self.height() - 2 * look.u(2))
                paint.shape(painter, bar, LINE.bar / 2, look.color("accent_text"))
            paint.icon_at(painter, look.u(3), self.height() / 2, icon, look.color(color), ICON.body)
            text = self.rect().adjusted(self._left(), 0, -look.u(3), 0)
            quiet = look.color("text_2")
            if self._beside(self.width()):
                paint.words(painter, text, self._fact, "small", quiet, paint.RIGHT)
            else:
                high = paint.text_height(self._fact, "small", text.width())
                fact = QRect(text.left(), text.bottom() - look.u(1.5) - high, text.width(), high)
                paint.words(painter, fact, self._fact, "small", quiet, paint.TOP_LEFT | paint.WRAP)
                text.adjust(0, look.u(1), 0, -high - look.u(1))
            ink = look.color("accent_text" if now else "text")
            paint.words(painter, text, self.words, "body_strong" if now else "body", ink, paint.LEFT | paint.WRAP)


class ProgressOverlay(QWidget):
    """Covers its parent while long work runs: words and numbers, and Stop. Shows itself 400 ms after ``start``.

    ``stopped`` asks the work to stop; the overlay stays until ``finish``.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.hide()
        outer = Column(self)
        outer.addStretch(1)
        row = Row()
        row.addStretch(1)
        self._sheet = _Sheet()
        inside = Column(self._sheet, spacing=3, margins=(6, 5, 6, 5))
        self._what = PlainLabel("", "section")
        self._how_far = PlainLabel("", "body", "text_2")
        self._bar = _Bar()
        self.stop = Button("Stop")
        self.stop.clicked.connect(self._stop)
        last = Row()
        last.addStretch(1)
        last.addWidget(self.stop)
        for part in (self._what, self._how_far, self._bar):
            inside.addWidget(part)
        inside.addLayout(last)
        row.addWidget(self._sheet)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self._before: QWidget | None = None
        parent.installEventFilter(self)

    def start(self, what: str, *, can_stop: bool = True) -> None:
        """Long work begins: ``what`` in words ("Henter listen")."""
        self._what.setText(what)
        self.stop.setVisible(can_stop)
        self.stop.setEnabled(True)
        self.advance(0, 0)
        self._timer.start(MOTION.progress_after_ms)

    def advance(self, done: int, total: int, words: str = "") -> None:
        """How far it is, e.g. ``120 af 4.000``; ``total`` 0 when nobody knows."""
        locale = self.locale()
        numbers = f"{locale.toString(done)} af {locale.toString(total)}" if total else ""
        self._how_far.setText(words or numbers or "Det tager lidt tid. Du kan vente her.")
        self._bar.set_part(done / total if total else None)

    def finish(self) -> None:
        """The work is over, whatever came of it."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            if self._before is not None and isValid(self._before):
                self._before.setFocus()

    def _show(self) -> None:
        self._before = self.window().focusWidget()
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()
        self.stop.setFocus()
        announce(self, self._what.text())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """What it covers gets no keys."""
        return True

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._how_far.setText("Stopper …")
        self.stopped.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(look.color("desk"))
        veil.setAlphaF(0.85)
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), veil)


class _Sheet(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(look.u(100), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.card, look.color("sheet"), look.color("line_control"))


class _Bar(QWidget):
    """How far, beside the words that say it."""

    def __init__(self) -> None:
        super().__init__()
        self._part: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float | None) -> None:
        self._part = part
        self.setVisible(part is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.u(60), look.u(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), 1, look.color("sunken"), look.color("line_control"))
            if self._part:
                done = QRect(0, 0, round(self.width() * min(1.0, self._part)), self.height())
                paint.shape(painter, done, 1, look.color("accent"))
