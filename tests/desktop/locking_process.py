"""Run as a process: the real program that unlocks, writes, locks, and goes. Says on its standard error what happened.

``python -m tests.desktop.locking_process FOLDER COMMAND...``: COMMAND starts the next process, none is the real one.
"""

import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from opspor import workplace
from opspor.desktop.look import look
from opspor.desktop.program import Program, now
from opspor.desktop.successor import Successor
from opspor.vault.keys import Cost
from tests.guards import PASSWORD

LOGIN = "mette"


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


def say(*words: object) -> None:
    """One line for the test."""
    sys.stderr.write(" ".join(map(str, words)) + "\n")
    sys.stderr.flush()


class Person:
    """Somebody at the window, who does one thing after the other."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(20)
        self.locked = False

    def look(self) -> None:
        """Once Start is there: lock. Once it is locked: say so, and what came of a process that does not start."""
        window = self.program.window
        if (
            not self.locked and window.open_page is not None and window.actions()
        ):  # the keys come after the first picture
            QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            self.locked = True
            say("locked", window.locked)
        elif self.locked and "forfra" in text_of(window.lock_screen):
            say("still here", window.lock_screen.unlock.isEnabled())
            os._exit(3)


def text_of(screen: object) -> str:
    """What the lock screen says of why it locked."""
    return str(screen._reason.text())  # type: ignore[attr-defined]


def main(folder: Path, *command: str) -> int:
    """Make a vault if there is none, come in, lock."""
    app = QApplication(sys.argv[:1])
    look.apply(app)
    if not folder.exists():
        workplace.create(
            folder, institution="Børnehuset", name="Mette Kanari", title="leder", login=LOGIN, password=PASSWORD,
            clock=now, derive=quick,
        ).close()  # fmt: skip

    def end() -> None:
        starting = successor._starting
        assert starting is not None
        say("next", starting.result().pid)
        os._exit(0)

    successor = Successor(command, end)
    program = Program(folder, now, derive=quick, successor=successor)
    person = Person(program)
    program.window.resize(900, 600)
    program.window.show()
    program.enter(workplace.open_vault(folder, LOGIN, PASSWORD, clock=now, derive=quick))
    assert person is not None
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
