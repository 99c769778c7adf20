"""When a sundhedsplejerske's visits are due by age where nothing else is set: dated data, never in code."""

import tomllib
from datetime import date
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.visit import Window


class VisitPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The usual windows, when they were last looked at, and where they come from."""

    checked_on: date
    source: str  # keys of docs/kilder.md
    note: str
    window: tuple[Window, ...]


@cache
def plan() -> VisitPlan:
    """``resources/visits/windows.toml``"""
    with (data_folder("resources") / "visits" / "windows.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), VisitPlan)
