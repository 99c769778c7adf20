"""The word lists of the writing help: dated data, our own words."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.writing import Mark, Marker, MarkKind, WordGroup, others_health

_NOT_NEEDED = (MarkKind.ORIGIN, MarkKind.FAITH, MarkKind.CRIME, MarkKind.DIAGNOSIS)
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
def _needless() -> Marker:
    return Marker((group for group in words().group if group.kind in _NOT_NEEDED), everyday=words().everyday)


def needless_in(text: str) -> tuple[Mark, ...]:
    """What is hardly needed in a note about a child, each word once: where somebody comes from and what they believe,
    offences, somebody else's illness, a CPR number, another child by initials (domain 8.5, item 14). It only asks.
    """
    found: dict[str, Mark] = {}
    for mark in _needless().marks(text):
        if mark.kind is not MarkKind.DIAGNOSIS or others_health(text, mark):
            found.setdefault(mark.key, mark)
    return tuple(found.values())


@cache
def _measures() -> Marker:
    return Marker(group for group in words().group if group.kind in _FOR_OTHERS_TO_FIND)


def measures_in(text: str) -> tuple[str, ...]:
    """The words of a text that propose a measure, name a diagnosis or give a cause: each once, in the order they
    stand. What a child or a parent is quoted for is not the writer's."""
    found = (mark for mark in _measures().marks(text) if mark.kind in _FOR_OTHERS_TO_FIND)
    return tuple(dict.fromkeys(mark.key for mark in found))
