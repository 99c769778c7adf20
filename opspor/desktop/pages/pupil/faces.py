"""Four faces to press: drawn in one ink, with their words under them."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import LINE, RADIUS
from opspor.desktop.widgets import AnswerKey
from opspor.domain.pupil import Face

_BENDS = {Face.GOOD: 1.0, Face.FINE: 0.4, Face.NOT_SO_GOOD: -0.4, Face.BAD: -1.0}


class FaceKey(AnswerKey):
    """An answer with a face above its words; the number works as on every answer key.

    It may stand narrower than other answers: a face that is out of sight is chosen less often.
    """

    least = 34.0
    face = 22.0  # u

    def heightForWidth(self, width: int) -> int:
        return look.u(self.face + 14) + paint.text_height(self.words, "section", width - look.u(6))

    def sizeHint(self) -> QSize:
        width = max(look.u(self.face + 12), paint.text_width(self.words, "section") + look.u(8))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max(look.u(self.face + 4), paint.longest_word(self.words, "section") + look.u(6))
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.isChecked()
        ground = "selected" if chosen or self.isDown() else "hover" if self.underMouse() else "sheet"
        ink = look.color("accent_text" if chosen else "text")
        with paint.painter_on(self) as painter:
            edge = look.color("accent" if chosen else "line_control")
            paint.shape(
                painter, self.rect(), RADIUS.cell, look.color(ground), edge, LINE.strong if chosen else LINE.control
            )
            size, top = look.uf(self.face), look.u(5)
            face = QRectF((self.width() - size) / 2, top, size, size)
            painter.setPen(QPen(ink, look.uf(0.7)))
            draw_face(painter, face, list(Face)[self.number - 1])
            below = top + round(size) + look.u(2)
            text = QRect(look.u(3), below, self.width() - look.u(6), self.height() - below - look.u(3))
            paint.words(painter, text, self.words, "section", ink, paint.CENTER | paint.WRAP)


class LargeFaceKey(FaceKey):
    """For a small child, who points at it while an adult reads aloud."""

    least = 46.0
    face = 36.0


def draw_face(painter: QPainter, place: QRectF, face: Face) -> None:
    """A ring, two eyes and a mouth in the pen's ink; no colour says more than the mouth."""
    size, middle = place.width() / 2, place.center()
    ink = painter.pen().brush()
    painter.drawEllipse(place)
    painter.setBrush(ink)
    for side in (-1, 1):
        painter.drawEllipse(
            QPointF(middle.x() + side * size * 0.36, middle.y() - size * 0.28), size * 0.05, size * 0.05
        )
    mouth, low, bend = QPainterPath(), middle.y() + size * 0.36, size * 0.42 * _BENDS[face]
    mouth.moveTo(middle.x() - size * 0.46, low)
    mouth.cubicTo(
        QPointF(middle.x() - size * 0.2, low + bend),
        QPointF(middle.x() + size * 0.2, low + bend),
        QPointF(middle.x() + size * 0.46, low),
    )
    painter.strokePath(mouth, painter.pen())
