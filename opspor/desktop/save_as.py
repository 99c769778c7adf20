"""Choosing where a paper is saved. The window goes on, so that locking can close the question like Esc."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def save_pdf_as(owner: QWidget, name: str, chosen: Callable[[Path], object]) -> None:
    """Asks where; ``name`` holds nothing about a person. Calls ``chosen`` unless the person changed their mind."""
    dialog = QFileDialog(owner.window(), "Gem som PDF", "", "PDF (*.pdf)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
