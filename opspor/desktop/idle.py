"""Notices that nobody is there: no key and no movement in our windows for a while."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from opspor.domain.clock import Clock
from opspor.domain.text import count_of

LIMIT = timedelta(minutes=5)
_ALIVE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None  # noqa: S101  a watch has a window, a window has an application
    return app


class IdleWatch(QObject):
    """Emits ``idle`` with the reason in words when ``LIMIT`` has passed, and ``left`` every second before that."""

    idle = Signal(str)
    left = Signal(str)  # "Låser af sig selv om 4 minutter"

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._last_seen = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look_at_the_clock)

    def start(self) -> None:
        """Somebody came in. Until then no event is looked at: a filter over all of them costs the lock screen 15 ms."""
        self._last_seen = self._clock()
        _application().installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Nothing is open that could be locked."""
        _application().removeEventFilter(self)
        self._timer.stop()

    def look_at_the_clock(self) -> None:
        """Compare the clock with when somebody was last seen. A clock that was set back counts as now."""
        gone = self._clock() - self._last_seen
        if gone < timedelta():
            self._last_seen = self._clock()
        elif gone >= LIMIT:
            minutes = int(LIMIT.total_seconds() // 60)
            self.idle.emit(f"Der skete ikke noget i {count_of(minutes, 'minut', 'minutter')}.")
        else:
            minutes = int((LIMIT - gone).total_seconds() // 60) + 1
            self.left.emit(f"Låser af sig selv om {count_of(minutes, 'minut', 'minutter')}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or movement in our windows counts as somebody being there."""
        if event.type() in _ALIVE:
            self._last_seen = self._clock()
        return False
