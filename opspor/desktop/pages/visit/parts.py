"""What both halves of a visit are made of: a topic, a text that minds the health journal, and agreements."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.keys import on_key
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    PlainLabel,
    Prose,
    Segmented,
    TextField,
    Tiles,
)
from opspor.domain.visit import LOOKED_WORDS, Looked, VisitAgreement, belongs_in_journal
from opspor.forms.model import VisitTopic

JOURNAL = "»{found}« hører til i sundhedsjournalen. Skriv det dér, og lad det blive ude her."

_ALONE = LOOKED_WORDS | {Looked.TALK: "Hold øje med"}


class JournalField(QWidget):
    """A text. A measure or the name of an instrument in it is gently pointed out; nothing is refused."""

    changed = Signal()

    def __init__(self, label: str, *, lines: int = 1, help_text: str = "") -> None:
        super().__init__()
        column = Column(self, spacing=1)
        self.field = TextField(label, lines=lines, help_text=help_text)
        self._hint = PlainLabel("", "small", "warning")
        column.addWidget(self.field)
        column.addWidget(self._hint)
        self._hint.hide()
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._typed)

    def text(self) -> str:
        """What is written."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Writes into the field."""
        self.field.set_text(text)
        self._mind()

    @property
    def hint(self) -> str:
        """What is pointed out; "" when nothing is."""
        return "" if self._hint.isHidden() else self._hint.text()

    def _typed(self) -> None:
        self._mind()
        self.changed.emit()

    def _mind(self) -> None:
        found = belongs_in_journal(self.field.text())
        self._hint.setText(JOURNAL.format(found=found) if found else "")
        self._hint.setVisible(bool(found))


class TopicCard(Card):
    """One topic: how it can look, what is worth talking about, three answers and a note. 1–3 answer.

    ``answered`` says that an answer was given, ``changed`` that anything was.
    """

    answered = Signal()
    changed = Signal()

    def __init__(self, topic: VisitTopic, *, with_parents: bool) -> None:
        super().__init__(topic.text)
        worth, answers = ("Værd at tale om", LOOKED_WORDS) if with_parents else ("Værd at holde øje med", _ALONE)
        self.topic = topic
        sides = [
            _top(PlainLabel(head, "small_strong", "text_2"), Prose([*lines], "body"))
            for head, lines in (("Når det går godt", topic.looks_like), (worth, topic.worth_a_talk))
        ]
        self.add(Tiles(sides, least=70, gap=6))
        self.keys: Segmented[Looked] = Segmented(
            topic.text, [(words, looked) for looked, words in answers.items()], meeting=with_parents
        )
        self.note = JournalField("Note")
        self.add(self.keys)
        self.add(self.note)
        self.keys.chosen.connect(lambda _: self._answered())
        self.note.changed.connect(self.changed)
        for number, looked in enumerate(Looked, start=1):
            on_key(self, str(number), partial(self._press, looked))

    def set_answer(self, answer: str | None, note: str) -> None:
        """Shows an answer that was given."""
        self.keys.set_value(Looked(answer) if answer else None)
        self.note.set_text(note)

    def begin(self) -> None:
        """Puts the focus on the answers."""
        chosen = next((segment for segment in self.keys.segments if segment.isChecked()), self.keys.segments[0])
        chosen.setFocus()

    def _press(self, looked: Looked) -> None:
        self.keys.set_value(looked)
        self._answered()

    def _answered(self) -> None:
        self.changed.emit()
        if self.keys.value() is Looked.NOT_LOOKED and not self.note.text():
            self.note.setFocus()
        else:
            self.answered.emit()


def _top(*parts: QWidget) -> QWidget:
    """Parts under each other, at the top also beside something higher."""
    side = QWidget()
    column = Column(side, spacing=1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return side


class TopicCards(QWidget):
    """Some topics under each other; an answer goes on to the next."""

    changed = Signal()

    def __init__(self, topics: Sequence[VisitTopic], *, with_parents: bool) -> None:
        super().__init__()
        column = Column(self, spacing=4)
        self.cards = [TopicCard(topic, with_parents=with_parents) for topic in topics]
        for place, card in enumerate(self.cards):
            column.addWidget(card)
            card.changed.connect(self.changed)
            card.answered.connect(lambda place=place: self._go_on(place))

    def _go_on(self, place: int) -> None:
        if place + 1 < len(self.cards):
            self.cards[place + 1].begin()

    def answers(self) -> dict[str, str]:
        """Topic -> answer, of those that are answered."""
        return {card.topic.id: value.value for card in self.cards if (value := card.keys.value()) is not None}

    def notes(self) -> dict[str, str]:
        """Topic -> note, of those that have one."""
        return {card.topic.id: card.note.text() for card in self.cards if card.note.text()}


class Agreements(QWidget):
    """Who does what: a line each, one more when the last is filled in."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(self, spacing=3)
        self._rows: list[tuple[TextField, TextField]] = []
        more = Button("Tilføj en aftale", icon="plus")
        self._foot = Flow([more])
        self._column.addWidget(self._foot)
        more.clicked.connect(lambda: self._add_row().setFocus())
        self._add_row()

    def set_agreements(self, agreed: Sequence[VisitAgreement]) -> None:
        """Shows what was agreed."""
        while len(self._rows) < len(agreed):
            self._add_row()
        for (what, who), one in zip(self._rows, agreed, strict=False):
            what.set_text(one.what)
            who.set_text(one.who)

    def agreements(self) -> tuple[VisitAgreement, ...]:
        """The lines in which something is written."""
        return tuple(VisitAgreement(what.text(), who.text()) for what, who in self._rows if what.text() or who.text())

    def _add_row(self) -> TextField:
        number = len(self._rows) + 1
        what, who = TextField(f"Aftale {number}: hvad?"), TextField("Hvem gør det?")
        self._column.insertWidget(self._column.indexOf(self._foot), Tiles([what, who], least=60, gap=4))
        self._rows.append((what, who))
        for part in (what, who):
            part.changed.connect(self.changed)
        return what
