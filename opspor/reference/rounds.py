"""When rounds are often held, by age: dated data to choose from, never a rule (domain 1.3)."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.child import AgeBand


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the year; ``opens`` and ``closes`` are month-day."""

    name: str
    opens: str
    closes: str


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often, for which age bands (none is all), and in which windows."""

    id: str
    name: str
    bands: tuple[AgeBand, ...]
    window: tuple[Window, ...]


class Presets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All presets, when they were last looked at, and where they come from."""

    checked_on: date
    source: str  # keys of docs/kilder.md
    note: str
    preset: tuple[Preset, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name and days for a round."""

    preset: str
    name: str
    opens_on: date
    closes_on: date


@cache
def presets() -> Presets:
    """``resources/rounds/presets.toml``"""
    with (data_folder("resources") / "rounds" / "presets.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), Presets)


def proposals(today: date, bands: Collection[AgeBand] = ()) -> tuple[Proposal, ...]:
    """The window of each preset that is open or comes next, for ``bands`` (none is all), in the order of the file."""
    found = []
    for preset in presets().preset:
        if not preset.bands or not bands or set(bands) <= set(preset.bands):
            coming = (
                _in_year(preset, w, year)
                for year in (today.year - 1, today.year, today.year + 1)
                for w in preset.window
            )
            found.append(min((p for p in coming if p.closes_on > today), key=lambda p: p.opens_on))
    return tuple(found)


def _in_year(preset: Preset, window: Window, year: int) -> Proposal:
    opens, closes = (date.fromisoformat(f"{year}-{day}") for day in (window.opens, window.closes))
    if closes <= opens:
        closes = closes.replace(year=year + 1)
    return Proposal(preset.name, f"{window.name} {year}", opens, closes)
