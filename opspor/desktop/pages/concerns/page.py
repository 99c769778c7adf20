"""The list of concerns. The screen faces the room: no name and no topic until one is opened."""

from opspor.desktop.page import Page
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import NEW_CONCERN
from opspor.desktop.widgets import Button, Card, EmptyState, Flow, Kind, ListRow, MessageKind, RowList, Segmented
from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import short_date
from opspor.domain.text import count_of
from opspor.usecases import concerns
from opspor.usecases.concerns import ConcernRow


class ConcernsPage(Page):
    """The concerns that the person may open: those that need something, or the closed ones."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._new = Button("Ny bekymring", Kind.MAIN, shortcut=NEW_CONCERN)
        self._which: Segmented[bool] = Segmented("Hvilke bekymringer", [("Åbne", True), ("Lukkede", False)], value=True)
        super().__init__("Bekymringer", "Navne står først, når du åbner en.", choice=self._which, main=self._new)
        first = Button("Ny bekymring", Kind.MAIN, shortcut=NEW_CONCERN)
        self._nothing_open = EmptyState(
            "message-circle-warning",
            "Ingen åbne bekymringer",
            "Er du i tvivl om noget, du har set eller hørt, så skriv det ned.",
            first,
        )
        self._nothing_closed = EmptyState(
            "message-circle-warning",
            "Ingen lukkede bekymringer",
            "Når en bekymring bliver lukket med en grund, står den her.",
        )
        self._list = RowList("Bekymringer")
        self._card = Card(flush=True)
        self._card.add(self._list)
        for part in (self._nothing_open, self._nothing_closed, self._card):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._several = Button("Gem flere som PDF", Kind.QUIET, icon="download")
        self._waiting = Button("Svar, vi venter på", Kind.QUIET, icon="mail-question-mark")
        self._filing = Button("Til journalen", Kind.QUIET, icon="list-checks")
        ways = ((self._waiting, Place.WAITING), (self._filing, Place.FILING), (self._several, Place.SEVERAL_PAPERS))
        for way, place in ways:
            way.hide()
            way.clicked.connect(lambda _=False, place=place: office.go(Destination(place)))
        self.body.insertWidget(self.body.count() - 1, Flow([self._waiting, self._filing, self._several], gap=3))
        self._found: tuple[ConcernRow, ...] = ()
        self._may_file = reach(office.work.staff, Action.SEE_FILING) is not Reach.NONE
        for button in (self._new, first):
            button.clicked.connect(lambda: office.go(Destination(Place.NEW_CONCERN)))
        self._list.opened.connect(lambda concern_id: office.go(Destination(Place.CONCERN, concern_id)))
        self._which.chosen.connect(lambda _: self._show_rows())
        self._reading = Reading(
            self, lambda: office.work.look(concerns.listed), self._show, Changed.CONCERNS, Changed.PAPERS
        )

    def refresh(self, changes: Changes) -> None:
        """Reads again when a concern or a paper changed."""
        self._reading.refresh(changes)

    def _show(self, found: tuple[ConcernRow, ...]) -> None:
        nothing_shown_yet = self._card.isHidden() and self._nothing_open.isHidden() and self._nothing_closed.isHidden()
        self._found = found
        for way in (self._waiting, self._several):
            way.setVisible(bool(found))
        self._filing.setVisible(self._may_file)
        self._show_rows()
        if nothing_shown_yet:
            self.begin()

    def _show_rows(self) -> None:
        want_open = self._which.value() is not False
        rows = [row for row in self._found if _needs_something(row) is want_open]
        self._list.set_rows([_list_row(row) for row in rows])
        self._card.setVisible(bool(rows))
        self._nothing_open.setVisible(not rows and want_open)
        self._new.setVisible(self._nothing_open.isHidden())  # there it stands below the words
        self._nothing_closed.setVisible(not rows and not want_open)


def _needs_something(row: ConcernRow) -> bool:
    return row.concern.closed_at is None or row.not_sent


def _list_row(row: ConcernRow) -> ListRow:
    concern = row.concern
    if concern.closed_at is not None:
        state = f"Lukket {short_date(concern.closed_at)}"
    elif row.steps_done:
        state = f"Åben · {count_of(row.steps_done, 'trin', 'trin')} gjort"
    else:
        state = "Åben · ikke begyndt på trinnene"
    return ListRow(
        concern.label,
        f"{state} · skrevet af {concern.author_name}",
        "Ikke sendt endnu" if row.not_sent else "",
        "message-circle-warning",
        concern.id,
        MessageKind.WARNING if row.not_sent else None,
    )
