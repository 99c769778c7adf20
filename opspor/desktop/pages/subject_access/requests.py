"""Indsigt: who has asked to see what is written, and until when they are answered.

The screen faces the room: children stand by their number until somebody asks for names.
"""

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.pages.subject_access.words import NEVER_REFUSED, counted, request_row
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, EmptyState, Flow, Kind, PlainLabel, RowList
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Told
from opspor.domain.subject_access import RequestLine
from opspor.usecases import subject_access

_ALL_THERE_IS = 1000  # the share of the card, up to the height of its rows


class RequestsPage(Page):
    """Those that wait first. A row leads to the request."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._begin = Button("Nogen beder om indsigt", Kind.MAIN)
        super().__init__("Indsigt", main=self._begin)
        self._office = office
        self._lines: tuple[RequestLine, ...] | None = None
        self._named = False
        self._names = Button("Vis navne", icon="eye")
        self._tools = Flow([self._names])
        self._list = RowList("Anmodninger om indsigt", fits=False)
        self._card = Card(flush=True, grows=True)
        self._card.add(self._list, 1)
        first = Button("Nogen beder om indsigt", Kind.MAIN)
        self._empty = EmptyState("file-text", "Ingen har bedt om indsigt", NEVER_REFUSED, first)
        self._never = PlainLabel(NEVER_REFUSED, "small", "text_2")
        for part in (self._tools, self._card, self._empty, self._never):
            self.body.addWidget(part, _ALL_THERE_IS if part is self._card else 0)
            part.hide()
        self.body.addStretch(1)
        self._begin.hide()
        for button in (self._begin, first):
            button.clicked.connect(lambda: office.go(Destination(Place.ACCESS, context=BEGIN)))
        self._names.clicked.connect(self._turn_names)
        self._list.opened.connect(office.go)
        look.changed.connect(self._measure)
        self._reading = Reading(
            self,
            lambda: office.work.look(subject_access.overview),
            self._show,
            Told.PROTECTION,
            Told.CHILDREN,
        )

    def refresh(self, changes: Changes) -> None:
        """Reads the list again."""
        self._reading.refresh(changes)

    def _show(self, lines: tuple[RequestLine, ...]) -> None:
        first, self._lines = self._lines is None, lines
        self._fill()
        if first:
            if lines:
                self._list.setFocus()
            else:
                self.begin()

    def _fill(self) -> None:
        lines = self._lines or ()
        today = self._office.work.clock().date()
        self._list.set_rows([request_row(line, today, named=self._named) for line in lines])
        for part in (self._tools, self._card, self._never, self._begin):
            part.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.set_title("Indsigt", counted(lines, today) if lines else "")
        self._measure()

    def _measure(self) -> None:
        """The card is as high as its rows where they need less than the window has."""
        self._card.setMaximumHeight(self._list.whole_height() + look.u(0.5))

    def _turn_names(self) -> None:
        self._named = not self._named
        self._names.set_words("Skjul navne" if self._named else "Vis navne")
        self._fill()
