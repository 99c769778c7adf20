"""The matrix of a round: six cells, how children moved, what the shades mean, and who stands beside it."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.matrix.parts import AxisHead, CellList, MatrixGrid, Moves, legend
from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.shortcuts import MOVE, OPEN_CELL
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    CellContent,
    CellGroup,
    CellPerson,
    ChoiceField,
    Columns,
    EmptyState,
    Flow,
    KeyCap,
    Kind,
    ListRow,
    MatrixCell,
    PlainLabel,
    Segmented,
    box,
)
from opspor.domain.access import Action, may
from opspor.domain.assessment import CONTEXT_PLACES, CONTEXT_WORDS, POSITION_WORDS, TRIVSEL_WORDS, Trivsel
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import ChildInList, age_in_words
from opspor.domain.ids import Id
from opspor.domain.matrix import CELL_MEANING, CELLS, ROWS, Cell, Column, Move
from opspor.domain.rounds import Round
from opspor.domain.text import count_of
from opspor.usecases import matrix
from opspor.usecases.desk import Desk
from opspor.usecases.matrix import HOUSE, Matrix, Seat

_WAITING = {
    False: ("mangler en fælles vurdering", "I har ikke talt om dem i denne runde."),
    True: ("uden vurdering fra et besøg", "Deres besøg er ikke vurderinger endnu."),
}  # in a round, in a district
_COLUMN_WORDS = {Column.TRIVSEL: "Trivsel", Column.MISTRIVSEL: "Mistrivsel"}
_GRADES = {Trivsel.BEGINNING_MISTRIVSEL: "Begyndende", Trivsel.MISTRIVSEL: "Mistrivsel"}
_CHILDREN, _ASSESSMENTS = ("barn", "børn"), ("vurdering", "vurderinger")
_MOVE_WORDS = {
    Move.NEW: "ny",
    Move.SAME: "samme felt",
    Move.LESS: "mindre grund til bekymring",
    Move.MORE: "større grund til bekymring",
    Move.MIXED: "flyttet begge veje",
}


class Names(StrEnum):
    """How much of a child's name the cells show; parents may see the screen."""

    NAMES = "names"
    INITIALS = "initials"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Found:
    """All rounds one may choose from, and the matrix of the one that is shown."""

    rounds: tuple[Round, ...]
    matrix: Matrix | None


class MatrixPage(Page):
    """Position × trivsel. Arrow keys move between the cells, Enter opens one."""

    def __init__(self, office: Office, destination: Destination) -> None:
        names = (("Navne", Names.NAMES), ("Initialer", Names.INITIALS), ("Kun antal", Names.COUNT))
        self._names = Segmented("Vis børnene med", names, value=Names.INITIALS)
        self._arrange = Button("", Kind.MAIN)
        super().__init__("Matrix", choice=self._names, main=self._arrange)
        self._office, self._round_id, self._group = office, destination.id, NO_ID
        self._matrix: Matrix | None = None
        self._opened: QWidget | None = None
        self._open_round = Button("Åbn runden", Kind.MAIN)
        self._empty = EmptyState(
            "layout-grid",
            "Her er ingen matrix endnu",
            "Matrixen viser sig, når I har talt om det første barn.",
            self._open_round,
        )
        self._columns = {Column.TRIVSEL: AxisHead("Trivsel", "sprout"), Column.MISTRIVSEL: AxisHead("Mistrivsel")}
        self._rows = {position: AxisHead(POSITION_WORDS[position]) for position in ROWS}
        self._cells = {cell.id: MatrixCell(_place(cell), cell.shade) for cell in CELLS}
        by_place = {(cell.position, cell.column): self._cells[cell.id] for cell in CELLS}
        grid = MatrixGrid(
            list(self._columns.values()),
            [(self._rows[p], by_place[p, Column.TRIVSEL], by_place[p, Column.MISTRIVSEL]) for p in ROWS],
        )
        self._waiting = Button("", Kind.LINK, icon="chevron-right", icon_after=True)
        self._unsure = Button("", Kind.LINK, icon="chevron-right", icon_after=True)
        self._main = box(grid, Flow([self._waiting, self._unsure], gap=4), spacing=2)
        self._list = CellList()
        self._side = self._make_side()
        self.body.addWidget(self._empty)
        self.body.addWidget(Columns(box(self._main, self._list), self._side, width=63))
        self.body.addStretch(1)
        for part in (self._empty, self._main, self._list, self._side, self._arrange, self._names):
            part.hide()
        self._connect()
        shown = (Changed.JOINT_ASSESSMENTS, Changed.ROUNDS, Changed.CHILDREN, Changed.VISITS)
        self._reading = Reading(self, self._question, self._show, *shown)

    def _make_side(self) -> QWidget:
        self._choose_round: ChoiceField[Id] = ChoiceField("Runde eller distrikt", ())
        self._choose_group: ChoiceField[Id] = ChoiceField("Stue eller klasse", ())
        self._moves = Moves()
        self._meaning = PlainLabel("", "body", "text_2")
        keys = Flow([KeyCap(MOVE), KeyCap(OPEN_CELL)], gap=4)
        choices = box(self._choose_round, self._choose_group, spacing=3)
        self._key = box(legend(), self._meaning, keys, spacing=6)
        return box(choices, self._moves, self._key, spacing=6)

    def _connect(self) -> None:
        for cell in CELLS:
            self._cells[cell.id].clicked.connect(lambda _=False, cell=cell: self._open_cell(cell))
        self._names.chosen.connect(lambda _: self._fill_cells())
        self._arrange.clicked.connect(self._go_arrange)
        self._waiting.clicked.connect(self._open_waiting)
        self._unsure.clicked.connect(self._open_unsure)
        self._list.back.clicked.connect(self._close_list)
        self._list.rows.opened.connect(lambda child: self._office.go(Destination(Place.CHILD, child)))
        self._open_round.clicked.connect(
            lambda: self._office.go(
                Destination(Place.DISTRICT, self._round_id)
                if self._matrix is not None and self._matrix.district
                else Destination(Place.ROUND, self._round_id)
                if self._round_id not in (NO_ID, HOUSE)
                else Destination(Place.OPEN_ROUND)
            )
        )
        self._choose_round.changed.connect(self._chose)
        self._choose_group.changed.connect(self._chose)

    def refresh(self, changes: Changes) -> None:
        """Reads again when somebody was agreed on, or the children or rounds changed."""
        self._reading.refresh(changes)

    # --- what is there --------------------------------------------------------------------------------------------

    def _question(self) -> Future[Found]:
        round_id, group = self._round_id, self._group or None

        def find(desk: Desk) -> Found:
            rounds = matrix.rounds_to_show(desk)
            if not rounds:
                return Found((), None)
            return Found(rounds, matrix.matrix(desk, round_id or rounds[0].id, group))

        return self._office.work.look(find)

    def _chose(self) -> None:
        chosen = self._choose_round.value() or NO_ID
        self._group = (self._choose_group.value() or NO_ID) if chosen == self._round_id else NO_ID
        self._round_id = chosen
        self._close_list()
        ask(self._question(), self, self._show)

    def _show(self, found: Found) -> None:
        if found.matrix is not None and self._round_id not in (NO_ID, found.matrix.round.id):
            return  # another round was chosen meanwhile
        first_time = self._matrix is None
        self._matrix = found.matrix
        begun = found.matrix is not None and bool(found.matrix.placed or found.matrix.unsure)
        blank = self._empty.isHidden()
        self._empty.setVisible(not begun)
        self._names.setVisible(begun)
        self._side.setVisible(found.matrix is not None)
        for part in (self._moves, self._key):
            part.setVisible(begun)
        self._main.setVisible(begun and self._list.isHidden())
        if blank and not begun:
            self.begin()
        if found.matrix is None:
            return
        self._round_id = found.matrix.round.id
        self._open_round.set_words("Vis distriktet" if found.matrix.district else "Vis runden")
        self._fill_choices(found.rounds, found.matrix)
        agreed = len(found.matrix.placed) + len(found.matrix.unsure)
        what = f"{'seneste besøg hos' if found.matrix.district else 'fælles vurderinger af'} {_children(agreed)}"
        if _several(found.matrix):
            what = count_of(agreed, "fælles vurdering", "fælles vurderinger")
        self.set_title("Matrix", f"{_name(found.matrix.round, found.rounds)} · {what}")
        self._fill_cells()
        self._fill_round_about(found.matrix)
        if begun and first_time:
            self._cells[CELLS[0].id].setFocus()

    def _fill_choices(self, rounds: tuple[Round, ...], shown: Matrix) -> None:
        staff = self._office.work.staff
        groups = [g for g in shown.round.groups if may(staff, Action.SEE_MATRIX, groups=[g.group_id])]
        self._choose_round.set_options([(_name(round_, rounds), round_.id) for round_ in rounds], shown.round.id)
        self._choose_round.setVisible(len(rounds) > 1)
        everybody = [("Alle", NO_ID), *((group.group_name, group.group_id) for group in groups)]
        self._choose_group.set_options(everybody, self._group)
        self._choose_group.setVisible(len(groups) > 1)
        contexts = [
            CONTEXT_PLACES[c] for c in dict.fromkeys(g.context for g in groups if self._group in (NO_ID, g.group_id))
        ]
        self._meaning.setText(CELL_MEANING.format(context=listing(contexts)))

    def _fill_cells(self) -> None:
        if self._matrix is None:
            return
        names, compared = self._names.value() or Names.INITIALS, bool(self._matrix.since)
        for cell in CELLS:
            placed = self._matrix.cells[cell.id]
            open_agreements = sum(not one.arranged for one in placed)
            self._cells[cell.id].set_content(
                CellContent(
                    len(placed),
                    _groups(cell, placed, names, compared=compared, several=_several(self._matrix)),
                    _expects(cell, self._matrix),
                    open_agreements if cell.shade else None,
                    names is not Names.COUNT,
                    _CHILDREN if not _several(self._matrix) else _ASSESSMENTS,
                )
            )

    def _fill_round_about(self, shown: Matrix) -> None:
        unit = _ASSESSMENTS if _several(shown) else _CHILDREN  # a child stands once in each context
        for position, head in self._rows.items():
            head.set_count(count_of(sum(len(shown.cells[c.id]) for c in CELLS if c.position is position), *unit))
        for column, head in self._columns.items():
            placed = [one for cell in CELLS if cell.column is column for one in shown.cells[cell.id]]
            beginning = sum(_grade(one) is Trivsel.BEGINNING_MISTRIVSEL for one in placed)
            head.set_count(count_of(len(placed), *unit) + (f", heraf {beginning} begyndende" if beginning else ""))
        self._moves.set_matrix(shown)
        self._waiting.setVisible(bool(shown.waiting))
        self._waiting.set_words(f"{_children(len(shown.waiting))} {_WAITING[shown.district][0]}")
        self._unsure.setVisible(bool(shown.unsure))
        self._unsure.set_words(f"{_children(len(shown.unsure))}: ved ikke nok")
        missing = len(self._unarranged(shown))
        self._arrange.setVisible(missing > 0)
        self._arrange.set_words(f"Lav aftaler for {_children(missing)}")

    # --- opening --------------------------------------------------------------------------------------------------

    @staticmethod
    def _unarranged(shown: Matrix) -> list[Seat]:
        return [one for cell in reversed(CELLS) for one in shown.cells[cell.id] if not one.arranged]

    def _go_arrange(self) -> None:
        if self._matrix is not None and (missing := self._unarranged(self._matrix)):
            child, district = missing[0].child.id, self._matrix.district
            talk = Destination(Place.JOINT, self._round_id, child, missing[0].context)
            self._office.go(Destination(Place.VISITS, child) if district else talk)

    def _open_cell(self, cell: Cell) -> None:
        if self._matrix is None:
            return
        several, compared = _several(self._matrix), bool(self._matrix.since)
        rows = [
            self._row(
                one.child,
                (CONTEXT_PLACES[one.context] + " · " if several else "")
                + TRIVSEL_WORDS[_grade(one)]
                + (f" · {_MOVE_WORDS[one.step.move]}" if compared else ""),
                "" if not cell.shade else "aftalt" if one.arranged else "mangler aftale",
            )
            for one in self._matrix.cells[cell.id]
        ]
        head, expects = f"{_place(cell)}: {_children(len(rows))}", _expects(cell, self._matrix)
        self._open_list(self._cells[cell.id], head, expects, rows)

    def _open_waiting(self) -> None:
        rows = [self._row(seat.child, "") for seat in self._matrix.waiting] if self._matrix else []
        sentence = _WAITING[self._matrix is not None and self._matrix.district][1]
        self._open_list(self._waiting, self._waiting.words, sentence, rows)

    def _open_unsure(self) -> None:
        rows = [self._row(seat.child, "") for seat in self._matrix.unsure] if self._matrix else []
        self._open_list(self._unsure, "Ved ikke nok", "Aftal, hvem der finder ud af hvad.", rows)

    def _row(self, child: ChildInList, second: str, fact: str = "") -> ListRow:
        age = age_in_words(child.birth_date, self._office.work.clock().date())
        return ListRow(child.full_name, " · ".join(part for part in (age, second) if part), fact, key=child.id)

    def _open_list(self, opened: QWidget, head: str, sentence: str, rows: list[ListRow]) -> None:
        self._opened = opened
        self._main.hide()
        self._list.show_children(head, sentence, rows)

    def _close_list(self) -> None:
        if not self._list.isHidden():
            self._list.hide()
            self._main.show()
            if self._opened is not None:
                self._opened.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._list.isHidden():
            self._close_list()
        else:
            super().keyPressEvent(event)


def _place(cell: Cell) -> str:
    return f"{POSITION_WORDS[cell.position]} position, {_COLUMN_WORDS[cell.column].lower()}"


def _expects(cell: Cell, shown: Matrix) -> str:
    """What the cell asks for; a district has visits and no rounds."""
    return "Ses igen ved næste besøg" if shown.district and not cell.shade else cell.expects


def _several(shown: Matrix) -> bool:
    """Whether children stand here in class and SFO: side by side, each with its word."""
    return len({one.context for placed in shown.cells.values() for one in placed}) > 1


def _name(round_: Round, among: Sequence[Round]) -> str:
    """``Forår 2026``; where another round has that name too, ``2.B og SFO Rød · Forår 2026``."""
    alike = sum(other.name == round_.name for other in among) > 1
    return " · ".join(([listing([group.group_name for group in round_.groups])] if alike else []) + [round_.name])


def _children(count: int) -> str:
    return count_of(count, "barn", "børn")


def _groups(cell: Cell, placed: tuple[Seat, ...], names: Names, *, compared: bool, several: bool) -> list[CellGroup]:
    def person(one: Seat) -> CellPerson:
        shown = one.child.short if names is Names.NAMES else one.child.initials
        if several:
            shown = f"{shown} ({CONTEXT_WORDS[one.context]})"
        return CellPerson(shown, one.step.arrows, compared and one.step.move is Move.NEW)

    if cell.column is Column.TRIVSEL:
        return [CellGroup("", [person(one) for one in placed])]
    by_grade = {word: [person(one) for one in placed if _grade(one) is grade] for grade, word in _GRADES.items()}
    return [CellGroup(word, people) for word, people in by_grade.items() if people]


def _grade(seat: Seat) -> Trivsel:
    return seat.now.trivsel if seat.now else Trivsel.UNKNOWN
