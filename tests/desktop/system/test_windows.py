"""What Windows' messages mean. The libraries of Windows are not here: only what is read from a message is tried."""

import ctypes
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.system.windows import WindowsSession, _Message, idle_time


@pytest.mark.parametrize(
    ("number", "about", "heard"),
    [
        (0x02B1, 0x7, ["locks"]),  # the session is locked
        (0x02B1, 0x4, ["locks"]),  # the remote desktop goes away
        (0x02B1, 0x8, []),  # unlocked
        (0x0218, 0x4, ["sleeps"]),
        (0x0218, 0x7, []),  # awake again
        (0x0201, 0x7, []),  # a mouse button
    ],
)
def test_a_message_of_windows(qtbot: QtBot, number: int, about: int, heard: list[str]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    session = WindowsSession(window)
    said: list[str] = []
    session.locks.connect(lambda: said.append("locks"))
    session.sleeps.connect(lambda: said.append("sleeps"))
    message = _Message(None, number, about)
    assert session.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    session.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(message))
    assert said == heard


def test_elsewhere_there_is_no_idle_time_of_windows() -> None:
    assert idle_time() == timedelta()
