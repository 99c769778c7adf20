"""The two halves of a practice case: what one chooses, and what one sees afterwards."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop.widgets import (
    AnswerKeys,
    Card,
    Column,
    Columns,
    IconMark,
    PlainLabel,
    Prose,
    TextField,
    box,
    line_of,
)
from opspor.domain.assessment import POSITION_WORDS, TRIVSEL_WORDS, Position, Trivsel
from opspor.domain.practice import FEWEST, Placings
from opspor.forms.model import PracticeKey
from opspor.usecases.practice import Case

T = TypeVar("T", bound=StrEnum)

_NO_VERDICT = (
    "Det er en kommentar og ikke et facit. Er du kommet til noget andet, så hold det op mod, hvad der taler imod, og "
    "tag det med til de andre."
)
_TOO_FEW = f"Mindst {FEWEST} skal have svaret, før I kan se, hvordan I andre placerede barnet."


class AnswerPart(QWidget):
    """Position and trivsel by a number each, and a note to oneself. Nothing is chosen beforehand."""

    changed = Signal()
    done = Signal()  # both are chosen by now

    def __init__(self) -> None:
        super().__init__()
        self.position: Position | None = None
        self.trivsel: Trivsel | None = None
        self._positions = AnswerKeys([(words, value) for value, words in POSITION_WORDS.items()])
        self._trivsels = AnswerKeys([(words, value) for value, words in TRIVSEL_WORDS.items()])
        self.note = TextField(
            "Note til dig selv",
            help_text="Hvad lagde du vægt på? Ingen andre ser den. Du kan lade den være tom.",
            lines=2,
        )
        column = Column(self, spacing=5)
        column.addWidget(box(_head("house", "Position"), self._positions, spacing=1.5))
        column.addWidget(box(_head("sprout", "Trivsel"), self._trivsels, spacing=1.5))
        column.addWidget(self.note)
        self._positions.answered.connect(self._chose_position)
        self._trivsels.answered.connect(self._chose_trivsel)

    def fill(self, position: Position | None, trivsel: Trivsel | None, note: str) -> None:
        """Shows what was chosen and written before."""
        self.position, self.trivsel = position, trivsel
        self._positions.set_value(position)
        self._trivsels.set_value(trivsel)
        self.note.set_text(note)

    def press(self, number: int) -> None:
        """Answers where the focus is, else what is not answered yet."""
        inside = QApplication.focusWidget()
        if inside in self._trivsels.keys:
            self._trivsels.press(number)
        elif inside in self._positions.keys or self.position is None:
            self._positions.press(number)
        elif self.trivsel is None:
            self._trivsels.press(number)

    def focus_missing(self) -> None:
        """Goes to what is not chosen yet, or to the note."""
        if self.position is None:
            self._positions.keys[0].setFocus()
        elif self.trivsel is None:
            self._trivsels.keys[0].setFocus()
        else:
            self.note.setFocus()

    def _chose_position(self, value: Position) -> None:
        self.position = value
        self._go_on()

    def _chose_trivsel(self, value: Trivsel) -> None:
        self.trivsel = value
        self._go_on()

    def _go_on(self) -> None:
        if self.position is None or self.trivsel is None:
            self.focus_missing()
        else:
            self.done.emit()
        self.changed.emit()


class KeyPart(QWidget):
    """What one answered, what an experienced colleague would say, and how many placed the child where."""

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(self, spacing=6)
        self._shown: QWidget | None = None

    def show_case(self, case: Case) -> None:
        """Shows an answered case."""
        if case.answer is None or case.key is None:
            return
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        mine = Card("Det svarede du", spacing=3)
        mine.add(_placed("house", "Position", POSITION_WORDS[case.answer.position]))
        mine.add(_placed("sprout", "Trivsel", TRIVSEL_WORDS[case.answer.trivsel]))
        if case.answer.note:
            mine.add(box(PlainLabel("Din note", "small", "text_2"), PlainLabel(case.answer.note), spacing=0.5))
        self._shown = Columns(_comments(case.key), box(mine, _others(case.placings), spacing=6), width=90)
        self._column.addWidget(self._shown)


def _comments(key: PracticeKey) -> Card:
    card = Card("Det ville en erfaren kollega lægge vægt på", spacing=5)
    for icon, axis, words, why in (
        ("house", "Position", POSITION_WORDS[key.position], key.position_why),
        ("sprout", "Trivsel", TRIVSEL_WORDS[key.trivsel], key.trivsel_why),
    ):
        card.add(box(_placed(icon, axis, words), PlainLabel(why), spacing=1))
    for head, lines in (
        ("Det taler imod", key.against),
        ("Det ved vi ikke", key.unknown),
        ("Det ville man spørge om og gøre nu", key.next),
        ("Her går man let galt i byen", key.slips),
    ):
        card.add(box(PlainLabel(head, "body_strong"), Prose([*lines], "body"), spacing=1))
    card.add(PlainLabel(_NO_VERDICT, "body", "text_2"))
    return card


def _others(placings: Placings | None) -> Card:
    card = Card("Sådan svarede I", fact="" if placings is None else f"{placings.answered} svar, uden navne", spacing=4)
    if placings is None:
        card.add(PlainLabel(_TOO_FEW, "body", "text_2"))
        return card
    card.add(_counted("house", "Position", placings.positions, POSITION_WORDS))
    card.add(_counted("sprout", "Trivsel", placings.trivsels, TRIVSEL_WORDS))
    return card


def _counted(icon: str, axis: str, counts: Mapping[T, int], words: Mapping[T, str]) -> QWidget:
    lines = [f"{words[value]}: {many}" for value, many in counts.items() if many]
    return box(_head(icon, axis), Prose([*lines], "body"), spacing=1)


def _placed(icon: str, axis: str, words: str) -> QWidget:
    return line_of(IconMark(icon), PlainLabel(f"{axis}: {words}", "body_strong"), stretch=False)


def _head(icon: str, words: str) -> QWidget:
    return line_of(IconMark(icon), PlainLabel(words, "body_strong"), stretch=False)
