"""After wrong passwords: the wait as somebody at the keyboard meets it, and what the next person is told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from opspor.desktop.program import Program
from opspor.vault.attempts import Attempts
from tests.e2e.conftest import METTE, Start, WallClock
from tests.e2e.driver import Keyboard


def come(program: Program, clock: WallClock, seconds: int) -> None:
    """So much of the wait goes by on the PC, and the window counts it."""
    attempts = Attempts(program.folder or Path(), clock)
    attempts._change(lambda failed: failed and replace(failed, uptime=max(0.0, failed.uptime - seconds)))
    for _ in range(seconds):
        program.window.lock_screen._second.timeout.emit()


def mistype(keyboard: Keyboard, times: int) -> None:
    """A wrong password, so many times; the cursor waits in the empty field after each."""
    for number in range(times):
        keyboard.write(f"kanari-forkert-{number}")
        keyboard.enter()
        keyboard.wait_for("Lås op", "passer ikke")


def test_the_wait_is_counted_survives_a_restart_and_the_next_one_is_told(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    program = start(house)
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.tab_to("Adgangskode")
    mistype(keyboard, 3)
    keyboard.wait_for("prøve igen om")
    keyboard.write(METTE[1])
    keyboard.enter()  # too early: nothing is tried, and what was typed stays
    assert program.window.lock_screen.password.text() == METTE[1]
    assert program.window.lock_screen.login.text() == METTE[0]
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Beredskab")
    keyboard.press(Qt.Key.Key_Escape)
    clock.now += timedelta(days=1)

    program = start(house)
    keyboard.wait_for("prøve igen om")
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    come(program, clock, 6)
    keyboard.wait_until_gone("prøve igen om")
    keyboard.enter()
    keyboard.wait_for("3 forgæves forsøg på at låse op siden i går kl. 9.02.", "sig det til lederen")
