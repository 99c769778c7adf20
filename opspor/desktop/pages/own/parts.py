"""What the work area of an own assessment shows: who it is about, and one step."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop.look import look
from opspor.desktop.pages.own.beside import SuggestionCard, TaskFields
from opspor.desktop.pages.own.course import OPTIONS, Answers, Step, StepKind, answer_of, note_of
from opspor.desktop.pages.own.factors import FactorPanel
from opspor.desktop.pages.own.queue import Entry, Queue
from opspor.desktop.pages.own.sitting import ChildSitting, Sitting
from opspor.desktop.shortcuts import FACTORS, FLAG, NOTE
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    Column,
    Flow,
    IconMark,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    ProgressStrip,
    Prose,
    TextField,
    Tiles,
    announce,
    box,
    line_of,
)
from opspor.desktop.widgets.layouts import Flowing
from opspor.desktop.widgets.told import announce_anew
from opspor.domain.assessment import CONTEXT_WORDS, NOTE_LIMIT, OwnAnswers, Position, Seen, Trivsel
from opspor.domain.child import age_in_words
from opspor.domain.clock import Clock
from opspor.forms.model import DIMENSION_WORDS, EnvironmentQuestion, PositionForm, PositionQuestion, Sign

_ALONE = Message(
    MessageKind.INFO, "", "Du vurderer alene. De andres svar bliver først vist, når I mødes om den fælles vurdering."
)
_BEREDSKAB = "Ser du noget af det, der kalder på opmærksomhed, så tryk F2."
_TRIVSEL_MEANING = [
    "Trivsel handler om, hvordan barnet har det lige nu. Se på det hele på én gang: intet er lagt sammen.",
    "Ved du for lidt, så svar »Ved ikke nok«. Så finder I sammen ud af mere.",
]
_TOO_LONG = "Noten er {over} tegn for lang til at blive afleveret. Det, du har skrevet, er gemt. Kort den ned."
_ABOUT = "Hvad det handler om"
_EXAMPLE_ICONS = ("eye", "flag", "sprout")
_ASKED = (StepKind.FRAME, StepKind.QUESTION, StepKind.POSITION, StepKind.SIGN, StepKind.TRIVSEL)
_ENDS = (".", "?", "!")
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class WhoStrip(Flowing):
    """Who it is about, and how far one is. Where it is narrow the boxes of the strip give way, then it goes below.
    A screen reader says it when it is about another."""

    said_as = "group"

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

    def show_entry(self, queue: Queue, entry: Entry) -> None:
        """Shows another child and where in the queue it is, or the adults of a group."""
        row = queue.row(entry)
        if row is None:
            self._name.setText(queue.group_name(entry))
            self._about.setText("os voksne og rammerne")
            done = sum(child.mine_submitted for child in queue.children)
            self._progress.set_progress(done, len(queue.children), current=False)
        else:
            age = age_in_words(row.child.birth_date, self._clock().date())
            self._name.setText(queue.name(row))
            self._about.setText(f"{age} · {CONTEXT_WORDS[row.context]}")
            self._progress.set_progress(queue.children.index(row), len(queue.children), current=True)
        self.updateGeometry()
        self._place()
        said = f"{self._name.text()}, {self._about.text()}. {self._progress.accessibleName()}"
        announce_anew(self, self.accessibleName(), said)
        self.setAccessibleName(said)


class StepPart(QWidget):
    """One step: what is asked, how it can look, the answers, a note, and the factors behind a question."""

    answered = Signal(object)
    went_on = Signal()  # Enter on an answer: goes on and leaves it as it is
    moved = Signal(object)  # an arrow key went to this answer
    went_to = Signal(object)  # a key went to this field, which may have been hidden
    gone_below = Signal(object)  # the focus went to this part; what it opens stands under it
    note_typed = Signal(str)
    strengths_typed = Signal(str)
    task_set = Signal()
    factors_changed = Signal()
    flags_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        self._over, self._question = PlainLabel("", "body", "text_2"), PlainLabel("", "question")
        self._help = PlainLabel("", "body", "text_2")
        column.addWidget(box(self._over, self._question, self._help, spacing=1))
        self._looks, self._calls = _ExampleCard(), _ExampleCard()
        column.addWidget(Tiles([self._looks, self._calls], least=70, gap=6))
        self.strengths = TextField(
            "Hvad er barnet god til og glad for?",
            help_text="Det tæller lige så meget som det svære. G går hertil, Esc går til svarene.",
            lines=2,
        )
        column.addWidget(self.strengths)
        self._asks = PlainLabel("", "section")
        # One set of keys for each kind of step, made once: Tab follows the order in which parts were made.
        self._sets: dict[StepKind, AnswerKeys[str]] = {kind: AnswerKeys(OPTIONS[kind]) for kind in _ASKED}
        self.keys = self._sets[StepKind.QUESTION]
        self._beredskab = MessageLine(Message(MessageKind.INFO, "", _BEREDSKAB), closable=False, icon="life-buoy")
        column.addWidget(box(self._asks, *self._sets.values(), spacing=2))
        self.task, self.suggestion = TaskFields(), SuggestionCard()
        column.addWidget(self.task)
        column.addWidget(self.suggestion)
        column.addWidget(self._beredskab)
        self.add_note = Button("Skriv en note", Kind.LINK, icon="pencil", shortcut=NOTE)
        self.open_factors = Button("Vælg, hvad du ser", Kind.LINK, icon="plus", shortcut=FACTORS)
        self.open_flags = Button("Noget alvorligt", Kind.LINK, icon="life-buoy", shortcut=FLAG)
        self.links = Flow([self.add_note, self.open_factors, self.open_flags], gap=4)
        column.addWidget(self.links)
        self.note = TextField("Note", help_text="Esc går tilbage til svarene.", lines=2)
        column.addWidget(self.note)
        self.factors = FactorPanel()
        column.addWidget(self.factors)
        self._meaning = _ExampleCard()  # so long that the answers come before it
        column.addWidget(self._meaning)
        column.addWidget(MessageLine(_ALONE, closable=False, icon="user-round"))
        self._of_child = (
            self.strengths, self.task, self.suggestion, self._beredskab, self.open_factors, self.open_flags,
            self.factors,
        )  # fmt: skip
        self._open_panel = False
        self._spoken = ""  # what is asked, as a screen reader says it
        self._fill_factors: Callable[[], None] = lambda: None  # makes those of the step, when somebody opens them
        self._connect()

    def _connect(self) -> None:
        for keys in self._sets.values():
            keys.answered.connect(self.answered)
            for key in keys.keys:
                key.installEventFilter(self)
        for field, typed in ((self.note, self.note_typed), (self.strengths, self.strengths_typed)):
            field.changed.connect(lambda field=field, typed=typed: self._typed(field, typed))
            field.editor.installEventFilter(self)
        self.task.what.changed.connect(lambda: self._typed(self.task.what, self.task_set))
        self.task.by.changed.connect(self.task_set)
        for editor in (self.task.what.editor, self.task.by.editor):
            editor.installEventFilter(self)
        self.factors.changed.connect(self.factors_changed)
        self.add_note.clicked.connect(self.write_note)
        self.open_factors.clicked.connect(self.choose_factors)
        self.open_flags.clicked.connect(self.flags_wanted)

    def _typed(self, field: TextField, signal: SignalInstance) -> None:
        """Passes on what was typed. What is too long is kept as a draft, and the field says so at once."""
        over = len(field.text()) - NOTE_LIMIT
        field.set_error(_TOO_LONG.format(over=f"{over:,}".replace(",", ".")) if over > 0 else "")
        if signal is self.task_set:
            self.task_set.emit()
        else:
            signal.emit(field.text())

    def show_sitting(self, sitting: Sitting, today: date) -> None:
        """Shows the step that the sheet is at, with what is answered."""
        self._show(sitting.step, sitting.answers)
        if isinstance(sitting, ChildSitting):
            self._show_child(sitting, today)
            return
        step, help_text = sitting.step, ""
        if isinstance(step.item, EnvironmentQuestion):
            help_text = step.item.help
        over = f"Læringsmiljø · spørgsmål {step.number} af {step.total}"
        self._fill_words(step, over, help_text, "Hvordan er det hos os?")
        show_only(None, self._of_child)

    def _show_child(self, sitting: ChildSitting, today: date) -> None:
        step, answers = sitting.step, sitting.answers
        self._say_child(step, answers, sitting.sheet.position_form)
        self._beredskab.setVisible(isinstance(step.item, Sign) and step.item.beredskab)
        self.strengths.setVisible(step.kind is StepKind.TRIVSEL)
        _write(self.strengths, answers.strengths)
        self.open_flags.setVisible(bool(sitting.sheet.flags))
        self._open_panel = False
        self.show_consequences(sitting, today)

    def _show(self, step: Step, answers: Answers) -> None:
        self.keys = self._sets[step.kind]
        for keys in self._sets.values():
            keys.setVisible(keys is self.keys)
        self.keys.set_value(answer_of(step, answers))
        note = note_of(step, answers)
        _write(self.note, note)
        self.note.setVisible(bool(note))
        self.add_note.setVisible(not note)

    def _say_child(self, step: Step, answers: OwnAnswers, form: PositionForm) -> None:
        item = step.item
        if isinstance(item, PositionQuestion):
            over = f"Position · spørgsmål {step.number} af {step.total}"
            self._fill_words(step, over, item.help, "Hvad ser du?", item.looks_like)
            if item.protects:
                self._calls.show_lines(item.protects, item.protects_like, bullets=True, icon="sprout")
        elif isinstance(item, Sign):
            over = f"Trivsel · {DIMENSION_WORDS[item.dimension]} · tegn {step.number} af {step.total}"
            self._fill_words(step, over, "", "Hvor tit ser du det?", item.looks_like)
            self._calls.show_lines("Det kalder på opmærksomhed", item.calls_for_attention, bullets=True, icon="flag")
        elif step.kind is StepKind.POSITION:
            self._fill_words(step, f"Position · {CONTEXT_WORDS[answers.context]}", "", "Vælg selv")
            self._meaning.show_lines(_ABOUT, form.meaning.strip().splitlines(), bullets=False, icon="eye")
        else:
            self._fill_words(step, "Trivsel", "", "Vælg selv", _TRIVSEL_MEANING, bullets=False)

    def _fill_words(
        self, step: Step, over: str, help_text: str, asks: str, looks: Sequence[str] = (), *, bullets: bool = True
    ) -> None:
        self._over.setText(over)
        self._question.setText(step.text)
        self._help.setText(help_text)
        self._help.setVisible(bool(help_text))
        self._asks.setText(asks)
        asked = step.text if step.text.endswith(_ENDS) else f"{step.text}."
        self._spoken = " ".join(filter(None, (f"{over}.", asked, help_text, asks)))
        self.keys.setAccessibleName(f"{over}. {step.text}")
        head = "Det kan se sådan ud" if bullets else _ABOUT
        self._looks.show_lines(head, looks, bullets=bullets, icon="eye")
        for card in (self._calls, self._meaning):
            card.hide()

    def show_consequences(self, sitting: ChildSitting, today: date) -> None:
        """Shows what an answer leads to: factors where something is seen, a task where one does not know enough, and
        a suggestion beside a position that one has chosen.
        """
        step, answers, sheet = sitting.step, sitting.answers, sitting.sheet
        behind = [factor for factor in sheet.position_form.factor if factor.question == step.id]
        seen = answer_of(step, answers) == Seen.SOMETHING or any(f.code in sitting.factors for f in behind)
        self.open_factors.setVisible(bool(behind))
        self._fill_factors = partial(self.factors.show_question, step.id, behind, sitting.factors)
        opens = bool(behind) and (seen or self._open_panel)
        if opens:
            self._fill_factors()
        self.factors.setVisible(opens)
        unsure = answer_of(step, answers) in (Position.UNKNOWN, Trivsel.UNKNOWN)
        self.task.setVisible(unsure and step.kind in (StepKind.POSITION, StepKind.TRIVSEL))
        self.task.show_task(answers.find_out, answers.find_out_on, today)
        chosen = step.kind is StepKind.POSITION and answers.position is not None and sheet.suggests
        self.suggestion.setVisible(chosen)
        if chosen:
            words = {q.id: q.text for q in sheet.position_form.question}
            words |= {factor.code: factor.text for factor in sheet.position_form.factor}
            self.suggestion.show_suggestion(sitting.suggestion(), words)

    def write_note(self) -> None:
        """Opens the note and goes there."""
        if self.isHidden():
            return
        self.add_note.hide()
        self.note.show()
        self.note.setFocus()
        self.went_to.emit(self.note)

    def write_strengths(self) -> None:
        """Goes to what the child is good at, where it is asked."""
        if not self.isHidden() and not self.strengths.isHidden():
            self.strengths.setFocus()
            self.went_to.emit(self.strengths)

    def choose_factors(self) -> None:
        """Goes to the factors, where there are any: also where nothing is seen, since something may protect."""
        if not self.isHidden() and not self.open_factors.isHidden():
            self._open_panel = True
            self._fill_factors()
            self.factors.show()
            self.factors.focus_first()
            self.gone_below.emit(QApplication.focusWidget())

    def ask(self) -> None:
        """Puts the focus on the answer that is given, or on the first. A screen reader says what is asked: where the
        focus stays on the same key, nothing else would."""
        self.focus_answer()
        announce(self, self._spoken)

    def focus_answer(self) -> None:
        """Puts the focus on the answer that is given, or on the first."""
        chosen = next((key for key in self.keys.keys if key.isChecked()), self.keys.keys[0])
        chosen.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on an answer goes on, arrows move among the answers; Esc and Ctrl+Enter leave the note."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, enter = event.key(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched in self._fields():
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

    def _fields(self) -> tuple[QWidget, ...]:
        return (self.note.editor, self.strengths.editor, self.task.what.editor, self.task.by.editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the answers from the factors too."""
        if event.key() == Qt.Key.Key_Escape:
            self.focus_answer()
        else:
            super().keyPressEvent(event)


def show_only(part: QWidget | None, parts: Iterable[QWidget]) -> None:
    """Shows one of the parts, or none."""
    for other in parts:
        other.setVisible(other is part)


def _write(field: TextField, text: str) -> None:
    """Shows a text: that is not typing. What stands there already keeps its cursor."""
    if text != field.text():
        field.blockSignals(True)
        field.set_text(text)
        field.blockSignals(False)


class _ExampleCard(Card):
    """What something can look like, in two or three lines."""

    def __init__(self) -> None:
        super().__init__(spacing=2)
        self._icons = {name: IconMark(name) for name in _EXAMPLE_ICONS}
        self._head = PlainLabel("", "body_strong")
        self._lines, self._plain = Prose([]), Prose([], bullets=False)
        head = line_of(*self._icons.values(), self._head, stretch=False)
        for part in (head, self._lines, self._plain):
            self.add(part)
        self.body.addStretch(1)

    def show_lines(self, head: str, lines: Sequence[str], *, bullets: bool, icon: str) -> None:
        """Shows other lines; the card hides when there are none."""
        for name, mark in self._icons.items():
            mark.setVisible(name == icon)
        self._head.setText(head)
        self._lines.setVisible(bullets)
        self._plain.setVisible(not bullets)
        (self._lines if bullets else self._plain).set_paragraphs(list(lines))
        self.setVisible(bool(lines))
