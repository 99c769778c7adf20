"""What this PC remembers: which folder was open last, theme and zoom. Nothing about anybody."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path

from opspor.desktop.look import ThemeChoice, look


@dataclass(slots=True)
class Settings:
    """``folder`` is the vault that the lock screen opens; "" before there is one."""

    folder: str = ""
    theme: ThemeChoice = "system"
    zoom: float = 1.0


def _file() -> Path:
    return user_config_path("opspor", appauthor=False) / "indstillinger.json"


def load() -> Settings:
    """What was remembered; the defaults where there is nothing, or nothing that can be read."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        theme = found["theme"] if found["theme"] in ("system", "light", "dark", "contrast") else "system"
        return Settings(str(found["folder"]), theme, float(found["zoom"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def save(settings: Settings) -> None:
    """Remember. A PC where that can't be written forgets, and nothing else happens."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(asdict(settings)), encoding="utf-8")
    except OSError:
        return


def apply(settings: Settings) -> None:
    """Dress the program as it was."""
    look.choose_theme(settings.theme)
    look.set_zoom(settings.zoom)
