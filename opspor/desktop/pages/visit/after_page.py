"""Bagefter: what is written when one is alone again. It locks sooner than other pages, and lists no other child."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.own.course import factors_seen, fields_of
from opspor.desktop.pages.own.factors import FactorPanel
from opspor.desktop.pages.visit.parts import JournalField, TopicCards
from opspor.desktop.pages.visit.writing import Writing, key_of
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Segmented,
    box,
    message_of,
)
from opspor.domain.assessment import POSITION_WORDS, SEEN_WORDS, Position, Seen
from opspor.domain.changes import Changes
from opspor.domain.errors import KnownError
from opspor.domain.matrix import CELL_MEANING
from opspor.domain.visit import VisitAnswers, VisitType, missing_topics
from opspor.forms.model import PositionForm, PositionQuestion
from opspor.usecases.visits import VisitSheet

_YES_NO = (("Ja", True), ("Nej", False))


class AfterPage(FocusPage):
    """The half of a visit that one writes alone, and where it becomes a record."""

    brief = True  # see ``desktop.idle``

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem besøget", Kind.MAIN)
        super().__init__("Luk", "Bagefter", main=self._main)
        self._office, self._destination = office, destination
        self._topics: TopicCards | None = None
        self._questions: list[_Question] = []
        self._factors: dict[str, dict[str, str]] = {}
        self._judged: Segmented[Position] = Segmented(
            "Barnets position derhjemme", [(words, position) for position, words in POSITION_WORDS.items()]
        )
        self._reason = JournalField("Det lægger jeg vægt på", lines=2)
        self._follow_up = DateField("Følg op senest")
        self._colleague = JournalField("Drøftet med en kollega (kan udelades)")
        self._journal: Segmented[bool] = Segmented("Ført i sundhedsjournalen?", _YES_NO)
        self._journal_on = DateField("Hvilken dag?")
        self._seen = QWidget()
        self._seen_column = Column(self._seen, spacing=4)
        position = Card("Barnets position derhjemme")
        whole = box(PlainLabel("Alt i alt", "body_strong"), self._judged, spacing=1.5)
        for part in (self._seen, whole, PlainLabel(CELL_MEANING.format(context="derhjemme"), "small", "text_2")):
            position.add(part)
        ends = Card("Vurdering og opfølgning")
        for part in (self._reason, self._follow_up, self._colleague):
            ends.add(part)
        journal = Card("Ført i sundhedsjournalen?")
        journal.add(PlainLabel("Mål, målinger og prøver står i journalen og ikke her."))
        for part in (self._journal, self._journal_on):
            journal.add(part)
        self._cards = (position, ends, journal)
        for card in self._cards:
            card.hide()
            self.body.addWidget(card)
        self.body.addStretch(1)
        # asked first, so that what was begun is there when the factors are shown
        begun = f"visit-factors:{key_of(destination)}"
        self._begun = DraftKeeper(self, office.work, begun, self._flat, self._restore_factors)
        self._writing = Writing(self, office, destination, self._show, self._collect)
        touch = self._writing.touch
        for field in (self._reason, self._follow_up, self._colleague, self._journal_on):
            field.changed.connect(touch)
        for choice in (self._judged, self._journal):
            choice.chosen.connect(lambda _: touch())
        self._main.clicked.connect(lambda: self._writing.finish(self._done, self._refused))

    def refresh(self, changes: Changes) -> None:
        """What is being written stays as it is."""

    def leave(self) -> None:
        """Saves what was typed last."""
        self._begun.save()
        self._writing.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, sheet: VisitSheet, answers: VisitAnswers) -> None:
        self.set_title("Bagefter", f"{sheet.child.first_name} · {sheet.form.title}")
        self._topics = TopicCards(sheet.form.later, with_parents=False)
        for card in self._topics.cards:
            card.set_answer(answers.answers.get(card.topic.id), answers.notes.get(card.topic.id, ""))
        self.body.insertWidget(0, self._topics)
        if sheet.corrects is not None:
            together = Button("Ret det, I skrev sammen", icon="pencil")
            together.clicked.connect(self._open_together)
            self.body.insertWidget(0, Flow([together]))
        if sheet.needs and sheet.type is VisitType.NEED:
            need = Card("Derfor var der brug for besøget")
            need.add(PlainLabel(sheet.needs[0].why))
            self.body.insertWidget(0, need)
        self._factors = fields_of(answers.factors) | self._factors
        for asked in sheet.position_form.question:
            question = _Question(asked, sheet.position_form, self._factors, answers.position_answers.get(asked.id))
            question.changed.connect(self._chose)
            self._questions.append(question)
            self._seen_column.addWidget(question)
        self._judged.set_value(answers.position)
        self._reason.set_text(answers.reason)
        self._follow_up.set_value(answers.follow_up_on)
        self._colleague.set_text(answers.colleague)
        self._journal.set_value(answers.in_journal)
        self._journal_on.set_value(answers.journal_on)
        for part in self._cards:
            part.show()
        self._topics.changed.connect(self._writing.touch)
        if self._topics.cards:
            self._topics.cards[0].begin()
        self.work_area.verticalScrollBar().setValue(0)

    def _chose(self) -> None:
        self._writing.touch()
        self._begun.touch()

    def _flat(self) -> Mapping[str, str]:
        """Factors that are ticked, also those that are not described whole: the record takes only whole ones."""
        flat = {f"{code}.{key}": value for code, fields in self._factors.items() for key, value in fields.items()}
        return flat | {f"{code}.ticked": "x" for code in self._factors}

    def _restore_factors(self, flat: Mapping[str, str]) -> None:
        for place, value in flat.items():
            code, _, key = place.rpartition(".")
            fields = self._factors.setdefault(code, {})
            if key != "ticked":
                fields[key] = value

    def _collect(self, answers: VisitAnswers) -> VisitAnswers:
        sheet = self._writing.sheet
        if self._topics is None or sheet is None:
            return answers
        mine = {card.topic.id for card in self._topics.cards}
        return replace(
            answers,
            answers={k: v for k, v in answers.answers.items() if k not in mine} | self._topics.answers(),
            notes={k: v for k, v in answers.notes.items() if k not in mine} | self._topics.notes(),
            position_answers={q.id: value.value for q in self._questions if (value := q.answer()) is not None},
            factors=factors_seen(sheet.position_form, self._factors),
            position=self._judged.value(),
            reason=self._reason.text(),
            follow_up_on=self._follow_up.value(),
            colleague=self._colleague.text(),
            in_journal=self._journal.value(),
            journal_on=self._journal_on.value() if self._journal.value() else None,
        )

    def _done(self) -> None:
        self._begun.drop()
        self._office.back()

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {
            "BESOEG-BEGRUND": self._reason.field, "BESOEG-IGEN": self._follow_up, "BESOEG-JOURNAL": self._journal_on,
        }  # fmt: skip
        if error.code in fields:
            fields[error.code].refuse(str(error))
            return
        said = message_of(MessageKind.WARNING, str(error))
        sheet, later = self._writing.sheet, self._topics
        if sheet is not None and later is not None:
            missing = missing_topics([card.topic.id for card in later.cards], self._writing.answers)
            if error.code == "BESOEG-GRUND" and missing:
                next(card for card in later.cards if card.topic.id == missing[0]).begin()
            elif error.code not in ("BESOEG-MANGLER", "ADGANG-NEJ"):
                way = ("Åbn den fælles del", self._open_together)
                said = Message(said.kind, said.first, said.rest, way)
        self.show_message(said)

    def _open_together(self) -> None:
        self._office.back()
        self._office.go(self._destination._replace(place=Place.VISIT))


class _Question(QWidget):
    """One of the five questions, and the factors behind it where something is seen."""

    changed = Signal()

    def __init__(
        self, asked: PositionQuestion, form: PositionForm, factors: dict[str, dict[str, str]], answer: str | None
    ) -> None:
        super().__init__()
        self.id = asked.id
        self._factors, self._behind = factors, [factor for factor in form.factor if factor.question == asked.id]
        column = Column(self, spacing=2)
        self._keys: Segmented[Seen] = Segmented(
            asked.text, [(words, seen) for seen, words in SEEN_WORDS.items()], value=Seen(answer) if answer else None
        )
        self._panel = FactorPanel()
        for part in (box(PlainLabel(asked.text, "body_strong"), PlainLabel(asked.help, "small", "text_2"), spacing=0.5),
                     self._keys, self._panel):  # fmt: skip
            column.addWidget(part)
        self._show_factors()
        self._keys.chosen.connect(lambda _: self._chose())
        self._panel.changed.connect(self.changed)

    def answer(self) -> Seen | None:
        """What is answered; None when nothing is."""
        return self._keys.value()

    def _show_factors(self) -> None:
        """The factors stand there where something is seen, or one is ticked already."""
        shown = self._keys.value() is Seen.SOMETHING or any(f.code in self._factors for f in self._behind)
        if shown:
            self._panel.show_question(self.id, self._behind, self._factors)
        self._panel.setVisible(shown)

    def _chose(self) -> None:
        self._show_factors()
        self.changed.emit()
