"""What a person answers with: answer keys, a segmented choice, check boxes and a list of one-of-many."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, RADIUS, TARGET, Step
from opspor.desktop.widgets.buttons import PaintedButton
from opspor.desktop.widgets.layouts import Column, Tiles

T = TypeVar("T")
Options = Sequence[tuple[str, T]]
_EDGE = 4  # u: from the edge of an answer to what stands in it
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class AnswerKey(PaintedButton):
    """One answer with the number that gives it. Selected: strong accent edge, filled cap, check."""

    given = Signal(int)
    least = 42.0  # u, the narrowest before fewer stand side by side: four beside the steps on a small laptop

    def __init__(self, number: int, words: str) -> None:
        super().__init__(words)
        self.clicked.connect(self._tell)
        self.number = number
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of many: a radio button to a screen reader
        self.setAccessibleDescription(f"Tast {number}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _tell(self) -> None:
        self.given.emit(self.number)

    def nextCheckState(self) -> None:
        """An answer is given by the page, also when it is the same again; a click alone checks nothing."""

    def set_given(self, given: bool) -> None:
        """Shows whether this is the answer."""
        self.setAutoExclusive(False)  # else the one that is given could not be taken away again
        self.setChecked(given)
        self.setAutoExclusive(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        QWidget.focusInEvent(self, event)  # a button that is one of many would keep Tab from the others

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # An arrow goes to the answer beside it and gives none: not as in a list of radio buttons of Qt.
        if event.key() in _ARROWS:
            self.focusNextPrevChild(event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down))
        else:
            super().keyPressEvent(event)

    def _text_left(self) -> int:
        return look.u(_EDGE + 8 + 3)

    def _text_width(self, width: int) -> int:
        return width - self._text_left() - look.u(_EDGE + ICON.body + 0.5)

    def heightForWidth(self, width: int) -> int:
        return max(look.u(TARGET.answer), paint.text_height(self.words, "section", self._text_width(width)) + look.u(6))

    def sizeHint(self) -> QSize:
        width = self._text_left() + paint.text_width(self.words, "section") + look.u(_EDGE + ICON.body + 1.5)
        return QSize(width, look.u(TARGET.answer))

    def minimumSizeHint(self) -> QSize:
        least = self._text_left() + paint.longest_word(self.words, "section") + look.u(_EDGE + ICON.body + 0.5) + 1
        return QSize(least, look.u(TARGET.answer))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.isChecked()
        ground = "selected" if chosen or self.isDown() else "hover" if self.underMouse() else "sheet"
        with paint.painter_on(self) as painter:
            edge = look.color("accent" if chosen else "line_control")
            paint.shape(
                painter, self.rect(), RADIUS.cell, look.color(ground), edge, LINE.strong if chosen else LINE.control
            )
            self._paint_cap(painter, chosen)
            ink = look.color("accent_text" if chosen else "text")
            text = QRect(self._text_left(), 0, self._text_width(self.width()), self.height())
            paint.words(painter, text, self.words, "section", ink, paint.LEFT | paint.WRAP)
            if chosen:
                left = self.width() - look.u(_EDGE + ICON.body)
                paint.icon_at(painter, left, self.height() / 2, "check", ink, ICON.body)

    def _paint_cap(self, painter: QPainter, chosen: bool) -> None:
        size = look.u(8)
        cap = QRect(look.u(_EDGE), (self.height() - size) // 2, size, size)
        fill, edge = ("accent", "accent") if chosen else ("sunken", "line_control")
        paint.shape(painter, cap, RADIUS.key, look.color(fill), look.color(edge))
        if not chosen:
            low = QRect(cap.left() + look.u(0.5), cap.bottom() - look.u(0.25), size - 2 * look.u(0.5), look.u(0.25))
            painter.fillRect(low, look.color("line_control"))
        ink = look.color("on_accent" if chosen else "text")
        paint.words(painter, cap, str(self.number), "section", ink, paint.CENTER)


class AnswerKeys(Tiles, Generic[T]):
    """Numbered answers side by side. ``answered`` carries the value, also when the same answer is given again.

    Nothing is chosen beforehand. The page passes number keys on with ``press``.
    """

    said_as = "group"
    answered = Signal(object)

    def __init__(self, options: Options[T], *, key: type[AnswerKey] = AnswerKey) -> None:
        super().__init__(least=key.least, gap=2.5)
        self._key = key
        self._values: list[T] = []
        self.keys: list[AnswerKey] = []
        self.set_options(options)

    def set_options(self, options: Options[T]) -> None:
        """Other answers, none chosen."""
        self.clear()
        self._values = [value for _, value in options]
        self.keys = []
        for number, (words, _) in enumerate(options, start=1):
            key = self._key(number, words)
            key.given.connect(self.press)
            self.keys.append(key)
            self.add(key)

    def set_value(self, value: T | None) -> None:
        """Shows an answer; None shows none."""
        for key, own in zip(self.keys, self._values, strict=True):
            key.set_given(own == value)

    def press(self, number: int) -> bool:
        """Gives the answer with that number. False when there is none."""
        if not 1 <= number <= len(self.keys):
            return False
        self._give(self._values[number - 1])
        return True

    def _give(self, value: T) -> None:
        self.set_value(value)
        self.answered.emit(value)


class _Segment(PaintedButton):
    """One part of a segmented choice. Texts may take two lines, and are never cut."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # as ``AnswerKey``; the group it stands in says what that means
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _side(self) -> int:
        return look.u(3.5) + (look.u(ICON.body + 1) if self.isChecked() else 0)

    def _step(self) -> Step:
        return "body_strong" if self.isChecked() else "body"

    def sizeHint(self) -> QSize:
        # as wide when it is not chosen, so that nothing moves when the choice does
        width = paint.text_width(self.words, "body_strong") + 2 * look.u(3.5) + look.u(ICON.body + 1)
        return QSize(width, look.u(TARGET.button))

    def minimumSizeHint(self) -> QSize:
        width = self._two_lines("body_strong") + 2 * look.u(1.5) + look.u(ICON.small + 1) + 2
        return QSize(width, self.needed_height(self.width()))

    def needed_height(self, width: int) -> int:
        """One line where the words fit, else two."""
        room = width - 2 * look.u(1) - look.u(ICON.small + 1.5)
        lines = 1 if paint.text_width(self.words, "body_strong") <= room else 2
        return max(look.u(TARGET.button), lines * look.metrics("body_strong").height() + look.u(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.isChecked()
        ink = look.color("accent_text" if chosen else "text")
        tick = look.u(ICON.small + 1.5) if chosen else 0
        room = self.width() - 2 * look.u(1)
        text_room = room - tick
        one_line = paint.text_width(self.words, self._step())
        wide = one_line if one_line <= text_room else min(text_room, self._two_lines(self._step()))
        left = look.u(1) + (room - wide - tick) // 2
        with paint.painter_on(self) as painter:
            if chosen:
                paint.icon_at(painter, left, self.height() / 2, "check", ink, ICON.small)
            text = QRect(left + tick, 0, wide + 2, self.height())
            paint.words(painter, text, self.words, self._step(), ink, paint.LEFT | paint.WRAP)

    def _two_lines(self, step: Step) -> int:
        """The width that the words need when they break once, where it saves most."""
        words = self.words.split()
        halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))] or [(self.words, "")]
        return min(max(paint.text_width(half, step) for half in pair) for pair in halves) + 2


class Segmented(QWidget, Generic[T]):
    """One of two to four, side by side in one outline. ``chosen`` carries the value; nothing is chosen beforehand
    unless ``value`` says so. ``name`` is what a screen reader calls the group. Arrow keys move the choice.
    """

    said_as = "group"
    chosen = Signal(object)

    def __init__(self, name: str, options: Options[T], *, value: T | None = None, meeting: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._meeting = meeting
        self._values = [value for _, value in options]
        self._group = QButtonGroup(self)
        self._known: dict[tuple[float, int], tuple[QSize, QSize]] = {}
        self.segments: list[_Segment] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for words, _ in options:
            segment = _Segment(words)
            segment.setParent(self)
            self._group.addButton(segment)
            self.segments.append(segment)
        self.set_value(value)
        self._group.buttonClicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self.value())

    def value(self) -> T | None:
        """What is chosen; None while nothing is."""
        return next((v for v, s in zip(self._values, self.segments, strict=True) if s.isChecked()), None)

    def set_value(self, value: T | None) -> None:
        """Chooses without emitting ``chosen``; None chooses nothing."""
        self._group.setExclusive(False)
        for own, segment in zip(self._values, self.segments, strict=True):
            segment.setChecked(value is not None and own == value)
        self._group.setExclusive(True)
        for segment in self.segments:
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _widths(self, total: int) -> list[int]:
        hints = [segment.sizeHint().width() for segment in self.segments]
        least = [segment.minimumSizeHint().width() for segment in self.segments]
        spare = total - sum(hints)
        if spare >= 0:
            return [hint + spare // len(hints) for hint in hints]
        give = [hint - low for hint, low in zip(hints, least, strict=True)]
        return [hint + spare * own // max(1, sum(give)) for hint, own in zip(hints, give, strict=True)]

    def sizeHint(self) -> QSize:
        return self._sizes()[0]

    def minimumSizeHint(self) -> QSize:
        return self._sizes()[1]

    def _sizes(self) -> tuple[QSize, QSize]:
        """What it would like, and the least. A layout asks again and again; only zoom and width change the answer."""
        now = (look.base_px, self.width())
        if now not in self._known:
            height = max(look.u(TARGET.choice if self._meeting else TARGET.button), *(self._heights()))
            width = sum(segment.sizeHint().width() for segment in self.segments)
            self._known = {now: (QSize(width, height), QSize(self._least_width(), height))}
        return self._known[now]

    def _least_width(self) -> int:
        return sum(segment.minimumSizeHint().width() for segment in self.segments)

    def _heights(self) -> list[int]:
        widths = self._widths(max(self.width(), self._least_width()))
        return [segment.needed_height(width) for segment, width in zip(self.segments, widths, strict=True)]

    def resizeEvent(self, event: object) -> None:
        left = 0
        widths = self._widths(self.width())
        for i, segment in enumerate(self.segments):
            wide = self.width() - left if i == len(widths) - 1 else widths[i]
            segment.setGeometry(left, 0, wide, self.height())
            left += wide
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.setClipPath(paint.rounded_path(self.rect().toRectF(), RADIUS.control))
            painter.fillRect(self.rect(), look.color("sheet"))
            for segment in self.segments:
                if segment.isChecked():
                    painter.fillRect(segment.geometry(), look.color("selected"))
                elif segment.underMouse():
                    painter.fillRect(segment.geometry(), look.color("hover"))
            for segment in self.segments[1:]:
                painter.fillRect(
                    QRect(segment.x(), 0, max(1, look.u(LINE.hair)), self.height()), look.color("line_control")
                )
            painter.setClipping(False)
            paint.shape(painter, self.rect(), RADIUS.control, None, look.color("line_control"))


class CheckBox(PaintedButton):
    """A box with a tick. ``toggled`` says when it changes."""

    def __init__(self, words: str, *, strong: bool = False) -> None:
        super().__init__(words)
        self._words_step: Step = "body_strong" if strong else "body"
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _left(self) -> int:
        return look.u(5 + 2.5)

    def heightForWidth(self, width: int) -> int:
        return max(
            look.u(TARGET.minimum + 1),
            paint.text_height(self.words, self._words_step, width - self._left()) + look.u(2),
        )

    def sizeHint(self) -> QSize:
        return QSize(
            self._left() + paint.text_width(self.words, self._words_step) + look.u(1), look.u(TARGET.minimum + 1)
        )

    def minimumSizeHint(self) -> QSize:
        least = self._left() + paint.longest_word(self.words, self._words_step) + look.u(1)
        return QSize(least, self.heightForWidth(max(least, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # how high it is at least goes with the width

    def paintEvent(self, event: QPaintEvent) -> None:
        line = look.metrics(self._words_step).height()
        text_high = paint.text_height(self.words, self._words_step, self.width() - self._left())
        middle = (self.height() - text_high) // 2 + line // 2
        size = look.u(4.5)
        square = QRect(look.u(0.25), middle - size // 2, size, size)
        ink = look.color("text" if self.isEnabled() else "disabled")
        with paint.painter_on(self) as painter:
            if self.isChecked():
                paint.shape(painter, square, 1, look.color("accent"))
                paint.icon_at(painter, square.left() + look.u(0.25), middle, "check", look.color("on_accent"), 4)
            else:
                ground = "hover" if self.underMouse() else "sheet"
                paint.shape(painter, square, 1, look.color(ground), look.color("line_control"))
            text = QRect(self._left(), 0, self.width() - self._left(), self.height())
            paint.words(painter, text, self.words, self._words_step, ink, paint.LEFT | paint.WRAP)


class _Radio(PaintedButton):
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # as ``AnswerKey``
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _left(self) -> int:
        return look.u(3 + 5 + 2)

    def heightForWidth(self, width: int) -> int:
        room = width - self._left() - look.u(2)
        return max(look.u(TARGET.rail_item), paint.text_height(self.words, "body_strong", room) + look.u(4))

    def sizeHint(self) -> QSize:
        return QSize(self._left() + paint.text_width(self.words, "body_strong") + look.u(3), look.u(TARGET.rail_item))

    def minimumSizeHint(self) -> QSize:
        least = self._left() + paint.longest_word(self.words, "body_strong") + look.u(3)
        return QSize(least, self.heightForWidth(max(least, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.isChecked()
        size = look.u(4.5)
        circle = QRect(look.u(3), (self.height() - size) // 2, size, size)
        with paint.painter_on(self) as painter:
            if chosen or self.underMouse():
                paint.shape(painter, self.rect(), RADIUS.control, look.color("selected" if chosen else "hover"))
            if chosen:
                paint.shape(painter, circle, 2.25, look.color("accent"))
                inset = look.u(1.4)
                paint.shape(painter, circle.adjusted(inset, inset, -inset, -inset), 2, look.color("on_accent"))
            else:
                paint.shape(painter, circle, 2.25, look.color("sheet"), look.color("line_control"))
            text = QRect(self._left(), 0, self.width() - self._left() - look.u(2), self.height())
            ink = look.color("accent_text" if chosen else "text")
            paint.words(painter, text, self.words, "body_strong" if chosen else "body", ink, paint.LEFT | paint.WRAP)


class RadioList(QWidget, Generic[T]):
    """One of many, under each other. Up and down move the choice, as in any list of radio buttons."""

    said_as = "group"
    chosen = Signal(object)

    def __init__(self, name: str, options: Options[T], *, value: T | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for _, value in options]
        self._group = QButtonGroup(self)
        self._radios: list[_Radio] = []
        column = Column(self, spacing=0)
        for words, _ in options:
            radio = _Radio(words)
            self._group.addButton(radio)
            self._radios.append(radio)
            column.addWidget(radio)
        self.set_value(value)
        self._group.buttonClicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self.value())

    def value(self) -> T | None:
        """What is chosen; None while nothing is."""
        return next((v for v, r in zip(self._values, self._radios, strict=True) if r.isChecked()), None)

    def set_value(self, value: T | None) -> None:
        """Chooses without emitting ``chosen``; None chooses nothing."""
        self._group.setExclusive(False)
        for own, radio in zip(self._values, self._radios, strict=True):
            radio.setChecked(value is not None and own == value)
        self._group.setExclusive(True)
        for radio in self._radios:
            radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
