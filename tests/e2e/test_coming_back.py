"""A day of use, a copy, a child deleted, the folder destroyed: and back again, by keyboard alone."""

import shutil
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from opspor import workplace
from opspor.desktop.pages.restore import RestorePage
from tests.e2e.conftest import JONAS, METTE, Start, WallClock, quick_derive
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, windows
from tests.e2e.test_awkward import came_in, open_karla

NOTE = "KANARI: byggede et tårn med Ib."


def write_on_karlas_page(keyboard: Keyboard) -> None:
    open_karla(keyboard)
    keyboard.button("Skriv ned")
    keyboard.type_into("Hvad så og hørte du?", NOTE)
    keyboard.button("Gem")
    keyboard.wait_for(NOTE)


def take_a_copy(keyboard: Keyboard) -> None:
    keyboard.button("Indstillinger")
    keyboard.row("Sikkerhedskopier", within="Afsnit i indstillinger")
    keyboard.wait_for("Her er ingen god kopi endnu.")
    keyboard.button("Tag en kopi nu")
    keyboard.wait_for("Kopien er taget og læst igen.", "Nyeste gode kopi: 17. marts 2026 kl. 9.02.")


def try_it(keyboard: Keyboard) -> None:
    keyboard.button("Prøv en kopi")
    keyboard.wait_for("Kan I få alt igen")
    keyboard.enter()
    keyboard.wait_for("Kopien virker.", "Alt var der: 3 børn")
    keyboard.enter()
    keyboard.wait_for("Sidst prøvet 17. marts 2026. Alt var der.")


def delete(keyboard: Keyboard, child: str) -> None:
    keyboard.button("Børn")
    keyboard.row(child)
    keyboard.button("Slet alt om barnet")
    keyboard.wait_for("Det kan ikke fortrydes")
    keyboard.tick("Jeg har set efter: det er det rigtige barn, og der er intet, vi skal gemme.")
    keyboard.button("Slet alt")
    windows()[0].activateWindow()  # as a window manager does; the offscreen platform has none
    keyboard.wait_for("Alt om barnet er slettet.")


def what_there_is(keyboard: Keyboard) -> None:
    """Ib was deleted after the copy; Karla and what was written of her are there."""
    keyboard.button("Børn")
    keyboard.wait_for("Karla Maria Kanari Juhl", "Liv Æ. Kanari")
    keyboard.wait_until_gone("Ib Kanari")
    open_karla(keyboard)
    keyboard.wait_for(NOTE)


def test_a_folder_that_is_destroyed_comes_back_from_the_first_page(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    came_in(start, keyboard, house)
    write_on_karlas_page(keyboard)
    take_a_copy(keyboard)
    try_it(keyboard)
    lock(keyboard)  # nobody sits there for two hours with it open
    clock.now += timedelta(hours=2)
    unlock(keyboard, METTE)
    delete(keyboard, "Ib")
    keyboard.button("Vis børnene")
    keyboard.wait_until_gone("Ib Kanari")
    lock(keyboard)
    (copy,) = house.with_name("opspor-kopier").glob("*.opspor-kopi")
    shutil.rmtree(house)

    start(None)
    keyboard.wait_for("Velkommen")
    keyboard.button("Hent fra en kopi")
    keyboard.wait_for("Hvilken kopi?")
    keyboard.type_into("Kopien", str(copy))
    keyboard.type_into("Hvor skal mappen ligge?", str(house))
    keyboard.enter()
    keyboard.wait_for("Kopien er fra 17. marts 2026 kl. 9.02.", "bliver slettet igen")
    keyboard.write(METTE[0])
    keyboard.enter()
    keyboard.write(METTE[1])
    keyboard.enter()
    keyboard.wait_for("Mappen er hentet fra kopien af 17. marts 2026 kl. 9.02.", "slettet igen: 1 barn")
    what_there_is(keyboard)
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for(NOTE)  # back where she was


def test_a_damaged_folder_comes_back_from_the_lock_screen(start: Start, keyboard: Keyboard, house: Path) -> None:
    came_in(start, keyboard, house)
    write_on_karlas_page(keyboard)
    take_a_copy(keyboard)
    program = start(house)
    (house / "data.db").write_bytes(b"")
    assert not program.window.lock_screen.restore.isVisible()
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.enter()
    keyboard.wait_for("data.db er tom eller skåret af.", "Hent fra en kopi")
    keyboard.enter()  # the way on has the focus
    page = program.window.open_page
    assert isinstance(page, RestorePage)
    keyboard.wait_until(lambda: ".opspor-kopi" in page._file.text(), "no copy is suggested")
    keyboard.enter()
    keyboard.wait_for("Det sker der")
    keyboard.write(METTE[0])
    keyboard.enter()
    keyboard.write(METTE[1])
    keyboard.enter()
    (kept,) = _wait_for_kept(keyboard, house)
    keyboard.wait_for("Mappen er hentet fra kopien", str(kept))
    assert (kept / "data.db").read_bytes() == b""
    open_karla(keyboard)
    keyboard.wait_for(NOTE)


def _wait_for_kept(keyboard: Keyboard, house: Path) -> list[Path]:
    keyboard.wait_until(lambda: any(house.parent.glob("opspor-gammel-*")), "the old folder was not kept")
    return list(house.parent.glob("opspor-gammel-*"))


def test_with_the_recovery_key_when_the_passwords_are_forgotten_too(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    work = workplace.open_vault(house, *METTE, clock=clock, derive=quick_derive)
    words = " ".join(work.new_recovery_key())
    work.prove_recovery_key(words)
    copy, _ = work.copies.make()
    work.close()
    shutil.rmtree(house)

    start(None)
    keyboard.wait_for("Velkommen")
    keyboard.button("Hent fra en kopi")
    keyboard.wait_for("Hvilken kopi?")
    keyboard.type_into("Kopien", str(copy))
    keyboard.type_into("Hvor skal mappen ligge?", str(house))
    keyboard.enter()
    keyboard.wait_for("Det sker der")
    keyboard.button("Brug gendannelsesnøglen")
    keyboard.type_into("De 16 ord fra papiret", words)
    keyboard.button("Prøv nøglen")
    keyboard.wait_for("Vælg en ny adgangskode")
    keyboard.type_into("Brugernavn", "mette2")
    keyboard.type_into("Adgangskode", JONAS[1])
    keyboard.type_into("Adgangskoden igen", JONAS[1])
    keyboard.button("Vælg adgangskoden")
    keyboard.wait_for("Mappen er hentet fra kopien", "Gendannelsesnøglen er brugt.")


def test_closing_the_window_half_way_leaves_nothing_behind(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    work = workplace.open_vault(house, *METTE, clock=clock, derive=quick_derive)
    work.copies.make()
    work.close()
    (house / "data.db").unlink()
    before = sorted(path.name for path in house.parent.iterdir())
    program = start(house)
    program.show_restore()
    keyboard.wait_for(".opspor-kopi")
    page = program.window.open_page
    assert isinstance(page, RestorePage)
    keyboard.wait_until(lambda: ".opspor-kopi" in page._file.text(), "no copy is suggested")
    keyboard.enter()
    keyboard.wait_for("Det sker der")
    assert (house.parent / ".opspor-gendannes").exists()
    program.window.close()
    assert sorted(path.name for path in house.parent.iterdir()) == before


def test_esc_leads_back_to_where_one_came_from(start: Start, keyboard: Keyboard) -> None:
    start(None)
    keyboard.wait_for("Velkommen")
    keyboard.button("Hent fra en kopi")
    keyboard.wait_for("Hvilken kopi?")
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait_for("Velkommen")
