"""Writing help in a section's text: a dotted underline, and below the field why it is there. It stops nobody."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from opspor.desktop.look import look
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.shortcuts import NEXT_MARK
from opspor.desktop.widgets import (
    Button,
    Column,
    KeyCap,
    Kind,
    Line,
    PlainLabel,
    Scroll,
    TextField,
    announce,
    box,
    line_of,
)
from opspor.domain.text import count_of
from opspor.domain.writing import MARK_WORDS, NOT_DATED, Mark, Marker, not_dated
from opspor.forms.model import Section
from opspor.reference.writing import marker

_AT_A_TIME = 4  # words that are explained below the field; F8 goes on through the rest
_REST_MS = 300
_DATED = ("concern", "tried")  # the sections whose text should say when
_OPEN = ("", "»", "«", "“", "„")  # what a line can leave open, by the number that Qt keeps for it


class Marks(QWidget):
    """What is marked in ``field``: the words, each once, with the reason, and "Lad stå" that hides it in this paper."""

    def __init__(self, field: TextField, writing: Writing, section: Section) -> None:
        super().__init__()
        assert isinstance(field.editor, QPlainTextEdit)  # noqa: S101  a section's text has several lines
        self._editor, self._writing = field.editor, writing
        self._dated = section.id in _DATED
        self._marker = _marker(writing)
        self._underline = _Underline(self._editor, self._marker, writing)
        self._marks: tuple[Mark, ...] = ()
        self._first = 0  # the word that is explained first
        self._head = PlainLabel("", "small_strong", "text_2", wrap=False)
        self._again = Button("Mærk igen", Kind.LINK)
        self._date = PlainLabel(NOT_DATED, "small", "text_2")
        self._rows = [_Row(self._leave) for _ in range(_AT_A_TIME)]
        self._more = PlainLabel("", "small", "text_2")
        column = Column(self, spacing=2)
        self._line = line_of(self._head, KeyCap(NEXT_MARK), spacing=3)
        for part in (self._line, *self._rows, self._more, self._date, self._again):
            column.addWidget(part)
        self._again.clicked.connect(self._mark_again)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._read)
        field.changed.connect(self._timer.start)
        QShortcut(QKeySequence(NEXT_MARK.keys[0]), self).activated.connect(self._next)
        self._read()

    def _read(self) -> None:
        """Looks through the whole text: when the keys have rested."""
        self._timer.stop()
        text = self._editor.toPlainText()
        found = self._marker.marks(text)
        left = self._writing.draft.let_stand
        self._marks = tuple(mark for mark in found if mark.key not in left)
        self._again.setVisible(len(self._marks) < len(found))
        self._date.setVisible(self._dated and not_dated(text))
        self._show(self._first)

    def _words(self) -> list[Mark]:
        """The first mark of each word."""
        return list({mark.key: mark for mark in reversed(self._marks)}.values())[::-1]

    def _show(self, first: int) -> None:
        words = self._words()
        self._first = max(0, min(first, len(words) - _AT_A_TIME))
        shown: Sequence[Mark | None] = words[self._first : self._first + _AT_A_TIME]
        for row, mark in zip(self._rows, (*shown, *(None,) * (_AT_A_TIME - len(shown))), strict=True):
            row.explain(mark)
        more = len(words) - len(shown)
        said = f"{count_of(len(words), 'ord', 'ord')} at se på"
        self._line.setVisible(bool(words))
        self._head.setText(said)
        self._more.setVisible(more > 0)
        self._more.setText(f"og {count_of(more, 'ord', 'ord')} mere")
        self._editor.setAccessibleDescription(f"{said}. {NEXT_MARK.cap}: {NEXT_MARK.words}." if words else "")

    def _next(self) -> None:
        """Goes to the next marked word after the cursor, from the end to the beginning, and says why it is marked."""
        self._read()
        if not self._marks:
            announce(self._editor, "Ingen ord at se på")
            return
        at = _units(self._editor.toPlainText())
        here = self._editor.textCursor().selectionEnd()
        mark = next((one for one in self._marks if at(one.start) >= here), self._marks[0])
        cursor = self._editor.textCursor()
        cursor.setPosition(at(mark.start))
        cursor.setPosition(at(mark.end), QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()
        self._into_view()
        self._show([one.key for one in self._words()].index(mark.key))
        announce(self._editor, f"{mark.word}: {mark.why}")

    def _into_view(self) -> None:
        """The page scrolls to the cursor: Qt does so only for what is typed."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, Scroll):
            area = area.parentWidget()
        if area is not None:
            place = self._editor.mapTo(area.content, self._editor.cursorRect().center())
            area.ensureVisible(place.x(), place.y(), 0, area.height() // 4)

    def _leave(self, mark: Mark) -> None:
        """Hides the word in this paper, wherever it stands."""
        self._writing.change(let_stand=(*self._writing.draft.let_stand, mark.key))
        self._changed(f"{mark.word} står, som det er")

    def _mark_again(self) -> None:
        here = {mark.key for mark in self._marker.marks(self._editor.toPlainText())}
        self._writing.change(let_stand=tuple(key for key in self._writing.draft.let_stand if key not in here))
        self._changed("Ordene er mærket igen")

    def _changed(self, said: str) -> None:
        self._underline.rehighlight()
        self._read()
        self._editor.setFocus()
        announce(self._editor, said)


class _Row(QWidget):
    """One word: what it is, why it is marked, and a way to leave it."""

    def __init__(self, let_stand: Callable[[Mark], None]) -> None:
        super().__init__()
        self._let_stand = let_stand
        self._mark: Mark | None = None
        self._word = PlainLabel("", "body_strong")
        self._why = PlainLabel("", "small", "text_2")
        self._leave = Button("Lad stå", Kind.LINK)
        self._leave.clicked.connect(self._left)
        Column(self).addWidget(Line(box(self._word, self._why, spacing=0), self._leave))

    def _left(self) -> None:
        if self._mark is not None:
            self._let_stand(self._mark)

    def explain(self, mark: Mark | None) -> None:
        """Shows a word; nothing for None."""
        self._mark = mark
        self.setVisible(mark is not None)
        if mark is not None:
            self._word.setText(f"»{mark.word}« · {MARK_WORDS[mark.kind]}")
            self._why.setText(mark.why)
            self._leave.setAccessibleName(f"Lad »{mark.word}« stå")


class _Underline(QSyntaxHighlighter):
    """Dots under what is marked. Qt asks for a line when it has changed, and for the next while a quotation is open."""

    def __init__(self, editor: QPlainTextEdit, marks: Marker, writing: Writing) -> None:
        super().__init__(editor.document())
        self._marker, self._writing = marks, writing
        self._dots = QTextCharFormat()
        self._dots.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.changed.connect(self._dress)
        self._dots.setUnderlineColor(look.color("warning"))

    def _dress(self) -> None:
        self._dots.setUnderlineColor(look.color("warning"))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        before = max(self.previousBlockState(), 0)  # -1: the first line
        marks, still = self._marker.marks_of_line(text, _OPEN[before])
        at = _units(text)
        for mark in marks:
            if mark.key not in self._writing.draft.let_stand:
                self.setFormat(at(mark.start), at(mark.end) - at(mark.start), self._dots)
        self.setCurrentBlockState(_OPEN.index(still))


def _marker(writing: Writing) -> Marker:
    """Knows who may be named in this paper, and which children go where this one goes."""
    facts = writing.sheet.facts
    known = facts.particulars
    family = [*(one.name for one in known.carers), *(one.name for one in known.siblings)] if known else []
    child = f"{known.first_name} {known.last_name}" if known else facts.typed_name
    may_stand = [child, facts.typed_name, *family, *facts.staff_names, facts.reporter.name]
    return marker(writing.sheet.near, may_stand)


def _units(text: str) -> Callable[[int], int]:
    """A place in a text as Qt counts it: a character outside the basic plane (an emoji) is two."""
    wide = [place for place, letter in enumerate(text) if letter > "\uffff"]
    return lambda place: place + bisect_left(wide, place)
