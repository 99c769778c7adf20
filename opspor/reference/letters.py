"""The letter to parents, a file for each language: texts as data, with who wrote them and whether anybody looked.

A language without a text says so. Nothing here is guessed, and no letter is put together from two languages.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from string import Formatter

import msgspec

from opspor import data_folder
from opspor.domain.people import Role
from opspor.domain.text import fold

DANISH = "da"


class House(StrEnum):
    """What sort of place a letter is from: what is done there, and on which basis, differs (domain 8.1)."""

    DAYCARE = "daycare"
    SCHOOL = "school"
    HOME = "home"


class Direction(StrEnum):
    """Which way the language is written."""

    LTR = "ltr"
    RTL = "rtl"


class Status(StrEnum):
    """Whether there is a text."""

    READY = "ready"
    NEEDS_TRANSLATOR = "needs a translator"


class HouseText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What differs from one sort of house to another."""

    opening: str
    what: tuple[str, ...]
    writes: tuple[str, ...]
    why: tuple[str, ...]


class LetterText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every text of a letter, by what it is about. ``{words}`` in curly brackets are filled in."""

    title: str
    to: str
    to_custody: str
    nothing_to_do: str
    what: str
    people_decide: str
    why: str
    ask_first: str
    worry: str
    sees_title: str
    logged: str
    where: str
    kept_title: str
    kept_own: str
    kept_file: str
    kept_concern: str
    kept_paper: str
    kept_log: str
    copies: str
    rights_title: str
    rights: tuple[str, ...]
    rights_how: str
    contact_title: str
    controller: str
    dpo: str
    institution: str
    address: str
    phone: str
    law_title: str
    law_note: str
    at_once: str
    one_month: str
    months: str
    page: str
    responsible: str
    daycare: HouseText
    school: HouseText
    home: HouseText
    sees: Mapping[Role, str]
    sees_not: Mapping[Role, str]
    and_: str = msgspec.field(name="and")

    def of(self, house: House) -> HouseText:
        """The texts of a sort of house."""
        return {House.DAYCARE: self.daycare, House.SCHOOL: self.school, House.HOME: self.home}[house]

    def term(self, months: int) -> str:
        """``6 måneder``; ``straks`` for none."""
        if months < 1:
            return self.at_once
        return self.one_month if months == 1 else self.months.format(n=months)


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language. ``said`` are the Danish words that staff write for it in a child's particulars.

    ``made_by`` wrote the text, ``checked_by`` went through it: functions, never names; "" while nobody has.
    """

    code: str
    name: str
    name_da: str
    direction: Direction
    status: Status
    said: tuple[str, ...] = ()
    made_by: str = ""
    made_on: date | None = None
    checked_by: str = ""
    checked_on: date | None = None
    text: LetterText | None = None

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from the right."""
        return self.direction is Direction.RTL


@cache
def shipped() -> tuple[Language, ...]:
    """The languages of ``resources/letters``: Danish first, then those with a text, each by their Danish names."""
    files = sorted((data_folder("resources") / "letters").glob("*.toml"))
    found = [msgspec.convert(tomllib.loads(file.read_text("utf-8")), Language) for file in files]
    return in_order(found)


def in_order(languages: list[Language]) -> tuple[Language, ...]:
    """Danish first, then those with a text, each by their Danish names."""
    return tuple(sorted(languages, key=lambda one: (one.code != DANISH, one.text is None, fold(one.name_da))))


def spoken(words: str, among: tuple[Language, ...]) -> Language | None:
    """The language that somebody wrote of a family: the first word that names one other than Danish, else Danish.

    None where none is named: ``polsk og dansk`` is Polish, ``kurmanji`` is not known here.
    """
    said = [word.strip(".,;:()/") for word in fold(words).replace("/", " ").split()]
    named = [
        one for word in said for one in among if word in (one.code, *map(fold, (*one.said, one.name, one.name_da)))
    ]
    return next((one for one in named if one.code != DANISH), named[0] if named else None)


def wrong_words(text: LetterText) -> Iterator[str]:
    """The fields whose ``{words}`` are not exactly those of the Danish text, or that are empty: ``kept_own``."""
    danish = shipped()[0].text
    if danish is None:
        raise AssertionError("the Danish letter has no text")
    yield from _differing(msgspec.to_builtins(text), msgspec.to_builtins(danish), "")


def _differing(theirs: object, ours: object, place: str) -> Iterator[str]:
    match ours, theirs:
        case dict(), dict():
            for key, value in ours.items():
                yield from _differing(theirs.get(key, ""), value, f"{place}.{key}".lstrip("."))
        case list() | tuple(), list() | tuple():
            if not theirs or any(not str(line).strip() or _words(str(line)) for line in theirs):
                yield place
        case str(), str():
            if _words(theirs) != _words(ours) or (not theirs.strip() and place != "law_note"):
                yield place
        case _:
            yield place


def _words(text: str) -> set[tuple[str, str, str]] | None:
    """The words to fill in, with nothing asked of them: a text that comes in is filled in and never run."""
    try:
        return {(name, spec or "", how or "") for _, name, spec, how in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
