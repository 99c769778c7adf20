"""One concern. Its child's name stands inside the page only, never in a title (design section 11, rule 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.beredskab.guidance import RING_WIDTH, answer_to, do_and_dont, ring_card, steps_card
from opspor.desktop.pages.concern.about import AboutCard, CloseCard
from opspor.desktop.pages.concern.audience import AudienceCard
from opspor.desktop.pages.concern.link import LinkCard
from opspor.desktop.pages.concern.papers import PapersCard
from opspor.desktop.pages.concern.records import RecordsCard
from opspor.desktop.pages.concern.track import TrackCard
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import Button, Columns, Kind, Message, MessageKind, MessageLine, box
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.concern import parents_may_be_told
from opspor.domain.ids import Id
from opspor.usecases import concerns, people
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from opspor.usecases.phone_book import PhoneNumber, phone_book


@dataclass(frozen=True, slots=True)
class Opened:
    """What the page shows."""

    file: ConcernFile
    due: Mapping[str, date]
    book: tuple[PhoneNumber, ...]
    forum: str


def _open(desk: Desk, concern_id: Id) -> Opened:
    file = concerns.open_concern(desk, concern_id)
    return Opened(file, file.due, phone_book(desk.folder), people.overview(desk).institution.forum_name)


class ConcernPage(Page):
    """``destination.id`` is the concern. Opening it is logged."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._report = Button("Lav underretning", Kind.MAIN, icon="file-text")
        super().__init__("Bekymring", main=self._report)
        self._office, self._id = office, destination.id
        self._report.clicked.connect(lambda: office.go(Destination(Place.UNDERRETNING, self._id)))
        self._report.hide()
        self._guidance: QWidget | None = None
        self._about = AboutCard(office)
        self._link = LinkCard(office, self._id)
        self._audience = AudienceCard(office, self._id)
        self._track = TrackCard(office, self._id)
        self._records = RecordsCard(office, self._id)
        self._papers = PapersCard(office, self._id)
        self._close = CloseCard(office, self._id)
        self._all = Columns(
            box(self._track, self._records, spacing=5),
            box(self._about, self._link, self._papers, self._audience, self._close, spacing=5),
            width=86,
        )
        self._all.hide()
        self.body.addWidget(self._all)
        self.body.addStretch(1)
        concern_id = self._id
        self._reading = Reading(
            self,
            lambda: office.work.run(lambda desk: _open(desk, concern_id)),
            self._show,
            Changed.CONCERNS,
            Changed.PAPERS,
            Changed.OBSERVATIONS,
        )

    def refresh(self, changes: Changes) -> None:
        """Opens the concern again when something in it changed."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        for part in (self._track, self._records, self._papers, self._audience, self._close):
            part.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, opened: Opened) -> None:
        file = opened.file
        general = parents_may_be_told(file.concern.track)
        closed = file.concern.closed_at is not None
        self.set_title(file.concern.label, "Lukket" if closed else "")
        self._report.show()
        if not general and self._guidance is None:
            self._guidance = _stop(opened)
            self.body.insertWidget(0, self._guidance)
        self._track.setVisible(general)
        if general:
            self._track.set_track(file.form, file.steps, opened.due)
        self._about.set_file(file)
        self._link.set_file(file)
        self._audience.set_file(file)
        self._records.set_records(file.observations, file.words)
        self._papers.set_papers(file, opened.forum if general else "")
        self._close.setVisible(not closed)
        first = self._all.isHidden()
        self._all.show()
        if first:
            self._report.setFocus()


def _stop(opened: Opened) -> QWidget:
    """The guidance that stays on top where nobody may be told about the suspicion."""
    form, topic = opened.file.form, opened.file.concern.track
    answer = answer_to(form, topic)
    said = Message(
        MessageKind.WARNING,
        "Fortæl ikke forældrene eller andre om mistanken.",
        "Ved de det allerede? Skriv hvem, hvornår og hvordan, og ring til kommunen nu.",
    )
    words = box(MessageLine(said, closable=False), do_and_dont(answer.do, answer.dont), steps_card(form, answer))
    return Columns(words, ring_card(answer.call, opened.book), width=RING_WIDTH)
