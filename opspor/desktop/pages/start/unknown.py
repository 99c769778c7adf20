"""What we do not know yet: how many, in neutral words. Whom it is about is shown when somebody opens it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.child.edit_page import BIRTH
from opspor.desktop.pages.rounds.words import day_in_words
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Column, Flow, Kind, ListRow, PlainLabel, RowList, box
from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.text import count_of
from opspor.usecases import unknown
from opspor.usecases.unknown import Gap, Unknown, Who

_LATER_MS = 600  # what is due comes first; this goes through a year and is read when Start stands
_SHOWN = (
    Changed.CHILDREN, Changed.CONCERNS, Changed.PAPERS, Changed.MEETINGS, Changed.CONTACTS, Changed.JOINT_ASSESSMENTS,
    Changed.VISITS,
)  # fmt: skip
_HEADS = {
    Gap.CONSENT: "Møder, hvor et ja mangler",
    Gap.TALK: "Ikke talt med forældrene i et år",
    Gap.BIRTH: "Fødselsdato mangler",
}


class UnknownCard(Card):
    """Rows that lead on, and a list of names under them while it is open."""

    def __init__(self, office: Office) -> None:
        super().__init__("Det ved vi ikke endnu", flush=True)
        self._office = office
        self._first: Sequence[ListRow] = ()
        self._counted = Unknown()
        self.rows = RowList("Det ved vi ikke endnu")
        self._open: _OpenList | None = None
        self.add(self.rows)
        self.rows.opened.connect(self._go)
        self._reading: Reading[Unknown] | None = None
        later = QTimer(self, singleShot=True, interval=_LATER_MS)
        later.timeout.connect(self._begin)
        later.start()

    def refresh(self, changes: Changes) -> None:
        """Counts again."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows what Start knows itself, before what is counted here."""
        self._first = rows
        self._show()

    def _begin(self) -> None:
        if reach(self._office.work.staff, Action.SEE_PLANS) is not Reach.NONE:
            self._reading = Reading(self, lambda: self._office.work.look_again(unknown.counts), self._arrived, *_SHOWN)

    def _arrived(self, found: Unknown) -> None:
        self._counted = found
        self._show()

    def _show(self) -> None:
        rows = [*self._first, *_rows(self._counted)]
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))

    def _go(self, key: object) -> None:
        if isinstance(key, Gap):
            ask(self._office.work.look(partial(unknown.who, gap=key)), self, partial(self._show_names, key))
        elif isinstance(key, Destination):
            self._office.go(key)

    def _show_names(self, gap: Gap, found: Sequence[Who]) -> None:
        if self._open is None:
            self._open = _OpenList()
            self.add(self._open)
            self._open.names.opened.connect(self._office.go)
            self._open.close_names.clicked.connect(self._close)
            QWidget.setTabOrder(self.rows, self._open.close_names)
            QWidget.setTabOrder(self._open.close_names, self._open.names)
        self._open.show_names(_HEADS[gap], [_name(gap, one) for one in found])

    def _close(self) -> None:
        if self._open is not None:
            self._open.names.set_rows([])
            self._open.hide()
        self.rows.setFocus()


class _OpenList(QWidget):
    """The names behind a count. Made when somebody opens one for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._nobody = PlainLabel("", "body_strong"), PlainLabel("Her er ingen mere.", "body", "text_2")
        self.names = RowList("Hvem det handler om")
        self.close_names = Button("Skjul navnene", Kind.QUIET, icon="eye-off")
        column = Column(self, spacing=0)
        column.addWidget(box(self._head, self._nobody, Flow([self.close_names]), spacing=2, margins=(5, 3, 5, 2)))
        column.addWidget(self.names)

    def show_names(self, head: str, rows: Sequence[ListRow]) -> None:
        """Shows the list, and leads there."""
        self._head.setText(head)
        self._nobody.setVisible(not rows)
        self.names.set_rows(rows)
        self.names.setVisible(bool(rows))
        self.show()
        if rows:
            self.names.setFocus()


def _rows(found: Unknown) -> list[ListRow]:
    rows = []
    if found.consents:
        count = count_of(found.consents, "møde", "møder")
        rows.append(ListRow("Et ja mangler", "Nogen udefra er inviteret", count, "user-round-check", Gap.CONSENT))
    if found.silent:
        count = count_of(found.silent, "barn", "børn")
        rows.append(ListRow("Forældrene", "Ingen har talt med dem i et år", count, "messages-square", Gap.TALK))
    return rows


def _name(gap: Gap, one: Who) -> ListRow:
    if gap is Gap.CONSENT:
        day = day_in_words(one.on) if one.on else ""
        return ListRow(one.child.short, "Møde", day, "users-round",
                       Destination(Place.MEETING, one.child.id, one.meeting_id or NO_ID))  # fmt: skip
    groups = ", ".join(one.child.group_names)
    to = Destination(Place.CONTACT, one.child.id)
    if gap is Gap.BIRTH:
        to = Destination(Place.CHILD_EDIT, one.child.id, context=BIRTH)
    return ListRow(one.child.short, groups, "", "user-round", to)
