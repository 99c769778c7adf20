"""Keys that work on a page wherever its focus is, except where they type a letter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(page: QWidget, key: str, do: Callable[[], object]) -> None:
    """Calls ``do`` when ``key`` is pressed anywhere on ``page``. A text field takes the keys it needs first."""
    shortcut = QShortcut(QKeySequence(key), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)
