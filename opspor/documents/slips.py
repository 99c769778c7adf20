"""The small papers: the recovery key and the invitation. None is about a child."""

from collections.abc import Sequence
from datetime import date

from opspor.documents.document import Bullets, Document, Large, Paragraph, Part, Tone, WordGrid
from opspor.domain.clock import long_date


def recovery_paper(institution_name: str, words: Sequence[str], made_on: date, *, deposit: bool = False) -> Document:
    """The printed recovery key: its words in four columns, what it opens, and where to keep it.

    ``deposit``: the one that the municipality keeps; the paper says so, since the two are replaced one by one.
    """
    return Document(
        title="Gendannelsesnøgle til kommunen" if deposit else "Gendannelsesnøgle",
        lines=(Paragraph(f"Lavet {long_date(made_on)}", Tone.QUIET),),
        header=institution_name,
        mark="Hemmelig",
        parts=(
            Part("Ordene", (WordGrid(tuple(words)),)),
            Part(
                "Hvad den kan",
                (
                    Paragraph(
                        "Ordene åbner hele mappen i opspor: alt om alle børn. De bruges, når ingen kan låse op, fx når "
                        "adgangskoden er glemt. Uden en adgangskode og uden ordene kan ingen åbne mappen igen."
                    ),
                ),
            ),
            Part(
                "Sådan passer du på den",
                (
                    Bullets(
                        (
                            "Læg papiret i et pengeskab eller en lukket kuvert hos forvaltningen.",
                            "Læg det aldrig i husets åbne skuffer, ved pc'en eller i en mappe på stuen.",
                            "Tag ikke billeder af det, kopiér det ikke, og skriv det ikke ind andre steder.",
                            "Er papiret væk, eller kan en anden have set det, så lav en ny nøgle i Indstillinger. "
                            "Så virker denne ikke mere.",
                        )
                    ),
                ),
            ),
            Part(
                "Sådan bruger du den",
                (
                    Bullets(
                        (
                            "Vælg »Brug gendannelsesnøglen« på den låste skærm.",
                            "Skriv ordene i rækkefølge, fra 1 til det sidste. Store og små bogstaver er lige meget.",
                            "Vælg en ny adgangskode, og lav en ny nøgle. Så virker denne ikke mere.",
                        ),
                        numbered=True,
                    ),
                ),
            ),
        ),
    )


def invitation_slip(institution_name: str, name: str, code: str, last_day: date) -> Document:
    """The slip a new colleague gets in the hand: the one-time code, the last day it works, and what to do."""
    return Document(
        title="Invitation til opspor",
        lines=(Paragraph(f"Til {name}", Tone.STRONG),) if name.strip() else (),
        header=institution_name,
        mark="Personlig",
        parts=(
            Part(
                "Det skal du bruge",
                (
                    Large("Engangskode", code),
                    Paragraph(f"Koden virker én gang, til og med {long_date(last_day)}.", Tone.QUIET),
                ),
            ),
            Part(
                "Sådan gør du",
                (
                    Bullets(
                        (
                            "Åbn opspor, vælg »Jeg har en kode« på den låste skærm, og skriv engangskoden.",
                            "Vælg selv brugernavn og adgangskode. Del ikke adgangskoden, heller ikke med lederen.",
                            "Riv sedlen i stykker. Har en anden set koden, så bed om en ny.",
                        ),
                        numbered=True,
                    ),
                ),
            ),
        ),
    )
