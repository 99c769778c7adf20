"""Where a vault should not lie: on a network share, or in a folder that another program copies to the internet."""

from pathlib import Path

from PySide6.QtCore import QStorageInfo

_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drev",
    "googledrive": "Google Drev",
    "google drev": "Google Drev",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "sharepoint": "SharePoint",
}
_NETWORK = ("nfs", "cifs", "smb", "sshfs", "afp", "webdav", "davfs", "9p")


def warning_about(folder: Path) -> str:
    """What to know before a vault is made in ``folder``; "" when there is nothing to say. Advice, not a rule."""
    parts = [part.casefold() for part in folder.parts]
    for sign, name in _SYNCED.items():
        if any(part == sign or part.startswith((f"{sign} ", f"{sign}-")) for part in parts):
            return (
                f"Mappen ligger i {name}. {name} kopierer filer, mens de skrives, og kan ødelægge dem. "
                "Vælg en mappe på selve pc'en."
            )
    if is_network(folder):
        return (
            "Mappen ligger på et netværksdrev. Falder nettet ud, mens I skriver, kan noget gå tabt. "
            "Vælg en mappe på selve pc'en, hvis I kan."
        )
    return ""


def is_network(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, lies on another machine."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    storage = QStorageInfo(str(place))
    kind = bytes(storage.fileSystemType().data()).decode(errors="replace").casefold()
    device = bytes(storage.device().data()).decode(errors="replace")
    return any(sign in kind for sign in _NETWORK) or device.startswith(("\\\\", "//"))
