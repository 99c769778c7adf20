"""Hears that the system locks its screen or goes to sleep.

Linux: logind on the system bus (``Lock``, ``LockedHint``, ``PrepareForSleep`` with an inhibitor that holds the sleep
until the vault is closed), and the screen savers of the session bus. Windows: session and power messages of the window.
"""

import os
import sys

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor, QDBusVariant
from PySide6.QtWidgets import QWidget

from opspor.desktop.system import bus

LOGIND, _ROOT = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
                 "org.mate.ScreenSaver")  # fmt: skip


class Session(QObject):
    """Says nothing: what there is where the system tells nothing, and what the others are kinds of.

    ``hold`` asks for time before the PC sleeps, as long as something is open; ``let_go`` gives it back.
    """

    locks = Signal()
    sleeps = Signal()

    def hold(self) -> None:
        """Something is open: let us lock before the PC sleeps."""

    def let_go(self) -> None:
        """Nothing is open: the PC may sleep at once."""


class LogindSession(Session):
    """logind and the screen savers of a desktop."""

    def __init__(self, system: QDBusConnection, session: QDBusConnection, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._bus = system
        self._held: int | None = None  # the descriptor that delays the sleep
        self._wanted = False
        bus.hear(system, (LOGIND, _ROOT, _MANAGER, "PrepareForSleep"), self, "_prepare")
        for saver in SCREEN_SAVERS:
            bus.hear(session, ("", "", saver, "ActiveChanged"), self, "_covered")
        self._path = ""
        # "auto": ours, or that of the user's screen when the desktop started us as a unit that belongs to no session
        bus.call(system, self, (LOGIND, _ROOT, _MANAGER, "GetSession"), "auto", done=self._found)

    def _found(self, answer: object) -> None:
        if isinstance(answer, QDBusObjectPath):
            self._path = answer.path()
            bus.hear(self._bus, (LOGIND, self._path, _SESSION, "Lock"), self, "_locked")
            changed = (LOGIND, self._path, _PROPERTIES, "PropertiesChanged")
            bus.hear(self._bus, changed, self, "_changed")

    @Slot(QDBusMessage)
    def _locked(self, _message: QDBusMessage) -> None:
        self.locks.emit()

    @Slot(QDBusMessage)
    def _changed(self, _message: QDBusMessage) -> None:
        """A desktop that locks by itself only notes it as a hint."""
        hint = (LOGIND, self._path, _PROPERTIES, "Get")
        bus.call(self._bus, self, hint, _SESSION, "LockedHint", done=self._hinted)

    def _hinted(self, answer: object) -> None:
        if isinstance(answer, QDBusVariant) and answer.variant() is True:
            self.locks.emit()

    @Slot(QDBusMessage)
    def _covered(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self.locks.emit()

    @Slot(QDBusMessage)
    def _prepare(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self.sleeps.emit()
        elif self._wanted and self._held is None:  # awake again: the inhibitor of before is used up
            self.hold()

    def hold(self) -> None:
        """As in ``Session``. logind waits five seconds at most unless it is set up otherwise."""
        self._wanted = True
        what = ("sleep", "opspor", "Mappen bliver låst", "delay")
        bus.call(self._bus, self, (LOGIND, _ROOT, _MANAGER, "Inhibit"), *what, done=self._got)

    def _got(self, answer: object) -> None:
        if not isinstance(answer, QDBusUnixFileDescriptor) or not answer.isValid():
            return
        if self._wanted and self._held is None:
            self._held = os.dup(answer.fileDescriptor())  # the answer closes its own

    def let_go(self) -> None:
        """As in ``Session``."""
        self._wanted = False
        if self._held is not None:
            os.close(self._held)
            self._held = None


def of_this_pc(window: QWidget) -> Session:
    """What there is here; a ``Session`` that says nothing where the system tells nothing."""
    if sys.platform == "win32":
        from opspor.desktop.system.windows import WindowsSession

        return WindowsSession(window)
    system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
    if system.isConnected() or session.isConnected():
        return LogindSession(system, session, window)
    return Session(window)
