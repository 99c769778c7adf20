"""What is due on Start: one calm list, for oneself or for all. What was agreed stands behind one press."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from opspor.desktop.pages.follow_up.words import NOBODY, leads_to, second_line
from opspor.desktop.pages.rounds.words import near_day
from opspor.desktop.pages.start.calm import CalmRows
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import Card, Line, ListRow, MessageKind, PlainLabel, Segmented, box
from opspor.domain.follow_up import When, when
from opspor.usecases.start import Start

_WHEN_WORDS = {When.LATE: "over tiden", When.TODAY: "i dag", When.SOON: "de næste syv dage"}


class _Row(NamedTuple):
    on: date
    name: str
    second: str
    destination: Destination
    mine: bool
    nobody: bool = False


class DueCard(Card):
    """Overdue, today, and the next seven days. ``choose`` is told whether all are shown."""

    def __init__(self, open_: Callable[[Destination], object], choose: Callable[[bool], object]) -> None:
        super().__init__("Opfølgning", flush=True)
        self._choose, self._all, self._found = choose, False, list[_Row]()
        self._today = date.min
        self._said = PlainLabel("", "body", "text_2")
        self._whose: Segmented[bool] = Segmented("Hvis opfølgninger?", [("Mine", False), ("Alle mine børn", True)])
        self._list = CalmRows("Opfølgning")
        self.rows = self._list.rows
        self.add(box(Line(self._said, self._whose), margins=(5, 3, 5, 3)))
        self.add(self._list)
        self._whose.chosen.connect(self._chosen)
        self.rows.opened.connect(open_)

    def show_due(self, found: Start, today: date) -> None:
        """Shows what is due; the card hides itself when nothing is, for anybody."""
        self._today, self._all = today, found.shows_all
        self._found = _rows(found)
        self._whose.set_value(self._all)
        self._whose.setVisible(self._all or not all(row.mine for row in self._found))
        self._show()
        self.setVisible(bool(self._found))

    def _chosen(self, all_: bool) -> None:
        self._all = all_
        self._choose(all_)
        self._show()

    def _show(self) -> None:
        shown = [row for row in self._found if row.mine or self._all]
        self._said.setText(_counts(shown, self._today) or "Der er ikke noget til dig de næste syv dage.")
        self._list.set_rows([_list_row(row, self._today) for row in shown])
        self._list.setVisible(bool(shown))


def _rows(found: Start) -> list[_Row]:
    rows = [
        _Row(d.on, d.child.short if d.child else d.group_name, second_line(d), leads_to(d), d.mine, d.nobody)
        for d in found.due
    ]
    rows += [
        _Row(
            q.by, q.child.short, "Det, du ville finde ud af",
            Destination(Place.OWN, q.round_id, q.child.id, q.context), mine=True,
        )
        for q in found.questions
    ]  # fmt: skip
    rows += [
        _Row(t.on, t.label, "Se på den igen", Destination(Place.CONCERN, t.concern_id), mine=True) for t in found.tracks
    ]
    return sorted(rows, key=lambda row: row.on)


def _counts(rows: Sequence[_Row], today: date) -> str:
    """``2 over tiden · 1 i dag · 3 de næste syv dage``"""
    count = Counter(when(row.on, today) for row in rows)
    return " · ".join(f"{count[one]} {words}" for one, words in _WHEN_WORDS.items() if count[one])


def _list_row(row: _Row, today: date) -> ListRow:
    late = row.on < today or NOBODY in row.second
    return ListRow(
        row.name, row.second, near_day(row.on, today), "calendar-check", row.destination,
        MessageKind.WARNING if late else None,
    )  # fmt: skip
