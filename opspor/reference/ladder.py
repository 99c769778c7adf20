"""The ladder of help, the triangle of prevention, and how municipalities read them: dated data with sources."""

import tomllib
from datetime import date
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.plans import LadderStep, Level


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step. ``ours``: staff act on it themselves; the others are there for orientation."""

    number: LadderStep
    name: str
    text: str
    ours: bool = False


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the five rules for using the ladder."""

    text: str
    source: str


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody reads the ladder: they do not agree, and both are told."""

    name: str
    text: str
    source: str


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category as one municipality uses it beside the ladder."""

    code: str
    column: str
    text: str


class Categories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the categories are called and whose reading they are."""

    name: str
    note: str
    source: str


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level of the triangle of prevention."""

    id: Level
    name: str
    text: str


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything about it, when it was last looked at, and where it comes from."""

    checked_on: date
    source: str  # keys of docs/kilder.md
    note: str
    step: tuple[Rung, ...]
    rule: tuple[Rule, ...]
    reading: tuple[Reading, ...]
    category: tuple[Category, ...]
    categories: Categories
    level: tuple[Layer, ...]

    def rung(self, step: LadderStep) -> Rung:
        """The step with that number."""
        return next(rung for rung in self.step if rung.number is step)


@cache
def ladder() -> Ladder:
    """``resources/plans/ladder.toml``"""
    with (data_folder("resources") / "plans" / "ladder.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), Ladder)
