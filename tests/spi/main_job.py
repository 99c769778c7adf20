"""The main job by keys and by what is said alone: two assess a child, agree, are concerned, ask for sparring, report.

``/usr/bin/python3 -m tests.spi.main_job MAPPE PAPIRER UDSKRIFT`` under Xvfb, with the program running on ``MAPPE``.
Nothing is looked at and nothing of the program is known: which key answers is read from the answer's own description,
where one is from what takes the focus, and that something is saved from the message about it.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from tests.spi.client import Reader, Silence
from tests.spi.parts import Part

METTE = ("mette", "kanari-fregat-solbær-knude")
JONAS = ("jonas", "kanari-lampe-torsk-vindue")
SEEN = "Ib kom uden madpakke tredje dag i træk."
ASKED = "Hvordan hjælper vi barnet om morgenen?"
_KEY = re.compile(r"Tast (\d)")
_DONE = "Du har vurderet alle"


def unlock(reader: Reader, who: tuple[str, str]) -> None:
    reader.wait(lambda: "Brugernavn" in reader.focus.name, "cursoren er ikke i »Brugernavn«")
    reader.fill("Brugernavn", who[0])
    reader.fill("Adgangskode", who[1], secret=True)
    reader.press("Return")
    reader.hear("Låser op")
    reader.wait(lambda: len(reader.said) > 1, "mappen åbnede ikke")


def lock(reader: Reader) -> None:
    """A fresh process takes over the window: to a screen reader it is another program."""
    before = reader.processes()
    reader.press("ctrl+l")
    reader.hear("Låst.", "Alt, du skrev, er gemt.")
    reader.wait(lambda: len(now := reader.processes()) == 1 and not now & before, "den nye proces kom ikke")
    reader.wait(lambda: "Brugernavn" in reader.focus.name, "cursoren er ikke i »Brugernavn«")


def change_places(reader: Reader) -> None:
    lock(reader)
    unlock(reader, METTE)


# --- alone ------------------------------------------------------------------------------------------------------------


def assess(reader: Reader, wanted: dict[str, str]) -> None:
    """Answers what is asked, until all is handed in. ``wanted`` is what to answer where those words are offered."""
    reader.button("Begynd runden")
    reader.hear("Læringsmiljø")
    for _ in range(80):
        here = reader.focus
        if here.role == "radio button":
            reader.press(_key_of(reader, here, wanted))
            reader.wait(lambda: len(reader.said) > 1 or reader.focus.role != "radio button", "svaret blev ikke sagt")
        elif here.name == "Til runden":
            break
        else:
            reader.press("Return")
    reader.read(_DONE)


def _key_of(reader: Reader, here: Part, wanted: dict[str, str]) -> str:
    """The number that gives the answer, as the answers of this question say it themselves."""
    group = here.node.get_parent()
    answers = [part for part in reader.parts(group) if part.role == "radio button"]
    chosen = next((part for part in answers if part.name in wanted), answers[0])
    found = _KEY.search(chosen.about)
    if found is None:
        raise Silence(f"»{chosen.name}« siger ikke, hvilken tast der giver svaret")
    return found[1]


WELL: dict[str, str] = {}
WORSE = dict.fromkeys(("Potentielt udsat", "Af og til", "Begyndende mistrivsel"), "")


# --- together ---------------------------------------------------------------------------------------------------------


def agree(reader: Reader) -> None:
    reader.button("Til runden")
    reader.row("Ib", within="Børn i runden")
    reader.button("Start fælles vurdering")
    reader.hear("Fælles vurdering")
    reader.choose("Position", "Potentielt udsat")
    reader.choose("Trivsel", "Begyndende mistrivsel")
    reader.fill("Begrundelse", "Vi lægger vægt på morgenerne.")
    reader.tick("Fokuspunkt: noget, vi voksne gør anderledes")
    reader.tab_to(lambda part: part.name.endswith("om 6 uger"), "en dag om seks uger")
    reader.press("Return")
    reader.tick("Mette Kanari Sørensen")
    reader.tick("Jonas Kanari Bæk")
    reader.button("Gem og vis næste barn")
    reader.hear("Gemt.")


def read_the_matrix(reader: Reader) -> None:
    """With the arrows from cell to cell: each says where it is in the field's words, how many, and who."""
    reader.button("Afslut møde")
    reader.button("Matrix")
    first = reader.tab_to(lambda part: " position, " in part.name, "matrixens første felt")
    heard = [first.name]
    for key in ("Right", "Down", "Left", "Down", "Right"):
        reader.press(key)
        heard.append(reader.focus.name)
    if len(set(heard)) != len(heard) or not any("1 barn" in name for name in heard):
        raise Silence(f"matrixen kan ikke læses felt for felt: {heard}")


def read_the_log(reader: Reader) -> None:
    """A table: each cell says its column."""
    reader.button("Log")
    reader.tab_to(lambda part: part.role == "table cell", "loggens tabel")
    reader.press("Right", "Right", "Down")


# --- what follows -----------------------------------------------------------------------------------------------------


def be_concerned(reader: Reader) -> None:
    reader.button("Børn")
    reader.row("Ib", within="Børn")
    reader.hear("Ib Kanari")
    reader.press("ctrl+b")
    reader.hear("Er barnet i fare?")
    _answer(reader, "Nej")
    reader.read("Hvad handler det om?")
    _answer(reader, "Barnets trivsel")
    reader.fill("Hvad så og hørte du?", SEEN)
    reader.button("I dag")
    reader.button("Skriv ned og gå videre")
    reader.read("Trin for trin")


def _answer(reader: Reader, words: str) -> None:
    """Goes to the answer that begins with these words, and gives it by its number."""
    part = reader.tab_to(lambda part: part.name.startswith(words), f"svaret »{words}«")
    found = _KEY.search(part.about)
    if found is None:
        raise Silence(f"»{part.name}« siger ikke, hvilken tast der giver svaret")
    reader.press(found[1])


def make_the_brief(reader: Reader, file: Path) -> None:
    reader.button("Lav drøftelsesark til distriktstirsdag")
    reader.button("Nej, ikke som vi ser det")
    reader.fill("Hvad vil vi have hjælp til?", ASKED)
    reader.hear("Gemt")
    reader.button("Gør arket klar")
    reader.button("Gør klar med huller")
    reader.hear("Drøftelsesarket er klar")
    reader.button("Gem som PDF")
    save_as(reader, file)
    reader.hear("Arket er gemt.")
    reader.button("Tilbage til bekymringen")


def make_the_underretning(reader: Reader, file: Path) -> None:
    reader.button("Lav underretning")
    reader.hear("Underretning")
    into(reader, "Det er jeg bekymret for", "Ib er sulten om morgenen og falder i søvn til samling.")
    into(reader, "Det beder vi kommunen om", "Se på, om familien kan få hjælp om morgenen.")
    reader.read("Gemt")
    reader.button("Gør klar til at sende")
    reader.button("Gør klar med huller")
    reader.hear("Underretningen er klar")
    reader.row("Gem som PDF", within="Sådan kommer den ud af huset")
    save_as(reader, file)
    reader.hear("Den er gemt, men ikke sendt.")


def into(reader: Reader, section: str, text: str) -> None:
    """Turns on until the section says its name, and writes in its field."""
    for _ in range(40):
        if any(section in said for said in reader.said):
            break
        reader.press("ctrl+Next")
    reader.hear(section)
    reader.fill(section, text)


def save_as(reader: Reader, file: Path) -> None:
    """Answers the question where, by the whole path."""
    reader.wait(lambda: any("dialog" in said for said in reader.said), "intet spørgsmål om, hvor filen skal ligge")
    reader.wait(lambda: reader.focus.role == "text", "cursoren er ikke i filens navn")
    reader.press("ctrl+a")
    reader.write(str(file))
    reader.press("Return")


def play(reader: Reader, papers: Path) -> None:
    chapters: tuple[tuple[str, Callable[[], None]], ...] = (
        ("Jonas låser op", lambda: unlock(reader, JONAS)),
        ("Jonas vurderer alene", lambda: assess(reader, WELL)),
        ("Jonas låser, Mette låser op", lambda: change_places(reader)),
        ("Mette vurderer alene", lambda: assess(reader, WORSE)),
        ("De bliver enige", lambda: agree(reader)),
        ("Matrixen", lambda: read_the_matrix(reader)),
        ("Loggen", lambda: read_the_log(reader)),
        ("En bekymring", lambda: be_concerned(reader)),
        ("Drøftelsesark til distriktstirsdag", lambda: make_the_brief(reader, papers / "ark.pdf")),
        ("Underretning", lambda: make_the_underretning(reader, papers / "underretning.pdf")),
    )
    for title, chapter in chapters:
        reader.lines.append(f"## {title}")
        chapter()
        reader.check()


def main() -> int:
    papers, transcript = Path(sys.argv[1]), Path(sys.argv[2])
    reader = Reader()
    try:
        reader.begin()
        play(reader, papers)
    except (Silence, StopIteration) as error:
        print(f"Skærmlæseren gik i stå: {error}")
        return 1
    finally:
        text = "\n".join(reader.lines).replace(str(papers), "PAPIRER")
        transcript.write_text(text + "\n", encoding="utf-8")
    for name in ("ark.pdf", "underretning.pdf"):
        if not (papers / name).read_bytes().startswith(b"%PDF"):
            print(f"{name} er ikke en PDF")
            return 1
    print(f"{reader.strokes} tastetryk, {reader.spoken} gange sagt noget. Arket og underretningen er gemt.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
