"""The walker must find what it is there to find."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from opspor.desktop.widgets import Button, Column, PlainLabel, Row, Scroll, TextField
from tests.desktop.walker import assert_walkable

ONE_VIEW = ((1.0, 600, 400),)


def window(*parts: QWidget) -> QWidget:
    widget = QWidget()
    column = Column(widget)
    for part in parts:
        column.addWidget(part)
    return widget


def test_named_fields_in_order_pass(show: Callable[..., QWidget]) -> None:
    assert_walkable(show(window(TextField("Navn"), TextField("Gruppe"), Button("Gem"))))


def test_a_field_without_a_name_is_found(show: Callable[..., QWidget]) -> None:
    with pytest.raises(AssertionError, match="no name"):
        assert_walkable(show(window(QLineEdit(), Button("Gem"))), ONE_VIEW)


def test_a_keyboard_trap_is_found(show: Callable[..., QWidget]) -> None:
    trap = QPlainTextEdit()
    trap.setAccessibleName("Tekst")
    with pytest.raises(AssertionError, match="Tab does not leave"):
        assert_walkable(show(window(trap, Button("Gem"))), ONE_VIEW)


def test_the_wrong_order_is_found(show: Callable[..., QWidget]) -> None:
    first, second, third = Button("Først"), Button("Så"), Button("Til sidst")
    shown = show(window(first, second, third))
    QWidget.setTabOrder(second, first)
    with pytest.raises(AssertionError, match="Tab goes back"):
        assert_walkable(shown, ONE_VIEW)


def test_two_uses_of_a_key_are_found(show: Callable[..., QWidget]) -> None:
    shown = show(window(Button("Gem")))
    for _ in range(2):
        action = QAction(shown)
        action.setShortcut(QKeySequence("F2"))
        shown.addAction(action)
    with pytest.raises(AssertionError, match="the key F2"):
        assert_walkable(shown, ONE_VIEW)


def test_cut_text_is_found(show: Callable[..., QWidget]) -> None:
    label = PlainLabel("En lang linje, der ikke må knække og ikke må skæres over", wrap=False)
    label.setFixedWidth(50)
    with pytest.raises(AssertionError, match="50 of"):
        assert_walkable(show(window(label)), ONE_VIEW)


def test_a_page_wider_than_its_window_is_found(show: Callable[..., QWidget]) -> None:
    scroll = Scroll()
    holder = QWidget()
    row = Row(holder)
    for word in ("Fortsæt runden", "Lav aftaler for 2 børn", "Gør klar til at sende", "Gem og vis næste barn"):
        row.addWidget(Button(word))
    scroll.body.addWidget(holder)
    with pytest.raises(AssertionError, match="wider than its window"):
        assert_walkable(show(window(scroll)), ONE_VIEW)
