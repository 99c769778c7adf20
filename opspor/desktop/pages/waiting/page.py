"""Svar, vi venter på: everything that was sent, what has come back, and what to do now.

The screen faces the room: names are hidden until somebody asks for them.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from enum import Enum
from functools import partial

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.waiting.words import counted, list_row, task_row
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    EmptyState,
    Flow,
    Kind,
    PlainLabel,
    RowList,
    Segmented,
    announce,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.usecases import waiting
from opspor.usecases.waiting import Board

_ALL_THERE_IS = 1000  # the share of the card, up to the height of its rows


class Which(Enum):
    """Which rows are shown, as the choice says it."""

    OPEN = "Der venter noget"
    ALL = "Alt, der er sendt"


class WaitingPage(Page):
    """Opens on one's own; on all of it where there is none. A row leads to what one does about it."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("Svar, vi venter på")
        self._office = office
        self._found: Board | None = None
        self._names: Mapping[Id, str] = {}
        self._whose: Segmented[bool] = Segmented("Vis", [("Mine", True), ("Alle", False)], value=True)
        self._which: Segmented[Which] = Segmented("Hvilke", [(one.value, one) for one in Which], value=Which.OPEN)
        self._hidden = Button("Vis navne", icon="eye")
        self._tools = Flow([self._whose, self._hidden, self._which], gap=4)
        self._list = RowList("Svar, vi venter på", fits=False)
        self._card = Card(flush=True, grows=True)
        self._card.add(self._list, 1)
        self._nothing = PlainLabel("", "body", "text_2")
        concerns = Button("Se bekymringer", Kind.MAIN)
        concerns.clicked.connect(lambda: office.go(Destination(Place.CONCERNS)))
        self._empty = EmptyState(
            "mail-check",
            "Ingen underretninger er sendt",
            "Når I har noteret, at en underretning er sendt, kan I se her, hvad der mangler svar på.",
            concerns,
        )
        self.body.addWidget(self._tools)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._card, _ALL_THERE_IS)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        for part in (self._tools, self._nothing, self._card, self._empty):
            part.hide()
        self._whose.chosen.connect(lambda _: self._filter())
        self._which.chosen.connect(self._choose)
        self._hidden.clicked.connect(self._show_names)
        self._list.opened.connect(office.go)
        look.changed.connect(self._measure)
        self._over = False  # whether what is over has been read too: there is more of it each year
        self._reading = Reading(
            self, self._read, self._show, Changed.PAPERS, Changed.CONCERNS, Changed.PEOPLE, Changed.SETTINGS
        )

    def refresh(self, changes: Changes) -> None:
        """Reads the list again; what is chosen stays."""
        self._reading.refresh(changes)

    def _read(self) -> Future[Board]:
        return self._office.work.look(partial(waiting.everything, unfinished=not self._over))

    def _read_what_is_over(self) -> None:
        self._over = True
        self._reading.refresh(Changes(frozenset({Changed.PAPERS})))

    def _show(self, found: Board) -> None:
        blank = not (found.rows or found.tasks)
        if blank and not self._over:
            self._read_what_is_over()
            return
        first, self._found = self._found is None, found
        self._empty.setVisible(blank)
        self._tools.setVisible(not blank)
        if first and not found.tasks and not any(row.mine and _needs(row) for row in found.rows):
            self._whose.set_value(value=False)
        self._filter()
        if first:
            if self._list.rows():
                self._list.setFocus()
            else:
                self.begin()

    def _choose(self, which: Which) -> None:
        if which is Which.ALL and not self._over:
            self._read_what_is_over()
        else:
            self._filter()

    def _filter(self) -> None:
        if self._found is None:
            return
        today = self._office.work.clock().date()
        mine, all_ = self._whose.value(), self._which.value() is Which.ALL
        shown = [row for row in self._found.rows if (row.mine or not mine) and (all_ or _needs(row))]
        rows = [task_row(task, self._names.get(task.concern_id, "")) for task in self._found.tasks]
        rows += [list_row(row, today, self._names.get(row.concern_id, "")) for row in shown]
        self._list.set_rows(rows)
        self._card.setVisible(bool(rows))
        self._measure()
        self._nothing.setText("Her er ikke noget at vente på. Vælg »Alle« og »Alt, der er sendt« for at se det hele.")
        self._nothing.setVisible(not rows and self._empty.isHidden())
        said = counted(self._found, today) if self._empty.isHidden() else ""
        self.set_title("Svar, vi venter på", said)
        announce(self._list, said)

    def _measure(self) -> None:
        """The card is as high as its rows where they need less than the window has."""
        self._card.setMaximumHeight(self._list.whole_height() + look.u(0.5))

    def _show_names(self) -> None:
        if self._names:
            self._set_names({})
        else:
            ask(self._office.work.look(waiting.names), self, self._set_names)

    def _set_names(self, names: Mapping[Id, str]) -> None:
        self._names = names
        self._hidden.set_words("Skjul navne" if names else "Vis navne")
        self._filter()


def _needs(row: waiting.Waiting) -> bool:
    return row.waits or (not row.closed and row.clocks.consider_from is not None)
