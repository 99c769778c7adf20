"""The days of the forums: those that are coming, those that were, and, for the leader, new ones.

No line says what is on an agenda: the screen faces the room (design section 11, rule 10).
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.forum.plan_days import PlanDaysCard
from opspor.desktop.pages.forum.words import day_title, time_taken, when_and_where
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    EmptyState,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    RowList,
    Segmented,
)
from opspor.domain.access import Action, may
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import forum
from opspor.usecases.forum import Board, DayRow

SETTINGS = Destination(Place.SETTINGS, Id("forum"))


class BoardPage(Page):
    """All days of all forums. The leader puts new ones in."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._which: Segmented[bool] = Segmented(
            "Hvilke dage?", [("Kommende", False), ("Tidligere", True)], value=False
        )
        self._new = Button("Læg dage", Kind.MAIN)
        super().__init__("Sparring", "Dage, hvor I tager drøftelsesark med.", choice=self._which, main=self._new)
        self._office = office
        self._leads = may(office.work.staff, Action.CHANGE_FORUM)
        self._board: Board | None = None
        self._nothing = QWidget()
        self._said = Column(self._nothing)
        self._plan: PlanDaysCard | None = None
        self._list = RowList("Dage til sparring")
        self._card = Card(flush=True)
        self._card.add(self._list)
        self._settings = Button("Hvad mødet hedder, og hvem der er med", Kind.QUIET, icon="settings")
        self._ways = Flow([self._settings])
        for part in (self._nothing, self._card, self._ways):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._new.hide()
        self._new.clicked.connect(self._begin_plan)
        self._settings.clicked.connect(lambda: office.go(SETTINGS))
        self._list.opened.connect(office.go)
        self._which.chosen.connect(lambda _: self._show_rows())
        self._reading = Reading(
            self, lambda: office.work.look(forum.board), self._show, Changed.FORUM, Changed.CONCERNS, Changed.SETTINGS
        )

    def refresh(self, changes: Changes) -> None:
        """Reads again when a day, or an agenda, was changed."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        if self._plan is not None:
            self._plan.leave()

    def _show(self, board: Board) -> None:
        first, self._board = self._board is None, board
        if board.forums and len(board.forums) == 1:
            self.set_title(board.forums[0].name, "Dage, hvor I tager drøftelsesark med.")
        self._new.setVisible(self._leads)
        self._new.set_words("Læg dage" if board.forums else f"Opret {board.called or 'forum'}")
        self._ways.setVisible(self._leads and bool(board.forums))
        if self._plan is not None:
            self._plan.set_forums(board.forums)
        self._show_rows()
        if first:
            self.begin()

    def _show_rows(self) -> None:
        board = self._board
        assert board is not None  # noqa: S101  chosen on a page that is filled
        past = bool(self._which.value())
        rows = _rows(board.past if past else board.coming, past=past)
        self._list.set_rows(rows)
        self._card.setVisible(bool(rows))
        if not board.forums:
            who = "Opret det, så kan I lægge dage." if self._leads else "Lederen opretter det."
            words = ("Her er intet møde til sparring endnu", who)
        elif past:
            words = ("Ingen tidligere dage", "Når en dag er gået eller aflyst, står den her.")
        else:
            who = "Læg dagene for hele skoleåret på én gang." if self._leads else "Lederen lægger dagene."
            words = ("Ingen kommende dage", who)
        self._said.clear()
        self._said.addWidget(EmptyState("messages-square", *words))
        self._nothing.setVisible(not rows)

    def _begin_plan(self) -> None:
        if self._board is None or not self._board.forums:
            self._office.go(SETTINGS)
            return
        if self._plan is None:
            self._plan = PlanDaysCard(self._office.work, self._board.forums)
            self._plan.made.connect(self._made)
            self.body.insertWidget(0, self._plan)
        self._plan.show()
        self._plan.first.setFocus()

    def _made(self, count: int) -> None:
        if self._plan is not None:
            self._plan.hide()
        self._list.setFocus()
        said = f"{count_of(count, 'dag er', 'dage er')} lagt ind." if count else "Dagene stod der allerede."
        self.show_message(Message(MessageKind.SUCCESS, said, "Alle, der ser børn, kan se dem."))


def _rows(rows: Sequence[DayRow], *, past: bool) -> list[ListRow]:
    return [_row(row, past=past) for row in rows]


def _row(row: DayRow, *, past: bool) -> ListRow:
    fact, kind = time_taken(row) if row.briefs or not past else "", None
    if row.day.cancelled:
        fact, kind = "Aflyst", MessageKind.WARNING
    elif row.is_full and not past:
        kind = MessageKind.WARNING
    to = Destination(Place.FORUM, row.day.id)
    return ListRow(day_title(row.day), when_and_where(row.day, row.forum), fact, "calendar-range", to, kind)
