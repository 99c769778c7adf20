"""The user guide, page by page: the sections of docs/brugervejledning.md, which is what the program shows at F1."""

import re
from dataclasses import dataclass
from functools import cache

from opspor import data_folder
from opspor.domain.text import fold

_HEAD = re.compile(r"^## (?:(\d+)\. )?(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One section. ``id`` is what a link within the guide names ("33-kopier"), ``markdown`` the text below its head."""

    id: str
    number: str  # "" where it has none
    title: str
    markdown: str


@cache
def pages() -> tuple[GuidePage, ...]:
    """Every page in the order of the guide. The first holds what stands before the first section."""
    text = (data_folder("docs") / "brugervejledning.md").read_text(encoding="utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    preface = text[: heads[0].start()].partition("\n")[2].strip()
    found = [
        GuidePage(_anchor(head[0][3:]), head[1] or "", head[2], text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]
    return (GuidePage("", "", "Først", preface), *found)


def titled(title: str) -> GuidePage:
    """The page with that title. Raises ``KeyError`` when the guide has none."""
    return {page.title: page for page in pages()}[title]


def search(text: str) -> tuple[GuidePage, ...]:
    """The pages that hold every word of ``text``, those first that have them in their title; all for no word."""
    words = fold(text).split()
    in_title = [page for page in pages() if all(word in fold(page.title) for word in words)]
    return (*in_title, *(page for page in pages() if page not in in_title and _holds(page, words)))


def _holds(page: GuidePage, words: list[str]) -> bool:
    whole = fold(f"{page.title} {page.markdown}")
    return all(word in whole for word in words)


def _anchor(head: str) -> str:
    """As links within a Markdown file name a head: small letters, hyphens for spaces, other signs left out."""
    return "".join(sign for sign in head.casefold().replace(" ", "-") if sign.isalnum() or sign in "-_")
