"""What this PC remembers: which folder was open last, theme and zoom. Nothing about anybody.

Read before the first picture, so with what is loaded by then: Qt's place for settings, and tomllib.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from opspor.desktop.look import ThemeChoice, look

_THEMES: tuple[ThemeChoice, ...] = ("system", "light", "dark", "contrast")


@dataclass
class Settings:
    """``folder`` is the vault that the lock screen opens; "" before there is one."""

    folder: str = ""
    theme: ThemeChoice = "system"
    zoom: float = 1.0


def _file() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(place) / "indstillinger.toml"


def load() -> Settings:
    """What was remembered; the defaults where there is nothing, or nothing that can be read."""
    try:
        found = tomllib.loads(_file().read_text(encoding="utf-8"))
        theme = next((choice for choice in _THEMES if choice == found["theme"]), _THEMES[0])
        return Settings(str(found["folder"]), theme, float(found["zoom"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def save(settings: Settings) -> None:
    """Remember. A PC where that can't be written forgets, and nothing else happens."""
    import json  # a JSON string is a TOML string, and nobody waits for this

    folder = json.dumps(settings.folder, ensure_ascii=False)
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(
            f'folder = {folder}\ntheme = "{settings.theme}"\nzoom = {float(settings.zoom)}\n', encoding="utf-8"
        )
    except OSError:
        return


def apply(settings: Settings) -> None:
    """Dress the program as it was; nothing is done twice for what it already is."""
    if settings.theme != look.choice:
        look.choose_theme(settings.theme)
    if settings.zoom != look.zoom:
        look.set_zoom(settings.zoom)
