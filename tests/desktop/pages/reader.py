"""What a person who looks at a part of a page can read there."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from opspor.desktop.widgets import MessageLine, Prose


def words_on(part: QWidget) -> str:
    """Everything that stands on a part: labels, guidance, messages and the names of buttons."""
    QApplication.processEvents()  # what was just laid out is shown
    found: list[str] = [label.text() for label in part.findChildren(QLabel) if label.isVisible()]
    for kind in (Prose, MessageLine, QAbstractButton):
        found += [shown.accessibleName() for shown in part.findChildren(kind) if shown.isVisible()]
    return "\n".join(found)


def press(page: QWidget, words: str) -> None:
    """Presses the button with those words."""
    QApplication.processEvents()
    next(b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text() == words).click()
