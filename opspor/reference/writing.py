"""The word lists of the writing help: dated data, our own words."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.writing import Marker, MarkKind, WordGroup

_FOR_OTHERS_TO_FIND = (MarkKind.DIAGNOSIS, MarkKind.CAUSE, MarkKind.MEASURE)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists. ``everyday`` are names that are also words."""

    checked_on: date
    everyday: tuple[str, ...]
    group: tuple[WordGroup, ...]


@cache
def words() -> Words:
    """``resources/words/writing.toml``"""
    with (data_folder("resources") / "words" / "writing.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), Words)


def marker(others: Iterable[str] = (), may_stand: Iterable[str] = ()) -> Marker:
    """What marks all of it. ``others`` and ``may_stand`` are names, as ``Marker`` takes them."""
    return Marker(words().group, everyday=words().everyday, others=others, may_stand=may_stand)


@cache
def _measures() -> Marker:
    return Marker(group for group in words().group if group.kind in _FOR_OTHERS_TO_FIND)


def measures_in(text: str) -> tuple[str, ...]:
    """The words of a text that propose a measure, name a diagnosis or give a cause: each once, in the order they
    stand. What a child or a parent is quoted for is not the writer's."""
    found = (mark for mark in _measures().marks(text) if mark.kind in _FOR_OTHERS_TO_FIND)
    return tuple(dict.fromkeys(mark.key for mark in found))
