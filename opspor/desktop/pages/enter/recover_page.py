"""Nobody can unlock: a leader comes in with the recovery key and chooses a new password."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor import workplace
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.enter.arriving import Arriving
from opspor.desktop.pages.enter.new_login import NewLogin
from opspor.desktop.pages.enter.recovery_key import RecoveryKeyPanel
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Column,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    RadioList,
    TextField,
    box,
    message_of,
)
from opspor.domain.clock import Clock
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.usecases import people
from opspor.usecases.passwords import Derive, argon2id
from opspor.usecases.people import People
from opspor.workplace import Workplace

USED = Message(
    MessageKind.WARNING,
    "Du er inde, og nøglen er brugt.",
    "Dens ord har stået på en skærm, så lav en ny nu. Den gamle åbner mappen, til den nye er prøvet.",
)


class RecoverPage(FocusPage):
    """The words, then who and a new password, then a new recovery key; then ``entered``. Esc calls ``back``.

    Without ``replaces_key`` it ends before the new key: for a folder that is not in its place yet. Start asks for one.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        entered: Callable[[Workplace], object],
        back: Callable[[], object],
        derive: Derive = argon2id,
        replaces_key: bool = True,
    ) -> None:
        self._main = Button("Prøv nøglen", Kind.MAIN)
        super().__init__("Lås op", "Gendannelsesnøglen", main=self._main)
        self._folder, self._clock, self._derive = folder, clock, derive
        self._entered, self._back, self._replaces_key = entered, back, replaces_key
        self._arriving = Arriving(self, self._arrived)
        self._place: Workplace | None = None
        self._words = TextField(
            "De 16 ord fra papiret",
            help_text="Skriv dem i rækkefølge. De fire første bogstaver af hvert ord er nok.",
            lines=4,
        )
        self._who: RadioList[Id] | None = None
        self._leaders: tuple[StaffMember, ...] = ()
        self._login = NewLogin(lambda: (folder.name, *(leader.name for leader in self._leaders)))
        self._step_words = box(PlainLabel("Skriv gendannelsesnøglen", "title"), self._words, spacing=5)
        self._step_login = QWidget()
        self._step_login_column = Column(self._step_login, spacing=5)
        self._step_login_column.addWidget(PlainLabel("Vælg en ny adgangskode", "title"))
        self._step_login_column.addWidget(self._login)
        self._step: QWidget = self._step_words
        for part in (self._step_words, self._step_login):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        self._step_login.hide()
        self._main.clicked.connect(self._go_on)
        self._login.entered.connect(self._go_on)
        self._words.setFocus()

    def leave(self) -> None:
        """Forgets what was typed; a vault that was opened and not handed over is closed."""
        self._words.set_text("")
        self._login.clear()
        self._arriving.leave()
        if self._place is not None:
            self._place.close()
            self._place = None

    def _go_on(self) -> None:
        if self._step is self._step_words:
            self._try_words()
        elif self._step is self._step_login:
            self._login.check(self._come_in)

    def _try_words(self) -> None:
        folder, words, clock, derive = self._folder, self._words.text(), self._clock, self._derive
        self.progress.start("Prøver nøglen", can_stop=False)
        ask(
            in_background(lambda: workplace.leaders(folder, words, clock=clock, derive=derive)),
            self,
            self._choose,
            self._failed,
        )

    def _choose(self, leaders: tuple[StaffMember, ...]) -> None:
        self.progress.finish()
        self._leaders = leaders
        options = [(f"{member.name}, {member.title}" if member.title else member.name, member.id) for member in leaders]
        self._who = RadioList("Hvem er du?", options, value=leaders[0].id if len(leaders) == 1 else None)
        self._step_login_column.insertWidget(1, box(PlainLabel("Hvem er du?", "body_strong"), self._who))
        self._turn_to(self._step_login)
        self._main.set_words("Vælg adgangskoden")
        (self._login.login if len(leaders) == 1 else self._who).setFocus()
        if len(leaders) > 1:
            self._who.focusNextChild()

    def _come_in(self, login: str, password: str) -> None:
        leader = self._who.value() if self._who is not None else None
        if leader is None:
            self.show_message(message_of(MessageKind.INFO, "Vælg, hvem du er. Så får du en ny adgangskode."))
            return
        folder, words, clock, derive = self._folder, self._words.text(), self._clock, self._derive

        def work() -> Workplace:
            return workplace.recover(
                folder, words, leader=leader, login=login, password=password, clock=clock, derive=derive
            )

        self._arriving.start("Giver dig en ny adgangskode", work, self._failed)

    def _arrived(self, place: Workplace) -> None:
        self._place = place
        if not self._replaces_key:
            self._hand_over()
            return
        ask(place.look(people.overview), self, lambda known: self._replace_key(place, known))

    def _replace_key(self, place: Workplace, known: People) -> None:
        """The paper that was just used is replaced: somebody typed its words."""
        keys = ((known.own_key, False), (known.deposited_key, True))
        used = [(key.used_at, deposit) for key, deposit in keys if key is not None and key.used_at is not None]
        panel = RecoveryKeyPanel(place, main=self._main, deposit=bool(used) and max(used)[1])
        panel.finished.connect(self._hand_over)
        self.body.insertWidget(0, panel)
        self._turn_to(panel)
        self.show_message(USED)
        panel.begin()

    def _hand_over(self) -> None:
        place, self._place = self._place, None
        if place is not None:
            self._entered(place)

    def _turn_to(self, step: QWidget) -> None:
        self._step.hide()
        self._step = step
        step.show()

    def _failed(self, error: KnownError) -> None:
        self.progress.finish()
        if error.code.startswith("BOKS-ORD") or error.code == "BOKS-NOEGLE":
            self._words.refuse(str(error))
        elif error.code in ("BOKS-OPTAGET-NAVN", "BOKS-BRUGERNAVN"):
            self._login.login.refuse(str(error))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._place is None:
            self._back()
        else:
            super().keyPressEvent(event)
