"""The rows about a child, in words: what the draft shows, the paper prints and the file holds.

A row is taken apart into fields. What somebody typed is a field of its own, so that it can be searched, looked at and
left out; the rest of a row (codes, days, who) is read together.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from opspor.documents.leaks import cleaned
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.ids import Id
from opspor.domain.subject_access import Piece, labelled
from opspor.domain.text import whole
from opspor.store import dossier, forms, people
from opspor.store.dossier import Row
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.subject_access_words import BY_FORM, HEADINGS, LABELS, NOT_GIVEN, SECTIONS, VALUES
from opspor.usecases.wording import find_form

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")
_OUTER = ("body", "plan", "focus", "spread")  # what a field lies within, and says nothing by its name
_CODES = ("share", "sent_at", "step_id", "kind", "version", "at", "id", "key", "part")  # never typed as words
_SECTION_OF = {table: title for title, tables in SECTIONS.items() for table in tables}
_ORDER = {title: number for number, title in enumerate(SECTIONS)}


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a row. ``words`` is the value as it is read, ``label`` "" where it is in the structured file alone.

    ``typed``: somebody wrote it, so it is a piece of its own. ``of`` is the carer it is about or from; None for none.
    """

    name: str  # the path to it within the row: "body.factors.0.note"
    label: str
    value: object
    words: str
    typed: bool
    of: Id | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row about the child in words. ``record`` is None for what has no header, ``points_to`` other records."""

    table: str
    key: str
    record: Id | None
    points_to: frozenset[Id]
    section: str
    on: date
    by: str
    heading: str
    fields: tuple[Field, ...]

    def pieces(self) -> Iterator[Piece]:
        """What is read of the row, one by one: first what was chosen, then each thing that was typed."""
        chosen = [labelled(one.label, one.words) for one in self.fields if one.label and not one.typed]
        if chosen:  # what a column and its text both hold is said once
            said = "\n".join(dict.fromkeys(chosen))
            yield Piece(f"{self.key}/{self.table}", self.section, self.on, self.by, self.heading, said)
        for one in self.fields:
            if one.typed:
                heading = f"{self.heading}: {one.label}" if one.label else self.heading
                yield Piece(self.piece_of(one), self.section, self.on, self.by, heading, one.words)

    def piece_of(self, field: Field) -> str:
        """The key of the piece that a field is read in."""
        return f"{self.key}/{field.name if field.typed else self.table}"


class Reader:
    """Reads rows in the words of one vault: who a person is, what a form asks, what a round is called."""

    def __init__(self, desk: Desk, tx: Transaction, child: ChildInList) -> None:
        self._desk, self._tx = desk, tx
        found = tuple(row for row in dossier.rows(tx.connection, child.id))
        self._headers = {row.record: row.values for row in found if row.table == "record"}
        self._rows = found
        headers = self._headers.values()
        self._replaced = {header["replaces"] for header in headers if header["replaces"]}  # "" is no record
        staff = people.staff(tx.connection)
        rounds = {str(row.values["round_id"]) for row in found if row.values.get("round_id")}
        self._titles = {one.id: ", ".join(filter(None, (one.name, one.title))) for one in staff}
        carers = (row.values for row in found if row.table == "carer")
        self._names: dict[str, str] = {
            **{one.id: one.name for one in staff},
            **{group.id: group.name for group in people.groups(tx.connection)},
            **dossier.rounds_named(tx.connection, rounds),
            **{str(one["carer_id"]): ", ".join(filter(None, (one["name"], one["relation"]))) for one in carers},
            child.id: child.full_name,
        }
        self._forms: dict[str, Mapping[str, str]] = {}
        self._refs = forms.refs(tx.connection)
        self._today = tx.today

    def rows(self) -> tuple[FileRow, ...]:
        """Every row in the order in which it is read: by section, then by day."""
        made = [self._row(row) for row in self._rows]
        return tuple(sorted(made, key=lambda one: (_ORDER[one.section], one.table != "child", one.on, one.key)))

    def _row(self, row: Row) -> FileRow:
        header = self._headers.get(row.record, {})
        on = header.get("seen_at") or row.values.get("since") or self._today
        asks = self._asked(row)
        heading = f"{HEADINGS[row.table]}, senere rettet" if row.record in self._replaced else HEADINGS[row.table]
        fields = tuple(one for name, value in row.values.items() for one in self._fields(row, name, value, asks))
        return FileRow(
            row.table, row.key, row.record, dossier.points_to(row), _SECTION_OF[row.table],
            on.astimezone().date() if isinstance(on, datetime) else on,
            self._titles.get(header.get("author_id", ""), ""), heading, fields,
        )  # fmt: skip

    def _asked(self, row: Row) -> Mapping[str, str]:
        """What the forms of a row ask: id -> text, and code -> text for a factor."""
        found: dict[str, str] = {}
        for name, value in row.values.items():
            if name == "form" or name.endswith("_form"):
                found |= self._form(value)
        if row.table == "home_visit":
            found |= self._form(msgspec.json.decode(row.values["body"])["position_form"]["sha256"])
        return found

    def _form(self, sha256: str) -> Mapping[str, str]:
        if sha256 not in self._forms:
            ref = self._refs.get(sha256)
            form = find_form(self._desk, self._tx, ref) if ref is not None else None
            self._forms[sha256] = dict(_texts_of(form)) if form is not None else {}
        return self._forms[sha256]

    def _fields(self, row: Row, name: str, value: object, asks: Mapping[str, str]) -> Iterator[Field]:
        if name in ("body", "spread") and isinstance(value, str):
            value = msgspec.json.decode(value, type=dict[str, object])
            if row.table == "subject_access":
                value = {field: part for field, part in value.items() if field not in NOT_GIVEN}
        for path, leaf, of in _leaves((name,), value, row.values.get("carer_id")):
            yield self._field(row.table, path, leaf, of, asks)

    def _field(self, table: str, path: tuple[str, ...], value: object, of: Id | None, asks: Mapping[str, str]) -> Field:
        named = [part for part in path if not (part.isdigit() or part in _OUTER or _ID.fullmatch(part))] or [path[0]]
        last, parent = named[-1], named[-2] if len(named) > 1 else ""
        kind = parent if parent in BY_FORM else last
        known = VALUES.get(f"{table}.{kind}") or VALUES.get(f"{parent}.{kind}") or VALUES.get(kind) or {}
        label = _first(LABELS, f"{table}.{last}", f"{parent}.{last}", last)
        if parent in BY_FORM:
            label = asks.get(last, label)
        elif parent in asks:  # a section of a paper: its title, and what the field is where it is not the text
            label = asks[parent] if last == "text" else f"{asks[parent]}: {label}"
        is_order = last == "place" and isinstance(value, int)
        if table == "record" or "chosen" in named or "sha256" in named or is_order:
            label = ""
        words, typed = self._words(value, known, last, asks)
        return Field(".".join(path), label, _plain(value), words, typed, of)

    def _words(self, value: object, known: Mapping[str, str], name: str, asks: Mapping[str, str]) -> tuple[str, bool]:
        """A value as it is read, and whether somebody typed it."""
        match value:
            case bool():
                return "Ja" if value else "Nej", False
            case datetime():
                return moment_in_words(value.astimezone()), False
            case date():
                return long_date(value), False
            case str() if value in known:
                return known[value], False
            case str() if name == "code" and value in asks:
                return asks[value], False
            case str() if value in self._names and (_ID.fullmatch(value) or name.endswith("_id")):
                return self._names[value], False
            case str() if _ID.fullmatch(value) or _HASH.fullmatch(value):
                return "", False
            case str() if (moment := _moment(value)) is not None:
                return (moment_in_words(moment) if "T" in value else long_date(moment.date())), False
            case str():
                return cleaned(whole(value)), name not in _CODES and not name.endswith("_id")
            case _:
                return str(value), False


def _moment(value: str) -> datetime | None:
    """A day or a moment as it is stored; None for what somebody typed that only begins like one."""
    if _DAY.fullmatch(value) is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _leaves(path: tuple[str, ...], value: object, of: Id | None) -> Iterator[tuple[tuple[str, ...], object, Id | None]]:
    """Every value that says something, with the way to it and the carer whom it is about."""
    if isinstance(value, dict):
        of = value.get("carer_id") or value.get("carer") or of
        for name, part in value.items():
            yield from _leaves((*path, str(name)), part, of)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _leaves((*path, str(number)), part, of)
    elif value is not None and value != "":
        yield path, value, of


def _texts_of(element: object) -> Iterator[tuple[str, str]]:
    """id or code -> what it says, of every part of a form."""
    if isinstance(element, tuple):
        for part in element:
            yield from _texts_of(part)
    elif isinstance(element, msgspec.Struct):
        name = getattr(element, "id", None) or getattr(element, "code", None)
        text = getattr(element, "text", None) or getattr(element, "title", None)
        if isinstance(name, str) and isinstance(text, str):
            yield name, text
        for field in element.__struct_fields__:
            yield from _texts_of(getattr(element, field))


def _plain(value: object) -> object:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def _first(known: Mapping[str, str], *names: str) -> str:
    return next((known[name] for name in names if name in known), "")
