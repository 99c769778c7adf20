"""Where Tab stops, and that a page which was looked through for it does not stay in memory."""

import gc
from collections.abc import Callable
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from opspor.desktop.tab_order import focus_first, focus_next_in_reading_order, stops_in
from opspor.desktop.widgets import Button, Column, TextField
from tests.desktop.conftest import settle


class Named(QWidget):
    """A page with a name on it that knows itself, as pages do: two keys, and a field that hands its focus on."""

    def __init__(self) -> None:
        super().__init__()
        column = Column(self)
        self.first, self.name, self.last = Button("Tilbage"), TextField("Navn", text="KANARI"), Button("Gem")
        for part in (self.first, self.name, self.last):
            column.addWidget(part)
        self.last.clicked.connect(lambda: self.name.text())

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next_in_reading_order(self, forward=forward)


class Shown(QWidget):
    """A window with a key of its own, and pages that come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.column = Column(self)
        self.key = QPushButton("Start")
        self.column.addWidget(self.key)

    def open(self) -> Named:
        page = Named()
        self.column.addWidget(page)
        settle()
        return page


@pytest.fixture
def window(show: Callable[..., QWidget]) -> Shown:
    made = show(Shown())
    assert isinstance(made, Shown)
    return made


def test_a_page_that_was_gone_through_does_not_stay_in_memory(window: Shown) -> None:
    """It lay beside another one that went before it."""
    left = []
    page = window.open()
    for _ in range(3):
        before, page = page, window.open()
        stops_in(window)
        left.append(ref(page))
        before.deleteLater()
        del before
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in left] == [None] * 3


def test_looking_changes_nothing_for_qt(window: Shown) -> None:
    page = window.open()
    page.first.setFocus()
    editor = page.name.focusProxy()
    assert stops_in(window) == [window.key, page.first, editor, page.last]
    assert (page.parentWidget(), page.last.parentWidget(), window.parentWidget()) == (window, page, None)
    assert page.isVisible()
    assert QApplication.focusWidget() is page.first


def test_tab_goes_through_the_page_and_out_of_it(window: Shown) -> None:
    page = window.open()
    focus_first(page, window)
    assert QApplication.focusWidget() is page.first
    for stop in (page.name.focusProxy(), page.last, window.key):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop


def test_the_focus_goes_to_the_page_when_the_work_has_no_stop(window: Shown) -> None:
    page = window.open()
    page.name.setEnabled(False)
    focus_first(page.name, page)
    assert QApplication.focusWidget() is page.first
