"""Files as other programs write them, made in the test."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from opspor.exchange.class_list import ClassList
from opspor.exchange.reading import read_list

TODAY = date(2026, 11, 22)

Read = Callable[..., ClassList]


def workbook(*sheets: Sequence[Any]) -> bytes:
    """An Excel file with those sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a list from bytes or text (as UTF-8)."""

    def read_content(content: bytes | str, *, with_cpr: bool = False) -> ClassList:
        path = tmp_path / "liste"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_list(path, today=TODAY, with_cpr=with_cpr)

    return read_content


def codes(class_list: ClassList) -> list[str]:
    """The codes of all problems, in order."""
    return [problem.code for problem in class_list.problems]


def names(class_list: ClassList) -> list[tuple[str, str]]:
    """First and last names, in order."""
    return [(row.first_name, row.last_name) for row in class_list.rows]
