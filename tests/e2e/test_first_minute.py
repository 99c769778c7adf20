"""The worst hour, counted: keys to the number for acute danger, and seconds to the first written observation."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from opspor.desktop.route import Destination, Place
from opspor.usecases import children, concerns
from tests.e2e.conftest import Start
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.test_awkward import came_in, open_karla

A_KEY = 0.28  # seconds: somebody who types slowly (keystroke-level model)
A_LOOK = 1.35  # seconds to take in a page before one acts
SEEN = "KANARI: hun holder sig for øret og græder"


def test_from_the_lock_screen_the_number_for_danger_is_two_keys_away(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    start(house)
    keyboard.wait_for("Låst")
    keyboard.strokes = 0

    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Er barnet i fare?")
    seen_after = keyboard.strokes if "112" in text_on_screen() else None
    keyboard.write("1")
    keyboard.wait_for("Ring 112", "Ring fra en telefon. Programmet ringer ikke.")

    print(f"112 is seen after {seen_after} key, and large with what to say after {keyboard.strokes}")
    assert keyboard.strokes <= 2
    assert seen_after == 1


@pytest.mark.parametrize(
    ("answers", "stop"), [(("5",), False), (("1", "1"), True)], ids=["trivsel", "suspicion against a parent"]
)
def test_from_an_open_child_to_the_first_written_observation_in_thirty_seconds(
    start: Start, keyboard: Keyboard, house: Path, answers: tuple[str, ...], stop: bool
) -> None:
    program = came_in(start, keyboard, house)
    open_karla(keyboard)
    keyboard.strokes, looks, began = 0, 0, time.monotonic()

    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    for answer in ("3", *answers):
        looks += 1
        keyboard.write(answer)
    if stop:
        keyboard.wait_for("Forældrene må ikke vide noget endnu.")
        looks += 1
        keyboard.enter()
    keyboard.wait_for("Hvad så og hørte du?")
    nothing_prefilled()
    looks += 1
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", SEEN)
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for(SEEN)
    keyboard.wait_until_gone("Skriv ned og gå videre")

    machine = time.monotonic() - began
    hands = keyboard.strokes * A_KEY + looks * A_LOOK
    print(f"{keyboard.strokes} keys and {looks} looks: {hands:.1f} s by hand, {machine:.1f} s of the machine")
    assert hands + machine <= 30
    assert program.work is not None
    (row,) = program.work.look(concerns.listed).result()
    assert row.concern.what == SEEN


def test_at_the_screen_of_a_pupil_it_can_be_read_and_leads_nowhere(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    program = came_in(start, keyboard, house)
    open_karla(keyboard)
    work = program.work
    assert work is not None
    child = next(child.id for child in work.look(children.listed).result() if child.first_name.startswith("Karla"))
    program.go(Destination(Place.PUPIL, child))
    keyboard.wait_until_gone("Kontaktperson")

    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Er barnet i fare?", "112")
    assert "Skriv ned nu" not in text_on_screen()
    keyboard.with_ctrl(Qt.Key.Key_B)
    assert "Er barnet i fare?" in text_on_screen()
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait_until_gone("Er barnet i fare?")
    assert getattr(program.window.open_page, "alone", False), "back with the pupil"


def nothing_prefilled() -> None:
    """No field of the page holds anything before the person writes."""
    window = QApplication.activeWindow()
    assert window is not None
    fields: list[QLineEdit | QPlainTextEdit] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    texts = [f.text() if isinstance(f, QLineEdit) else f.toPlainText() for f in fields if f.isVisible()]
    assert not any(texts)
