"""How a paper looks: its pages as pictures, on paper colour in every theme."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop.look import look
from opspor.desktop.widgets.buttons import IconButton
from opspor.desktop.widgets.layouts import Column, Row
from opspor.desktop.widgets.text import PlainLabel


class PreviewPage(QWidget):
    """The pages of a paper, one at a time, with "side 1 af 2" and two keys to turn. A4 until a page says otherwise.

    ``set_pages`` takes pictures as bytes (PNG), so that nothing below the desktop needs Qt. ``name`` is said to a
    screen reader; the words of the paper are in the fields beside it.
    """

    def __init__(self, name: str = "Sådan ser den ud") -> None:
        super().__init__()
        self._name = name
        self._pages: Sequence[bytes] = ()  # each a picture when it is turned to
        self._page = 0
        column = Column(self, spacing=3)
        head = Row(spacing=2)
        head.addWidget(PlainLabel(name, "section", wrap=False))
        head.addStretch(1)
        self._where = PlainLabel("", "body", "text_2", wrap=False)
        self._back = IconButton("Forrige side", "chevron-left")
        self._on = IconButton("Næste side", "chevron-right")
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_on)
        for part in (self._where, self._back, self._on):
            head.addWidget(part)
        column.addLayout(head)
        self._sheet = _Paper()
        column.addWidget(self._sheet)
        column.addStretch(1)
        self.set_pages([])

    def set_pages(self, pages: Sequence[bytes]) -> None:
        """Shows other pages; stays at the page number where there is one."""
        self._pages = pages
        self._page = min(self._page, max(0, len(pages) - 1))
        self._turn(0)

    def _turn_back(self) -> None:
        self._turn(-1)

    def _turn_on(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        last = len(self._pages) - 1
        self._page = max(0, min(self._page + by, last))
        self._sheet.show_image(QImage.fromData(self._pages[self._page]) if self._pages else None)
        words = f"side {self._page + 1} af {last + 1}" if self._pages else ""
        self._where.setText(words)
        self._sheet.setAccessibleName(f"{self._name}, {words}" if words else self._name)
        for button, usable in ((self._back, self._page > 0), (self._on, self._page < last)):
            button.setVisible(last > 0)
            button.setEnabled(usable)


class _Paper(QWidget):
    """One page, as wide as there is room for."""

    A4 = 297 / 210
    said_as = "picture"

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage | None) -> None:
        self._image, self._scaled = image, None
        self.updateGeometry()
        self.update()

    def _shape(self) -> float:
        return self._image.height() / max(1, self._image.width()) if self._image is not None else self.A4

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._shape())

    def sizeHint(self) -> QSize:
        return QSize(look.u(96), self.heightForWidth(look.u(96)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(40), self.heightForWidth(look.u(40)))

    def paintEvent(self, event: QPaintEvent) -> None:
        high = min(self.height(), self.heightForWidth(self.width()))
        page = QRect(0, 0, round(high / self._shape()), high)
        with QPainter(self) as painter:
            painter.fillRect(page, look.color("paper"))
            if self._image is not None:
                ratio = self.devicePixelRatioF()
                size = QSize(round(page.width() * ratio), round(page.height() * ratio))
                if self._scaled is None or self._scaled.size() != size:
                    self._scaled = self._image.scaled(
                        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                    )
                painter.drawImage(page, self._scaled)
            painter.setPen(look.color("line"))
            painter.drawRect(page.adjusted(0, 0, -1, -1))
