"""One concern. Its child's name stands inside the page only, never in a title (design section 11, rule 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.beredskab.guidance import dont_card, ring_card
from opspor.desktop.pages.beredskab.track import telling
from opspor.desktop.pages.concern.about import AboutCard, CloseCard
from opspor.desktop.pages.concern.audience import AudienceCard
from opspor.desktop.pages.concern.decided import DecidedCard
from opspor.desktop.pages.concern.forum import ForumCard
from opspor.desktop.pages.concern.link import LinkCard
from opspor.desktop.pages.concern.other import OtherTrackCard
from opspor.desktop.pages.concern.papers import PapersCard
from opspor.desktop.pages.concern.records import RecordsCard
from opspor.desktop.pages.concern.step import Guide
from opspor.desktop.pages.concern.telling import TellingCard
from opspor.desktop.pages.concern.track import TrackCard
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import Button, Column, Columns, Kind, box
from opspor.domain.assessment import FormRef
from opspor.domain.beredskab import MayBeTold, StepKind, Track
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.concern import parents_may_be_told
from opspor.domain.ids import Id
from opspor.domain.retention import Sort
from opspor.forms.model import FirstMinuteForm
from opspor.usecases import concerns, drafts, people, waiting
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from opspor.usecases.phone_book import PhoneNumber, phone_book
from opspor.usecases.telling import stopped
from opspor.usecases.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Opened:
    """What the page shows."""

    file: ConcernFile
    due: Mapping[str, date]
    first: FirstMinuteForm
    titles: Mapping[Track, str]  # of all tracks that can be read
    book: tuple[PhoneNumber, ...]
    forum: str
    answers: Mapping[Id, Waiting]  # paper -> how it stands, of what was sent
    begun: frozenset[str]  # keys of one's drafts of this concern

    @property
    def guide(self) -> Guide:
        """What an open step is drawn from."""
        file = self.file
        may_tell = any(isinstance(one.what, MayBeTold) for one in file.decisions)
        child_id = file.child.id if file.child is not None and file.particulars is not None else None
        return Guide(file.form, self.first, self.book, file.carers, may_tell, child_id)


def _open(desk: Desk, concern_id: Id) -> Opened:
    file = concerns.open_concern(desk, concern_id)
    forum = people.overview(desk).institution.forum_name
    titles = {track: form.title for track, form in desk.library.tracks().items()}
    book = phone_book(desk.folder, desk.clock().date())
    begun = drafts.begun(desk, f"concern:{concern_id}:")
    answers = waiting.of_concern(desk, concern_id) if file.papers else {}
    return Opened(file, file.due, desk.library.first_minute(), titles, book, forum, answers, begun)


class ConcernPage(Page):
    """``destination.id`` is the concern. Opening it is logged."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._report = Button("Lav underretning", Kind.MAIN, icon="file-text")
        super().__init__("Bekymring", main=self._report)
        self._office, self._id = office, destination.id
        self._report.clicked.connect(lambda: office.go(Destination(Place.UNDERRETNING, self._id)))
        self._report.hide()
        self._guidance: QWidget | None = None
        self._ring: QWidget | None = None
        self._guided: FormRef | None = None
        beside = QWidget()
        self._beside = Column(beside, spacing=0)
        self._about = AboutCard(office)
        self._link = LinkCard(office, self._id)
        self._audience = AudienceCard(office, self._id)
        self._track = TrackCard(office, self._id)
        self._track.asked_for.connect(self._go_to)
        self._records = RecordsCard(office, self._id)
        self._decided = DecidedCard()
        self._telling = TellingCard(office, self._id)
        self._other = OtherTrackCard(office, self._id)
        self._papers = PapersCard(office, self._id)
        self._forum = ForumCard(office, self._id)
        self._close = CloseCard(office, self._id)
        self._kept = KeptLine(office)
        self._all = Columns(
            box(self._track, self._records, self._decided, spacing=5),
            box(
                self._about,
                self._link,
                beside,
                self._telling,
                self._papers,
                self._forum,
                self._audience,
                self._other,
                self._close,
                self._kept,
                spacing=5,
            ),
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
        self._forum.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        for part in (
            self._track, self._records, self._telling, self._audience, self._other, self._close,
        ):  # fmt: skip
            part.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, opened: Opened) -> None:
        file = opened.file
        openly = parents_may_be_told(file.concern.track)
        closed = file.concern.closed_at is not None
        self.set_title(file.concern.label, "Lukket" if closed else "")
        self._report.show()
        self._guide(opened, openly=openly)
        self._track.set_track(file, opened.guide, opened.due, opened.begun)
        self._about.set_file(file)
        self._link.set_file(file)
        self._telling.set_file(file, stopped(file), opened.begun)
        self._audience.set_file(file)
        self._records.set_records(file, opened.begun)
        self._decided.set_file(file, opened.titles)
        self._papers.set_papers(file, opened.forum if openly else "", opened.answers)
        self._forum.set_file(file)
        self._other.set_file(file, opened.titles)
        self._other.setVisible(not closed)
        self._close.setVisible(not closed)
        if file.child is not None and file.particulars is not None:
            self._kept.show_child(file.child.id, file.concern.id, Sort.CONCERN)
        else:
            self._kept.show_rule(Sort.CONCERN)
        first = self._all.isHidden()
        self._all.show()
        if first:
            self._report.setFocus()

    def _guide(self, opened: Opened, *, openly: bool) -> None:
        """The numbers of the track beside its steps, and on top of them what not to do where nobody may be told."""
        form = opened.file.form
        if self._guided == form.ref:
            return
        for old in (self._guidance, self._ring):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._guidance, self._guided = None, form.ref
        self._ring = ring_card(form.call, opened.book)
        self._beside.addWidget(self._ring)
        if not openly:
            self._guidance = box(telling(form), dont_card([dont.text for dont in form.dont]), spacing=3)
            self.body.insertWidget(0, self._guidance)

    def _go_to(self, kind: StepKind) -> None:
        """What a step needs is another part of the page."""
        if kind is StepKind.WRITE:
            self._records.begin()
        else:
            self._close.reason.setFocus()
