"""The transcript of ``make spi`` as a page of docs/."""

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent / "docs" / "skaermlaeser.md"
_KEY = re.compile(r"\[([^\]]+)\]$")
_INTRODUCTION = """# Programmet, som en skærmlæser siger det

Siden er skrevet af `make spi`. Ret den ikke i hånden: kør den igen.

**Det er prøvet.** En lille klient spiller skærmlæser. Den lytter på AT-SPI, som er vejen mellem programmer og
skærmlæsere på Linux, og den trykker på tasterne. Der er ingen mus. Den ved intet om programmet: Hvad den gør, kommer
alene af det, den hører, altså navn, rolle, tilstand, værdi, beskrivelse og beskeder. To medarbejdere vurderer et barn
hver for sig, de bliver enige, de er bekymrede, de laver et drøftelsesark og en underretning, og begge bliver gemt som
PDF. Klienten går i stå, hvis noget har fokus uden navn eller rolle, hvis intet har fokus, hvis en liste ikke siger,
hvor man er, hvis en celle ikke siger sin kolonne, eller hvis en besked ikke bliver sagt.

**Det er ikke prøvet.** Orca selv, NVDA, JAWS og Skærmoplæser er aldrig kørt med programmet, og det er aldrig prøvet på
Windows eller af en, der bruger skærmlæser hver dag. En rigtig skærmlæser siger det samme i en anden rækkefølge og med
andre ord for roller. Under Xvfb er der ingen vinduesstyring; klienten giver selv vinduet tastaturet, når en dialog er
lukket, og når programmet har låst og er startet på ny. Tekst, som ikke kan få fokus, læser man linje for linje; i
udskriften står det som »læst på siden«, og kun de steder, hvor klienten ledte efter noget bestemt.

Børnehuset, medarbejderne og barnet er opdigtede. Filerne blev gemt i mappen »PAPIRER«.

Sådan læses udskriften: `[Tab]` er en tast. Linjen efter er det, der blev sagt. »besked« er noget, der blev sagt, uden
at man gik nogen steder hen.
"""


def write(lines: str) -> None:
    """Puts the lines of a run in place of those before."""
    page = [_INTRODUCTION]
    within = False
    for line in _runs(lines.split("\n")):
        if line.startswith("## "):
            page += ["```", "", line, "", "```text"] if within else [line, "", "```text"]
            within = True
        elif line and within:
            page.append(line)
    PAGE.write_text("\n".join([*page, "```", ""]), encoding="utf-8")


def _runs(lines: list[str]) -> list[str]:
    """A key that was pressed again and said nothing in between is written once, with how often."""
    found: list[tuple[str, int]] = []
    for line in lines:
        if found and found[-1][0] == line and _KEY.match(line):
            found[-1] = (line, found[-1][1] + 1)
        else:
            found.append((line, 1))
    return [line if times == 1 else f"{line} × {times}" for line, times in found]
