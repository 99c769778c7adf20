"""The preview: each row of the file with what becomes of it, and the table that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from opspor.desktop.widgets import Table, TableColumn
from opspor.domain.clock import short_date
from opspor.exchange.class_list import ClassList, ListRow, Status
from opspor.exchange.faults import MAYBE_SAME
from opspor.exchange.known import KnownChild, mark_known
from opspor.exchange.reading import read_list
from opspor.usecases.children import NewChild

_STATUS = {
    Status.READ: ("Læst", "circle-check", "success"),
    Status.DOUBTFUL: ("Tvivl", "circle-question-mark", "warning"),
    Status.REFUSED: ("Afvist", "ban", "danger"),
    Status.ALREADY_THERE: ("Er her allerede", "user-round-check", "text_2"),
    Status.SECOND_GROUP: ("Får en gruppe til", "user-round-check", "success"),
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file, what there is to say about it, and whether it is fetched."""

    row: ListRow
    problems: tuple[str, ...]
    chosen: bool

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.row.first_name} {self.row.last_name}".strip()

    @property
    def can_choose(self) -> bool:
        """A doubtful row is a choice, and so is one more group: one that is read comes in, the others can't."""
        return self.row.status in (Status.DOUBTFUL, Status.SECOND_GROUP)

    @property
    def status_words(self) -> str:
        """Læst, Tvivl, Afvist, Er her allerede or Får en gruppe til."""
        return _STATUS[self.row.status][0]

    @property
    def about(self) -> str:
        """Everything there is to say, as sentences."""
        return " ".join(self.problems)


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read and held against the children who are here."""

    rows: tuple[PreviewRow, ...]
    about_file: tuple[str, ...]
    read: ClassList
    known: tuple[KnownChild, ...]

    @property
    def chosen(self) -> tuple[NewChild, ...]:
        """The children that will be fetched."""
        return tuple(
            NewChild(
                r.row.first_name, r.row.last_name, r.row.birth_date, r.row.cpr, r.row.group, r.row.contact_person,
                r.row.known, r.row.protected,
            )
            for r in self.rows
            if r.chosen
        )  # fmt: skip

    @property
    def needs_group(self) -> bool:
        """True when a child that is fetched has no stue or klasse in the file."""
        return any(r.chosen and not r.row.group.strip() for r in self.rows)

    @property
    def asks_group(self) -> bool:
        """True when a group would say where a child goes: also one who is here, and may come into one more."""
        there = (Status.ALREADY_THERE, Status.SECOND_GROUP)
        return any((r.chosen or r.row.status in there) and not r.row.group.strip() for r in self.rows)

    @property
    def summary(self) -> str:
        """``19 læst · 2 med tvivl · 1 afvist · 3 er her allerede``"""
        words = {
            Status.READ: "læst",
            Status.DOUBTFUL: "med tvivl",
            Status.REFUSED: "afvist",
            Status.ALREADY_THERE: "er her allerede",
            Status.SECOND_GROUP: "får en gruppe til",
        }
        counts = {status: sum(r.row.status is status for r in self.rows) for status in words}
        said = [f"{counts[status]} {word}" for status, word in words.items() if counts[status]]
        return " · ".join(said)

    def turned(self, row: int) -> "Preview":
        """The preview with the choice of the row with that number turned."""
        return replace(self, rows=tuple(replace(r, chosen=not r.chosen) if r.row.row == row else r for r in self.rows))

    def into(self, group: str) -> "Preview":
        """The preview with ``group`` for the rows that name none; what was chosen of the doubtful ones stays so."""
        chosen = {r.row.row: r.chosen for r in self.rows if r.row.status is Status.DOUBTFUL}
        made = _preview(self.read, self.known, group)
        return replace(made, rows=tuple(replace(r, chosen=chosen.get(r.row.row, r.chosen)) for r in made.rows))


def read_preview(path: Path, known: Iterable[KnownChild], *, today: date, with_cpr: bool) -> Preview:
    """Read the file; nothing is written. Raises what ``read_list`` raises."""
    return _preview(read_list(path, today=today, with_cpr=with_cpr), tuple(known), "")


def _preview(read: ClassList, known: tuple[KnownChild, ...], group: str) -> Preview:
    found = mark_known(read, known, group)
    texts: dict[int, list[str]] = {}
    unsure: set[int] = set()
    numbers = {row.row for row in found.rows}
    about_file = []
    for problem in found.problems:
        if problem.row in numbers:
            texts.setdefault(problem.row, []).append(problem.text)
            if problem.code == MAYBE_SAME.code:
                unsure.add(problem.row)
        else:
            about_file.append(f"{problem.column}: {problem.text}" if problem.column else problem.text)
    rows = tuple(
        PreviewRow(
            row,
            tuple(texts.get(row.row, ())),
            row.status in (Status.READ, Status.SECOND_GROUP)
            or (row.status is Status.DOUBTFUL and row.row not in unsure),
        )
        for row in found.rows
    )
    return Preview(rows, tuple(about_file), read, known)


def _tick(r: PreviewRow) -> tuple[str, str]:
    return ("check", "accent_text") if r.chosen else ("minus", "text_2")


COLUMNS: Sequence[TableColumn[PreviewRow]] = (
    TableColumn("Række", lambda r: str(r.row.row), share=2, whole=True, number=True),
    TableColumn("Hentes", lambda r: "Ja" if r.chosen else "Nej", share=2, icon=_tick),
    TableColumn("Status", lambda r: r.status_words, share=4, icon=lambda r: _STATUS[r.row.status][1:]),
    TableColumn("Navn", lambda r: r.name or "–", share=6, strong=True),
    TableColumn("Født", lambda r: short_date(r.row.birth_date) if r.row.birth_date else "–", share=3, whole=True),
    TableColumn("Stue eller klasse", lambda r: r.row.group or "–", share=4),
    TableColumn("Bemærkning", lambda r: r.about, share=8),
)


class PreviewTable(Table[PreviewRow]):
    """Space, Enter or a click on "Hentes" turns the choice of a doubtful row (``turned``); ``current`` follows the
    row one stands on.
    """

    turned = Signal(object)
    current = Signal(object)

    def __init__(self) -> None:
        super().__init__("Listens rækker", COLUMNS, fits=False)
        self._rows: Sequence[PreviewRow] = ()
        self.opened.connect(self.turned)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Shows rows; stays where it was."""
        place = self.currentIndex()
        self._rows = rows
        self.set_records(rows)
        if 0 < place.row() < len(rows):
            self.setCurrentIndex(self.model().index(place.row(), place.column()))
        self.current.emit(rows[self.currentIndex().row()] if rows else None)

    def _clicked(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()].head == "Hentes":
            self.turned.emit(self._rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.turned.emit(self._rows[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid() and current.row() < len(self._rows):
            self.current.emit(self._rows[current.row()])
