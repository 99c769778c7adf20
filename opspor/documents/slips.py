"""The small papers: the recovery key, the invitation, and the guidance for the notice board. None is about a child."""

from collections.abc import Iterable, Sequence
from datetime import date

from opspor.documents.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Large,
    Paragraph,
    Part,
    Table,
    Tone,
    WordGrid,
)
from opspor.domain.beredskab import Track
from opspor.domain.clock import long_date
from opspor.forms.model import BeredskabForm
from opspor.reference import numbers
from opspor.vault.beredskab_file import Contact


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


def beredskab_paper(
    form: BeredskabForm, contacts: Iterable[Contact], topic: Track | None, institution_name: str, today: date
) -> Document:
    """The guidance with phone numbers, for the notice board: of one ``topic``, or danger and the general track."""
    contacts = tuple(contacts)
    answer = next((a for a in form.topic if a.topic is topic and a.do), None)
    danger = [Part(a.text, (Bullets(a.say, numbered=True), _phones(a.call, contacts))) for a in form.danger if a.say]
    if answer is not None:
        title = f"{form.title}: {answer.text}"
        parts = [
            Part("Ring", (_phones(answer.call, contacts),)),
            Part("Gør", (Bullets(answer.do),)),
            Part("Gør ikke", (Bullets(answer.dont),)),
            Part("Trin for trin", (Bullets(answer.step, numbered=True),)),
        ]
    else:
        title = form.title
        steps = [
            (f"{n}. {step.title}", f"{step.text}\n{step.who} · {step.deadline}") for n, step in enumerate(form.step, 1)
        ]
        parts = [
            *danger,
            Part("Gør aldrig", (Bullets(form.always_dont),)),
            Part("Trin for trin", (Facts(tuple(steps)),)),
        ]
    return Document(
        title=title,
        lines=(Paragraph("Programmet ringer ikke. Ring fra en telefon.", Tone.STRONG),),
        parts=tuple(parts),
        header=institution_name,
        footer=(
            f"Udskrevet {long_date(today)}",
            f"Vejledningen er gennemgået {long_date(date.fromisoformat(form.checked_on))}",
        ),
    )


def _phones(keys: Sequence[str], contacts: Sequence[Contact]) -> Block:
    """A number for each key: those of the whole country, those written in, and room to write where there is none."""
    rows = []
    shipped = {n.key: n for n in numbers.shipped()}
    places = {p.key: p.function for p in numbers.places()}
    for key in keys:
        contact = next((c for c in contacts if c.key == key and c.phone.strip()), None)
        if key in shipped:
            rows.append((shipped[key].function, shipped[key].phone, shipped[key].hours))
        elif contact is not None:
            checked = f"kontrolleret {long_date(contact.checked_on)}" if contact.checked_on else "ikke kontrolleret"
            rows.append((contact.function, contact.phone, "\n".join(filter(None, (contact.hours, checked)))))
        else:
            rows.append((places.get(key, key), "Skriv nummeret her:", "ikke oplyst"))
    return Table(("Hvem", "Nummer", "Hvornår"), tuple(rows), (0.4, 0.25, 0.35))
