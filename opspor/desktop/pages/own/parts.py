"""What the work area of an own assessment shows: one step, or what is left out at the end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop.look import look
from opspor.desktop.pages.own.course import (
    OPTIONS,
    Step,
    StepKind,
    answer_of,
    choice_missing,
    missing_in_words,
    note_of,
    unanswered,
)
from opspor.desktop.pages.own.factors import FactorPanel
from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.shortcuts import FACTORS, NOTE
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    Column,
    EmptyState,
    Flow,
    IconMark,
    Kind,
    ListRow,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    ProgressStrip,
    Prose,
    RowList,
    TextField,
    Tiles,
    box,
    line_of,
)
from opspor.desktop.widgets.layouts import Flowing
from opspor.domain.assessment import CONTEXT_WORDS, POSITION_WORDS, TRIVSEL_WORDS, Context, OwnAnswers, Seen
from opspor.domain.child import ChildInList, age_in_words
from opspor.domain.clock import Clock
from opspor.domain.rounds import ChildInRound, ChildState, Coverage
from opspor.domain.text import count_of
from opspor.forms.model import DIMENSION_WORDS, PositionForm, PositionQuestion, Sign

_ALONE = Message(
    MessageKind.INFO, "", "Du vurderer alene. De andres svar bliver først vist, når I mødes om den fælles vurdering."
)
_BEREDSKAB = "Ser du noget af det, der kalder på opmærksomhed, så tryk F2."
_TRIVSEL_MEANING = [
    "Trivsel handler om, hvordan barnet har det lige nu. Se på det hele på én gang: intet er lagt sammen.",
    "Ved du for lidt, så svar »Ved ikke nok«. Så finder I sammen ud af mere.",
]
_ASKED = (StepKind.QUESTION, StepKind.POSITION, StepKind.SIGN, StepKind.TRIVSEL)
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class WhoStrip(Flowing):
    """Who it is about, and how far one is. Where it is narrow the boxes of the strip give way, then it goes below."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._name, self._about = PlainLabel("", "title"), PlainLabel("", "body", "text_2", wrap=False)
        self._progress = ProgressStrip("Barn")
        for part in (self._name, self._about, self._progress):
            self.add(part)

    def _places(self, width: int) -> list[QRect]:
        if len(self.parts) < 3:
            return [QRect()] * len(self.parts)  # still being put together
        gap, about = look.u(4), self._about.sizeHint()
        natural = look.metrics("title").horizontalAdvance(self._name.text()) + 2
        one_line = width >= natural + about.width() + self._progress.minimumSizeHint().width() + 2 * gap
        name = QRect(0, 0, natural if one_line else width, self._name.heightForWidth(natural if one_line else width))
        line, low = name.height(), self._progress.sizeHint().height()
        if one_line:
            left = name.right() + 1 + gap
            rest = min(width - left - about.width() - gap, self._progress.sizeHint().width())
            beside = QRect(left, (line - about.height()) // 2 + look.u(0.5), about.width(), about.height())
            return [name, beside, QRect(width - rest, (line - low) // 2, rest, low)]
        rest = width - about.width() - gap
        return [name, QRect(0, line, about.width(), low), QRect(width - rest, line, rest, low)]

    def show_child(self, child: ChildInList, context: Context, place: int, total: int) -> None:
        """Shows another child: number ``place`` (from 0) of ``total``."""
        self._name.setText(child.short)
        self._about.setText(f"{age_in_words(child.birth_date, self._clock().date())} · {CONTEXT_WORDS[context]}")
        self._progress.set_progress(place, total, current=True)
        self.updateGeometry()
        self._place()


class StepPart(QWidget):
    """One step: what is asked, how it can look, the answers, a note, and the factors behind a question."""

    answered = Signal(object)
    went_on = Signal()  # Enter on an answer: goes on and leaves it as it is
    moved = Signal(object)  # an arrow key went to this answer
    gone_below = Signal(object)  # the focus went to this factor; what it opens stands under it
    note_typed = Signal(str)
    factors_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        self._over, self._question = PlainLabel("", "body", "text_2"), PlainLabel("", "question")
        self._help = PlainLabel("", "body", "text_2")
        column.addWidget(box(self._over, self._question, self._help, spacing=1))
        self._looks, self._calls = _ExampleCard("eye"), _ExampleCard("flag")
        column.addWidget(Tiles([self._looks, self._calls], least=70, gap=6))
        self._asks = PlainLabel("", "section")
        # One set of keys for each kind of step, made once: Tab follows the order in which parts were made.
        self._sets: dict[StepKind, AnswerKeys[str]] = {kind: AnswerKeys(OPTIONS[kind]) for kind in _ASKED}
        self.keys = self._sets[StepKind.QUESTION]
        self._beredskab = MessageLine(Message(MessageKind.INFO, "", _BEREDSKAB), closable=False, icon="life-buoy")
        column.addWidget(box(self._asks, *self._sets.values(), spacing=2))
        column.addWidget(self._beredskab)
        self.add_note = Button("Skriv en note", Kind.LINK, icon="pencil", shortcut=NOTE)
        self.open_factors = Button("Vælg, hvad du ser", Kind.LINK, icon="plus", shortcut=FACTORS)
        column.addWidget(Flow([self.add_note, self.open_factors], gap=4))
        self.note = TextField("Note", help_text="Esc går tilbage til svarene.", lines=2)
        column.addWidget(self.note)
        self.factors = FactorPanel()
        column.addWidget(self.factors)
        column.addWidget(MessageLine(_ALONE, closable=False, icon="user-round"))
        for keys in self._sets.values():
            keys.answered.connect(self.answered)
            for key in keys.keys:
                key.installEventFilter(self)
        self.note.changed.connect(lambda: self.note_typed.emit(self.note.text()))
        self.note.editor.installEventFilter(self)
        self.factors.changed.connect(self.factors_changed)
        self.add_note.clicked.connect(self.write_note)
        self.open_factors.clicked.connect(self.factors.focus_first)

    def show_step(
        self, step: Step, answers: OwnAnswers, form: PositionForm, factors: dict[str, dict[str, str]]
    ) -> None:
        """Shows another step, with what is answered."""
        self._fill_words(step, answers, form)
        self.keys = self._sets[step.kind]
        for keys in self._sets.values():
            keys.setVisible(keys is self.keys)
        self.keys.set_value(answer_of(step, answers))
        self._beredskab.setVisible(isinstance(step.item, Sign) and step.item.beredskab)
        note = note_of(step, answers)
        self.note.blockSignals(True)
        self.note.set_text(note)
        self.note.blockSignals(False)
        self.note.setVisible(bool(note))
        self.add_note.setVisible(not note)
        self.show_factors(step, answers, form, factors)

    def _fill_words(self, step: Step, answers: OwnAnswers, form: PositionForm) -> None:
        item = step.item
        looks: Sequence[str] = ()
        calls: Sequence[str] = ()
        if isinstance(item, PositionQuestion):
            over, help_text, asks = f"Position · spørgsmål {step.number} af {step.total}", item.help, "Hvad ser du?"
            looks = item.looks_like
        elif isinstance(item, Sign):
            over = f"Trivsel · {DIMENSION_WORDS[item.dimension]} · tegn {step.number} af {step.total}"
            help_text, asks = "", "Hvor tit ser du det?"
            looks, calls = item.looks_like, item.calls_for_attention
        elif step.kind is StepKind.POSITION:
            over, help_text, asks = f"Position · {CONTEXT_WORDS[answers.context]}", "", "Vælg selv"
            looks = form.meaning.strip().splitlines()
        else:
            over, help_text, asks, looks = "Trivsel", "", "Vælg selv", _TRIVSEL_MEANING
        self._over.setText(over)
        self._question.setText(step.text)
        self._help.setText(help_text)
        self._help.setVisible(bool(help_text))
        self._asks.setText(asks)
        examples = item is not None
        self._looks.show_lines("Det kan se sådan ud" if examples else "Hvad det handler om", looks, bullets=examples)
        self._calls.show_lines("Det kalder på opmærksomhed", calls, bullets=True)

    def show_factors(
        self, step: Step, answers: OwnAnswers, form: PositionForm, factors: dict[str, dict[str, str]]
    ) -> None:
        """Shows the factors behind a question where something is seen."""
        seen = step.kind is StepKind.QUESTION and answer_of(step, answers) == Seen.SOMETHING
        self.factors.setVisible(seen)
        self.open_factors.setVisible(seen)
        if seen:
            self.factors.show_question(step.id, [f for f in form.factor if f.question == step.id], factors)

    def write_note(self) -> None:
        """Opens the note and goes there."""
        if self.isHidden():
            return
        self.add_note.hide()
        self.note.show()
        self.note.setFocus()

    def choose_factors(self) -> None:
        """Goes to the factors, where there are any."""
        if not self.factors.isHidden():
            self.factors.focus_first()
            self.gone_below.emit(QApplication.focusWidget())

    def focus_answer(self) -> None:
        """Puts the focus on the answer that is given, or on the first."""
        chosen = next((key for key in self.keys.keys if key.isChecked()), self.keys.keys[0])
        chosen.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on an answer goes on, arrows move among the answers; Esc and Ctrl+Enter leave the note."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, enter = event.key(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.note.editor:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if key == Qt.Key.Key_Escape or (enter and control):
                self.focus_answer()
                return True
        elif enter:
            self.went_on.emit()
            return True
        elif key in _ARROWS and watched in self.keys.keys:
            place = self.keys.keys.index(watched) + _ARROWS[Qt.Key(key)]
            if 0 <= place < len(self.keys.keys):
                self.keys.keys[place].setFocus(Qt.FocusReason.OtherFocusReason)
                self.moved.emit(self.keys.keys[place])
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the answers from the factors too."""
        if event.key() == Qt.Key.Key_Escape:
            self.focus_answer()
        else:
            super().keyPressEvent(event)


class SummaryPart(QWidget):
    """Before one submits: what is chosen, and what is not answered; every line leads back to its step."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        self._title = PlainLabel("", "question")
        self._sentence = PlainLabel("", "body", "text_2")
        column.addWidget(box(self._title, self._sentence, spacing=1))
        self._chosen = RowList("Det har du valgt")
        card = Card("Det har du valgt", flush=True)
        card.add(self._chosen)
        column.addWidget(card)
        self._left = RowList("Ikke besvaret")
        self._left_card = Card("Ikke besvaret", flush=True)
        self._left_card.add(self._left)
        column.addWidget(self._left_card)
        for rows in (self._chosen, self._left):
            rows.opened.connect(self.opened)

    def show_answers(self, steps: Sequence[Step], answers: OwnAnswers, begun_factors: int, *, again: bool) -> None:
        """Shows where the assessment stands. ``again``: it is already submitted and can be replaced."""
        missing = missing_in_words(steps, answers)
        self._title.setText(missing or "Alt er besvaret")
        sentences = []
        if choice_missing(steps, answers) is not None:
            sentences.append("Vælg position og trivsel, så kan du aflevere.")
        elif missing:
            sentences.append("Du kan aflevere alligevel. Det, der ikke er besvaret, bliver stående sådan.")
        if begun_factors:
            sentences.append("Noget af det, du har sat hak ved, er ikke beskrevet færdigt og kommer ikke med.")
        if again:
            sentences.append("Vurderingen er afleveret. Du kan rette den, til I har talt om barnet.")
        self._sentence.setText(" ".join(sentences))
        self._sentence.setVisible(bool(sentences))
        places = {step.kind: i for i, step in enumerate(steps)}
        position = POSITION_WORDS[answers.position] if answers.position else "ikke valgt"
        trivsel = TRIVSEL_WORDS[answers.trivsel] if answers.trivsel else "ikke valgt"
        self._chosen.set_rows(
            [
                ListRow("Position", fact=position, icon="house", key=places[StepKind.POSITION]),
                ListRow("Trivsel", fact=trivsel, icon="sprout", key=places[StepKind.TRIVSEL]),
            ]
        )
        left = [i for i in unanswered(steps, answers) if steps[i].item is not None]
        self._left.set_rows([ListRow(steps[i].text, key=i) for i in left])
        self._left_card.setVisible(bool(left))


def done_state(coverage: Coverage, mine: Sequence[ChildInRound]) -> EmptyState:
    """What stands there when one has assessed all: who is still missing, and what happens next."""
    if not mine:
        sentence = "Den, der åbnede runden, kan tage dig med i den næste."
        return EmptyState("info", "Du er ikke valgt til at vurdere i denne runde", sentence)
    waiting = sum(child.state is ChildState.MISSING_OTHERS for child in mine)
    ready = coverage.count(ChildState.READY)
    sentences = []
    if waiting:
        who = sorted({name for child in mine for name in child.missing})
        sentences.append(f"I venter på {listing(who)} ({count_of(waiting, 'barn', 'børn')}).")
    if ready:
        sentences.append(f"{count_of(ready, 'barn', 'børn')} er klar til den fælles vurdering.")
    sentences.append("Når alle har afleveret, mødes I og ser på hinandens svar.")
    return EmptyState("circle-check", f"Du har vurderet alle {len(mine)}.", " ".join(sentences))


class _ExampleCard(Card):
    """What something can look like, in two or three lines."""

    def __init__(self, icon: str) -> None:
        super().__init__(spacing=2)
        self._head = PlainLabel("", "body_strong")
        self._lines, self._plain = Prose([]), Prose([], bullets=False)
        head = line_of(IconMark(icon), self._head, stretch=False)
        for part in (head, self._lines, self._plain):
            self.add(part)
        self.body.addStretch(1)

    def show_lines(self, head: str, lines: Sequence[str], *, bullets: bool) -> None:
        """Shows other lines; the card hides when there are none."""
        self._head.setText(head)
        self._lines.setVisible(bullets)
        self._plain.setVisible(not bullets)
        (self._lines if bullets else self._plain).set_paragraphs(list(lines))
        self.setVisible(bool(lines))
