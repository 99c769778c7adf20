"""Lists as an Excel workbook (.xlsx). The package is taken apart by our own rules first; openpyxl gets a clean copy.

openpyxl unpacks whatever it is handed, and a zip file may lie about how much that is. So each part is unpacked piece
by piece under a limit, pictures and macros are left behind, and what remains is handed on uncompressed, in memory.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from opspor.domain.errors import KnownError
from opspor.exchange import faults
from opspor.exchange.columns import Cell, Line
from opspor.exchange.limits import MAX_COLUMNS, check_line

MAX_PARTS = 2_000
MAX_UNPACKED = 200_000_000  # bytes
MAX_RATIO = 200  # unpacked to packed; a real sheet stays below 50
MAX_TAGS = 6_000_000  # a sheet of 50,000 rows and 20 columns has 4 million; each costs time and memory
_SMALL = 1_000_000  # bytes; what unpacks to less does no harm at any ratio
_PIECE = 65_536
_MAX_SHEETS = 20  # looked at for a list
_ENCRYPTED = 0x1  # flag of a part
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"})
_KINDS = {
    "content.xml": "et OpenDocument-regneark eller -dokument (.ods, .odt)",
    "word/document.xml": "et Word-dokument (.docx)",
    "ppt/presentation.xml": "en PowerPoint-præsentation (.pptx)",
    "xl/workbook.bin": "en binær Excel-projektmappe (.xlsb)",
    "Index/Document.iwa": "en fil fra Numbers eller Pages",
}


def read_sheets(data: bytes) -> Iterator[list[Line]]:
    """The lines with something in them, sheet by sheet as they are asked for, first the sheets that are shown.

    Formulas are never calculated: the value that was saved with them counts. Dates come as ``date``, whole numbers as
    ``int``, the rest as text. Raises ``KnownError`` for all that is not a sound and harmless workbook.
    """
    import openpyxl  # 0.1 s that only those pay who hand in a workbook

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl must read XML through defusedxml")
    package = _clean_copy(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # they quote cells
            workbook = openpyxl.load_workbook(package, read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001  whatever openpyxl trips over, the file is the cause
        raise KnownError(faults.DAMAGED) from None
    shown_first = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
    for sheet in shown_first[:_MAX_SHEETS]:
        yield _lines(sheet)


def _lines(sheet: Any) -> list[Line]:
    lines: list[Line] = []
    try:
        sheet.reset_dimensions()  # what a sheet says about its own size need not be true
        with warnings.catch_warnings(action="ignore"):
            # One column more than allowed is read, to see that there are too many.
            for row, values in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
                cells = _cells(values)
                check_line(row, cells, len(lines))
                if any(cell != "" for cell in cells):
                    lines.append(Line(row, cells[:MAX_COLUMNS]))
    except KnownError:
        raise
    except Exception:  # noqa: BLE001  as above; nothing of the error is kept, since it may quote a cell
        raise KnownError(faults.DAMAGED) from None
    return lines


def _cells(values: tuple[object, ...]) -> list[Cell]:
    """The values up to the last that is not empty."""
    left = len(values) - values.count(None)
    cells: list[Cell] = []
    for value in values:
        if not left:
            break
        cells.append(_cell(value))
        left -= value is not None
    return cells


def _cell(value: object) -> Cell:
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = str(value)
    return text if text.strip() else ""


def _clean_copy(data: bytes) -> io.BytesIO:
    """The XML parts of a package, unpacked within the limits into a package that tells the truth about itself."""
    if data.count(_DIRECTORY_ENTRY) > MAX_PARTS:  # counted before the directory is read, which takes memory too
        raise KnownError(faults.HOSTILE)
    copy = io.BytesIO()
    room, tags = MAX_UNPACKED, 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as clean:
            _check_directory(package.infolist(), len(data))
            for name in dict.fromkeys(package.namelist()):
                if name.endswith((".xml", ".rels")) and not name.startswith("docProps/"):
                    content = _unpacked(package, name, room)
                    room -= len(content)
                    tags += content.count(b"<")
                    if tags > MAX_TAGS:
                        raise KnownError(faults.HOSTILE)
                    clean.writestr(name, content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        LookupError,
    ):
        raise KnownError(faults.DAMAGED) from None
    return copy


def _check_directory(parts: list[zipfile.ZipInfo], packed: int) -> None:
    names = {part.filename for part in parts}
    for name, kind in _KINDS.items():
        if name in names:
            raise KnownError(faults.WRONG_KIND, kind=kind)
    if "[Content_Types].xml" not in names:
        raise KnownError(faults.WRONG_KIND, kind="en pakket mappe (zip)")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise KnownError(faults.PASSWORD)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or unpacked > max(_SMALL, packed * MAX_RATIO):
        raise KnownError(faults.HOSTILE)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise KnownError(faults.DAMAGED)  # no Excel writes others, and they cannot be unpacked piece by piece


def _unpacked(package: zipfile.ZipFile, name: str, room: int) -> bytes:
    content = bytearray()
    with package.open(name) as part:
        while piece := part.read(_PIECE):
            content += piece
            if len(content) > room:
                raise KnownError(faults.HOSTILE)
    return bytes(content)
