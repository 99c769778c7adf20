"""Notices that nobody is there: no key and no movement for a while, on the whole PC where the system tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent

from opspor.desktop import settings
from opspor.domain.clock import Clock
from opspor.domain.text import count_of

if TYPE_CHECKING:
    from opspor.desktop.system.idle_time import IdleTime

MEETING = timedelta(minutes=20)  # the team talks and looks; nobody touches a key for long
BRIEF = timedelta(minutes=2)  # what is written after a home visit, often in a car or at a kitchen table
PASTING = timedelta(minutes=10)  # the work is in the municipality's form, in another window
_LAST = timedelta(minutes=1)  # of these the seconds are shown
_RESTS = timedelta(seconds=3)  # hands rest that long now and then; a system that never says so does not know
# A key that is a shortcut, like a number that answers, never comes as a press.
_ACTS = (
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
)
_ALIVE = (*_ACTS, QEvent.Type.MouseMove, QEvent.Type.Wheel)


def limit_on(page: QObject | None) -> timedelta:
    """How long nothing may happen on a page: as this PC is set, and never less in a meeting than a talk needs, nor
    where texts are taken over into another program.

    On a ``brief`` page it is two minutes at most.
    """
    limit = timedelta(minutes=settings.here.lock_minutes)
    if getattr(page, "brief", False):
        return min(limit, BRIEF)
    if getattr(page, "pasting", False):
        return max(limit, PASTING)
    return max(limit, MEETING) if getattr(page, "meeting", False) else limit


class IdleWatch(QObject):
    """Emits ``idle`` with the minutes when the limit has passed, and ``left`` every second before that.

    ``limit`` is asked every second: a meeting has another than a child's page. ``system`` is the system's own idle time
    or None; it is asked once our windows have been still for half the limit, so that somebody who writes in another
    program is not locked out, and it is not believed when it never says that hands rest.
    """

    idle = Signal(int)
    left = Signal(str, bool)  # "Låser af sig selv om 4 minutter", and whether the last minute runs

    def __init__(self, clock: Clock, limit: Callable[[], timedelta]) -> None:
        super().__init__()
        self._clock, self._limit = clock, limit
        self.system: IdleTime | None = None
        self.acts = 0  # keys and clicks so far: whoever acts is not led anywhere
        self._last_seen = self._elsewhere = clock()
        self._rested = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look_at_the_clock)

    def start(self) -> None:
        """Somebody came in."""
        self._seen()
        self._listen()
        self._timer.start()

    def stop(self) -> None:
        """Nothing is open that could be locked."""
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
        self._timer.stop()

    def _listen(self) -> None:
        """To what each window of ours gets from the system: a filter over the application would be asked of every event
        of every widget, thousands a page, and cost each page 10 to 20 ms. One that listens already is not doubled."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)

    @property
    def running(self) -> bool:
        """Whether something is watched."""
        return self._timer.isActive()

    def look_at_the_clock(self) -> None:
        """Compare the clock with when somebody was last seen. A clock that was set back counts as now."""
        self._listen()  # a dialog or a menu may have come up
        now, limit = self._clock(), self._limit()
        if now < self._last_seen:
            self._seen()
        gone = now - self._last_seen
        if self.system is not None and 2 * gone >= limit:
            self.system.ask(self._system_says)
            if self._rested:
                gone = min(gone, max(now - self._elsewhere, timedelta()))
        if gone >= limit:
            self.idle.emit(round(limit / timedelta(minutes=1)))
            return
        left = limit - gone
        last = left <= _LAST
        if last:
            words = count_of(max(1, round(left.total_seconds())), "sekund", "sekunder")
        else:
            words = count_of(int(left.total_seconds() // 60) + 1, "minut", "minutter")
        self.left.emit(f"Låser af sig selv om {words}", last)

    def _system_says(self, idle: timedelta) -> None:
        self._rested = self._rested or idle >= _RESTS
        self._elsewhere = self._clock() - idle

    def _seen(self) -> None:
        self._last_seen = self._elsewhere = self._clock()
        self._rested = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or movement in our windows counts as somebody being there."""
        if isinstance(event, QInputEvent):
            kind = event.type()
            if kind in _ALIVE:
                self._seen()
                self.acts += kind in _ACTS
        return False
