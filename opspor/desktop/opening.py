"""A file that somebody opened from outside (``opspor FILE``, a double click): a copy, or the municipality's file.

It never touches an open vault: a program that was just started has none. What is done with the file is asked first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from opspor.desktop.route import Destination, Place
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets.told import Message, MessageKind, message_of
from opspor.domain.errors import Fault
from opspor.domain.ids import Id

if TYPE_CHECKING:
    from pathlib import Path

    from opspor.desktop.program import Program
    from opspor.domain.clock import Clock

COPY = ".opspor-kopi"
MUNICIPAL = (".opspor-kommune", ".json")
UNKNOWN = Fault(
    "FIL-UKENDT",
    "opspor åbner ikke den slags fil. Intet er ændret. En kopi ender på .opspor-kopi, og kommunens fil på "
    ".opspor-kommune eller .json. En liste over børn henter du, når du har låst op.",
)


class Opened(QObject):
    """A file on its way to the page that is for it. Made before the window is painted."""

    def __init__(self, program: Program, file: Path) -> None:
        super().__init__(program)
        self._program, self._file = program, file
        program.window.painted.connect(self._begin)

    def _begin(self) -> None:
        kind = self._file.suffix.casefold()
        if kind == COPY:
            self._program.show_restore(self._file)
        elif kind in MUNICIPAL:
            self._program.arrived.connect(self._look)
            rest = "Intet bliver ændret, før du siger ja."
            first = "Lås op, så viser opspor kommunens fil."
            if self._program.folder is None:
                first = "Kommunens fil hører til i en mappe. Opret eller åbn den, så viser opspor filen."
            self._program.window.show_message(Message(MessageKind.INFO, first, rest))
        else:
            self._program.window.show_message(message_of(MessageKind.WARNING, UNKNOWN.sentence))

    def _look(self) -> None:
        """Somebody is in: once, also when it locks and somebody else comes in."""
        from opspor.desktop.pages.settings import SettingsPage

        self._program.arrived.disconnect(self._look)
        self._program.go(Destination(Place.SETTINGS, Id("local")))
        page = self._program.window.open_page
        if isinstance(page, SettingsPage):
            page.look_at_municipal(self._file)
        self.deleteLater()


def say_if_open_elsewhere(program: Program, clock: Clock) -> None:
    """On the lock screen, before anybody types: another window has this vault open."""
    folder = program.folder
    if folder is None:
        return

    def words() -> str:
        from opspor.usecases.passwords import open_elsewhere

        return open_elsewhere(folder, clock)

    def say(found: str) -> None:
        if found and program.window.locked:
            program.window.lock_screen.show_message(message_of(MessageKind.WARNING, found))

    ask(in_background(words), program.window, say)
