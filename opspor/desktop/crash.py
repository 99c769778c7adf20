"""The crash window: what happened, what is safe, and exactly the report that a person may save.

A report holds where in the program it happened and which versions ran: no message, no values, no locals, no paths
outside the program. What a person typed can therefore not be in it.
"""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QThread, qVersion
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

import opspor
from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.widgets.buttons import Button, Kind
from opspor.desktop.widgets.fields import FieldFrame
from opspor.desktop.widgets.layouts import Column, Row
from opspor.desktop.widgets.ring import FocusRing
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.text_field import GrowingEdit

_PACKAGE = Path(opspor.__file__).parent


def report_of(error: BaseException) -> str:
    """The report as text: kinds of errors, modules, functions and line numbers, versions. Nothing else."""
    import platform  # 2 ms that the lock screen need not pay

    lines = [
        f"opspor {opspor.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines) + "\n"


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name


class CrashWindow(QDialog):
    """Says that the fault is ours, that what was saved is safe, and shows the whole report before it is saved."""

    def __init__(self, report: str, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setWindowTitle("opspor")
        head = "Der er en fejl i opspor"
        sentence = "Det er vores fejl, ikke din. Alt, der stod »Gemt« ved, er gemt. Luk denne besked, og prøv igen."
        self.setAccessibleName(head)
        self.setAccessibleDescription(sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        column = Column(self, spacing=3, margins=(6, 5, 6, 5))
        column.addWidget(PlainLabel(head, "title"))
        column.addWidget(PlainLabel(sentence))
        column.addWidget(
            PlainLabel(
                "Rapporten her kan du gemme og give til it. Den indeholder ingen personoplysninger.", "body", "text_2"
            )
        )
        text = GrowingEdit(least=40, most=60)
        text.setPlainText(report)
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        text.setAccessibleName("Rapport")
        column.addWidget(FieldFrame(text))
        self._saved = PlainLabel("", "small", "text_2")
        row = Row(spacing=3)
        row.addWidget(self._saved, 1)
        self.save = Button("Gem rapport", tall=True)
        self.close_button = Button("Luk", Kind.MAIN)
        self.save.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.save)
        row.addWidget(self.close_button)
        column.addLayout(row)
        FocusRing(self)
        self.resize(look.u(150), look.u(110))
        self.close_button.setFocus()

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Gem rapport", "opspor-fejl.txt", "Tekst (*.txt)")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Writes the report exactly as it is shown."""
        try:
            path.write_text(self._report, encoding="utf-8")
        except OSError:
            self._saved.setText("Rapporten kunne ikke gemmes dér. Vælg en anden mappe.")
        else:
            self._saved.setText("Rapporten er gemt.")

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color("desk"))


def show_crash(error: BaseException) -> None:
    """Shows the crash window over the active window. One at a time: a second fault while it is open is not stacked."""
    if any(isinstance(widget, CrashWindow) and widget.isVisible() for widget in QApplication.topLevelWidgets()):
        return
    CrashWindow(report_of(error), QApplication.activeWindow()).open()


def install() -> None:
    """From now on a fault that nobody caught on the window's thread opens the crash window, and nothing is printed."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        app = QApplication.instance()
        if issubclass(kind, KeyboardInterrupt) or app is None or QThread.currentThread() is not app.thread():
            sys.__excepthook__(kind, error, trace)
        else:
            show_crash(error)

    sys.excepthook = hook
