"""The list of rounds."""

from opspor.desktop.page import Page
from opspor.desktop.pages.rounds.words import listing, window_in_words
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, EmptyState, Kind, ListRow, RowList
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.rounds import ChildState, Coverage
from opspor.usecases import assess


class RoundsPage(Page):
    """All rounds of one's groups, newest first, each with how many children are agreed on."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._open = Button("Åbn en ny runde", Kind.MAIN)
        super().__init__("Runder", "Først hver for sig, så sammen.", main=self._open)
        self._office = office
        first = Button("Åbn runden", Kind.MAIN)
        self._empty = EmptyState(
            "calendar-range",
            "Her er ingen runder endnu",
            "I en runde vurderer I alle børn på stuen, først hver for sig og så sammen.",
            first,
        )
        self._rows = RowList("Runder")
        self._card = Card(flush=True)
        self._card.add(self._rows)
        for part in (self._empty, self._card):
            part.hide()
        self.body.addWidget(self._empty)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        for button in (self._open, first):
            button.clicked.connect(lambda: office.go(Destination(Place.OPEN_ROUND)))
        self._rows.opened.connect(lambda round_id: office.go(Destination(Place.ROUND, round_id)))
        shown = (Changed.ROUNDS, Changed.CHILDREN, Changed.JOINT_ASSESSMENTS)
        self._reading = Reading(self, lambda: office.work.look(assess.all_rounds), self._show, *shown)

    def refresh(self, changes: Changes) -> None:
        """Reads again when a round or something in one changed."""
        self._reading.refresh(changes)

    def _show(self, found: tuple[Coverage, ...]) -> None:
        first_time = self._card.isHidden()
        self._empty.setVisible(not found)
        self._open.setVisible(bool(found))
        self._card.setVisible(bool(found))
        today = self._office.work.clock().date()
        self._rows.set_rows(
            [
                ListRow(
                    coverage.round.name,
                    f"{window_in_words(coverage.round.opens_on, coverage.round.closes_on, today)} · "
                    f"{listing([group.group_name for group in coverage.round.groups])}",
                    f"{coverage.count(ChildState.AGREED)} af {len(coverage.children)} aftalt",
                    "calendar-range",
                    coverage.round.id,
                )
                for coverage in found
            ]
        )
        if found and first_time:
            self._rows.setFocus()
