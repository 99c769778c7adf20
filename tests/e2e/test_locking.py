"""Locking in the middle of things, and back in the same field; what locks, and what is closed by it."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
)

from opspor import workplace
from opspor.desktop import settings
from opspor.desktop.idle import MEETING
from opspor.desktop.locked import Why
from opspor.desktop.pages.settings.leaving import Removal
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog
from opspor.domain.errors import KnownError
from opspor.usecases import people
from opspor.usecases.desk import Desk
from opspor.vault.lockfile import VaultLock
from tests.e2e.conftest import JONAS, METTE, Start, WallClock, quick_derive
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
    return lambda number: monkeypatch.setattr(settings.here, "lock_minutes", number)


def test_the_minutes_of_this_pc_count(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock, minutes: Callable[[int], None]
) -> None:
    came_in(start, keyboard, house)
    minutes(2)
    clock.now += timedelta(minutes=1, seconds=30)
    keyboard.wait_for("Rør en tast for at blive.")
    window = QApplication.activeWindow()
    assert window is not None
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)  # as the system gives it
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


# --- over the lock screen -----------------------------------------------------------------------------------------


def half_way_in(start: Start, keyboard: Keyboard, house: Path, clock: WallClock) -> Program:
    """Somebody has come in with the recovery key and gone away from the paper with the new one."""
    work = workplace.open_vault(house, *METTE, clock=clock, derive=quick_derive)
    words = " ".join(work.new_recovery_key())
    work.prove_recovery_key(words)
    work.close()
    program = start(house)
    keyboard.button("Brug gendannelsesnøglen")
    keyboard.type_into("De 16 ord fra papiret", words)
    keyboard.button("Prøv nøglen")
    keyboard.type_into("Brugernavn", "mette.ny")
    keyboard.type_into("Adgangskode", "kanari-vulkan-gensyn-melkage")
    keyboard.type_into("Adgangskoden igen", "kanari-vulkan-gensyn-melkage")
    keyboard.button("Vælg adgangskoden")
    keyboard.wait_for("Du er inde, og nøglen er brugt.")
    return program


def test_a_vault_that_a_page_over_the_lock_screen_holds_is_let_go_of_when_nobody_is_there(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    program = half_way_in(start, keyboard, house, clock)
    with pytest.raises(KnownError):
        workplace.open_vault(house, *METTE, clock=clock, derive=quick_derive)
    clock.now += timedelta(minutes=4, seconds=30)
    keyboard.wait_for("Rør en tast for at blive.")
    clock.now += timedelta(minutes=1)
    keyboard.wait_for("Låst", "Der skete ikke noget i 5 minutter.")
    assert program.window.open_page is None
    assert not program._watch.running
    assert "Rør en tast" not in text_on_screen()
    VaultLock(house, clock()).release()


def test_ctrl_l_works_there_too(start: Start, keyboard: Keyboard, house: Path, clock: WallClock) -> None:
    half_way_in(start, keyboard, house, clock)
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Låst", "Du låste selv.")
    VaultLock(house, clock()).release()


def test_without_a_folder_the_first_page_says_why(start: Start, keyboard: Keyboard, clock: WallClock) -> None:
    program = start(None)
    keyboard.button("Opret en ny mappe")
    keyboard.wait_for("Hvor skal mappen ligge?")
    clock.now += timedelta(minutes=5, seconds=1)
    keyboard.wait_for("Velkommen", "Lukket", "Der skete ikke noget i 5 minutter.")
    assert not program._watch.running


def test_whoever_goes_back_from_there_is_not_watched(start: Start, keyboard: Keyboard, house: Path) -> None:
    program = start(house)
    keyboard.button("Brug gendannelsesnøglen")
    assert program._watch.running
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait_until(lambda: not program._watch.running, "the watch runs on over the lock screen")
    assert program.window.open_page is None


# --- what is not saved yet ----------------------------------------------------------------------------------------


def test_whoever_has_left_the_page_is_told_that_it_is_not_saved_yet_and_it_is_saved_later(
    start: Start, keyboard: Keyboard, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.1)
    program = came_in(start, keyboard, house)
    in_the_note(keyboard)
    away = house.rename(house.with_name("taget ud"))
    keyboard.write("KANARI-F ")
    program.go(Destination(Place.SETTINGS))
    keyboard.wait_for("Det, du skrev, er ikke gemt endnu. opspor prøver igen")
    away.rename(house)
    assert program.work is not None
    keyboard.wait_until(lambda: program.work is not None and not program.work.unsaved, "it is not tried again")
    lock(keyboard)
    keyboard.wait_for("Alt, du skrev, er gemt.")
    unlock(keyboard, METTE)
    keyboard.wait_for("Afsnit i indstillinger")
    open_karla(keyboard)
    keyboard.wait_for("KANARI-F ")


# --- closing ------------------------------------------------------------------------------------------------------


def test_the_window_goes_at_once_and_the_vault_is_closed_when_the_program_has_finished(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    program = came_in(start, keyboard, house)
    assert program.work is not None
    begun, go_on = threading.Event(), threading.Event()
    close = program.work.close

    def slow(**how: float) -> bool:  # as the last copy onto a drive that is slow
        begun.set()
        assert go_on.wait(10)
        return close(copy_within=how["copy_within"])

    program.work.close = slow  # type: ignore[method-assign]
    program.window.close()
    assert begun.wait(5)
    assert not program.window.isVisible()
    with pytest.raises(KnownError):
        VaultLock(house, clock())
    threading.Timer(0.2, go_on.set).start()
    program.wait_until_locked()
    VaultLock(house, clock()).release()


# --- what ends elsewhere ------------------------------------------------------------------------------------------


def test_the_end_of_a_removal_is_told_wherever_one_has_gone(
    start: Start, keyboard: Keyboard, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = came_in(start, keyboard, house)
    work, page = program.work, program.window.open_page
    assert work is not None
    assert page is not None
    jonas = next(m for m in work.run(people.overview).result().staff if m.name.startswith("Jonas"))
    go_on = threading.Event()
    monkeypatch.setattr(work, "remove_person", lambda *_, **__: go_on.wait(10))
    Removal(Office(work, program.go, program.back), page)._remove(jonas)
    program.go(Destination(Place.SETTINGS))  # the page it was begun on is gone
    keyboard.wait_for("Afsnit i indstillinger")
    go_on.set()
    keyboard.wait_for("Jonas Kanari B. kan ikke låse op mere.")


def test_a_long_task_that_is_under_way_does_not_hold_the_window_up(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    program = start(house)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    assert program.work is not None
    begun, gate = threading.Event(), threading.Event()

    def long(_: Desk) -> bool:
        begun.set()
        return gate.wait(30)

    task = program.work.run(long)
    assert begun.wait(10)  # what has not begun when it locks is given back
    lock(keyboard, busy=True)

    program.window.lock_screen.recovery_requested.emit()

    assert not task.done()
    assert program.window.open_page is not None
    gate.set()
    program.wait_until_locked()
    assert task.result()
