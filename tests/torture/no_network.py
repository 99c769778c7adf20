"""Runs a module or a script as Python does, in a process that the kernel ends the moment it asks for a network socket.

``python -m tests.torture.no_network [-w] MODULE …`` or ``… -c CODE``. The kernel looks, not Python: whatever opens a
socket of IPv4 or IPv6, also Qt or another library in C, ends the process with SIGSYS. What the process starts is held
to the same. Linux on x86_64 and ARM; a filter cannot be taken off again.

With ``-w`` the pictures are drawn in a window that the system shows: they take the application that is there.
"""

import ctypes
import platform
import runpy
import socket
import struct
import sys

_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # architecture as audited, number of socket()
_SET_SECCOMP, _FILTER, _NO_NEW_PRIVILEGES = 22, 2, 38
_LOAD, _EQUAL, _GIVE = 0x20, 0x15, 0x06  # instructions of the filter: load a word, jump if equal, give the verdict
_ALLOW, _END = 0x7FFF0000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # where they stand in what the kernel shows the filter


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def can() -> bool:
    """Whether this system can be asked to do it."""
    return sys.platform == "linux" and platform.machine() in _SOCKET


def forbid() -> None:
    """From now on a network socket ends this process, and everything that it starts. Raises ``OSError``."""
    audited, call = _SOCKET[platform.machine()]
    code = b"".join(
        struct.pack("HBBI", *step)
        for step in (
            (_LOAD, 0, 0, _ARCHITECTURE),
            (_EQUAL, 0, 6, audited),  # a call of another architecture cannot be judged: the process ends
            (_LOAD, 0, 0, _NUMBER),
            (_EQUAL, 0, 3, call),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_EQUAL, 2, 0, socket.AF_INET),
            (_EQUAL, 1, 0, socket.AF_INET6),
            (_GIVE, 0, 0, _ALLOW),
            (_GIVE, 0, 0, _END),
        )
    )
    library = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    for arguments in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)):
        if library.prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "the kernel does not take the filter")


if __name__ == "__main__":
    forbid()
    del sys.argv[0]
    if sys.argv[0] == "-w":
        from opspor.desktop.look import new_application

        del sys.argv[0]
        shown = new_application()
        assert shown.platformName() != "offscreen", "no window is shown"
    if sys.argv[0] == "-c":
        exec(sys.argv[1])  # noqa: S102  what the test hands in
    else:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
