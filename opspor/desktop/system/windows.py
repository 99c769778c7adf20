"""What Windows tells and does, through its own libraries. Nothing here runs on another system."""

import ctypes
import sys
from datetime import timedelta

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from opspor.desktop.system.session import Session

_THIS_SESSION = 0
_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_AWAY = frozenset({0x2, 0x4, 0x6, 0x7})  # console and remote disconnect, log off, lock
_WDA_NONE, _WDA_EXCLUDEFROMCAPTURE, _WDA_MONITOR = 0x00, 0x11, 0x01
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
_WER_FAULT_REPORTING_FLAG_NOHEAP = 0x0001


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


class _Message(ctypes.Structure):
    """The beginning of Windows' MSG: window, number, what it is about."""

    _fields_ = (("window", ctypes.c_void_p), ("number", ctypes.c_uint32), ("about", ctypes.c_size_t))


def idle_time() -> timedelta:
    """How long no key and no mouse was touched in this session; nothing when Windows does not say."""
    if sys.platform == "win32":
        found = _LastInput(ctypes.sizeof(_LastInput), 0)
        if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(found)):
            now = ctypes.windll.kernel32.GetTickCount() & 0xFFFFFFFF
            return timedelta(milliseconds=(now - found.tick) & 0xFFFFFFFF)  # both begin again after 49 days
    return timedelta()


def allow_pictures(window: QWidget, allowed: bool) -> None:
    """Whether screenshots, recordings and shared screens show the window, or a black one."""
    if sys.platform == "win32":
        show = ctypes.windll.user32.SetWindowDisplayAffinity
        handle = ctypes.c_void_p(window.winId())
        if allowed:
            show(handle, _WDA_NONE)
        elif not show(handle, _WDA_EXCLUDEFROMCAPTURE):  # before Windows 10 2004
            show(handle, _WDA_MONITOR)


def no_dumps() -> None:
    """No box that stays open after a crash, and no heap in what Windows' error reporting writes."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        ctypes.windll.kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)


class WindowsSession(Session, QAbstractNativeEventFilter):
    """Windows tells its windows when the session is locked and when the PC will sleep; it waits two seconds for us."""

    def __init__(self, window: QWidget) -> None:
        Session.__init__(self, window)
        QAbstractNativeEventFilter.__init__(self)
        app = QCoreApplication.instance()
        if sys.platform == "win32" and app is not None:
            app.installNativeEventFilter(self)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window.winId()), _THIS_SESSION)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Looks at a message and lets it go on."""
        if kind == b"windows_generic_MSG":
            told = _Message.from_address(int(message))
            if told.number == _WM_WTSSESSION_CHANGE and told.about in _AWAY:
                self.locks.emit()
            elif told.number == _WM_POWERBROADCAST and told.about == _PBT_APMSUSPEND:
                self.sleeps.emit()
        return False, 0
