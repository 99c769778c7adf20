"""The letter to the municipality that asks for a receipt that has not come, and the one that asks what came of it.

It names the underretning by its day and our own number; the child only where the person chose so. What the rule says,
and how sure that is, is quoted from the law list as it stands on the day of the letter.
"""

from dataclasses import dataclass
from datetime import date, datetime

from opspor.documents.document import FORTROLIGT, Bullets, Document, Facts, Paragraph, Part, Signature, Tone
from opspor.documents.privacy import KnownHome, refuse_protected
from opspor.domain.child import Particulars
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.paper import Sent, reference
from opspor.domain.people import Institution


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What the letter is made from. ``child`` is the name to print, "" for none."""

    institution: Institution
    sent: Sent
    child: str
    known: Particulars | None  # of the child, whose protected address may stand nowhere
    receipt_by: date | None  # None: the receipt has come, and it is asked what came of the underretning
    reminded_on: date | None
    rule: str
    signed_by: str
    printed_at: datetime
    mark: str  # of the log


def reminder(facts: ReminderFacts) -> Document:
    """The letter. Raises PAPIR-BESKYTTET where what was typed holds a protected address or number."""
    receipt = facts.receipt_by is not None
    parts = (
        Part("Underretningen", (Facts(_which(facts)),)),
        Part("Det skriver vi om", tuple(_why(facts))),
        Part("Det beder vi om", (Bullets(_please(receipt=receipt), numbered=True),)),
        Part("Reglen", (Paragraph(facts.rule, Tone.QUIET),)),
        Part("Svar til", (Facts(_back(facts)),)),
        Part("Underskrift", (Signature(facts.signed_by),)),
    )
    if facts.known is not None:
        refuse_protected(parts, KnownHome(facts.known))
    return Document(
        title="Vi mangler en kvittering" if receipt else "Vi spørger efter en tilbagemelding",
        lines=(
            Paragraph(f"Til {facts.sent.receiver}", Tone.STRONG),
            Paragraph(long_date(facts.printed_at.date()), Tone.QUIET),
        ),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=parts,
        footer=tuple(filter(None, _footer(facts))),
    )


def _which(facts: ReminderFacts) -> tuple[tuple[str, str], ...]:
    at = f" kl. {facts.sent.at}" if facts.sent.at else ""
    rows = [
        ("Sendt", f"{long_date(facts.sent.sent_on)}{at}"),
        ("Hvordan", facts.sent.channel),
        ("Til", facts.sent.receiver),
        ("Vores nummer", reference(facts.sent.paper_id)),
    ]
    return (*rows, ("Barn", facts.child)) if facts.child else tuple(rows)


def _why(facts: ReminderFacts) -> list[Paragraph]:
    if facts.receipt_by is None:
        return [Paragraph("I har kvitteret, men vi har ikke hørt, om I undersøger noget eller sætter noget i gang.")]
    said = [
        Paragraph(
            f"Vi har ikke fået en kvittering for underretningen. Vi ventede den senest {long_date(facts.receipt_by)}. "
            "Vi ved derfor ikke, om nogen har læst den."
        )
    ]
    if facts.reminded_on is not None:
        said.append(Paragraph(f"Vi har spurgt før, den {long_date(facts.reminded_on)}."))
    return said


def _please(*, receipt: bool) -> tuple[str, ...]:
    told = "Skriv, om I undersøger noget eller sætter noget i gang, så langt I må fortælle det."
    if not receipt:
        return (told, "Skriv, hvem vi kan ringe til, hvis der kommer noget nyt.")
    return (
        "Bekræft, at I har fået underretningen, og hvilken dag.",
        "Sig det straks, hvis I ikke kan finde den. Så sender vi den igen samme dag.",
        told,
    )


def _back(facts: ReminderFacts) -> tuple[tuple[str, str], ...]:
    ours = facts.institution
    known = (("Navn", facts.signed_by), ("Sted", ours.name), ("Adresse", ours.address), ("Telefon", ours.phone))
    return tuple((label, value.strip()) for label, value in known if value.strip())


def _footer(facts: ReminderFacts) -> tuple[str, ...]:
    controller = facts.institution.controller.strip()
    return (
        f"Dataansvarlig: {controller}" if controller else "",
        f"Udskrevet {moment_in_words(facts.printed_at)} af {facts.signed_by}",
        facts.mark,
    )
