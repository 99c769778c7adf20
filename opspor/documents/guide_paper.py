"""The user guide on paper: the pages of ``reference/guide.py`` as one document, with contents, pictures and bookmarks.

It reads as much Markdown as the guide is written in: paragraphs, lists, tables, pictures and heads of the third level.
"""

import re
from collections.abc import Iterator

from opspor import __version__
from opspor.documents.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Paragraph,
    Part,
    Screenshot,
    Subheading,
    Table,
    Tone,
)
from opspor.documents.layout import draw
from opspor.reference import guide
from opspor.reference.guide import GuidePage, Picture

FILE_NAME = "opspor-brugervejledning.pdf"
METHOD = "Metoden"  # each of its pages is a sheet to hang up or to take to a meeting
_CONTENTS = "Indhold"
_LIST = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*?([\w-]+)\.png\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_MARKS = re.compile(r"\*\*|\*(?=\S)|(?<=\S)\*|`|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_NARROW, _WIDE = 8, 40  # letters: what a column of a table counts as at least and at most, when they share the room


def document() -> Document:
    """The whole guide."""
    first, *others = guide.pages()
    parts, above = [Part(_CONTENTS, (Contents(),))], ""
    for page in others:
        fresh = page.group != above or page.group == METHOD
        parts.append(Part(page.title, blocks(page), new_page=fresh, group=page.group))
        above = page.group
    return Document(
        title=guide.TITLE,
        lines=tuple(Paragraph(_plain(text), Tone.BODY) for text in first.markdown.split("\n\n")),
        parts=tuple(parts),
        header=f"opspor {__version__}",
    )


def drawn() -> bytes:
    """The guide as a PDF: tagged, with bookmarks, the same bytes every time."""
    return draw(document())


def blocks(page: GuidePage) -> tuple[Block, ...]:
    """What stands on one page, in order."""
    found: list[Block] = []
    for piece in re.split(r"\n\n+", page.markdown):
        found += _blocks(piece)
    return tuple(found)


def _blocks(piece: str) -> Iterator[Block]:
    if piece.startswith("### "):
        yield Subheading(_plain(piece[4:]))
    elif picture := _PICTURE.fullmatch(piece):
        seen = Picture(picture[2], picture[1])
        yield Screenshot(seen.file, seen.alt)
    elif piece.startswith("|"):
        yield _table(piece)
    elif listed := _LIST.search(piece):
        if listed.start():
            yield Paragraph(_plain(piece[: listed.start()]))
        items = _LIST.split(piece[listed.start() :])[1:]
        yield Bullets(tuple(map(_plain, items)), numbered=listed[0].strip()[0].isdecimal())
    else:
        yield Paragraph(_plain(piece))


def _table(piece: str) -> Table:
    head, _, *rows = [[_plain(cell) for cell in line.strip().strip("|").split("|")] for line in piece.splitlines()]
    counts = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    weights = [min(max(count, _NARROW), _WIDE) for count in counts]
    return Table(tuple(head), tuple(tuple(row) for row in rows), tuple(weight / sum(weights) for weight in weights))


def _plain(text: str) -> str:
    """The words, on one line, without the marks of Markdown."""
    return re.sub(r"\s+", " ", _MARKS.sub("", _LINK.sub(r"\1", text))).strip()
