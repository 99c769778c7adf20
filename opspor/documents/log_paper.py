"""An extract of the log on paper: for the yearly check, for a question somebody has, or for a request for access."""

from collections.abc import Sequence

from opspor.documents.document import FORTROLIGT, Block, Document, Paragraph, Part, Table, Tone

_HEAD = ("Linje", "Tid", "Hvem", "Hvad", "Om")
_SHARES = (0.08, 0.22, 0.21, 0.27, 0.22)


def log_paper(
    title: str, institution_name: str, about: Sequence[str], rows: Sequence[tuple[str, ...]], footer: tuple[str, ...]
) -> Document:
    """Lines of the log as they stand, in the order given; ``about`` says in words which ones and how they were chosen.

    A row is (number, time, who, what, about whom), already as this reader may see it.
    """
    table: Block = Table(_HEAD, tuple(rows), _SHARES) if rows else Paragraph("Der er ingen linjer.")
    return Document(
        title=title,
        lines=tuple(Paragraph(line, Tone.QUIET) for line in about),
        parts=(Part("Linjer", (table,)),),
        header=institution_name,
        mark=FORTROLIGT,
        footer=footer,
    )
