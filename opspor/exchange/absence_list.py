"""Days of absence from a file: who, which day, what kind, how much of the day; held against the pupils who are here.

Nothing is guessed: a list of absence has headers, and what a school calls its kinds is asked for once.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from opspor.domain.absence import WHOLE, Away, AwayKind, check_share, oldest
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.text import fold
from opspor.exchange import texts
from opspor.exchange.columns import HEADER_SEARCH, Line, plain
from opspor.exchange.dates import read_date
from opspor.exchange.faults import ONLY_HEADERS
from opspor.exchange.limits import MAX_CELL, check_count
from opspor.exchange.source import ZIP, read_bytes
from opspor.exchange.text_file import read_text
from opspor.exchange.workbook import read_sheets

NO_HEADERS = Fault(
    "FRAVAER-OVERSKRIFT",
    "Filen har ikke de overskrifter, der skal til. Intet er ændret. Skriv i øverste række: Elev (eller Nummer), "
    "Fødselsdato, Dato, Fravær (hvilken slags) og, hvis I har det, Del af dagen.",
)

MOST_KINDS = 40  # different words for kinds; more is another column


class State(StrEnum):
    """What will become of a row."""

    NEW = "new"
    THERE = "there"  # stands in the vault, or further up in the file
    DIFFERENT = "different"  # the vault says something else of that day
    NOT_FOUND = "not_found"  # no pupil of that name or number among those one may see
    ASK = "ask"  # its kind is not known yet
    NOT_AWAY = "not_away"  # its kind is no absence
    REFUSED = "refused"


STATE_WORDS = {
    State.NEW: "Ny",
    State.THERE: "Er her allerede",
    State.DIFFERENT: "Står anderledes her",
    State.NOT_FOUND: "Ingen elev her",
    State.ASK: "Mangler slags",
    State.NOT_AWAY: "Er ikke fravær",
    State.REFUSED: "Afvist",
}


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A row as it was read. ``number`` and ``name`` are "" where there is none; ``wrong`` says why it is refused."""

    row: int
    number: str
    name: str
    birth_date: date | None
    day: date | None
    kind: str  # as the file says it
    share: Fraction | None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceList:
    """A file that was read. ``unread`` are the headers of columns that are not used."""

    rows: tuple[AbsenceRow, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of the vault, as far as it takes to know it again, and what stands about its days."""

    id: Id
    code: str
    name: str
    birth_date: date | None
    days: Mapping[date, Collection[Away]]


@dataclass(frozen=True, slots=True)
class Held:
    """A row held against the vault. ``why`` is a sentence where it will not be fetched."""

    row: AbsenceRow
    state: State
    child: Id | None = None
    away: Away | None = None
    why: str = ""


class _Field(StrEnum):
    NUMBER = "number"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    BIRTH = "birth"
    DAY = "day"
    KIND = "kind"
    SHARE = "share"


_WORDS = {
    _Field.NUMBER: "nummer; nr; elevnr; elevnummer; kode; elevkode",
    _Field.NAME: "navn; elev; elevnavn; elevens navn; fulde navn; fuldt navn; barn",
    _Field.FIRST: "fornavn; fornavne",
    _Field.LAST: "efternavn; efternavne",
    _Field.BIRTH: "fødselsdato; fødselsdag; født; fdato",
    _Field.DAY: "dato; dag; fraværsdato; fraværsdag; dato for fravær",
    _Field.KIND: "fravær; slags; type; fraværstype; fraværsart; fraværsårsag; årsag; fraværskode; kategori; status",
    _Field.SHARE: "del; del af dagen; andel; andel af dagen; omfang; dage; antal dage; fraværsdage; hel/halv",
}
_FIELD_OF = {plain(word): field for field, words in _WORDS.items() for word in words.split(";")}

_KINDS = {
    AwayKind.SICK: "sygdom; syg; sygefravær; fravær på grund af sygdom; sygemeldt",
    AwayKind.GRANTED: "ekstraordinær frihed; ekstra frihed; frihed; fri; fritaget; med tilladelse",
    AwayKind.LAWFUL: "lovligt; lovlig; lovligt fravær; andet lovligt fravær; andet lovligt",
    AwayKind.UNLAWFUL: "ulovligt; ulovlig; ulovligt fravær; uden tilladelse",
}
_KIND_OF = {plain(word): kind for kind, words in _KINDS.items() for word in words.split(";")}

_SHARE_WORDS = {"": WHOLE, "hel": WHOLE, "heldag": WHOLE, "heledagen": WHOLE, "helt": WHOLE,
                "halv": Fraction(1, 2), "halvdag": Fraction(1, 2), "halvedagen": Fraction(1, 2)}  # fmt: skip
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_PART = re.compile(r"(\d{1,4})\s*(?:/|af)\s*(\d{1,4})(?:\s*(?:lektioner|timer))?", re.IGNORECASE)
_PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:%|procent|pct\.?)", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[.,]\d{1,3})?")

_NO_DAY = "Datoen mangler eller kan ikke læses. Ret den i filen, fx 3.9.2026."
_AHEAD = "Dagen er ikke kommet endnu efter denne pc's ur. Se efter, om året og uret er rigtige."
_OLD = "Dagen ligger før sidste skoleår. Se efter, om året er rigtigt."
_NO_SHARE = "Delen af dagen skal være mere end 0 og højst 1, fx 0,5. Ret den i filen."
_NOBODY = "Der står hverken navn eller nummer. Ret rækken i filen."
_LONG = "Der står alt for meget i en af cellerne. Ret rækken i filen."
_NO_KIND = "Der står ikke, hvilken slags fravær det er. Ret rækken i filen."
_FREE = "Det er weekend, helligdag eller ferie. Dagen hentes ikke."
_TWICE = "Rækken står længere oppe i filen."
_MORE = "Dagen bliver mere end hel, eller samme slags står to gange. Ret rækkerne i filen."
_UNKNOWN = "Eleven er ikke blandt dem, du kan se i en klasse eller SFO. Se efter navn og fødselsdato."
_SEVERAL = "Flere elever hedder det samme. Skriv fødselsdato eller nummer i filen."
_OTHER = "Her står noget andet om dagen. Den hentes kun, hvis du vælger at rette efter filen."


def read_absence(path: Path, *, today: date) -> AbsenceList:
    """The rows of a CSV or XLSX file. Raises ``KnownError`` (``LISTE-…``, ``FRAVAER-OVERSKRIFT``) when the file as a
    whole cannot be read; the file is not changed, and nothing in it is calculated."""
    data = read_bytes(path)
    head, places, lines = _find(read_sheets(data) if data.startswith(ZIP) else iter([read_text(data)]))
    check_count(len(lines))
    if not lines:
        raise KnownError(ONLY_HEADERS)
    used = set(places.values())
    unread = tuple(
        texts.tidy(str(cell)[:60])[0] for place, cell in enumerate(head) if str(cell).strip() and place not in used
    )
    return AbsenceList(tuple(_read_row(line, places, today) for line in lines), unread)


def _find(tables: Iterator[list[Line]]) -> tuple[Sequence[object], dict[_Field, int], list[Line]]:
    """The headers, where the fields stand, and the rows below: a day, a kind and somebody are needed."""
    for lines in tables:
        for line in lines[:HEADER_SEARCH]:
            places: dict[_Field, int] = {}
            for place, cell in enumerate(line.cells):
                field = _FIELD_OF.get(plain(cell.partition("(")[0])) if isinstance(cell, str) else None
                if field is not None:
                    places.setdefault(field, place)
            who = places.keys() & {_Field.NUMBER, _Field.NAME, _Field.FIRST}
            if who and _Field.DAY in places and _Field.KIND in places:
                return line.cells, places, [below for below in lines if below.row > line.row]
    raise KnownError(NO_HEADERS)


def _read_row(line: Line, places: Mapping[_Field, int], today: date) -> AbsenceRow:
    if any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in line.cells):
        return AbsenceRow(line.row, "", "", None, None, "", None, _LONG)
    cells = {field: line.cells[place] for field, place in places.items() if place < len(line.cells)}

    def words(field: _Field) -> str:
        return texts.tidy(str(cells.get(field, "")))[0][: texts.MAX_NAME]

    name = f"{words(_Field.FIRST)} {words(_Field.LAST)}".strip()
    if not name:
        first, last, _ = texts.split_name(words(_Field.NAME))
        name = f"{first} {last}".strip()
    birth, day = cells.get(_Field.BIRTH, ""), cells.get(_Field.DAY, "")
    row = AbsenceRow(
        line.row, words(_Field.NUMBER), name, read_date(birth, today)[0] if birth != "" else None,
        read_date(day, today)[0] if day != "" else None, words(_Field.KIND), read_share(cells.get(_Field.SHARE, "")),
    )  # fmt: skip
    return replace(row, wrong=_wrong(row, today))


def _wrong(row: AbsenceRow, today: date) -> str:
    if not row.name and not row.number:
        return _NOBODY
    if row.day is None:
        return _NO_DAY
    if row.day > today:
        return _AHEAD
    if row.day < oldest(today):
        return _OLD
    if row.share is None:
        return _NO_SHARE
    return "" if row.kind else _NO_KIND


def read_share(cell: object) -> Fraction | None:
    """``hel``, ``halv``, ``0,5``, ``50 %``, ``1/2``, ``3 af 7 lektioner``; an empty cell is a whole day.

    None when it is no part of a day.
    """
    text = str(cell).strip()
    for sign, written in _SIGNS.items():
        text = text.replace(sign, written)
    if (word := plain(text)) in _SHARE_WORDS and not any(c.isdigit() for c in text):
        return _SHARE_WORDS[word]
    if match := _PART.fullmatch(text):
        share = Fraction(int(match[1]), int(match[2])) if int(match[2]) else Fraction(0)
    elif match := _PER_CENT.fullmatch(text):
        share = Fraction(match[1].replace(",", ".")) / 100
    elif match := _NUMBER.fullmatch(text):
        share = Fraction(text.replace(",", "."))
    else:
        return None
    try:
        check_share(share)
    except KnownError:
        return None
    return share


def unknown_kinds(read: AbsenceList, words: Mapping[str, AwayKind | None]) -> tuple[str, ...]:
    """What the file calls its kinds and nobody has said the meaning of yet, each once, the most frequent first.

    At most ``MOST_KINDS``: more different words are no kinds.
    """
    said: dict[str, str] = {}
    counts = Counter(plain(row.kind) for row in read.rows if not row.wrong and not _is_known(row.kind, words))
    for row in read.rows:
        said.setdefault(plain(row.kind), row.kind)
    return tuple(said[kind] for kind, _ in counts.most_common(MOST_KINDS))


def _is_known(kind: str, words: Mapping[str, AwayKind | None]) -> bool:
    return plain(kind) in words or plain(kind) in _KIND_OF


def hold_against(
    read: AbsenceList,
    pupils: Collection[Pupil],
    school_days: Collection[date],
    words: Mapping[str, AwayKind | None],
) -> tuple[Held, ...]:
    """Every row with what becomes of it. ``words`` says, by ``plain``, what the school calls its kinds."""
    by_number = {fold(pupil.code): [pupil] for pupil in pupils}
    by_name: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        by_name.setdefault(fold(pupil.name), []).append(pupil)
    in_file: dict[tuple[Id, date], list[Away]] = {}
    held = []
    for row in read.rows:
        one = _held(row, by_number, by_name, school_days, words)
        if one.child is not None and one.away is not None:
            above = in_file.setdefault((one.child, one.away.day), [])
            above.append(one.away)
            if one.away in above[:-1]:
                one = replace(one, state=State.THERE, why=_TWICE)
        held.append(one)
    there = {pupil.id: pupil.days for pupil in pupils}
    return tuple(_beside(one, in_file, there) if one.state is State.NEW else one for one in held)


def _held(
    row: AbsenceRow,
    by_number: Mapping[str, list[Pupil]],
    by_name: Mapping[str, list[Pupil]],
    school_days: Collection[date],
    words: Mapping[str, AwayKind | None],
) -> Held:
    if row.wrong or row.day is None or row.share is None:
        return Held(row, State.REFUSED, why=row.wrong)
    if not _is_known(row.kind, words):
        return Held(row, State.ASK, why="Sig, hvad ordet i filen betyder.")
    kind = words.get(plain(row.kind), _KIND_OF.get(plain(row.kind)))
    if kind is None:
        return Held(row, State.NOT_AWAY)
    found = by_number.get(fold(row.number), []) if row.number else by_name.get(fold(row.name), [])
    if row.birth_date is not None:
        found = [pupil for pupil in found if pupil.birth_date in (row.birth_date, None)]
    if len(found) != 1:
        return Held(row, State.NOT_FOUND, why=_SEVERAL if found else _UNKNOWN)
    if row.day not in school_days:
        return Held(row, State.REFUSED, why=_FREE)
    return Held(row, State.NEW, found[0].id, Away(row.day, kind, row.share))


def _beside(
    one: Held, in_file: Mapping[tuple[Id, date], Sequence[Away]], there: Mapping[Id, Mapping[date, Collection[Away]]]
) -> Held:
    """A row that could be fetched, beside the other rows of its day and what the vault says of it."""
    assert one.child is not None  # noqa: S101  of a row that is new
    assert one.away is not None  # noqa: S101
    day = set(in_file[one.child, one.away.day])
    if len({away.kind for away in day}) < len(day) or sum(away.share for away in day) > 1:
        return replace(one, state=State.REFUSED, why=_MORE)
    known = set(there[one.child].get(one.away.day, ()))
    if known == day:
        return replace(one, state=State.THERE)
    return replace(one, state=State.DIFFERENT, why=_OTHER) if known else one
