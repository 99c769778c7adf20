"""One round: how far each child is, and the way on."""

from concurrent.futures import Future

from opspor.desktop.page import Page
from opspor.desktop.pages.rounds.words import listing, mine, next_step, state_in_words, window_in_words
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
    EmptyState,
    Flow,
    Kind,
    Line,
    ListRow,
    PlainLabel,
    ProgressStrip,
    RowList,
    Segmented,
)
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState, Coverage
from opspor.usecases import rounds

_FILTERS: tuple[tuple[str, tuple[ChildState, ...]], ...] = (
    ("Alle", tuple(ChildState)),
    ("Mangler", (ChildState.MISSING_MINE, ChildState.MISSING_OTHERS)),
    ("Klar", (ChildState.READY,)),
    ("Aftalt", (ChildState.AGREED,)),
)
_ICONS = {
    ChildState.MISSING_MINE: "pencil",
    ChildState.MISSING_OTHERS: "hourglass",
    ChildState.READY: "messages-square",
    ChildState.AGREED: "check",
}


class RoundPage(Page):
    """The children of a round with their state in words. Nobody's answers are ever shown here."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._filter = Segmented("Vis", _FILTERS, value=_FILTERS[0][1])
        self._go = Button("", Kind.MAIN)
        super().__init__("", choice=self._filter, main=self._go)
        self._office, self._round_id = office, destination.id
        self._coverage: Coverage | None = None
        self._mine = ProgressStrip("Du har vurderet")
        self._nobody = EmptyState("users-round", "Ingen børn her lige nu", "Vælg »Alle« for at se hele stuen.")
        self._matrix = Button("Vis matrixen", Kind.LINK, icon="layout-grid")
        self._seal = PlainLabel("De andres svar bliver først vist, når alle har afleveret.", "body", "text_2")
        self._rows = RowList("Børn i runden")
        self._card = Card(flush=True)
        self._card.add(self._rows)
        self.body.addWidget(Line(self._seal, self._mine))
        self.body.addWidget(self._nobody)
        self.body.addWidget(self._card)
        self.body.addWidget(Flow([self._matrix]))
        self.body.addStretch(1)
        for hidden in (self._nobody, self._go, self._mine, self._matrix):
            hidden.hide()
        self._filter.chosen.connect(lambda _: self._show_rows())
        self._rows.opened.connect(self._open)
        self._go.clicked.connect(self._go_on)
        self._matrix.clicked.connect(lambda: office.go(Destination(Place.MATRIX, self._round_id)))
        shown = (Changed.ROUNDS, Changed.CHILDREN, Changed.OWN_ASSESSMENTS, Changed.JOINT_ASSESSMENTS)
        self._reading = Reading(self, self._question, self._show, *shown)

    def refresh(self, changes: Changes) -> None:
        """Reads again when a round or something in one changed."""
        self._reading.refresh(changes)

    def _question(self) -> Future[Coverage]:
        return self._office.work.look(lambda desk: rounds.coverage(desk, self._round_id))

    def _show(self, coverage: Coverage) -> None:
        first_time = self._coverage is None
        self._coverage = coverage
        agreed = coverage.count(ChildState.AGREED)
        round_, work = coverage.round, self._office.work
        self.set_title(
            round_.name,
            f"{window_in_words(round_.opens_on, round_.closes_on, work.clock().date())} · "
            f"{listing([group.group_name for group in round_.groups])} · {agreed} af {len(coverage.children)} aftalt",
        )
        own = mine(coverage, work.staff.id)
        self._mine.setVisible(bool(own))
        self._mine.set_progress(coverage.mine_done, len(own))
        if agreed == len(coverage.children):
            self._seal.setText("I har talt om alle.")
        self._matrix.setVisible(agreed > 0)
        step = next_step(coverage)
        self._go.setVisible(step is not None)
        if step is not None:
            self._go.set_words(step.words)
        self._show_rows()
        if first_time:
            (self._go if step is not None else self._rows).setFocus()

    def _show_rows(self) -> None:
        if self._coverage is None:
            return
        states = self._filter.value() or tuple(ChildState)
        chosen = [child for child in self._coverage.children if child.state in states]
        self._card.setVisible(bool(chosen))
        self._nobody.setVisible(not chosen)
        several = len(self._coverage.round.groups) > 1
        self._rows.set_rows(
            [
                ListRow(
                    child.child.full_name,
                    _second(child, several=several),
                    state_in_words(child),
                    _ICONS[child.state],
                    child.child.id,
                )
                for child in chosen
            ]
        )

    def _open(self, child_id: Id) -> None:
        """Goes to where the child's next step is."""
        found = self._coverage.children if self._coverage else ()
        self._office.go(next(self._way_to(child) for child in found if child.child.id == child_id))

    def _way_to(self, child: ChildInRound) -> Destination:
        if child.state in (ChildState.READY, ChildState.AGREED):
            return Destination(Place.JOINT, self._round_id, child.child.id)
        if child.state is ChildState.MISSING_MINE or child.mine_submitted:
            return Destination(Place.OWN, self._round_id, child.child.id)
        return Destination(Place.CHILD, child.child.id)

    def _go_on(self) -> None:
        step = next_step(self._coverage) if self._coverage else None
        if step is not None:
            self._office.go(step.destination)


def _second(child: ChildInRound, *, several: bool) -> str:
    """Group and context where they differ from row to row; else nothing that is the same on every row."""
    room = child.child.group_names[child.child.group_ids.index(child.group_id)]
    return f"{room} · {CONTEXT_WORDS[child.context]}" if several else ""
