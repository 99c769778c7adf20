"""The course through the whole window, by keyboard: begun, a task done on its own page, back, and one further."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from opspor.desktop import demo_place
from tests.e2e.conftest import METTE, Start
from tests.e2e.day import unlock
from tests.e2e.driver import Keyboard


@pytest.fixture
def invented(house: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The daycare as the demo leaves one: with its name, and the paper beside it that says that nobody in it exists."""
    monkeypatch.setattr(demo_place, "NAME", house.name)
    (house.parent / "LAES-MIG.txt").write_text("Bruger: mette\nAdgangskode: øvelse\n", encoding="utf-8")
    return house


def to_the_course(keyboard: Keyboard) -> None:
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("kursus")
    keyboard.wait_for("Kursus på ti minutter")
    keyboard.enter()
    keyboard.wait_for("Øv dig på en case", "Skriv en bekymring")


def test_a_task_says_what_to_do_is_done_on_its_page_and_ticked_when_one_is_back(
    invented: Path, start: Start, keyboard: Keyboard
) -> None:
    start(invented)
    unlock(keyboard, METTE)
    to_the_course(keyboard)
    keyboard.wait_for("Du har gjort 0 af 7.")

    keyboard.row("Skriv en observation", within="Opgaver")
    keyboard.wait_for("Skriv, hvem der gjorde og sagde hvad", "Til kurset")
    keyboard.button("Skriv ned")
    keyboard.type_into("Hvad så og hørte du?", "Hun græd i 20 minutter, efter far gik.")
    keyboard.button("Gem")
    keyboard.wait_for("Hun græd i 20 minutter")

    to_the_course(keyboard)
    keyboard.wait_for("Du har gjort 1 af 7.", "gjort", "Næste opgave")
    keyboard.button("Næste opgave")
    keyboard.wait_for("Åbn en case, du ikke har svaret på.")
    keyboard.button("Til kurset")
    keyboard.wait_for("Du har gjort 1 af 7.")
