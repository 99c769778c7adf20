"""Sammen med forældrene: large letters, one child, and nothing that the parents should not read.

No rail, no other child, no word about a concern or a position. Leaving leads to the child's own visits.
"""

from dataclasses import replace

from PySide6.QtCore import Signal

from opspor.desktop.page import FocusPage
from opspor.desktop.pages.visit.parts import Agreements, JournalField, TopicCards
from opspor.desktop.pages.visit.writing import Writing
from opspor.desktop.route import Destination, Office
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    DateField,
    Kind,
    PlainLabel,
    Segmented,
    TextField,
    Tiles,
    box,
)
from opspor.domain.assessment import TRIVSEL_WORDS, Trivsel
from opspor.domain.changes import Changes
from opspor.domain.child import age_in_words
from opspor.domain.visit import AdviserJoined, VisitAnswers, missing_topics
from opspor.usecases.visits import VisitSheet

YES_FIRST = (
    "Forældrene siger ja, før en rådgiver kommer med. Skriv, hvem der sagde ja, hvilken dag, og hvad I fik at vide."
)


class TogetherPage(FocusPage):
    """The half of a visit that is made with the parents, as they read along."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Færdig for nu", Kind.MAIN)
        super().__init__("Luk", "Besøg", main=self._main, meeting=True, beredskab=False)
        self._office = office
        self._topics: TopicCards | None = None
        self._intro = PlainLabel("", "lead")
        self._visited = DateField("Dag for besøget")
        self._present = TextField("Hvem er med i dag?", placeholder="Fx mor, far og storesøster")
        self._interpreter: Segmented[bool] = Segmented("Er der tolk med?", [("Ja", True), ("Nej", False)], meeting=True)
        self._before = Card("Det aftalte vi sidst")
        self._before_lines = PlainLabel("")
        self._before.add(self._before_lines)
        self._strengths = JournalField(
            "Det går godt", lines=2, help_text="Hvad er barnet glad for? Hvad lykkes for jer?"
        )
        self._words = JournalField("Med jeres egne ord", lines=2, help_text="Skrevet, som I siger det.")
        self._trivsel: Segmented[Trivsel] = Segmented(
            "Hvordan trives barnet?", [(words, grade) for grade, words in TRIVSEL_WORDS.items()], meeting=True
        )
        self._agreements = Agreements()
        self._next = DateField("Næste besøg")
        self._adviser = CheckBox("En rådgiver er med til besøget")
        self._yes = _Adviser()
        self._today = Card("I dag")
        self._today.add(Tiles([self._visited, self._present], least=60, gap=4))
        self._today.add(box(PlainLabel("Er der tolk med?", "body_strong"), self._interpreter, spacing=1.5))
        self._today.add(self._adviser)
        self._today.add(self._yes)
        end = Card("Til sidst")
        trivsel = box(PlainLabel("Hvordan trives barnet, synes vi sammen?", "body_strong"), self._trivsel, spacing=1.5)
        for part in (self._strengths, self._words, trivsel, self._agreements, self._next):
            end.add(part)
        self._end = end
        for part in (self._intro, self._today, self._before, end):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._writing = Writing(self, office, destination, self._show, self._collect)
        self._connect()

    def _connect(self) -> None:
        touch = self._writing.touch
        for field in (
            self._visited, self._present, self._strengths, self._words, self._agreements, self._next, self._yes,
        ):  # fmt: skip
            field.changed.connect(touch)
        for choice in (self._interpreter, self._trivsel):
            choice.chosen.connect(lambda _: touch())
        self._adviser.toggled.connect(self._tick)
        self._main.clicked.connect(self._leave_now)

    def refresh(self, changes: Changes) -> None:
        """What is being written stays as it is."""

    def leave(self) -> None:
        """Saves what was typed last."""
        self._writing.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _leave_now(self) -> None:
        self._office.back()

    def _tick(self, on: bool) -> None:
        self._yes.setVisible(on)
        self._writing.touch()

    def _show(self, sheet: VisitSheet, answers: VisitAnswers) -> None:
        age = age_in_words(sheet.child.birth_date, self._office.work.clock().date())
        self.set_title(sheet.child.first_name, f"{sheet.form.title} · {age}")
        self._intro.setText(sheet.form.intro)
        self._topics = TopicCards(sheet.form.shared, with_parents=True)
        self.body.insertWidget(self.body.indexOf(self._end), self._topics)
        for card in self._topics.cards:
            card.set_answer(answers.answers.get(card.topic.id), answers.notes.get(card.topic.id, ""))
        self._visited.set_value(answers.visited_on)
        self._present.set_text(answers.present)
        self._interpreter.set_value(answers.interpreter)
        self._strengths.set_text(answers.strengths)
        self._words.set_text(answers.parents_words)
        self._trivsel.set_value(answers.trivsel)
        self._agreements.set_agreements(answers.agreements)
        self._next.set_value(answers.next_on)
        self._adviser.setChecked(answers.adviser is not None)
        self._yes.setVisible(answers.adviser is not None)
        if answers.adviser is not None:
            self._yes.set_adviser(answers.adviser)
        agreed = "\n".join(f"{one.what}: {one.who}" for one in sheet.agreed_before)
        self._before_lines.setText(agreed)
        for part in (self._intro, self._today, self._end, self._topics):
            part.show()
        self._before.setVisible(bool(agreed))
        self._topics.changed.connect(self._writing.touch)
        self._topics.changed.connect(self._count)
        self._count()
        (self._topics.cards[0].begin if answers.present else self._present.setFocus)()
        self.work_area.verticalScrollBar().setValue(0)

    def _count(self) -> None:
        if self._topics is not None and self._writing.sheet is not None:
            shared = [topic.id for topic in self._writing.sheet.form.shared]
            left = len(missing_topics(shared, self._writing.answers))
            self._main.set_words("Færdig for nu" if left else "Færdig sammen")

    def _collect(self, answers: VisitAnswers) -> VisitAnswers:
        if self._topics is None:
            return answers
        mine = {card.topic.id for card in self._topics.cards}
        return replace(
            answers,
            visited_on=self._visited.value(),
            present=self._present.text(),
            interpreter=self._interpreter.value(),
            answers={k: v for k, v in answers.answers.items() if k not in mine} | self._topics.answers(),
            notes={k: v for k, v in answers.notes.items() if k not in mine} | self._topics.notes(),
            strengths=self._strengths.text(),
            parents_words=self._words.text(),
            trivsel=self._trivsel.value(),
            agreements=self._agreements.agreements(),
            next_on=self._next.value(),
            adviser=self._yes.adviser() if self._adviser.isChecked() else None,
        )


class _Adviser(Card):
    """The parents' yes, from before the visit."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Forældrenes ja")
        self._who = TextField("Rådgiverens funktion", placeholder="Fx familierådgiver")
        self._from = TextField("Hvem sagde ja?")
        self._on = DateField("Hvilken dag?")
        self._told = TextField("Hvad fik I at vide?")
        self.add(PlainLabel(YES_FIRST))
        self.add(Tiles([self._who, self._from, self._on, self._told], least=60, gap=4))
        for part in (self._who, self._from, self._on, self._told):
            part.changed.connect(self.changed)

    def set_adviser(self, yes: AdviserJoined) -> None:
        """Shows what was written."""
        self._who.set_text(yes.adviser)
        self._from.set_text(yes.yes_from)
        self._on.set_value(yes.yes_on)
        self._told.set_text(yes.told)

    def adviser(self) -> AdviserJoined:
        """What is written."""
        return AdviserJoined(self._who.text(), self._from.text(), self._on.value(), self._told.text())
