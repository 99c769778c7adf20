"""The list of rounds."""

from opspor.desktop.page import Page
from opspor.desktop.pages.rounds.words import listing, round_in_words
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, EmptyState, Kind, ListRow, RowList
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.usecases import rounds
from opspor.usecases.rounds import RoundInList


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
        practise = Button("Øv jer på 12 cases", Kind.LINK, icon="chevron-right", icon_after=True)
        self.body.addWidget(practise)
        self.body.addStretch(1)
        practise.clicked.connect(lambda: office.go(Destination(Place.PRACTICE)))
        for button in (self._open, first):
            button.clicked.connect(lambda: office.go(Destination(Place.OPEN_ROUND)))
        self._rows.opened.connect(lambda round_id: office.go(Destination(Place.ROUND, round_id)))
        shown = (Changed.ROUNDS, Changed.CHILDREN, Changed.JOINT_ASSESSMENTS)
        self._reading = Reading(self, lambda: office.work.look(rounds.listed_rounds), self._show, *shown)

    def refresh(self, changes: Changes) -> None:
        """Reads again when a round or something in one changed."""
        self._reading.refresh(changes)

    def _show(self, found: tuple[RoundInList, ...]) -> None:
        first_time, blank = self._card.isHidden(), self._empty.isHidden()
        self._empty.setVisible(not found)
        self._open.setVisible(bool(found))
        self._card.setVisible(bool(found))
        today = self._office.work.clock().date()
        self._rows.set_rows(
            [
                ListRow(
                    row.round.name,
                    f"{round_in_words(row.round, today)} · {listing([group.group_name for group in row.round.groups])}",
                    f"{row.agreed} af {row.children} aftalt",
                    "calendar-range",
                    row.round.id,
                )
                for row in found
            ]
        )
        if found and first_time:
            self._rows.setFocus()
        elif blank and not found:
            self.begin()
