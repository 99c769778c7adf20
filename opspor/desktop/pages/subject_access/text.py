"""The text of a piece with what is left out of it: struck through, so that it is seen without colour too."""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextFormat

from opspor.desktop.look import look
from opspor.desktop.pages.subject_access.looking import Mark
from opspor.desktop.widgets.text_field import GrowingEdit

_MARK = QTextFormat.Property.UserProperty + 1  # the number of the mark that a part of the text belongs to
_NONE = -1


class PieceText(GrowingEdit):
    """Read and marked, never written in. ``at_mark`` carries the number of the mark that the cursor came to, and
    ``went_on`` is Enter.
    """

    at_mark = Signal(int)
    went_on = Signal()

    def __init__(self) -> None:
        super().__init__(least=12, most=110)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Teksten")
        self._text, self._marks = "", ()  # type: tuple[str, Sequence[Mark]]
        self.cursorPositionChanged.connect(self._moved)
        look.changed.connect(self._draw)

    def show_text(self, text: str, marks: Sequence[Mark]) -> None:
        """Shows a text with its marks; the cursor stays where it is in the same text."""
        same, place = text == self._text, self.textCursor().position()
        self._text, self._marks = text, marks
        self._draw()
        if same:
            cursor = self.textCursor()
            cursor.setPosition(place)
            self.setTextCursor(cursor)

    def selected(self) -> str:
        """The words that are marked."""
        return self.textCursor().selectedText().replace("\u2029", "\n").strip()

    def _draw(self) -> None:
        self.blockSignals(True)
        self.clear()
        cursor = QTextCursor(self.document())
        for part, number in parts_of(self._text, self._marks):
            cursor.insertText(part, self._format(number))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(False)

    def _format(self, number: int) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setProperty(_MARK, number)
        made.setForeground(look.color("text"))
        if number == _NONE:
            return made
        if self._marks[number].stands:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        else:
            made.setFontStrikeOut(True)
            made.setBackground(look.color("warning_soft"))
        return made

    def _moved(self) -> None:
        number = self.textCursor().charFormat().property(_MARK)
        if isinstance(number, int) and number != _NONE:
            self.at_mark.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def parts_of(text: str, marks: Sequence[Mark]) -> list[tuple[str, int]]:
    """The text in parts, each with the number of the mark that it belongs to, or -1: as ``without`` leaves it out.

    What is left out goes before what stands, and all of a piece before its words.
    """
    whole = next((i for i, mark in enumerate(marks) if not mark.hidden.words.strip() and not mark.stands), None)
    if whole is not None:
        return [(text, whole)]
    parts = [(text, _NONE)]
    words = [mark.hidden.words.strip() for mark in marks]
    for number in sorted(range(len(marks)), key=lambda i: (marks[i].stands, -len(words[i]))):
        if words[number]:
            parts = list(_split(parts, words[number], number))
    return parts


def _split(parts: Sequence[tuple[str, int]], words: str, number: int) -> Iterator[tuple[str, int]]:
    """As whole words; what a person marked in the middle of one as it is."""
    alone = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    free = [part for part, taken in parts if taken == _NONE]
    found = alone if any(alone.search(part) for part in free) else re.compile(re.escape(words), re.IGNORECASE)
    for part, taken in parts:
        here = 0
        for match in found.finditer(part) if taken == _NONE else ():
            if match.start() > here:
                yield part[here : match.start()], _NONE
            yield match.group(), number
            here = match.end()
        if here < len(part):
            yield part[here:], taken
