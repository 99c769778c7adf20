"""A list in which several rows are chosen, by keyboard and by mouse, and read aloud as they stand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.pages.pick_list import PickList
from opspor.desktop.widgets import ListRow

ROWS = [ListRow(f"Række {n}", key=n, chevron=False) for n in range(4)]
HELD = 2


@pytest.fixture
def picks(qtbot: QtBot) -> PickList:
    made = PickList("Det, der skal slettes")
    qtbot.addWidget(made)
    made.fill(ROWS, {0, 1, 3})
    made.resize(600, 300)
    made.show()
    made.setFocus()
    return made


def spoken(picks: PickList, row: int) -> str:
    return str(picks.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_space_enter_and_a_click_choose_and_take_back(picks: PickList) -> None:
    QTest.keyClick(picks, Qt.Key.Key_Space)
    QTest.keyClick(picks, Qt.Key.Key_Down)
    QTest.keyClick(picks, Qt.Key.Key_Return)
    assert picks.picked() == [0, 1]
    QTest.mouseClick(
        picks.viewport(), Qt.MouseButton.LeftButton, pos=picks.visualRect(picks.model().index(0, 0)).center()
    )
    assert picks.picked() == [1]


def test_ctrl_a_takes_all_that_can_be_and_none_of_the_others(picks: PickList) -> None:
    QTest.keyClick(picks, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert picks.picked() == [0, 1, 3]
    picks.choose(HELD)
    QTest.keyClick(picks, Qt.Key.Key_Space)
    assert HELD not in picks.picked()
    picks.pick(everything=False)
    assert picks.picked() == []


def test_what_is_chosen_is_said_aloud_and_by_a_shape(picks: PickList) -> None:
    picks.choose(1)
    QTest.keyClick(picks, Qt.Key.Key_Space)
    assert [spoken(picks, n).partition(".")[0] for n in range(4)] == [
        "Ikke valgt", "Valgt", "Kan ikke vælges", "Ikke valgt",
    ]  # fmt: skip
    assert [row.icon for row in picks.rows()] == ["circle", "circle-check", "", "circle"]


def test_new_rows_keep_what_is_chosen_as_far_as_it_is_still_there(picks: PickList) -> None:
    picks.pick(everything=True)
    picks.fill(ROWS[1:], {1, 2})
    assert picks.picked() == [1]


def test_two_thousand_rows_answer_a_key_at_once(picks: PickList) -> None:
    picks.fill([ListRow(f"Række {n}", "to linjer", key=n) for n in range(2000)], range(2000))
    picks.pick(everything=True)
    assert len(picks.picked()) == 2000
