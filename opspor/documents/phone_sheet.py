"""The sheet to hold in one's hand while ringing the municipality: whom, what to say first, the facts, what to note.

Acute is by phone first and in writing afterwards (domain 4.1). No gate stands before it: a text that names a protected
address is left out and says so, where a paper that is sent would be refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from opspor.documents.document import (
    FORTROLIGT,
    Block,
    Bullets,
    Document,
    EmptyLines,
    Facts,
    Large,
    Paragraph,
    Part,
    Tone,
    quoted,
)
from opspor.documents.facts import NOT_KNOWN, PaperFacts
from opspor.documents.privacy import HOLDS_PROTECTED, home_is_protected, is_hidden, refuse_protected
from opspor.documents.records import ADDRESS_PROTECTED, BOTH_PROTECTED, what_parents_know
from opspor.domain.child import age_in_words
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.errors import KnownError

TITLE = "Ark til telefonen"
DOES_NOT_CALL = "Ring fra en telefon. Programmet ringer ikke."
LEFT_OUT = "En tekst nævner en beskyttet adresse eller telefon og står derfor ikke her. Læs den på bekymringen."
_NEWEST = 3  # of what was seen and said: more is read from the concern, not from a sheet in one's hand


@dataclass(frozen=True, slots=True)
class Call:
    """A number to ring. ``phone`` is "" where nobody has written it in; ``said`` is when, and when it was checked."""

    function: str
    phone: str
    said: str


def phone_sheet(facts: PaperFacts, calls: Iterable[Call]) -> Document:
    """The sheet about one child, for the person who rings. ``calls`` in the order in which they are tried."""
    parts = (
        Part("Ring", tuple(_call(call) for call in calls)),
        Part("Sig først", (Bullets(_first(facts), numbered=True),)),
        *_known(facts),
        Part("Det, I ringer om", _seen(facts)),
        Part("Barnet", (_guarded(Large("Navn", _name(facts)), facts), _guarded_rows(_child(facts), facts))),
        *((Part("Barnets voksne", (_guarded_rows(_carers(facts), facts),)),) if facts.carers else ()),
        Part(
            "Spørg, og skriv ned",
            (
                EmptyLines("Hvem svarede? Navn og funktion"),
                EmptyLines("Dato og klokkeslæt"),
                EmptyLines("Hvad gør de nu, og hvornår?", 2),
                EmptyLines("Hvad gør vi, og hvor skal barnet være i dag?", 2),
                EmptyLines("Hvem siger hvad til forældrene, og hvornår?", 2),
                EmptyLines("Hvornår hører vi fra dem igen?"),
            ),
        ),
        Part(
            "Bagefter",
            (
                Bullets(
                    (
                        "Tryk »Jeg har ringet« i opspor, og skriv, hvem du talte med, og hvad I aftalte.",
                        "Skriv underretningen samme dag. Den skal også være der på skrift.",
                        "Makulér arket, når det er skrevet ind.",
                    )
                ),
            ),
        ),
    )
    return Document(
        title=TITLE,
        lines=(Paragraph(DOES_NOT_CALL, Tone.STRONG),),
        parts=parts,
        header=facts.institution.name,
        mark=FORTROLIGT,
        footer=(
            " · ".join(filter(None, (f"Lavet {moment_in_words(facts.now)} af {facts.printed_by}", facts.log_mark))),
        ),
    )


def _call(call: Call) -> Block:
    label = " · ".join(filter(None, (call.function, call.said)))
    return Large(label, call.phone or "Nummeret er ikke skrevet ind")


def _first(facts: PaperFacts) -> tuple[str, ...]:
    me = ", ".join(filter(None, (facts.reporter.name, facts.reporter.title.strip(), facts.institution.name)))
    phone = facts.institution.phone.strip().replace(" ", "\u00a0")  # read out from one line
    back = f" Mit nummer er {phone}.«" if phone else "« Sig, hvor de kan ringe tilbage."
    return (
        "»Jeg ringer for at underrette om et barn. Det haster.«",
        f"»Jeg hedder {me}.{back}",
        "Sig, hvad der er sket, og hvornår: først det, du selv har set og hørt.",
        "Sig, hvor barnet er lige nu, hvem der er hos det, og hvem der ventes at hente det.",
        "Sig, hvad du er bange for, der sker, hvis ingen gør noget i dag.",
    )


def _known(facts: PaperFacts) -> tuple[Part, ...]:
    """Who knows already comes before the facts (design section 11, rule 1)."""
    blocks = what_parents_know(facts)
    return (Part("Det ved forældrene", tuple(_guarded(block, facts) for block in blocks)),) if blocks else ()


def _seen(facts: PaperFacts) -> tuple[Block, ...]:
    concern = facts.concern
    blocks = (
        Large(f"Skrevet {moment_in_words(concern.written_at)} af {concern.author_name}", concern.what.strip()),
        *(
            Large(", ".join(filter(None, (moment_in_words(seen.seen_at), seen.place.strip()))), seen.text.strip())
            for seen in facts.chosen_observations[-_NEWEST:]
        ),
        *(
            Large(f"Barnet sagde {moment_in_words(said.said_at)}", quoted(said.words))
            for said in facts.chosen_words[-_NEWEST:]
        ),
    )
    return tuple(_guarded(block, facts) for block in blocks)


def _guarded(block: Block, facts: PaperFacts) -> Block:
    try:
        refuse_protected((Part("", (block,)),), facts)
    except KnownError as error:
        if error.fault is not HOLDS_PROTECTED:
            raise
        return Paragraph(LEFT_OUT, Tone.STRONG)
    return block


def _guarded_rows(rows: Iterable[tuple[str, str]], facts: PaperFacts) -> Facts:
    kept = ((label, text, _guarded(Facts(((label, text),)), facts)) for label, text in rows)
    return Facts(tuple((label, text) if isinstance(block, Facts) else ("", LEFT_OUT) for label, text, block in kept))


def _name(facts: PaperFacts) -> str:
    known = facts.particulars
    return (f"{known.first_name} {known.last_name}".strip() if known else facts.typed_name) or NOT_KNOWN


def _child(facts: PaperFacts) -> tuple[tuple[str, str], ...]:
    known = facts.particulars
    if known is None:
        return (("Født", NOT_KNOWN), ("Adresse", NOT_KNOWN))
    born = NOT_KNOWN
    if known.birth_date is not None:
        born = f"{long_date(known.birth_date)} ({age_in_words(known.birth_date, facts.today)})"
    address = ADDRESS_PROTECTED if home_is_protected(facts) else known.address.strip() or NOT_KNOWN
    language = f"Ja. Sprog: {known.language.strip() or NOT_KNOWN}" if known.interpreter else ""
    siblings = "\n".join(", ".join(filter(None, (one.name, one.about))) for one in known.siblings)
    rows = (
        ("Født", born), ("Adresse", address), ("Stue eller klasse", facts.group_name), ("Tolk", language),
        ("Søskende", siblings),
    )  # fmt: skip
    return tuple(row for row in rows if row[1])


def _carers(facts: PaperFacts) -> tuple[tuple[str, str], ...]:
    rows = []
    for carer in facts.carers:
        reach = BOTH_PROTECTED if is_hidden(carer, facts) else carer.phone.strip() or f"Telefon {NOT_KNOWN}"
        lives = "bor med barnet" if carer.lives_with_child else "bor ikke med barnet"
        rows.append((carer.name or NOT_KNOWN, "\n".join((", ".join(filter(None, (carer.relation, lives))), reach))))
    return tuple(rows)
