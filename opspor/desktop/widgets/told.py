"""How any part of a page says something to the person: a message that goes up to the page it stands on."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

_NUMBERS = re.compile(r"\d+")


class MessageKind(StrEnum):
    """What a message is about. Never used on a child or an answer."""

    SUCCESS = "success"
    INFO = "info"
    WARNING = "warning"
    DANGER = "danger"


class Message(NamedTuple):
    """``first`` is printed in 600 and says what happened; ``rest`` what is safe and what to do.

    ``action`` is a verb with what it does, e.g. ``("Fortryd", undo)``.
    """

    kind: MessageKind
    first: str
    rest: str = ""
    action: tuple[str, Callable[[], object]] | None = None

    @property
    def text(self) -> str:
        """All of it, as a screen reader says it."""
        return f"{self.first} {self.rest}".strip()


def message_of(kind: MessageKind, sentence: str) -> Message:
    """A message from a whole sentence or more: the first sentence is printed in 600."""
    first, point, rest = sentence.partition(". ")
    return Message(kind, first + "." if point else first, rest)


@runtime_checkable
class MessagePlace(Protocol):
    """What can show a message: a page, the lock screen."""

    def show_message(self, message: Message) -> None:
        """Shows the message until it is read or solved."""


def tell(widget: QWidget, message: Message) -> None:
    """Shows a message on the page that ``widget`` stands on, or at least says it to a screen reader."""
    place: QObject | None = widget
    while place is not None:
        if isinstance(place, MessagePlace):
            place.show_message(message)
            return
        place = place.parent()
    announce(widget, message.text)


def announce_anew(widget: QWidget, before: str, now: str) -> None:
    """Says what has changed to a screen reader, unless only a number in it has: "Gemt 14.03" is said once, and how
    much too long a note is not at each key."""
    if now and _NUMBERS.sub("", now) != _NUMBERS.sub("", before):
        announce(widget, now)


def announce(widget: QWidget, text: str) -> None:
    """Says a text to a screen reader at once."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not before there is something to say

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
