"""The piece one is at: what it says, what is left out of it and why, and the keys to go through thousands of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.subject_access.looking import Looking, Mark
from opspor.desktop.pages.subject_access.text import PieceText
from opspor.desktop.pages.subject_access.words import WHY_WORDS, mark_row
from opspor.desktop.shortcuts import HIDE_PIECE, HIDE_WORDS, LET_STAND, NEXT_PIECE, TAKE_BACK
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    RowList,
    Segmented,
    TextField,
    announce,
    box,
    tell,
)
from opspor.desktop.widgets.fields import FieldFrame
from opspor.domain.clock import long_date
from opspor.domain.subject_access import Piece, Why
from opspor.domain.text import count_of

DELICATE = Message(
    MessageKind.WARNING,
    "Den, der spørger, må måske ikke vide, at det her findes.",
    "Leder og DPO beslutter det. Indtil da udelades det, og papiret røber det ikke.",
)
MARK_FIRST = Message(MessageKind.INFO, "Markér først de ord, der skal skjules.", "Brug musen, eller Shift og pilene.")
NOTHING_HIDDEN = Message(MessageKind.INFO, "Her er ikke noget at vise eller skjule.", "M skjuler hele stykket.")
NOTHING_TO_TAKE_BACK = Message(MessageKind.INFO, "Der er ikke noget at fortryde.", "")


class PiecePane(QWidget):
    """``changed`` says that the request is another one now; ``went_on`` that the piece was seen; ``back_to`` carries
    the key of the piece in which something was taken back; ``remark`` asks to write how the family sees it.
    """

    changed = Signal()
    went_on = Signal()
    back_to = Signal(str)
    remark = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._looking: Looking | None = None
        self._piece: Piece | None = None
        self._marks: tuple[Mark, ...] = ()
        self._where = PlainLabel("", "body", "text_2")
        self._title = PlainLabel("", "title")
        self._written = PlainLabel("", "body", "text_2")
        self._delicate = MessageLine(DELICATE, closable=False)
        self.text = PieceText()
        self._next = Button("Set, næste", shortcut=NEXT_PIECE)
        self._all = Button("Skjul det hele", shortcut=HIDE_PIECE)
        self._words = Button("Skjul ordene", shortcut=HIDE_WORDS)
        self._back = Button("Fortryd", Kind.QUIET, icon="undo-2", shortcut=TAKE_BACK)
        self._remark = Button("Skriv en bemærkning fra familien", Kind.LINK)
        self._card = _MarksCard()
        column = Column(self, spacing=4)
        column.addWidget(box(self._where, self._title, self._written, spacing=0.5))
        column.addWidget(self._delicate)
        column.addWidget(FieldFrame(self.text))
        column.addWidget(Flow([self._next, self._all, self._words, self._back], gap=3))
        column.addWidget(self._card)
        column.addWidget(Flow([self._remark]))
        column.addStretch(1)
        self._next.clicked.connect(self.went_on)
        self._all.clicked.connect(self.hide_all)
        self._words.clicked.connect(self.hide_words)
        self._back.clicked.connect(self.take_back)
        self._remark.clicked.connect(self.remark)
        self.text.went_on.connect(self.went_on)
        self.text.at_mark.connect(self._card.choose)
        self._card.turned.connect(self._turn)
        self._card.explained.connect(self._explain)

    def forget(self) -> None:
        """Nothing of a text is left."""
        self._looking, self._piece, self._marks = None, None, ()
        self.text.show_text("", ())

    @property
    def piece(self) -> Piece | None:
        """The piece that is shown."""
        return self._piece

    def show_piece(self, looking: Looking, piece: Piece) -> None:
        """Shows a piece and what is left out of it."""
        other = piece != self._piece
        self._looking, self._piece = looking, piece
        self._where.setText(piece.section)
        self._title.setText(piece.heading)
        self._written.setText(" · ".join(filter(None, (long_date(piece.on), piece.by))))
        self._delicate.setVisible(piece.delicate)
        self._show_marks(other=other)

    def _show_marks(self, *, other: bool = False) -> None:
        assert self._looking is not None  # noqa: S101  there is a piece
        assert self._piece is not None  # noqa: S101
        self._marks = self._looking.marks(self._piece)
        self.text.show_text(self._piece.text, self._marks)
        self._card.show_marks(self._marks, other=other)
        left_out = self._looking.is_left_out(self._piece)
        own = any(not mark.hidden.words and not mark.proposed for mark in self._marks)
        self._all.set_words("Vis det hele igen" if own and left_out else "Skjul det hele")
        hidden = sum(not mark.stands for mark in self._marks)
        said = "Hele stykket udelades." if left_out else f"{count_of(hidden, 'sted', 'steder')} udelades."
        self.text.setAccessibleDescription(said)

    # --- what one does --------------------------------------------------------------------------------------------

    def hide_all(self) -> None:
        """M: all of it is left out, or read again where a person left it out."""
        if self._looking is not None and self._piece is not None:
            self._looking.hide(self._piece, "")
            self._did()

    def hide_words(self) -> None:
        """S: the words that are marked."""
        if self._looking is None or self._piece is None:
            return
        words = self.text.selected()
        if not words:
            tell(self, MARK_FIRST)
            return
        self._looking.hide(self._piece, words)
        self._did()
        self._card.choose_words(words)

    def let_stand(self) -> None:
        """V: what is left out is read, or left out again."""
        if self._marks:
            self._turn(self._card.current())
        else:
            tell(self, NOTHING_HIDDEN)

    def take_back(self) -> None:
        """U: what was done last, wherever it was."""
        key = self._looking.undo() if self._looking is not None else ""
        if not key:
            tell(self, NOTHING_TO_TAKE_BACK)
            return
        self.back_to.emit(key)
        self._did()

    def _turn(self, number: int) -> None:
        if self._looking is not None and self._piece is not None and 0 <= number < len(self._marks):
            self._looking.turn(self._piece, self._marks[number])
            self._did()

    def _explain(self, number: int, why: Why, reason: str) -> None:
        if self._looking is None or not 0 <= number < len(self._marks):
            return
        after = self._looking.explain(self._marks[number], why, reason)
        self._marks = (*self._marks[:number], after, *self._marks[number + 1 :])
        self._card.mend(self._marks)
        self.changed.emit()

    def _did(self) -> None:
        self._show_marks()
        announce(self.text, self.text.accessibleDescription())
        self.changed.emit()


class _MarksCard(Card):
    """What is left out of the piece. Enter or V on one lets it be read, and leaves it out again; under it, why a
    person hides it. ``turned`` carries its number; ``explained`` number, why and reason.
    """

    turned = Signal(object)
    explained = Signal(int, object, str)

    def __init__(self) -> None:
        super().__init__("Det udelades her", flush=True)
        self._marks: tuple[Mark, ...] = ()
        self._list = RowList("Det udelades her", keeps=True)
        self._turn = Button("Vis eller skjul", shortcut=LET_STAND)
        self._why: Segmented[Why] = Segmented("Hvorfor?", [(words.capitalize(), why) for why, words in _OWN.items()])
        self._reason = TextField(
            "Hvorfor må det ikke læses?",
            help_text="Kun når det skader barnet eller en anden mere, end det gavner at læse det. Skriv det konkret.",
            lines=2,
        )
        self._own = box(PlainLabel("Hvorfor skjuler I det?", "body_strong"), self._why, self._reason, spacing=3)
        self.add(self._list)
        self.add(box(Flow([self._turn]), self._own, spacing=4, margins=(5, 3, 5, 4)))
        self._list.opened.connect(self.turned)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._show_own())
        self._turn.clicked.connect(lambda: self.turned.emit(self.current()))
        self._why.chosen.connect(lambda _: self._explain())
        self._reason.changed.connect(self._explain)
        self._filling = False

    def current(self) -> int:
        """The number of the one that V is about."""
        key = self._list.current_key()
        return key if isinstance(key, int) else 0

    def choose(self, number: int) -> None:
        """The cursor in the text came to it."""
        self._list.choose(number)

    def choose_words(self, words: str) -> None:
        """The words that were hidden just now."""
        for number, mark in enumerate(self._marks):
            if mark.hidden.words == words:
                self._list.choose(number)

    def show_marks(self, marks: tuple[Mark, ...], *, other: bool) -> None:
        """Shows what is left out of a piece; of another one than before from the first."""
        self._marks = marks
        number = 0 if other else min(self.current(), max(0, len(marks) - 1))
        self._list.set_rows([mark_row(mark, i) for i, mark in enumerate(marks)])
        self._list.choose(number)
        self.setVisible(bool(marks))
        self._show_own()

    def mend(self, marks: tuple[Mark, ...]) -> None:
        """The same ones, as they are explained now."""
        number, self._marks = self.current(), marks
        self._list.set_rows([mark_row(mark, i) for i, mark in enumerate(marks)])
        self._list.choose(number)

    def _show_own(self) -> None:
        number = self.current()
        mark = self._marks[number] if number < len(self._marks) else None
        own = mark is not None and not mark.proposed
        self._own.setVisible(own)
        if mark is None or not own:
            return
        self._filling = True
        self._why.set_value(mark.hidden.why)
        if self._reason.text() != mark.hidden.reason.strip():
            self._reason.set_text(mark.hidden.reason)
        self._reason.setVisible(mark.hidden.why is Why.EXCEPTION)
        self._filling = False

    def _explain(self) -> None:
        why = self._why.value()
        if not self._filling and why is not None:
            self._reason.setVisible(why is Why.EXCEPTION)
            self.explained.emit(self.current(), why, self._reason.text() if why is Why.EXCEPTION else "")


_OWN = {why: WHY_WORDS[why] for why in (Why.THIRD_PARTY, Why.PROTECTED, Why.EXCEPTION)}
