"""Everybody's own assessment side by side: where they differ, where they do not, and what each has written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import Step
from opspor.desktop.widgets import Button, Card, Column, IconMark, Kind, LittleMatrix, PlainLabel, Row, Rule, box
from opspor.desktop.widgets.layouts import Flowing
from opspor.domain.assessment import (
    CERTAINTY_WORDS,
    DURATION_WORDS,
    OFTEN_WORDS,
    POSITION_WORDS,
    PROTECTION_WORDS,
    SEEN_WORDS,
    SOURCE_WORDS,
    STRENGTH_WORDS,
    TRIVSEL_WORDS,
    FactorKind,
    FactorSeen,
    OwnAssessment,
)
from opspor.domain.ids import Id
from opspor.domain.matrix import COLUMNS, ROWS, column_of
from opspor.domain.text import count_of
from opspor.usecases.joint import JointTable

_WORDS: dict[str, dict[str, str]] = {
    "position": {value.value: words for value, words in POSITION_WORDS.items()},
    "trivsel": {value.value: words for value, words in TRIVSEL_WORDS.items()},
}
_ANSWER_WORDS: dict[str, str] = {
    **{value.value: words for value, words in SEEN_WORDS.items()},
    **{value.value: words for value, words in OFTEN_WORDS.items()},
}
_OPEN = "ikke besvaret"


@dataclass(frozen=True, slots=True)
class Voice:
    """One person in the talk: the shortest name that tells them apart, and their assessment."""

    name: str
    own: OwnAssessment


def voices_of(own: Sequence[OwnAssessment]) -> list[Voice]:
    """First names; where two are alike, the whole names."""
    firsts = [one.author_name.split()[0] for one in own]
    return [
        Voice(first if firsts.count(first) == 1 else one.author_name, one)
        for first, one in zip(firsts, own, strict=True)
    ]


class VoicesCard(Card):
    """The table of differences: one column per person, the largest difference first; what is alike is folded away."""

    def __init__(self, table: JointTable, voices: Sequence[Voice]) -> None:
        super().__init__(flush=True)
        differ = {difference.item: difference.values for difference in table.differences}
        head = "Her ser I forskelligt" if differ else "I ser det ens" if len(voices) > 1 else "Kun ét svar"
        self._least = partial(_least_share, voices)
        self.add(_VoiceRow(head, [("", _person(voice)) for voice in voices], self._least, step="section"))
        axes: dict[str, Mapping[Id, str]] = {
            "position": {voice.own.author_id: voice.own.answers.position or "" for voice in voices},
            "trivsel": {voice.own.author_id: voice.own.answers.trivsel or "" for voice in voices},
        }
        for item, icon, words in (("position", "house", "Position"), ("trivsel", "sprout", "Trivsel")):
            alike = differ and item not in differ
            self._add_row(f"{words}: I ser det ens" if alike else words, item, axes[item], voices, icon=icon)
        for item, values in differ.items():
            if item not in axes:
                self._add_row(table.words[item], item, values, voices)
        self._table, self._voices = table, voices
        self._same: list[QWidget] = []  # made when they are unfolded first: most of what was asked is alike
        self._toggle = Button("", Kind.LINK, icon="chevron-down")
        self._count = len(table.same)
        if table.same:
            self.add_rule()
            self.body.addSpacing(look.u(1.5))
            self.add(box(self._toggle, margins=(3.5, 0, 4, 0)))
            self.body.addSpacing(look.u(1.5))
        self._toggle.clicked.connect(self._fold)
        self._name_toggle(shown=False)

    def _add_row(
        self,
        words: str,
        item: str,
        values: Mapping[Id, str],
        voices: Sequence[Voice],
        *,
        icon: str = "",
        rule: bool = True,
    ) -> QWidget:
        if rule:
            self.add_rule()
        known = _WORDS.get(item, _ANSWER_WORDS)
        step: Step = "body_strong" if icon else "body"
        said = [
            (voice.name, _Said(known.get(values.get(voice.own.author_id, ""), _OPEN), _beside(voice, item), step))
            for voice in voices
        ]
        row = _VoiceRow(words, said, self._least, icon=icon, step=step)
        self.add(row)
        return row

    def _fold(self) -> None:
        shown = not self._same or self._same[0].isHidden()
        if not self._same:
            self._add_same()
        for part in self._same:
            part.setVisible(shown)
        self._name_toggle(shown=shown)

    def _add_same(self) -> None:
        for item in self._table.same:
            values = {voice.own.author_id: voice.own.answers.answers.get(item, "") for voice in self._voices}
            rule = Rule()
            self.add(rule)
            self._same += [rule, self._add_row(self._table.words[item], item, values, self._voices, rule=False)]

    def _name_toggle(self, *, shown: bool) -> None:
        self._toggle.set_words(f"{'Skjul' if shown else 'Vis'} {count_of(self._count, 'svar', 'svar')}, der er ens")


def _beside(voice: Voice, item: str) -> str:
    """What a person has written to an answer: it stands beside it."""
    answers = voice.own.answers
    reasons = {"position": answers.position_reason, "trivsel": answers.trivsel_reason}
    return reasons.get(item, answers.notes.get(item, "")).strip()


class _Said(QWidget):
    """One person's answer, and under it what they have written to it."""

    def __init__(self, words: str, note: str, step: Step) -> None:
        super().__init__()
        self._words = words
        self._answer = PlainLabel(words, step, "text_2" if words == _OPEN else "text")
        column = Column(self, spacing=0.5)
        column.addWidget(self._answer)
        if note:
            column.addWidget(PlainLabel(note, "small", "text_2"))

    def set_name(self, who: str) -> None:
        """Says for a screen reader whose answer it is."""
        self._answer.setAccessibleName(f"{who}: {self._words}")

    def show_name(self, who: str) -> None:
        """Puts a name before the answer, where no column says whose it is."""
        self._answer.setText(f"{who}: {self._words}" if who else self._words)


class _VoiceRow(Flowing):
    """What it is about, and one value a person. Where it is narrow, the values stand under it with the name before."""

    def __init__(
        self,
        words: str,
        values: Sequence[tuple[str, QWidget]],
        least: Callable[[], int],
        *,
        icon: str = "",
        step: Step = "body",
    ) -> None:
        """``least`` is the narrowest column of a person in the whole table: all its rows are beside, or none is."""
        super().__init__()
        self._least = least
        self._icon = IconMark(icon) if icon else None
        self._label = PlainLabel(words, step)
        self._values = values
        for part in ([self._icon] if self._icon else []) + [self._label, *(part for _, part in values)]:
            self.add(part)
        for who, part in values:
            if isinstance(part, _Said):
                part.set_name(who)

    def _beside(self, width: int) -> bool:
        return width >= look.u(36) + len(self._values) * self._least()

    def _places(self, width: int) -> list[QRect]:
        if len(self.shown()) < 1 + bool(self._icon) + len(self._values):
            return [QRect()] * len(self.shown())  # still being put together
        pad, left, right = look.u(3), look.u(4 + 5 + 3), look.u(2.5)
        places = []
        if self._icon:
            places.append(QRect(look.u(4), pad + look.u(0.5), look.u(5), look.u(5)))
        if self._beside(width):
            room = width - left - right
            item = min(room * 8 // (8 + 6 * len(self._values)), room - len(self._values) * self._least())
            share = (room - item) // len(self._values)
            highs = [self._label.heightForWidth(item - right), *(_high(p, share - right) for _, p in self._values)]
            places.append(QRect(left, pad, item - right, highs[0]))
            for i, high in enumerate(highs[1:]):
                places.append(QRect(left + item + i * share, pad, share - right, high))
            return places
        room = width - left - right
        places.append(QRect(left, pad, room, self._label.heightForWidth(room)))
        for _, part in self._values:
            places.append(QRect(left, places[-1].bottom() + 1 + look.u(0.5), room, _high(part, room)))
        return places

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) + look.u(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self._beside(self.width())
        for who, part in self._values:
            if isinstance(part, _Said):
                part.show_name("" if beside else who)
        super().resizeEvent(event)


def _least_share(voices: Sequence[Voice]) -> int:
    """The width that a person's column needs: the longest answer, or the name beside its little matrix."""
    answers = [words for known in _WORDS.values() for words in known.values()]
    widest = max(paint.longest_word(words, "body_strong") for words in answers)
    for voice in voices:
        names = paint.longest_word(voice.name, "body_strong"), paint.longest_word(voice.own.author_title, "small")
        widest = max(widest, max(names) + look.u(2 + 2 + 0.5 + 2))
    return widest + look.u(2.5) + 2


def _high(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _person(voice: Voice) -> QWidget:
    """A person's name, with where they place the situation in the matrix."""
    answers = voice.own.answers
    column = column_of(answers.trivsel) if answers.trivsel else None
    row = ROWS.index(answers.position) if answers.position in ROWS else None
    part = QWidget()
    line = Row(part, spacing=2)
    line.addWidget(LittleMatrix(row, COLUMNS.index(column) if column and row is not None else None))
    line.addWidget(
        box(
            PlainLabel(voice.name, "body_strong"),
            PlainLabel(voice.own.author_title, "small", "text_2"),
            spacing=0,
        ),
        1,
    )
    return part


class WrittenCard(Card):
    """What each person has written beside the differences: what the child is good at, what they have seen of strain
    and of what protects, and notes to answers that are alike and folded away.
    """

    def __init__(self, table: JointTable, voices: Sequence[Voice]) -> None:
        super().__init__("Det har I set", spacing=4)
        self.is_empty = True
        for voice in voices:
            lines = _lines(voice.own, table)
            if lines:
                self.is_empty = False
                said = [box(PlainLabel(head, "small", "text_2"), PlainLabel(text), spacing=0) for head, text in lines]
                self.add(box(PlainLabel(voice.name, "body_strong"), *said, spacing=2))


def _lines(own: OwnAssessment, table: JointTable) -> list[tuple[str, str]]:
    answers = own.answers
    beside = {difference.item for difference in table.differences}
    lines = [("God til og glad for", answers.strengths)]
    lines += [(table.words.get(item, item), note) for item, note in answers.notes.items() if item not in beside]
    factors = sorted(answers.factors, key=lambda factor: factor.kind is FactorKind.RISK)  # what protects stands first
    for factor in factors:
        effect = "Beskytter" if factor.kind is FactorKind.PROTECTIVE else "Belaster"
        lines.append((f"{effect}: {table.words.get(factor.code, factor.code)}", _factor(factor)))
    return [(head, text) for head, text in lines if text.strip()]


def _factor(factor: FactorSeen) -> str:
    words = (
        (STRENGTH_WORDS if factor.kind is FactorKind.RISK else PROTECTION_WORDS)[factor.strength],
        DURATION_WORDS[factor.duration],
        SOURCE_WORDS[factor.source],
        CERTAINTY_WORDS[factor.certainty],
    )
    return f"{' · '.join(words)}{': ' if factor.note else ''}{factor.note}"
