"""Planer: focus points and plans of the children and groups one sees, the next day first."""

from collections.abc import Sequence
from concurrent.futures import Future
from enum import Enum
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.plans.rows import list_row, way_to
from opspor.desktop.reading import Reading
from opspor.desktop.route import GROUP, NO_ID, Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    EmptyState,
    Flow,
    Kind,
    PlainLabel,
    RowList,
    Segmented,
    announce,
    box,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.follow_up import When
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import plan_list
from opspor.usecases.plan_list import ListedPlan, PlanList

_ALL = Id("")
_ALL_THERE_IS = 1000  # the share of the card, up to the height of its rows


class State(Enum):
    """Which rows are shown, as the choice says it."""

    OPEN = "Åbne"
    CLOSED = "Afsluttede"
    AGREED = "Ikke skrevet"


class PlansPage(Page):
    """Opens on what is open and one's own to see to; on all of it where nothing is."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._new = Button("Fokuspunkt for en gruppe", icon="plus")
        super().__init__("Planer", choice=self._new)
        self._office = office
        self._found: PlanList | None = None
        self._whose: Segmented[bool] = Segmented("Vis", [("Mine", True), ("Alle", False)], value=True)
        self._state: Segmented[State] = Segmented("Hvilke", [(state.value, state) for state in State], value=State.OPEN)
        self._group: ChoiceField[Id] = ChoiceField("Stue eller klasse", [("Alle", _ALL)], value=_ALL)
        self._waiting = Button("", Kind.LINK)
        self._waiting_line = Flow([self._waiting])
        self._tools = box(
            Flow([named("Vis", self._whose), self._group, named("Hvilke", self._state)], gap=4),
            self._waiting_line,
            spacing=2,
        )
        self._list = RowList("Planer", fits=False)
        self._card = Card(flush=True, grows=True)
        self._card.add(self._list, 1)
        self._nothing = PlainLabel("", "body", "text_2")
        children = Button("Vælg et barn", Kind.MAIN)
        children.clicked.connect(lambda: office.go(Destination(Place.CHILDREN)))
        self._empty = EmptyState(
            "list-checks",
            "Her er ingen planer endnu",
            "Et fokuspunkt er noget, I voksne prøver. Begynd på barnets side, under »Det, vi gør«.",
            children,
        )
        for part in (self._tools, self._nothing):
            self.body.addWidget(part)
            part.hide()
        self.body.addWidget(self._card, _ALL_THERE_IS)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        self._card.hide()
        self._empty.hide()
        self._new.hide()
        for choice in (self._whose, self._state):
            choice.chosen.connect(lambda _: self._filter())
        self._group.changed.connect(self._filter)
        self._waiting.clicked.connect(self._show_waiting)
        look.changed.connect(self._measure)
        self._list.opened.connect(self._open)
        self._new.clicked.connect(self._write_for_group)
        self._reading = Reading(
            self, self._question, self._show, Changed.PLANS, Changed.CHILDREN, Changed.PEOPLE,
            Changed.JOINT_ASSESSMENTS,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads the list again; what is chosen stays."""
        self._reading.refresh(changes)

    def _question(self) -> Future[PlanList]:
        closed = self._state.value() is State.CLOSED
        return self._office.work.look(partial(plan_list.everything, closed=closed))

    def _show(self, found: PlanList) -> None:
        first, self._found = self._found is None, found
        options = [("Alle", _ALL), *((group.name, group.id) for group in found.groups)]
        chosen = self._group.value() or _ALL
        self._group.set_options(options, chosen if chosen in {id_ for _, id_ in options} else _ALL)
        self._group.setVisible(len(found.groups) > 1)
        blank = not (found.open or found.closed or found.agreed)
        self._empty.setVisible(blank)
        self._tools.setVisible(not blank)
        self._new.setVisible(bool(found.groups))
        if first and not any(one.mine for one in found.open):
            self._whose.set_value(value=False)
        self._filter()
        if first:
            if self._list.rows():
                self._list.setFocus()
            else:
                self.begin()

    def _filter(self) -> None:
        if self._found is None:
            return
        state = self._state.value() or State.OPEN
        every = {State.OPEN: self._found.open, State.CLOSED: self._found.closed, State.AGREED: self._found.agreed}
        shown = every[state]
        if shown is None:  # what was closed has not been read yet
            self._reading.refresh(Changes(frozenset({Changed.PLANS})))
            return
        group, mine = self._group.value() or _ALL, self._whose.value()
        rows = [
            one
            for one in shown
            if (one.mine or not mine) and (group == _ALL or group in one.groups)
        ]  # fmt: skip
        today = self._office.work.clock().date()
        self._list.set_rows([list_row(one, today) for one in rows])
        self._card.setVisible(bool(rows))
        self._measure()
        self._nothing.setText("Her er ikke noget af den slags. Vælg »Alle« for at se det hele.")
        self._nothing.setVisible(not rows and self._empty.isHidden())
        waiting = sum(group in (_ALL, *one.groups) for one in self._found.agreed)
        self._waiting.set_words(
            f"{count_of(waiting, 'fokuspunkt', 'fokuspunkter')} er aftalt og ikke skrevet. Vis dem."
        )
        self._waiting_line.setVisible(bool(waiting) and state is State.OPEN)
        said = _count(rows)
        self.set_title("Planer", said if self._empty.isHidden() else "")
        announce(self._list, said)

    def _measure(self) -> None:
        """The card is as high as its rows where they need less than the window has."""
        self._card.setMaximumHeight(self._list.whole_height() + look.u(0.5))

    def _show_waiting(self) -> None:
        self._state.set_value(State.AGREED)
        self._whose.set_value(value=False)
        self._filter()
        self._list.setFocus()

    def _open(self, one: object) -> None:
        assert isinstance(one, ListedPlan)  # noqa: S101  the key of a row
        self._office.go(way_to(one))

    def _write_for_group(self) -> None:
        """For the group that is chosen, else the first one."""
        if self._found is None:
            return
        group = self._group.value() or self._found.groups[0].id
        self._office.go(Destination(Place.FOCUS, group, NO_ID, GROUP))


def named(words: str, choice: QWidget) -> QWidget:
    """A choice with its name above it, as a field has."""
    part = QWidget()
    column = Column(part, spacing=1.5)
    column.addWidget(PlainLabel(words, "body_strong"))
    column.addWidget(choice)
    column.addStretch(1)  # beside a field that is higher the labels stay on one line
    return part


def _count(rows: Sequence[ListedPlan]) -> str:
    """``7 planer, 2 overskredet``"""
    late = sum(one.when is When.LATE for one in rows)
    return ", ".join(
        filter(None, (count_of(len(rows), "plan", "planer"), f"{late} overskredet" if late else ""))
    )  # fmt: skip
