"""Lists as text: CSV with comma, semicolon or tab, in the code pages and line ends that Danish PCs write."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from opspor.domain.errors import KnownError
from opspor.exchange import faults
from opspor.exchange.columns import HEADER_SEARCH, Line, field_of
from opspor.exchange.limits import MAX_BYTES, MAX_COLUMNS, check_line

_SEPARATORS = ";\t,"  # in this order when they fit equally well
_SAMPLE = 100_000  # characters looked at to find the separator
_SEP_LINE = re.compile(r"sep=([;,\t|])(?:\r\n|\r|\n|$)", re.IGNORECASE)
_END = "slut"  # a line of our own after the last: when it is not read as one, a quote was left open


def read_text(data: bytes) -> list[Line]:
    """The lines that have something in them. A row is what Excel would show as one: a cell may hold line breaks, and
    the line ``sep=;`` does not count.

    Raises ``KnownError`` for what is not text, an open quote, too many rows and too many columns.
    """
    text = _decode(data)
    if text.lstrip()[:1] == "<":
        raise KnownError(faults.WRONG_KIND, kind="en webside eller XML, også hvis den hedder .xls")
    separator = _SEP_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    csv.field_size_limit(MAX_BYTES)  # the whole file is no bigger, so the csv module never stops before our own limits
    return _lines(text, separator[1] if separator else _separator_of(text))


def _decode(data: bytes) -> str:
    """UTF-16 when it says so, UTF-8 when it is, else Windows-1252: no Danish text in the last is valid UTF-8."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise KnownError(faults.NOT_TEXT if b"\0" in data else faults.UNKNOWN_LETTERS) from None
    if "\0" in text:
        raise KnownError(faults.NOT_TEXT)
    return text


def _lines(text: str, separator: str) -> list[Line]:
    lines: list[Line] = []
    row, cells = 0, [_END]
    for row, cells in enumerate(csv.reader(chain(io.StringIO(text, newline=""), [_END]), delimiter=separator), 1):
        if not "".join(cells).strip():
            continue
        check_line(row, cells, len(lines))
        lines.append(Line(row, cells[:MAX_COLUMNS]))
    if cells != [_END]:
        raise KnownError(faults.OPEN_QUOTE, row=row)
    return lines[:-1]


def _separator_of(text: str) -> str:
    """The separator that makes the most headers known, else the one that gives the most even and widest table."""
    sample = text[:_SAMPLE]
    return max(_SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[int, int, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    rows = list(islice(_filled(reader), HEADER_SEARCH))
    known, width = max(((sum(field_of(cell) is not None for cell in row), len(row)) for row in rows), default=(0, 0))
    if not known:
        width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return known, sum(len(row) == width for row in rows), width


def _filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    return (row for row in rows if any(cell.strip() for cell in row))
