"""The first time: a folder, an institution, a person, a password and a recovery key, step by step."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor import workplace
from opspor.desktop.choose import choose_folder, documents
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.enter.arriving import Arriving
from opspor.desktop.pages.enter.new_login import NewLogin
from opspor.desktop.pages.enter.recovery_key import RecoveryKeyPanel
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    TextField,
    box,
    message_of,
)
from opspor.domain.clock import Clock
from opspor.domain.errors import KnownError
from opspor.usecases import setup
from opspor.usecases.passwords import Derive, argon2id
from opspor.workplace import Workplace

_STEPS = 4
_ABOUT_PLACE = ("BOKS-IKKE-TOM", "BOKS-SKRIVEBESKYTTET", "BOKS-LAAS-DREV")  # another folder is the way on
_REST_MS = 300  # after the last key in the field for the folder, before the drive is asked about it


class SetupPage(FocusPage):
    """Makes a vault and hands it over with ``finished``, open. ``cancelled`` is told when the person gives up before
    there is one (Esc or "Fortryd" on the first step). What is typed stays in the window and is written nowhere else.
    """

    def __init__(
        self,
        *,
        folder: Path | None,
        clock: Clock,
        finished: Callable[[Workplace], object],
        cancelled: Callable[[], object],
        derive: Derive = argon2id,
    ) -> None:
        self._main = Button("Fortsæt", Kind.MAIN)
        super().__init__("Luk", "Ny mappe", main=self._main)
        self._clock, self._derive = clock, derive
        self._finished, self._cancelled = finished, cancelled
        self._arriving = Arriving(self, self._made)
        self._place: Workplace | None = None
        self._panel: RecoveryKeyPanel | None = None
        self._previous = Button("Forrige trin", Kind.QUIET)
        self.set_foot(self._previous)
        self._step = 0
        start = folder or documents() / "opspor"
        self._steps = [self._where(start), self._who(), self._password()]
        self._first = [self._folder, self._institution, self._login.login]
        for part in self._steps:
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        self._main.clicked.connect(self._go_on)
        self._previous.clicked.connect(self._go_back)
        self._login.entered.connect(self._go_on)
        for field in (self._folder, self._institution, self._name, self._title_field):
            field.editor.returnPressed.connect(self._go_on)  # type: ignore[attr-defined]
        self._turn_to(0)

    # --- the steps ------------------------------------------------------------------------------------------------

    def _where(self, start: Path) -> QWidget:
        self._folder = TextField("Mappe", text=str(start))
        choose = Button("Vælg en anden mappe")
        choose.clicked.connect(self._choose)
        self._warning = MessageLine(closable=False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look_at_place)
        self._folder.changed.connect(self._rest.start)
        part = box(
            PlainLabel("Hvor skal mappen ligge?", "title"),
            PlainLabel(
                "Alt, I skriver, ligger i én mappe på pc'en, låst med jeres adgangskoder. Ingen uden en adgangskode "
                "eller jeres nøgle på papir kan læse den."
            ),
            self._folder,
            self._warning,
            choose,
            spacing=5,
        )
        self._look_at_place()
        return part

    def _who(self) -> QWidget:
        self._institution = TextField("Institutionens navn", placeholder="Fx Børnehuset Lærkereden")
        self._name = TextField("Dit navn")
        self._title_field = TextField("Din stilling", placeholder="Fx leder")
        return box(
            PlainLabel("Hvem er I?", "title"),
            PlainLabel("Du bliver leder i opspor og kan invitere de andre."),
            self._institution,
            self._name,
            self._title_field,
            spacing=5,
        )

    def _password(self) -> QWidget:
        self._login = NewLogin(lambda: (self._name.text(), self._institution.text()))
        return box(
            PlainLabel("Vælg brugernavn og adgangskode", "title"),
            PlainLabel("Den låser op for alt om alle børn. Del den ikke med nogen."),
            self._login,
            spacing=5,
        )

    def _turn_to(self, step: int) -> None:
        self._step = step
        for number, part in enumerate(self._steps):
            part.setVisible(number == step)
        self.set_title("Ny mappe", f"trin {step + 1} af {_STEPS}")
        self._previous.setVisible(step > 0)  # from the first step, the back key leads out
        self._main.set_words("Opret mappen" if step == len(self._steps) - 1 else "Fortsæt")
        self._first[step].setFocus()

    def _go_on(self) -> None:
        if self._place is not None:
            return
        if self._step == 0:
            if not self._folder.text():
                self._folder.refuse("Vælg en mappe.")
            else:
                self._turn_to(1)
        elif self._step == 1:
            if not self._institution.text():
                self._institution.refuse("Skriv institutionens navn.")
            elif not self._name.text():
                self._name.refuse("Skriv dit navn.")
            else:
                self._turn_to(2)
        else:
            self._login.check(self._make)

    def _go_back(self) -> None:
        if self._step:
            self._turn_to(self._step - 1)
        else:
            self._cancelled()

    def _choose(self) -> None:
        choose_folder(self, "Vælg en mappe", _nearest(Path(self._folder.text())), self._chosen)

    def _chosen(self, folder: Path) -> None:
        """A folder with something in it gets one for opspor inside; so does one that can't be looked into."""
        try:
            used = any(folder.iterdir())
        except OSError:
            used = True
        self._folder.set_text(str(folder / "opspor" if used else folder))

    def _look_at_place(self) -> None:
        text = self._folder.text()
        ask(
            in_background(lambda: setup.place_advice(Path(text).expanduser()) if text else ""),
            self,
            lambda sentence: self._advise(text, sentence),
        )

    def _advise(self, text: str, sentence: str) -> None:
        if text != self._folder.text():
            return  # a drive that was slow to answer; the next answer is on its way
        if sentence:
            self._warning.show_message(message_of(MessageKind.WARNING, sentence))
        else:
            self._warning.clear()

    # --- making it ------------------------------------------------------------------------------------------------

    def _make(self, login: str, password: str) -> None:
        folder, clock, derive = Path(self._folder.text()).expanduser(), self._clock, self._derive
        institution, name, title = self._institution.text(), self._name.text(), self._title_field.text()

        def work() -> Workplace:
            return workplace.create(
                folder,
                institution=institution,
                name=name,
                title=title,
                login=login,
                password=password,
                clock=clock,
                derive=derive,
            )

        self._arriving.start("Opretter mappen og låser den", work, self._failed)

    def _failed(self, error: KnownError) -> None:
        if error.code in _ABOUT_PLACE:
            self._turn_to(0)
            self._folder.set_error(str(error))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))

    def _made(self, place: Workplace) -> None:
        self._place = place
        self._login.clear()
        self._steps[self._step].hide()
        self._previous.hide()
        self._panel = RecoveryKeyPanel(place, main=self._main, can_wait=False)
        self._panel.finished.connect(self._hand_over)
        self.body.insertWidget(0, self._panel)
        self.set_title("Ny mappe", f"trin {_STEPS} af {_STEPS}")
        self.show_message(Message(MessageKind.SUCCESS, "Mappen er oprettet."))
        self._panel.begin()

    def _hand_over(self) -> None:
        place, self._place = self._place, None
        if place is not None:
            self._finished(place)

    def leave(self) -> None:
        """Forgets what was typed. A vault that was made and not handed over is closed; it can be unlocked."""
        self._login.clear()
        self._arriving.leave()
        if self._place is not None:
            self._place.close()
            self._place = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._place is None:
            self._go_back()
        else:
            super().keyPressEvent(event)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), Path.home())
