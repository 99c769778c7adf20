"""What a screen reader calls the parts that are no kind of Qt's own: a group, running text, a message, a picture.

Qt knows the role of a button or a list and calls everything else nothing, and a screen reader passes by what is
nothing, with its name. A part says what it is with ``said_as``, on its class.
"""

from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


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
_told: list[bool] = []


def tell_roles() -> None:
    """Tells Qt, once in a process. Nothing is asked before a screen reader is there."""
    if not _told:
        _told.append(True)
        QAccessible.installFactory(_interface)


def _interface(_kind: str, part: QObject | None) -> QAccessibleInterface | None:
    said_as = getattr(part, "said_as", "")
    if not isinstance(part, QWidget) or not said_as:
        return None  # Qt knows it, or asks again for the kind that it is made from
    return QAccessibleWidget(part, _ROLES[SaidAs(said_as)])
