"""What can be done about one child of a round: go on, tell that the parents know, write a reason, open the seal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.rounds.words import NextStep, missing_in_words, state_in_words
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Field,
    Flow,
    Kind,
    PlainLabel,
    TextField,
)
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.errors import KnownError
from opspor.domain.rounds import ChildInRound, ChildState, Hindrance, ReasonKind, Round
from opspor.usecases import notices, rounds
from opspor.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that is written about a child: its code, the words on its buttons, and what it asks for."""

    code: str  # of the draft
    words: str
    question: str
    help_text: str
    verb: str


DATE = Ask("notice", "Skriv, at forældrene ved det", "Hvornår fik forældrene det at vide?", "", "Gem datoen")
START = Ask(
    "start", "Begynd alligevel …", "Hvorfor begynder I, før forældrene ved det?",
    "Begrundelsen står ved barnet i denne runde. Orientér forældrene, så snart I kan.", "Gem, og begynd",
)  # fmt: skip
USE = Ask(
    "use", "Begynd alligevel …", "Hvorfor begynder I, selv om behandlingen er begrænset?",
    "Det kan I, når det er for at beskytte barnet. Begrundelsen står ved barnet i denne runde.", "Gem, og begynd",
)  # fmt: skip
EXCUSE = Ask(
    "excuse", "Vurderes ikke …", "Hvorfor vurderes barnet ikke i denne runde?",
    "Fx at barnet lige er begyndt. I kan stadig lave en fælles vurdering senere.", "Gem begrundelsen",
)  # fmt: skip
OPEN = Ask(
    "open", "Åbn for svarene …", "Hvorfor venter I ikke på dem, der mangler?",
    "Det står i loggen. Den, der mangler, ser først de andres svar, når deres egen er afleveret.", "Åbn for svarene",
)  # fmt: skip


def asks(child: ChildInRound, *, may_write: bool, may_lead: bool) -> tuple[Ask, ...]:
    """What somebody can write about the child now. ``may_lead``: they opened the round, or lead the house."""
    open_ = child.state not in (ChildState.AGREED, ChildState.NOT_ASSESSED)
    untold = child.hindrance is Hindrance.NOT_INFORMED
    return tuple(
        each
        for each, wanted in (
            (DATE, untold),
            (START, untold and may_write),
            (USE, child.hindrance is Hindrance.RESTRICTED and may_write),
            (OPEN, open_ and child.begun and bool(child.missing) and may_lead),
            (EXCUSE, open_ and may_write),
        )
        if wanted
    )


class ChildCard(Card):
    """About the child that was chosen in the list. ``closed``: put away, back to the list."""

    closed = Signal()

    def __init__(
        self, office: Office, round_: Round, child: ChildInRound, step: NextStep, what: tuple[Ask, ...]
    ) -> None:
        super().__init__(spacing=3)
        self._office, self._round, self._child = office, round_, child
        self._form: _Form | None = None
        self.add(PlainLabel(f"{child.child.full_name} · {CONTEXT_WORDS[child.context]}", "section"))
        self.add(PlainLabel(_said(child), "body", "text_2"))
        go = Button(step.words, Kind.OUTLINED)
        go.clicked.connect(lambda: office.go(step.destination))
        buttons = [go]
        for each in what:
            button = Button(each.words, Kind.OUTLINED)
            button.clicked.connect(partial(self._unfold, each))
            buttons.append(button)
        if child.hindrance is Hindrance.NOT_INFORMED:
            letter = Button("Brev til forældre", Kind.OUTLINED)
            letter.clicked.connect(lambda: office.go(Destination(Place.LETTERS, child.group_id)))
            buttons.append(letter)
        away = Button("Luk", Kind.QUIET)
        away.clicked.connect(self.put_away)
        self.add(Flow([*buttons, away]))
        self.setFocusProxy(go)

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._form is not None:
            self._form.keeper.save()

    def put_away(self) -> None:
        """Closes the card."""
        self.leave()
        self.closed.emit()

    def _unfold(self, what: Ask) -> None:
        self._fold()
        self._form = form = _Form(self._office, self._round, self._child, what)
        self.add(form)
        form.done.connect(self.put_away)
        form.dropped.connect(self._fold)
        form.setFocus()

    def _fold(self) -> None:
        self.leave()
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)


class _Form(QWidget):
    """One question about the child. ``done``: it is written; ``dropped``: put away, and kept as a draft."""

    done = Signal()
    dropped = Signal()

    def __init__(self, office: Office, round_: Round, child: ChildInRound, what: Ask) -> None:
        super().__init__()
        self._office, self._round, self._child, self._what = office, round_, child, what
        column = Column(self, spacing=3)
        self.day = DateField(what.question) if what is DATE else None
        self.text = (
            TextField("Hvordan?", placeholder="Fx brev")
            if what is DATE
            else TextField(what.question, help_text=what.help_text, lines=2)
        )
        save, drop = Button(what.verb, Kind.OUTLINED), Button("Fortryd", Kind.QUIET)
        saved = PlainLabel("", "small", "text_2", wrap=False)
        for field in self._fields():
            column.addWidget(field)
            field.changed.connect(self._typed)
        column.addWidget(Flow([save, drop, saved], gap=3))
        self.setFocusProxy(self._fields()[0])
        key = f"reason:{round_.id}:{child.child.id}:{child.context}:{what.code}"
        self.keeper = DraftKeeper(self, office.work, key, self._written, self._fill, saved.setText)
        save.clicked.connect(self._write)
        drop.clicked.connect(self.dropped)

    def _fields(self) -> list[Field]:
        return [field for field in (self.day, self.text) if field is not None]

    def _typed(self) -> None:
        self.keeper.touch()

    def _written(self) -> dict[str, str]:
        day = self.day.value() if self.day is not None else None
        return {"text": self.text.text(), "day": day.isoformat() if day else ""}

    def _fill(self, fields: Mapping[str, str]) -> None:
        self.text.set_text(fields.get("text", ""))
        if self.day is not None and fields.get("day"):
            self.day.set_value(date.fromisoformat(fields["day"]))

    def _write(self) -> None:
        text, day = self.text.text(), self.day.value() if self.day is not None else None
        if self.day is not None and day is None:
            if self.day.complete():
                self.day.set_error("Skriv den dag, forældrene fik det at vide.")
            self.day.setFocus()
            return
        ask(self._office.work.run(self._work(text, day)), self, self._kept, self._refused)

    def _work(self, text: str, day: date | None) -> Callable[[Desk], object]:
        round_id, child, context = self._round.id, self._child.child.id, self._child.context
        if day is not None:
            return lambda desk: notices.give(desk, [child], day, text)
        if self._what is OPEN:
            return lambda desk: rounds.open_seal(desk, round_id, child, context, text)
        kind = ReasonKind.START if self._what in (START, USE) else ReasonKind.NOT_ASSESSED
        return lambda desk: rounds.give_reason(desk, round_id, child, context, kind, text)

    def _kept(self, _: object) -> None:
        self.keeper.drop()
        self.done.emit()

    def _refused(self, error: KnownError) -> None:
        (self.day or self.text).refuse(str(error))


def _said(child: ChildInRound) -> str:
    """Where the child stands, who is missing, and what is written about it."""
    said = [state_in_words(child)]
    others = len(child.missing) > (child.state is ChildState.MISSING_MINE)
    if others and child.state is not ChildState.MISSING_OTHERS:
        said.append(missing_in_words(child))
    if child.reason:
        said.append(child.reason)
    return ". ".join(part.rstrip(".") for part in said) + "."
