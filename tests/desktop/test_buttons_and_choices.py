"""Buttons, answer keys and choices: by mouse, by keyboard, and for a screen reader."""

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop import shortcuts
from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    CheckBox,
    Flow,
    IconButton,
    Kind,
    PaintedButton,
    PlainLabel,
    RadioList,
    Segmented,
    box,
)
from tests.desktop.conftest import settle
from tests.desktop.walker import assert_walkable, name_of

Show = Callable[..., QWidget]


def clicks(button: Button) -> list[bool]:
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    return pressed


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_by_space_and_enter_once(show: Show, key: Qt.Key) -> None:
    button = Button("Gem", Kind.MAIN)
    pressed = clicks(button)
    show(box(button), 400, 200)
    button.setFocus()
    QTest.keyClick(button, key)
    assert pressed == [True]


def test_an_ampersand_in_a_name_is_no_shortcut(show: Show) -> None:
    button = Button("Ib & Søn")
    pressed = clicks(button)
    show(box(button), 400, 200)
    assert name_of(button) == "Ib & Søn"
    QTest.keyClick(button, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert pressed == []


def test_a_button_that_cannot_stays_in_reach_and_says_why(show: Show) -> None:
    page = Page("Prøve")
    button = Button("Gem", Kind.MAIN)
    button.set_cannot("Vælg først en stue. Så kan du gemme.")
    pressed = clicks(button)
    page.body.addWidget(button)
    show(page, 800, 400)
    button.setFocus()
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    assert page.message_line.message is not None
    assert page.message_line.message.text == "Vælg først en stue. Så kan du gemme."
    page.message_line.clear()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.message_line.message is not None
    assert pressed == []
    button.set_cannot("")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_the_key_is_said_and_gives_way_where_it_is_narrow() -> None:
    button = Button("Lås", shortcut=shortcuts.LOCK)
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() < wide
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.text(QAccessible.Text.Description) == "Tast Ctrl+L"


def test_an_icon_button_has_a_name() -> None:
    assert name_of(IconButton("Næste side", "chevron-right")) == "Næste side"


def test_answers_start_empty_and_the_same_answer_can_be_given_again(show: Show) -> None:
    keys = AnswerKeys([("Ofte", "often"), ("Af og til", "sometimes"), ("Sjældent", "seldom"), ("Ved ikke", "unknown")])
    given: list[str] = []
    keys.answered.connect(given.append)
    show(box(keys), 1000, 300)
    assert not any(key.isChecked() for key in keys.keys)
    assert keys.press(2)
    assert keys.press(2)
    QTest.mouseClick(keys.keys[3], Qt.MouseButton.LeftButton)
    assert given == ["sometimes", "sometimes", "unknown"]
    assert [key.isChecked() for key in keys.keys] == [False, False, False, True]
    assert not keys.press(5)
    keys.set_value(None)
    assert not any(key.isChecked() for key in keys.keys)


def test_arrow_keys_do_not_answer(show: Show) -> None:
    keys = AnswerKeys([("Ofte", 1), ("Sjældent", 2)])
    given: list[int] = []
    keys.answered.connect(given.append)
    show(box(keys), 600, 300)
    keys.keys[0].setFocus()
    QTest.keyClick(keys.keys[0], Qt.Key.Key_Right)
    assert given == []


def test_four_answers_stand_in_a_row_then_two_by_two(show: Show) -> None:
    keys = AnswerKeys([("Ofte", 1), ("Af og til", 2), ("Sjældent", 3), ("Ved ikke", 4)])
    holder = show(box(keys), 1000, 400)
    assert len({key.y() for key in keys.keys}) == 1
    holder.resize(600, 400)
    settle()
    assert [len({key.y() for key in keys.keys}), len({key.x() for key in keys.keys})] == [2, 2]


@pytest.mark.parametrize("make", [Segmented, RadioList])
def test_a_choice_starts_empty_moves_with_arrows_and_tells(
    show: Show, make: type[Segmented[str]] | type[RadioList[str]]
) -> None:
    choice = make("Position", [("Ikke udsat", "no"), ("Potentielt udsat", "maybe"), ("Udsat", "yes")])
    told: list[str] = []
    choice.chosen.connect(told.append)
    show(box(choice, Button("Gem")), 700, 300)
    assert choice.value() is None
    first = choice.findChildren(PaintedButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert choice.value() == "no"
    down = Qt.Key.Key_Right if isinstance(choice, Segmented) else Qt.Key.Key_Down
    QTest.keyClick(first, down)
    assert choice.value() == "maybe"
    assert told == ["no", "maybe"]
    choice.set_value("yes")
    assert told == ["no", "maybe"]
    choice.set_value(None)
    assert choice.value() is None


def test_choices_are_walkable_and_never_cut(show: Show) -> None:
    options = [("Trives", 1), ("Begyndende mistrivsel", 2), ("Mistrivsel", 3)]
    parts = [
        Segmented("Trivsel", options, value=2, meeting=True),
        Segmented("Igen", options),
        RadioList("Hvem gælder mistanken?", [("Forældre eller andre nære voksne", 1), ("Et andet barn", 2)]),
        CheckBox("Barnets ord kunne ikke indhentes, fordi …"),
        AnswerKeys(options),
    ]
    assert_walkable(show(box(*parts), 900, 700))


def test_a_check_box_turns_by_space_and_says_so(show: Show) -> None:
    check = CheckBox("Jonas ser det anderledes")
    turned: list[bool] = []
    check.toggled.connect(turned.append)
    show(box(check), 400, 200)
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert turned == [True]
    assert QAccessible.queryAccessibleInterface(check).state().checked


def test_parts_that_came_unseen_have_their_place_when_they_are_seen(show: Show) -> None:
    flow = Flow([Button("Gem")])
    page = show(box(flow), 600, 300)
    flow.hide()
    flow.add(Button("Fortryd"))
    flow.show()
    settle()
    first, second = flow.parts
    assert first.geometry().right() < second.x()
    assert second.isVisible()
    assert page.rect().contains(second.geometry().translated(flow.pos()))


def test_what_grows_while_it_is_seen_is_measured_anew(show: Show) -> None:
    words = PlainLabel("Kort", "body")
    flow = Flow([words, Button("Gem")])
    show(box(flow), 300, 600)
    before = flow.heightForWidth(flow.width())
    words.setText("En lang sætning, der ikke kan stå på én linje, og som derfor skal have flere linjer. " * 3)
    settle()
    assert flow.heightForWidth(flow.width()) > before
    assert words.height() >= words.heightForWidth(words.width())


@pytest.mark.parametrize("zoom", [1.0, 1.25, 2.0])
def test_a_name_with_room_enough_stands_on_one_line(zoom: float) -> None:
    look.set_zoom(zoom)
    firsts, lasts = ("Agnes", "Åse", "Vigga", "Oliver", "Øjvind", "Tilde"), ("Munk", "Østergård", "Beck", "Yde", "Vang")
    for step in ("body_strong", "title", "section"):
        for name in product(firsts, lasts):
            label = PlainLabel(" ".join(name), step)
            assert label.sizeHint().height() < look.metrics(step).height() * 1.5, (name, step)


def test_the_four_answers_of_a_sign_stand_in_one_row_beside_the_steps_on_a_small_laptop(show: Show) -> None:
    """1366 × 768 at 125 % leaves 181 u beside the steps; below them the answers would lie out of sight."""
    keys = AnswerKeys([("Ofte", 1), ("Af og til", 2), ("Sjældent", 3), ("Ved ikke", 4)])
    show(keys, look.u(181), 300)
    assert len({part.y() for part in keys.parts}) == 1
    assert all(part.width() >= part.minimumSizeHint().width() for part in keys.parts)
