"""Locking in the middle of things, and back in the same field; what locks, and what is closed by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
)

from opspor.desktop import settings
from opspor.desktop.idle import MEETING
from opspor.desktop.locked import Why
from opspor.desktop.program import Program
from opspor.desktop.widgets import CarefulDialog
from tests.e2e.conftest import JONAS, METTE, Start, WallClock
from tests.e2e.day import lock, open_section, unlock
from tests.e2e.driver import Keyboard, text_on_screen, windows
from tests.e2e.test_awkward import begin_an_underretning, came_in, open_karla

NOTE = "KANARI: græd, da far kørte."


def in_the_note(keyboard: Keyboard) -> None:
    """Writes on Karla's page and stands in the middle of the text."""
    open_karla(keyboard)
    keyboard.button("Skriv ned")
    keyboard.type_into("Dag", "16.3.2026")
    keyboard.type_into("Hvad så og hørte du?", NOTE)
    keyboard.press(Qt.Key.Key_Left, times=5)


def focused() -> QLineEdit | QPlainTextEdit:
    part = QApplication.focusWidget()
    assert isinstance(part, QLineEdit | QPlainTextEdit)
    return part


def back_in_the_note(keyboard: Keyboard) -> None:
    def there() -> bool:
        part = QApplication.focusWidget()
        return isinstance(part, QPlainTextEdit) and part.textCursor().position() == len(NOTE) - 5

    keyboard.wait_until(there, "the cursor is not where it was")
    part = focused()
    assert part.accessibleName() == "Hvad så og hørte du?"
    assert isinstance(part, QPlainTextEdit)
    assert part.toPlainText() == NOTE
    assert "Gemt 9.02" in text_on_screen()


def test_back_on_the_same_page_in_the_same_field_at_the_same_letter(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    came_in(start, keyboard, house)
    in_the_note(keyboard)
    lock(keyboard)
    assert "KANARI" not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    back_in_the_note(keyboard)
    keyboard.write("!")
    assert NOTE[:-5] + "!" + NOTE[-5:] in text_on_screen()


def test_also_after_closing_the_window_since_the_process_is_gone(start: Start, keyboard: Keyboard, house: Path) -> None:
    came_in(start, keyboard, house)
    in_the_note(keyboard)
    start(house)
    unlock(keyboard, METTE)
    back_in_the_note(keyboard)


def test_the_place_of_one_waits_while_another_is_in(start: Start, keyboard: Keyboard, house: Path) -> None:
    came_in(start, keyboard, house)
    in_the_note(keyboard)
    lock(keyboard)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Tirsdag 17. marts")
    assert "KANARI" not in text_on_screen(hidden=True)
    lock(keyboard)
    unlock(keyboard, METTE)
    back_in_the_note(keyboard)
    keyboard.button("Start")
    keyboard.wait_for("Tirsdag 17. marts")
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for("Tirsdag 17. marts")  # used once: now she was on Start


def test_back_in_the_same_section_of_a_paper(start: Start, keyboard: Keyboard, house: Path) -> None:
    came_in(start, keyboard, house)
    begin_an_underretning(keyboard)
    open_section(keyboard, "Sådan kender jeg barnet")
    keyboard.write(NOTE)
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_until(
        lambda: isinstance(part := QApplication.focusWidget(), QPlainTextEdit) and part.toPlainText() == NOTE,
        "not in the section where she wrote",
    )
    assert focused().accessibleName() == "Sådan kender jeg barnet"


def test_whoever_goes_somewhere_at_once_is_not_led_back(start: Start, keyboard: Keyboard, house: Path) -> None:
    program = came_in(start, keyboard, house)
    in_the_note(keyboard)
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_until(lambda: program.window.open_page is not None, "no page")
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.wait_until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "not in the search")
    search = QApplication.focusWidget()
    keyboard.wait_for("Kontaktperson")
    keyboard.settle()
    assert QApplication.focusWidget() is search


# --- what is closed -----------------------------------------------------------------------------------------------


def file_dialog(program: Program) -> None:
    QFileDialog(program.window, NOTE).open()


def menu(program: Program) -> None:
    opened = QMenu(program.window)
    opened.addAction(NOTE)
    opened.popup(program.window.pos())


def careful(program: Program) -> None:
    CarefulDialog(program.window, "Slet?", NOTE, safe="Behold", verb="Slet").ask(
        lambda: pytest.fail("locking is no yes")
    )


@pytest.mark.parametrize("opened", [file_dialog, menu, careful])
def test_no_dialog_stops_the_lock_and_none_stays(
    start: Start, keyboard: Keyboard, house: Path, opened: Callable[[Program], None]
) -> None:
    program = came_in(start, keyboard, house)
    opened(program)
    keyboard.wait_until(lambda: len(windows()) > 1, "nothing opened")
    program.lock(Why.SYSTEM)
    assert program.window.locked
    keyboard.wait_for("Pc'en blev låst. Alt, du skrev, er gemt.")
    assert windows() == [program.window]
    assert "KANARI" not in text_on_screen()
    assert not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_a_question_that_holds_the_whole_program_is_answered_with_no(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    program = came_in(start, keyboard, house)
    QTimer.singleShot(50, program.window, lambda: program.lock(Why.SLEEP))
    answer = QMessageBox.question(program.window, "opspor", NOTE)
    assert answer is not QMessageBox.StandardButton.Yes
    assert program.window.locked
    keyboard.wait_for("Pc'en gik i dvale. Alt, du skrev, er gemt.")
    assert windows() == [program.window]


def test_what_was_copied_here_is_taken_away(
    start: Start, keyboard: Keyboard, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The offscreen platform never says that a text on the clipboard is ours; X11, Wayland and Windows do.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    came_in(start, keyboard, house)
    in_the_note(keyboard)
    keyboard.with_ctrl(Qt.Key.Key_A)
    keyboard.with_ctrl(Qt.Key.Key_C)
    assert QApplication.clipboard().text() == NOTE
    lock(keyboard)
    assert QApplication.clipboard().text() == ""


# --- when ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets after how many minutes this PC locks."""
    return lambda number: monkeypatch.setattr(settings, "here", replace(settings.here, lock_minutes=number))


def test_the_minutes_of_this_pc_count(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock, minutes: Callable[[int], None]
) -> None:
    came_in(start, keyboard, house)
    minutes(2)
    clock.now += timedelta(minutes=1, seconds=30)
    keyboard.wait_for("Rør en tast for at blive.")
    keyboard.press(Qt.Key.Key_Shift)
    keyboard.wait_until_gone("Rør en tast for at blive.")
    clock.now += timedelta(minutes=2, seconds=1)
    keyboard.wait_for("Låst", "Der skete ikke noget i 2 minutter.")
    assert "Rør en tast" not in text_on_screen()


def test_a_meeting_has_a_limit_of_its_own_with_a_countdown(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    program = came_in(start, keyboard, house)
    keyboard.button("Runder")
    vars(program.window.open_page)["meeting"] = True  # as the joint assessment is
    clock.now += MEETING - timedelta(seconds=30)
    keyboard.wait_for("Rør en tast for at blive.")
    clock.now += timedelta(seconds=31)
    keyboard.wait_for("Låst", "Der skete ikke noget i 20 minutter.")


def test_behind_the_curtain_the_countdown_runs_on(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    came_in(start, keyboard, house)
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Ikke låst. Alle kan trykke F9 og se igen.", "Låser af sig selv om 5 minutter")
    clock.now += timedelta(minutes=5, seconds=1)
    keyboard.wait_for("Låst", "Der skete ikke noget i 5 minutter.")
    assert "Ikke låst" not in text_on_screen(hidden=True)
