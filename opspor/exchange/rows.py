"""Reads one row: the name, the birth date, the CPR number when it is wanted, the group and the contact person."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from opspor.domain.clock import short_date
from opspor.domain.errors import Fault
from opspor.domain.text import fold
from opspor.exchange import faults, texts
from opspor.exchange.class_list import ListRow, Problem, Status, problem, status_of
from opspor.exchange.columns import Cell, Columns, Field, Line
from opspor.exchange.dates import read_date
from opspor.exchange.limits import MAX_CELL

_Found = list[tuple[Field, Fault]]
_IS_PROTECTED = frozenset({
    "ja", "j", "x", "1", "sand", "true", "yes", "beskyttet", "beskyttelse", "adressebeskyttet", "adressebeskyttelse",
    "navne- og adressebeskyttet", "navne- og adressebeskyttelse", "beskyttet adresse", "beskyttet navn og adresse",
    "hemmelig", "hemmelig adresse",
})  # fmt: skip
_NOT_PROTECTED = frozenset(
    {"", "nej", "n", "0", "falsk", "false", "no", "ingen", "-", "ikke beskyttet", "ingen beskyttelse"}
)


def read_row(line: Line, columns: Columns, today: date, with_cpr: bool) -> tuple[ListRow, list[Problem]]:
    """The row with its status, and what there is to say about it. A name is enough to be read."""
    row = ListRow(line.row, "", "", None, "", "", "", Status.REFUSED)
    too_long = [place for place, cell in enumerate(line.cells) if isinstance(cell, str) and len(cell) > MAX_CELL]
    if too_long:
        return row, [problem(line.row, columns.header_at(too_long[0]), faults.CELL_TOO_LONG)]

    cells = {field: line.cells[place] for field, place in columns.places.items() if place < len(line.cells)}
    found: _Found = [] if columns.row else [(Field.NAME, faults.GUESSED)]
    first_name, last_name = _read_name(cells, columns, found)
    if status_of(fault for _, fault in found) is not Status.REFUSED:
        cpr, birth_date = _read_cpr(cells.get(Field.CPR, ""), today, found) if with_cpr else ("", None)
        birth_date = _read_birth_date(cells, columns, today, birth_date, found)
        row = replace(
            row,
            first_name=first_name,
            last_name=last_name,
            birth_date=birth_date,
            cpr=cpr,
            group=_read_words(cells, Field.GROUP, found),
            contact_person=_read_words(cells, Field.CONTACT, found),
            protected=_read_protected(cells, found),
            status=status_of(fault for _, fault in found),
        )
    return row, [problem(line.row, columns.header(field), fault) for field, fault in dict.fromkeys(found)]


def _text(cells: dict[Field, Cell], field: Field, found: _Found) -> str:
    cell = cells.get(field, "")
    text, said = texts.tidy(short_date(cell) if isinstance(cell, date) else str(cell))
    found += [(field, fault) for fault in said]
    return text


def _read_words(cells: dict[Field, Cell], field: Field, found: _Found) -> str:
    text = _text(cells, field, found)
    if len(text) > texts.MAX_NAME:
        found.append((field, faults.TEXT_TOO_LONG))
        return ""
    return text


def _read_protected(cells: dict[Field, Cell], found: _Found) -> bool:
    """Whether name and address are protected. What cannot be understood protects, and somebody looks at it."""
    said = fold(_text(cells, Field.PROTECTED, found)).strip(" .")
    if said in _NOT_PROTECTED:
        return False
    if said not in _IS_PROTECTED:
        found.append((Field.PROTECTED, faults.PROTECTED_UNCLEAR))
    return True


def _read_name(cells: dict[Field, Cell], columns: Columns, found: _Found) -> tuple[str, str]:
    field = Field.NAME if Field.NAME in columns.places else Field.FIRST
    name = _text(cells, field, found)
    if columns.row and name and fold(name) == fold(columns.header(field)):
        found.append((field, faults.HEADER_AGAIN))
        return "", ""
    said: list[Fault] = []
    if field is Field.NAME:
        first_name, last_name, said = texts.split_name(name)
    else:
        first_name = f"{name} {_text(cells, Field.MIDDLE, found)}".strip()
        last_name = _text(cells, Field.LAST, found)
        name = f"{first_name} {last_name}".strip()
        if last_name and not first_name:
            first_name, last_name, said = last_name, "", [faults.NAME_HALF]
    found += [(field, fault) for fault in said + texts.doubts_about_name(name)]
    return first_name, last_name


def _read_birth_date(
    cells: dict[Field, Cell], columns: Columns, today: date, from_cpr: date | None, found: _Found
) -> date | None:
    """The date in its own column stands, also against the CPR number: it is what somebody meant to write."""
    cell = cells.get(Field.BIRTH, "")
    if isinstance(cell, str) and not cell.strip():
        if from_cpr is None and Field.BIRTH in columns.places:
            found.append((Field.BIRTH, faults.DATE_MISSING))
        return from_cpr
    birth_date, fault = read_date(cell, today)
    if fault:
        found.append((Field.BIRTH, fault))
    if birth_date and from_cpr and birth_date != from_cpr:
        found.append((Field.CPR, faults.CPR_OTHER_DATE))
    return birth_date or from_cpr


def _read_cpr(cell: Cell, today: date, found: _Found) -> tuple[str, date | None]:
    """Ten digits and the birth date in them; "" and None when there is no CPR number or a wrong one.

    The check digit only warns: CPR-kontoret has given out numbers without it since 2007. ``stdnum`` is asked for the
    parts and not for its verdict, which depends on the clock of the PC.
    """
    from stdnum.dk import cpr
    from stdnum.exceptions import ValidationError

    text = str(cell).strip()
    if not text:
        return "", None
    number = cpr.compact(text)
    if len(number) == 9:  # a spreadsheet takes it for a number, and numbers have no zero in front
        number = "0" + number
        found.append((Field.CPR, faults.CPR_PADDED))
    birth_date: date | None = None
    if len(number) == 10 and number.isascii() and number.isdigit():
        with suppress(ValidationError):  # there is no such day
            birth_date = cpr.get_birth_date(number)
    if birth_date is None or birth_date > today:
        found.append((Field.CPR, faults.CPR_WRONG))
        return "", None
    _, fault = read_date(birth_date, today)
    if fault:
        found.append((Field.CPR, fault))
    if cpr.checksum(number) != 0:
        found.append((Field.CPR, faults.CPR_CHECKSUM))
    return number, birth_date
