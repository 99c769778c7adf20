"""The end of a sheet, and of all of them: what is chosen, what is left out, and what happens next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.own.course import Answers, Step, StepKind, lacking, missing_in_words, unanswered
from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.widgets import Card, Column, EmptyState, ListRow, PlainLabel, RowList, box
from opspor.domain.assessment import POSITION_WORDS, TRIVSEL_WORDS, OwnAnswers, Position
from opspor.domain.clock import long_date
from opspor.domain.rounds import ChildInRound, ChildState, Coverage
from opspor.domain.text import count_of


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
        self._card = Card("Det har du valgt", flush=True)
        self._card.add(self._chosen)
        column.addWidget(self._card)
        self._left = RowList("Ikke besvaret")
        self._left_card = Card("Ikke besvaret", flush=True)
        self._left_card.add(self._left)
        column.addWidget(self._left_card)
        for rows in (self._chosen, self._left):
            rows.opened.connect(self.opened)

    def show_answers(self, steps: Sequence[Step], answers: Answers, begun_factors: int, *, again: bool) -> None:
        """Shows where the answers stand. ``again``: they are already submitted and can be replaced."""
        missing, first = missing_in_words(steps, answers), lacking(steps, answers)
        self._title.setText(missing or "Alt er besvaret")
        sentences = []
        if first is not None:
            sentences.append(first.sentence)
        elif missing:
            sentences.append("Du kan aflevere alligevel. Det, der ikke er besvaret, bliver stående sådan.")
        if begun_factors:
            sentences.append("Noget af det, du har sat hak ved, er ikke beskrevet færdigt og kommer ikke med.")
        if again:
            sentences.append("Det er afleveret. Du kan rette det, til I har talt sammen.")
        self._sentence.setText(" ".join(sentences))
        self._sentence.setVisible(bool(sentences))
        self._card.setVisible(isinstance(answers, OwnAnswers))
        if isinstance(answers, OwnAnswers):
            self._chosen.set_rows(_chosen(steps, answers))
        left = [i for i in unanswered(steps, answers) if steps[i].item is not None]
        self._left.set_rows([ListRow(steps[i].text, key=i) for i in left])
        self._left_card.setVisible(bool(left))


def _chosen(steps: Sequence[Step], answers: OwnAnswers) -> list[ListRow]:
    places = {step.kind: i for i, step in enumerate(steps)}
    position = POSITION_WORDS[answers.position] if answers.position else "ikke valgt"
    trivsel = TRIVSEL_WORDS[answers.trivsel] if answers.trivsel else "ikke valgt"
    rows = [
        ListRow("Position", fact=position, icon="house", key=places[StepKind.POSITION]),
        ListRow("Trivsel", fact=trivsel, icon="sprout", key=places[StepKind.TRIVSEL]),
    ]
    if answers.strengths:
        rows.append(ListRow("God til og glad for", answers.strengths, icon="quote", key=places[StepKind.TRIVSEL]))
    if answers.unsure and answers.find_out and answers.find_out_on:
        by = f"senest {long_date(answers.find_out_on)}"
        place = places[StepKind.POSITION if answers.position is Position.UNKNOWN else StepKind.TRIVSEL]
        rows.append(ListRow("Det vil du finde ud af", answers.find_out, by, "search", place))
    return rows


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
    hindered = sum(child.state is ChildState.HINDERED for child in mine)
    if hindered:
        sentences.append(f"{count_of(hindered, 'barn', 'børn')} kan ikke vurderes endnu: se hvorfor på rundens side.")
    sentences.append("Når alle har afleveret, mødes I og ser på hinandens svar.")
    done = sum(child.mine_submitted for child in mine)
    title = f"Du har vurderet {f'{done} af' if done < len(mine) else 'alle'} {len(mine)}."
    return EmptyState("circle-check", title, " ".join(sentences))
