"""When it locks because nobody is there."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from opspor.desktop.idle import IdleWatch
from opspor.desktop.pages.keys import on_key

FIVE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


class System:
    """A system whose idle time a test sets."""

    def __init__(self) -> None:
        self.idle = timedelta()

    def ask(self, told: Callable[[timedelta], object]) -> None:
        told(self.idle)


class Room:
    """A watch, a clock that a test turns, and what was said."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 17, 9, 2).astimezone()
        self.limit = FIVE
        self.watch = IdleWatch(lambda: self.now, lambda: self.limit)
        self.locked: list[int] = []
        self.left: list[tuple[str, bool]] = []
        self.watch.idle.connect(self.locked.append)
        self.watch.left.connect(lambda words, last: self.left.append((words, last)))

    def wait(
        self, time: timedelta, system: System | None = None, *, hands: Callable[[int], timedelta] | None = None
    ) -> None:
        """Let time pass second by second; ``hands`` gives the system's idle time at each."""
        for second in range(int(time / SECOND)):
            self.now += SECOND
            if system is not None and hands is not None:
                system.idle = hands(second)
            self.watch.look_at_the_clock()


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    """Somebody has just come in."""
    made = Room()
    made.watch.start()
    yield made
    made.watch.stop()


def test_five_quiet_minutes_lock_and_not_a_second_sooner(room: Room) -> None:
    room.wait(FIVE - SECOND)
    assert room.locked == []
    room.wait(SECOND)
    assert room.locked == [5]


def test_a_key_in_any_of_our_windows_counts_as_somebody(room: Room, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    room.wait(FIVE - SECOND)
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)  # as the system gives it: to the window
    assert line.text() == "a"
    assert room.watch.acts > 0
    room.wait(FIVE - SECOND)
    assert room.locked == []


@pytest.mark.parametrize("act", ["press", "move", "wheel"])
def test_a_mouse_that_is_moved_counts_too_also_in_a_window_that_came_later(room: Room, qtbot: QtBot, act: str) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    room.wait(FIVE - SECOND)
    window, at = dialog.windowHandle(), QPoint(3, 3)
    if act == "press":
        QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
    elif act == "move":
        QTest.mouseMove(window, at)
        QTest.mouseMove(window, QPoint(9, 9))
    else:
        QTest.wheelEvent(window, QPointF(at), QPoint(0, 120))
    room.wait(FIVE - SECOND)
    assert room.locked == []
    room.wait(SECOND)
    assert room.locked == [5]


def test_what_is_drawn_and_laid_out_is_nobody(room: Room, qtbot: QtBot) -> None:
    page = QLineEdit()
    qtbot.addWidget(page)
    room.wait(FIVE - SECOND)
    page.show()
    page.resize(300, 200)
    page.setText("andet")
    QApplication.processEvents()
    room.wait(SECOND)
    assert room.locked == [5]


def test_nobody_is_watched_once_it_is_locked(room: Room, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    room.wait(SECOND)
    room.watch.stop()
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert room.watch.acts == 0


def test_minutes_are_counted_down_and_in_the_last_one_seconds(room: Room) -> None:
    room.wait(SECOND)
    assert room.left[-1] == ("Låser af sig selv om 5 minutter", False)
    room.wait(FIVE - 2 * SECOND - timedelta(seconds=59))
    assert room.left[-1] == ("Låser af sig selv om 1 minut", True) or room.left[-1][1]
    room.wait(timedelta(seconds=18))
    assert room.left[-1][0].endswith("sekunder")
    assert room.left[-1][1]


def test_a_limit_that_changes_counts_at_once(room: Room) -> None:
    room.limit = timedelta(minutes=20)
    room.wait(FIVE + SECOND)
    assert room.locked == []
    room.limit = FIVE  # the meeting is over
    room.wait(SECOND)
    assert room.locked == [5]


def test_a_clock_set_back_locks_nobody_out_and_keeps_nobody_in(room: Room) -> None:
    room.now -= timedelta(hours=1)
    room.wait(FIVE - SECOND)
    assert room.locked == []
    room.wait(2 * SECOND)
    assert room.locked == [5]


def test_a_pc_that_wakes_from_sleep_locks_at_once(room: Room) -> None:
    room.now += timedelta(hours=3)
    room.watch.look_at_the_clock()
    assert room.locked == [5]


def test_whoever_works_in_another_program_is_not_locked_out_until_they_stop(room: Room) -> None:
    system = System()
    room.watch.system = system
    room.wait(3 * FIVE, system, hands=lambda second: timedelta(seconds=second % 7))
    assert room.locked == []
    stopped = FIVE + timedelta(seconds=7)
    room.wait(stopped, system, hands=lambda second: timedelta(seconds=second))
    assert room.locked[:1] == [5]


def test_a_system_that_always_says_that_somebody_is_there_is_not_believed(room: Room) -> None:
    system = System()  # as where no one counts: always 0
    room.watch.system = system
    room.wait(FIVE, system, hands=lambda _: timedelta())
    assert room.locked == [5]


def test_a_system_that_does_not_answer_changes_nothing(room: Room) -> None:
    class Silent:
        def ask(self, told: Callable[[timedelta], object]) -> None:
            pass

    room.watch.system = Silent()
    room.wait(FIVE)
    assert room.locked == [5]


def test_a_key_that_is_a_shortcut_counts_as_somebody_being_there(room: Room, qtbot: QtBot) -> None:
    page, answered = QLineEdit(), []
    qtbot.addWidget(page)
    page.setReadOnly(True)  # else it would take the number itself
    on_key(page, "1", lambda: answered.append(1))
    page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    acts = room.watch.acts
    room.wait(FIVE - SECOND)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_1)
    assert answered == [1]
    assert room.watch.acts > acts
    room.wait(SECOND)
    assert room.locked == []
