"""A finished paper field by field, to be pasted into somebody else's form: in the order of the paper, gaps and all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opspor.documents.document import Block, Document, EmptyLines, Facts, Part, Signature, Table, block_text
from opspor.documents.facts import NOT_KNOWN

_PERSON = "Navn"  # what a table of people begins with
_GAPS = (NOT_KNOWN, "ikke oplyst ved afsendelse")


@dataclass(frozen=True, slots=True)
class PasteField:
    """What is copied in one go. ``part`` is the heading it stands under on the paper, ``label`` the line there, "" when
    the whole part is one field. ``gap``: the paper says that it is not known.
    """

    part: str
    label: str
    text: str
    gap: bool

    @property
    def title(self) -> str:
        """``Barnet · Adresse``."""
        return " · ".join(filter(None, (self.part, self.label)))

    @property
    def line(self) -> str:
        """The text with what it is: ``Adresse: Kanarivej 1``."""
        return f"{self.label}: {self.text}" if self.label else self.text


def fields_of(document: Document) -> tuple[PasteField, ...]:
    """The fields of a paper: each line of facts and each person for itself, everything else part by part. Nothing to be
    signed.

    The same texts as on paper: what is not drawn there is not here (``documents.content``).
    """
    return tuple(field for part in document.parts for field in _of(part))


def _of(part: Part) -> Iterator[PasteField]:
    rest: list[Block] = []
    for block in part.blocks:
        if isinstance(block, Facts):
            yield from (PasteField(part.title, label, text.strip(), _gap(text)) for label, text in block.rows)
        elif isinstance(block, Table) and block.head[0] == _PERSON:
            yield from (
                PasteField(part.title, str(n), _lines(block.head, row), False) for n, row in enumerate(block.rows, 1)
            )
        elif not isinstance(block, Signature | EmptyLines):
            rest.append(block)
    if rest:
        text = "\n\n".join(_table(block) if isinstance(block, Table) else block_text(block) for block in rest)
        yield PasteField(part.title, "", text, _gap(text))


def _table(table: Table) -> str:
    return "\n\n".join(_lines(table.head, row) for row in table.rows)


def _lines(head: Sequence[str], row: Sequence[str]) -> str:
    """A row, a line for each of its columns."""
    named = zip(head, row, strict=True)
    return "\n".join(f"{name}: {', '.join(cell.split(chr(10)))}" for name, cell in named if cell.strip())


def _gap(text: str) -> bool:
    return text.strip().casefold() in _GAPS
