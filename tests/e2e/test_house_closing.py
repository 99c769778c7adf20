"""The vault is gone under the program: back to the first page of all, and a closing that was cut off is finished."""

from pathlib import Path

from opspor import workplace
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.usecases.house_wipe import WITHOUT
from opspor.vault import destroying
from opspor.workplace.closing import wipe
from tests.e2e.conftest import METTE, Start, WallClock, quick_derive
from tests.e2e.driver import Keyboard
from tests.e2e.test_awkward import came_in


def wiped(program: Program, receipt: Path) -> None:
    assert program.work is not None
    wipe(program.work, typed_name="Børnehuset Kanarireden", typed_without=WITHOUT, receipt=receipt)


def test_after_the_wipe_the_program_is_as_on_a_new_pc(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path
) -> None:
    program = came_in(start, keyboard, house)
    told: list[Path | None] = []
    program._remember = told.append
    wiped(program, tmp_path / "kvittering.pdf")
    program.go(Destination(Place.START))
    keyboard.wait_for("Velkommen")
    assert (program.work, program.folder, told) == (None, None, [None])
    assert not house.exists()


def test_whoever_locks_after_the_wipe_is_there_too(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path
) -> None:
    program = came_in(start, keyboard, house)
    wiped(program, tmp_path / "kvittering.pdf")
    program.window.lock_requested.emit()
    keyboard.wait_for("Velkommen")


def test_a_closing_that_was_cut_off_is_finished_from_the_lock_screen(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    work = workplace.open_vault(house, *METTE, clock=WallClock(), derive=quick_derive)
    vault_id = work.vault_id
    work.close()
    destroying.mark(house, vault_id, [])
    start(house)
    keyboard.wait_for("Låst")
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.enter()
    keyboard.wait_for("lukningen blev afbrudt")
    keyboard.button("Gør lukningen færdig")
    keyboard.wait_for("Velkommen")
    assert not house.exists()
