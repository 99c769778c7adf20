"""The made-up children that a track of the beredskabsplan is practised on."""

import tomllib
from functools import cache

from msgspec import Struct, convert, field

import opspor
from opspor.domain.beredskab import StepKind, Track


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody sees and hears, and ``then`` what happens on the way, at the first step of a kind."""

    track: Track
    child: str
    story: tuple[str, ...]
    then: dict[StepKind, str] = field(default_factory=dict)


@cache
def stories() -> dict[Track, Story]:
    """The story of each track."""
    with (opspor.data_folder("resources") / "practice" / "tracks.toml").open("rb") as file:
        found = convert(tomllib.load(file)["story"], tuple[Story, ...])
    return {story.track: story for story in found}
