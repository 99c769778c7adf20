"""The map, painted: rings, sectors, numbered marks, and names where there is room for all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import RADIUS, Step
from opspor.domain.network import SECTOR_WORDS, Person, Sector, in_words
from opspor.domain.network_places import Box, Drawing, laid_out, lines_of

_HIGH = 130  # u
_MARK = 3.4  # u: a number of two digits
_NAME_ROOM, _TITLE_ROOM = 34, 26  # u
_Lines = tuple[str, ...]


class NetworkDrawing(QWidget):
    """A picture of the list beside it; the keyboard goes through the list."""

    said_as = "picture"

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._middle = ""
        self._laid: tuple[QSize, Drawing, list[_Lines], list[_Lines]] | None = None
        self.setAccessibleName("Netværkskort")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._forget)

    def set_people(self, people: Sequence[Person], middle: str) -> None:
        """Draws these, in the order of the list, around the child."""
        self._people, self._middle = tuple(people), middle
        self.setAccessibleDescription(in_words(people))
        self._forget()

    def sizeHint(self) -> QSize:
        return QSize(look.u(150), look.u(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(90), look.u(_HIGH))

    def drawing(self) -> Drawing:
        """Where everything stands at this size."""
        return self._lay_out()[1]

    def _forget(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()

    def _lay_out(self) -> tuple[QSize, Drawing, list[_Lines], list[_Lines]]:
        if self._laid is None or self._laid[0] != self.size():
            names = [_lines(person.label, look.u(_NAME_ROOM), "small") for person in self._people]
            titles = [_lines(SECTOR_WORDS[sector], look.u(_TITLE_ROOM), "small_strong") for sector in Sector]
            sizes = [_size(lines, "small") for lines in names]
            title_sizes = [_size(lines, "small_strong") for lines in titles]
            laid = laid_out(self._people, sizes, title_sizes, self.width(), self.height(), look.uf(_MARK))
            self._laid = (self.size(), laid, names, titles)
        return self._laid

    def paintEvent(self, event: QPaintEvent) -> None:
        _, at, names, titles = self._lay_out()
        with paint.painter_on(self) as painter:
            self._frame(painter, at)
            for part, lines in zip(at.slices, titles, strict=True):
                _words(painter, part.title, lines, "small_strong", look.color("text_2"))
            for number, (spot, lines) in enumerate(zip(at.spots, names, strict=True), 1):
                if spot.name is not None:
                    painter.fillRect(_rect(spot.name), look.color("sheet"))
                    _words(painter, spot.name, lines, "small", look.color("text"))
                self._mark(painter, spot.x, spot.y, at.mark, number)

    def _frame(self, painter: QPainter, at: Drawing) -> None:
        painter.setPen(QPen(look.color("line_control"), max(1.0, look.uf(0.25))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(at.x, at.y)
        for share in at.rings:
            painter.drawEllipse(middle, at.across * share, at.along * share)
        for part in at.slices:
            inner, outer = at.border(part)
            painter.drawLine(QPointF(*inner), QPointF(*outer))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawEllipse(middle, at.middle, at.middle)
        room = max(at.middle * 1.7, paint.longest_word(self._middle, "small_strong"))
        lines = _lines(self._middle, room, "small_strong")
        wide, tall = _size(lines, "small_strong")
        box = Box(at.x - wide / 2, at.y - tall / 2, wide, tall)
        if wide > at.middle * 1.7:  # a long name has its ground outside the circle too
            ground = QRectF(box.x, box.y, wide, tall).adjusted(-look.u(1.5), -look.u(0.5), look.u(1.5), look.u(0.5))
            paint.shape(painter, ground.toAlignedRect(), RADIUS.control, look.color("accent"))
        _words(painter, box, lines, "small_strong", look.color("on_accent"))

    def _mark(self, painter: QPainter, x: float, y: float, radius: float, number: int) -> None:
        painter.setPen(QPen(look.color("text"), max(1.0, look.uf(0.3))))
        painter.setBrush(look.color("sheet"))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        place = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        paint.words(painter, place.toAlignedRect(), str(number), "small", look.color("text"), paint.CENTER)


def _lines(text: str, room: float, step: Step) -> _Lines:
    return lines_of(text, room, lambda piece: float(paint.text_width(piece, step)))


def _size(lines: _Lines, step: Step) -> tuple[float, float]:
    high = look.metrics(step).height()
    return max((float(paint.text_width(line, step)) for line in lines), default=0.0), float(len(lines) * high)


def _rect(box: Box) -> QRect:
    return QRectF(box.x, box.y, box.width, box.height).toAlignedRect()


def _words(painter: QPainter, box: Box, lines: _Lines, step: Step, color: QColor) -> None:
    high = box.height / max(len(lines), 1)
    for number, line in enumerate(lines):
        place = QRectF(box.x, box.y + number * high, box.width, high).toAlignedRect().adjusted(-2, 0, 2, 0)
        paint.words(painter, place, line, step, color, paint.CENTER)
