"""What a real day does: long names, other alphabets, a full drive, a clock that jumps, a lock at a bad time."""

import errno
import gc
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidgetItem
from shiboken6 import Shiboken

from opspor.desktop import hits
from opspor.desktop.program import Program
from opspor.desktop.widgets import Button
from opspor.usecases import children
from opspor.vault.lockfile import VaultLock
from tests.e2e.conftest import METTE, Start, WallClock
from tests.e2e.day import go_the_first_steps, lock, open_section, raise_a_concern, unlock
from tests.e2e.driver import Keyboard, text_on_screen

LONG_NAME = "Wilhelmine-Charlotte Anne-Marie Dorthea Ærø Kanari Østergaard-Åby"
NOTE = "KANARI: græd 😢, sagde »שלום« og مرحبا til far"


def came_in(start: Start, keyboard: Keyboard, folder: Path) -> Program:
    """The program with Mette in, on Start."""
    program = start(folder)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    return program


def longest_gap(doing: Callable[[], None]) -> float:
    """The longest time in seconds that the window did not turn while ``doing`` was done."""
    turns = [time.monotonic()]
    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: turns.append(time.monotonic()))
    timer.start()
    doing()
    timer.stop()
    turns.append(time.monotonic())
    return max(after - before for before, after in pairwise(turns))


def many(count: int) -> str:
    """The rows of a list of children of different names: Ibbbb, Ibbbc, Ibbbd …"""
    names = ("Ib" + "".join(letters) for letters in product("bcdefghijklmnopqrstuvwxyz", repeat=3))
    return "".join(f"{name} Kanari;1.2.2021;Bøgestuen\n" for name, _ in zip(names, range(count), strict=False))


def open_karla(keyboard: Keyboard) -> None:
    keyboard.button("Børn")
    keyboard.row("Karla", within="Børn")
    keyboard.wait_for("Karla Maria Kanari Juhl", "Kontaktperson")


def fetch(keyboard: Keyboard, file: Path, text: str) -> None:
    """Chooses a list and reads it; the preview is there afterwards."""
    file.write_text(text, encoding="utf-8")
    keyboard.button("Børn")
    keyboard.button("Hent liste")
    keyboard.type_into("Fil", str(file))
    keyboard.enter()
    keyboard.wait_for("Hent ", "læst")


# --- what people write --------------------------------------------------------------------------------------------


def test_long_names_and_two_children_of_one_name_are_told_apart(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path
) -> None:
    came_in(start, keyboard, house)
    rows = f"{LONG_NAME};1.2.2021;Bøgestuen\nBo Kanari;1.3.2021;Bøgestuen\nBo Kanari;1.4.2021;Bøgestuen\n"
    fetch(keyboard, tmp_path / "liste.csv", f"Navn;Fødselsdato;Stue\n{rows}")
    keyboard.button("Hent 3 børn")
    keyboard.wait_for("3 børn er hentet.")
    keyboard.button("Vis børnene")
    keyboard.wait_for(LONG_NAME)
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("bo kanari")
    keyboard.wait_for("Bo Kanari. Bøgestuen. B005", "Bo Kanari. Bøgestuen. B006")  # by their codes


def test_emoji_other_alphabets_and_very_long_texts_are_kept_as_they_were_written(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    came_in(start, keyboard, house)
    open_karla(keyboard)
    long = (NOTE + " ") * (10_000 // len(NOTE) + 1)
    for text in (NOTE, long.strip()):
        keyboard.button("Skriv ned")
        keyboard.type_into("Dag", "16.3.2026")
        keyboard.type_into("Hvad så og hørte du?", text)
        keyboard.button("Gem")
        keyboard.wait_for(text)
    lock(keyboard)
    assert NOTE not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    keyboard.wait_for(NOTE, long.strip())


def test_five_carers_and_no_sixth(start: Start, keyboard: Keyboard, house: Path) -> None:
    came_in(start, keyboard, house)
    open_karla(keyboard)
    keyboard.button("Ret oplysninger")
    for number in range(5):
        keyboard.button("Tilføj en person")
        keyboard.write(f"Kanarius {number}")
    keyboard.button("Tilføj en person")
    keyboard.wait_for("Der er plads til 5. Fjern én først.")
    keyboard.button("Gem oplysninger")
    keyboard.wait_for(*(f"Kanarius {number}" for number in range(5)))


# --- many children ------------------------------------------------------------------------------------------------


def test_two_thousand_children_come_in_and_are_found_while_the_window_turns(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path
) -> None:
    came_in(start, keyboard, house)
    rows = many(2000)

    def work() -> None:
        fetch(keyboard, tmp_path / "liste.csv", f"Navn;Fødselsdato;Stue\n{rows}")
        keyboard.button("Hent 2000 børn")
        keyboard.wait_for("2000 børn er hentet.")
        keyboard.button("Vis børnene")
        keyboard.wait_for("Ibbbb Kanari")
        keyboard.with_ctrl(Qt.Key.Key_K)
        keyboard.write("ibefy")
        keyboard.wait_for("Ibefy Kanari")

    assert longest_gap(work) < 1


def test_locked_while_a_list_comes_in_nothing_is_half_done(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path
) -> None:
    came_in(start, keyboard, house)
    rows = many(3000)
    fetch(keyboard, tmp_path / "liste.csv", f"Navn;Fødselsdato;Stue\n{rows}")
    keyboard.button("Hent 3000 børn")
    lock(keyboard, busy=True)
    assert "Kanari" not in text_on_screen(hidden=True)
    program = start(house)
    unlock(keyboard, METTE)
    keyboard.wait_for("Hent liste")
    assert program.work is not None
    assert len(program.work.look(children.listed).result()) in (3, 3003)


def test_locked_while_a_paper_is_drawn(start: Start, keyboard: Keyboard, house: Path) -> None:
    came_in(start, keyboard, house)
    begin_an_underretning(keyboard)
    open_section(keyboard, "Sådan kender jeg barnet")
    keyboard.write(NOTE)
    lock(keyboard)
    assert "KANARI" not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    keyboard.wait_for("Underretning · kladde", "Afsnit")
    open_section(keyboard, "Sådan kender jeg barnet")
    keyboard.wait_for(NOTE)
    keyboard.button("Bekymring")  # the key that leads back
    keyboard.wait_for("Trin for trin")


def begin_an_underretning(keyboard: Keyboard) -> None:
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("ørst")
    keyboard.wait_for("Ib Kanari Ørsted")
    keyboard.enter()
    keyboard.wait_for("Ret oplysninger")
    raise_a_concern(keyboard)
    go_the_first_steps(keyboard)
    keyboard.button("Lav underretning")
    keyboard.wait_for("Underretning · kladde", "Afsnit")


def layout_items() -> int:
    """How many layout items Python holds a wrapper of."""
    gc.collect()
    return sum(isinstance(one, QWidgetItem) for one in Shiboken.getAllValidWrappers())


def test_tab_leaves_no_layout_item_behind_that_qt_deletes_by_itself(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    """The binding took a new widget for an old item that lay at the same address, and the program died now and then."""
    came_in(start, keyboard, house)
    begin_an_underretning(keyboard)
    before = layout_items()
    keyboard.press(Qt.Key.Key_Tab, times=5)
    assert layout_items() <= before


# --- the machine --------------------------------------------------------------------------------------------------


def test_a_full_drive_is_said_and_the_paper_can_be_saved_elsewhere(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_in(start, keyboard, house)
    begin_an_underretning(keyboard)
    keyboard.button("Gør klar til at sende")
    keyboard.button("Gør klar med huller")
    keyboard.wait_for("Underretningen er klar")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "underretning.pdf"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        keyboard.button("Gem som PDF")
        keyboard.save_as(target)
        keyboard.wait_for("Papiret kunne ikke gemmes dér: drevet er fuldt. Det, der er gemt i opspor, er der stadig.")
    assert not any(path.suffix in (".pdf", ".halv") for path in tmp_path.iterdir())
    keyboard.button("Gem som PDF")
    keyboard.save_as(target)
    keyboard.wait_for("Den er gemt, men ikke sendt.")
    assert target.read_bytes().startswith(b"%PDF")


def test_a_clock_set_back_an_hour_neither_locks_nor_loses(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    came_in(start, keyboard, house)
    keyboard.button("Begynd runden")
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")
    keyboard.press(Qt.Key.Key_PageDown)  # the adults can wait
    keyboard.wait_for("spørgsmål 1 af 5")
    keyboard.write("1")
    keyboard.wait_for("spørgsmål 2 af 5")
    clock.now -= timedelta(hours=1)
    keyboard.write("1" * 19)
    keyboard.wait_for("Afleveret.", "Karla Maria Kanari J.")


def test_nobody_there_for_five_minutes_locks_and_says_why(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    came_in(start, keyboard, house)
    clock.now += timedelta(minutes=5, seconds=1)
    keyboard.wait_for("Låst", "Der skete ikke noget i 5 minutter.")


def test_a_folder_that_another_program_holds_is_said_on_the_lock_screen(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    start(house)
    with VaultLock(house, clock()):
        keyboard.type_into("Brugernavn", METTE[0])
        keyboard.type_into("Adgangskode", METTE[1])
        keyboard.enter()
        keyboard.wait_for("åben")
    keyboard.write(METTE[1])
    keyboard.enter()
    keyboard.wait_until_gone("Brugernavn")


def test_a_folder_that_disappears_is_said_and_the_window_can_still_be_locked_and_closed(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    program = came_in(start, keyboard, house)
    shutil.rmtree(house)
    keyboard.button("Indstillinger")
    keyboard.wait_for("Afsnit i indstillinger")
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Låst", "Du låste selv. Det sidste, du skrev, nåede måske ikke med.")
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.enter()
    keyboard.wait_for("Der er ingen opspor-mappe her.")
    assert program.window.locked
    program.window.close()
    assert not QApplication.activeModalWidget()


def test_the_search_does_what_can_be_done_on_the_page_that_is_open(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    came_in(start, keyboard, house)
    open_karla(keyboard)
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("skriv n")
    keyboard.wait_for("Skriv ned. På siden, du står på")
    keyboard.enter()
    keyboard.wait_for("Hvad så og hørte du?")
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("skriv n")
    keyboard.wait_until_gone("På siden, du står på")  # it cannot be done twice at once
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.button("Start")
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("skriv n")
    keyboard.wait_for("Ny bekymring. Ctrl+B")  # it is found by that word too
    assert "På siden, du står på" not in text_on_screen()


def test_the_search_offers_no_button_that_says_only_a_number(start: Start, keyboard: Keyboard, house: Path) -> None:
    """ "Vis alle 39" stands under each long list of Start, and would say nothing of which."""
    window = came_in(start, keyboard, house).window
    page = window.open_page
    assert page is not None
    for words in ("Vis alle 39", "Vis alle runder"):
        button = Button(words)
        page.body.addWidget(button)
        button.show()

    assert [button.words for button in hits._actions(window, "vis alle")] == ["Vis alle runder"]
