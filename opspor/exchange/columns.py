"""Which column holds what: known by its header, or guessed from what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from opspor.domain.text import fold
from opspor.exchange import dates, texts

Cell = str | int | date

HEADER_SEARCH = 20  # rows with something in them; more than that above the headers is no list
_LONGEST_HEADER = 60  # characters
_LOOKED_AT = 50  # rows, when columns are guessed
_MOSTLY = 0.8


class Line(NamedTuple):
    """One row of a file, with the number the spreadsheet shows beside it. An empty cell is ""."""

    row: int
    cells: Sequence[Cell]


class Field(StrEnum):
    """What a column can hold."""

    NAME = "name"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    BIRTH = "birth"
    CPR = "cpr"
    GROUP = "group"
    CONTACT = "contact"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields stand. ``row`` is that of the headers, 0 when there are none; ``headers`` are as in the file."""

    row: int
    headers: tuple[str, ...]
    places: Mapping[Field, int]

    def header(self, field: Field) -> str:
        """The header of that field; "" when it has none."""
        return self.header_at(self.places[field]) if field in self.places else ""

    def header_at(self, place: int) -> str:
        """The header of the column at ``place``, counted from 0; "" when it has none."""
        return self.headers[place] if place < len(self.headers) else ""


_WORDS = {
    Field.NAME: "navn; navne; barn; børn; børnenes navne; elev; elever; fulde navn; fuldt navn; hele navnet; "
    "for- og efternavn; fornavn og efternavn; fornavn efternavn; efternavn fornavn; efternavn og fornavn",
    Field.FIRST: "fornavn; fornavne",
    Field.MIDDLE: "mellemnavn; mellemnavne",
    Field.LAST: "efternavn; efternavne",
    Field.BIRTH: "fødselsdato; fødselsdag; fødselsdata; født; født d; født den; føddato; fødedato; fdato; f dato",
    Field.CPR: "cpr; cprnr; cprnummer; cpr no; personnummer; personnr",
    Field.GROUP: "gruppe; gruppenavn; stue; stuenavn; stue gruppe; gruppe stue; klasse; klassenavn; hold; holdnavn",
    Field.CONTACT: "kontaktperson; kontaktpædagog; kontaktlærer; kontaktvoksen; klasselærer; primærpædagog; "
    "primærperson; primærvoksen; primær pædagog",
    Field.PROTECTED: "beskyttet; beskyttelse; adressebeskyttelse; adressebeskyttet; beskyttet adresse; "
    "navnebeskyttelse; navne- og adressebeskyttelse; navne og adressebeskyttelse; navne- og adressebeskyttet; "
    "beskyttet navn og adresse; hemmelig adresse; adr beskyttelse; adr beskyttet",
}
_OWNERS = ("barnets", "barns", "elevens", "elev", "barn")


def plain(text: str, ae: str = "ae", oe: str = "oe", aa: str = "aa") -> str:
    """Letters and digits alone, however æøå are spelt: what words of a file are compared by."""
    folded = fold(text).replace("æ", ae).replace("ø", oe).replace("å", aa)
    return "".join(c for c in folded if c.isalnum())


_FIELD_OF = {
    plain(word, *letters): field
    for field, words in _WORDS.items()
    for word in words.split(";")
    for letters in (("ae", "oe", "aa"), ("ae", "o", "a"), ("a", "o", "a"))
}


def field_of(header: str) -> Field | None:
    """The field a header names, whatever its case, spaces, punctuation and spelling of æøå. None when it names none.

    What stands in brackets does not count ("Fødselsdato (dd-mm-åååå)"), nor does whose it is ("Barnets fødselsdato").
    """
    if len(header) > _LONGEST_HEADER:
        return None
    words = plain(header.partition("(")[0])
    if field := _FIELD_OF.get(words):
        return field
    for owner in _OWNERS:
        if words.startswith(owner) and (field := _FIELD_OF.get(words.removeprefix(owner))):
            return field
    return None


def columns_from_headers(line: Line) -> Columns | None:
    """The columns, when the line is a row of headers with at least a name among them."""
    places: dict[Field, int] = {}
    for place, cell in enumerate(line.cells):
        if isinstance(cell, str) and (field := field_of(cell)):
            places.setdefault(field, place)
    if Field.FIRST in places and Field.LAST in places:
        places.pop(Field.NAME, None)
    elif Field.NAME in places and Field.LAST in places:  # "Navn" beside "Efternavn" is the first name
        places[Field.FIRST] = places.pop(Field.NAME)
    elif Field.NAME in places:
        places.pop(Field.FIRST, None)
        places.pop(Field.MIDDLE, None)
    if Field.NAME not in places and Field.FIRST not in places:
        return None
    headers = tuple(texts.tidy(str(cell)[:_LONGEST_HEADER])[0] for cell in line.cells)
    return Columns(line.row, headers, places)


def guessed_columns(lines: Sequence[Line], today: date) -> Columns | None:
    """The columns of a list without headers, when one column holds dates and another names; else None."""
    lines = lines[:_LOOKED_AT]
    width = max((len(line.cells) for line in lines), default=0)
    birth, names = None, []
    for place in range(width):
        cells = [line.cells[place] for line in lines if place < len(line.cells) and line.cells[place] != ""]
        if len(cells) < _MOSTLY * len(lines):
            continue
        if birth is None and sum(dates.read_date(cell, today)[0] is not None for cell in cells) >= _MOSTLY * len(cells):
            birth = place
        elif sum(_is_name(cell) for cell in cells) >= _MOSTLY * len(cells):
            names.append((place, sum(len(str(cell).split()) > 1 for cell in cells) >= len(cells) / 2))
    if birth is None or not names:
        return None
    (first, is_full_name), *more = names
    if is_full_name or not more:
        return Columns(0, (), {Field.NAME: first, Field.BIRTH: birth})
    return Columns(0, (), {Field.FIRST: first, Field.LAST: more[0][0], Field.BIRTH: birth})


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= texts.MAX_NAME and not texts.doubts_about_name(texts.tidy(cell)[0])
