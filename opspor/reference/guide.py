"""The user guide, page by page: the sections of docs/brugervejledning.md, which is what the program shows at F1."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opspor import data_folder
from opspor.domain.text import fold

TITLE = "Brugervejledning til opspor"
_HEAD = re.compile(r"^(##?) (.+)$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*?([\w-]+)\.png\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: the name of its file, which is that of the scene it is cut from, and what is seen on it."""

    name: str
    alt: str

    @property
    def file(self) -> Path:
        """Where it lies."""
        return data_folder("resources") / "guide" / f"{self.name}.png"


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page. ``id`` is what a link within the guide names ("hvordan-tager-vi-kopier"), ``group`` the head that it
    stands under, ``markdown`` the text below its title.
    """

    id: str
    group: str  # "" for the first page, which stands before all groups
    title: str
    markdown: str

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures in order."""
        return tuple(Picture(name, alt) for alt, name in _PICTURE.findall(self.markdown))


@cache
def pages() -> tuple[GuidePage, ...]:
    """Every page in the order of the guide. The first holds what stands before the first group."""
    text = (data_folder("docs") / "brugervejledning.md").read_text(encoding="utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = [GuidePage("", "", "Først", text[heads[0].end() : ends[0]].strip())]
    group = ""
    for head, end in zip(heads[1:], ends[1:], strict=True):
        if head[1] == "#":
            group = head[2]
        else:
            found.append(GuidePage(_anchor(head[2]), group, head[2], text[head.end() : end].strip()))
    return tuple(found)


def titled(title: str) -> GuidePage:
    """The page with that title. Raises ``KeyError`` when the guide has none."""
    return {page.title: page for page in pages()}[title]


def search(text: str) -> tuple[GuidePage, ...]:
    """The pages that hold every word of ``text``, those first that have them in their title; all for no word."""
    words = fold(text).split()
    in_title = [page for page in pages() if all(word in fold(page.title) for word in words)]
    return (*in_title, *(page for page in pages() if page not in in_title and _holds(page, words)))


def _holds(page: GuidePage, words: list[str]) -> bool:
    whole = fold(f"{page.group} {page.title} {page.markdown}")
    return all(word in whole for word in words)


def _anchor(head: str) -> str:
    """As links within a Markdown file name a head: small letters, hyphens for spaces, other signs left out."""
    return "".join(sign for sign in head.casefold().replace(" ", "-") if sign.isalnum() or sign in "-_")
