"""A new concern: is there danger, which track is it, and then what was seen and heard, in the person's own words.

About an employee or the leader nothing is kept, not even that somebody looked (design section 11, rule 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.beredskab.first_minute import FirstMinute
from opspor.desktop.pages.beredskab.guidance import WITHOUT_FORMS
from opspor.desktop.pages.beredskab.paper import paper_buttons
from opspor.desktop.pages.beredskab.track import track_page
from opspor.desktop.pages.concerns.facts import FactsForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import GO_BACK
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    box,
    message_of,
)
from opspor.domain.beredskab import Track
from opspor.domain.child import ChildInList
from opspor.domain.concern import Danger, parents_may_be_told
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.local import LawCheck
from opspor.forms.model import FirstMinuteForm, HardFlag, TrackForm
from opspor.usecases import children, employee_record, people
from opspor.usecases.children import DATE_AHEAD
from opspor.usecases.concerns import WHAT_MISSING, WHO_MISSING
from opspor.usecases.concerns import start as start_concern
from opspor.usecases.desk import Desk
from opspor.usecases.phone_book import PhoneNumber, as_here, local_words, phone_book

_FOR_LEADERS = Message(
    MessageKind.INFO,
    "Alle ledere kan se den, hvis du skriver ned her, og ingen andre.",
    "Gælder det en leder, så skriv på papir. Der er ingen kladde: det gemmes først, når du går videre.",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page is drawn from. ``child`` is the one it was opened for, ``flag`` what was seen in an assessment."""

    form: FirstMinuteForm
    tracks: Mapping[Track, TrackForm]
    book: tuple[PhoneNumber, ...]
    child: ChildInList | None
    institution: str
    flag: HardFlag | None
    may_record: bool
    checks: tuple[LawCheck, ...]  # whether this leader may keep a record about an employee

    def title_of(self, track: Track) -> str:
        """What a track is called, also when it cannot be read."""
        return self.tracks[track].title if track in self.tracks else "et andet spor"


def _read(desk: Desk, child_id: Id, flag_code: str) -> _Known:
    child = next((c for c in children.listed(desk) if c.id == child_id), None) if child_id else None
    flag = next((f for f in desk.library.position().flag if f.code == flag_code), None) if flag_code else None
    institution = people.overview(desk).institution.name
    local = local_words(desk.folder)
    tracks = {track: as_here(form, local) for track, form in desk.library.tracks().items()}
    book = phone_book(desk.folder, desk.clock().date())
    may_record = employee_record.offered(desk)
    return _Known(desk.library.first_minute(), tracks, book, child, institution, flag, may_record, local.checks)


class NewConcernPage(FocusPage):
    """The questions, the track where it must be read first, and the facts. Nothing is filled in beforehand.

    ``destination.id`` is a child, or "" for one that is searched for or typed. ``second`` may be the code of a hard
    flag, or the track that beredskab led to with the danger in ``context``: what was answered is not asked again.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Skriv ned og gå videre", Kind.MAIN)
        super().__init__("Tilbage", "Ny bekymring", main=self._main)
        self._office, self._child_id = office, destination.id
        self._known: _Known | None = None
        self._danger, self._track = Danger.NO, Track.GENERAL
        self._answered = bool(destination.second and destination.context)  # in beredskab
        if self._answered:
            self._danger, self._track = Danger(destination.context), Track(destination.second)
        self._first: FirstMinute | None = None
        self._stop_page: QWidget | None = None
        self._facts = FactsForm(office)
        self._facts.hide()
        self._keeper = DraftKeeper(
            self,
            office.work,
            f"concern:new:{self._child_id}" if self._child_id else "concern:new",
            self._facts.fields,
            self._restore,
            status_of(self),
        )
        self._facts.changed.connect(self._touched)
        self._main.clicked.connect(self._start)
        self._main.hide()
        self.body.addWidget(self._facts)
        self.body.addStretch(1)
        child_id, flag = self._child_id, "" if self._answered else destination.second
        ask(office.work.look(lambda desk: _read(desk, child_id, flag)), self, self._arrived)

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _arrived(self, known: _Known) -> None:
        self._known = known
        if known.child is not None:
            self._facts.give_child(known.child)
        if self._answered:  # it has shown the track too
            self._write()
            return
        flag = known.flag
        self._first = FirstMinute(
            known.form, known.book, danger=flag.danger if flag else None, track=flag.topic if flag else None
        )
        self._first.reached.connect(self._reached)
        self._first.turned.connect(lambda: self._show(questions=True))
        self.body.insertWidget(0, self._first)
        self._first.begin()

    def _touched(self) -> None:
        """What is typed about an employee is kept when a leader writes it down, and not before."""
        if self._track is not Track.EMPLOYEE:
            self._keeper.touch()

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._facts.restore(fields)
        if self._facts.isHidden():
            self.show_message(
                Message(MessageKind.INFO, "Du har en kladde.", "Den står der, når du har svaret på spørgsmålene.")
            )

    # --- the questions and the track ------------------------------------------------------------------------------

    def _show(self, *, questions: bool = False, stop: QWidget | None = None) -> None:
        """Shows the questions, the page of a track, or with neither the facts."""
        if self._stop_page is not None:
            self._stop_page.hide()
            self._stop_page.deleteLater()
        self._stop_page = stop
        if self._first is not None:
            self._first.setVisible(questions)
        if stop is not None:
            self.body.insertWidget(0, stop)
            stop.show()  # at once: it is about to get the focus
        writing = not questions and stop is None
        self._facts.setVisible(writing)
        self._main.setVisible(writing)
        self._foot.setVisible(writing)
        self.work_area.verticalScrollBar().setValue(0)

    def _reached(self, danger: Danger, track: Track) -> None:
        self._keeper.save()  # what was typed before this track was reached
        self._danger, self._track = danger, track
        if parents_may_be_told(track):
            self._write()
        else:
            self._stop(track)

    def _stop(self, track: Track) -> None:
        """What must be read before anything is written: who may not be told. About an employee it ends here, but for a
        leader where the house keeps a record.
        """
        known = self._known
        assert known is not None  # noqa: S101  asked only when known
        form = known.tracks.get(track)
        title, said = (form.title if form else "Vejledningen kan ikke læses"), list[QWidget]()
        more: list[Button] = []
        if track is Track.EMPLOYEE:
            nothing_kept = Message(MessageKind.WARNING, "Her gemmer programmet ingenting.", "Skriv det på papir.")
            said.append(MessageLine(nothing_kept, closable=False))
            on = Button("Luk", Kind.MAIN)
            on.clicked.connect(self._office.back)
            if known.may_record:
                said.append(MessageLine(_FOR_LEADERS, closable=False))
                more.append(Button("Skriv ned for lederne", icon="notebook-pen", tall=True))
                more[0].clicked.connect(self._write)
        else:
            on = Button("Skriv ned, hvad du så og hørte", Kind.MAIN, icon="notebook-pen")
            on.clicked.connect(self._write)
        back = Button("Svar om", Kind.QUIET, icon="arrow-left", shortcut=GO_BACK)
        back.clicked.connect(self._ask_again)
        guidance: QWidget = Prose(list(WITHOUT_FORMS))
        if form is not None:
            papers = paper_buttons(self, [form], known.book, known.institution, self._office.work.clock, known.checks)
            guidance = track_page(
                form,
                known.form.degree,
                known.book,
                known.title_of,
                papers,
                today=self._office.work.clock().date(),
                checks=known.checks,
            )
        self._show(stop=box(PlainLabel(title, "question"), *said, Flow([on, *more, back], gap=3), guidance, spacing=4))
        on.setFocus()

    def _ask_again(self) -> None:
        if self._first is not None:
            self._first.show_again()

    # --- the facts ------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        self.message_line.clear()
        self._show()
        self._facts.set_focus()

    def _start(self) -> None:
        facts = self._facts.read()
        if facts is None:
            return
        danger, track = self._danger, self._track
        ask(
            self._office.work.run(
                lambda desk: start_concern(
                    desk,
                    danger=danger,
                    track=track,
                    what=facts.what,
                    seen_on=facts.seen_on,
                    child_id=facts.child_id,
                    typed_name=facts.typed_name,
                )
            ),
            self,
            self._started,
            self._refused,
        )

    def _started(self, concern_id: Id) -> None:
        self._keeper.drop()
        self._office.go(Destination(Place.CONCERN, concern_id))

    def _refused(self, error: KnownError) -> None:
        if error.fault is WHO_MISSING:
            self._facts.who.set_error(str(error))
        elif error.fault is WHAT_MISSING:
            self._facts.what.set_error(str(error))
        elif error.fault is DATE_AHEAD:
            self._facts.seen_on.set_error(str(error))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = self._first
        if first is None or not self._facts.isHidden():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace:
            if self._stop_page is not None:
                first.show_again()
            else:
                first.go_back()
        elif self._stop_page is not None or not event.text().isdecimal() or not first.press(int(event.text())):
            super().keyPressEvent(event)
