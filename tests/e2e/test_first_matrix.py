"""From nothing to the first matrix, by keyboard alone and with a class list at hand: counted, and never at a loss.

What is asked of the person at each step is what stands on the screen then: the next button has the focus, or a field
says what it wants. Whoever works alone counts; thinking about each child takes its own time, which no test knows.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from opspor import workplace
from opspor.desktop import demo_place
from opspor.desktop.widgets import MatrixCell
from opspor.domain.text import count_of
from tests.e2e.conftest import METTE, Start, WallClock, quick_derive
from tests.e2e.day import answer_about_the_adults, lock, read_recovery_key
from tests.e2e.driver import Keyboard, text_on_screen

A_KEY = 0.28  # seconds: somebody who types slowly (keystroke-level model)
A_LOOK = 1.35  # seconds to take in a page before one acts
FEW, MANY = 3, 22  # played here; a whole room, reckoned from it


def class_list(home: Path, count: int) -> Path:
    """A list as the municipality's system gives it: semicolons, Danish dates, a letter that Windows writes its way."""
    first = ("Karla", "Ib", "Liv", "Bo", "Åse", "Øjvind")
    rows = [f"{first[i % 6]} Kanari {chr(65 + i)};{i + 1:02}-03-2021;Bøgestuen" for i in range(count)]
    file = home / "Documents" / "Stueliste 2026.csv"
    file.write_bytes("\r\n".join(["Navn;Fødselsdato;Stue", *rows]).encode("cp1252"))
    return file


class Looks:
    """A keyboard whose owner has to take in each page that comes."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard, self.pages, self.began = keyboard, 0, keyboard.strokes

    def see(self, *words: str) -> None:
        """A page that is new to the eyes."""
        self.pages += 1
        self.keyboard.wait_for(*words)

    def on(self, words: str) -> None:
        """The button that leads on has the focus: no looking for it."""
        self.keyboard.wait_until(
            lambda: isinstance(at := QApplication.focusWidget(), QAbstractButton) and at.accessibleName() == words,
            f"the focus is not at {words!r}",
        )
        self.keyboard.enter()


def make_a_folder(looks: Looks, folder: Path) -> None:
    looks.see("Velkommen", "Se det tidligt.")
    looks.on("Opret en ny mappe")
    from_the_first_step(looks, folder)


def from_the_first_step(looks: Looks, folder: Path) -> None:
    keyboard = looks.keyboard
    looks.see("Hvor skal mappen ligge?", "trin 1 af 4")
    keyboard.type_into("Mappe", str(folder))
    keyboard.enter()
    looks.see("Hvem er I?", "trin 2 af 4")
    keyboard.write("Børnehuset Kanarireden")
    keyboard.type_into("Dit navn", "Mette Kanari Sørensen")
    keyboard.enter()
    looks.see("Vælg brugernavn og adgangskode", "trin 3 af 4")
    keyboard.press(Qt.Key.Key_Escape)  # one may go back
    keyboard.wait_for("Hvem er I?")
    keyboard.enter()
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.type_into("Adgangskoden igen", METTE[1])
    keyboard.enter()
    looks.see("Gem gendannelsesnøglen på papir", "trin 4 af 4")
    words = read_recovery_key()
    keyboard.button("Jeg har papiret")
    keyboard.type_into("Skriv de 16 ord fra papiret", words)
    keyboard.button("Prøv nøglen")


def fetch(looks: Looks, file: Path, count: int) -> None:
    keyboard = looks.keyboard
    looks.see("Hent liste", "Første række skal være overskrifter")
    fetch_only(keyboard, file)
    looks.pages += 1  # the rows of the list
    looks.see("Og så?")
    keyboard.button("Åbn en runde")


def open_the_round(looks: Looks, count: int) -> None:
    keyboard, children = looks.keyboard, count_of(count, "barn", "børn")
    looks.see("Hvem er med?")
    keyboard.tick(f"Bøgestuen, {children}. Børnene ses i dagtilbud.")
    keyboard.button("Videre")
    looks.see("Hvornår?")
    keyboard.tab_to("Brug et forslag")
    keyboard.press(Qt.Key.Key_Down)  # to begin today
    keyboard.button("Videre")
    looks.see("Hvem vurderer børnene i Bøgestuen?")
    keyboard.button("Videre")
    looks.see("Vælg mindst to til Bøgestuen, eller skriv, hvorfor én er nok.", "Invitér en kollega")
    keyboard.tick("Mette Kanari Sørensen")
    keyboard.type_into("Er én nok til at vurdere? Så skriv hvorfor", "Vi prøver det først")
    keyboard.button("Videre")
    looks.see(f"For {children} mangler datoen.")
    keyboard.type_into("Hvornår fik de det at vide?", "2.3.26")
    keyboard.button(f"Skriv datoen for {children}")
    keyboard.wait_for("Alle forældre ved, at deres barn bliver vurderet.")
    keyboard.button("Videre")
    looks.see("De vurderes af")
    keyboard.button("Åbn runden")


def assess(looks: Looks, count: int) -> None:
    """Everybody thrives: the fewest keys. What one thinks about a child takes the time it takes."""
    keyboard = looks.keyboard
    looks.see("Begynd min vurdering")
    looks.on("Begynd min vurdering")
    looks.see("Læringsmiljø · spørgsmål 1")
    answer_about_the_adults(keyboard)
    for number in range(1, count + 1):
        looks.see("spørgsmål 1 af 5")
        looks.keyboard.wait_for(f"Barn {number} af {count}")
        keyboard.write("1" * 20)
    looks.see(f"Du har vurderet alle {count}.")


def agree(looks: Looks, count: int) -> None:
    keyboard = looks.keyboard
    looks.on("Til runden")
    looks.see("Start fælles vurdering")
    looks.on("Start fælles vurdering")
    for number in range(1, count + 1):
        looks.see(f"barn {number} af {count}", "Det bliver I enige om")
        keyboard.choose("Position", "Ikke udsat")
        keyboard.choose("Trivsel", "Trives")
        keyboard.type_into("Begrundelse", "Hun leger med de andre hver dag")
        keyboard.tick("Ses igen i næste runde")
        keyboard.tick("Mette Kanari Sørensen")
        keyboard.button("Gem og vis næste barn")


def see_the_matrix(looks: Looks, count: int) -> None:
    keyboard = looks.keyboard
    keyboard.wait_for(f"I har talt om alle, der er klar: {count_of(count, 'barn', 'børn')}.")
    keyboard.button("Vis matrixen")
    looks.see("Matrix", "Ikke udsat")
    window = QApplication.activeWindow()
    assert window is not None
    here = [cell.accessibleName() for cell in window.findChildren(MatrixCell) if cell.isVisible()]
    assert any(count_of(count, "barn", "børn") in words for words in here), here


def test_from_an_empty_pc_to_the_first_matrix(
    start: Start, keyboard: Keyboard, home: Path, figure: Callable[[str], None]
) -> None:
    looks = Looks(keyboard)
    file = class_list(home, FEW)
    start(None)
    make_a_folder(looks, home / "Documents" / "opspor")
    made = keyboard.strokes
    fetch(looks, file, FEW)
    open_the_round(looks, FEW)
    opened = keyboard.strokes
    assess(looks, FEW)
    agree(looks, FEW)
    see_the_matrix(looks, FEW)

    each = (keyboard.strokes - opened) / FEW
    room, seen = opened + round(each * MANY), looks.pages + 2 * (MANY - FEW)
    figure(
        f"{made} keys to a folder, {opened} to an open round, {keyboard.strokes} and {looks.pages} pages to a matrix "
        f"of {FEW}; a room of {MANY} would take {room} keys and {seen} pages: {_minutes(room, seen):.0f} minutes of "
        f"typing and turning, without the talk"
    )
    assert _minutes(keyboard.strokes, looks.pages) < 15


def _minutes(keys: int, pages: int) -> float:
    return (keys * A_KEY + pages * A_LOOK) / 60


def test_what_is_not_done_yet_stands_on_start_until_the_first_matrix(
    start: Start, keyboard: Keyboard, home: Path
) -> None:
    """Whoever goes away from the list in the middle finds the way again."""
    start(None)
    make_a_folder(Looks(keyboard), home / "Documents" / "opspor")
    keyboard.wait_for("Hent liste")
    keyboard.button("Tilbage")  # out of the list, to where it was opened from
    keyboard.wait_for("Til jeres første matrix", "Trin 1: Hent listen med børn. nu")
    keyboard.enter()
    fetch_only(keyboard, class_list(home, FEW))
    keyboard.button("Vis børnene")
    keyboard.button("Start")
    keyboard.wait_for(
        "Trin 1: Hent listen med børn. gjort", "Trin 2: Fortæl forældrene det, og skriv dagen. nu. 3 børn"
    )
    keyboard.tab_to("Trin 2: Fortæl forældrene det, og skriv dagen. nu. 3 børn mangler")
    keyboard.enter()
    keyboard.wait_for("Brev til forældre")


def fetch_only(keyboard: Keyboard, file: Path) -> None:
    keyboard.wait_for("Første række skal være overskrifter")
    keyboard.write(str(file))
    keyboard.enter()
    keyboard.button(f"Hent {count_of(FEW, 'barn', 'børn')}")
    keyboard.wait_for(f"{count_of(FEW, 'barn', 'børn')} er hentet.")


def test_the_demo_is_entered_from_the_first_page_and_gone_when_one_goes_on_with_ones_own(
    start: Start, keyboard: Keyboard, home: Path, clock: WallClock
) -> None:
    def play(folder: Path, kind: str, tell: Callable[[str], None]) -> tuple[Path, str, str]:
        vault = folder / demo_place.NAME
        workplace.create(
            vault, institution="Opdigtet", name="Mette Kanari Sørensen", title="leder", login=METTE[0],
            password=METTE[1], clock=clock, derive=quick_derive,
        ).close()  # fmt: skip
        (folder / "LAES-MIG.txt").write_text(f"Bruger: {METTE[0]}\nAdgangskode: {METTE[1]}\n", encoding="utf-8")
        return vault, *METTE

    program = start(None)
    keyboard.wait_for("Velkommen")
    assert "Se en opdigtet institution" not in text_on_screen()  # nothing to play it with
    program.play = play
    program.window.pop_focus()
    program.show_welcome()
    keyboard.button("Se en opdigtet institution")
    keyboard.wait_for("Prøv det hele på noget, der ikke findes")
    keyboard.enter()
    keyboard.wait_for("Logget ind: Mette Kanari S.")
    invented = program.folder
    assert demo_place.is_passing(invented)
    lock(keyboard)
    keyboard.wait_for(f"Brugernavn: {METTE[0]}", f"Adgangskode: {METTE[1]}")
    keyboard.button("En anden mappe")
    keyboard.wait_for("Velkommen")
    keyboard.button("Opret en ny mappe")
    from_the_first_step(Looks(keyboard), home / "Documents" / "opspor")
    keyboard.wait_for("Hent liste")
    assert invented is not None
    keyboard.wait_until(lambda: not invented.parent.exists(), "the demo stays")
    lock(keyboard)
    assert "Opdigtet" not in text_on_screen()
