"""What could tell who the child is, in a brief without name: asked beside the paper while it is written.

Each question shows the writer's own words and why they are asked about. What is certain can only be mended; the rest
can be answered, and is then not asked again in this paper.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Column, Flow, Kind, Message, MessageKind, PlainLabel, announce, box
from opspor.documents import content
from opspor.documents.house import Sort, Weight
from opspor.documents.leaks import AROUND, Finding
from opspor.domain.sharing import STILL_CONFIDENTIAL
from opspor.domain.text import count_of

_AT_A_TIME = 5  # questions that are shown; the next ones come as they are answered
_REST_MS = 600  # after the last key
_NO_NAME = "Det er ikke et navn her"
_MAY_STAY = "Det kan godt stå her"
LOOK_FIRST = Message(
    MessageKind.WARNING, "Kan barnet kendes?", "Se på spørgsmålene over papiret, og tryk så igen for at gøre det klar."
)
_NAMES = (Sort.NAME, Sort.INITIALS, Sort.GROUP)


class LeakQuestions(QWidget):
    """The questions to a brief without name. ``mend`` carries the title of a section and the words to be mended."""

    mend = Signal(str, str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._writing: Writing | None = None
        self._found: tuple[Finding, ...] = ()
        self._seen: frozenset[str] = frozenset()  # what was asked about when the paper should be made
        self._looking = self._stale = False
        self._card = Card("Kan barnet kendes?", spacing=3)
        self._count = PlainLabel("", "body_strong")
        self._place = Column(spacing=4)
        self._more = PlainLabel("", "small", "text_2")
        self._card.add(self._count)
        self._card.body.addLayout(self._place)
        self._card.add(self._more)
        self._card.add(PlainLabel(STILL_CONFIDENTIAL, "small", "text_2"))
        Column(self).addWidget(self._card)
        self._rows: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._look)
        self.hide()

    def set_writing(self, writing: Writing) -> None:
        """The brief to look through."""
        self._writing = writing
        writing.changed.connect(self._touch)
        self._look()

    def stop(self) -> None:
        """The page goes away."""
        self._timer.stop()

    def holds_back(self) -> bool:
        """True once for what is open now. Nothing is locked by it."""
        keys = frozenset(one.key for one in self._found)
        if self.isHidden() or keys <= self._seen:
            return False
        self._seen = keys
        return True

    def set_focus(self) -> None:
        """The cursor goes to the first question."""
        if self._rows:
            self._rows[0].setFocus()

    def _touch(self) -> None:
        assert self._writing is not None  # noqa: S101
        self.setVisible(self._writing.draft.anonymous)
        self._timer.start()

    def _look(self) -> None:
        """Off the window's thread: a full page is held against everybody in the house."""
        if self._writing is None or not self._writing.draft.anonymous:
            self.hide()
            return
        if self._looking:
            self._stale = True
            return
        self._looking = True
        form, facts = self._writing.sheet.form, self._writing.facts
        ask(self._office.work.look(lambda _: content.leaks(form, facts)), self, self._show, lambda _: self._done())

    def _done(self) -> None:
        self._looking = False
        if self._stale:
            self._stale = False
            self._look()

    def _show(self, found: tuple[Finding, ...]) -> None:
        order = list(Weight)
        found = tuple(sorted(found, key=lambda one: order.index(one.weight)))
        if found != self._found or not self.isVisible():
            self._found = found
            self._fill()
        assert self._writing is not None  # noqa: S101
        self.setVisible(self._writing.draft.anonymous)
        self._done()

    def _fill(self) -> None:
        focused = any(row.isAncestorOf(self.window().focusWidget() or self) for row in self._rows)
        for row in self._rows:
            self._place.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._question(one) for one in self._found[:_AT_A_TIME]]
        for row in self._rows:
            self._place.addWidget(row)
        must = sum(one.weight is not Weight.MAYBE for one in self._found)
        said = count_of(len(self._found), "spørgsmål", "spørgsmål")
        self._count.setText(
            f"{said}, {must} skal løses, før arket kan gøres klar" if must else said if self._found else "Intet fundet"
        )
        left = len(self._found) - len(self._rows)
        self._more.setText(f"Og {left} til. De kommer, når du har svaret.")
        self._more.setVisible(left > 0)
        if focused and self._rows:
            self._rows[0].setFocus()

    def _question(self, one: Finding) -> QWidget:
        mend = Button("Ret teksten", Kind.QUIET)
        mend.setAccessibleName(f"Ret teksten: {one.found} i {one.where}")
        mend.clicked.connect(lambda: self.mend.emit(one.where, one.found))
        buttons = [mend]
        if one.weight is not Weight.SURE:
            said = _NO_NAME if one.sort in _NAMES else _MAY_STAY
            stays = Button(said, Kind.QUIET)
            stays.setAccessibleName(f"{said}: {one.found}")
            stays.clicked.connect(lambda: self._answer(one))
            buttons.append(stays)
        row = box(
            PlainLabel(one.found, "body_strong", "danger" if one.weight is Weight.SURE else "text"),
            PlainLabel(_in_line(one)),
            PlainLabel(f"{one.where} · {one.why}", "small", "text_2"),
            Flow(buttons, gap=3),
            spacing=1,
        )  # fmt: skip
        row.setFocusProxy(mend)
        return row

    def _answer(self, one: Finding) -> None:
        assert self._writing is not None  # noqa: S101
        self._writing.change(no_names=(*self._writing.draft.no_names, one.key))
        self._found = tuple(other for other in self._found if other.key != one.key)
        self._fill()
        announce(self, f"Svaret er gemt. {count_of(len(self._found), 'spørgsmål', 'spørgsmål')} tilbage.")


def _in_line(one: Finding) -> str:
    """``… går ud med »Emma«, når det …``: whole words of the line it stands in."""
    before, after = one.before.split("\n")[-1], one.after.split("\n")[0]
    if len(before) == AROUND:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return f"{before}»{one.found}«{after}".strip()


def select(editor: QWidget, words: str) -> None:
    """Marks the words in the text they stand in, ready to be typed over. In a record they are mended elsewhere."""
    for text in editor.findChildren(QPlainTextEdit):
        text.moveCursor(QTextCursor.MoveOperation.Start)
        if text.find(words):
            text.setFocus()
            return
