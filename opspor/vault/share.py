"""What a folder lies on: a network drive, or a folder that another program copies to the internet.

A vault works there, and it is never forbidden. But a network drops out while a file is written, and a program that
copies files takes half of them and keeps old versions of what was deleted.
"""

import os
import sys
from pathlib import Path, PurePath, PureWindowsPath

from opspor.vault.faults import ON_NETWORK, SYNCED, Finding, finding

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = {"9p", "afs", "ceph", "cifs", "davfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs"}
# what a program mounts is on the network (sshfs, rclone, gvfs …), but for these, which lie over a local folder
_LOCAL_FUSE = {"bindfs", "cryfs", "encfs", "fuse-overlayfs", "gocryptfs", "lxcfs", "mergerfs", "ntfs-3g", "portal",
               "squashfuse", "veracrypt"}  # fmt: skip
_DRIVE_REMOTE = 4

# What a folder above the vault is called, or "… - Kommune"; and what such a program leaves in the folder it copies.
_NAMES = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drev", "googledrive": "Google Drev",
    "google drev": "Google Drev", "my drive": "Google Drev", "mit drev": "Google Drev", "icloud": "iCloud",
    "icloud drive": "iCloud", "iclouddrive": "iCloud", "mobile documents": "iCloud", "nextcloud": "Nextcloud",
    "owncloud": "ownCloud", "sharepoint": "SharePoint",
}  # fmt: skip
_MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".tmp.drivedownload": "Google Drev",
    ".tmp.driveupload": "Google Drev", ".nextcloudsync.log": "Nextcloud", ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}  # fmt: skip
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # set by OneDrive on Windows


def place_findings(folder: Path) -> tuple[Finding, ...]:
    """What to know about where ``folder`` lies, or will lie: BOKS-SYNK, BOKS-NETDREV, or nothing. Advice, not a rule.

    Asks the drive, so it may take long when a network is down: not on the window's thread. Never raises.
    """
    try:
        place = folder.resolve()
        service = _service(place)
        if service:
            return (finding(SYNCED, service=service),)
        return (finding(ON_NETWORK),) if _on_network(place) else ()
    except (OSError, RuntimeError, ValueError):  # a drive that does not answer, links in a ring, a path that is none
        return ()


def _service(place: Path) -> str:
    """The program that copies this folder; "" when none is known."""
    for part in place.parts:
        name = part.casefold()
        for known, service in _NAMES.items():
            if name == known or name.startswith((f"{known} - ", f"{known}-")):
                return service
    roots = {os.path.normcase(root) for root in map(os.environ.get, _VARIABLES) if root}
    for above in (place, *place.parents):
        if os.path.normcase(above) in roots:
            return "OneDrive"
        for mark, service in _MARKS.items():
            if above != Path.home() and (above / mark).exists():  # Dropbox keeps its settings in ~/.dropbox
                return service
    return ""


def _on_network(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = place.drive
        return _is_unc(place) or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    kind = _mounted_as(place, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    return kind in _NETWORK or (kind.startswith("fuse.") and kind.removeprefix("fuse.") not in _LOCAL_FUSE)


def _is_unc(place: PurePath) -> bool:
    r"""Whether it is ``\\server\share\…``, also in the long form ``\\?\UNC\…``; ``\\?\C:\…`` is a local drive."""
    drive = PureWindowsPath(place).drive.upper()
    return drive.startswith("\\\\?\\UNC\\") or (drive.startswith("\\\\") and drive[2:4] not in ("?\\", ".\\"))


def _mounted_as(place: Path, mounts: str) -> str:
    """The kind of file system ``place`` lies on, from the system's list: the innermost, and of two on one place the
    later. Blanks in a path are written as octal numbers there.
    """
    kind, innermost = "", Path("/")
    for line in mounts.splitlines():
        _device, point, found, *_ = line.split(" ")
        mounted = Path(point.encode("utf-8", "surrogateescape").decode("unicode_escape").encode("latin-1").decode())
        if place.is_relative_to(mounted) and mounted.is_relative_to(innermost):
            kind, innermost = found, mounted
    return kind
