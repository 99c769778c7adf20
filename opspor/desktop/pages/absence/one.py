"""A pupil's absence: per quarter the figures and the days, what is passed and what follows, and the statement."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.page import Page
from opspor.desktop.pages.absence.form import AbsenceForm
from opspor.desktop.pages.absence.words import figures_of, sources, what_follows
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Columns,
    EmptyState,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Table,
    TableColumn,
    box,
)
from opspor.domain.absence import AWAY_WORDS, AwayNoted, in_days
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import short_date, weekday_and_date
from opspor.domain.ids import Id
from opspor.usecases import absences
from opspor.usecases.absences import AbsenceFile, QuarterOf
from opspor.usecases.desk import Desk
from opspor.usecases.phone_book import local_words

_INSIDE = (5, 4, 5, 4)
_FLAG = Id("H_FRAVAER15")  # the hard flag that leads to the track of absence
_COLUMNS: Sequence[TableColumn[AwayNoted]] = (
    TableColumn("Dag", lambda one: weekday_and_date(one.away.day), share=5, whole=True, strong=True),
    TableColumn("Fravær", lambda one: AWAY_WORDS[one.away.kind], share=3),
    TableColumn("Andel", lambda one: "Hel dag" if one.away.share == 1 else in_days(one.away.share), share=2),
    TableColumn("Skrevet ind", lambda one: f"{short_date(one.written_on)}, {one.author_name}", share=5),
)


class PupilAbsencePage(Page):
    """The absence of the pupil ``destination.id``."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._write = Button("Skriv fravær", Kind.MAIN, icon="plus")
        back = Button("Til barnets side", Kind.QUIET, icon="chevron-left")
        super().__init__("Fravær", choice=back, main=self._write)
        self._write.hide()  # until it is known that the child is a pupil
        self._arrived = False
        self._office, self._child = office, destination.id
        self._form = AbsenceForm(office, self._child)
        self._form.hide()
        self.body.addWidget(self._form)
        self._follows = Card("Det skal I nu")
        self._sentences: QWidget = QWidget()
        self._follows.add(self._sentences)
        concern = Button("Skriv en bekymring om fravær", icon="circle-alert")
        contact = Button("Skriv en kontakt ned", icon="phone")
        self._follows.add(Flow([concern, contact], gap=3))
        self._follows.hide()
        self._quarters: QWidget = QWidget()
        listed = QWidget()
        self._list = Column(listed, spacing=0)
        self._list.addWidget(self._quarters)
        self._print = Button("Gem opgørelsen som PDF", icon="download")
        self._print.setEnabled(False)
        side = Card("Grænserne")
        side.add(sources(office.work.clock().date(), local_words(office.work.folder).checks))
        paper = Card("Til skolen og kommunen")
        paper.add(PlainLabel("Opgørelsen siger dage, slags og grænser. Den siger ikke, hvorfor eleven var væk."))
        paper.add(Flow([self._print]))
        everybody = Button("Alle elever, og fravær fra en fil", Kind.QUIET, icon="users-round")
        self.body.addWidget(self._follows)
        self.body.addWidget(Columns(listed, box(side, paper, Flow([everybody]), spacing=6), width=84))
        self.body.addStretch(1)
        self._write.clicked.connect(self._open)
        self._form.found.connect(self._show_form)
        self._form.closed.connect(self._close)
        self._form.written.connect(self._written)
        self._print.clicked.connect(lambda: save_pdf_as(self, "Fraværsopgørelse", self._save))
        concern.clicked.connect(lambda: office.go(Destination(Place.NEW_CONCERN, self._child, _FLAG)))
        contact.clicked.connect(lambda: office.go(Destination(Place.CONTACT, self._child)))
        back.clicked.connect(lambda: office.go(Destination(Place.CHILD, self._child)))
        everybody.clicked.connect(lambda: office.go(Destination(Place.ABSENCE)))
        self._reading = Reading(
            self, lambda: office.work.run(self._read), self._show, Changed.ABSENCE, Changed.CHILDREN, Changed.SETTINGS
        )

    def refresh(self, changes: Changes) -> None:
        """Reads again; what is typed stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._form.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: the quarters are made later and stand above the cards at the side."""
        return focus_next_in_reading_order(self, forward=forward)

    def _read(self, desk: Desk) -> AbsenceFile:
        return absences.absence(desk, self._child)

    def _show(self, file: AbsenceFile) -> None:
        self.set_title(file.child.full_name, "Fravær i skolen")
        self._write.setVisible(self._form.isHidden())
        said = what_follows(file)
        self._sentences = _put(self._follows.body, self._sentences, box(*map(PlainLabel, said), spacing=2))
        self._follows.setVisible(bool(said))
        with_days = [quarter for quarter in file.quarters if quarter.days]
        self._print.setEnabled(bool(with_days))
        cards: list[QWidget] = [self._quarter(quarter) for quarter in file.quarters]
        if not with_days:
            words = "Skriv den første dag med »Skriv fravær«, eller hent dagene fra en fil på siden Fravær."
            cards.append(box(EmptyState("calendar-check", "Der er ikke skrevet fravær ind", words), margins=_INSIDE))
        self._quarters = _put(self._list, self._quarters, box(*cards, spacing=6))
        if not self._arrived and self._form.isHidden():
            self._write.setFocus()
        self._arrived = True

    def _quarter(self, quarter: QuarterOf) -> Card:
        card = Card(quarter.figures.quarter.words, flush=True)
        card.add(box(figures_of(quarter), margins=_INSIDE))
        if quarter.days:
            table = Table(f"Dage i {quarter.figures.quarter.words}. Enter retter en dag", _COLUMNS)
            table.set_records(quarter.days)
            table.opened.connect(self._correct)
            card.add(table)
        return card

    def _open(self) -> None:
        self._show_form()
        self._form.begin()

    def _correct(self, one: AwayNoted) -> None:
        self._form.leave()
        self._show_form()
        self._form.correct(one)

    def _show_form(self) -> None:
        self._form.show()
        self._write.hide()
        self.work_area.verticalScrollBar().setValue(0)

    def _close(self) -> None:
        self._form.hide()
        self._write.show()
        self._write.setFocus()

    def _written(self, told: str) -> None:
        self._close()
        self.show_message(Message(MessageKind.SUCCESS, "Gemt.", told))

    def _save(self, path: Path) -> None:
        child = self._child
        work = self._office.work.run(lambda desk: absences.print_absence(desk, child, (), path))
        told = Message(MessageKind.SUCCESS, "Opgørelsen er gemt.", "Slet filen, når den er sendt eller skrevet ud.")
        ask(work, self, lambda _: self.show_message(told))


def _put(column: Column, before: QWidget, now: QWidget) -> QWidget:
    """``now`` at the top of the column in the place of ``before``."""
    column.insertWidget(0, now)
    before.hide()
    before.deleteLater()
    return now
