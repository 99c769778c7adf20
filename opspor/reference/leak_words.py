"""The word lists that a paper without names is held against: our own words."""

import tomllib
from functools import cache

import msgspec

from opspor import data_folder


class RareWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that fit few: ``why`` one looks at them again. "*" after a word takes every ending along."""

    why: str
    words: tuple[str, ...]


class LeakWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists; what each is for stands at the top of the file."""

    everyday: tuple[str, ...]
    known_names: tuple[str, ...]
    openers: tuple[str, ...]
    no_names: tuple[str, ...]
    generic: tuple[str, ...]
    abbreviations: tuple[str, ...]
    places: tuple[str, ...]
    group: tuple[RareWords, ...]


@cache
def leak_words() -> LeakWords:
    """``resources/words/leaks.toml``"""
    with (data_folder("resources") / "words" / "leaks.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), LeakWords)
