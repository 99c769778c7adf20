"""What a screen reader calls the parts that are no kind of Qt's own: a group, running text, a message, a picture.

Qt knows the role of a button or a list and calls everything else nothing, and a screen reader passes by what is
nothing, with its name. A part says what it is with ``said_as``, on its class.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QAccessibleWidget, QWidget


class SaidAs(StrEnum):
    """A group says its name when the focus comes into it; the others are read where they stand."""

    GROUP = "group"
    TEXT = "text"
    MESSAGE = "message"
    PICTURE = "picture"


_ROLES = {
    SaidAs.GROUP: QAccessible.Role.Grouping,
    SaidAs.TEXT: QAccessible.Role.StaticText,
    SaidAs.MESSAGE: QAccessible.Role.AlertMessage,
    SaidAs.PICTURE: QAccessible.Role.Graphic,
}
_GROUP = "said_as_group"
_told: list[bool] = []


def tell_roles() -> None:
    """Tells Qt, once in a process. Nothing is asked before a screen reader is there."""
    if not _told:
        _told.append(True)
        QAccessible.installFactory(_interface)


def group(name: str, part: QWidget, about: str = "") -> QWidget:
    """``part`` as a group: its name, and ``about`` after it, are said when the focus comes into it. Before it is
    shown: nobody is asked twice what a part is."""
    part.setProperty(_GROUP, True)
    part.setAccessibleName(name)
    part.setAccessibleDescription(about)
    return part


def say_current(view: QAbstractItemView) -> None:
    """Says the row or cell where one is when the focus comes to a list: Qt says it only when one moves in it, and of
    the list alone after this."""
    if QAccessible.isActive():
        QTimer.singleShot(0, view, lambda: _say_current(view))


def _say_current(view: QAbstractItemView) -> None:
    if view.hasFocus() and view.currentIndex().isValid():
        told = QAccessible.queryAccessibleInterface(view)
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(told.indexOfChild(told.focusChild()))
        QAccessible.updateAccessibility(event)


def _interface(_kind: str, part: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(part, QWidget):
        return None
    said_as = SaidAs.GROUP if part.property(_GROUP) else getattr(part, "said_as", "")
    if not said_as:
        return None  # Qt knows it, or asks again for the kind that it is made from
    return QAccessibleWidget(part, _ROLES[SaidAs(said_as)])
