"""The picture of a child over time: years from left to right, a lane for each context, a shape for each thing.

It is the overview; the list under it holds the same events whole. No colour says anything here: an assessment is drawn
as the little matrix, which shows by its place, and everything else as the icon that the list has beside its words.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, RADIUS
from opspor.desktop.widgets import announce
from opspor.domain.assessment import Context
from opspor.domain.clock import MONTHS
from opspor.domain.matrix import COLUMNS, ROWS, cell_of
from opspor.domain.timeline import Event, EventKind, cell_words, lane_word

ICONS = {
    EventKind.ASSESSMENT: "messages-square",
    EventKind.CORRECTION: "pencil",
    EventKind.UNDER_WAY: "circle-dashed",
    EventKind.NOT_ASSESSED: "minus",
    EventKind.VISIT: "house",
    EventKind.OBSERVATION: "eye",
    EventKind.WORDS: "quote",
    EventKind.PUPIL: "user-round",
    EventKind.FOCUS: "target",
    EventKind.PLAN: "list-checks",
    EventKind.LOOKED_AGAIN: "check",
    EventKind.FOLLOW_UP: "calendar-check",
    EventKind.MEETING: "messages-square",
    EventKind.CONTACT: "phone",
    EventKind.NOTICE: "mail-check",
    EventKind.CONCERN: "message-circle-warning",
    EventKind.PAPER: "send",
}
_SEEN, _DONE = "Set og hørt", "Aftaler og kontakt"
_ROWS = {
    EventKind.OBSERVATION: _SEEN, EventKind.WORDS: _SEEN, EventKind.PUPIL: _SEEN,
    EventKind.FOCUS: _DONE, EventKind.PLAN: _DONE, EventKind.LOOKED_AGAIN: _DONE, EventKind.MEETING: _DONE,
    EventKind.FOLLOW_UP: _DONE, EventKind.CONTACT: _DONE, EventKind.NOTICE: _DONE, EventKind.CONCERN: _DONE,
    EventKind.PAPER: _DONE,
}  # fmt: skip
_HIGH, _LOW, _AXIS = 15, 8, 7  # u: a lane with assessments, one without, the years
_MARK = 4.75  # u: how much room a mark needs
_LEFT, _SIDE = 5, 5  # u: before the words of a lane, and round the line
_MONTH_UNTIL = 500  # days: a shorter time has months on its axis


class _Mark(NamedTuple):
    event: Event
    lane: int
    x: int


class TimePicture(QWidget):
    """Left and right go from event to event, up and down to the lane beside, Enter opens it.

    ``current`` carries the event somebody went to, ``opened`` the one they want to see.
    """

    said_as = "picture"
    current = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._events: Sequence[Event] = ()
        self._lanes: list[str] = []
        self._today = date.min
        self._here = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_events(self, events: Sequence[Event], today: date) -> None:
        """Shows events, oldest first. The one somebody was at stays current while it is shown, else the newest
        assessment is.
        """
        before = self.event_here()
        self._events, self._today = events, today
        used = {_row(event) for event in events}
        order = [*(lane_word(context.value) for context in Context), _SEEN, _DONE]
        self._lanes = [lane for lane in order if lane in used]
        same = next((i for i, event in enumerate(events) if before and event.id == before.id), None)
        past = [i for i, event in enumerate(events) if event.on <= today]
        told = [i for i in past if events[i].position or events[i].trivsel] or past or [0]
        self._here = told[-1] if same is None else same
        self._say()
        self.updateGeometry()
        self.update()

    def event_here(self) -> Event | None:
        """The event that is current; None when there is none."""
        return self._events[self._here] if self._events else None

    def go_to(self, event: Event) -> None:
        """Makes an event current, without saying so."""
        if event in self._events:
            self._here = self._events.index(event)
            self._say()
            self.update()

    def _say(self) -> None:
        here = self.event_here()
        said = f" {self._here + 1} af {len(self._events)}: {here.spoken}" if here else " Tom."
        self.setAccessibleName(f"Tidslinje.{said}")

    def _go(self, index: int) -> None:
        if not 0 <= index < len(self._events) or index == self._here:
            return
        self._here = index
        self._say()
        self.update()
        here = self._events[index]
        announce(self, here.spoken)
        self.current.emit(here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._go(self._here - 1)
            case Qt.Key.Key_Right:
                self._go(self._here + 1)
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(len(self._events) - 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._go_beside(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._events:
                self.opened.emit(self._events[self._here])
            case _:
                super().keyPressEvent(event)

    def _go_beside(self, way: int) -> None:
        """To what is nearest in time in the next lane that way."""
        marks = self._marks()
        if not marks:
            return
        here = marks[self._here]
        beside = [i for i, mark in enumerate(marks) if mark.lane == here.lane + way]
        if beside:
            self._go(min(beside, key=lambda i: abs(marks[i].event.on - here.event.on)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        marks = self._marks()
        tops = self._tops()
        y, x = event.position().y(), event.position().x()
        near = [
            (abs(mark.x - x), i)
            for i, mark in enumerate(marks)
            if tops[mark.lane] <= y < tops[mark.lane + 1] and abs(mark.x - x) <= look.u(4)
        ]
        if near:
            self._go(min(near)[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._events:
            self.opened.emit(self._events[self._here])

    # --- where things stand ---------------------------------------------------------------------------------------

    def _tops(self) -> list[int]:
        """The top of each lane, and the bottom of the last."""
        tops = [look.u(2)]
        for lane in self._lanes:
            tops.append(tops[-1] + look.u(_LOW if lane in (_SEEN, _DONE) else _HIGH))
        return tops

    def sizeHint(self) -> QSize:
        return QSize(look.u(120), self._tops()[-1] + look.u(_AXIS))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(60), self.sizeHint().height())

    def _line(self) -> tuple[int, int]:
        """Where the line begins and ends."""
        words = max((paint.text_width(lane, "body") for lane in self._lanes), default=0)
        left = look.u(_LEFT) + min(words, self.width() * 3 // 10) + look.u(_SIDE)
        return left, max(left + 1, self.width() - look.u(_SIDE + 2))

    def _span(self) -> tuple[date, int]:
        """The first day and the number of days; at least three months, so that one week does not fill the line."""
        days = [*(event.on for event in self._events), self._today]
        first, last = min(days), max(days)
        return first, max((last - first).days, 90)

    def _x(self, on: date) -> int:
        (left, right), (first, days) = self._line(), self._span()
        return left + round((on - first).days * (right - left) / days)

    def _marks(self) -> list[_Mark]:
        return [_Mark(event, self._lanes.index(_row(event)), self._x(event.on)) for event in self._events]

    # --- paint ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._events:
            return
        tops, marks = self._tops(), self._marks()
        with paint.painter_on(self) as painter:
            self._paint_axis(painter, tops)
            for number, lane in enumerate(self._lanes):
                self._paint_lane(painter, lane, tops[number], tops[number + 1])
                self._paint_marks(painter, [mark for mark in marks if mark.lane == number], tops[number])
            here = marks[self._here]
            self._paint_here(painter, here, tops[here.lane], tops[here.lane + 1])

    def _paint_axis(self, painter: QPainter, tops: list[int]) -> None:
        left, right = self._line()
        bottom, next_free = tops[-1], 0
        for on, words in _ticks(*self._span()):
            x = self._x(on)
            wide = paint.text_width(words, "small")
            if x < next_free or x + wide // 2 > self.width() or x < left:
                continue
            painter.fillRect(x, tops[0], max(1, look.u(LINE.hair)), bottom - tops[0], look.color("line"))
            place = QRect(x - wide, bottom, 2 * wide, look.u(_AXIS))
            paint.words(painter, place, words, "small", look.color("text_2"), paint.CENTER)
            next_free = x + wide + look.u(4)
        today = self._x(self._today)
        if today <= right:
            painter.fillRect(today, tops[0], max(1, look.u(LINE.strong)), bottom - tops[0], look.color("line_control"))

    def _paint_lane(self, painter: QPainter, lane: str, top: int, bottom: int) -> None:
        left, right = self._line()
        if top > look.u(2):
            paint.hairline(painter, 0, self.width(), top, look.color("line"))
        room = left - look.u(_LEFT + _SIDE)
        place = QRect(look.u(_LEFT), top, room, look.u(_LOW))
        paint.words(painter, place, paint.elided(lane, "body", room), "body", look.color("text"))
        paint.hairline(painter, left, right, top + look.u(_LOW / 2), look.color("line_control"))

    def _paint_marks(self, painter: QPainter, marks: list[_Mark], top: int) -> None:
        middle = top + look.u(_LOW / 2)
        free = self.width()
        for mark in reversed(marks):  # the newest stands whole where two would cover each other
            if mark.x + look.u(_MARK / 2) <= free:
                _paint_mark(painter, mark, middle)
                free = mark.x - look.u(_MARK / 2)
            else:
                paint.shape(painter, _dot(mark.x, middle), 0.75, look.color("text_2"))
        self._paint_words(painter, [mark for mark in marks if mark.event.position or mark.event.trivsel], top)

    def _paint_words(self, painter: QPainter, marks: list[_Mark], top: int) -> None:
        """Words under the newest assessment, the first, and where something changed, as many as have room."""
        if not marks:
            return
        changed = [
            now
            for before, now in pairwise(marks)
            if (before.event.position, before.event.trivsel) != (now.event.position, now.event.trivsel)
        ]
        taken: list[tuple[int, int]] = []
        for mark in dict.fromkeys([marks[-1], marks[0], *reversed(changed)]):
            lines = cell_words(mark.event.position, mark.event.trivsel).split(" · ")
            wide = max(paint.text_width(line, "small") for line in lines) + 2
            left = min(max(mark.x - wide // 2, self._line()[0] - look.u(3)), self.width() - wide - look.u(1))
            if any(left < end and begin < left + wide for begin, end in taken):
                continue
            taken.append((left - look.u(2), left + wide + look.u(2)))
            high = look.metrics("small").height()
            ground = QRect(left, top + look.u(_LOW), wide, len(lines) * high - look.u(0.5))
            painter.fillRect(ground, look.color("sheet"))
            for number, line in enumerate(lines):
                place = QRect(left, top + look.u(_LOW) - look.u(0.5) + number * high, wide, high)
                paint.words(painter, place, line, "small", look.color("text_2"), paint.CENTER)

    def _paint_here(self, painter: QPainter, mark: _Mark, top: int, bottom: int) -> None:
        middle, half = top + look.u(_LOW / 2), look.u(4)
        frame = QRect(mark.x - half, middle - half, 2 * half, 2 * half)
        edge = look.color("focus" if self.hasFocus() else "line_control")
        paint.shape(painter, frame, RADIUS.control, look.color("selected"), edge, LINE.focus)
        _paint_mark(painter, mark, middle)

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u. The frame of the current event alone was too faint a sign."""
        return RADIUS.cell


def _row(event: Event) -> str:
    """The lane an event is drawn in."""
    return _ROWS.get(event.kind) or event.place or _DONE


def _cell(event: Event) -> tuple[int, int] | None:
    """Row and column in the little matrix; None for what has no place there."""
    if event.position is None or event.trivsel is None:
        return None
    cell = cell_of(event.position, event.trivsel)
    return None if cell is None else (ROWS.index(cell.position), COLUMNS.index(cell.column))


def _dot(x: int, middle: int) -> QRect:
    return QRect(x - look.u(0.75), middle - look.u(0.75), look.u(1.5), look.u(1.5))


def _paint_mark(painter: QPainter, mark: _Mark, middle: int) -> None:
    cell = _cell(mark.event)
    if cell is None:
        unsure = mark.event.position is not None and mark.event.trivsel is not None
        name = "circle-question-mark" if unsure else ICONS[mark.event.kind]
        ground = QRect(mark.x - look.u(2.25), middle - look.u(2.25), look.u(4.5), look.u(4.5))
        paint.shape(painter, ground, 2.25, look.color("sheet"))
        ink = look.color("text")
        paint.icon_at(painter, mark.x - look.u(ICON.small) / 2, middle, name, ink, ICON.small)
        return
    size, step = look.u(1.75), look.u(2.25)
    left, top = mark.x - (step + size) // 2, middle - (2 * step + size) // 2
    paint.shape(painter, QRect(left - 1, top - 1, step + size + 2, 2 * step + size + 2), 0.4, look.color("sheet"))
    for row in range(len(ROWS)):
        for column in range(len(COLUMNS)):
            square = QRect(left + column * step, top + row * step, size, size)
            fill = look.color("accent") if (row, column) == cell else None
            paint.shape(painter, square, 0.4, fill, look.color("accent"), LINE.hair)


def _ticks(first: date, days: int) -> list[tuple[date, str]]:
    """The days that are named on the axis: new years, or the first of each month where the time is short."""
    last = first + timedelta(days=days)
    if days > _MONTH_UNTIL:
        return [(date(year, 1, 1), str(year)) for year in range(first.year, last.year + 1) if date(year, 1, 1) >= first]
    found, on = [], first.replace(day=1)
    while on <= last:
        if on >= first:
            found.append((on, f"{MONTHS[on.month - 1][:3]} {on.year}"))
        on = (on + timedelta(days=32)).replace(day=1)
    return found
