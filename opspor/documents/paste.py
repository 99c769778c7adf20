"""A finished paper field by field, to be pasted into somebody else's form: in the order of the paper, gaps and all."""

from collections.abc import Iterator
from dataclasses import dataclass

from opspor.documents.document import Block, Document, EmptyLines, Facts, Part, Signature, block_text
from opspor.documents.facts import NOT_KNOWN

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
    """The fields of a paper: each line of facts for itself, everything else part by part. Nothing to be signed.

    The same texts as on paper: what is not drawn there is not here (``documents.content``).
    """
    return tuple(field for part in document.parts for field in _of(part))


def _of(part: Part) -> Iterator[PasteField]:
    rest: list[Block] = []
    for block in part.blocks:
        if isinstance(block, Facts):
            yield from (PasteField(part.title, label, text.strip(), _gap(text)) for label, text in block.rows)
        elif not isinstance(block, Signature | EmptyLines):
            rest.append(block)
    if rest:
        text = "\n\n".join(block_text(block) for block in rest)
        yield PasteField(part.title, "", text, _gap(text))


def _gap(text: str) -> bool:
    return text.strip().casefold() in _GAPS
