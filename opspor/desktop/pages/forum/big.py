"""A head and a text as large as they fit, and never smaller than can be read from four metres."""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look

# Of the height of the whole page. A capital is seven tenths of a letter; from 200 times its height one reads it easily,
# from 300 times with good eyes. So an 18th is read with ease from four metres on a screen of 40 inches, and the head on
# one of 55 (docs/design-language.md).
_LEAST, _MOST = 1 / 18, 1 / 9
_STEPS = 8
_HEAD = 1 / 24
_EDGE = 2  # u, between the words and the focus ring


class BigText(QWidget):
    """Draws itself in its whole room. What does not fit in the smallest letters goes on another page: ``turn``."""

    said_as = "text"

    def __init__(self) -> None:
        super().__init__()
        self._head = self._text = self._where = ""
        self._page = 0
        self._made: tuple[tuple[object, ...], tuple[QFont, list[list[str]]]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, head: str, text: str, where: str) -> None:
        """Shows a text from its beginning."""
        self._head, self._text, self._where, self._page = head, text, where, 0
        self.setAccessibleName(f"{head}. {text}")
        self.update()

    def turn(self, by: int) -> bool:
        """To another page of the text; False where there is none."""
        there = self._page + by
        if not 0 <= there < len(self._pages()[1]):
            return False
        self._page = there
        self.update()
        return True

    def to_end(self) -> None:
        """To the last page."""
        self._page = len(self._pages()[1]) - 1
        self.update()

    def letters(self) -> int:
        """The height of the letters in pixels, as they are drawn now."""
        return self._pages()[0].pixelSize()

    def lines(self) -> list[str]:
        """What is drawn now."""
        return self._pages()[1][self._page]

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(40), look.u(20))

    def _room(self) -> QRect:
        head = round(self._whole() * _HEAD * 2.2)
        return self._inside().adjusted(0, head, 0, -head)

    def _inside(self) -> QRect:
        edge = look.u(_EDGE)
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def _whole(self) -> int:
        page = self.window()
        return max(page.height(), self.height())

    def _pages(self) -> tuple[QFont, list[list[str]]]:
        key = (self._text, self.width(), self.height(), self._whole(), look.base_px)
        if self._made is None or self._made[0] != key:
            self._made = (key, self._measure())
        return self._made[1]

    def _measure(self) -> tuple[QFont, list[list[str]]]:
        room, whole = self._room(), self._whole()
        font, lines, fit = look.font("body"), [""], 1
        for step in range(_STEPS + 1):
            font = _sized(ceil(whole * (_MOST - (_MOST - _LEAST) * step / _STEPS)))
            metrics = QFontMetrics(font)
            lines, fit = wrapped(self._text, metrics, room.width()), max(1, room.height() // metrics.lineSpacing())
            if len(lines) <= fit:
                break
        return font, [lines[start : start + fit] for start in range(0, len(lines), fit)]

    def paintEvent(self, event: QPaintEvent) -> None:
        font, pages = self._pages()
        small, room = _sized(round(self._whole() * _HEAD)), self._room()
        page = min(self._page, len(pages) - 1)
        where = f"{self._where} · side {page + 1} af {len(pages)}" if len(pages) > 1 else self._where
        with paint.painter_on(self) as painter:
            painter.setFont(small)
            painter.setPen(look.color("accent_text"))
            painter.drawText(self._inside(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._head)
            painter.setPen(look.color("text_2"))
            painter.drawText(self._inside(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, where)
            painter.setFont(font)
            painter.setPen(look.color("text"))
            high, ascent = QFontMetrics(font).lineSpacing(), QFontMetrics(font).ascent()
            for number, line in enumerate(pages[page]):
                painter.drawText(room.left(), room.top() + number * high + ascent, line)


def wrapped(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The lines of a text in a width. A word that is longer than the line is cut where the line ends."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for whole in paragraph.split():
            word = whole
            while metrics.horizontalAdvance(word) > width and len(word) > 1:
                fits = next(
                    n for n in range(len(word), 0, -1) if n == 1 or metrics.horizontalAdvance(word[:n]) <= width
                )
                lines += [line, word[:fits]] if line else [word[:fits]]
                line, word = "", word[fits:]
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _sized(pixels: int) -> QFont:
    font = QFont(look.font("body"))
    font.setPixelSize(max(pixels, 1))
    return font
