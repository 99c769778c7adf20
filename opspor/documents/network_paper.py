"""A network map on paper: drawn, and below it the same as a list in reading order, with what each person means."""

from opspor.documents.document import FORTROLIGT, Block, Document, Entry, Facts, Paragraph, Part, PeopleMap, Tone
from opspor.documents.privacy import KnownHome, refuse_protected
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.network import CONSIDERED_WORDS, SECTOR_WORDS, NetworkMap, Person, Sector, in_order, person_in_words

NOBODY = "Ingen på kortet endnu."
RINGS = "Jo tættere på midten, jo tættere på barnet: helt tæt på, tæt på og længere væk."


def network_paper(
    institution_name: str, child: ChildInList, known: Particulars, made: NetworkMap, printed: str, mark: str
) -> Document:
    """The paper; ``printed`` says who made it and when. The title names nobody.

    Raises PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    network = made.network
    people = in_order(network.people)
    listed = tuple(
        Part(SECTOR_WORDS[sector], _entries(people, sector))
        for sector in Sector
        if any(person.sector is sector for person in people)
    )
    considered = CONSIDERED_WORDS[network.considered] if network.considered else "Ikke svaret"
    on = f" ({long_date(network.considered_on)})" if network.considered_on else ""
    private = [("Kan det private netværk hjælpe?", considered + on), ("Det kom der ud af det", network.note)]
    parts = (
        *(listed or (Part("Personer", (Paragraph(NOBODY),)),)),
        Part("Det private netværk", (Facts(tuple((label, text) for label, text in private if text.strip())),)),
    )
    made_by = (
        ("Tegnet sammen med", network.drawn_with),
        ("Skrevet af", f"{made.author_name}, {moment_in_words(made.written_at)}"),
        ("Gemt som fil af", printed),
    )
    facts = Facts(tuple((label, text) for label, text in made_by if text.strip()))
    parts = (Part("Kortet", (PeopleMap(people, child.first_name), Paragraph(RINGS, Tone.QUIET))), *parts)
    parts = (*parts, Part("Sådan er kortet lavet", (facts,)))
    refuse_protected(parts, KnownHome(known))
    return Document(
        title="Netværkskort",
        lines=(
            Paragraph(child.full_name, Tone.STRONG),
            Paragraph("Kortet viser, hvem barnet har omkring sig. Det siger ikke noget om, hvordan de er.", Tone.QUIET),
        ),
        header=institution_name,
        mark=FORTROLIGT,
        parts=parts,
        footer=(mark,),
    )


def _entries(people: tuple[Person, ...], sector: Sector) -> tuple[Block, ...]:
    """The people of a sector, with the numbers that they have on the map."""
    return tuple(
        Entry(f"{number}. {person.label}", _said(person))
        for number, person in enumerate(people, 1)
        if person.sector is sector
    )


def _said(person: Person) -> str:
    """Everything about a person but the name, line by line."""
    means = f"Betyder for barnet: {person.means}" if person.means.strip() else ""
    helps = f"Kan hjælpe med: {person.helps}" if person.helps.strip() else ""
    return "\n".join(filter(None, (person_in_words(person), means, helps)))
