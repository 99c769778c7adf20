"""What a class list is once it has been read: rows, and what there is to say about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opspor.domain.errors import Fault
from opspor.domain.ids import Id
from opspor.exchange import faults


class Status(StrEnum):
    """What will become of a row."""

    READ = "read"
    DOUBTFUL = "doubtful"  # read, and somebody must look at it before it counts
    REFUSED = "refused"
    ALREADY_THERE = "already_there"  # in the vault, or further up in the same file
    SECOND_GROUP = "second_group"  # in the vault, and comes into one more group: class and SFO


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. ``row`` is the number the spreadsheet shows beside it; ``cpr`` is "" or ten digits.

    ``known`` is the child in the vault that a ``SECOND_GROUP`` row is about.
    """

    row: int
    first_name: str
    last_name: str
    birth_date: date | None
    cpr: str
    group: str
    contact_person: str
    status: Status
    known: Id | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say about a row. ``text`` is a Danish sentence with what to do; it quotes nothing from the cell.

    ``row`` is 0 for the file as a whole, and the row of the headers for a whole column. ``column`` is the header as it
    stands in the file, or "".
    """

    row: int
    column: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ClassList:
    """A file that was read. Every row that is not ``READ`` has at least one problem with its number.

    ``rows_total`` counts the rows below the headers that have something in them.
    """

    rows_total: int
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]

    def count(self, status: Status) -> int:
        """How many rows have that status."""
        return sum(row.status is status for row in self.rows)


def problem(row: int, column: str, fault: Fault, **names: str) -> Problem:
    """The fault, said about a row and a column. ``names`` are of the vault, never of the cell."""
    return Problem(row, column, fault.code, fault.sentence.format(**names))


def status_of(found: Iterable[Fault]) -> Status:
    """The status that the faults of a row add up to: one that refuses wins, a mere note changes nothing."""
    status = Status.READ
    for fault in found:
        if fault in faults.REFUSING:
            return Status.REFUSED
        if fault not in faults.NOTES:
            status = Status.DOUBTFUL
    return status
