"""How a child's parents are involved, for each cell of the matrix and each step of the ladder: dated data."""

import tomllib
from datetime import date
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.matrix import Cell
from opspor.domain.plans import LadderStep


class Guideline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who talks with the parents, when, about what, and what to be careful with."""

    who: str
    when: str
    about: str
    careful: str


class _OfCell(Guideline, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: str


class _OfStep(Guideline, frozen=True, forbid_unknown_fields=True, kw_only=True):
    number: LadderStep


class Involvement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All guidelines. ``first`` stands above each: it is the same for every child, so that it tells of none."""

    checked_on: date
    source: str  # keys of docs/kilder.md
    first: str
    cell: tuple[_OfCell, ...]
    step: tuple[_OfStep, ...]

    def of_cell(self, cell: Cell | None) -> Guideline:
        """The guideline of a cell; None is a child beside the matrix."""
        wanted = cell.id if cell else "unknown"
        return next(one for one in self.cell if one.id == wanted)

    def of_step(self, step: LadderStep) -> Guideline:
        """The guideline of a step."""
        return next(one for one in self.step if one.number is step)


@cache
def involvement() -> Involvement:
    """``resources/parents/involvement.toml``"""
    with (data_folder("resources") / "parents" / "involvement.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), Involvement)
