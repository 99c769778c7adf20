"""Asking over D-Bus without waiting: one call, one answer on the window's thread, or none."""

from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from shiboken6 import isValid

_PATIENCE_MS = 2000
_waiting: set[QDBusPendingCallWatcher] = set()  # one that is deleted before its answer comes ends the process


def call(
    bus: QDBusConnection,
    owner: QObject,
    place: tuple[str, str, str, str],
    *arguments: object,
    done: Callable[[object], object],
    failed: Callable[[], object] = lambda: None,
) -> None:
    """Call ``place`` (service, path, interface, member). ``done`` gets the first thing answered, if ``owner`` lives."""
    message = QDBusMessage.createMethodCall(*place)
    message.setArguments(list(arguments))
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message, _PATIENCE_MS))
    _waiting.add(watcher)

    def finished() -> None:
        reply = watcher.reply()
        _waiting.discard(watcher)
        watcher.deleteLater()
        answer = reply.arguments()
        if not isValid(owner):
            return
        if reply.type() is QDBusMessage.MessageType.ReplyMessage and answer:
            done(answer[0])
        else:
            failed()

    watcher.finished.connect(finished)


def hear(bus: QDBusConnection, place: tuple[str, str, str, str], receiver: QObject, slot: str) -> None:
    """Connect a signal at ``place`` to a slot that takes a whole ``QDBusMessage``: with any other a service that sends
    something else would end the process."""
    # the bytes that its type asks for it refuses
    bus.connect(*place, receiver, SLOT(f"{slot}(QDBusMessage)"))  # type: ignore[call-overload]
