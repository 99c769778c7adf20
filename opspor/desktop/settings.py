"""What this PC remembers: the folder that was open last, theme and zoom, and when it locks. Nothing about anybody.

Read before the first picture, so with what is loaded by then: Qt's place for settings, and tomllib. When it locks is a
matter of the PC and not of the folder: the one in the staff room stands among parents, the one in the office does not,
and it must hold before anybody has unlocked.
"""

import tomllib
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from opspor.desktop.look import ThemeChoice, look

_THEMES: tuple[ThemeChoice, ...] = ("system", "light", "dark", "contrast")
LEAST_MINUTES, MOST_MINUTES = 1, 60


class Settings:
    """What the person chose here, or the default. No dataclass: importing those costs the first picture 2 ms.

    ``folder`` is the vault that the lock screen opens, "" before there is one. ``lock_minutes`` is how long nothing
    may happen before it locks. ``screenshots`` lets Windows take pictures of the window. ``beginning_apart`` gives
    beginning mistrivsel a column of its own in the matrix."""

    folder: str = ""
    theme: ThemeChoice = "system"
    zoom: float = 1.0
    lock_minutes: int = 5
    screenshots: bool = False
    beginning_apart: bool = False


here = Settings()  # what counts now; ``load`` fills it


def _file() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(place) / "indstillinger.toml"


def load() -> Settings:
    """What was remembered; the default of each thing that is not there or cannot be read."""
    try:
        found = tomllib.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    here.folder = found["folder"] if isinstance(found.get("folder"), str) else ""
    here.theme = next((choice for choice in _THEMES if choice == found.get("theme")), _THEMES[0])
    zoom, minutes = found.get("zoom"), found.get("lock_minutes")
    here.zoom = float(zoom) if isinstance(zoom, int | float) else 1.0
    here.lock_minutes = min(max(minutes, LEAST_MINUTES), MOST_MINUTES) if isinstance(minutes, int) else 5
    here.screenshots = found.get("screenshots") is True
    here.beginning_apart = found.get("beginning_apart") is True
    return here


def save() -> None:
    """Remember ``here``. A PC where that can't be written forgets, and nothing else happens."""
    import json  # a JSON string is a TOML string, and nobody waits for this

    lines = (
        f"folder = {json.dumps(here.folder, ensure_ascii=False)}",
        f'theme = "{here.theme}"',
        f"zoom = {float(here.zoom)}",
        f"lock_minutes = {here.lock_minutes}",
        f"screenshots = {str(here.screenshots).lower()}",
        f"beginning_apart = {str(here.beginning_apart).lower()}",
    )
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return


def apply(settings: Settings) -> None:
    """Dress the program as it was; nothing is done twice for what it already is."""
    if settings.theme != look.choice:
        look.choose_theme(settings.theme)
    if settings.zoom != look.zoom:
        look.set_zoom(settings.zoom)
