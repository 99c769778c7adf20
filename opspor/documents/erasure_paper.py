"""The receipt for a deletion: that it was done, when and by whom. It names no child and nothing that was written."""

from datetime import date, datetime

from opspor.documents.document import Document, Facts, Paragraph, Part, Tone
from opspor.domain.clock import long_date, moment_in_words

COPIES = (
    "Gamle kopier har det stadig, til nye tager deres plads: den sidste efter {until}. Bliver en kopi hentet frem, "
    "sletter opspor det igen."
)


def erasure_paper(
    institution_name: str, code: str, erased_by: str, erased_at: datetime, records: int, copies_until: date
) -> Document:
    """``code`` is the number that stood for the child (B007); it is not given to anybody else."""
    facts = (
        ("Hvad", f"Alt om barnet med nummer {code}"),
        ("Hvornår", moment_in_words(erased_at)),
        ("Slettet af", erased_by),
        ("Antal optegnelser", str(records)),
    )
    return Document(
        title="Kvittering for sletning",
        lines=(Paragraph("Til institutionens egen dokumentation", Tone.QUIET),),
        header=institution_name,
        parts=(
            Part("Slettet", (Facts(facts),)),
            Part(
                "Det er der endnu",
                (
                    Paragraph("Loggen siger, at der er slettet, hvornår og af hvem. Den nævner ikke barnet."),
                    Paragraph(COPIES.format(until=long_date(copies_until))),
                ),
            ),
        ),
    )
