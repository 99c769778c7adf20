"""Overblik: how far the rounds are and what is missing, in figures; names when somebody opens one, and only then."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.page import Page
from opspor.desktop.pages.overview.rows import child_row, group_row, head_of, hygiene_rows, missing_row
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    EmptyState,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    announce,
    box,
)
from opspor.documents.overview_paper import Count, Missing, RoundLines
from opspor.domain.access import Action, may
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.usecases import overview, retention_due
from opspor.usecases.overview import MissingRow, Overview
from opspor.usecases.retention_due import Hygiene

_SHOWN = (
    Changed.CHILDREN, Changed.ROUNDS, Changed.OWN_ASSESSMENTS, Changed.JOINT_ASSESSMENTS, Changed.PLANS,
    Changed.CONTACTS, Changed.MEETINGS, Changed.CONCERNS, Changed.PAPERS, Changed.VISITS, Changed.PEOPLE,
    Changed.OBSERVATIONS,
)  # fmt: skip


class OverviewPage(Page):
    """For the leader. Nothing about a child stands here until one opens a figure, and nothing about a colleague but
    that somebody waits for them.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._print = Button("Gem som PDF", icon="printer")
        super().__init__("Overblik", "Hvor langt er runderne, og hvad mangler?", choice=self._print)
        self._office = office
        self._open: Missing | None = None
        self._rounds = QWidget()
        self._place = Column(self._rounds, spacing=0)
        self._cards = QWidget()
        self._missing = RowList("Det mangler")
        self._calm = box(PlainLabel("Der er ikke noget, der mangler.", "body", "text_2"), margins=(5, 4, 5, 4))
        self._card = Card("Det mangler", flush=True)
        self._card.add(self._missing)
        self._card.add(self._calm)
        self._hygiene = RowList("Oplysninger, der skal ses til")
        self._hygiene_card = Card("Oplysninger, der skal ses til", flush=True)
        self._hygiene_card.add(self._hygiene)
        self._head, self._nobody = PlainLabel("", "body_strong"), PlainLabel("Her er ingen mere.", "body", "text_2")
        self._names = RowList("Hvem det handler om")
        close = Button("Skjul navnene", Kind.QUIET, icon="eye-off")
        self._list = Card(flush=True)
        self._list.add(box(self._head, self._nobody, Flow([close]), spacing=2, margins=(5, 3, 5, 2)))
        self._list.add(self._names)
        self._filled = box(self._rounds, self._card, self._list, self._hygiene_card, spacing=5)
        fetch = Button("Hent liste", Kind.MAIN)
        fetch.clicked.connect(lambda: office.go(Destination(Place.IMPORT)))
        self._empty = EmptyState(
            "chart-column",
            "Her er ingen børn endnu",
            "Når de er her, kan du se, hvad der mangler.",
            fetch if may(office.work.staff, Action.IMPORT_LIST) else None,
        )
        self.body.addWidget(self._filled)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        for part in (self._filled, self._empty, self._card, self._list, self._hygiene_card, self._print):
            part.hide()
        self._missing.opened.connect(self._ask_who)
        self._names.opened.connect(office.go)
        self._hygiene.opened.connect(office.go)
        close.clicked.connect(self._close)
        self._print.clicked.connect(lambda: save_pdf_as(self, "overblik.pdf", self._save))
        self._counting: Reading[Mapping[Missing, Count]] | None = None
        self._reading = Reading(self, lambda: office.work.look(overview.overview), self._show, *_SHOWN)

    def refresh(self, changes: Changes) -> None:
        """Counts again; a list that is open is read again too."""
        self._reading.refresh(changes)
        if self._counting is not None:
            self._counting.refresh(changes)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past the rounds, which come anew."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, found: Overview) -> None:
        first = self._filled.isHidden() and self._empty.isHidden()
        self._cards.deleteLater()
        self._cards = box(*(self._round(lines, found) for lines in found.rounds), spacing=5)
        self._place.addWidget(self._cards)
        self._rounds.setVisible(bool(found.rounds))
        for part, visible in (
            (self._filled, found.children),
            (self._empty, not found.children),
            (self._print, found.children),
        ):
            part.setVisible(bool(visible))
        if first:
            self.begin()
            QTimer.singleShot(0, self, self._count)  # when that is painted: what is missing goes through a year

    def _count(self) -> None:
        self._counting = Reading(self, lambda: self._office.work.look(overview.counts), self._show_counts, *_SHOWN)

    def _show_counts(self, counts: Mapping[Missing, Count]) -> None:
        first = self._card.isHidden()
        rows = [missing_row(one, counts[one]) for one in Missing if counts[one].rows]
        self._missing.set_rows(rows)
        self._missing.setVisible(bool(rows))
        self._calm.setVisible(not rows)
        self._card.show()
        ask(self._office.work.look(retention_due.hygiene), self, self._show_hygiene)
        if self._open is not None:
            self._read(self._open, arrive=False)
        if first and rows and not self._cards.isAncestorOf(self.focusWidget()):
            self._missing.setFocus()

    def _show_hygiene(self, found: Hygiene) -> None:
        self._hygiene.set_rows(hygiene_rows(found))
        self._hygiene_card.show()

    def _round(self, lines: RoundLines, found: Overview) -> Card:
        card = Card(lines.name, fact=f"{lines.days_left(found.today)} · til {long_date(lines.closes_on)}", flush=True)
        groups = RowList(lines.name)
        groups.set_rows([group_row(line) for line in lines.groups])
        groups.opened.connect(lambda _: self._office.go(Destination(Place.ROUND, lines.round_id)))
        card.add(groups)
        return card

    # --- whom it is about -----------------------------------------------------------------------------------------

    def _ask_who(self, key: object) -> None:
        assert isinstance(key, Missing)  # noqa: S101  the key of a row
        self._read(key, arrive=True)

    def _read(self, missing: Missing, *, arrive: bool) -> None:
        self._open = missing
        asked = self._office.work.look(partial(overview.behind, missing=missing))
        ask(asked, self, partial(self._show_names, missing, arrive))

    def _show_names(self, missing: Missing, arrive: bool, found: Sequence[MissingRow]) -> None:
        if self._open is not missing:
            return
        self._head.setText(head_of(missing))
        self._nobody.setVisible(not found)
        self._names.set_rows([child_row(missing, row) for row in found])
        self._names.setVisible(bool(found))
        self._list.show()
        if arrive and found:
            self._names.setFocus()
            announce(self._names, head_of(missing))
        if arrive:
            QTimer.singleShot(0, self, self._bring_into_sight)  # when it has its place

    def _bring_into_sight(self) -> None:
        self.work_area.verticalScrollBar().setValue(self._list.mapTo(self.work_area.content, QPoint(0, 0)).y())

    def _close(self) -> None:
        self._open = None
        self._names.set_rows([])
        self._list.hide()
        self._missing.setFocus()

    # --- paper ----------------------------------------------------------------------------------------------------

    def _save(self, target: Path) -> None:
        saving = self._office.work.run(lambda desk: overview.print_overview(desk, target))
        told = Message(MessageKind.SUCCESS, "Overblikket er gemt.", "Der står ingen børn på det.")
        ask(saving, self, lambda _: self.show_message(told))
