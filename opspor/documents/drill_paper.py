"""A restore drill on paper: one line for the file, that a copy was brought back and what was in it."""

from datetime import datetime

from opspor.documents.document import Document, Facts, Paragraph, Part, Tone
from opspor.domain.clock import moment_in_words
from opspor.domain.text import count_of


def drill_sentence(tried_at: datetime, copied_at: datetime, children: int, records: int) -> str:
    """The result of a drill that went well, as it stands on the screen and on paper."""
    return (
        f"{moment_in_words(tried_at)} blev kopien fra {moment_in_words(copied_at)} hentet frem, låst op og set "
        f"igennem. Alt var der: {count_of(children, 'barn', 'børn')} og "
        f"{count_of(records, 'optegnelse', 'optegnelser')}."
    )


def drill_paper(
    institution_name: str, tried_by: str, tried_at: datetime, copied_at: datetime, children: int, records: int
) -> Document:
    """Holds numbers and days, and the name of nobody but of who tried it."""
    return Document(
        title="Prøve af sikkerhedskopi",
        lines=(Paragraph("Til institutionens egen dokumentation", Tone.QUIET),),
        header=institution_name,
        parts=(
            Part("Resultat", (Paragraph(drill_sentence(tried_at, copied_at, children, records)),)),
            Part(
                "Sådan blev der prøvet",
                (
                    Paragraph(
                        "opspor hentede den nyeste kopi frem ved siden af mappen, låste den op, læste alle sider, "
                        "loggen og skemaerne igennem, talte efter og smed den væk igen. Mappen selv blev ikke rørt."
                    ),
                    Facts((("Prøvet af", tried_by), ("Næste prøve", f"senest om et år, i {tried_at.year + 1}"))),
                ),
            ),
        ),
    )
