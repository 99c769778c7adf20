"""The list of meetings. What needs something stands first: minutes that are missing, a next meeting nobody has called.

Nothing of what a meeting is about, or of what was agreed on, stands here: the screen faces the room.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from opspor.desktop.page import Page
from opspor.desktop.pages.meetings.rows import coming_row, past_row
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, EmptyState, Flow, Kind, ListRow, MessageKind, RowList, Segmented
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import ChildInList
from opspor.domain.clock import short_date
from opspor.domain.ids import Id
from opspor.domain.meeting import OpenAgreement
from opspor.usecases import meetings
from opspor.usecases.meetings import Board

_COMING, _AGREED, _PAST = "coming", "agreed", "past"
_EMPTY = {
    _COMING: ("Ingen kommende møder", "Et møde bliver oprettet fra barnets side."),
    _AGREED: ("Ingen åbne aftaler", "Når I skriver et referat, står aftalerne her, til de er gjort."),
    _PAST: ("Ingen holdte møder", "Når et møde er holdt eller aflyst, står det her."),
}


class MeetingsPage(Page):
    """The meetings and open agreements of the children that the person sees."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._which: Segmented[str] = Segmented(
            "Hvad vil du se", [("Kommende", _COMING), ("Åbne aftaler", _AGREED), ("Holdt", _PAST)], value=_COMING
        )
        new = Button("Nyt møde: vælg barnet", Kind.MAIN)
        super().__init__("Møder", "Netværksmøder og ressourcecentermøder.", choice=self._which, main=new)
        self._office = office
        self._board: Board | None = None
        self._nothing = {which: EmptyState("messages-square", *words) for which, words in _EMPTY.items()}
        self._list = RowList("Møder")
        self._card = Card(flush=True)
        self._card.add(self._list)
        days = Button("Dage til sparring", Kind.QUIET, icon="calendar-range")
        days.clicked.connect(lambda: office.go(Destination(Place.FORUM)))
        self.body.addWidget(Flow([days]))
        for part in (*self._nothing.values(), self._card):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        new.clicked.connect(lambda: office.go(Destination(Place.CHILDREN)))
        self._list.opened.connect(office.go)
        self._which.chosen.connect(lambda _: self._show_rows())
        self._reading = Reading(
            self,
            lambda: office.work.look(meetings.board),
            self._show,
            Changed.MEETINGS,
            Changed.PLANS,
            Changed.CHILDREN,
        )

    def refresh(self, changes: Changes) -> None:
        """Reads again when a meeting or a follow-up was written."""
        self._reading.refresh(changes)

    def _show(self, board: Board) -> None:
        first, self._board = self._board is None, board
        self._show_rows()
        if first:
            self.begin()

    def _show_rows(self) -> None:
        assert self._board is not None  # noqa: S101  chosen on a page that is filled
        which = self._which.value() or _COMING
        today = self._office.work.clock().date()
        rows = _rows(self._board, which, today, self._office.work.staff.id)
        self._list.set_rows(rows)
        self._card.setVisible(bool(rows))
        for name, nothing in self._nothing.items():
            nothing.setVisible(name == which and not rows)


def _rows(board: Board, which: str, today: date, me: Id) -> Sequence[ListRow]:
    if which == _AGREED:
        return [_agreement(child, one, today, me) for child, one in board.agreements]
    if which == _PAST:
        return [replace(past_row(row), title=row.child.short) for row in board.past]
    coming = (*board.without_minutes, *board.to_call, *board.coming)
    return [replace(coming_row(row, today), title=row.child.short) for row in coming]


def _agreement(child: ChildInList, one: OpenAgreement, today: date, me: Id) -> ListRow:
    late = one.due_on < today
    fact = f"{'Over tiden' if late else 'Senest'} {short_date(one.due_on)}"
    who = "dig" if one.who_id == me else one.who
    second = f"Aftale fra mødet {short_date(one.held_on)} · {who}"
    to = Destination(Place.FOLLOW_UP, one.id)
    return ListRow(child.short, second, fact, "list-checks", to, MessageKind.WARNING if late else None)
