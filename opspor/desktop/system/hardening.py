"""What keeps the memory of the program off the disk and the window out of pictures (docs/adr/011)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PR_SET_DUMPABLE = 4


def no_core_dumps() -> None:
    """A crash writes no memory to disk, and on Linux no other program of the same user reads it.

    Where the system refuses, nothing happens: the program works as well.
    """
    if sys.platform == "win32":
        from opspor.desktop.system import windows

        windows.no_dumps()
        return
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def allow_pictures(window: QWidget, allowed: bool) -> None:
    """Whether screenshots and shared screens may show the window. Windows only; elsewhere nothing happens."""
    if sys.platform == "win32":
        from opspor.desktop.system import windows

        windows.allow_pictures(window, allowed)
