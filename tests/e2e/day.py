"""The chapters of one day in a daycare, by keyboard alone: from an empty PC to an underretning noted as sent."""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop.look import look
from opspor.desktop.widgets import PlainLabel
from opspor.desktop.widgets.choices import AnswerKey
from opspor.domain.text import count_of
from tests.e2e.conftest import JONAS, METTE, Start
from tests.e2e.driver import Keyboard, text_on_screen

CODE = re.compile(r"[A-Z0-9]{5}(-[A-Z0-9]{5}){3}")


def window() -> QWidget:
    """The program's window."""
    active = QApplication.activeWindow()
    assert active is not None
    return active


def read_recovery_key() -> str:
    """The sixteen words off the screen, as one writes them on paper."""
    labels = [label for label in window().findChildren(PlainLabel) if label.isVisible()]
    numbers = [i for i, label in enumerate(labels) if label.text().strip().isdigit()]
    return " ".join(labels[i + 1].text() for i in numbers)


def lock(keyboard: Keyboard, *, busy: bool = False) -> None:
    """Locks, as one does when one leaves the room. When the vault is ``busy`` for longer than locking waits, the screen
    can't say yet that all is saved."""
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Låst", "Du låste selv." if busy else "Du låste selv. Alt, du skrev, er gemt.")


def unlock(keyboard: Keyboard, who: tuple[str, str]) -> None:
    """Types login and password on the lock screen."""
    keyboard.wait_for("Låst")
    keyboard.type_into("Brugernavn", who[0])
    keyboard.type_into("Adgangskode", who[1])
    keyboard.enter()
    keyboard.wait_until_gone("Brugernavn")


def make_the_folder(keyboard: Keyboard, folder: Path) -> None:
    keyboard.wait_for("Velkommen")
    keyboard.button("Opret en ny mappe")
    keyboard.type_into("Mappe", str(folder))
    keyboard.enter()
    keyboard.type_into("Institutionens navn", "Børnehuset Kanarireden")
    keyboard.type_into("Dit navn", "Mette Kanari Sørensen")
    keyboard.type_into("Din stilling", "leder")
    keyboard.enter()
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", "kanari")
    keyboard.wait_for("svag")
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.type_into("Adgangskoden igen", METTE[1])
    keyboard.enter()
    keyboard.wait_for("Gem gendannelsesnøglen på papir")
    words = read_recovery_key()
    assert len(words.split()) == 16
    keyboard.button("Jeg har papiret")
    keyboard.type_into("Skriv de 16 ord fra papiret", "forkert " + words.split(" ", 1)[1])
    keyboard.button("Prøv nøglen")
    keyboard.wait_for("Ord nummer 1 passer ikke")
    keyboard.type_into("Skriv de 16 ord fra papiret", words)
    keyboard.button("Prøv nøglen")
    keyboard.wait_for("Hent liste", "Første række skal være overskrifter")


LIST = """Navn;Fødselsdato;Stue;Kontaktperson
Karla Maria Kanari Juhl;03-10-2021;Bøgestuen;Mette
Ib Kanari Ørsted;2021-02-28;Bøgestuen;Mette
Liv Æ. Kanari;17.05.2022;Bøgestuen;Jonas
Bo Kanarisen;31-02-2021;Bøgestuen;Jonas
;01-01-2021;Bøgestuen;Jonas
"""


def fetch_the_list(keyboard: Keyboard, home: Path) -> None:
    file = home / "liste.csv"
    file.write_text(LIST, encoding="utf-8")
    keyboard.type_into("Fil", str(file))
    keyboard.enter()
    keyboard.wait_for("Karla Maria", "Hent 4 børn")

    keyboard.button("Hent 4 børn")
    keyboard.wait_for("4 børn er hentet.", "Og så?")
    keyboard.button("Vis børnene")
    keyboard.wait_for("Karla Maria Kanari Juhl")


def complete_a_child(keyboard: Keyboard) -> None:
    keyboard.row("Ib")
    keyboard.wait_for("Ret oplysninger")
    keyboard.button("Ret oplysninger")
    keyboard.type_into("Adresse", "Kanarivej 4")
    keyboard.type_into("Sprog hjemme", "arabisk")
    keyboard.choose("Tolk", "Nødvendig")
    keyboard.button("Tilføj en person")
    keyboard.write("Kanarina Juhl")
    keyboard.type_into("Hvem er det?", "mor")
    keyboard.type_into("Telefon", "20 30 40 50")
    keyboard.choose("Del i forældremyndigheden", "Ja")
    keyboard.tick("Bor med barnet")
    keyboard.button("Tilføj en person")
    keyboard.write("Kanarius Juhl")
    keyboard.type_into("Hvem er det?", "far")
    keyboard.choose("Del i forældremyndigheden", "Nej")
    keyboard.tick("Beskyttet: adresse og telefon står ikke på papirer")
    keyboard.button("Tilføj en søskende")
    keyboard.write("Kanariette")
    keyboard.type_into("Om", "2 år")
    keyboard.button("Tilføj hjælp")
    keyboard.write("Talepædagog")
    keyboard.type_into("Siden", "august 2025")
    keyboard.wait_for_saved()
    keyboard.button("Gem oplysninger")
    keyboard.wait_for("Kanarina Juhl", "Kanarius Juhl", "Kanariette", "Talepædagog")


def set_up_the_house(keyboard: Keyboard) -> str:
    """Rooms for the leader, a colleague invited, a number to call. Gives the one-time code."""
    keyboard.button("Indstillinger")
    keyboard.row("Medarbejdere", within="Afsnit i indstillinger")
    keyboard.button("Invitér en kollega")
    keyboard.write("Jonas Kanari Bæk")
    keyboard.type_into("Stilling", "pædagog")
    keyboard.tick("Bøgestuen")
    keyboard.button("Lav invitation")
    keyboard.wait_for("Invitationen er klar")
    code = next(word for word in text_on_screen().split() if CODE.fullmatch(word))
    keyboard.row("Telefonnumre", within="Afsnit i indstillinger")
    keyboard.type_into("Telefon", "70 12 34 56")
    keyboard.type_into("Prøvet af", "leder")
    keyboard.type_into("Prøvet den", "170326")
    keyboard.button("Gem telefonnumre")
    keyboard.wait_for("Numrene er gemt.")
    return code


def come_in_with_the_code(keyboard: Keyboard, code: str) -> None:
    lock(keyboard)
    keyboard.button("Jeg har en kode")
    keyboard.wait_for("Koden fra sedlen")
    keyboard.type_into("Koden fra sedlen", code.lower())
    keyboard.type_into("Brugernavn", JONAS[0])
    keyboard.type_into("Adgangskode", JONAS[1])
    keyboard.type_into("Adgangskoden igen", JONAS[1])
    keyboard.enter()
    keyboard.wait_for("Logget ind: Jonas Kanari B.")


def open_a_round(keyboard: Keyboard) -> None:
    lock(keyboard)
    unlock(keyboard, METTE)
    go_through_the_wizard(keyboard, 4, ("Mette Kanari Sørensen, leder", "Jonas Kanari Bæk, pædagog"))
    keyboard.wait_for("Fra 17. marts 2026 til 30. april 2026.", "De vurderes af Jonas Kanari B. og Mette Kanari S.")
    keyboard.button("Åbn runden")
    keyboard.wait_for("Begynd min vurdering")


def go_through_the_wizard(keyboard: Keyboard, count: int, staff: tuple[str, ...]) -> None:
    """The first round: all of a room of ``count`` children whose parents do not know yet; up to the last look at it."""
    keyboard.button("Runder")
    keyboard.button("Åbn runden")
    keyboard.wait_for("Hvem er med?")
    children = count_of(count, "barn", "børn")
    keyboard.tick(f"Bøgestuen, {children}. Børnene ses i dagtilbud.")
    keyboard.button("Videre")
    keyboard.wait_for("Hvornår?")
    keyboard.type_into("Første dag", "17.3.26")
    keyboard.type_into("Sidste dag", "30.4.26")
    keyboard.type_into("Hvad skal runden hedde?", "Forår 2026")
    keyboard.button("Videre")
    keyboard.wait_for("Hvem vurderer børnene i Bøgestuen?")
    for member in staff:
        keyboard.tick(member)
    keyboard.button("Videre")
    keyboard.wait_for(f"For {children} mangler datoen.")
    keyboard.type_into("Hvornår fik de det at vide?", "2.3.26")
    keyboard.button(f"Skriv datoen for {children}")
    keyboard.wait_for("Alle forældre ved, at deres barn bliver vurderet.")
    keyboard.button("Videre")


NOTE_OF_METTE = "KANARI-A: sidder alene ved bordet"
NOTE_OF_JONAS = "KANARI-B: leger godt på legepladsen"


def give_the_birth_date_that_is_missing(keyboard: Keyboard) -> None:
    keyboard.button("Begynd min vurdering")
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")  # the adults come first; they can wait
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Bo K.", "Barnets fødselsdato mangler.")
    keyboard.button("Åbn barnets side")
    keyboard.button("Ret oplysninger")
    keyboard.type_into("Fødselsdato", "1.2.2021")
    keyboard.button("Gem oplysninger")
    keyboard.wait_for("5 år")


def answer_about_the_adults(keyboard: Keyboard) -> None:
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")
    for _ in range(12):  # more than the form has
        if "Alt er besvaret" not in text_on_screen():
            keyboard.write("1")
    keyboard.wait_for("Alt er besvaret")
    keyboard.enter()


def assess_alone(keyboard: Keyboard) -> None:
    """Bo thrives, Ib does not; in the middle of Ib somebody calls."""
    keyboard.button("Runder")
    keyboard.row("Forår 2026")
    keyboard.button("Begynd min vurdering")
    answer_about_the_adults(keyboard)
    keyboard.wait_for("Bo K.", "spørgsmål 1 af 5")
    before = keyboard.strokes
    keyboard.write("1" * 20)
    assert keyboard.strokes - before <= 20
    keyboard.wait_for("Afleveret.", "Ib Kanari Ø.")

    keyboard.write("11")
    keyboard.wait_for("spørgsmål 3 af 5")
    keyboard.write("n")
    keyboard.write(NOTE_OF_METTE)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait_for_saved()
    lock(keyboard)
    assert NOTE_OF_METTE not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    keyboard.wait_for("Ib Kanari Ø.", "spørgsmål 3 af 5", NOTE_OF_METTE)
    keyboard.write("1" * 3 + "2" + "3" * 13 + "2")
    keyboard.wait_for("Afleveret.", "Karla Maria Kanari J.")
    keyboard.write("1" * 20)
    keyboard.wait_for("Liv Æ. K.")
    keyboard.write("1" * 20)
    keyboard.wait_for("Du har vurderet alle 4.", "I venter på Jonas")


def assess_unseen(keyboard: Keyboard) -> None:
    """The second person finds nothing of what the first has answered."""
    lock(keyboard)
    unlock(keyboard, JONAS)
    keyboard.button("Begynd runden")
    answer_about_the_adults(keyboard)
    keyboard.wait_for("Bo K.", "spørgsmål 1 af 5")
    assert NOTE_OF_METTE not in text_on_screen(hidden=True)
    assert not any(key.isChecked() for key in window().findChildren(AnswerKey) if key.isVisible())
    keyboard.write("1" * 20)
    keyboard.wait_for("Ib Kanari Ø.")
    assert NOTE_OF_METTE not in text_on_screen(hidden=True)
    keyboard.write("1" * 6)
    keyboard.wait_for("tegn 1 af 13")
    keyboard.write("n")
    keyboard.write(NOTE_OF_JONAS)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.write("1" * 14)
    keyboard.wait_for("Karla Maria Kanari J.")
    keyboard.write("1" * 20)
    keyboard.wait_for("Liv Æ. K.")
    keyboard.write("1" * 20)
    keyboard.wait_for("Du har vurderet alle 4.", "4 børn er klar til den fælles vurdering.")


def agree(keyboard: Keyboard) -> None:
    """The team talks about the child that they see differently, and Jonas keeps his view."""
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.button("Til runden")
    keyboard.row("Ib", within="Børn i runden")
    keyboard.wait_for("Ib Kanari Ørsted · dagtilbud")
    keyboard.enter()  # "Start fælles vurdering" has the focus
    keyboard.wait_for("Her ser I forskelligt", NOTE_OF_METTE, NOTE_OF_JONAS)
    keyboard.choose("Position", "Potentielt udsat")
    keyboard.choose("Trivsel", "Begyndende mistrivsel")
    keyboard.type_into("Begrundelse", "KANARI-C: vi lægger vægt på bordet")
    keyboard.tick("Jonas ser det anderledes")
    keyboard.type_into("Sådan ser Jonas det", "KANARI-D: ude er han glad")
    keyboard.tick("Fokuspunkt: noget, vi voksne gør anderledes")
    keyboard.button("tirsdag 28. april · om 6 uger")
    keyboard.tick("Mette Kanari Sørensen")
    keyboard.tick("Jonas Kanari Bæk")
    keyboard.button("Gem og vis næste barn")
    keyboard.wait_for("Skriv, hvordan hver af forældrene ser det")
    keyboard.type_into("Sådan ser Kanarina Juhl (mor) det", "KANARI-I: hjemme er han glad")
    keyboard.tick("Ikke talt med Kanarius Juhl (far) endnu")
    keyboard.type_into("Hvorfor ikke talt med Kanarius Juhl (far)?", "Vi ringer på torsdag")
    keyboard.wait_for_saved()
    keyboard.button("Gem og vis næste barn")
    keyboard.wait_for("Gemt.", "barn 2 af 4", "Hvem kender barnet?")
    keyboard.choose("Position", "Ikke udsat")
    keyboard.choose("Trivsel", "Trives")
    keyboard.type_into("Begrundelse", "KANARI-J: hun var med hele dagen i skoven")
    keyboard.tick("Ses igen i næste runde")
    keyboard.button("De samme som før: Jonas og Mette")
    keyboard.button("Gem og vis næste barn")
    keyboard.wait_for("barn 3 af 4")


def see_the_matrix(keyboard: Keyboard) -> None:
    """Arrows through the cells, Enter on the one where Ib is, and on to his page."""
    keyboard.button("Afslut møde")
    keyboard.button("Matrix")
    keyboard.wait_for("2 børn mangler en fælles vurdering")
    keyboard.press(Qt.Key.Key_Right)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.enter()
    keyboard.wait_for("I.Ø.")  # initials, until somebody asks for names
    keyboard.row("I.Ø.")
    keyboard.wait_for("Skriv ned", "KANARI-C")


def raise_a_concern(keyboard: Keyboard) -> None:
    """From the child's page: no danger, the child's trivsel, and what was seen."""
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write("3")
    keyboard.wait_for("Hvad handler det om?")
    keyboard.write("5")
    keyboard.wait_for("Hvad så og hørte du?", "Ib Kanari Ørsted")
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", "KANARI-E: kom uden madpakke tredje gang")
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin")


def go_the_first_steps(keyboard: Keyboard) -> None:
    """What was seen stands there already; the next is that the child is safe."""
    keyboard.button("Trinnet er gjort")
    keyboard.wait_for("gjort 17.3.")
    do_the_step(
        keyboard,
        "Ja, barnet kan trygt gå hjem",
        {"Hvad bygger du det på, og hvad er aftalt?": "KANARI-F: mor henter, og hun er glad"},
    )
    keyboard.wait_for("Trin 2: Kan barnet trygt gå hjem i dag?. gjort")


def do_the_step(keyboard: Keyboard, way: str, fields: Mapping[str, str]) -> None:
    """The step that is open: the way on, if there are several, and what it asks for; in words or on a day."""
    if way:
        keyboard.choose("Hvad så?", way)
    for label, text in fields.items():
        keyboard.type_into(label, text)
    keyboard.button("Trinnet er gjort")


def make_a_brief(keyboard: Keyboard, file: Path) -> None:
    """One page without a name."""
    keyboard.button("Lav drøftelsesark til distriktstirsdag")
    keyboard.wait_for("Drøftelsesark · kladde", "Tegn på overgreb?")
    keyboard.button("Nej, ikke som vi ser det")
    keyboard.wait_for("Afsnit 1 af")
    keyboard.write("Hvordan hjælper vi uden at gøre det større?")
    keyboard.wait_for_saved()
    keyboard.button("Gør arket klar")
    keyboard.button("Gør klar med huller")
    keyboard.wait_for("Drøftelsesarket er klar")
    keyboard.button("Gem som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("Arket er gemt.")
    keyboard.button("Tilbage til bekymringen")


def make_an_underretning(keyboard: Keyboard, file: Path) -> None:
    keyboard.button("Lav underretning")
    keyboard.wait_for("Underretning · kladde", "Afsnit 2 af 29", "mor adresse")
    open_section(keyboard, "Sådan kender jeg barnet")
    keyboard.write("KANARI-G: jeg er hans leder")
    open_section(keyboard, "Det beder vi kommunen om")
    keyboard.write("KANARI-H: se på om Ib får mad nok.")
    keyboard.wait_for_saved()
    keyboard.button("Gør klar til at sende")
    keyboard.wait_for("mangler")
    keyboard.button("Gør klar med huller")
    keyboard.wait_for("Underretningen er klar")
    keyboard.button("Gem som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("Den er gemt, men ikke sendt.")
    keyboard.button("Tilbage")


def open_section(keyboard: Keyboard, title: str) -> None:
    """Turns on to a section further down; the cursor is in its field."""
    for _ in range(25):
        if title in headings():
            return
        keyboard.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    raise AssertionError(f"no section {title!r}")


def headings() -> list[str]:
    """What stands large: the section that is open."""
    labels = window().findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisible() and label.font() == look.font("question")]


def note_it_as_sent(keyboard: Keyboard) -> None:
    """It stands first on Start until it is noted how it was sent."""
    keyboard.button("Start")
    keyboard.wait_for("Ikke sendt endnu")
    start = text_on_screen()
    assert start.index("Underretninger") < start.index("Forår 2026")
    assert "Ib" not in start  # the screen faces the room
    keyboard.row("Bekymring", within="Underretninger")
    keyboard.button("Åbn papiret")
    keyboard.type_into("Hvordan blev den sendt?", "sikker post")
    keyboard.type_into("Hvem fik den?", "kommunens modtagelse")
    keyboard.type_into("Hvornår?", "17.3.2026")
    keyboard.button("Notér, at den er sendt")
    keyboard.wait_for("Sendt 17. marts 2026", "sikker post · kommunens modtagelse")


def play(start: Start, keyboard: Keyboard, folder: Path, home: Path, papers: Path) -> None:
    """The whole day. The papers lie in ``papers`` afterwards: ark.pdf and underretning.pdf."""
    start(None)
    make_the_folder(keyboard, folder)
    fetch_the_list(keyboard, home)
    complete_a_child(keyboard)
    code = set_up_the_house(keyboard)
    come_in_with_the_code(keyboard, code)
    open_a_round(keyboard)
    give_the_birth_date_that_is_missing(keyboard)
    assess_alone(keyboard)
    assess_unseen(keyboard)
    agree(keyboard)
    see_the_matrix(keyboard)
    raise_a_concern(keyboard)
    go_the_first_steps(keyboard)
    make_a_brief(keyboard, papers / "ark.pdf")
    make_an_underretning(keyboard, papers / "underretning.pdf")
    note_it_as_sent(keyboard)
