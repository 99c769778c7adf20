"""Reads a class list from a file: finds the headers, reads each row, and says what is doubtful or refused, and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from opspor.domain.errors import KnownError
from opspor.exchange import faults
from opspor.exchange.class_list import ClassList, ListRow, Problem, problem
from opspor.exchange.columns import HEADER_SEARCH, Columns, Field, Line, columns_from_headers, guessed_columns
from opspor.exchange.limits import check_count
from opspor.exchange.rows import read_row
from opspor.exchange.source import ZIP, read_bytes
from opspor.exchange.text_file import read_text
from opspor.exchange.workbook import read_sheets


def read_list(path: Path, *, today: date, with_cpr: bool = False) -> ClassList:
    """The list in a CSV or XLSX file. What the file is, is seen from its content; the file is not changed, and nothing
    in it is calculated.

    Without ``with_cpr`` a CPR column is seen and left unread. Raises ``KnownError`` (``LISTE-…``) when the file as a
    whole cannot be read; a row that cannot be read is ``REFUSED`` and the others stand.
    """
    data = read_bytes(path)
    lines, columns = _find_list(read_sheets(data) if data.startswith(ZIP) else iter([read_text(data)]), today)
    check_count(len(lines))
    if not lines:
        raise KnownError(faults.ONLY_HEADERS)
    rows: list[ListRow] = []
    problems = _about_columns(columns, lines, with_cpr)
    for line in lines:
        row, found = read_row(line, columns, today, with_cpr)
        rows.append(row)
        problems += found
    return ClassList(len(rows), tuple(rows), tuple(problems))


def _find_list(tables: Iterator[list[Line]], today: date) -> tuple[list[Line], Columns]:
    """The rows below the headers, from the first table that has headers; else from the first that can be guessed."""
    guess = None
    for lines in tables:
        candidates = [columns for line in lines[:HEADER_SEARCH] if (columns := columns_from_headers(line))]
        if candidates:
            # The row that names the most wins, so that a title "Børn" above the headers is no header.
            best = max(candidates, key=lambda columns: len(columns.places))
            return [line for line in lines if line.row > best.row], best
        if guess is None and (columns_or_none := guessed_columns(lines, today)):
            guess = lines, columns_or_none
    if guess is None:
        raise KnownError(faults.NO_HEADERS)
    return guess


def _about_columns(columns: Columns, lines: Sequence[Line], with_cpr: bool) -> list[Problem]:
    used = set(columns.places.values())
    said = [
        problem(columns.row, header, faults.NOT_READ)
        for place, header in enumerate(columns.headers)
        if header and place not in used
    ]
    if Field.CPR in columns.places and not with_cpr:
        said.append(problem(columns.row, columns.header(Field.CPR), faults.CPR_NOT_READ))
    if Field.BIRTH not in columns.places and not (with_cpr and Field.CPR in columns.places):
        said.append(problem(0, "", faults.NO_DATES))
    return said
