"""What the team agrees on. Nothing is chosen beforehand; what a cell of the matrix suggests only stands first."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.joint.voices import Voice
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    DateField,
    Flow,
    IconMark,
    PlainLabel,
    Segmented,
    TextField,
    box,
    line_of,
)
from opspor.domain.assessment import (
    FOLLOW_UP_WORDS,
    POSITION_WORDS,
    TRIVSEL_WORDS,
    Agreement,
    FollowUpKind,
    MinorityView,
    Position,
    Trivsel,
)
from opspor.domain.ids import Id
from opspor.domain.matrix import Cell, cell_of
from opspor.domain.people import StaffMember
from opspor.forms.model import EnvironmentForm
from opspor.usecases.joint import JointTable

_WEEKS = (2, 6, 12)
_YES_NO = (("Ja", "yes"), ("Delvist", "partly"), ("Nej", "no"), ("Ved ikke", "unknown"))


class AgreementForm(QWidget):
    """Position, trivsel, why, who sees it differently, what is done now and who took part.

    ``environment`` is the card about the adults, which stands where the page puts it.
    """

    changed = Signal()

    def __init__(self, table: JointTable, voices: Sequence[Voice], today: date) -> None:
        super().__init__()
        agreement = table.agreement
        self._context = agreement.context
        self.position: Segmented[Position] = Segmented(
            "Position", [(words, position) for position, words in POSITION_WORDS.items()], meeting=True
        )
        self.trivsel: Segmented[Trivsel] = Segmented(
            "Trivsel", [(words, trivsel) for trivsel, words in TRIVSEL_WORDS.items()], meeting=True
        )
        self.position.set_value(agreement.position)
        self.trivsel.set_value(agreement.trivsel)
        self.reason = TextField("Begrundelse", help_text="Hvad lagde I vægt på?", text=agreement.reason, lines=2)
        self._minority = [_Minority(voice, agreement) for voice in voices]
        agreed = Card("Det bliver I enige om")
        agreed.add(box(_head("house", "Position"), self.position, spacing=1.5))
        agreed.add(box(_head("sprout", "Trivsel"), self.trivsel, spacing=1.5))
        agreed.add(self.reason)
        for view in self._minority:
            agreed.add(view)
        self.follow_up = _FollowUp(agreement, today)
        self.environment = _Environment(table.environment_form, agreement)
        self._people = _People(table.staff, agreement)
        column = Column(self, spacing=6)
        for card in (agreed, self.follow_up, self._people):
            column.addWidget(card)
        for axis in (self.position, self.trivsel):
            axis.chosen.connect(self._suggest)
            axis.chosen.connect(self.changed)
        self.reason.changed.connect(self.changed)
        for view in self._minority:
            view.changed.connect(self.changed)
        for part in (self.follow_up, self.environment, self._people):
            part.changed.connect(self.changed)
        self._suggest()

    def _suggest(self) -> None:
        position, trivsel = self.position.value(), self.trivsel.value()
        self.follow_up.suggest(cell_of(position, trivsel) if position and trivsel else None)

    def is_complete(self) -> bool:
        """False, with an error in words, when something that was begun cannot be read."""
        if not self.follow_up.day.complete():
            self.follow_up.day.setFocus()
            return False
        return all(view.is_complete() for view in self._minority)

    def agreement(self) -> Agreement:
        """What is chosen and written now."""
        views = [view for one in self._minority if (view := one.view()) is not None]
        return Agreement(
            context=self._context,
            position=self.position.value(),
            trivsel=self.trivsel.value(),
            reason=self.reason.text(),
            minority=tuple(views),
            participants=self._people.chosen(),
            environment=self.environment.answers(),
            environment_note=self.environment.note.text(),
            follow_up=self.follow_up.chosen(),
            follow_up_on=self.follow_up.day.value(),
            follow_up_note=self.follow_up.note.text(),
        )


class _Minority(QWidget):
    """ "Jonas ser det anderledes", and in what way."""

    changed = Signal()

    def __init__(self, voice: Voice, agreement: Agreement) -> None:
        super().__init__()
        self._author = voice.own.author_id
        written = next((view.text for view in agreement.minority if view.staff_id == self._author), None)
        self._tick = CheckBox(f"{voice.name} ser det anderledes", strong=True)
        self._text = TextField("", text=written or "", lines=2)
        self._text.set_name(f"Sådan ser {voice.name} det")
        column = Column(self, spacing=1.5)
        column.addWidget(self._tick)
        column.addWidget(self._text)
        self._tick.setChecked(written is not None)
        if written is None:
            self._text.hide()
        self._tick.toggled.connect(self._text.setVisible)
        self._tick.toggled.connect(self.changed)
        self._text.changed.connect(self.changed)

    def is_complete(self) -> bool:
        """False, with the focus and an error there, when it is ticked and nothing is written."""
        empty = self._tick.isChecked() and not self._text.text()
        if empty:
            self._text.refuse("Skriv, hvordan det ser ud, eller tag hakket væk.")
        return not empty

    def view(self) -> MinorityView | None:
        """What is written; None where nobody sees it differently."""
        return MinorityView(self._author, self._text.text()) if self._tick.isChecked() else None


class _FollowUp(Card):
    """What is done now, and when it is looked at again."""

    changed = Signal()

    def __init__(self, agreement: Agreement, today: date) -> None:
        super().__init__("Hvad gør I nu?", spacing=3)
        self._expects = PlainLabel("", "body", "text_2")
        self._expects.hide()
        self._ticks = {kind: CheckBox(words) for kind, words in FOLLOW_UP_WORDS.items()}
        self._tick_column = Column(spacing=1)
        self.add(self._expects)
        self.body.addLayout(self._tick_column)
        for kind, tick in self._ticks.items():
            tick.setChecked(kind in agreement.follow_up)
            tick.toggled.connect(self.changed)
            self._tick_column.addWidget(tick)
        self.day = DateField("Hvornår ser I på det igen?", value=agreement.follow_up_on)
        weeks = Flow(gap=2)
        self.add(self.day)
        for count in _WEEKS:
            button = Button(f"Om {count} uger")
            button.clicked.connect(lambda _=False, day=today + timedelta(weeks=count): self.day.set_value(day))
            weeks.add(button)
        self.add(weeks)
        self.note = TextField("Note til aftalen", text=agreement.follow_up_note, lines=2)
        self.add(self.note)
        self.day.changed.connect(self.changed)
        self.note.changed.connect(self.changed)

    def suggest(self, cell: Cell | None) -> None:
        """Puts what a cell asks for first. Nothing is ticked by it."""
        self._expects.setVisible(cell is not None)
        self._expects.setText(f"Feltet lægger op til: {cell.expects}." if cell else "")
        first = cell.follow_up if cell else ()
        order = [*first, *(kind for kind in self._ticks if kind not in first)]
        before: QWidget | None = None
        for kind in order:
            tick = self._ticks[kind]
            self._tick_column.removeWidget(tick)
            self._tick_column.addWidget(tick)
            if before is not None:
                QWidget.setTabOrder(before, tick)
            before = tick
        self.ordered = tuple(order)

    def chosen(self) -> tuple[FollowUpKind, ...]:
        """What is ticked."""
        return tuple(kind for kind, tick in self._ticks.items() if tick.isChecked())


class _Environment(Card):
    """The questions about the adults and the frame, never about the child."""

    changed = Signal()

    def __init__(self, form: EnvironmentForm, agreement: Agreement) -> None:
        super().__init__(form.title, spacing=5)
        self._questions: dict[str, Segmented[str]] = {}
        for question in form.question:
            answer: Segmented[str] = Segmented(question.text, _YES_NO, value=agreement.environment.get(question.id))
            answer.chosen.connect(self.changed)
            self._questions[question.id] = answer
            words = box(
                PlainLabel(question.text, "body_strong"), PlainLabel(question.help, "small", "text_2"), spacing=0
            )
            self.add(box(words, line_of(answer), spacing=1.5))
        self.note = TextField("Hvad vil I selv gøre anderledes?", text=agreement.environment_note, lines=2)
        self.note.changed.connect(self.changed)
        self.add(self.note)

    def answers(self) -> dict[str, str]:
        """What is answered; what is not stays out."""
        return {id_: value for id_, answer in self._questions.items() if (value := answer.value()) is not None}


class _People(Card):
    """Who took part in the talk."""

    changed = Signal()

    def __init__(self, staff: Sequence[StaffMember], agreement: Agreement) -> None:
        super().__init__("Hvem var med?", spacing=1)
        self._ticks = {member.id: CheckBox(member.name) for member in staff}
        for id_, tick in self._ticks.items():
            tick.setChecked(id_ in agreement.participants)
            tick.toggled.connect(self.changed)
            self.add(tick)

    def chosen(self) -> tuple[Id, ...]:
        """Who is ticked."""
        return tuple(id_ for id_, tick in self._ticks.items() if tick.isChecked())


def _head(icon: str, words: str) -> QWidget:
    return line_of(IconMark(icon), PlainLabel(words, "body_strong"), spacing=2)
