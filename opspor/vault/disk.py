"""Whether the system encrypts the disk that a folder lies on. The vault is encrypted anyway; what the system puts aside
and the papers that are saved are not (domain 8.5, point 3).

Known on Linux alone: what a disk does in its own hardware, and what Windows and macOS do, cannot be seen from here.
"""

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_DEVICES = Path("/sys/dev/block")
_CRYPT = "CRYPT-"  # what device-mapper names a LUKS or plain dm-crypt device by
_DEEPEST = 8  # layers of devices: LVM on LUKS on RAID is three


def encrypted(folder: Path) -> bool | None:
    """Whether ``folder`` lies on a disk that the system encrypts; None when that cannot be seen. Never raises.

    Asks the drive: not on the window's thread.
    """
    if sys.platform != "linux":
        return None
    try:
        number = _device(folder.resolve(), _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
        return _is_encrypted(_DEVICES / number, _DEEPEST) if (_DEVICES / number).exists() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _device(place: Path, mounts: str) -> str:
    """``major:minor`` of what is mounted innermost over ``place``, and of two there the later; "0:0" for none."""
    number, innermost = "0:0", Path("/")
    for line in mounts.splitlines():
        _id, _parent, found, _root, point, *_ = line.split(" ")
        mounted = Path(point.encode("utf-8", "surrogateescape").decode("unicode_escape").encode("latin-1").decode())
        if place.is_relative_to(mounted) and mounted.is_relative_to(innermost):
            number, innermost = found, mounted
    return number


def _is_encrypted(device: Path, layers: int) -> bool | None:
    """A device is, when it is one that encrypts, or when all that it is made of are."""
    uuid = device / "dm" / "uuid"
    if uuid.is_file() and uuid.read_text(encoding="ascii").startswith(_CRYPT):
        return True
    if (device / "loop").is_dir() or not layers:  # a file on another disk; devices in a ring
        return None
    below = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    if not below:
        return False
    found = {_is_encrypted(one, layers - 1) for one in below}
    return None if None in found else all(found)
