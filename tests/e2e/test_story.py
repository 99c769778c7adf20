"""The whole way by keyboard alone, and the ways beside it: each test is what one person does at one window."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from opspor import workplace
from opspor.desktop import whereabouts
from opspor.desktop.whereabouts import Whereabouts
from opspor.store import log
from opspor.usecases import check, concerns
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.documents.pdf import page_texts
from tests.e2e import day
from tests.e2e.conftest import METTE, Start, WallClock, quick_derive
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen


def opened(folder: Path, clock: WallClock) -> Workplace:
    """The vault without a window, to look at what came of it."""
    return workplace.open_vault(folder, *METTE, clock=clock, derive=quick_derive)


def everything_kept(desk: Desk) -> tuple[object, ...]:
    """What would show that somebody has written or been looked up: concerns, drafts and the number of log lines."""
    with desk.engine.connect() as connection:
        return concerns.listed(desk), log.last(connection)


def test_a_day_from_an_empty_pc_to_an_underretning_that_is_sent(
    start: Start, keyboard: Keyboard, clock: WallClock, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "opspor"
    day.play(start, keyboard, folder, home, tmp_path)

    start(folder)  # quit, and start again
    unlock(keyboard, METTE)
    keyboard.wait_for("Sendt 17. marts 2026")  # where she was
    keyboard.button("Tilbage til bekymringen")
    keyboard.button("Start")
    keyboard.wait_for("Tirsdag 17. marts", "Forår 2026")
    assert "Ikke sendt endnu" not in text_on_screen()
    keyboard.button("Bekymringer")
    keyboard.row("Bekymring", within="Bekymringer")
    keyboard.wait_for(
        "KANARI-E",
        "Trin 2: Kan barnet trygt gå hjem i dag?. gjort",
        "Drøftelsesark uden navn",
        "Sendt 17. marts 2026: sikker post",
    )

    program = start(folder)
    program.window.close()
    program.wait_until_locked()
    work = opened(folder, clock)
    try:
        assert work.look(check.check).result() == ()
    finally:
        work.close()

    sent, brief = (" ".join(page_texts((tmp_path / f"{name}.pdf").read_bytes())) for name in ("underretning", "ark"))
    assert "Ib Kanari Ørsted" in sent
    assert "KANARI-H" in sent
    assert not any(word in brief for word in ("Ib", "Ørsted", "Kanarina", "Kanarius", "28. februar 2021"))
    assert len(page_texts((tmp_path / "ark.pdf").read_bytes())) == 1


# --- a concern, the other ways ------------------------------------------------------------------------------------


def test_a_concern_about_a_typed_name_needs_no_file(start: Start, keyboard: Keyboard, house: Path) -> None:
    start(house)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("2")
    keyboard.wait_for("Ring fra en telefon.", "114")
    keyboard.button("Jeg har ringet")
    keyboard.wait_for("Hvad handler det om?")
    keyboard.write("5")
    keyboard.wait_for("Hvem handler det om?")
    keyboard.type_into("Hvem handler det om?", "Et kanaribarn fra nabostuen")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", "KANARI: sagde, at ingen er hjemme")
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Et kanaribarn fra nabostuen", "Kan ikke trygt gå hjem", "Trin for trin")
    keyboard.button("Start")
    keyboard.wait_for("Bekymring fra 17.3.2026")
    assert "kanaribarn" not in text_on_screen()


def test_about_abuse_the_stop_page_comes_first_and_no_brief_is_offered(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    start(house)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("3")
    keyboard.wait_for("Hvad handler det om?")
    keyboard.write("1")
    keyboard.wait_for("Hvem handler mistanken om?")
    keyboard.write("1")
    keyboard.wait_for("Forældrene må ikke vide noget endnu.", "Fortæl ikke forældrene om mistanken, og", "112")
    keyboard.button("Skriv ned, hvad du så og hørte")
    keyboard.type_into("Hvem handler det om?", "Liv")
    keyboard.row("Liv", within="Børn, der ligner")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", "KANARI: et mærke på armen")
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Bekymring fra 17.3.2026", "KANARI: et mærke på armen", "Fortæl ikke forældrene")
    assert "drøftelsesark til" not in text_on_screen()
    assert "Trin 2: Tal med lederen" not in text_on_screen()


def test_about_an_employee_nothing_is_stored(start: Start, keyboard: Keyboard, house: Path, clock: WallClock) -> None:
    program = start(house)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    assert program.work is not None
    before = program.work.look(everything_kept).result()
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("3")
    keyboard.wait_for("Hvad handler det om?")
    keyboard.write("12")
    keyboard.wait_for("Her gemmer programmet ingenting.", "Skriv det på papir")
    assert "Skriv ned, hvad du så og hørte" not in text_on_screen()
    keyboard.button("Luk")
    keyboard.wait_for("Forår 2026")
    assert program.work.look(everything_kept).result() == before


# --- beredskab, whatever is broken --------------------------------------------------------------------------------


def read_beredskab(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Her står ingen personoplysninger", "Er barnet i fare?", "112", "Gør aldrig")
    keyboard.write("1")
    keyboard.wait_for("Programmet ringer ikke. Ring fra en telefon.")
    keyboard.press(Qt.Key.Key_Escape)


def test_beredskab_without_a_folder(start: Start, keyboard: Keyboard) -> None:
    start(None)
    keyboard.wait_for("Velkommen")
    read_beredskab(keyboard)
    keyboard.wait_for("Opret en ny mappe")


def test_beredskab_on_the_lock_screen_with_a_damaged_header(start: Start, keyboard: Keyboard, house: Path) -> None:
    for name in ("header.json", "header.bak"):
        (house / name).write_bytes(b"\0" * 300)
    start(house)
    read_beredskab(keyboard)
    keyboard.wait_for("Låst")
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.enter()
    keyboard.wait_for("beskadiget", "Indholdet i data.db er ikke rørt.")
    read_beredskab(keyboard)


def test_beredskab_over_the_curtain_and_on_to_a_concern(start: Start, keyboard: Keyboard, house: Path) -> None:
    start(house)
    unlock(keyboard, METTE)
    keyboard.press(Qt.Key.Key_F9)
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Her står ingen personoplysninger")
    keyboard.button("Skriv ned nu")
    keyboard.wait_for("Er barnet i fare?")


def held_up(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A slow drive: where somebody was is read once the event is set."""
    goes_on, take = threading.Event(), whereabouts.take

    def slow(desk: Desk) -> Whereabouts | None:
        goes_on.wait(20)
        return take(desk)

    monkeypatch.setattr(whereabouts, "take", slow)
    return goes_on


def test_whoever_is_faster_than_the_first_page_keeps_beredskab_and_the_curtain(
    start: Start, keyboard: Keyboard, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = held_up(monkeypatch)
    program = start(house)
    unlock(keyboard, METTE)
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Vis igen")
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Her står ingen personoplysninger")
    goes_on.set()
    keyboard.wait_until(lambda: "Forår 2026" in text_on_screen(hidden=True), "the first page is not laid under")
    assert "Forår 2026" not in text_on_screen()
    keyboard.button("Skriv ned nu")
    keyboard.wait_for("Ny bekymring", "Er barnet i fare?")
    keyboard.button("Tilbage")
    keyboard.wait_for("Vis igen")
    assert "Forår 2026" not in text_on_screen()
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Forår 2026")
    assert program.window.privacy is None


def test_a_page_that_comes_late_stays_behind_the_curtain(
    start: Start, keyboard: Keyboard, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = held_up(monkeypatch)
    start(house)
    unlock(keyboard, METTE)
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Vis igen")
    goes_on.set()
    keyboard.wait_until(lambda: "Forår 2026" in text_on_screen(hidden=True), "the first page is not laid under")
    assert "Forår 2026" not in text_on_screen()
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Forår 2026")


# --- the keys that always work ------------------------------------------------------------------------------------


def test_the_curtain_hides_all_and_gives_the_same_place_back(start: Start, keyboard: Keyboard, house: Path) -> None:
    start(house)
    unlock(keyboard, METTE)
    keyboard.button("Børn")
    keyboard.row("Karla", within="Børn")
    keyboard.button("Ret oplysninger")
    keyboard.type_into("Adresse", "Kanarivej 4")
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_until_gone("Kanari")
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Kanarivej 4")
    keyboard.write(", 7400 Herning")
    keyboard.wait_for("Kanarivej 4, 7400 Herning")


def test_a_page_that_is_filled_late_does_not_take_the_keys_from_the_one_over_it(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    start(house)
    unlock(keyboard, METTE)
    covered = keyboard.tab_to("Begynd runden")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    covered.setFocus()  # as a page does when what it shows arrives only now
    keyboard.write("3")
    keyboard.wait_for("Hvad handler det om?")


def test_a_wrong_password_is_said_and_the_next_one_opens(start: Start, keyboard: Keyboard, house: Path) -> None:
    start(house)
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", "kanari-forkert")
    keyboard.enter()
    keyboard.wait_for("passer ikke")
    keyboard.write(METTE[1])  # the cursor waits in the empty field
    keyboard.enter()
    keyboard.wait_until_gone("Brugernavn")


def test_search_finds_a_child_from_anywhere(start: Start, keyboard: Keyboard, house: Path) -> None:
    start(house)
    unlock(keyboard, METTE)
    keyboard.button("Indstillinger")
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("ørst")
    keyboard.wait_for("Ib Kanari Ørsted")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.enter()
    keyboard.wait_for("Ret oplysninger", "Ib Kanari Ørsted")


def test_after_unlocking_the_same_child_is_open_also_when_it_was_chosen_out_of_turn(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    start(house)
    unlock(keyboard, METTE)
    keyboard.button("Begynd runden")
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")
    keyboard.press(Qt.Key.Key_PageDown)  # the adults can wait
    keyboard.wait_for("Ib Kanari Ø.", "spørgsmål 1 af 5")
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Karla Maria Kanari J.")
    keyboard.write("1")
    keyboard.wait_for("spørgsmål 2 af 5")
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for("spørgsmål 2 af 5", "Karla Maria Kanari J.")
    keyboard.button("Runder")  # the key that leads back
    keyboard.wait_for("Bøgestuen", "Fortsæt runden")
