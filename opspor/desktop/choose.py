"""Choosing a file or a folder. The window goes on, so that locking can close the question like Esc."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> Path:
    """Where the person's documents lie on this PC."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def save_pdf_as(owner: QWidget, name: str, chosen: Callable[[Path], object]) -> None:
    """Asks where; ``name`` holds nothing about a person. Calls ``chosen`` unless the person changed their mind."""
    save_as(owner, name, "Gem som PDF", "PDF (*.pdf)", chosen)


def save_as(owner: QWidget, name: str, title: str, kinds: str, chosen: Callable[[Path], object]) -> None:
    """As ``save_pdf_as``, for a file of another kind: that which ``name`` ends with."""
    dialog = _dialog(owner, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()


def choose_folder(owner: QWidget, title: str, start: Path, chosen: Callable[[Path], object]) -> None:
    """Calls ``chosen`` with a folder unless the person changed their mind."""
    _ask(owner, title, start, QFileDialog.FileMode.Directory, "", chosen)


def choose_file(owner: QWidget, title: str, kinds: str, chosen: Callable[[Path], object]) -> None:
    """Calls ``chosen`` with a file that exists. ``kinds`` are Qt's name filters."""
    _ask(owner, title, Path.home(), QFileDialog.FileMode.ExistingFile, kinds, chosen)


def _ask(
    owner: QWidget, title: str, start: Path, mode: QFileDialog.FileMode, kinds: str, chosen: Callable[[Path], object]
) -> None:
    dialog = _dialog(owner, title, str(start), kinds)
    dialog.setFileMode(mode)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=mode is QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()


def _dialog(owner: QWidget, title: str, start: str, kinds: str) -> QFileDialog:
    """The system's own; where it has none Qt draws one, and has no Danish for these two words."""
    dialog = QFileDialog(owner.window(), title, start, kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "Mappe:")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "Slags:")
    return dialog
