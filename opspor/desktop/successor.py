"""The process that comes after: Python cannot wipe its memory, so locking ends the process and starts a fresh one.

The fresh one is started at once and gets ready unseen. When the vault is closed and nobody types in the lock screen it
is told over a pipe what to show; when its picture stands it says so over another, and this process ends. Through the
pipe go the folder, why and when it locked and where the window stood: nothing about anybody, and no key.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QObject, QTimer

from opspor.desktop.locked import Locked, Why
from opspor.desktop.tasks import ask, in_background

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from subprocess import Popen

    from opspor.desktop.shell.window import Window

AFTER_LOCK = "--after-lock"  # as in __main__, which imports no Qt to look at its arguments
_STANDS = b"stands\n"
_LOOK_MS = 50
_TYPED_LIMIT = 60_000 // _LOOK_MS  # looks; whoever has left half a name in the field has left
_PAGE_LIMIT = 1_800_000 // _LOOK_MS  # beredskab may be read for long, but not for ever
_WORK_LIMIT = 60_000 // _LOOK_MS  # a long task finishes; what is ended after that is undone by the vault
_PATIENCE_MS = 20_000  # for the picture of the fresh process
_NOT_FRESH = " Programmet kunne ikke starte forfra. Lås op som sædvanligt, eller luk vinduet, hvis du går."


class Handover(NamedTuple):
    """What the fresh process is told. ``geometry`` is Qt's own, in hexadecimal; ``active`` whether we had the focus."""

    folder: str
    why: str
    at: str
    minutes: int
    saved: bool | None
    geometry: str
    active: bool

    @classmethod
    def read(cls, line: bytes) -> Handover | None:
        """What stands in a line from the pipe; None when the one before has ended or changed its mind."""
        import json

        return cls(**json.loads(line)) if line.endswith(b"\n") else None

    def line(self) -> bytes:
        """One line for the pipe."""
        import json

        return json.dumps(self._asdict()).encode() + b"\n"

    @property
    def locked(self) -> Locked:
        """Why and when it locked."""
        return Locked(Why(self.why), self.at, self.minutes, self.saved)


def end_now() -> None:
    """End this process without tidying up: the vault is closed, and what is in memory must go."""
    os._exit(0)


class Successor(QObject):
    """``begin`` when it locks, ``take_over`` when the vault is closed, ``stop`` when somebody was faster and is in.

    ``command`` starts the program; ``end`` ends this process and is called when the picture of the next one stands.
    """

    def __init__(self, command: tuple[str, ...] = (), end: Callable[[], object] = end_now) -> None:
        super().__init__()
        program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m", "opspor")
        self._command, self._end = (*(command or program), AFTER_LOCK), end
        self._starting: Future[Popen[bytes]] | None = None
        self._window: Window | None = None
        self._folder, self._locked = "", Locked(Why.SELF, "")
        self._looks, self._before = 0, ("", "", False)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Start the next process; it gets ready and shows nothing yet."""

        def start() -> Popen[bytes]:
            from subprocess import PIPE, Popen

            return Popen(self._command, stdin=PIPE, stdout=PIPE)  # noqa: S603  our own program

        self.stop()
        self._starting = in_background(start)

    def take_over(self, window: Window, folder: str, locked: Locked) -> None:
        """Let the next process come forward as soon as nobody types here and nothing is under way."""
        self._window, self._folder, self._locked = window, folder, locked
        self._looks = 0
        self._timer.start(_LOOK_MS)
        self._look()

    def stop(self) -> None:
        """There is no need for it any more: it ends unseen."""
        self._timer.stop()
        if self._starting is not None:
            self._starting.add_done_callback(_give_up)
            self._starting = None

    def _look(self) -> None:
        """Come forward when the lock screen rests, or when whoever began to type has gone."""
        assert self._window is not None  # noqa: S101  set before the timer starts
        screen = self._window.lock_screen
        now = (screen.login.text(), screen.password.text(), self._window.open_page is not None)
        self._looks = self._looks + 1 if now == self._before else 0
        self._before = now
        limit = _PAGE_LIMIT if now[2] else _TYPED_LIMIT if any(now) or not screen.unlock.isEnabled() else 0
        if _under_way():
            limit = max(limit, _WORK_LIMIT)
        if self._looks >= limit:
            self._timer.stop()
            self._swap(self._window)

    def _swap(self, window: Window) -> None:
        starting = self._starting
        if starting is None:
            return
        geometry = bytes(window.saveGeometry().data()).hex()
        locked = self._locked
        told = Handover(
            self._folder, locked.why, locked.at, locked.minutes, locked.saved, geometry,
            window.isActiveWindow(),
        ).line()  # fmt: skip

        def come_forward() -> bool:
            try:
                process = starting.result()
                assert process.stdin is not None  # noqa: S101  both are pipes
                assert process.stdout is not None  # noqa: S101
                process.stdin.write(told)
                process.stdin.flush()
                return process.stdout.readline() == _STANDS
            except OSError:
                return False

        ask(in_background(come_forward), window, self._came)
        QTimer.singleShot(_PATIENCE_MS, self, lambda: starting.add_done_callback(_give_up))

    def _came(self, stands: bool) -> None:
        if self._starting is None:  # somebody came in here meanwhile
            return
        if stands:
            self._end()
        elif self._window is not None:
            self.stop()
            self._window.lock_screen.set_reason(self._locked.words + _NOT_FRESH)


def _under_way() -> bool:
    """Whether a thread of ours still works: a list that comes in, a paper, a copy."""
    return any(thread.name.startswith("opspor-") for thread in threading.enumerate())


def _give_up(starting: Future[Popen[bytes]]) -> None:
    with suppress(OSError):
        process = starting.result()
        process.kill()
        process.communicate()


# --- the other side: in the fresh process -----------------------------------------------------------------------------


def wait_for_handover() -> Handover | None:
    """Wait, unseen, until the process before says what to show. Without Qt: read before there is a window."""
    line = b""
    while not line.endswith(b"\n"):
        got = os.read(0, 65536)
        if not got:
            break
        line += got
    return Handover.read(line)


def say_that_it_stands() -> None:
    """The picture stands: the process before may end. From now on the pipes lead nowhere."""
    with suppress(OSError):
        os.write(1, _STANDS)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def place(window: Window, handover: Handover) -> None:
    """Put the window where the one before stood, with its reason, and take the keys only if that one had them."""
    from PySide6.QtCore import Qt

    window.restoreGeometry(QByteArray(bytes.fromhex(handover.geometry)))
    window.lock_screen.set_reason(handover.locked.words)
    if not handover.active:
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
