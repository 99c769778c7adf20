"""Everything about a child on paper, for one person by name who asked to read it (domain 8.2).

The sentences about what may be left out stand on every paper of this kind, also where nothing is: what is missing must
not show by what is said (design section 11, rule 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from opspor.documents.document import FORTROLIGT, Block, Document, Entry, Facts, Paragraph, Part, Table, Tone
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.subject_access import labelled

DRAFT = "UDKAST"
LEFT_OUT = (
    "Oplysninger om andre mennesker kan være udeladt; dér står »[udeladt]«. Loven har også undtagelser, hvor noget "
    "ikke udleveres. De to sætninger her står på alle papirer af denne slags."
)
METHOD = (
    "To spørgsmål, hver for sig. Trivsel er, hvordan barnet har det nu: om det er glad, er med i fællesskabet, lærer "
    "og vokser. Position er, om noget omkring barnet gør hverdagen tungere eller lettere for det dér, hvor det går. To "
    "eller flere voksne svarer først hver for sig og taler så sammen. Svarene er ikke et tal og ikke en dom over "
    "barnet: de beskriver en hverdag på et tidspunkt, og de ændrer sig."
)
NO_DRAFTS = (
    "Kladder, som en medarbejder er i gang med, er ikke med. De bliver afleveret og er så med, eller de bliver slettet."
)
LOG_BY_FUNCTION = (
    "Loggen siger, hvad der er gjort og i hvilken funktion, ikke hvem det var: medarbejderne har gjort det på "
    "institutionens vegne. Gamle linjer i loggen slettes efter nogle måneder."
)
RIGHTS = (
    "Ser I noget anderledes, kan I få en bemærkning skrevet ved siden af. Teksten bliver stående.",
    "I kan gøre indsigelse mod, at oplysningerne bruges, eller bede om, at brugen begrænses, mens noget afklares.",
    "I kan klage til Datatilsynet.",
)


@dataclass(frozen=True, slots=True)
class Given:
    """A row as it is handed over: ``lines`` are label and text, either may be "" ."""

    section: str
    on: date
    heading: str
    by: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Whom the paper is for, whom it is about, and who answers for it."""

    institution: str
    controller: str
    dpo: str
    recipient: str
    child: str
    asked_on: date
    made_at: datetime


def access_paper(
    head: Head, rows: Sequence[Given], log: Sequence[tuple[str, str, str, str]], footer: tuple[str, ...], *, draft: bool
) -> Document:
    """``rows`` in the order in which they are read; ``log`` is (time, function, what, about), newest first."""
    parts = [
        Part("Om papiret", (Facts(_about(head)), *(Paragraph(text) for text in (LEFT_OUT, NO_DRAFTS)))),
        Part("Sådan er vurderingerne lavet", (Paragraph(METHOD),)),
        Part("Jeres rettigheder", tuple(Paragraph(text) for text in RIGHTS)),
    ]
    for section, those in groupby(rows, lambda row: row.section):
        parts.append(Part(section, tuple(_entry(row) for row in those)))
    parts.append(Part("Loggen", (Paragraph(LOG_BY_FUNCTION, Tone.QUIET), *_log(log))))
    return Document(
        title="Indsigt",
        lines=(Paragraph(f"Til {head.recipient}", Tone.STRONG),),
        parts=tuple(parts),
        header=head.institution,
        mark=f"{DRAFT} · {FORTROLIGT}" if draft else FORTROLIGT,
        footer=footer,
    )


def _about(head: Head) -> tuple[tuple[str, str], ...]:
    return (
        ("Barn", head.child),
        ("Bedt om den", long_date(head.asked_on)),
        ("Lavet", moment_in_words(head.made_at)),
        ("Dataansvarlig", head.controller.strip() or "ikke oplyst"),
        ("Rådgiver (DPO)", head.dpo.strip() or "ikke oplyst"),
    )


def _entry(row: Given) -> Entry:
    text = "\n".join(labelled(label, words) if label else words for label, words in row.lines)
    return Entry(f"{long_date(row.on)}\n{row.heading}", text, f"Skrevet af {row.by}" if row.by else "")


def _log(lines: Sequence[tuple[str, str, str, str]]) -> tuple[Block, ...]:
    if not lines:
        return (Paragraph("Der er ingen linjer."),)
    return (Table(("Tid", "Funktion", "Hvad", "Om"), tuple(lines), (0.22, 0.2, 0.32, 0.26)),)
