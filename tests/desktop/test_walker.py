"""The walker must find what it is there to find."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from opspor.desktop.widgets import Button, Column, FocusRing, IconButton, Kind, PlainLabel, Row, Scroll, TextField
from tests.desktop.walker import assert_walkable, faults, too_many_filled

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


class _OneWay(QLineEdit):
    """Lets Tab through, and keeps Shift+Tab for itself."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Backtab:
            return True
        return super().event(event)


class _Tiny(IconButton):
    def sizeHint(self) -> QSize:
        return QSize(20, 20)


def test_a_trap_for_who_goes_back_is_found(show: Callable[..., QWidget]) -> None:
    trap = _OneWay()
    trap.setAccessibleName("Tekst")
    with pytest.raises(AssertionError, match=r"Shift\+Tab does not leave"):
        assert_walkable(show(window(Button("Før"), trap, Button("Gem"))), ONE_VIEW)


def test_two_shortcuts_of_one_key_are_found(show: Callable[..., QWidget]) -> None:
    shown = show(window(Button("Gem")))
    for _ in range(2):
        QShortcut(QKeySequence("F8"), shown)
    with pytest.raises(AssertionError, match="the key F8"):
        assert_walkable(shown, ONE_VIEW)


def test_a_target_that_is_hard_to_hit_is_found(show: Callable[..., QWidget]) -> None:
    with pytest.raises(AssertionError, match="20 × 20 px is too small to hit"):
        assert_walkable(show(window(_Tiny("Luk", "x"), Button("Gem"))), ONE_VIEW)


def test_a_focus_that_nobody_sees_is_found(show: Callable[..., QWidget]) -> None:
    dark, lit = (window(TextField("Navn"), Button("Gem")) for _ in range(2))
    FocusRing(lit)
    assert [fault for fault in faults(show(dark), look_at_focus=True) if "is not seen" in fault]
    assert faults(show(lit), look_at_focus=True) == []


def test_a_focus_that_goes_out_of_sight_is_found(show: Callable[..., QWidget]) -> None:
    def long_page() -> QWidget:
        scroll = Scroll()
        for number in range(12):
            scroll.body.addWidget(TextField(f"Felt {number}"))
        return window(scroll, Button("Gem"))

    shown = show(long_page(), 500, 300)  # back from the button Qt does not scroll to the last field
    assert [fault for fault in faults(shown, look_at_focus=True) if "out of sight" in fault]
    ringed = long_page()
    FocusRing(ringed)
    assert faults(show(ringed, 500, 300), look_at_focus=True) == []


def test_a_second_filled_button_is_found(show: Callable[..., QWidget]) -> None:
    hidden, shown = Button("Væk", Kind.MAIN), show(window(Button("Gem", Kind.MAIN), Button("Slet", Kind.DANGER)))
    hidden.setParent(shown)
    assert too_many_filled(shown) == []
    twice = show(window(Button("Gem", Kind.MAIN), Button("Send", Kind.MAIN)))
    assert too_many_filled(twice) == ["2 filled buttons: »Gem«, »Send«"]


def test_another_window_that_takes_the_keyboard_is_found(show: Callable[..., QWidget]) -> None:
    shown = show(window(Button("Gem")))
    show(window(Button("Et andet vindue")))
    assert faults(shown) == ["another window has taken the keyboard"]
