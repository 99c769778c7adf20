"""The pupils one may see, with this quarter's days, and the way to a file."""

from collections.abc import Iterator, Sequence

from opspor.desktop.page import Page
from opspor.desktop.pages.absence.words import FILE, passed_chip
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import Button, Card, EmptyState, Kind, Table, TableColumn, box
from opspor.domain.absence import in_days, quarter_of
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.text import count_of
from opspor.usecases import absences
from opspor.usecases.absences import Known, PupilDays

_COLUMNS: Sequence[TableColumn[PupilDays]] = (
    TableColumn("Elev", lambda one: one.child.full_name, share=5, strong=True),
    TableColumn("Går i", lambda one: ", ".join(one.child.group_names), share=3),
    TableColumn("I kvartalet", lambda one: in_days(one.now.figures.all_days), share=3),
    TableColumn("Ulovligt", lambda one: in_days(one.now.figures.unlawful), share=3),
    TableColumn("Grænse", lambda one: " · ".join(_passed(one)) or "–", share=3),
)


def _passed(one: PupilDays) -> Iterator[str]:
    if words := passed_chip(one.now):
        yield words
    if one.reached:
        yield "jeres egen grænse"


class PupilsAbsencePage(Page):
    """All pupils, in the order of a class list: never by how much somebody was away."""

    def __init__(self, office: Office, destination: Destination) -> None:
        fetch = Button("Hent fra fil", Kind.MAIN, icon="download")
        super().__init__("Fravær", main=fetch)
        self._office = office
        self._card = Card(flush=True, grows=True)
        self._table = Table("Elever med fravær i kvartalet. Enter åbner en elev", _COLUMNS, fits=False)
        self._none = box(
            EmptyState(
                "calendar-check", "Der er ingen elever her",
                "Fravær føres for børn i en klasse eller SFO. Sæt gruppen til klasse under Indstillinger.",
            ),
            margins=(5, 4, 5, 4),
        )  # fmt: skip
        self._card.add(self._table, 1)
        self._card.add(self._none)
        self._none.hide()
        self._fetch, self._arrived = fetch, False
        self.body.addWidget(self._card, 1)
        self._table.opened.connect(self._open)
        fetch.clicked.connect(lambda: office.go(Destination(Place.ABSENCE, NO_ID, NO_ID, FILE)))
        self._reading = Reading(
            self, lambda: office.work.run(absences.known), self._show, Changed.ABSENCE, Changed.CHILDREN,
            Changed.SETTINGS,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads again."""
        self._reading.refresh(changes)

    def _show(self, known: Known) -> None:
        quarter = quarter_of(self._office.work.clock().date())
        self.set_title("Fravær", f"{count_of(len(known.pupils), 'elev', 'elever')} · {quarter.words}")
        self._table.set_records(known.pupils)
        self._table.setVisible(bool(known.pupils))
        self._none.setVisible(not known.pupils)
        if not self._arrived:
            self._arrived = True
            (self._table if known.pupils else self._fetch).setFocus()

    def _open(self, one: PupilDays) -> None:
        self._office.go(Destination(Place.ABSENCE, one.child.id))
