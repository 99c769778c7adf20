"""What goes to the municipality's own case system: a decision, a closed concern as a whole, and the list of the files.

No title and no file name says whom it is about. A text that holds a protected address is left out, and it says so: the
journal must not lack the rest for that, and the municipality can look the address up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from opspor.documents.document import (
    FORTROLIGT,
    Block,
    Document,
    Entry,
    Facts,
    Paragraph,
    Part,
    Quote,
    Table,
    Tone,
    block_text,
)
from opspor.documents.privacy import protected_places
from opspor.domain.child import Carer, Particulars
from opspor.domain.clock import long_date, moment_in_words, short_date
from opspor.domain.filing import FILING_WORDS, WHY_FILED, ToFile
from opspor.domain.people import Institution

LEFT_OUT = "Udeladt: her står en beskyttet adresse eller telefon. Kommunen kan selv slå den op."


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """What every paper for the journal is made from. ``name`` is the child's, or the typed one."""

    institution: Institution
    name: str
    particulars: Particulars | None
    printed_by: str
    printed_at: datetime
    mark: str  # of the log

    @property
    def carers(self) -> tuple[Carer, ...]:
        """The carers, as far as they are known."""
        return self.particulars.carers if self.particulars else ()


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was written: its head and its words, who wrote it and when."""

    head: str
    lines: tuple[str, ...]
    author: str
    at: datetime

    @property
    def entry(self) -> Entry:
        """As it stands on paper."""
        return Entry(self.head, "\n".join(self.lines), f"Skrevet {moment_in_words(self.at)} af {self.author}")


@dataclass(frozen=True, slots=True)
class Whole:
    """A closed concern: how it began, what was seen and said, what was done and decided, and why it was closed."""

    track: str
    began: Said
    observations: tuple[Entry, ...]
    words: tuple[Quote, ...]
    decisions: tuple[Said, ...]
    steps: tuple[Said, ...]
    papers: tuple[str, ...]  # what left the house and what came back, a line each
    conclusions: tuple[Said, ...]
    closed: Said


def decision(facts: FilingFacts, what: ToFile, said: Said) -> Document:
    """A decision of a concern that is still open."""
    return _paper(facts, what, (Part("Beslutningen", (said.entry,)),))


def concern(facts: FilingFacts, what: ToFile, whole: Whole) -> Document:
    """A closed concern as a whole."""
    parts = [
        Part("Sådan begyndte det", (Facts((("Spor", whole.track),)), whole.began.entry)),
        Part("Det er set og hørt", whole.observations),
        Part("Barnets ord", whole.words),
        Part("Det er besluttet", tuple(one.entry for one in whole.decisions)),
        Part("Det er gjort", tuple(one.entry for one in whole.steps)),
        Part("Underretninger", tuple(Paragraph(line) for line in whole.papers)),
        Part("Sparring", tuple(one.entry for one in whole.conclusions)),
        Part("Lukket", (whole.closed.entry,)),
    ]
    return _paper(facts, what, tuple(part for part in parts if part.blocks))


def listing(facts: FilingFacts, files: Sequence[ToFile]) -> Document:
    """The list that lies beside the files: numbers, kinds and days, and nobody's name."""
    rows = tuple((one.reference, FILING_WORDS[one.kind], short_date(one.since), one.file_name) for one in files)
    return Document(
        title="Til journalen",
        lines=(
            Paragraph(f"Gjort klar {long_date(facts.printed_at.date())}", Tone.QUIET),
            Paragraph("Når filerne ligger i jeres eget sagssystem: noter dag og sag i opspor, og slet filerne her."),
        ),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=(Part("Filer", (Table(("Nummer", "Hvad", "Dag", "Fil"), rows, (0.16, 0.33, 0.16, 0.35)),)),),
        footer=_footer(facts),
    )


def _paper(facts: FilingFacts, what: ToFile, parts: Iterable[Part]) -> Document:
    born = facts.particulars.birth_date if facts.particulars else None
    return Document(
        title=FILING_WORDS[what.kind],
        lines=(
            Paragraph(", ".join(filter(None, (facts.name, f"født {long_date(born)}" if born else ""))), Tone.STRONG),
            Paragraph(f"Til journalen. Vores nummer: {what.reference}", Tone.QUIET),
            Paragraph(WHY_FILED[what.kind], Tone.QUIET),
        ),
        header=facts.institution.name,
        mark=FORTROLIGT,
        parts=tuple(replace(part, blocks=tuple(_without_address(facts, part.blocks))) for part in parts),
        footer=_footer(facts),
    )


def _without_address(facts: FilingFacts, blocks: Iterable[Block]) -> Iterable[Block]:
    hidden = protected_places(facts)
    for block in blocks:
        if not hidden.found_in(block_text(block)):
            yield block
        elif isinstance(block, Entry) and not hidden.found_in(block.label):  # where it was seen is typed too
            yield Entry(block.label, LEFT_OUT, block.note)
        else:
            yield Paragraph(LEFT_OUT, Tone.QUIET)


def _footer(facts: FilingFacts) -> tuple[str, ...]:
    controller = f"Dataansvarlig: {facts.institution.controller.strip() or 'ikke oplyst'}"
    printed = f"Gemt {moment_in_words(facts.printed_at)} af {facts.printed_by}"
    return (controller, " · ".join(filter(None, (printed, facts.mark))))
