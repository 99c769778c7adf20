"""The first minute: is there danger, and then at most four questions that lead to the right track. Keeps nothing.

The same for F2 and for a new concern: what somebody has tried once, they can do again when it counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.beredskab.guidance import RING_WIDTH, PhoneBook, at_top, call_now, ring_card
from opspor.desktop.shortcuts import GO_BACK
from opspor.desktop.spoken import group
from opspor.desktop.widgets import (
    AnswerKey,
    Button,
    Card,
    Column,
    Columns,
    Flow,
    IconMark,
    Kind,
    PlainLabel,
    Prose,
    Tiles,
    box,
    line_of,
)
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.forms.model import FirstMinuteForm, FirstQuestion

_QUESTION = "question:"
_ANSWER_WIDTH = 50  # u; narrower answers stand under each other


class _Called(Button):
    ring_scrolls = False  # whom to ring stands above it, and is seen first: also in large letters

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring_scrolls = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked now: the danger question, what to do because of its answer, or a question. ``before`` says what
    was answered on the way."""

    danger: Danger | None = None
    question: FirstQuestion | None = None
    before: tuple[str, ...] = ()


class FirstMinute(QWidget):
    """The questions, one at a time. A number answers, Backspace goes back; the page passes both on.

    ``danger`` and ``track`` are what is answered already by what somebody saw; None is asked.
    """

    reached = Signal(object, object)  # the Danger that was answered, and the Track
    turned = Signal()  # another question is shown: the page begins at its top

    def __init__(
        self, form: FirstMinuteForm, book: PhoneBook, *, danger: Danger | None = None, track: Track | None = None
    ) -> None:
        super().__init__()
        self._form, self._book, self._track = form, book, track
        self._danger = Danger.NO
        self._column = Column(self)
        self._shown: QWidget | None = None
        self._keys: list[AnswerKey] = []
        self._called: Button | None = None
        self._trail: list[_Asked] = []
        self._given = danger

    def begin(self) -> None:
        """Asks the first thing that is not answered."""
        self._trail = [_Asked()]
        if self._given is None:
            self._show()
        else:
            self._answer_danger(self._given, "")

    def show_again(self) -> None:
        """Asks what was asked last."""
        self._show()

    def press(self, number: int) -> bool:
        """Gives the answer with that number; False when there is none."""
        if not 1 <= number <= len(self._keys):
            return False
        self._keys[number - 1].click()
        return True

    @property
    def can_go_back(self) -> bool:
        """False at the first question."""
        return len(self._trail) > 1

    def go_back(self) -> None:
        """To the question before; at the first one nothing happens."""
        if self.can_go_back:
            self._trail.pop()
            self._show()

    # --- what is shown --------------------------------------------------------------------------------------------

    def _go_on(self, asked: _Asked) -> None:
        self._trail.append(asked)
        self._show()

    def _show(self) -> None:
        asked = self._trail[-1]
        self._keys, self._called = [], None
        if asked.question is not None:
            shown = self._ask(asked.question, asked.before)
        elif asked.danger is not None:
            shown = self._call(asked.danger, asked.before)
        else:
            shown = self._ask_danger()
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = shown
        self._column.addWidget(shown)
        self.turned.emit()
        shown.show()  # at once: it is about to get the focus
        self.set_focus()

    def set_focus(self) -> None:
        """The keyboard to the first answer, or to what one presses after the call."""
        first = self._keys[0] if self._keys else self._called
        if first is not None:
            first.setFocus()

    def _ask_danger(self) -> QWidget:
        form = self._form
        head = line_of(IconMark("octagon-alert", "danger", 7), PlainLabel(form.danger_question, "question"), spacing=3)
        answers = self._answers([(answer.text, answer.help) for answer in form.danger])
        for key, answer in zip(self._keys, form.danger, strict=True):
            key.given.connect(lambda _, answer=answer: self._answer_danger(answer.danger, answer.text))
        never = Card("Gør aldrig", spacing=2)
        never.add(Prose([dont.text for dont in form.always_dont], "body", mark=("x", "danger")))
        now = dict.fromkeys(key for answer in form.danger for key in answer.call)  # seen before anything is answered
        below = Columns(never, ring_card(tuple(now), self._book), width=RING_WIDTH)
        head = box(head, PlainLabel(form.danger_help, "lead", "text_2"), spacing=1)
        return group(form.danger_question, box(head, answers, below, spacing=5), form.danger_help)

    def _ask(self, question: FirstQuestion, before: Sequence[str]) -> QWidget:
        answers = self._answers([(answer.text, answer.help) for answer in question.answer])
        for key, answer in zip(self._keys, question.answer, strict=True):
            key.given.connect(lambda _, answer=answer: self._follow(answer.to, answer.text))
        head = box(
            PlainLabel(question.text, "question"),
            PlainLabel(question.help, "lead", "text_2"),
            spacing=1,
        )
        said = [PlainLabel(f"Du svarede: {' · '.join(before)}", "small", "text_2")] if before else []
        return group(question.text, box(*said, head, answers, self._back(), spacing=5), question.help)

    def _call(self, danger: Danger, before: Sequence[str]) -> QWidget:
        answer = next(answer for answer in self._form.danger if answer.danger is danger)
        self._called = called = _Called("Jeg har ringet", Kind.MAIN)
        other = Button("Det er sket på anden måde", tall=True)
        for button in (called, other):
            button.clicked.connect(lambda: self._ask_first(tuple(before)))
        steps = Button("Vis »Akut fare« trin for trin", Kind.QUIET, icon="list-checks")
        steps.clicked.connect(lambda: self._arrive(Track.ACUTE))
        ways = [called, other] if self._track is not None else [called, other, steps]
        shown = box(call_now(answer, self._book), Flow([*ways, self._back()], gap=3), spacing=5)
        return group(answer.text, shown)

    def _answers(self, options: Sequence[tuple[str, str]]) -> QWidget:
        """The answers with their numbers, each with what it means below it."""
        self._keys = [AnswerKey(number, words) for number, (words, _) in enumerate(options, start=1)]
        explained: list[QWidget] = []
        for key in self._keys:
            key.setCheckable(False)  # it leads on at once: nothing stands chosen
        for key, (_, help_text) in zip(self._keys, options, strict=True):
            words = [PlainLabel(help_text, "body", "text_2")] if help_text else []
            key.setAccessibleDescription(f"{help_text} Tast {key.number}".strip())
            explained.append(at_top(key, *words, spacing=1.5))
        return Tiles(explained, least=_ANSWER_WIDTH, gap=5)

    def _back(self) -> Button:
        back = Button("Svar om", Kind.QUIET, icon="arrow-left", shortcut=GO_BACK)
        back.clicked.connect(self.go_back)
        return back

    # --- what is answered -----------------------------------------------------------------------------------------

    def _answer_danger(self, danger: Danger, words: str) -> None:
        self._danger = danger
        before = (words,) if words else ()
        if danger is Danger.NO:
            self._ask_first(before)
        else:
            self._go_on(_Asked(danger=danger, before=before))

    def _ask_first(self, before: tuple[str, ...]) -> None:
        if self._track is not None:
            self._arrive(self._track)
        else:
            self._go_on(_Asked(question=self._form.question[0], before=before))

    def _follow(self, to: str, words: str) -> None:
        if not to.startswith(_QUESTION):
            self._arrive(Track(to))
            return
        question = next(one for one in self._form.question if one.id == to.removeprefix(_QUESTION))
        self._go_on(_Asked(question=question, before=(*self._trail[-1].before, words)))

    def _arrive(self, track: Track) -> None:
        self.reached.emit(self._danger, track)
