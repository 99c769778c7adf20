"""Where garbage is collected: on the window's thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 1000


class Garbage(QObject):
    """Collects as Python does, but never on the vault's threads: pages that know themselves would be freed by the one
    that happens to make most objects, and a part of a window that another thread frees may end the process.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(max(due))
