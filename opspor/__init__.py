"""opspor: seeing early that a child is not well, and acting on it."""

from pathlib import Path

__version__ = "0.1.0"


def data_folder(name: str) -> Path:
    """``forms``, ``resources`` or ``docs``: beside the package in a checkout, inside it in an installed program."""
    installed = Path(__file__).parent / "_data" / name
    return installed if installed.is_dir() else Path(__file__).parent.parent / name
