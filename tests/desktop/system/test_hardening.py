"""No memory of the program on disk. In a process of its own: the limit cannot be taken back."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.system.hardening import allow_pictures

_LOOK = """
import ctypes, resource
from opspor.desktop.system.hardening import no_core_dumps
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
no_core_dumps()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_a_crash_writes_no_memory_and_nobody_reads_it() -> None:
    ran = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["1", "0", "0", "0"]


@pytest.mark.skipif(sys.platform == "win32", reason="there it does something")
def test_where_the_system_cannot_block_pictures_nothing_happens(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    allow_pictures(window, allowed=False)
