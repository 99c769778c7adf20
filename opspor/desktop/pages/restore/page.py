"""Getting the folder back from a copy: which file, what will happen, who you are; then in."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor import workplace
from opspor.desktop.choose import choose_file, choose_folder, documents
from opspor.desktop.effort import Effort
from opspor.desktop.page import FocusPage
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    MessageKind,
    PasswordField,
    PlainLabel,
    Prose,
    TextField,
    box,
    message_of,
)
from opspor.domain.clock import Clock, moment_in_words
from opspor.domain.errors import KnownError
from opspor.usecases.passwords import Derive, argon2id
from opspor.workplace import Workplace
from opspor.workplace.restoring import Restored, Restoring, newest_beside

# Codes of what is wrong with the place, and not with the copy.
_ABOUT_PLACE = ("KOPI-ANDEN", "BOKS-IKKE-TOM", "BOKS-AABEN", "BOKS-AABEN-ET-STED", "BOKS-LAAS-DREV",
                "BOKS-SKRIVEBESKYTTET", "BOKS-FULD", "BOKS-DREV")  # fmt: skip
_ABOUT_PASSWORD = ("BOKS-ADGANG", "BOKS-ADGANG-SKADET", "BOKS-VENT")


class RestorePage(FocusPage):
    """Which copy, what will happen, login and password; then ``entered`` with the open vault. Esc calls ``back``.

    ``folder`` is the one that is damaged or gone, None on a new PC. ``file`` is the copy that was opened from outside.
    ``recover(folder, arrived)`` lets somebody in to an unpacked copy with the recovery key. Nothing is changed on the
    PC before the copy has been opened and checked.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        clock: Clock,
        entered: Callable[[Workplace], object],
        back: Callable[[], object],
        recover: Callable[[Path, Callable[[Workplace], object]], object],
        derive: Derive = argon2id,
        file: Path | None = None,
    ) -> None:
        self._main = Button("Fortsæt", Kind.MAIN)
        super().__init__("Tilbage", "Hent fra en kopi", main=self._main)
        self._clock, self._derive = clock, derive
        self._entered, self._back, self._recover = entered, back, recover
        self._effort = Effort(self.progress)
        self._working: Future[object] | None = None
        self._coming: Restoring | None = None
        self._left = False
        self._which = self._ask_which(folder or documents() / "opspor")
        self._who = self._ask_who()
        self._doubts = Prose([], "body", mark=("triangle-alert", "warning"))
        self._doubt = box(
            PlainLabel("Se på det her først", "title"),
            self._doubts,
            PlainLabel("Du kan hente kopien alligevel. Fortæl lederen og it, hvad der stod her."),
            spacing=5,
        )
        for part in (self._which, self._who, self._doubt):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        self._main.clicked.connect(self._go_on)
        self._turn_to(self._which)
        if file is not None:
            self._file.set_text(str(file))
        elif folder is not None:
            ask(in_background(lambda: newest_beside(folder)), self, self._suggest)

    # --- the steps ------------------------------------------------------------------------------------------------

    def _ask_which(self, target: Path) -> QWidget:
        self._file = TextField("Kopien", help_text="En fil, der ender på .opspor-kopi.")
        self._target = TextField("Hvor skal mappen ligge?", text=str(target))
        choose = Button("Vælg en kopi")
        elsewhere = Button("Vælg en anden mappe")
        choose.clicked.connect(
            lambda: choose_file(
                self, "Vælg en kopi", "Kopier fra opspor (*.opspor-kopi);;Alle filer (*)", self._choose_file
            )
        )
        elsewhere.clicked.connect(
            lambda: choose_folder(self, "Vælg en mappe", Path(self._target.text()).parent, self._choose_folder)
        )
        for field in (self._file, self._target):
            field.editor.returnPressed.connect(self._go_on)  # type: ignore[attr-defined]  # a field of one line
            field.changed.connect(lambda field=field: field.set_error(""))
        return box(
            PlainLabel("Hvilken kopi?", "title"),
            PlainLabel(
                "Kopierne ligger ved siden af mappen, eller hvor I har valgt det, fx på et netværksdrev. Tag den "
                "nyeste. Intet bliver ændret, før du har set, hvad der sker."
            ),
            self._file,
            Flow([choose]),
            self._target,
            Flow([elsewhere]),
            spacing=4,
        )

    def _ask_who(self) -> QWidget:
        self._what_happens = Prose([], "body", mark=("check", "accent_text"))
        self._login = TextField("Brugernavn")
        self._password = PasswordField("Adgangskode", help_text="Den, du havde den dag, kopien blev taget.")
        key = Button("Brug gendannelsesnøglen", Kind.LINK)
        key.clicked.connect(self._use_key)
        self._login.editor.returnPressed.connect(self._password.setFocus)  # type: ignore[attr-defined]  # a field of one line
        self._password.entered.connect(self._go_on)
        self._password.changed.connect(lambda: self._password.set_error(""))
        card = Card("Det sker der")
        card.add(self._what_happens)
        return box(card, PlainLabel("Lås kopien op", "title"), self._login, self._password, Flow([key]), spacing=5)

    def _turn_to(self, step: QWidget) -> None:
        for part in (self._which, self._who, self._doubt):
            part.setVisible(part is step)
        self._step = step
        self._main.set_words(
            {self._which: "Fortsæt", self._who: "Hent mappen", self._doubt: "Hent mappen alligevel"}[step]
        )
        first = {self._which: self._file, self._who: self._login, self._doubt: self._main}[step]
        first.setFocus()

    def begin(self) -> None:
        """The cursor stands where one begins, also when the page of the recovery key has gone again."""
        self._turn_to(self._step)

    def _suggest(self, newest: Path | None) -> None:
        if newest is not None and not self._file.text():
            self._file.set_text(str(newest))

    def _choose_file(self, file: Path) -> None:
        self._file.set_text(str(file))

    def _choose_folder(self, folder: Path) -> None:
        self._target.set_text(str(folder / "opspor"))

    def _go_on(self) -> None:
        if self._effort.running:
            return
        self.message_line.clear()
        if self._step is self._which:
            self._unpack()
        elif self._step is self._who:
            self._unlock()
        else:
            self._finish()

    # --- the work -------------------------------------------------------------------------------------------------

    def _unpack(self) -> None:
        for field, words in ((self._file, "Vælg en kopi."), (self._target, "Vælg en mappe.")):
            if not field.text():
                field.refuse(words)
                return
        file, target = (Path(field.text().strip('"')).expanduser() for field in (self._file, self._target))
        self._let_go()
        self._do(
            "Læser kopien",
            lambda progress, stop: Restoring(
                file, target, clock=self._clock, derive=self._derive, progress=progress, stop=stop
            ),
            self._unpacked,
            can_stop=True,
        )

    def _unpacked(self, coming: Restoring) -> None:
        self._coming = coming
        self._what_happens.set_paragraphs(
            [
                f"Kopien er fra {moment_in_words(coming.label.made_at)}. Det, der er skrevet senere, er ikke med.",
                "Børn, I har slettet siden, bliver slettet igen. Kolleger, I har fjernet siden, bliver fjernet igen.",
                "Ligger der en mappe i forvejen, bliver den ikke slettet. Den får et nyt navn og bliver liggende "
                "ved siden af.",
            ]
        )
        self._turn_to(self._who)

    def _unlock(self) -> None:
        coming, login, password = self._coming, self._login.text(), self._password.text()
        if coming is None:
            return
        if not login:
            self._login.setFocus()
            return
        if not password:
            self._password.setFocus()
            return
        self._do(
            "Låser kopien op og ser den igennem",
            lambda *_: coming.check(
                workplace.open_vault(coming.folder, login, password, clock=self._clock, derive=self._derive)
            ),
            lambda doubts: self._checked([doubt.text for doubt in doubts]),
        )

    def _use_key(self) -> None:
        if self._coming is not None and not self._effort.running:
            self._recover(self._coming.folder, self._recovered)

    def _recovered(self, place: Workplace) -> None:
        coming = self._coming
        if coming is None:
            place.close()
            return
        self._do(
            "Ser kopien igennem",
            lambda *_: coming.check(place),
            lambda doubts: self._checked([doubt.text for doubt in doubts]),
        )

    def _checked(self, doubts: list[str]) -> None:
        self._password.clear()
        if doubts:
            self._doubts.set_paragraphs(doubts)
            self._turn_to(self._doubt)
        else:
            self._finish()

    def _finish(self) -> None:
        coming = self._coming
        if coming is not None:
            self._do("Lægger mappen på plads", lambda *_: coming.finish(), self._came_back)

    def _came_back(self, restored: Restored) -> None:
        self._coming = self._working = None
        self._entered(restored.place)

    def _do(
        self,
        words: str,
        work: Callable[..., object],
        done: Callable[..., object],
        *,
        can_stop: bool = False,
    ) -> None:
        """Does ``work`` under the page's progress. What it comes to is for nobody once the page is left."""
        self._working = self._effort.begin(
            words,
            work,
            lambda result: None if self._left else done(result),
            lambda error: None if self._left else self._failed(error),
            can_stop=can_stop,
        )

    def _failed(self, error: KnownError) -> None:
        if error.code in _ABOUT_PASSWORD:
            self._password.clear()
            self._password.refuse(str(error))
            return
        self._let_go()
        self._turn_to(self._which)
        if error.code == "KOPI-STOPPET":
            self.show_message(message_of(MessageKind.INFO, "Stoppet. Intet er ændret."))
        elif error.code in _ABOUT_PLACE:
            self._target.refuse(str(error))
        else:
            self._file.refuse(str(error))

    # --- leaving --------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Forgets what was typed, and lets go of the copy that was unpacked."""
        self._left = True
        self._password.clear()
        coming, working = self._coming, self._working
        self._effort.stop()
        if self._effort.running and working is not None:
            working.add_done_callback(lambda future: _let_go_of(future, coming))
        else:
            self._let_go()

    def _let_go(self) -> None:
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._effort.running:
            self._back()
        else:
            super().keyPressEvent(event)


def _let_go_of(work: "Future[object]", coming: Restoring | None) -> None:
    """Nobody waits for the work any more: close and clear away what it made."""
    result = None if work.exception() else work.result()
    if isinstance(result, Restored):
        result.place.close()
    elif isinstance(result, Restoring):
        result.cancel()
    elif coming is not None:
        coming.cancel()
