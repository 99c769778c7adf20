"""What is too pale must be found in the picture, whatever the tokens say."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.widgets import Button, CheckBox, IconMark, Kind, PlainLabel, TextField
from opspor.desktop.widgets.buttons import PaintedButton
from opspor.desktop.widgets.fields import FieldFrame
from tests.desktop.conftest import settle
from tests.desktop.gallery import Gallery
from tests.desktop.test_walker import window
from tests.desktop.walker_contrast import contrast, too_pale

_GREY = QColor("#8C8C8C")  # 3.4 on white


class _Own(PaintedButton):
    """Paints its words or its edge in the grey."""

    def __init__(self, *, edge: bool) -> None:
        super().__init__("Gem")
        self._edge = edge
        self.setFixedSize(120, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            grey = QColor("#C8C8C8")
            paint.shape(painter, self.rect(), 1.5, look.color("sheet"), grey if self._edge else look.color("text"))
            paint.words(
                painter, self.rect(), self.words, "body", look.color("text") if self._edge else _GREY, paint.CENTER
            )


class _Veiled(PaintedButton):
    """Paints dark words, a third of them."""

    def __init__(self) -> None:
        super().__init__("Gem")
        self.setFixedSize(120, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.setOpacity(0.3)
            paint.words(painter, self.rect(), self.words)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_parts_can_be_seen_in_every_theme(theme: ThemeChoice, zoom: float, show: Callable[..., QWidget]) -> None:
    shown = show(Gallery())
    look.choose_theme(theme)
    look.set_zoom(zoom)
    settle()
    assert too_pale(shown) == []


def test_pale_words_are_found_where_they_are_painted(show: Callable[..., QWidget]) -> None:
    found = too_pale(show(window(_Own(edge=False), Button("Luk"))))
    assert len(found) == 1
    assert "of 4.5: »Gem«" in found[0]


def test_dark_words_that_let_their_ground_through_are_found(show: Callable[..., QWidget]) -> None:
    found = too_pale(show(window(_Veiled(), Button("Luk"))))
    assert ["»Gem«" in fault for fault in found] == [True]


def test_words_on_a_ground_that_nobody_thought_of_are_found(show: Callable[..., QWidget]) -> None:
    holder = window(PlainLabel("Læs mig", "body", "text_2"))
    palette = holder.palette()
    palette.setColor(palette.ColorRole.Window, QColor("#8FA0A5"))
    holder.setPalette(palette)
    assert ["»Læs mig«" in fault for fault in too_pale(show(holder))] == [True]


def test_a_pale_icon_is_found(show: Callable[..., QWidget]) -> None:
    found = too_pale(show(window(IconMark("check", "line"), IconMark("check", "text"))))
    assert ["an icon of IconMark" in fault for fault in found] == [True]


def test_a_faint_edge_is_found(show: Callable[..., QWidget]) -> None:
    found = too_pale(show(window(_Own(edge=True), Button("Luk"), TextField("Navn"), CheckBox("Ja"))))
    assert ["the edge of _Own" in fault for fault in found] == [True]


def test_a_field_without_an_edge_is_found(show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch) -> None:
    def faint(frame: FieldFrame, _event: QPaintEvent) -> None:
        with paint.painter_on(frame) as painter:
            paint.shape(painter, frame.rect(), 1.5, look.color("sheet"), look.color("line"))

    monkeypatch.setattr(FieldFrame, "paintEvent", faint)
    assert ["the edge of FieldFrame" in fault for fault in too_pale(show(window(TextField("Navn"))))] == [True]


def test_what_cannot_be_used_now_is_held_to_three(show: Callable[..., QWidget]) -> None:
    button = Button("Gem", Kind.MAIN)
    button.set_cannot("Vælg først en stue.")
    assert too_pale(show(window(button))) == []


def test_the_ratio_is_that_of_wcag() -> None:
    assert contrast(0x000000, 0xFFFFFF) == pytest.approx(21)
    assert contrast(0x767676, 0xFFFFFF) == pytest.approx(4.54, abs=0.01)
    assert contrast(0x123456, 0x123456) == 1
