"""Finished papers leave the program here: printed, or saved where the person chooses. Nothing else writes a paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.widgets.told import Message, MessageKind, message_of, tell
from opspor.documents.preview import page_count, preview
from opspor.domain.errors import KnownError
from opspor.usecases.paper_files import write_file

_DPI = 300
_A4_INCHES = 210 / 25.4


def save_pdf(owner: QWidget, pdf: bytes, name: str, saved: Callable[[Path], object]) -> None:
    """Ask where, write the PDF there and call ``saved``. ``name`` is suggested and names nobody."""

    def write(path: Path) -> None:
        try:
            write_file(path, pdf)
        except KnownError as error:
            tell(owner, message_of(MessageKind.DANGER, str(error)))
        else:
            saved(path)

    save_pdf_as(owner, name, write)


def print_pdf(owner: QWidget, pdf: bytes, printed: Callable[[], object]) -> None:
    """Ask for a printer, print the PDF on it and call ``printed``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, owner)

    def go_on() -> None:
        if draw_on(printer, pdf):
            printed()
        else:
            tell(
                owner,
                Message(
                    MessageKind.DANGER, "Der blev ikke skrevet ud.", "Se til printeren, eller gem i stedet som PDF."
                ),
            )

    dialog.accepted.connect(go_on)
    QDialog.open(dialog)


def draw_on(printer: QPrinter, pdf: bytes) -> bool:
    """Draw every page on the printer's paper; False when the printer doesn't take it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for page in range(page_count(pdf)):
        if page and not printer.newPage():
            painter.end()
            return False
        picture = preview(pdf, page, round(_A4_INCHES * _DPI))
        image = QImage(picture.rgba, picture.width, picture.height, QImage.Format.Format_RGBA8888)
        paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        paper.moveTopLeft(-QRectF(printer.pageLayout().paintRectPixels(printer.resolution())).topLeft())
        paper.setHeight(paper.width() * picture.height / picture.width)
        painter.drawImage(paper, image)
    return painter.end()
