"""Born with a deletion date, by keyboard alone: letters, a consent, access, what goes by its day, leaving, closing.

In the real window on a real vault. Of each story it says how many keys it took.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from opspor.usecases import children, people
from opspor.usecases.desk import Desk
from opspor.usecases.house_export import MANIFEST
from tests.documents.pdf import page_texts
from tests.e2e.conftest import METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen, windows
from tests.e2e.following import as_the_leader, karla
from tests.e2e.test_keyboard_paper import WAYS, begin_a_brief, make_it_ready

Figure = Callable[[str], None]
NOTE = "Karla legede med Ib Ørsted i sandkassen"
SEEN = "KANARI: hun sad alene"


def name_the_controller(desk: Desk) -> None:
    """A letter says who is responsible, and who answers about rights."""
    people.change_institution(
        desk, name="Børnehuset Kanarireden", controller="Kanari Kommune", address="", phone="", forum_name="",
        dpo="dpo@kanari",
    )  # fmt: skip


def come_in(start: Start, keyboard: Keyboard, folder: Path) -> None:
    start(folder)
    unlock(keyboard, METTE)
    keyboard.wait_for("Tirsdag 17. marts")


def search(keyboard: Keyboard, words: str) -> None:
    """As whoever knows what a page is called and not where it lies."""
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write(words[:-2])
    keyboard.wait_for(words)  # in the list below
    keyboard.press(Qt.Key.Key_Down)
    keyboard.enter()


def open_child(keyboard: Keyboard, name: str) -> None:
    keyboard.button("Børn")
    keyboard.row(name, within="Børn")
    keyboard.wait_for("Ret oplysninger")


def answered(keyboard: Keyboard, tick: str, verb: str) -> None:
    """The careful question: looked, and yes."""
    keyboard.tick(tick)
    keyboard.button(verb)
    windows()[0].activateWindow()  # as a window manager does; the offscreen platform has none


# --- letters ----------------------------------------------------------------------------------------------------------


def test_letters_for_a_group_are_saved_the_day_is_noted_and_the_child_that_waited_is_assessed(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock, tmp_path: Path, figure: Figure
) -> None:
    def add_a_child(desk: Desk) -> None:
        name_the_controller(desk)
        born = desk.clock().date() - timedelta(days=4 * 366)
        children.import_list(desk, [children.NewChild("Bo", "Kanarisen", born, "", "Bøgestuen", "")])

    as_the_leader(house, clock, add_a_child)
    come_in(start, keyboard, house)
    keyboard.button("Begynd runden")
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Bo K.", "Barnets forældre er ikke orienteret endnu")
    assert "spørgsmål 1 af 5" not in text_on_screen(), "nobody is assessed whose parents do not know"
    keyboard.button("Åbn runden")
    keyboard.row("Bo", within="Børn i runden")
    keyboard.button("Brev til forældre")
    keyboard.wait_for("1 barn mangler en dato", "Gem 1 brev")
    keyboard.pick("Brev til", "Alle")
    keyboard.button("Gem 4 breve")
    keyboard.save_as(tmp_path / "breve.pdf")
    keyboard.wait_for("4 breve er gemt.")
    keyboard.type_into("Hvornår fik de det?", "17.3.2026")
    keyboard.button("Noter dagen for 4 børn")
    keyboard.wait_for("Dagen er noteret for 4 børn.")
    keyboard.button("Runder")
    keyboard.row("Forår 2026")
    keyboard.button("Begynd min vurdering")
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Bo K.", "spørgsmål 1 af 5")
    printed = page_texts((tmp_path / "breve.pdf").read_bytes())
    assert sum("Kanari Kommune" in page for page in printed) >= 4
    figure(f"letters for a group and the round that waited: {keyboard.strokes} keys")


# --- a consent --------------------------------------------------------------------------------------------------------


def test_a_brief_with_name_rests_on_a_consent_and_stops_when_that_is_taken_back(
    start: Start, keyboard: Keyboard, followed: Path, tmp_path: Path, figure: Figure
) -> None:
    come_in(start, keyboard, followed)
    open_child(keyboard, "Karla")
    keyboard.button("Samtykker og ønsker")
    keyboard.button("Skriv et samtykke")
    keyboard.type_into("Hvad må I dele?", "søvn og mad")
    keyboard.type_into("Hvem må få det?", "distriktsteamet")
    keyboard.type_into("Hvad skal det bruges til?", "råd")
    keyboard.tick("Kanarina Juhl, mor")
    keyboard.type_into("Hvornår sagde Kanarina Juhl ja?", "16.3.2026")
    keyboard.type_into("Til og med hvilken dag?", "30.6.2026")
    keyboard.button("Gem")
    keyboard.wait_for("Gælder til og med 30. juni 2026", "Kanarius Juhl har også forældremyndighed")
    keyboard.button("Til barnets side")
    keyboard.wait_for("Ret oplysninger")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("35")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", SEEN)
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin", SEEN)
    begin_a_brief(keyboard)
    keyboard.write("Hvordan hjælper vi Karla om morgenen?")
    keyboard.choose("Med eller uden navn", "Med navn")
    keyboard.wait_for("Hvilket samtykke bruger I?")
    part = keyboard.tab_to("Hvilket samtykke bruger I?")
    assert part is not None
    keyboard.press(Qt.Key.Key_Down)
    make_it_ready(keyboard)
    keyboard.button("Åbn papiret")
    keyboard.row("Gem som PDF", within=WAYS)
    keyboard.save_as(tmp_path / "ark.pdf")
    keyboard.wait_for("Arket er gemt.")
    assert "Karla" in " ".join(page_texts((tmp_path / "ark.pdf").read_bytes()))

    keyboard.button("Tilbage til bekymringen")
    open_child(keyboard, "Karla")
    keyboard.button("Samtykker og ønsker")
    keyboard.button("Træk tilbage")
    keyboard.type_into("Hvem trak det tilbage, og hvordan?", "mor ringede")
    keyboard.button("Træk det tilbage")
    keyboard.wait_for("Trukket tilbage 17. marts 2026: mor ringede")
    keyboard.button("Bekymringer")
    keyboard.row("Bekymring", within="Bekymringer")
    keyboard.button("Åbn papiret")
    keyboard.row("Gem som PDF", within=WAYS)
    keyboard.save_as(tmp_path / "igen.pdf")
    keyboard.wait_for("trukket tilbage")
    assert not (tmp_path / "igen.pdf").exists()
    figure(f"a consent, a brief with name and the consent taken back: {keyboard.strokes} keys")


# --- access -----------------------------------------------------------------------------------------------------------


def write_about_two(desk: Desk) -> None:
    when = desk.clock() - timedelta(days=1)
    children.observe(desk, karla(desk), seen_at=when, place="Stuen", text=NOTE)
    children.observe(desk, karla(desk), seen_at=when, place="Stuen", text="Karla sov godt")


def test_a_parent_gets_everything_about_the_child_and_nothing_about_another(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path, figure: Figure
) -> None:
    as_the_leader(followed, clock, write_about_two)
    come_in(start, keyboard, followed)
    open_child(keyboard, "Karla")
    keyboard.button("Nogen beder om indsigt")
    keyboard.choose("Hvem spørger?", "Kanarius Juhl (far)")
    keyboard.button("Begynd")
    keyboard.wait_for("Skal ses", NOTE)
    for _ in range(60):
        if "Alt, der skal ses, er set igennem." in text_on_screen():
            break
        keyboard.button("Set, næste")
    keyboard.button("Se papiret")
    keyboard.type_into("Hvordan giver I det?", "I hånden")
    if "Det beslutter leder og DPO først" in text_on_screen():
        keyboard.type_into("Hvad har leder og DPO besluttet, og hvorfor?", "Det udelades")
    folder = tmp_path / "indsigt"
    folder.mkdir()
    keyboard.button("Vælg mappe, og gem")
    keyboard.save_as(folder)
    keyboard.wait_for("Indsigten er givet", "Kanarius Juhl fik det 17. marts 2026")
    (paper,), (file,) = folder.glob("*.pdf"), folder.glob("*.json")
    printed = " ".join(" ".join(page_texts(paper.read_bytes())).split())
    said = json.dumps(json.loads(file.read_bytes()), ensure_ascii=False)
    for text in (printed, said):
        assert "Karla sov godt" in text
        assert "i sandkassen" in text
        assert not any(name in text for name in ("Ib", "Ørsted", "Liv"))
    figure(f"a request for access until it is given: {keyboard.strokes} keys")


# --- what goes by its day ---------------------------------------------------------------------------------------------


def test_a_closed_concern_is_journalised_goes_from_the_list_on_its_day_and_is_found_nowhere(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path, figure: Figure
) -> None:
    come_in(start, keyboard, followed)
    open_child(keyboard, "Karla")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("35")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", SEEN)
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin", SEEN)
    keyboard.type_into("Hvorfor kan den lukkes?", "Den er løst")
    keyboard.button("Luk bekymringen")
    keyboard.wait_for("Luk bekymringen?")
    keyboard.button("Luk den")
    windows()[0].activateWindow()  # as a window manager does; the offscreen platform has none
    keyboard.wait_for("Lukket")
    keyboard.button("Bekymringer")
    keyboard.button("Til journalen")
    keyboard.wait_for("Gem som filer")
    keyboard.button("Vælg alle")
    keyboard.button("Gem 1 som fil")
    folder = tmp_path / "journal"
    folder.mkdir()
    keyboard.save_as(folder)
    keyboard.wait_for("gemt")
    assert any(SEEN in " ".join(page_texts(file.read_bytes())) for file in folder.glob("*.pdf"))
    keyboard.button("Notér, at det er journaliseret")
    keyboard.type_into("Hvornår blev det journaliseret?", "17.3.2026")
    keyboard.type_into("Hvor ligger det?", "Sag 12")
    keyboard.button("Notér det")
    keyboard.wait_for("Det er noteret.")
    lock(keyboard)
    clock.now += timedelta(days=91)
    unlock(keyboard, METTE)
    search(keyboard, "Sletteliste")
    keyboard.wait_for("Intet skal slettes")
    lock(keyboard)
    clock.now += timedelta(days=1)  # three months later, to the day
    unlock(keyboard, METTE)
    keyboard.wait_for("1 ting skal slettes")
    keyboard.button("Vælg alle")
    keyboard.button("Slet 1 ting")
    answered(keyboard, "Jeg har set listen igennem. Det skal slettes.", "Slet")
    keyboard.wait_for("Det er slettet.", "1 lukket bekymring")
    keyboard.button("Gem kvitteringen som PDF")
    keyboard.save_as(tmp_path / "kvittering.pdf")
    keyboard.wait_for("Kvitteringen er gemt.")
    receipt = " ".join(page_texts((tmp_path / "kvittering.pdf").read_bytes()))
    assert "Karla" not in receipt
    assert "KANARI" not in receipt
    keyboard.button("Bekymringer")
    keyboard.wait_until_gone("Bekymring fra 17.3.2026")
    figure(f"a concern from closing to its receipt: {keyboard.strokes} keys")


# --- leaving ----------------------------------------------------------------------------------------------------------


def test_a_child_stops_comes_back_and_stops_again(
    start: Start, keyboard: Keyboard, house: Path, figure: Figure
) -> None:
    come_in(start, keyboard, house)
    for turn in range(2):
        open_child(keyboard, "Karla") if not turn else None
        keyboard.button("Barnet er stoppet …")
        keyboard.wait_for("kommer på slettelisten 18. juni 2026")
        keyboard.button("Lad 1 barn stoppe")
        keyboard.wait_for("Barnet er stoppet.")
        keyboard.button("Tilbage")
        keyboard.wait_for("Barnet er kommet tilbage")
        if not turn:
            keyboard.button("Barnet er kommet tilbage")
            keyboard.wait_for("Barnet er stoppet …")
    figure(f"a child that stops, comes back and stops: {keyboard.strokes} keys")


def make_a_school(desk: Desk) -> None:
    new = [
        children.NewChild(f"Kanari{n}", "Barn", None, "", group, "")
        for n, group in enumerate(("1.B", "1.B", "2.B", "9.A"))
    ]
    children.import_list(desk, new)


def test_a_new_year_of_a_school_by_keys(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock, figure: Figure
) -> None:
    as_the_leader(house, clock, make_a_school)
    come_in(start, keyboard, house)
    search(keyboard, "Nyt år")
    keyboard.wait_for("Hvad sker der med hver gruppe?", "9.A")
    keyboard.button("Se, hvad der sker")
    keyboard.wait_for("3 børn flytter, 1 barn stopper.")
    keyboard.button("Begynd det nye år")
    keyboard.wait_for("Det nye år er begyndt.")
    keyboard.button("Fortryd det hele")
    keyboard.wait_for("4 børn er, hvor de var før i dag.")
    figure(f"a new year and back: {keyboard.strokes} keys")


# --- closing ----------------------------------------------------------------------------------------------------------


def test_everything_is_taken_out_and_read_again_then_destroyed(
    start: Start, keyboard: Keyboard, followed: Path, tmp_path: Path, figure: Figure
) -> None:
    come_in(start, keyboard, followed)
    search(keyboard, "Luk institutionen")
    keyboard.wait_for("1. Tag alt ud")
    folder, receipt = tmp_path / "alt", tmp_path / "kvittering.pdf"
    folder.mkdir()
    keyboard.button("Vælg en tom mappe, og tag alt ud")
    keyboard.save_as(folder)
    keyboard.wait_for("Alt er taget ud.")
    manifest = json.loads((folder / MANIFEST).read_bytes())
    for one in manifest["tables"]:
        assert len(json.loads((folder / one["file"]).read_bytes())) == one["rows"]
    keyboard.type_into("Skriv institutionens navn", "Børnehuset Kanarireden")
    keyboard.type_into("Hvor skal kvitteringen ligge?", str(receipt))
    keyboard.button("Slet hele mappen …")
    answered(keyboard, "Jeg har set efter: intet her skal bruges mere.", "Slet for altid")
    keyboard.wait_for("Mappen er slettet for altid.")
    assert not followed.exists()
    assert receipt.exists()
    keyboard.button("Færdig")
    keyboard.wait_for("Velkommen")
    figure(f"a house from the export to the first page of all: {keyboard.strokes} keys")
