"""A hand-over from the sundhedspleje to a dagtilbud, made with the parents: strengths first, only what was ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from opspor.documents.document import FORTROLIGT, Block, Document, Entry, Facts, Paragraph, Part, Tone
from opspor.documents.privacy import KnownHome, refuse_protected
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.people import StaffMember


class HandoverPart(StrEnum):
    """What a line is about, in the order of the paper."""

    STRENGTHS = "strengths"
    PARENTS = "parents"
    AGREED = "agreed"
    JUDGED = "judged"


HANDOVER_WORDS = {
    HandoverPart.STRENGTHS: "Det går godt",
    HandoverPart.PARENTS: "Forældrenes egne ord",
    HandoverPart.AGREED: "Det har vi aftalt",
    HandoverPart.JUDGED: "Vurderet derhjemme",
}


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """Something that was written at a visit and may go along. ``label`` says which visit and when."""

    key: str
    part: HandoverPart
    label: str
    text: str


def handover_paper(
    institution_name: str, child: ChildInList, known: Particulars, lines: tuple[HandoverLine, ...],
    parents: str, staff: str, read_by: str,
    because: str, author: StaffMember, printed_at: datetime, mark: str,
) -> Document:  # fmt: skip
    """The paper. It holds no address, no telephone number and nobody's custody.

    Raises PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    parts = []
    for part in HandoverPart:
        blocks: list[Block] = [Entry(line.label, line.text) for line in lines if line.part is part]
        if part is HandoverPart.PARENTS and parents:
            blocks.insert(0, Paragraph(parents))
        if part is HandoverPart.JUDGED and blocks:
            blocks.append(Paragraph(f"Derfor står det her: {because}"))
            blocks.append(Paragraph("Det siger noget om barnets situation derhjemme. Det siger ikke, hvem barnet er."))
        if blocks:
            parts.append(Part(HANDOVER_WORDS[part], tuple(blocks)))
        if part is HandoverPart.PARENTS and staff:
            parts.append(Part("Sundhedsplejerskens ord", (Paragraph(staff),)))
    made = (
        ("Læst og godkendt af", read_by),
        ("Skrevet af", ", ".join(filter(None, (author.name, author.title)))),
        ("Lavet", moment_in_words(printed_at)),
    )
    return together_paper("Overlevering til dagtilbud", institution_name, child, known, parts, made, mark)


def together_paper(
    title: str, institution_name: str, child: ChildInList, known: Particulars, parts: Sequence[Part],
    made: tuple[tuple[str, str], ...], mark: str,
) -> Document:  # fmt: skip
    """A paper that was chosen line by line together with the parents; ``made`` says how.

    Raises PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    refuse_protected(parts, KnownHome(known))
    born = long_date(child.birth_date) if child.birth_date else "fødselsdato mangler"
    return Document(
        title=title,
        lines=(
            Paragraph(f"{child.full_name}, født {born}", Tone.STRONG),
            Paragraph("Lavet sammen med forældrene. Her står kun det, I har valgt i fællesskab.", Tone.QUIET),
        ),
        header=institution_name,
        mark=FORTROLIGT,
        parts=(*parts, Part("Sådan er papiret lavet", (Facts(made),))),
        footer=(mark,),
    )
