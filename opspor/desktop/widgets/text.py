"""Words on the page. Always plain text: what a person typed never becomes markup."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, TOKENS, Step

MEASURE_EM = 44  # the longest line of words, in em: about 75 characters


class PlainLabel(QLabel):
    """Text in a step of the type scale and a colour token. Wraps unless ``wrap`` is off."""

    def __init__(self, text: str = "", step: Step = "body", color: str = "text", *, wrap: bool = True) -> None:
        super().__init__()
        self._step, self._color = step, color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        look.changed.connect(self._dress)
        self._dress()
        self.setText(text)

    def set_color(self, color: str) -> None:
        """Changes the colour token."""
        self._color = color
        self._dress()

    def sizeHint(self) -> QSize:
        """As wide as its longest line, within the measure; QLabel would rather be square."""
        if not self.wordWrap():
            return super().sizeHint()
        lines = self.text().split("\n")
        em = round(look.base_px * TOKENS.steps[self._step].em)
        # the letters are set up to 2 px wider than they measure: »Agnes Munk« would stand on two lines
        width = min(max(paint.text_width(line, self._step) for line in lines) + 2, em * MEASURE_EM)
        return QSize(width, self.heightForWidth(width))

    def _dress(self) -> None:
        self.setFont(look.font(self._step))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, look.color(self._color))
        self.setPalette(palette)


class Prose(QWidget):
    """Guidance: paragraphs at 1.4 line spacing, at most 44 em wide, each with a bullet or an icon before it.

    ``mark`` is an icon name with its colour token, e.g. ``("check", "success")``; ``None`` gives a small round bullet,
    and ``bullets=False`` none at all.
    """

    LINE = 1.4
    said_as = "text"

    def __init__(
        self, paragraphs: list[str], step: Step = "lead", *, mark: tuple[str, str] | None = None, bullets: bool = True
    ) -> None:
        super().__init__()
        self._step, self._mark, self._bullets = step, mark, bullets
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._paragraphs: list[str] = []
        self._heights: dict[int, int] = {}  # by width: a layout asks for the same one many times over
        self.set_paragraphs(paragraphs)
        look.changed.connect(self.updateGeometry)

    def set_paragraphs(self, paragraphs: list[str]) -> None:
        """Replaces the text."""
        self._paragraphs = paragraphs
        self.setAccessibleName(" ".join(paragraphs))
        self.updateGeometry()
        self.update()

    def updateGeometry(self) -> None:
        """Measures anew."""
        self._heights.clear()
        super().updateGeometry()

    def _indent(self) -> int:
        if not self._bullets:
            return 0
        return look.u(ICON.small + 2.5) if self._mark else look.u(3.5)

    def _layouts(self, width: int) -> tuple[list[tuple[QTextLayout, int]], int]:
        em = round(look.base_px * TOKENS.steps[self._step].em)
        measure = min(width - self._indent(), em * MEASURE_EM)
        line_height = round(em * self.LINE)
        layouts: list[tuple[QTextLayout, int]] = []
        top = 0
        for paragraph in self._paragraphs:
            layout = QTextLayout(paragraph, look.font(self._step))
            layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
            layout.beginLayout()
            height = 0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, measure))
                line.setPosition(QPointF(0, height + (line_height - line.height()) / 2))
                height += line_height
            layout.endLayout()
            layouts.append((layout, top))
            top += height + look.u(1.75)
        return layouts, max(0, top - look.u(1.75))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._layouts(width)[1]
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = max((paint.text_width(text, self._step) for text in self._paragraphs), default=0) + self._indent() + 1
        width = min(width, round(look.base_px * MEASURE_EM))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max((paint.longest_word(text, self._step) for text in self._paragraphs), default=0)
        width = longest + self._indent() + 1
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            super().updateGeometry()  # how high it is at least goes with the width

    def paintEvent(self, event: QPaintEvent) -> None:
        line = round(look.base_px * TOKENS.steps[self._step].em * self.LINE)
        with paint.painter_on(self) as painter:
            for layout, top in self._layouts(self.width())[0]:
                if self._bullets and self._mark:
                    name, color = self._mark
                    paint.icon_at(painter, 0, top + line / 2, name, look.color(color), ICON.small)
                elif self._bullets:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(look.color("text_2"))
                    painter.drawEllipse(QPointF(look.u(0.75), top + line / 2), look.uf(0.5), look.uf(0.5))
                painter.setPen(look.color("text"))
                layout.draw(painter, QPointF(self._indent(), top))
