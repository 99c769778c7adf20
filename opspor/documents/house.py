"""Everybody and every place that a paper without names is held against, made ready to be looked for in a text.

Made once and then only looked up: a house of 2,000 children takes some 40 ms, a page of text some 7 ms.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from opspor.reference.leak_words import leak_words


class Weight(StrEnum):
    """What a finding does to a paper without names."""

    SURE = "sure"  # it stops the paper
    NAME = "name"  # it stops the paper until somebody has said that it names nobody here
    MAYBE = "maybe"  # it is asked, and stops nothing


class Sort(StrEnum):
    """What a finding looks like."""

    NAME = "name"
    INITIALS = "initials"
    NUMBER = "number"
    DATE = "date"
    ADDRESS = "address"
    GROUP = "group"
    PLACE = "place"
    AGE = "age"
    RARE = "rare"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is found by several words in a row: streets, towns, groups. ``lengths``: first word -> how many follow."""

    by_words: dict[tuple[str, ...], tuple[Weight, Sort]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)

    def add(self, words: tuple[str, ...], weight: Weight, sort: Sort) -> None:
        """Look for these words too. Words that stand there twice weigh what the heavier weighs."""
        known = self.by_words.get(words)
        if known is None or _HEAVIEST.index(weight) < _HEAVIEST.index(known[0]):
            self.by_words[words] = weight, sort
        self.lengths.setdefault(words[0], set()).add(len(words))


_HEAVIEST = tuple(Weight)


@dataclass(frozen=True, slots=True)
class House:
    """Everybody and every place that a vault knows, made ready to be looked for. Empty: nobody is known."""

    names: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()  # "karla juhl"
    initials: frozenset[str] = frozenset()  # "kj"
    phrases: Phrases = field(default_factory=Phrases)


@dataclass(frozen=True, slots=True)
class Own:
    """The people of the paper itself: the child and everybody around it, and who writes."""

    names: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()  # of the child: what pet names are made of
    initials: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()  # "K" for Karla
    born: date | None = None
    phrases: Phrases = field(default_factory=Phrases)


_LETTERS = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"}
)
WORD = re.compile(r"[^\W\d_]+")  # letters
_NAME = re.compile(r"[^\W\d_][^\s]*")  # Anne-Marie is one
TOKEN = re.compile(r"[^\W\d_]+|\d+")  # letters, or figures


def word_key(word: str) -> str:
    """A word as it is compared: ``Åse``, ``AASE`` and ``aase`` are one, as are ``é`` and ``e``."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(word_key, words))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The word lists by their names, as keys."""
    words = leak_words()
    names = ("everyday", "known_names", "openers", "no_names", "generic", "abbreviations", "places")
    return {name: _keys(getattr(words, name)) for name in names}


def is_everyday(key: str) -> bool:
    """True for the key of a name that is also a word."""
    return key in word_lists()["everyday"]


def name_parts(names: Iterable[str], *, only_capitals: bool = False) -> list[list[str]]:
    """The parts of each name that say who it is, as keys.

    ``only_capitals``: the name stands in a sentence ("kontaktpædagog Mette"), so only what is capitalised counts,
    unless nothing is: "karla juhl".
    """
    no_names = word_lists()["no_names"]
    parts = []
    for name in names:
        words = WORD.findall(name)
        if only_capitals:
            words = [word for word in words if word[0].isupper()] or words * (len(words) < 3)
        keys = [key for word in words if len(word) > 1 and (key := word_key(word)) not in no_names]
        if keys:
            parts.append(keys)
    return parts


def pairs_of(parts: Iterable[Sequence[str]]) -> frozenset[str]:
    """Every two parts of one name, in their order: what a name in full is found by."""
    return frozenset(f"{first} {later}" for keys in parts for n, first in enumerate(keys) for later in keys[n + 1 :])


def words_of(parts: Iterable[Sequence[str]]) -> frozenset[str]:
    """Every part of the names."""
    return frozenset(key for keys in parts for key in keys)


def initials_of(names: Iterable[str]) -> frozenset[str]:
    """``kj`` for Karla Maria Juhl."""
    words = (_NAME.findall(name) for name in names)
    return frozenset(letters_key(found[0][0] + found[-1][0]) for found in words if len(found) > 1)


def letters_key(letters: str) -> str:
    """Initials as they are compared, a sign for each: ``Ø`` as ``o``."""
    return "".join(word_key(letter)[:1] for letter in letters)


def house(
    *,
    names: Iterable[str],
    in_sentences: Iterable[str] = (),
    addresses: Iterable[str] = (),
    groups: Iterable[str] = (),
    institutions: Iterable[str] = (),
) -> House:
    """A vault made ready: ``names`` in full, ``in_sentences`` where names stand among other words, addresses as they
    are written down, and what groups and institutions are called.
    """
    names = tuple(names)
    parts = [*_parts_of_all(names), *_parts_of_all(in_sentences, only_capitals=True)]
    phrases = Phrases()
    _add_addresses(phrases, addresses)
    for group in groups:
        _add_group(phrases, group)
    for institution in institutions:
        _add_group(phrases, institution)
        generic = word_lists()["generic"]
        for word in WORD.findall(institution):
            if len(word) > 2 and word_key(word) not in generic:
                _add_group(phrases, word)
    return House(words_of(parts), pairs_of(parts), initials_of(names), phrases)


def _parts_of_all(names: Iterable[str], *, only_capitals: bool = False) -> list[list[str]]:
    """Of double names too, written as one word: Anne-Marie is also Annemarie."""
    names = tuple(names)
    joined = (name.replace("-", "") for name in names if "-" in name)
    return name_parts((*names, *joined), only_capitals=only_capitals)


def _add_group(phrases: Phrases, name: str) -> None:
    """``2.B`` and ``SFO Rød`` name a group wherever they stand; ``Rød`` alone is also a colour."""
    keys = tuple(map(word_key, TOKEN.findall(name)))
    if not keys or all(key.isdigit() for key in keys) or all(key in word_lists()["generic"] for key in keys):
        return
    if len("".join(keys)) > 1:
        phrases.add(keys, Weight.NAME, Sort.GROUP)


def _add_addresses(phrases: Phrases, addresses: Iterable[str]) -> None:
    """Street and number are certain; the street alone, and the town, are asked about."""
    for address in addresses:
        lines = [line for line in re.split(r"[,\n]", address) if line.strip()]
        for place, line in enumerate(lines):
            tokens = [word_key(token) for token in TOKEN.findall(line)]
            number = next((n for n, token in enumerate(tokens) if n and token.isdigit()), 0)
            if place == 0 and number and sum(map(len, tokens[:number])) > 2:
                street = tuple(word for word in tokens[:number] if word != "nr")
                for said in ((), ("nr",)):
                    phrases.add((*street, *said, tokens[number]), Weight.SURE, Sort.ADDRESS)
                phrases.add(street, Weight.MAYBE, Sort.ADDRESS)
            elif tokens and tokens[0].isdigit() and len(tokens[0]) == 4 and len(tokens) > 1:
                phrases.add(tuple(tokens[:2]), Weight.SURE, Sort.ADDRESS)
                phrases.add((tokens[1],), Weight.MAYBE, Sort.PLACE)
