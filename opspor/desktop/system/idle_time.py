"""How long nobody has touched the PC, from the system itself.

Linux: Mutter's idle monitor (GNOME), else the idle time of org.freedesktop.ScreenSaver (KDE), over the session bus.
logind's IdleHint is not used: it turns only after the desktop's own delay, and stays off where nobody sets it.
Windows: GetLastInputInfo. Elsewhere, or where none answers: nothing, and our own windows count alone.
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from opspor.desktop.system import bus

MUTTER = (
    "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "GetIdletime",
)  # fmt: skip
SCREEN_SAVER = (
    "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "GetSessionIdleTime",
)  # fmt: skip


class IdleTime(Protocol):
    """Tells how long the PC has been still."""

    def ask(self, told: Callable[[timedelta], object]) -> None:
        """Calls ``told`` when the system answers, perhaps never. Does not wait."""


class BusIdleTime(QObject):
    """Asks the first service that answers. Both speak of milliseconds; a service that means seconds seems never to
    rest and is therefore not believed (``IdleWatch``)."""

    def __init__(self, connection: QDBusConnection, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._bus, self._places = connection, [MUTTER, SCREEN_SAVER]

    def ask(self, told: Callable[[timedelta], object]) -> None:
        """As in ``IdleTime``. A service that does not answer is not asked again."""
        if self._places:
            asked = self._places[0]
            bus.call(
                self._bus,
                self,
                asked,
                done=lambda answer: told(timedelta(milliseconds=answer)) if isinstance(answer, int) else None,
                failed=lambda: self._places.remove(asked) if asked in self._places else None,
            )


class WindowsIdleTime:
    """Asks Windows. Never run on another system."""

    def ask(self, told: Callable[[timedelta], object]) -> None:
        """As in ``IdleTime``; answers at once."""
        from opspor.desktop.system import windows

        told(windows.idle_time())


def of_this_pc(owner: QObject) -> IdleTime | None:
    """What there is here; None where the system tells nothing."""
    if sys.platform == "win32":
        return WindowsIdleTime()
    session = QDBusConnection.sessionBus()
    return BusIdleTime(session, owner) if session.isConnected() else None
