"""What the team agrees on. Nothing is chosen beforehand; what a cell of the matrix suggests only stands first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.joint.follow_up import FollowUpCard, TalkCard
from opspor.desktop.pages.joint.minority import hand_in_words
from opspor.desktop.pages.joint.talk import FrameCard, ParentsCard
from opspor.desktop.pages.joint.voices import Voice
from opspor.desktop.widgets import (
    Card,
    CheckBox,
    Column,
    IconMark,
    PlainLabel,
    Segmented,
    TextField,
    box,
    line_of,
)
from opspor.domain.assessment import (
    NOTE_TOO_LONG,
    POSITION_WORDS,
    TRIVSEL_WORDS,
    Agreement,
    FollowUpKind,
    MinorityView,
    Position,
    Trivsel,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import (
    FOLLOW_UP_MISSING,
    PARENTS_MISSING,
    REASON_MISSING,
    TALKED_MISSING,
    TASK_MISSING,
    WELL,
    WHO_KNOWS,
)
from opspor.domain.suggestion import Suggestion
from opspor.usecases.joint import JointTable


class AgreementForm(QWidget):
    """Position, trivsel, why, who sees it differently, what is done now and who took part.

    ``frame`` and ``parents`` are the cards about the adults and the parents, which stand where the page puts them.
    """

    changed = Signal()

    def __init__(
        self,
        table: JointTable,
        voices: Sequence[Voice],
        frame: FrameCard,
        parents: ParentsCard,
        *,
        me: Id,
        sitting: Sequence[Id],
        opened: datetime,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        agreement = table.agreement
        self._kept = agreement  # what no field shows stays as it was
        self._frame, self._parents = frame, parents
        self.position: Segmented[Position] = Segmented(
            "Position", [(words, position) for position, words in POSITION_WORDS.items()], meeting=True
        )
        self.trivsel: Segmented[Trivsel] = Segmented(
            "Trivsel", [(words, trivsel) for trivsel, words in TRIVSEL_WORDS.items()], meeting=True
        )
        self.position.set_value(agreement.position)
        self.trivsel.set_value(agreement.trivsel)
        self._suggestion = _Suggestion(table.suggestion, table.words) if table.suggestion else None
        self.reason = TextField("Begrundelse", help_text="Hvad lagde I vægt på?", text=agreement.reason, lines=2)
        self._minority = [_Minority(voice, table, me) for voice in voices]
        agreed = Card("Det bliver I enige om")
        agreed.add(box(_head("house", "Position"), self.position, spacing=1.5))
        if self._suggestion:
            agreed.add(self._suggestion)
        agreed.add(box(_head("sprout", "Trivsel"), self.trivsel, spacing=1.5))
        agreed.add(self.reason)
        for view in self._minority:
            agreed.add(view)
        today = clock().date()
        self.follow_up = FollowUpCard(agreement, [m for m in table.staff if m.is_here], today)
        self.talk = TalkCard(table.staff, agreement, sitting, opened, clock)
        column = Column(self, spacing=6)
        for card in (agreed, self.follow_up, self.talk):
            column.addWidget(card)
        for axis in (self.position, self.trivsel):
            axis.chosen.connect(self._place_chosen)
            axis.chosen.connect(self.changed)
        for view in self._minority:
            view.changed.connect(self.changed)
        for part in (self.reason, self.follow_up, self.talk, frame, parents):
            part.changed.connect(self.changed)
        self._place_chosen()

    def _place_chosen(self) -> None:
        self.follow_up.show_place(self.position.value(), self.trivsel.value())
        if self._suggestion:
            self._suggestion.setVisible(self.position.value() is not None)

    def is_complete(self) -> bool:
        """False, with an error in words, when something that was begun cannot be read."""
        return self.follow_up.is_complete() and self.talk.is_complete() and all(v.is_complete() for v in self._minority)

    def agreement(self) -> Agreement:
        """What is chosen and written now."""
        views = [view for one in self._minority if (view := one.view()) is not None]
        return Agreement(
            context=self._kept.context,
            position=self.position.value(),
            trivsel=self.trivsel.value(),
            reason=self.reason.text(),
            minority=tuple(views),
            parents=self._parents.views(),
            participants=self.talk.chosen(),
            minutes=self.talk.lasted(),
            environment=self._kept.environment,
            environment_note=self._frame.note.text(),
            follow_up=self.follow_up.chosen(),
            follow_up_on=self.follow_up.day.value(),
            follow_up_note=self.follow_up.note.text(),
            find_out=self.follow_up.find_out(),
        )

    def choose_well(self, sitting: Sequence[Id]) -> bool:
        """Chooses "ikke udsat", "trives" and the next round, with those of ``sitting`` where nobody is ticked yet: what
        one key agrees on. False, and nothing chosen, where the team has chosen something else.
        """
        if (self.position.value() or WELL[0], self.trivsel.value() or WELL[1]) != WELL:
            return False
        self.position.set_value(WELL[0])
        self.trivsel.set_value(WELL[1])
        self._place_chosen()
        if not self.follow_up.chosen():
            self.follow_up.tick(FollowUpKind.NEXT_ROUND)
        if not self.talk.chosen():
            self.talk.tick(sitting)
        self.changed.emit()
        return True

    def refuse(self, error: KnownError) -> QWidget | None:
        """Shows an error beside the field that it is about; None when it is about none of them."""
        sentence = str(error)
        match error.code:
            case REASON_MISSING.code | WHO_KNOWS.code:
                self.reason.refuse(sentence)
                return self.reason
            case FOLLOW_UP_MISSING.code:
                self.follow_up.day.refuse(sentence)
                return self.follow_up.day
            case TASK_MISSING.code:
                return self.follow_up.refuse_task(sentence)
            case PARENTS_MISSING.code:
                return self._parents.refuse(sentence)
            case TALKED_MISSING.code:
                self.talk.ask_who(sentence)
                return self.talk
            case NOTE_TOO_LONG.code:
                parts = (self, self._frame, self._parents)
                longest = max(
                    (field for part in parts for field in part.findChildren(TextField)), key=lambda one: len(one.text())
                )
                longest.refuse(sentence)
                return longest
        return None


class _Suggestion(QWidget):
    """What the list of factors would say of all that was seen, after the team has chosen. Nothing of it is stored."""

    def __init__(self, found: Suggestion, words: Mapping[str, str]) -> None:
        super().__init__()
        column = Column(self, spacing=0.5)
        if found.position is None:
            said = f"Et forslag ud fra det, I har set: for lidt er beskrevet ({found.words})."
        else:
            said = f"Et forslag ud fra det, I har set: {found.words}. Det peger på »{POSITION_WORDS[found.position]}«."
        open_ = [f"»{words[id_]}«" for id_ in found.open_answers if id_ in words]
        lines = [said, found.why, f"Det kan ændre sig med svaret på: {', '.join(open_)}." if open_ else ""]
        for line in [*lines, *found.reminders, "Det er jer, der vælger."]:
            if line:
                column.addWidget(PlainLabel(line, "small", "text_2"))


class _Minority(QWidget):
    """ "Jonas ser det anderledes", in what way, and whose hand wrote it."""

    changed = Signal()

    def __init__(self, voice: Voice, table: JointTable, me: Id) -> None:
        super().__init__()
        self._author = voice.own.author_id
        self._stood = next((view for view in table.agreement.minority if view.staff_id == self._author), None)
        self._tick = CheckBox(f"{voice.name} ser det anderledes", strong=True)
        self._text = TextField("", text=self._stood.text if self._stood else "", lines=2)
        self._text.set_name(f"Sådan ser {voice.name} det")
        answer = next((one for one in table.answers if one.staff_id == self._author), None)
        names = {member.id: member.name.split()[0] for member in table.staff} | {self._author: voice.name}
        hand = hand_in_words(self._stood, answer, names) if self._stood else ""
        asked = (
            f"Skriv det, som {voice.name} selv siger det. {voice.name} bliver spurgt ved næste login, om det passer."
        )
        self._hand = PlainLabel(hand or ("" if self._author == me else asked), "small", "text_2")
        column = Column(self, spacing=1.5)
        for part in (self._tick, self._text, self._hand):
            column.addWidget(part)
        self._tick.setChecked(self._stood is not None)
        self._show()
        self._tick.toggled.connect(self._show)
        self._tick.toggled.connect(self.changed)
        self._text.changed.connect(self.changed)

    def _show(self) -> None:
        self._text.setVisible(self._tick.isChecked())
        self._hand.setVisible(self._tick.isChecked() and bool(self._hand.text()))

    def is_complete(self) -> bool:
        """False, with the focus and an error there, when it is ticked and nothing is written."""
        empty = self._tick.isChecked() and not self._text.text()
        if empty:
            self._text.refuse("Skriv, hvordan det ser ud, eller tag hakket væk.")
        return not empty

    def view(self) -> MinorityView | None:
        """What is written; None where nobody sees it differently."""
        if not self._tick.isChecked():
            return None
        if self._stood is not None and self._stood.text == self._text.text():
            return self._stood
        return MinorityView(self._author, self._text.text())


def _head(icon: str, words: str) -> QWidget:
    return line_of(IconMark(icon), PlainLabel(words, "body_strong"), spacing=2)
