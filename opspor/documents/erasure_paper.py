"""The receipt for a deletion: that it was done, when and by whom. It names no child and nothing that was written."""

from datetime import date, datetime

from opspor.documents.document import Document, Facts, Paragraph, Part, Tone
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.retention import Receipt, Sort
from opspor.domain.text import count_of

COPIES = (
    "Gamle kopier har det stadig, til nye tager deres plads: den sidste efter {until}. Bliver en kopi hentet frem, "
    "sletter opspor det igen."
)
OLD_BLOCKS = (
    "Gamle blokke på en disk og kopier, I selv har taget uden for opspor, er ikke med: dem kan opspor ikke nå. En disk "
    "uden kryptering kan have rester, til den bliver skrevet over."
)
SORT_WORDS = {
    Sort.OWN: ("sæt egne vurderinger", "sæt egne vurderinger"),
    Sort.FILE: ("barn med alt, der stod om det", "børn med alt, der stod om dem"),
    Sort.CONCERN: ("lukket bekymring", "lukkede bekymringer"),
    Sort.PAPER: ("tekst i en underretning", "tekster i underretninger"),
}
_LOG = "Loggen siger, at der er slettet, hvornår og af hvem. Den nævner {whom}."


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
                    Paragraph(_LOG.format(whom="ikke barnet")),
                    Paragraph(COPIES.format(until=long_date(copies_until))),
                    Paragraph(OLD_BLOCKS),
                ),
            ),
        ),
    )


def receipt_paper(institution_name: str, receipt: Receipt) -> Document:
    """What went from the list of what is to go: how many of each sort, of whom by number, who approved it and when."""
    counts = "\n".join(count_of(count, *SORT_WORDS[sort]) for sort, count in receipt.counts)
    facts = (
        ("Hvad", counts),
        ("Hvornår", long_date(receipt.on)),
        ("Godkendt og slettet af", receipt.by),
        ("Antal optegnelser", str(receipt.records)),
        ("Numre på børnene", ", ".join(receipt.codes) or "ingen børn fra listen"),
    )
    left = [_LOG.format(whom="ingen børn"), COPIES.format(until=long_date(receipt.copies_until)), OLD_BLOCKS]
    return Document(
        title="Kvittering for sletning",
        lines=(Paragraph("Til institutionens egen dokumentation", Tone.QUIET),),
        header=institution_name,
        parts=(Part("Slettet", (Facts(facts),)), Part("Det er der endnu", tuple(Paragraph(text) for text in left))),
    )
