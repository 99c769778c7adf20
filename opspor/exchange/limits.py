"""How big a list may be. Real ones have some hundred rows; the limits keep a wrong or hostile file from hurting."""

from collections.abc import Sequence

from opspor.domain.errors import KnownError
from opspor.exchange import faults
from opspor.exchange.columns import HEADER_SEARCH, Cell

MAX_BYTES = 25_000_000
MAX_ROWS = 50_000  # rows with something in them, below the headers
MAX_COLUMNS = 200
MAX_CELL = 10_000  # characters; a longer cell refuses its row
LAST_ROW = 1_048_576  # of an Excel sheet


def check_line(row: int, cells: Sequence[Cell], lines_before: int) -> None:
    """Raise ``KnownError`` when a line comes too late or is too wide. Stops a reader long before the end of the file;
    the headers and what stands above them are allowed for.
    """
    if row > LAST_ROW or lines_before >= MAX_ROWS + HEADER_SEARCH:
        raise KnownError(faults.TOO_MANY_ROWS, limit=f"{MAX_ROWS // 1000}.000")
    if any(cell != "" for cell in cells[MAX_COLUMNS:]):
        raise KnownError(faults.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)


def check_count(rows: int) -> None:
    """Raise ``KnownError`` when a list has more rows below its headers than ``MAX_ROWS``."""
    if rows > MAX_ROWS:
        raise KnownError(faults.TOO_MANY_ROWS, limit=f"{MAX_ROWS // 1000}.000")
