"""Reads a PDF the way a screen reader does: from the structure tree to the marked content."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

Place = tuple[int, int]  # page, marked content number


def reader(pdf: bytes) -> PdfReader:
    """The file, read strictly."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page in drawing order."""
    return [page.extract_text() for page in reader(pdf).pages]


def marked_texts(file: PdfReader) -> tuple[dict[Place, tuple[str, str]], list[str]]:
    """Role and text of each piece of marked content, and the texts that are artifacts.

    Fails when a text stands in neither: a screen reader would not know what it is.
    """
    marked: dict[Place, tuple[str, str]] = {}
    artifacts: list[str] = []
    for number, page in enumerate(file.pages):
        fonts = {name: _codes(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
        within: list[tuple[str, int | None]] = []
        font: dict[int, str] = {}
        for operands, operator in ContentStream(page["/Contents"].get_object(), file).operations:
            if operator in (b"BDC", b"BMC"):
                within.append((operands[0], operands[1].get("/MCID") if len(operands) > 1 else None))
                assert len(within) == 1, "marked content is never nested"
            elif operator == b"EMC":
                within.pop()
            elif operator == b"Tf":
                font = fonts[operands[0]]
            elif operator == b"Tj":
                raw = operands[0] if isinstance(operands[0], bytes) else operands[0].original_bytes
                text = "".join(font[code] for code in raw)
                role, mcid = within[-1]
                if mcid is None:
                    assert role == "/Artifact"
                    artifacts.append(text)
                else:
                    before = marked.get((number, mcid), (role, ""))[1]
                    marked[number, mcid] = (role, before + text)
        assert not within
    return marked, artifacts


def tree(file: PdfReader) -> Iterator[tuple[str, Any, list[Place]]]:
    """Every element in reading order: role, dictionary, and the places of its own content."""
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(file.pages) if page.indirect_reference}

    def walk(element: Any) -> Iterator[tuple[str, Any, list[Place]]]:
        own: list[Place] = []
        below = []
        for kid in element["/K"]:
            kid = kid.get_object()
            if isinstance(kid, int):
                own.append((pages[element.raw_get("/Pg").idnum], kid))
            elif kid["/Type"] == "/MCR":
                own.append((pages[kid.raw_get("/Pg").idnum], kid["/MCID"]))
            else:
                below.append(kid)
        yield element["/S"], element, own
        for kid in below:
            assert kid["/P"] == element
            yield from walk(kid)

    root = file.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    yield from walk(root["/K"][0].get_object())


def _codes(font: Any) -> dict[int, str]:
    """From the bytes of a font to characters."""
    table = font["/ToUnicode"].get_object().get_data().decode()
    pairs = re.findall(r"^<(\w\w)> <(\w{4})>$", table, re.MULTILINE)
    return {int(code, 16): chr(int(char, 16)) for code, char in pairs}
