"""A request for access: everything that is written, looked through piece by piece, and then given.

The screen faces the room: the title names nobody, and neither does a message (design section 11, rule 10).
"""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from opspor.desktop.choose import choose_folder, documents
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.subject_access.closed import ClosedRequest, DropDialog
from opspor.desktop.pages.subject_access.handing import Handing
from opspor.desktop.pages.subject_access.keeping import Keeper, Opened
from opspor.desktop.pages.subject_access.looking import Looking
from opspor.desktop.pages.subject_access.piece import PiecePane
from opspor.desktop.pages.subject_access.pieces import PieceList
from opspor.desktop.pages.subject_access.words import days_left
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import HIDE_PIECE, HIDE_WORDS, LET_STAND, NEXT_PIECE, TAKE_BACK
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Segmented,
    announce,
    box,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Told
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.subject_access import Piece, Release, Request, SubjectAccess, due_on
from opspor.usecases import subject_access

_TITLE = "Gør svaret klar"
_PAPER = "paper"  # the part of the page one is at, for ``go_inside``; else the key of a piece
_LOOK, _GIVE = "Se papiret", "Vælg mappe, og gem"
_WAITING = "Samler alt, der er skrevet om barnet. Er der skrevet i mange år, tager det op til et minut."
ALL_SEEN = Message(MessageKind.SUCCESS, "Alt, der skal ses, er set igennem.", "Se nu papiret, og giv det.")
JOINED = Message(
    MessageKind.INFO, "En anden har også arbejdet i den.", "Det, I hver især har gjort, er lagt sammen. Intet er væk."
)
NOT_MINE = (Told.DRAFTS, Told.LOG, Told.PRACTICE, Told.PEOPLE, Told.SETTINGS)


class AccessPage(FocusPage):
    """``destination.id`` is the request."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button(_LOOK, Kind.MAIN)
        super().__init__("Indsigt", _TITLE, main=self._main, side=True)
        self._office, self._id = office, destination.id
        self._looking: Looking | None = None
        self._over = False  # given, or nobody asks any more
        self._keeper = Keeper(self, office.work, self._id, self._show_joined)
        self._which: Segmented[bool] = Segmented("Vis", [("Skal ses", True), ("Alt", False)], value=True)
        self._far = PlainLabel("", "body_strong")
        self._list = PieceList()
        self.side.addWidget(box(self._which, self._far, spacing=2, margins=(3, 0, 3, 1)))
        self.side.addWidget(self._list, 1)
        self._wait = PlainLabel(_WAITING, "lead", "text_2")
        self._pane = PiecePane()
        self._nothing = PlainLabel("Her er ikke noget, programmet ville udelade. Vælg »Alt« for at læse det hele.")
        self._handing = Handing(office, self._id)
        self._texts = Button("Tilbage til teksterne", Kind.QUIET, icon="arrow-left")
        for part in (self._wait, self._nothing, self._pane, self._handing):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.set_foot(self._texts)
        self.show_side(False)
        for hidden in (self._nothing, self._pane, self._handing, self._texts, self._main):
            hidden.hide()
        self._which.chosen.connect(lambda _: self._fill())
        self._list.chosen.connect(self._open)
        self._list.entered.connect(self._pane.text.setFocus)
        self._pane.changed.connect(self._changed)
        self._pane.went_on.connect(self._next)
        self._pane.back_to.connect(self._back_to)
        self._pane.remark.connect(self._to_family)
        self._handing.piece.connect(self._back_to)
        self._handing.said.connect(self._changed)
        self._handing.dropped.connect(self._ask_why)
        self._texts.clicked.connect(self._show_texts)
        self._main.clicked.connect(self._go_on)
        for key, do in (
            (NEXT_PIECE, self._next),
            (HIDE_PIECE, self._pane.hide_all),
            (HIDE_WORDS, self._pane.hide_words),
            (LET_STAND, self._pane.let_stand),
            (TAKE_BACK, self._pane.take_back),
        ):
            shortcut = QShortcut(QKeySequence(key.keys[0]), self._pane)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(do)
        self._reading = Reading(
            self,
            lambda: office.work.look(self._keeper.read),
            self._show,
            *(kind for kind in Told if kind not in NOT_MINE),
        )

    # --- reading --------------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Gathers again what was written meanwhile; what the page itself wrote is known."""
        own = self.isVisible() and changes.kinds <= {Told.PROTECTION, *NOT_MINE}
        if not self._over and not own:
            self._reading.refresh(changes)

    def leave(self) -> None:
        """Everything that was done is kept."""
        self._handing.leave()
        self._keeper.leave()

    def go_inside(self, inside: str) -> bool:
        """Back to the piece, or the paper, where one was."""
        if self._looking is None:
            return False
        if inside == _PAPER:
            self._show_paper()
        else:
            self._back_to(inside)
        return True

    def _show(self, opened: Opened) -> None:
        if opened.draft is None:
            if not self._over:
                self._keeper.forget()
                self._show_closed(opened.closed)
            return
        if self._looking is not None:
            before = len(self._looking.left())
            self._looking.read_again(opened.draft)
            self._fill()
            if len(self._looking.left()) > before:
                self.show_message(Message(MessageKind.INFO, "Der er kommet noget nyt til.", "Det skal også ses."))
            return
        looking = self._looking = Looking(opened.draft, opened.changed)
        self._keeper.follow(looking, opened)
        self._wait.hide()
        self._main.show()
        self.show_side(True)
        if not looking.progress[1]:
            self._which.set_value(value=False)
        left = looking.left()
        self._fill(left[0].key if left else "")
        if opened.draft.stops:
            self.show_message(
                Message(
                    MessageKind.WARNING,
                    "Noget skal leder og DPO beslutte først.",
                    "Gå teksterne igennem. Beslutningen skriver I, når I ser papiret.",
                )
            )
        self._pane.text.setFocus()

    def _fill(self, at: str = "") -> None:
        """The list, as it is chosen; at that piece, or at the one that is read."""
        looking = self._looking
        if looking is None:
            return
        pieces = looking.draft.pieces
        shown = tuple(piece for piece in pieces if looking.must_be_seen(piece)) if self._which.value() else pieces
        read = self._pane.piece
        self._list.set_pieces(looking, shown, at or (read.key if read is not None else ""))
        if self._list.current() is None and shown:
            self._list.go_to(shown[0].key)
        self._open(self._list.current())
        self._show_far()
        if not self._handing.isHidden():
            self._handing.show_draft(looking, self._office.work.clock().date())

    def _show_far(self) -> None:
        assert self._looking is not None  # noqa: S101  there is a list
        seen, of = self._looking.progress
        total = len(self._looking.draft.pieces)
        self._far.setText(f"{seen} af {of} set igennem" if of else f"{total} tekster, ingen skal ses")
        self._list.viewport().update()
        on, today = due_on(self._looking.request), self._office.work.clock().date()
        said = f"{seen} af {of} set" if of else ""
        self.set_title(_TITLE, " · ".join(filter(None, (said, f"svar senest {long_date(on)}", days_left(on, today)))))

    # --- going through --------------------------------------------------------------------------------------------

    def _open(self, piece: Piece | None) -> None:
        looking = self._looking
        at_texts = self._handing.isHidden() and not self._over
        self._nothing.setVisible(looking is not None and piece is None and at_texts)
        self._pane.setVisible(looking is not None and piece is not None and at_texts)
        if looking is not None and piece is not None:
            self._pane.show_piece(looking, piece)
            if at_texts:
                self.inside = piece.key
            self.work_area.verticalScrollBar().setValue(0)

    def _next(self) -> None:
        """What was seen is noted, and on to the next that must be."""
        looking, piece = self._looking, self._pane.piece
        if looking is None or piece is None:
            return
        looking.look_at(piece)
        self._changed()
        pieces = self._list.pieces()
        here = next((i for i, one in enumerate(pieces) if one.key == piece.key), -1)
        following = [*pieces[here + 1 :], *pieces[: here + 1]]
        to = next((one for one in following if looking.must_be_seen(one) and not looking.is_seen(one)), None)
        if to is None:
            self.show_message(ALL_SEEN)
            self._main.setFocus()
            return
        self._list.go_to(to.key)
        self._open(to)
        announce(self._pane.text, f"{self._far.text()}. {to.heading}")

    def _back_to(self, key: str) -> None:
        """Opens a piece, wherever one is; also where the list does not show it."""
        self._show_texts()
        looking = self._looking
        piece = looking.piece(key) if looking is not None else None
        if piece is None:
            return
        if not self._list.go_to(key):
            self._which.set_value(value=False)
            self._fill()
            self._list.go_to(key)
        self._open(piece)
        self._pane.text.setFocus()

    def _to_family(self) -> None:
        """Where a remark is written; what is done here is kept."""
        if self._looking is not None:
            self._office.go(Destination(Place.FAMILY, self._looking.draft.child.id))

    def _changed(self) -> None:
        self._show_far()
        self._keeper.touch()

    def _show_joined(self) -> None:
        self._fill()
        self.show_message(JOINED)

    # --- the paper ------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._handing.isHidden():
            self._show_paper()
        elif not self._handing.mend_first():
            choose_folder(self, "Vælg en mappe til filerne", documents(), self._release)

    def _show_paper(self) -> None:
        """As it is drawn of all that was done so far."""
        if self._looking is None:
            return
        self.inside = _PAPER
        self.message_line.clear()
        self._pane.hide()
        self._nothing.hide()
        self.show_side(False)
        self._handing.show()
        self._texts.show()
        self._main.set_words(_GIVE)
        self._handing.show_draft(self._looking, self._office.work.clock().date())
        self._handing.wait_for_paper()
        self.work_area.verticalScrollBar().setValue(0)
        self._texts.setFocus()
        self._keeper.put(self._draw)

    def _draw(self) -> None:
        request_id = self._id
        ask(
            self._office.work.look(lambda desk: subject_access.preview(desk, request_id)),
            self,
            self._handing.show_paper,
        )

    def _show_texts(self) -> None:
        if self._handing.isHidden():
            return
        self._handing.hide()
        self._texts.hide()
        self._main.set_words(_LOOK)
        self.show_side(True)
        self._open(self._list.current())
        self._pane.text.setFocus()

    def _release(self, folder: Path) -> None:
        self._keeper.put(partial(self._write, folder, self._handing.how.text()))

    def _write(self, folder: Path, how: str) -> None:
        assert self._looking is not None  # noqa: S101  it was looked through
        request_id, version = self._id, self._looking.version
        self._main.setEnabled(False)
        ask(
            self._office.work.run(lambda desk: subject_access.release(desk, request_id, version, folder, how)),
            self,
            partial(self._given, folder),
            self._refused,
        )

    def _refused(self, error: KnownError) -> None:
        self._main.setEnabled(True)
        self._handing.show_missing()
        self.show_message(message_of(MessageKind.DANGER, str(error)))

    def _given(self, folder: Path, release: Release) -> None:
        assert self._looking is not None  # noqa: S101  as above
        self._end(replace(self._looking.request, released=release), folder)
        self.show_message(Message(MessageKind.SUCCESS, "Filerne er gemt.", "Giv dem nu, og slet dem bagefter."))

    # --- nobody asks any more -------------------------------------------------------------------------------------

    def _ask_why(self) -> None:
        dialog = DropDialog(self)
        dialog.ask(lambda: self._drop(dialog.because.text()))

    def _drop(self, because: str) -> None:
        assert self._looking is not None  # noqa: S101  the page was there
        request_id, dropped = self._id, replace(self._looking.request, dropped_because=because)
        ask(
            self._office.work.run(lambda desk: subject_access.drop(desk, request_id, because)),
            self,
            lambda _: self._end(dropped),
        )

    def _end(self, request: Request, folder: Path | None = None) -> None:
        """It was given, or nobody asks any more: nothing of the work is kept as a draft."""
        assert self._looking is not None  # noqa: S101  as above
        work = self._office.work
        access = replace(self._looking.draft.access, request=request, author_name=work.staff.name)
        self._keeper.forget()
        self._handing.forget()
        self._show_closed(replace(access, written_at=work.clock()), folder)

    def _show_closed(self, access: SubjectAccess | None, folder: Path | None = None) -> None:
        """What came of it, or that it is gone; nothing of the texts is left on the page."""
        self._over = True
        self._looking = None
        self.inside = ""
        self.message_line.clear()
        self.show_side(False)
        for part in (self._wait, self._pane, self._nothing, self._handing, self._texts):
            part.hide()
        self.set_title("Afsluttet")
        self._main.set_words("Vis alle, der har spurgt")
        self._main.set_cannot("")
        self._main.clicked.disconnect()
        self._main.clicked.connect(lambda: self._office.go(Destination(Place.ACCESS)))
        self._main.show()
        self._main.setFocus()
        self._pane.forget()
        if access is None:
            self.show_message(message_of(MessageKind.DANGER, subject_access.NO_SUCH_REQUEST.sentence))
            return
        files = subject_access.files(self._id, folder) if folder is not None else ()
        self.body.insertWidget(0, ClosedRequest(access, files))
        self.work_area.set_widest(170)
