"""Phone numbers: the two that the program ships, and the places for those that are written in (design 11, rule 9)."""

import tomllib
from enum import StrEnum
from functools import cache

from msgspec import Struct, convert

import opspor


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """A number that is the same in the whole country."""

    key: str
    function: str
    phone: str
    hours: str
    when: str


class Layer(StrEnum):
    """Whose number it is: that of the municipality may come in its file, that of the institution never does."""

    MUNICIPALITY = "municipality"
    INSTITUTION = "institution"


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A number that this municipality or institution writes in, with the function's name and the date."""

    key: str
    layer: Layer
    function: str
    when: str


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    number: tuple[Number, ...]
    place: tuple[Place, ...]


@cache
def _file() -> _File:
    with (opspor.data_folder("resources") / "law" / "numbers.toml").open("rb") as file:
        return convert(tomllib.load(file), _File)


def shipped() -> tuple[Number, ...]:
    """112 and 114, and nothing else."""
    return _file().number


def places() -> tuple[Place, ...]:
    """The functions whose numbers are to be written in, in the order they are shown."""
    return _file().place
