"""What is done now, what is found out, when it is looked at again, who took part, and for how long."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.involvement import InvolvementNote
from opspor.desktop.pages.rounds.words import listing, named_day
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    DateField,
    Flow,
    PlainLabel,
    TextField,
)
from opspor.domain.assessment import FOLLOW_UP_WORDS, Agreement, FindOut, FollowUpKind, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.joint import review_days
from opspor.domain.matrix import Cell, cell_of
from opspor.domain.people import StaffMember
from opspor.domain.text import count_of

_MOST_DAYS = 3  # days that are offered for a cell
_MOST_MINUTES = 600
_MINUTE_MS = 60_000


class FollowUpCard(Card):
    """What is done now, and when it is looked at again. What a cell suggests only stands first."""

    changed = Signal()

    def __init__(self, agreement: Agreement, staff: Sequence[StaffMember], today: date) -> None:
        super().__init__("Hvad gør I nu?", spacing=3)
        self._today = today
        self._expects = PlainLabel("", "body", "text_2")
        self._expects.hide()
        self._ticks = {kind: CheckBox(words) for kind, words in FOLLOW_UP_WORDS.items()}
        self._tick_column = Column(spacing=1)
        self._parents = InvolvementNote()
        self._parents.hide()
        self.add(self._expects)
        self.add(self._parents)
        self.body.addLayout(self._tick_column)
        for kind, tick in self._ticks.items():
            tick.setChecked(kind in agreement.follow_up)
            tick.toggled.connect(self._show_task)
            tick.toggled.connect(self.changed)
            self._tick_column.addWidget(tick)
        self._task = _Task(agreement.find_out or FindOut(), staff)
        self.add(self._task)
        self._unknown = False
        self.day = DateField("Hvornår ser I på det igen?", value=agreement.follow_up_on)
        self.add(self.day)
        self._days: list[date] = [today] * _MOST_DAYS
        self._buttons = [Button("") for _ in range(_MOST_DAYS)]
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, number=number: self.day.put(self._days[number]))
            button.hide()
        self.add(Flow(self._buttons, gap=2))
        self.note = TextField("Note til aftalen", text=agreement.follow_up_note, lines=2)
        self.add(self.note)
        for part in (self.day, self.note, self._task):
            part.changed.connect(self.changed)
        self.ordered = tuple(self._ticks)
        self._show_task()

    def show_place(self, position: Position | None, trivsel: Trivsel | None) -> None:
        """Puts what the place asks for first, and offers its days. Nothing is ticked or chosen by it."""
        cell = cell_of(position, trivsel) if position and trivsel else None
        self._unknown = position is Position.UNKNOWN or trivsel is Trivsel.UNKNOWN
        self._expects.setVisible(cell is not None or self._unknown)
        expects = cell.expects if cell else "Find ud af mere: hvad, hvem og hvornår"
        self._expects.setText(f"Feltet lægger op til: {expects}." if cell else f"Det lægger op til: {expects}.")
        self._parents.setVisible(cell is not None or self._unknown)
        self._parents.show_cell(cell)
        self._put_in_order(cell.follow_up if cell else (FollowUpKind.FIND_OUT,) if self._unknown else ())
        self._offer(cell if position and trivsel else None, known=bool(position and trivsel))
        self._show_task()

    def _put_in_order(self, first: tuple[FollowUpKind, ...]) -> None:
        before: QWidget | None = None
        self.ordered = (*first, *(kind for kind in self._ticks if kind not in first))
        for kind in self.ordered:
            tick = self._ticks[kind]
            self._tick_column.removeWidget(tick)
            self._tick_column.addWidget(tick)
            if before is not None:
                QWidget.setTabOrder(before, tick)
            before = tick

    def _offer(self, cell: Cell | None, *, known: bool) -> None:
        offered = review_days(cell, self._today) if known else ()
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(offered))
            if number < len(offered):
                weeks, self._days[number] = offered[number]
                button.set_words(f"{named_day(self._days[number])} · om {weeks} uger")

    def tick(self, kind: FollowUpKind) -> None:
        """Ticks one of them."""
        self._ticks[kind].setChecked(True)

    def _show_task(self) -> None:
        self._task.setVisible(self._unknown or self._ticks[FollowUpKind.FIND_OUT].isChecked())

    def is_complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        for day in (self.day, self._task.day):
            if not day.isHidden() and not day.complete():
                day.setFocus()
                return False
        return True

    def chosen(self) -> tuple[FollowUpKind, ...]:
        """What is ticked; a task that is written down is one of them."""
        task = self.find_out()
        return tuple(
            kind
            for kind, tick in self._ticks.items()
            if tick.isChecked() or (kind is FollowUpKind.FIND_OUT and task is not None and task.is_whole)
        )

    def find_out(self) -> FindOut | None:
        """The task; None while nothing of it is written."""
        task = self._task.task()
        return None if self._task.isHidden() or task == FindOut() else task

    def refuse_task(self, sentence: str) -> QWidget:
        """Shows what is missing where the task is written."""
        self._task.refuse(sentence)
        return self._task


class _Task(QWidget):
    """What the team finds out: what, who, when."""

    changed = Signal()

    def __init__(self, task: FindOut, staff: Sequence[StaffMember]) -> None:
        super().__init__()
        self.what = TextField("Hvad vil I finde ud af?", text=task.what, lines=2)
        self.who: ChoiceField[Id] = ChoiceField("Hvem gør det?", [(one.name, one.id) for one in staff], value=task.who)
        self.day = DateField("Hvornår ved I det?", value=task.on)
        column = Column(self, spacing=3)
        for field in (self.what, self.who, self.day):
            column.addWidget(field)
            field.changed.connect(self.changed)

    def task(self) -> FindOut:
        """What stands there now."""
        return FindOut(self.what.text(), self.who.value(), self.day.value())

    def refuse(self, sentence: str) -> None:
        """Shows what is missing at the first field that is empty."""
        empty = self.what if not self.what.text() else self.who if self.who.value() is None else self.day
        empty.refuse(sentence)


class TalkCard(Card):
    """Who took part in the talk, and for how long. Nobody is ticked and no time is filled in beforehand.

    ``sitting`` are those who took part in the talk before in this meeting: offered with one press. ``opened`` is when
    the child was opened, and ``clock`` the PC's.
    """

    changed = Signal()

    def __init__(
        self,
        staff: Sequence[StaffMember],
        agreement: Agreement,
        sitting: Sequence[Id],
        opened: datetime,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__("Hvem var med?", spacing=1)
        self._opened, self._clock = opened, clock
        self._ticks = {member.id: CheckBox(member.name) for member in staff}
        here = [member for member in staff if member.id in sitting]
        if here:
            names = listing([member.name.split()[0] for member in here])
            same = Button(f"De samme som før: {names}")
            same.clicked.connect(lambda: self.tick([member.id for member in here]))
            self.add(Flow([same]))
        for id_, tick in self._ticks.items():
            tick.setChecked(id_ in agreement.participants)
            tick.toggled.connect(self._ticked)
            self.add(tick)
        self._error = PlainLabel("", "small", "danger")
        self._error.hide()
        self.add(self._error)
        minutes = str(agreement.minutes) if agreement.minutes else ""
        self.minutes = TextField("Hvor mange minutter talte I?", text=minutes)
        self.minutes.changed.connect(self.changed)
        self.body.addSpacing(self.body.spacing() * 2)
        self.add(self.minutes)
        self._since = Button("")
        self._since.clicked.connect(lambda: self.minutes.set_text(str(self._passed())))
        self.add(Flow([self._since]))
        self._tell_passed()
        timer = QTimer(self)
        timer.timeout.connect(self._tell_passed)
        timer.start(_MINUTE_MS)

    def _passed(self) -> int:
        """Whole minutes since the child was opened: at least one, also on a PC whose clock was set back."""
        return min(max(round((self._clock() - self._opened).total_seconds() / 60), 1), _MOST_MINUTES)

    def _tell_passed(self) -> None:
        self._since.set_words(f"Siden I åbnede: {count_of(self._passed(), 'minut', 'minutter')}")

    def tick(self, who: Sequence[Id]) -> None:
        """Ticks these, and nobody else."""
        for id_, tick in self._ticks.items():
            tick.setChecked(id_ in who)

    def _ticked(self) -> None:
        self._error.hide()
        self.changed.emit()

    def is_complete(self) -> bool:
        """False, with the focus and an error there, when the minutes cannot be read."""
        text = self.minutes.text()
        if text and self.lasted() is None:
            self.minutes.refuse(f"Skriv et helt antal minutter fra 1 til {_MOST_MINUTES}, eller lad feltet stå tomt.")
            return False
        return True

    def lasted(self) -> int | None:
        """Minutes; None while nothing that can be read is written."""
        text = self.minutes.text()
        minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        return minutes if 0 < minutes <= _MOST_MINUTES else None

    def chosen(self) -> tuple[Id, ...]:
        """Who is ticked."""
        return tuple(id_ for id_, tick in self._ticks.items() if tick.isChecked())

    def ask_who(self, sentence: str) -> None:
        """Says that nobody is ticked, and puts the focus on the first who can be."""
        self._error.setText(sentence)
        self._error.show()
        for tick in [*self._ticks.values()][:1]:
            tick.setFocus()
