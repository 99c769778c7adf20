"""What tests of the window get: a dressed application, and a way to show a widget as a person sees it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop import danish
from opspor.desktop.look import look
from opspor.desktop.spoken import tell_roles


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns about every window that has a least size; no other platform does."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As ``look.new_application`` starts it."""
    return ["opspor", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light at 100 %, in Danish, and no widget left behind for the next test."""
    danish.speak(qapp)
    tell_roles()
    look.apply(qapp)
    look.choose_theme("light")
    look.set_zoom(1.0)
    look.set_projector(False)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., QWidget]:
    """Shows a widget at a size, active, laid out and painted; it lives as long as the test."""
    shown: list[QWidget] = []

    def _show(widget: QWidget, width: int = 1366, height: int = 768) -> QWidget:
        qtbot.addWidget(widget)
        shown.append(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        settle()
        return widget

    return _show


def settle() -> None:
    """Lets layouts, focus and paint come to rest."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
