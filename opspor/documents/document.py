"""What a paper is made of, before anybody knows how it looks: title, sections, blocks. Frozen, no ReportLab.

The same document is drawn as a PDF (``layout``) and read as plain text (``as_text``), so the screen reader, the
snapshot tests and the paper can never say different things.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from opspor.domain.network import Person
from opspor.domain.network import in_words as network_in_words

FORTROLIGT = "Fortroligt"
ANONYMISERET = "Anonymiseret"
UDEN_NAVN = "UDEN NAVN, kan genkendes"
KLADDE = "Kladde"


class Tone(StrEnum):
    """How loud a paragraph is."""

    BODY = "body"
    STRONG = "strong"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line break in ``text`` is a line break on paper."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, line by line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something dated: ``label`` says when and where, ``note`` (quiet) who wrote it down and when."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, printed in quotation marks; ``asked`` is what the person was asked."""

    label: str
    words: str
    asked: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with a head. ``shares`` are the widths of the columns and add up to 1.

    ``shades`` are, row by row, those of the cells (0..4): each is drawn as a strip with a pattern; None: without.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    shades: tuple[tuple[int | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One of several things that are done in order: ``note`` (who, until when) beside the title, then one text of
    several parts, each with a loud label before it or none.
    """

    number: int
    title: str
    note: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EmptyLines:
    """Room to write by hand."""

    label: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick by hand."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """Words to put a ring round by hand, each under a face: from glad to sad, in the order of ``options``."""

    label: str
    options: tuple[str, str, str, str]
    large: bool = False  # for a small child to point at


@dataclass(frozen=True, slots=True)
class PeopleMap:
    """The people around a child, drawn in rings and sectors, with the number of each as in ``people``."""

    people: tuple[Person, ...]
    middle: str  # what the child is called


@dataclass(frozen=True, slots=True)
class Subheading:
    """A head within a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture file as wide as the text, with ``alt`` below it: what is seen on it."""

    file: Path
    alt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts after the one it stands in, under their groups, each with the number of its page."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A line for a date and a line for a signature with ``name`` below it."""

    name: str


@dataclass(frozen=True, slots=True)
class WordGrid:
    """Numbered words, four in a row, large."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Large:
    """One thing to be read from a distance or typed from the paper."""

    label: str
    text: str


Block = (
    Paragraph
    | Facts
    | Entry
    | Quote
    | Table
    | Bullets
    | Step
    | EmptyLines
    | Choices
    | Faces
    | PeopleMap
    | Subheading
    | Screenshot
    | Contents
    | Signature
    | WordGrid
    | Large
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it. ``typed`` is true where a person wrote the text and can shorten it.

    ``new_page``: a sheet of its own, e.g. of the next pupil. ``group`` is the heading over this part and those after it
    that name the same; "" for a paper without such headings. ``missing``: the first block says that nobody answered.
    """

    title: str
    blocks: tuple[Block, ...]
    typed: bool = False
    new_page: bool = False
    group: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A paper. ``title`` is also the title of the PDF file and never holds anything personal.

    ``header`` stands at the top left of every page and ``mark`` at the top right; ``footer`` at the bottom left beside
    "Side 1 af 2". ``draft`` marks every page as "Kladde". ``fits`` is how many pages it is set
    on, closer and smaller, to hang on a wall; 0: as many as it takes. A paper in another ``language`` (its code) says
    its page numbers in ``page_words``; ``right_to_left``: it begins at the right, and has paragraphs and lists alone.
    """

    title: str
    lines: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    header: str
    mark: str = ""
    footer: tuple[str, ...] = ()
    one_page: bool = False
    draft: bool = False
    fits: int = 0
    language: str = "da-DK"
    right_to_left: bool = False
    page_words: str = "Side {page} af {count}"

    @property
    def marks(self) -> str:
        """What stands at the top right: ``Kladde · Fortroligt``."""
        return " · ".join(mark for mark in (KLADDE if self.draft else "", self.mark) if mark)


def block_text(block: Block) -> str:
    """A block as plain text, in reading order."""
    match block:
        case Paragraph():
            return block.text
        case Facts():
            return "\n".join(f"{label}: {value}" for label, value in block.rows)
        case Entry():
            return "\n".join(line for line in (f"{block.label}: {block.text}", block.note) if line)
        case Quote():
            return "\n".join(
                line for line in (f"{block.label}: {quoted(block.words)}", block.asked, block.note) if line
            )
        case Table():
            named = (zip(block.head, row, strict=True) for row in block.rows)
            return "\n".join("; ".join(f"{head}: {_on_one_line(cell)}" for head, cell in row) for row in named)
        case Bullets():
            signs = (f"{n}." if block.numbered else "–" for n in range(1, len(block.items) + 1))
            return "\n".join(f"{sign} {item}" for sign, item in zip(signs, block.items, strict=True))
        case Step():
            said = (f"{label}: {text}" if label else text for label, text in block.texts)
            return "\n".join([f"{block.number}. {block.title} ({block.note})", *said])
        case EmptyLines():
            return f"{block.label}: ____"
        case Choices() | Faces():
            return f"{block.label}: " + "   ".join(f"[ ] {option}" for option in block.options)
        case PeopleMap():
            return network_in_words(block.people)
        case Subheading():
            return block.text
        case Screenshot():
            return block.alt
        case Contents():
            return ""
        case Signature():
            return f"Dato: ____  Underskrift: ____ ({block.name})"
        case WordGrid():
            return "\n".join(f"{n}. {word}" for n, word in enumerate(block.words, 1))
        case Large():
            return f"{block.label}: {block.text}"
    assert_never(block)


def quoted(words: str) -> str:
    """``»Mor sov.«``; quotation marks that were typed around the whole are not doubled, those inside stay."""
    words = words.strip()
    for left, right in ("»«", '""', "“”", "””", "„“"):
        inner = words[1:-1]
        if len(words) > 1 and words[0] == left and words[-1] == right and left not in inner and right not in inner:
            return f"»{inner}«"
    return f"»{words}«"


def as_text(document: Document) -> str:
    """The whole paper as plain text, in the order in which it is read."""
    head = [document.header, document.marks, document.title, *(line.text for line in document.lines)]
    parts = []
    for above, part in zip(("", *(part.group for part in document.parts)), document.parts, strict=False):
        parts += [part.group.upper()] if part.group not in ("", above) else []
        parts.append("\n".join([part.title, *map(block_text, part.blocks)]))
    return "\n\n".join(["\n".join(filter(None, head)), *parts, "\n".join(document.footer)]).strip() + "\n"


def _on_one_line(text: str) -> str:
    return ", ".join(filter(None, text.split("\n")))
