"""Ny udgave: proved here, installed by others."""

from pathlib import Path

import opspor
from opspor.desktop.choose import choose_file
from opspor.desktop.effort import Effort
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    ProgressOverlay,
    Prose,
    box,
    message_of,
    tell,
)
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import KnownError
from opspor.exchange.release import NO_SENDER
from opspor.usecases import new_version
from opspor.usecases.new_version import Release
from opspor.workplace.copying import CopyStatus

_KINDS = "Udgaver af opspor (*.deb *.gz *.exe *.whl);;Alle filer (*)"


class NewVersionCard(Card):
    """Looks whether a file that somebody brought is a newer opspor from its sender, and says what to do with it.

    A program that was built without a sender's key says so, and looks at nothing.
    """

    def __init__(self, office: Office, progress: ProgressOverlay) -> None:
        super().__init__("Ny udgave")
        self._work = office.work
        self._effort = Effort(progress)
        self._sender = new_version.known_sender()
        self.add(
            PlainLabel(
                "opspor henter ikke selv nye udgaver. Har it eller du en med, fx på et usb-stik, kan opspor se efter, "
                "om den er ægte, hel og nyere. Intet bliver installeret."
            )
        )
        self.look = Button("Se en ny udgave efter", icon="download")
        self.look.set_cannot("" if self._sender else NO_SENDER.sentence)
        self.look.clicked.connect(self._choose)
        self.add(Flow([self.look], gap=3))
        if self._sender is None:
            self.add(PlainLabel(NO_SENDER.sentence, "body", "warning"))
        self._found = PlainLabel("", "body_strong")
        self._steps = Prose([], "body", bullets=False)
        self._newest = PlainLabel("", "body", "text_2")
        self._copy = Button("Tag en kopi nu", Kind.MAIN)
        self._copy.clicked.connect(self._take_copy)
        note = PlainLabel("Brug netop den fil, du valgte: bliver den byttet bagefter, ved opspor det ikke.")
        self._result = box(self._found, self._steps, note, self._newest, Flow([self._copy], gap=3), spacing=3)
        self._result.hide()
        self.add(self._result)

    def look_at(self, file: Path) -> None:
        """Proves the file, and shows the steps or what is wrong with it."""
        if not self._effort.running:
            self._result.hide()
            self._effort.begin(
                "Ser filen efter",
                lambda *_: new_version.check(file, self._sender),
                self._show,
                self._failed,
                can_stop=False,
            )

    def _choose(self) -> None:
        if not self.look.cannot:
            choose_file(self, "Vælg den nye udgave", _KINDS, self.look_at)

    def _show(self, found: Release) -> None:
        self._found.setText(f"Filen er ægte: opspor {found.version}. Du har {opspor.__version__}.")
        steps = new_version.what_to_do(found)
        self._steps.set_paragraphs([f"{number}. {step}" for number, step in enumerate(steps, 1)])
        self._result.show()
        self._copy.setFocus()
        self._look_for_copies()

    def _failed(self, error: KnownError) -> None:
        self.look.setFocus()
        kind = MessageKind.INFO if error.code == "UDGAVE-SAMME" else MessageKind.DANGER
        tell(self, message_of(kind, str(error)))

    def _look_for_copies(self) -> None:
        ask(in_background(self._work.copies.status), self, self._say_newest)

    def _say_newest(self, status: CopyStatus) -> None:
        words = "Her er ingen god kopi endnu."
        if status.newest:
            words = f"Nyeste gode kopi: {moment_in_words(status.newest)}."
        self._newest.setText(words)

    def _take_copy(self) -> None:
        if not self._effort.running:
            self._effort.begin(
                "Tager en kopi og læser den igen",
                lambda progress, stop: self._work.copies.make(progress=progress, stop=stop),
                lambda made: self._taken(made[0]),
                self._not_taken,
            )

    def _taken(self, file: Path) -> None:
        self._copy.setFocus()
        self._look_for_copies()
        tell(self, Message(MessageKind.SUCCESS, "Kopien er taget og læst igen.", f"Den ligger i {file.parent}."))

    def _not_taken(self, error: KnownError) -> None:
        self._copy.setFocus()
        tell(self, message_of(MessageKind.INFO if error.code == "KOPI-STOPPET" else MessageKind.DANGER, str(error)))
