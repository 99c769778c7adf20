"""One round: how far each child is, who is missing, and what can be done about it."""

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.rounds.child_card import Ask, ChildCard, asks
from opspor.desktop.pages.rounds.words import NextStep, listing, mine, next_step, round_in_words, state_in_words
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    EmptyState,
    Flow,
    Kind,
    Line,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    ProgressStrip,
    RowList,
    Segmented,
)
from opspor.domain.assessment import CONTEXT_WORDS, Context
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.rounds import DONE, Acquaintance, ChildInRound, ChildState, Coverage, least_known_first
from opspor.domain.text import count_of
from opspor.usecases import rounds
from opspor.usecases.desk import Desk

_FILTERS: tuple[tuple[str, tuple[ChildState, ...]], ...] = (
    ("Alle", tuple(ChildState)),
    ("Mangler", (ChildState.HINDERED, ChildState.MISSING_MINE, ChildState.MISSING_OTHERS)),
    ("Klar", (ChildState.READY,)),
    ("Færdig", DONE),
)
_ICONS = {
    ChildState.HINDERED: "circle-alert",
    ChildState.MISSING_MINE: "pencil",
    ChildState.MISSING_OTHERS: "hourglass",
    ChildState.READY: "messages-square",
    ChildState.AGREED: "check",
    ChildState.NOT_ASSESSED: "minus",
}
_Known = Mapping[tuple[Id, Context], Acquaintance]


class RoundPage(Page):
    """The children of a round with their state in words. Nobody's answers are ever shown here."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._filter = Segmented("Vis", _FILTERS, value=_FILTERS[0][1])
        self._go = Button("", Kind.MAIN)
        super().__init__("", choice=self._filter, main=self._go)
        self._office, self._round_id = office, destination.id
        self._coverage: Coverage | None = None
        self._known: _Known | None = None  # when the list is to begin with whom one knows least
        self._card: ChildCard | None = None
        self._mine = ProgressStrip("Du har vurderet")
        self._nobody = EmptyState("users-round", "Ingen børn her lige nu", "Vælg »Alle« for at se hele stuen.")
        self._seal = PlainLabel("De andres svar bliver først vist, når alle har afleveret.", "body", "text_2")
        self._waited_for = PlainLabel("", "body")
        self._least = CheckBox("Vis først dem, vi kender mindst")
        self._place = QWidget()
        self._card_column = Column(self._place, spacing=0)
        self._rows = RowList("Børn i runden")
        self._list = Card(flush=True)
        self._list.add(self._rows)
        self._matrix = Button("Vis matrixen", Kind.LINK, icon="layout-grid")
        self._alike = Button("Så ens svarede I", Kind.LINK, icon="chart-column")
        self._change = Button("Ret runden", icon="pencil")
        self._close = Button("Luk runden", icon="lock-keyhole")
        self._reopen = Button("Åbn runden igen", icon="lock-open")
        for part in (
            Line(self._seal, self._mine),
            self._waited_for,
            self._least,
            self._place,
            self._nobody,
            self._list,
            Flow([self._matrix, self._alike, self._change, self._close, self._reopen], gap=6),
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for hidden in (
            self._place, self._nobody, self._go, self._mine, self._matrix, self._alike, self._waited_for,
            self._change, self._close, self._reopen,
        ):  # fmt: skip
            hidden.hide()
        self._filter.chosen.connect(lambda _: self._show_rows())
        self._least.toggled.connect(self._order)
        self._rows.opened.connect(self._open)
        self._go.clicked.connect(self._go_on)
        self._matrix.clicked.connect(lambda: office.go(Destination(Place.MATRIX, self._round_id)))
        self._alike.clicked.connect(lambda: office.go(Destination(Place.AGREEMENT, self._round_id)))
        self._change.clicked.connect(lambda: office.go(Destination(Place.CHANGE_ROUND, self._round_id)))
        self._close.clicked.connect(self._close_it)
        self._reopen.clicked.connect(lambda: self._write(rounds.reopen_round))
        shown = (
            Changed.ROUNDS, Changed.CHILDREN, Changed.OWN_ASSESSMENTS, Changed.JOINT_ASSESSMENTS, Changed.PEOPLE,
        )  # fmt: skip
        self._reading = Reading(self, self._question, self._show, *shown)

    def refresh(self, changes: Changes) -> None:
        """Reads again when a round or something in one changed."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed about a child."""
        if self._card is not None:
            self._card.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The card about a child is made last, and stands before the list."""
        return focus_next_in_reading_order(self, forward=forward)

    def _question(self) -> Future[Coverage]:
        return self._office.work.look(lambda desk: rounds.coverage(desk, self._round_id))

    def _write(self, work: Callable[[Desk, Id], None]) -> None:
        ask(self._office.work.run(lambda desk: work(desk, self._round_id)), self, lambda _: None)

    def _close_it(self) -> None:
        """For whoever may open it again there is a way back at once."""
        back = ("Fortryd", lambda: self._write(rounds.reopen_round))
        said = Message(
            MessageKind.SUCCESS,
            "Runden er lukket.",
            "Børnene i den er fra nu af dem, der var med i dag.",
            back if self._office.work.staff.role is Role.LEADER else None,
        )
        closing = self._office.work.run(lambda desk: rounds.close_round(desk, self._round_id))
        ask(closing, self, lambda _: self.show_message(said))

    # --- what is there --------------------------------------------------------------------------------------------

    def _show(self, coverage: Coverage) -> None:
        first_time = self._coverage is None
        self._coverage = coverage
        agreed, excused = coverage.count(ChildState.AGREED), coverage.count(ChildState.NOT_ASSESSED)
        round_, work = coverage.round, self._office.work
        said = [
            round_in_words(round_, work.clock().date()),
            listing([group.group_name for group in round_.groups]),
            f"{agreed} af {len(coverage.children)} aftalt",
        ]
        if excused:
            said.append(f"{excused} vurderes ikke")
        self.set_title(round_.name, " · ".join(said))
        own = mine(coverage, work.staff.id)
        self._mine.setVisible(bool(own) and round_.closed_at is None)
        self._mine.set_progress(coverage.mine_done, len(own))
        if coverage.children and not coverage.undone:
            self._seal.setText("I har talt om alle." if not excused else "I er færdige med alle.")
        self._matrix.setVisible(agreed > 0)
        self._alike.setVisible(agreed > 0)
        leads, closed = round_.may_lead(work.staff), round_.closed_at is not None
        self._change.setVisible(leads and not closed)
        self._close.setVisible(leads and not closed)
        self._reopen.setVisible(closed and work.staff.role is Role.LEADER)
        holds_threads = work.staff.id in {group.lead_id for group in round_.groups}
        self._say_who_is_missing(coverage, told=(leads or holds_threads) and not closed)
        step = next_step(coverage) if not closed else None
        self._go.setVisible(step is not None)
        if step is not None:
            self._go.set_words(step.words)
        self._show_rows()
        if first_time:
            (self._go if step is not None else self._rows).setFocus()

    def _say_who_is_missing(self, coverage: Coverage, *, told: bool) -> None:
        """By colleague and by number, for whoever holds the threads."""
        waited_for = [f"{name} ({count_of(n, 'barn', 'børn')})" for name, n in coverage.waited_for]
        self._waited_for.setText(f"I venter på {listing(waited_for)}.")
        self._waited_for.setVisible(told and bool(waited_for))

    def _order(self, least_first: bool) -> None:
        self._known = None
        if least_first:
            reading = self._office.work.look(lambda desk: rounds.acquaintance(desk, self._round_id))
            ask(reading, self, self._ordered)
        else:
            self._show_rows()

    def _ordered(self, known: _Known) -> None:
        self._known = known if self._least.isChecked() else None
        self._show_rows()

    def _show_rows(self) -> None:
        if self._coverage is None:
            return
        states = self._filter.value() or tuple(ChildState)
        found = self._coverage.children
        if self._known is not None:
            found = least_known_first(found, self._known)
        chosen = [child for child in found if child.state in states]
        self._list.setVisible(bool(chosen))
        self._nobody.setVisible(not chosen)
        several = len(self._coverage.round.groups) > 1
        names = Counter((child.child.full_name, child.context) for child in found)
        groups = {group.group_id: group.group_name for group in self._coverage.round.groups}
        self._rows.set_rows(
            [
                ListRow(
                    child.child.full_name,
                    _second(
                        child, groups[child.group_id] if several else "",
                        child.child.code if names[child.child.full_name, child.context] > 1 else "",
                    ),
                    state_in_words(child),
                    _ICONS[child.state],
                    (child.child.id, child.context),
                )
                for child in chosen
            ]
        )  # fmt: skip

    # --- one child ------------------------------------------------------------------------------------------------

    def _open(self, key: tuple[Id, Context]) -> None:
        """Shows what can be done about a child; its next step has the focus, so Enter goes on."""
        coverage = self._coverage
        if coverage is None:
            return
        child = next(row for row in coverage.children if (row.child.id, row.context) == key)
        self._put_away()
        round_, me = coverage.round, self._office.work.staff
        group = next(group for group in round_.groups if group.group_id == child.group_id)
        what: tuple[Ask, ...] = ()
        if round_.closed_at is None:
            may_write = round_.may_excuse(me, child.child.id, group)
            what = asks(child, may_write=may_write, may_lead=round_.may_lead(me))
        self._card = ChildCard(self._office, round_, child, self._step(child), what)
        self._card.closed.connect(self._back_to_list)
        self._card_column.addWidget(self._card)
        self._place.show()
        self._card.setFocus()
        self.work_area.ensureWidgetVisible(self._card)

    def _put_away(self) -> None:
        if self._card is not None:
            self._card.leave()
            self._card.hide()
            self._card.deleteLater()
            self._card = None
            self._place.hide()

    def _back_to_list(self) -> None:
        self._put_away()
        self._rows.setFocus()

    def _step(self, child: ChildInRound) -> NextStep:
        rows = self._coverage.children if self._coverage else ()
        twice = sum(row.child.id == child.child.id for row in rows) > 1
        context = child.context if twice else ""
        here = (self._round_id, child.child.id, context)
        if child.state is ChildState.AGREED:
            return NextStep("Vis den fælles vurdering", Destination(Place.JOINT, *here))
        if child.state is ChildState.READY:
            return NextStep("Start fælles vurdering", Destination(Place.JOINT, *here))
        if child.state is ChildState.MISSING_MINE:
            words = "Fortsæt min vurdering" if child.has_draft else "Begynd min vurdering"
            return NextStep(words, Destination(Place.OWN, *here))
        if child.mine_submitted and child.state is ChildState.MISSING_OTHERS:
            return NextStep("Ret min vurdering", Destination(Place.OWN, *here))
        return NextStep("Vis barnets side", Destination(Place.CHILD, child.child.id))

    def _go_on(self) -> None:
        step = next_step(self._coverage) if self._coverage else None
        if step is not None:
            self._office.go(step.destination)


def _second(child: ChildInRound, group: str, code: str) -> str:
    """Group and context where they differ from row to row, and the code of a namesake; else nothing."""
    return " · ".join(part for part in (group, CONTEXT_WORDS[child.context] if group else "", code) if part)
