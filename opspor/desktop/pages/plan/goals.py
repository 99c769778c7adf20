"""The goals of a plan, each with what makes it good beside it in words: never a number, never a lock."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Columns,
    DateField,
    Flow,
    Kind,
    PlainLabel,
    Quality,
    QualityRow,
    TextField,
    Tiles,
    box,
)
from opspor.domain.ids import Id
from opspor.domain.planning import goal_checks
from opspor.domain.plans import MOST_OPEN, Goal, PartGoal, Plan

_SIDE = 64  # u, of the list beside a goal


class GoalsEditor(QWidget):
    """All goals. ``new_id`` gives an id for one that is begun."""

    changed = Signal()

    def __init__(self, new_id: Callable[[], Id]) -> None:
        super().__init__()
        self._new_id = new_id
        self._cards: list[GoalCard] = []
        self._gone: list[GoalCard] = []  # taken away, until "Fortryd" is gone with the page
        self._column = Column(self, spacing=5)
        self._many = PlainLabel("", "body", "text_2")
        self._more = Button("Skriv et mål mere", icon="plus")
        self._undo = Button("Fortryd: hent målet tilbage", Kind.LINK, icon="undo-2")
        self._column.addWidget(self._many)
        self._column.addWidget(Flow([self._more, self._undo], gap=3))
        self._more.clicked.connect(self._begin)
        self._undo.clicked.connect(self._bring_back)
        self._count()

    def show_goals(self, goals: tuple[Goal, ...]) -> None:
        """Fills it; a plan without goals begins with an empty one."""
        for card in (*self._cards, *self._gone):
            card.hide()
            card.deleteLater()
        self._cards, self._gone = [], []
        for goal in goals or (Goal(self._new_id()),):
            self._add(goal)
        self._count()

    def goals(self) -> tuple[Goal, ...]:
        """What is written now; goals in which nothing is written are left out."""
        return tuple(goal for card in self._cards if (goal := card.goal()) != Goal(goal.id))

    def advise(self, plan: Plan) -> None:
        """Says beside each goal what is missing."""
        for card in self._cards:
            card.advise(plan)

    def is_complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        return all(card.is_complete() for card in self._cards)

    def refuse(self, sentence: str) -> None:
        """Shows at the first goal what is missing."""
        self._cards[0].refuse(sentence)

    def _add(self, goal: Goal) -> None:
        card = GoalCard(goal)
        card.changed.connect(self.changed)
        card.removed.connect(lambda: self._remove(card))
        self._put(card)

    def _put(self, card: "GoalCard") -> None:
        self._cards.append(card)
        self._column.insertWidget(self._column.indexOf(self._many), card)
        card.show()

    def _begin(self) -> None:
        self._add(Goal(self._new_id()))
        self._count()
        self._cards[-1].begin()
        self.changed.emit()

    def _remove(self, card: "GoalCard") -> None:
        self._cards.remove(card)
        self._gone.append(card)
        self._column.removeWidget(card)
        card.hide()
        if not self._cards:
            self._add(Goal(self._new_id()))
        self._count()
        self._undo.setFocus()
        self.changed.emit()

    def _bring_back(self) -> None:
        card = self._gone.pop()
        self._put(card)
        self._count()
        card.begin()
        self.changed.emit()

    def _count(self) -> None:
        for number, card in enumerate(self._cards, 1):
            card.set_number(number)
        many = len(self._cards) > MOST_OPEN
        self._many.setVisible(many)
        self._many.setText(f"{len(self._cards)} mål er mange på én gang. Hvad kan vente? I kan godt gemme alligevel.")
        self._undo.setVisible(bool(self._gone))


class GoalCard(QWidget):
    """One goal with its part-goals."""

    changed = Signal()
    removed = Signal()

    def __init__(self, goal: Goal) -> None:
        super().__init__()
        self._goal = goal
        self._number = PlainLabel("", "section")
        self._text = TextField("Hvad skal være anderledes?", text=goal.text, lines=2)
        self._seen = TextField("Hvordan kan I se det?", text=goal.seen_by, help_text="Noget, I kan tælle eller vise.")
        self._wanted = TextField("Hvorfor vil barnet og familien det?", text=goal.wanted_by)
        self._possible = TextField("Hvad gør det muligt hos jer?", text=goal.possible_by)
        self._by = DateField("Nået senest", value=goal.by)
        self._action = TextField("Hvad gør I voksne?", text=goal.action, lines=2)
        self._who = TextField("Hvem gør det?", text=goal.who)
        self._parts: list[_PartRow] = []
        self._part_column = Column(spacing=2)
        more = Button("Skriv et delmål", Kind.LINK, icon="plus")
        more.clicked.connect(lambda: self._add_part(PartGoal(), begin=True))
        self._remove = Button("Tag målet væk", Kind.QUIET, icon="x")
        self._remove.clicked.connect(self.removed)
        self._checks = {check.name: QualityRow(check.name, Quality.MISSING) for check in goal_checks(goal, Plan())}
        fields = box(
            self._number, self._text, self._action, Tiles([self._who, self._by], least=36, gap=4), self._seen,
            self._wanted, self._possible, spacing=4,
        )  # fmt: skip
        places = (self._text, self._seen, self._wanted, self._possible, self._by, self._action)
        for row, field in zip(self._checks.values(), places, strict=True):
            row.clicked.connect(field.editor.setFocus)
        beside = box(PlainLabel("Et godt mål er", "body_strong"), *self._checks.values(), spacing=0)
        card = Card()
        card.add(Columns(fields, beside, width=_SIDE))
        card.body.addLayout(self._part_column)
        card.add(Flow([more, self._remove], gap=3))
        Column(self).addWidget(card)
        for part in goal.parts:
            self._add_part(part)
        for field in (self._text, self._seen, self._wanted, self._possible, self._by, self._action, self._who):
            field.changed.connect(self.changed)

    def set_number(self, number: int) -> None:
        """``Mål 2``, also for a screen reader at the key that takes it away."""
        self._number.setText(f"Mål {number}")
        self._remove.setAccessibleName(f"Tag mål {number} væk")

    def begin(self) -> None:
        """Puts the cursor into it."""
        self._text.editor.setFocus()

    def goal(self) -> Goal:
        """What is written now."""
        parts = (row.part() for row in self._parts)
        return replace(
            self._goal, text=self._text.text(), seen_by=self._seen.text(), wanted_by=self._wanted.text(),
            possible_by=self._possible.text(), by=self._by.value(), action=self._action.text(), who=self._who.text(),
            parts=tuple(part for part in parts if part.text or part.by),
        )  # fmt: skip

    def advise(self, plan: Plan) -> None:
        """What is missing, beside it."""
        for check in goal_checks(self.goal(), plan):
            self._checks[check.name].set_quality(Quality.MISSING if check.missing else Quality.READY, check.missing)

    def is_complete(self) -> bool:
        """False, with an error there, when a day that was begun cannot be read."""
        return all_complete(self._by, *(row.by for row in self._parts))

    def refuse(self, sentence: str) -> None:
        """Shows what is missing where it is to be written."""
        (self._action if self._text.text() else self._text).refuse(sentence)

    def _add_part(self, part: PartGoal, *, begin: bool = False) -> None:
        row = _PartRow(part, len(self._parts) + 1)
        row.changed.connect(self.changed)
        self._parts.append(row)
        self._part_column.addWidget(row)
        if begin:
            row.text.editor.setFocus()


def all_complete(*days: DateField) -> bool:
    """False, with the focus there, when a day that was begun cannot be read."""
    for day in days:
        if not day.complete():
            day.editor.setFocus()
            return False
    return True


class _PartRow(QWidget):
    """A part-goal: what, until when, and whether it is reached. An empty one is not kept."""

    changed = Signal()

    def __init__(self, part: PartGoal, number: int) -> None:
        super().__init__()
        self.text = TextField(f"Delmål {number}", text=part.text)
        self.by = DateField("Senest", value=part.by)
        self.by.set_name(f"Delmål {number}: senest")
        self._done = CheckBox("Nået")
        self._done.setAccessibleName(f"Delmål {number} er nået")
        self._done.setChecked(part.done)
        column = Column(self, spacing=1)
        column.addWidget(Tiles([self.text, self.by], least=36, gap=4))
        column.addWidget(self._done)
        for signal in (self.text.changed, self.by.changed, self._done.toggled):
            signal.connect(self.changed)

    def part(self) -> PartGoal:
        """What is written now."""
        return PartGoal(self.text.text(), self.by.value(), self._done.isChecked())
