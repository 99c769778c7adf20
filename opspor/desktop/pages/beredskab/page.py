"""Beredskab (F2): the danger question, then at most four questions to the right track. Logs and stores nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.page import FocusPage
from opspor.desktop.pages.beredskab.first_minute import FirstMinute
from opspor.desktop.pages.beredskab.guidance import RING_WIDTH, WITHOUT_FORMS, ring_card
from opspor.desktop.pages.beredskab.paper import paper_buttons
from opspor.desktop.pages.beredskab.track import track_page
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.desktop.shortcuts import ALL_TRACKS, GO_BACK, NEW_CONCERN
from opspor.desktop.widgets import Button, Card, Columns, Kind, Line, ListRow, PlainLabel, Prose, RowList, box
from opspor.domain.beredskab import Track
from opspor.domain.clock import Clock
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.library import load_library
from opspor.forms.model import FirstMinuteForm, TrackForm
from opspor.usecases.phone_book import as_here, local_words, phone_book


class BeredskabPage(FocusPage):
    """The guidance and the numbers of ``folder`` (None: only those of the whole country).

    ``back`` leads away (the window does the same on the back key). ``go`` leads on into the program, to a new concern
    about ``child`` ("" for a name) with what was answered here, and to practice; None while nobody is logged in.
    """

    stays = True

    def __init__(
        self,
        *,
        folder: Path | None,
        clock: Clock,
        back: Callable[[], None],
        go: Callable[[Destination], None] | None,
        child: Id = NO_ID,
    ) -> None:
        main = Button("Skriv ned nu", Kind.MAIN, icon="notebook-pen", shortcut=NEW_CONCERN) if go else None
        super().__init__(
            "Tilbage",
            "Beredskab",
            "Her står ingen personoplysninger",
            main=main,
            keys=(GO_BACK,),
            beredskab=False,
        )
        self._clock, self._leave_it, self._book = clock, back, phone_book(folder, clock().date())
        self._local = local_words(folder)
        self._go, self._child, self._main = go, child, main
        if main is not None:
            main.clicked.connect(self.begin_writing)
        self._all = Button("Alle spor", Kind.QUIET, icon="list-checks", shortcut=ALL_TRACKS)
        self._all.clicked.connect(self._show_all)
        self.set_foot(self._all)
        self._danger = Danger.NO
        self._track: Track | None = None
        self._listed = False  # the track was chosen from the list of all
        self._shown: QWidget | None = None
        self._library = load_library()
        self.body.addStretch(1)
        try:
            self._form: FirstMinuteForm | None = self._library.first_minute()
        except (KnownError, OSError):
            self._form = None
            self.show_keys()
            self._all.hide()
            self._put(self._unreadable())
            return
        self._first = FirstMinute(self._form, self._book)
        self._first.reached.connect(self._reached)
        self._first.turned.connect(self._turned)
        self.body.insertWidget(0, self._first)
        self._first.begin()

    def begin(self) -> None:
        """The page was opened: the first answer waits for a number."""
        if self._form is None:
            super().begin()
        else:
            self._first.set_focus()

    # --- what is shown: the questions, the list of all tracks, or one of them -------------------------------------

    def _put(self, part: QWidget | None) -> None:
        """Shows a part in place of the questions; None shows the questions again."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = part
        if self._form is not None:
            self._first.setVisible(part is None)
        if part is not None:
            self.body.insertWidget(0, part)
            part.show()  # at once: it is about to get the focus
        self.work_area.verticalScrollBar().setValue(0)

    def _turned(self) -> None:
        self._put(None)
        self._track = None
        self._may_write()
        self._all.show()
        self.show_keys(*((GO_BACK,) if self._first.can_go_back else ()))

    def _reached(self, danger: Danger, track: Track) -> None:
        self._danger, self._listed = danger, False
        self._show_track(track)

    def _show_all(self) -> None:
        tracks = [as_here(form, self._local) for form in self._library.tracks().values()]
        rows = RowList("Alle spor")
        rows.set_rows([ListRow(form.title, form.help, "", "life-buoy", form.track) for form in tracks])
        rows.opened.connect(self._choose)
        card = Card(flush=True)
        card.add(rows)
        ring = ring_card([number.key for number in self._book], self._book)
        head = Line(PlainLabel("Alle spor", "question"), self._back())
        side = box(ring, *self._paper(tracks), spacing=3)
        self._track = None
        self._may_write()
        self._put(box(head, Columns(card, side, width=RING_WIDTH), spacing=4))
        self._all.hide()
        self.show_keys(GO_BACK)
        rows.setFocus()

    def _choose(self, track: Track) -> None:
        self._danger, self._listed = Danger.NO, True
        self._show_track(track)

    def _show_track(self, track: Track) -> None:
        assert self._form is not None  # noqa: S101  asked only where there is guidance
        self._track = track
        self._may_write()
        self._all.show()
        self.show_keys(GO_BACK)
        if (form := self._readable(track)) is None:
            self._put(self._unreadable(self._back()))
            return
        ways = self._paper([form])
        if (go := self._go) is not None:
            practise = Button("Øv dig på sporet", icon="target", tall=True)
            practise.clicked.connect(lambda: go(Destination(Place.TRACK_PRACTICE, Id(track))))
            ways.append(practise)
        words = box(PlainLabel(form.title, "question"), PlainLabel(form.help, "lead", "text_2"), spacing=1)
        back = self._back()
        self._put(
            box(
                Line(words, back),
                track_page(
                    form,
                    self._form.degree,
                    self._book,
                    self._title_of,
                    ways,
                    today=self._clock().date(),
                    checks=self._local.checks,
                ),
                spacing=4,
            )
        )
        back.setFocus()

    def _title_of(self, track: Track) -> str:
        form = self._readable(track)
        return form.title if form is not None else "et andet spor"

    def _readable(self, track: Track) -> TrackForm | None:
        """The track; None when it is damaged."""
        try:
            return as_here(self._library.track(track), self._local)
        except (KnownError, OSError):
            return None

    def _paper(self, tracks: list[TrackForm]) -> list[Button]:
        return paper_buttons(self, tracks, self._book, "", self._clock, self._local.checks)

    def _back(self) -> Button:
        words = "Tilbage til alle spor" if self._listed and self._track else "Svar om"
        back = Button(words, Kind.QUIET, icon="arrow-left", shortcut=GO_BACK)
        back.clicked.connect(self._go_back)
        return back

    def _go_back(self) -> None:
        if self._track is not None and self._listed:
            self._show_all()
        elif self._shown is not None:
            self._first.show_again()
        else:
            self._first.go_back()

    def _unreadable(self, *more: QWidget) -> QWidget:
        card = Card("Vejledningen kan ikke læses", icon="triangle-alert")
        card.add(Prose(list(WITHOUT_FORMS)))
        card.add(PlainLabel("Dine data er urørte. Installér programmet igen.", "body", "text_2"))
        ring = ring_card([number.key for number in self._book], self._book)
        return Columns(box(card, *more), ring, width=RING_WIDTH)

    # --- writing it down ------------------------------------------------------------------------------------------

    def _may_write(self) -> None:
        """About an employee nothing is stored."""
        if self._main is not None:
            self._main.setVisible(self._track is not Track.EMPLOYEE)

    def begin_writing(self) -> None:
        """Begins a new concern with what was answered here; what is about an employee is not even remembered."""
        if self._go is None:
            return
        if self._track is None or self._track is Track.EMPLOYEE:
            self._go(Destination(Place.NEW_CONCERN, self._child))
        else:
            self._go(Destination(Place.NEW_CONCERN, self._child, Id(self._track), self._danger))

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave_it()
        elif self._form is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace:
            self._go_back()
        elif event.text().lower() == ALL_TRACKS.keys[0].lower():
            self._show_all()
        elif not (self._shown is None and event.text().isdecimal() and self._first.press(int(event.text()))):
            super().keyPressEvent(event)
