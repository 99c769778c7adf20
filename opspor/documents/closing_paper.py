"""The receipt for a house that closed: what was destroyed, when and by whom, and what nobody could reach."""

from dataclasses import dataclass
from datetime import datetime

from opspor.documents.document import Bullets, Document, Facts, Paragraph, Part, Tone
from opspor.domain.clock import moment_in_words
from opspor.domain.text import count_of

NOT_REACHED = (
    "Kopier andre steder: på en USB-nøgle, i it's egen sikkerhedskopi eller på et drev, der ikke var sat i.",
    "Papirer og filer, der er gemt eller skrevet ud. Dem skal I selv finde og slette.",
    "Gamle blokke på en disk. De er krypterede, og nøglen er ødelagt her. Men en gammel kopi har sin egen nøgle "
    "med og kan åbnes med de adgangskoder, der gjaldt dengang.",
)


@dataclass(frozen=True, slots=True)
class Closed:
    """What was destroyed: files of the vault, copies; ``manifest`` is the SHA-256 of the export, "" without one."""

    institution: str
    by: str
    at: datetime
    files: int
    copies: int
    strangers: int
    manifest: str


def closing_paper(closed: Closed) -> Document:
    """It names the institution and who did it, and nothing that was written."""
    facts = [
        ("Hvad", "Hele mappen: nøgler, data, log, kladder og de kopier, der lå hos den"),
        ("Hvornår", moment_in_words(closed.at)),
        ("Slettet af", closed.by),
        ("Filer i mappen", str(closed.files)),
        ("Kopier og registre", str(closed.copies)),
        (
            "Taget ud før",
            f"Ja. Indholdslistens SHA-256: {closed.manifest}"
            if closed.manifest
            else "Nej, der blev ikke taget noget ud",
        ),
        ("Set efter", "Ingen af mappens filer er der mere, og den kan ikke åbnes"),
    ]
    if closed.strangers:
        files = count_of(closed.strangers, "fil", "filer")
        facts.append(("Ligger der stadig", f"{files}, som ikke er opspors, i den folder mappen lå i"))
    return Document(
        title="Kvittering for lukning",
        lines=(Paragraph("Til den dataansvarlige", Tone.QUIET),),
        header=closed.institution,
        parts=(
            Part("Slettet for altid", (Facts(tuple(facts)),)),
            Part("Det er ikke nået", (Bullets(NOT_REACHED),)),
        ),
    )
