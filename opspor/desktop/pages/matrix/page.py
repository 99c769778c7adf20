"""The matrix: who stands where, how it moved, what each cell asks for, and who stands beside it. And as a paper."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import settings
from opspor.desktop.choose import save_pdf_as
from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.help.why import CELLS_MEAN, why
from opspor.desktop.pages.matrix.lists import WAITING, Listed, of_cell, of_moves, of_unsure, of_waiting
from opspor.desktop.pages.matrix.parts import BEGINNING_APART, CHILDREN, CellList, Moves, Squares, legend
from opspor.desktop.pages.rounds.steps import band_in_words
from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.shortcuts import MOVE, OPEN_CELL
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    CheckBox,
    ChoiceField,
    Columns,
    EmptyState,
    Flow,
    KeyCap,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Segmented,
    box,
)
from opspor.desktop.widgets.told import message_of
from opspor.domain.assessment import CONTEXT_PLACES
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import AgeBand
from opspor.domain.ids import Id
from opspor.domain.matrix import CELL_MEANING, CELLS, NAMING_WORDS, Cell, Naming
from opspor.domain.rounds import Round
from opspor.domain.text import count_of
from opspor.usecases import matrix
from opspor.usecases.desk import Desk
from opspor.usecases.matrix import HOUSE, Matrix, Seat
from opspor.usecases.matrix_papers import print_matrix
from opspor.workplace import Workplace

_PAPER = {
    Naming.COUNT: "Papiret er til andre: kun antal, og ingen tal under 5.",
    Naming.INITIALS: "Papiret viser børnene med initialer.",
    Naming.CODES: "Papiret viser børnene med koder.",
    Naming.NAMES: "Papiret viser børnene med navne.",
}
_BELOW = 22  # u: the ways to children without a cell, and the margin under them
# What was chosen stays so until it locks. A fresh session shows initials: parents may see the screen.
_chosen: WeakKeyDictionary[Workplace, Naming] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Found:
    """All rounds one may choose from, and the matrix of the one that is shown."""

    rounds: tuple[Round, ...]
    matrix: Matrix | None


class MatrixPage(Page):
    """Position × trivsel. Arrow keys move between the cells, Home and End too, Enter opens one and Esc comes back."""

    def __init__(self, office: Office, destination: Destination) -> None:
        chosen = _chosen.get(office.work, Naming.INITIALS)
        self._naming = Segmented("Vis børnene med", [(w, n) for n, w in NAMING_WORDS.items()], value=chosen)
        self._arrange = Button("", Kind.MAIN)
        super().__init__("Matrix", choice=self._naming, main=self._arrange)
        self._office, self._round_id, self._group = office, destination.id, NO_ID
        self._matrix: Matrix | None = None
        self._opened: QWidget | None = None
        self._listed: Listed | None = None
        self._open_round = Button("Åbn runden", Kind.MAIN)
        self._empty = EmptyState(
            "layout-grid",
            "Her er ingen matrix endnu",
            "Matrixen viser sig, når I har talt om det første barn.",
            self._open_round,
        )
        self._waiting = Button("", Kind.LINK, icon="chevron-right", icon_after=True)
        self._unsure = Button("", Kind.LINK, icon="chevron-right", icon_after=True)
        self._squares = Squares()
        self._main = box(self._squares, Flow([self._waiting, self._unsure], gap=4), spacing=2)
        self._list = CellList()
        self._side = self._make_side()
        self.body.addWidget(Columns(box(self._empty, self._main, self._list), self._side, width=63))
        self.body.addStretch(1)
        for part in (self._empty, self._main, self._list, self._side, self._arrange, self._naming):
            part.hide()
        self._connect()
        self._squares.set_apart(settings.here.beginning_apart)
        shown = (Changed.JOINT_ASSESSMENTS, Changed.ROUNDS, Changed.CHILDREN, Changed.VISITS)
        self._reading = Reading(self, self._question, self._show, *shown)

    def _make_side(self) -> QWidget:
        self._choose_round: ChoiceField[Id] = ChoiceField("Runde eller distrikt", ())
        self._choose_group: ChoiceField[Id] = ChoiceField("Stue eller klasse", ())
        bands = [("Alle aldre", ""), *((band_in_words(band), band.value) for band in AgeBand)]
        self._choose_band: ChoiceField[str] = ChoiceField("Alder", bands, value="")
        self._apart = CheckBox(BEGINNING_APART)
        self._apart.setChecked(settings.here.beginning_apart)
        self._moves = Moves()
        self._meaning = PlainLabel("", "body", "text_2")
        self._save, self._paper = Button("Gem som PDF", icon="download"), PlainLabel("", "small", "text_2")
        keys = Flow([KeyCap(MOVE), KeyCap(OPEN_CELL)], gap=4)
        choices = box(self._choose_round, self._choose_group, self._choose_band, self._apart, spacing=3)
        paper = box(Flow([self._save]), self._paper, spacing=1)
        meaning = box(self._meaning, Flow([why(self._office, CELLS_MEAN)]), spacing=2)
        self._key = box(legend(), meaning, paper, keys, spacing=6)
        return box(choices, self._moves, self._key, spacing=6)

    def _connect(self) -> None:
        self._squares.opened.connect(
            lambda opened: self._open_list(opened[1], partial(of_cell, opened[0]), opened[0].cell)
        )
        self._naming.chosen.connect(self._chose_naming)
        self._apart.toggled.connect(self._chose_apart)
        self._arrange.clicked.connect(self._go_arrange)
        self._waiting.clicked.connect(lambda: self._open_list(self._waiting, of_waiting))
        self._unsure.clicked.connect(lambda: self._open_list(self._unsure, of_unsure))
        self._moves.who.clicked.connect(lambda: self._open_list(self._moves.who, of_moves))
        self._list.back.clicked.connect(self._close_list)
        self._list.rows.opened.connect(self._go_child)
        self._open_round.clicked.connect(self._go_round)
        self._save.clicked.connect(lambda: save_pdf_as(self, "matrix.pdf", self._save_pdf))
        for field in (self._choose_round, self._choose_group, self._choose_band):
            field.changed.connect(self._chose)

    def refresh(self, changes: Changes) -> None:
        """Reads again when somebody was agreed on, or the children or rounds changed."""
        self._reading.refresh(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._squares.set_room(self.work_area.viewport().height() - look.u(_BELOW))

    # --- what is there --------------------------------------------------------------------------------------------

    def _band(self) -> AgeBand | None:
        chosen = self._choose_band.value()
        return AgeBand(chosen) if chosen else None

    def _question(self) -> Future[Found]:
        round_id, group, band = self._round_id, self._group or None, self._band()

        def find(desk: Desk) -> Found:
            return Found(*matrix.to_show(desk, round_id or None, group, band))

        return self._office.work.look(find)

    def _chose(self) -> None:
        chosen = self._choose_round.value() or NO_ID
        self._group = (self._choose_group.value() or NO_ID) if chosen == self._round_id else NO_ID
        self._round_id = chosen
        self._close_list()
        ask(self._question(), self, self._show)

    def _chose_naming(self, naming: Naming) -> None:
        _chosen[self._office.work] = naming
        self._fill()

    def _chose_apart(self, apart: bool) -> None:
        settings.here.beginning_apart = apart
        settings.save()
        self._close_list()
        self._squares.set_apart(apart)
        self._fill()

    def _show(self, found: Found) -> None:
        if found.matrix is not None and self._round_id not in (NO_ID, found.matrix.round.id):
            return  # another round was chosen meanwhile
        first_time = self._matrix is None
        self._matrix = found.matrix
        narrowed = bool(self._group or self._band())
        begun = found.matrix is not None and bool(found.matrix.placed or found.matrix.unsure or narrowed)
        blank = self._empty.isHidden()
        self._empty.setVisible(not begun)
        self._naming.setVisible(begun)
        self._side.setVisible(found.matrix is not None)
        for part in (self._moves, self._key, self._apart, self._choose_band):
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
        if found.matrix.several:
            what = count_of(agreed, "fælles vurdering", "fælles vurderinger")
        self.set_title("Matrix", f"{_name(found.matrix.round, found.rounds)} · {what}")
        self._fill()
        if begun and first_time:
            next(iter(self._squares.shown.cells.values())).setFocus()

    def _fill_choices(self, rounds: tuple[Round, ...], shown: Matrix) -> None:
        staff = self._office.work.staff
        groups = [g for g in shown.round.groups if matrix.may_see(staff, g)]
        self._choose_round.set_options([(_name(round_, rounds), round_.id) for round_ in rounds], shown.round.id)
        self._choose_round.setVisible(len(rounds) > 1)
        everybody = [("Alle", NO_ID), *((group.group_name, group.group_id) for group in groups)]
        self._choose_group.set_options(everybody, self._group)
        self._choose_group.setVisible(len(groups) > 1)
        contexts = [
            CONTEXT_PLACES[c] for c in dict.fromkeys(g.context for g in groups if self._group in (NO_ID, g.group_id))
        ]
        self._meaning.setText(CELL_MEANING.format(context=listing(contexts)))

    def _fill(self) -> None:
        """Shows what was found, by the names that are chosen: the cells, what stands beside them, the open list."""
        shown, naming = self._matrix, self._shown_with()
        if shown is None:
            return
        self._squares.set_matrix(shown, naming)
        self._moves.set_matrix(shown)
        self._paper.setText(_PAPER[naming])
        self._waiting.setVisible(bool(shown.waiting))
        self._waiting.set_words(f"{_children(len(shown.waiting))} {WAITING[shown.district][0]}")
        self._unsure.setVisible(bool(shown.unsure))
        self._unsure.set_words(f"{_children(len(shown.unsure))}: ved ikke nok")
        missing = len(self._unarranged(shown))
        self._arrange.setVisible(missing > 0)
        self._arrange.set_words(f"Lav aftaler for {_children(missing)}")
        if self._listed is not None:
            self._list.show_children(*self._listed(shown, naming, self._office.work.clock().date()))

    def _shown_with(self) -> Naming:
        return self._naming.value() or Naming.INITIALS

    # --- opening --------------------------------------------------------------------------------------------------

    @staticmethod
    def _unarranged(shown: Matrix) -> list[Seat]:
        return [one for cell in reversed(CELLS) for one in shown.cells[cell.id] if not one.arranged]

    def _go_arrange(self) -> None:
        if self._matrix is not None and (missing := self._unarranged(self._matrix)):
            child, district = missing[0].child.id, self._matrix.district
            talk = Destination(Place.JOINT, missing[0].round_id, child, missing[0].context)
            self._office.go(Destination(Place.VISITS, child) if district else talk)

    def _go_child(self, child: Id | None) -> None:
        if child is not None:  # some rows are numbers, and some children have left
            self._office.go(Destination(Place.CHILD, child))

    def _go_round(self) -> None:
        if self._matrix is not None and self._matrix.district:
            self._office.go(Destination(Place.DISTRICT, self._round_id))
        elif self._round_id in (NO_ID, HOUSE):
            self._office.go(Destination(Place.OPEN_ROUND))
        else:
            self._office.go(Destination(Place.ROUND, self._round_id))

    def _open_list(self, opened: QWidget, listed: Listed, cell: Cell | None = None) -> None:
        self._opened, self._listed = opened, listed
        self._list.show_parents(cell)
        self._main.hide()
        self._fill()
        self.work_area.verticalScrollBar().setValue(0)  # it is shorter than the cells, and begins above where one was

    def _close_list(self) -> None:
        self._listed = None
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

    # --- as a paper -------------------------------------------------------------------------------------------------

    def _save_pdf(self, target: Path) -> None:
        naming = self._shown_with()
        work = partial(
            print_matrix, round_id=self._round_id, target=target, group=self._group or None, band=self._band(),
            naming=naming, beginning_apart=self._apart.isChecked(),
        )  # fmt: skip
        said = Message(
            MessageKind.SUCCESS, "Matrixen er gemt som PDF.", f"{_PAPER[naming]} Den sendes ikke af sig selv."
        )
        ask(
            self._office.work.run(work),
            self,
            lambda _: self.show_message(said),
            lambda error: self.show_message(message_of(MessageKind.WARNING, str(error))),
        )


def _name(round_: Round, among: Sequence[Round]) -> str:
    """``Forår 2026``; where another round has that name too, ``2.B og SFO Rød · Forår 2026``."""
    alike = sum(other.name == round_.name for other in among) > 1
    return " · ".join(([listing([group.group_name for group in round_.groups])] if alike else []) + [round_.name])


def _children(count: int) -> str:
    return count_of(count, *CHILDREN)
