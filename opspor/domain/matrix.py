"""The matrix: position × trivsel, six cells, five of which need something (seed 000, domain 1.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from opspor.domain.assessment import POSITION_WORDS, TRIVSEL_WORDS, FollowUpKind, Position, Trivsel
from opspor.domain.child import ChildInList


class Column(StrEnum):
    """The two columns of the matrix."""

    TRIVSEL = "trivsel"
    MISTRIVSEL = "mistrivsel"


ROWS = (Position.NOT_EXPOSED, Position.POTENTIALLY_EXPOSED, Position.EXPOSED)
COLUMNS = (Column.TRIVSEL, Column.MISTRIVSEL)
GRADES = (
    Trivsel.THRIVES,
    Trivsel.BEGINNING_MISTRIVSEL,
    Trivsel.MISTRIVSEL,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``shade`` (0..4) orders how dark it is drawn and is never shown: it is no score.

    ``expects`` says in words what the cell asks for, ``follow_up`` which choices it suggests, and ``weeks`` how
    soon the team looks again (None: in the next round). The defaults are domain 1.5; people decide.
    """

    id: str
    position: Position
    column: Column
    shade: int
    expects: str
    follow_up: tuple[FollowUpKind, ...]
    weeks: int | None


_K = FollowUpKind
CELLS = (
    Cell("IU_T", Position.NOT_EXPOSED, Column.TRIVSEL, 0, "Ses igen i næste runde", (_K.NEXT_ROUND,), None),
    Cell("IU_M", Position.NOT_EXPOSED, Column.MISTRIVSEL, 2, "Fokuspunkt. Forældresamtale inden 2 uger",
         (_K.FOCUS_POINT, _K.PARENT_TALK), 6),
    Cell("PU_T", Position.POTENTIALLY_EXPOSED, Column.TRIVSEL, 1, "Hold fast i det, der beskytter, og hold øje",
         (_K.KEEP_PROTECTION,), None),
    Cell("PU_M", Position.POTENTIALLY_EXPOSED, Column.MISTRIVSEL, 3,
         "Fokuspunkt, leder og sparring. Følg op om 6–8 uger", (_K.FOCUS_POINT, _K.LEADER_INFORMED, _K.SPARRING), 6),
    Cell("U_T", Position.EXPOSED, Column.TRIVSEL, 2, "Leder orienteres. Vurdér underretning",
         (_K.LEADER_INFORMED, _K.SPARRING, _K.CONSIDER_UNDERRETNING), 12),
    Cell("U_M", Position.EXPOSED, Column.MISTRIVSEL, 4, "Leder i dag. Underretning skal vurderes",
         (_K.LEADER_INFORMED, _K.CONSIDER_UNDERRETNING), 6),
)  # fmt: skip

SHADE_WORDS = ("Ses igen næste gang", "Hold øje", "Gør noget", "Gør noget nu", "Samme dag")
CELL_MEANING = "Feltet siger noget om barnets situation {context} lige nu. Det siger ikke, hvem barnet er."

_BY_PLACE = {(cell.position, cell.column): cell for cell in CELLS}


@dataclass(frozen=True, slots=True)
class Field:
    """What is drawn as one square: a cell, or only those of one ``grade`` in it."""

    cell: Cell
    grade: Trivsel | None = None

    @property
    def column(self) -> str:
        """``Trivsel``, ``Begyndende mistrivsel``, ``Mistrivsel``"""
        return COLUMN_WORDS[self.cell.column] if self.grade is None else GRADE_WORDS[self.grade]

    @property
    def place(self) -> str:
        """``Udsat position, begyndende mistrivsel``"""
        return f"{POSITION_WORDS[self.cell.position]} position, {self.column.lower()}"

    def holds(self, standing: "Standing") -> bool:
        """Whether who stands so is drawn here."""
        return standing.cell is self.cell and self.grade in (None, standing.trivsel)


COLUMN_WORDS = {Column.TRIVSEL: "Trivsel", Column.MISTRIVSEL: "Mistrivsel"}
GRADE_SHORT = {Trivsel.BEGINNING_MISTRIVSEL: "Begyndende", Trivsel.MISTRIVSEL: "Mistrivsel"}  # within one column
GRADE_WORDS = {Trivsel.BEGINNING_MISTRIVSEL: "Begyndende mistrivsel", Trivsel.MISTRIVSEL: "Mistrivsel"}


def fields(*, beginning_apart: bool) -> tuple[tuple[Field, ...], ...]:
    """The squares, row by row: 3 × 2, or 3 × 3 where beginning mistrivsel has a column of its own (domain 1.5)."""
    rows = (tuple(cell for cell in CELLS if cell.position is position) for position in ROWS)
    grades = GRADE_WORDS if beginning_apart else (None,)
    return tuple((Field(trives), *(Field(mistrives, grade) for grade in grades)) for trives, mistrives in rows)


def column_of(trivsel: Trivsel) -> Column | None:
    """The column a grade belongs to; None for "ved ikke nok"."""
    if trivsel is Trivsel.UNKNOWN:
        return None
    return Column.TRIVSEL if trivsel is Trivsel.THRIVES else Column.MISTRIVSEL


@cache
def cell_of(position: Position, trivsel: Trivsel) -> Cell | None:
    """The cell of an assessment; None when either axis is "ved ikke nok": that child stands beside the matrix."""
    column = column_of(trivsel)
    return None if column is None else _BY_PLACE.get((position, column))


class Move(StrEnum):
    """How a child moved in the matrix since the previous round."""

    NEW = "new"
    SAME = "same"
    LESS = "less"  # less reason for concern
    MORE = "more"  # more reason for concern
    MIXED = "mixed"  # one axis each way


MOVE_WORDS = {
    Move.NEW: "ny",
    Move.SAME: "samme felt",
    Move.LESS: "mindre grund til bekymring",
    Move.MORE: "større grund til bekymring",
    Move.MIXED: "flyttet begge veje",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a child stood in one context: what was agreed on at one time, "ved ikke nok" included."""

    position: Position
    trivsel: Trivsel

    @property
    def cell(self) -> Cell | None:
        """The cell; None beside the matrix."""
        return cell_of(self.position, self.trivsel)

    @property
    def words(self) -> str:
        """``potentielt udsat · begyndende mistrivsel``"""
        return f"{POSITION_WORDS[self.position]} · {TRIVSEL_WORDS[self.trivsel]}".lower()


@dataclass(frozen=True, slots=True)
class Step:
    """The move with its arrows as they are drawn: "←" and "↑" less reason, "→" and "↓" more."""

    move: Move
    arrows: str


standing = cache(Standing)  # few are different, and thousands stand so


@cache  # few are different, and a matrix asks for each of its children several times
def step(before: Standing | None, after: Standing) -> Step:
    """The move from ``before`` (None: not agreed on then) to ``after``, which stands in a cell.

    A step between beginning mistrivsel and mistrivsel is one too, although both stand in one cell: every change is
    shown (design section 11, rule 7).
    """
    if before is None or before.cell is None:
        return Step(Move.NEW, "")
    rows = ROWS.index(after.position) - ROWS.index(before.position)
    grades = GRADES.index(after.trivsel) - GRADES.index(before.trivsel)
    arrows = ("→" if grades > 0 else "←" if grades < 0 else "") + ("↓" if rows > 0 else "↑" if rows < 0 else "")
    if not arrows:
        return Step(Move.SAME, "")
    worse, better = max(rows, grades) > 0, min(rows, grades) < 0
    return Step(Move.MIXED if worse and better else Move.MORE if worse else Move.LESS, arrows)


class Naming(StrEnum):
    """How much of a child's name a matrix shows; parents may see the screen, and a paper lies about."""

    NAMES = "names"
    INITIALS = "initials"
    CODES = "codes"
    COUNT = "count"

    def of(self, child: ChildInList) -> str:
        """What stands for a child; "" where only the number is told. For one whose name is protected it is the code."""
        if child.protected and self is not Naming.COUNT:
            return child.code
        if self is Naming.NAMES:
            return child.short
        if self is Naming.INITIALS:
            return child.initials
        return child.code if self is Naming.CODES else ""


NAMING_WORDS = {
    Naming.NAMES: "Navne",
    Naming.INITIALS: "Initialer",
    Naming.CODES: "Koder",
    Naming.COUNT: "Kun antal",
}
LEAST_TOLD = 5  # children: how many a number must be of to leave the house (domain 1.12)


def told_outside(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Counts as others may see them: None for those of 1 to 4 children.

    Where one alone would be hidden, the smallest of the rest is too: who knows how many they are could count back.
    """
    hidden = {n for n, count in enumerate(counts) if 0 < count < LEAST_TOLD}
    rest = sorted((count, n) for n, count in enumerate(counts) if count and n not in hidden)
    if len(hidden) == 1 and rest:
        hidden.add(rest[0][1])
    return tuple(None if n in hidden else count for n, count in enumerate(counts))
