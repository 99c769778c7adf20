"""Text fields: one line, or several that grow with what is written, and what is pointed out about it."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from opspor.desktop.look import look
from opspor.desktop.widgets.fields import Field, LineEdit
from opspor.desktop.widgets.layouts import ThinScrollBar
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import announce
from opspor.domain.text import whole

_REST_MS = 700  # the keys have rested: nobody is read over the shoulder while writing
_AT_ONCE = 2  # words that are pointed out under a field


class GrowingEdit(QPlainTextEdit):
    """Plain text, ``least`` u high at first; grows with the text up to ``most`` u, then scrolls. Tab leaves it."""

    def __init__(self, placeholder: str = "", *, least: float = 16, most: float = 80) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grew)

    def _grew(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        lines = int(self.document().documentLayout().documentSize().height())  # a plain text document counts lines
        height = lines * QFontMetrics(self.font()).lineSpacing() + look.u(1)
        return QSize(look.u(60), min(max(height, look.u(self._least - 3)), look.u(self._most)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(20), self.sizeHint().height())


class TextField(Field):
    """Text. ``lines`` above 1 makes it a field that grows.

    In one that grows, what is hardly needed about a child is asked about below it, when the keys have rested: it stops
    nobody. ``minds`` false asks nothing: a child's own words, and where the page marks words itself.
    """

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        text: str = "",
        placeholder: str = "",
        lines: int = 1,
        on_lock: bool = False,
        minds: bool = True,
    ) -> None:
        self._edit = LineEdit(placeholder) if lines == 1 else GrowingEdit(placeholder, least=max(16.0, lines * 5.5))
        self._minding: QTimer | None = None
        self._needless = PlainLabel("", "small", "text_2") if minds and lines > 1 else None
        super().__init__(label, self._edit, help_text=help_text, note=self._needless, on_lock=on_lock)
        if self._needless is not None:
            self._needless.hide()
        self.set_text(text)
        self._edit.textChanged.connect(self._typed)

    def _typed(self) -> None:
        self.set_error("")
        if self._needless is not None and self._edit.hasFocus():
            if self._minding is None:
                self._minding = QTimer(self, singleShot=True, interval=_REST_MS)
                self._minding.timeout.connect(self._mind)
            self._minding.start()
        self.changed.emit()

    def _mind(self) -> None:
        """Ask about what is hardly needed, once for each word; a screen reader says it when it is new."""
        from opspor.reference.writing import needless_in  # the lock screen has text fields too, and needs no words

        assert self._needless is not None  # noqa: S101  the timer runs where there is a line for it
        said = "\n".join(f"»{mark.word}«: {mark.why}" for mark in needless_in(self.text())[:_AT_ONCE])
        new = said and said != self.pointed_out
        self._needless.setText(said)
        self._needless.setVisible(bool(said))
        if new:
            announce(self._edit, said)

    @property
    def pointed_out(self) -> str:
        """What is asked about what was written; "" when nothing is."""
        return self._needless.text() if self._needless is not None else ""

    def text(self) -> str:
        """What is written, without spaces at the ends."""
        raw = self._edit.toPlainText() if isinstance(self._edit, QPlainTextEdit) else self._edit.text()
        return whole(raw.strip())

    def set_text(self, text: str) -> None:
        """Writes into the field."""
        if isinstance(self._edit, QPlainTextEdit):
            self._edit.setPlainText(text)
        else:
            self._edit.setText(text)
            self._edit.setCursorPosition(0)
