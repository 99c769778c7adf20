"""What in a text can tell who a child is, though no name was meant to stand there (domain 5.5, 5.6).

A text is held against everybody and every place that the vault knows, in one pass over its words. What is certain
stops a paper without names; what looks like a name must be answered; what is a word as well, or fits few, is asked.
A finding shows only what the person wrote: never whose name it is, nor whether the vault knows anybody of that name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from opspor.domain.clock import MONTHS
from opspor.domain.text import fold
from opspor.reference.leak_words import leak_words

AROUND = 40  # characters shown on each side of a finding


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


WHY = {
    Sort.NAME: "Det ligner et navn.",
    Sort.INITIALS: "Det ligner initialer.",
    Sort.NUMBER: "Et nummer eller en mailadresse fører til en bestemt person.",
    Sort.DATE: "En dag kan slås op. Skriv fx »for ca. 3 uger siden«.",
    Sort.ADDRESS: "Det ligner en adresse.",
    Sort.GROUP: "Det ligner navnet på en stue, en klasse eller et hus.",
    Sort.PLACE: "Et sted kan vise, hvem det er.",
    Sort.AGE: "En nøjagtig alder kan regnes om til en fødselsdag. Skriv hele år.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a text, where they stand, and why they are asked about. ``where`` is the title of the section."""

    where: str
    weight: Weight
    sort: Sort
    why: str
    before: str
    found: str
    after: str
    at: int  # where it begins in the text, as ``cleaned`` gives it

    @property
    def key(self) -> str:
        """What ``PaperDraft.no_names`` keeps once somebody has said that it names nobody."""
        return fold(self.found)


Phrases = dict[str, list[tuple[tuple[str, ...], Weight, Sort]]]  # by their first word


@dataclass(frozen=True, slots=True)
class House:
    """Everybody and every place that a vault knows, made ready to be looked for. Empty: nobody is known."""

    names: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()  # "karla juhl"
    initials: frozenset[str] = frozenset()  # "kj"
    phrases: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Own:
    """The people of the paper itself: the child and everybody around it, and who writes."""

    names: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()  # of the child: what pet names are made of
    initials: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()  # "K" for Karla
    born: date | None = None
    phrases: Phrases = field(default_factory=dict)


# --- making ready -----------------------------------------------------------------------------------------------------

_LETTERS = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"}
)
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\W\d_][^\s]*")  # Anne-Marie is one
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


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
def _lists() -> dict[str, frozenset[str]]:
    words = leak_words()
    names = ("everyday", "known_names", "openers", "no_names", "generic", "abbreviations", "places")
    return {name: _keys(getattr(words, name)) for name in names}


def is_everyday(key: str) -> bool:
    """True for the key of a name that is also a word."""
    return key in _lists()["everyday"]


def name_parts(names: Iterable[str], *, only_capitals: bool = False) -> list[list[str]]:
    """The parts of each name that say who it is, as keys.

    ``only_capitals``: the name stands in a sentence ("kontaktpædagog Mette"), so only what is capitalised counts,
    unless nothing is: "karla juhl".
    """
    no_names = _lists()["no_names"]
    parts = []
    for name in names:
        words = _WORD.findall(name)
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
    return frozenset(_letters(found[0][0] + found[-1][0]) for found in words if len(found) > 1)


def _letters(letters: str) -> str:
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
    phrases: Phrases = {}
    _add_addresses(phrases, addresses)
    for group in groups:
        _add_group(phrases, group)
    for institution in institutions:
        _add_group(phrases, institution)
        generic = _lists()["generic"]
        for word in _WORD.findall(institution):
            if len(word) > 2 and word_key(word) not in generic:
                _add_group(phrases, word)
    return House(words_of(parts), pairs_of(parts), initials_of(names), phrases)


def _parts_of_all(names: Iterable[str], *, only_capitals: bool = False) -> list[list[str]]:
    """Of double names too, written as one word: Anne-Marie is also Annemarie."""
    names = tuple(names)
    joined = (name.replace("-", "") for name in names if "-" in name)
    return name_parts((*names, *joined), only_capitals=only_capitals)


def _add(phrases: Phrases, keys: tuple[str, ...], weight: Weight, sort: Sort) -> None:
    known = phrases.setdefault(keys[0], [])
    if (keys, weight, sort) not in known:
        known.append((keys, weight, sort))


def _add_group(phrases: Phrases, name: str) -> None:
    """``2.B`` and ``SFO Rød`` name a group wherever they stand; ``Rød`` alone is also a colour."""
    keys = tuple(map(word_key, _TOKEN.findall(name)))
    if not keys or all(key.isdigit() for key in keys) or all(key in _lists()["generic"] for key in keys):
        return
    if len("".join(keys)) > 1:
        _add(phrases, keys, Weight.NAME, Sort.GROUP)


def _add_addresses(phrases: Phrases, addresses: Iterable[str]) -> None:
    """Street and number are certain; the street alone, and the town, are asked about."""
    for address in addresses:
        lines = [line for line in re.split(r"[,\n]", address) if line.strip()]
        for place, line in enumerate(lines):
            tokens = [word_key(token) for token in _TOKEN.findall(line)]
            number = next((n for n, token in enumerate(tokens) if n and token.isdigit()), 0)
            if place == 0 and number and sum(map(len, tokens[:number])) > 2:
                street = tuple(word for word in tokens[:number] if word != "nr")
                for said in ((), ("nr",)):
                    _add(phrases, (*street, *said, tokens[number]), Weight.SURE, Sort.ADDRESS)
                _add(phrases, street, Weight.MAYBE, Sort.ADDRESS)
            elif tokens and tokens[0].isdigit() and len(tokens[0]) == 4 and len(tokens) > 1:
                _add(phrases, tuple(tokens[:2]), Weight.SURE, Sort.ADDRESS)
                _add(phrases, (tokens[1],), Weight.MAYBE, Sort.PLACE)


# --- looking ----------------------------------------------------------------------------------------------------------

_MONTH = "|".join(MONTHS)
_ORDINALS = (
    "første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte|tolvte|trettende|fjortende|femtende"
    "|sekstende|syttende|attende|nittende|tyvende|(?:en|to|tre|fire|fem|seks|syv|otte|ni)ogtyvende|tred[ei]vte"
    "|enogtred[ei]vte"
)
_DATES = re.compile(
    rf"\b\d{{1,2}}\.?\s*(?:{_MONTH}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
    r"|\b\d{1,2}(?:\.\s?\d{1,2}\.|/\d{1,2}[/-]|-\d{1,2}-)\s?(?:\d{4}|\d{2})\b"  # 8.10-10.30 is a time
    r"|\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b(?:den|d\.)\s*\d{1,2}[./]\s?\d{1,2}\b"
    rf"|\b(?:{_ORDINALS})\s+(?:i\s+)?(?:{_MONTH})\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<!\d)\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{4}(?!\d)"  # CPR
    r"|(?<!\d)(?:\+45 ?|0045 ?)?(?:\d{2}([ .-]?)\d{2}\1\d{2}\1\d{2}|\d{4} \d{4})(?!\d)"  # telephone
    r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\b[A-ZÆØÅ]{2} ?\d{2} ?\d{3}\b"  # number plate
)
_MAYBE = (
    (Sort.DATE, re.compile(r"\bfødselsdag(?:en|s|ens)?\b|\bfødt\s+(?:i|den|d\.)\s+\S+", re.IGNORECASE)),
    (
        Sort.AGE,
        re.compile(
            r"\b\d+\s+(?:dage|uger)\s+gamm?el|\b\d+\s*år\s*(?:og\s*)?\d+\s*m(?:dr|åned)\w*|\b\d+(?:[.,]5|½|\s½)\s*år\b"
            r"|\bfyld(?:er|te|t)\s+(?:\d+|\w+\s+år)\b|\b(?:to|tre|fire|fem|seks|syv|otte|ni) et halvt år\b",
            re.IGNORECASE,
        ),
    ),
    (
        Sort.ADDRESS,
        re.compile(r"\b[^\W\d_]{2,}(?:vej|vænget?|gade|stræde|allé|alle|stien|parken|torv|toften|bakken)\s+\d+\w?\b",
                   re.IGNORECASE),
    ),
    (Sort.PLACE, re.compile(r"(?<![\d.])[1-9]\d{3}\s+[A-ZÆØÅ][a-zæøå]{2,}")),
)  # fmt: skip
_DOTTED = re.compile(r"\b[^\W\d_]\.\s?(?:[^\W\d_]\.\s?)?[^\W\d_]\b\.?")
_BETWEEN = re.compile(r"[\s.\-‐‑'’]{1,4}\Z")
_TWISTED = re.compile(r"\s*,\s*\Z")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐‑][ \t]*\r?\n\s*(?=[a-zæøåé])")
_BEGINS = re.compile(r"(?:^|[.!?:;…\n–•])[\s»\"“„'(\-]*\Z")


def cleaned(text: str) -> str:
    """A text as it is searched: letters whole, nothing invisible in a word, no word broken over two lines."""
    return _BROKEN.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


@cache
def _rare() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The words that fit few, each group as one expression."""
    return tuple(
        (
            re.compile(
                r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in group.words)
                + r")\b", re.IGNORECASE,
            ),
            group.why,
        )
        for group in leak_words().group
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    keys: tuple[str, ...]  # as it stands, and without the genitive

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def find(text: str, known: House, own: Own, *, where: str = "") -> tuple[Finding, ...]:
    """Everything in ``text`` that can tell who the child is, in the order it stands. Each place is named once, by what
    weighs most."""
    return tuple(_Search(cleaned(text), known, own, where).findings())


class _Search:
    """One text, looked through once."""

    def __init__(self, text: str, known: House, own: Own, where: str) -> None:
        self._text, self._known, self._own, self._where = text, known, own, where
        self._tokens = [
            _Token(hit.start(), hit.end(), hit[0], _stems(word_key(hit[0]))) for hit in _TOKEN.finditer(text)
        ]

    def findings(self) -> Iterator[Finding]:
        """What was found, without what lies inside something heavier."""
        order = list(Weight)
        found = sorted(self._all(), key=lambda one: (order.index(one[2]), one[0] - one[1]))
        taken: list[tuple[int, int]] = []
        kept = []
        for start, end, weight, sort, why in found:
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                kept.append((start, end, weight, sort, why))
        seen: set[tuple[str, Sort]] = set()
        for start, end, weight, sort, why in sorted(kept):
            finding = Finding(
                self._where, weight, sort, why, self._text[max(start - AROUND, 0) : start], self._text[start:end],
                self._text[end : end + AROUND], start,
            )  # fmt: skip
            if (finding.key, sort) not in seen:
                seen.add((finding.key, sort))
                yield finding

    def _all(self) -> Iterator[tuple[int, int, Weight, Sort, str]]:
        text = self._text
        for hit in _NUMBERS.finditer(text):
            yield *hit.span(), Weight.SURE, Sort.NUMBER, WHY[Sort.NUMBER]
        for hit in _DATES.finditer(text):
            yield *hit.span(), Weight.SURE, Sort.DATE, WHY[Sort.DATE]
        if self._own.born:
            for hit in re.finditer(rf"(?<!\d){self._own.born:%d%m%y}(?!\d)", text):
                yield *hit.span(), Weight.SURE, Sort.DATE, WHY[Sort.DATE]
        for sort, pattern in _MAYBE:
            for hit in pattern.finditer(text):
                yield *hit.span(), Weight.MAYBE, sort, WHY[sort]
        for pattern, why in _rare():
            for hit in pattern.finditer(text):
                yield *hit.span(), Weight.MAYBE, Sort.RARE, why
        for start, end, weight, sort in (*self._names(), *self._initials()):
            yield start, end, weight, sort, WHY[sort]

    def _names(self) -> Iterator[tuple[int, int, Weight, Sort]]:
        known, own, places = self._known, self._own, _lists()["places"]
        for n, token in enumerate(self._tokens):
            for phrases in (known.phrases, own.phrases):
                yield from self._phrases(n, phrases)
            if token.word.isdigit():
                continue
            if (end := self._full_name(n)) is not None:
                yield token.start, end, Weight.SURE, Sort.NAME
            elif (weight := self._name(token)) is not None:
                yield token.start, token.end, weight, Sort.NAME
            elif token.capital and not places.isdisjoint(token.keys):
                yield token.start, token.end, Weight.MAYBE, Sort.PLACE

    def _name(self, token: _Token) -> Weight | None:
        """What one word weighs as a name; None when it is none."""
        known, own, lists = self._known.names, self._own, _lists()
        small = token.word.islower()
        for key in token.keys:
            if key in own.names:
                if key in lists["everyday"]:
                    return None if small else Weight.MAYBE
                if not small or len(key) > 2:
                    return Weight.SURE
            if key in known or key in lists["known_names"]:
                if key in lists["everyday"]:
                    at_start = key in lists["openers"] and self._begins(token)
                    return None if small or at_start else Weight.MAYBE
                if not small or len(key) > 2:
                    return Weight.NAME
        return Weight.MAYBE if not small and self._is_pet_name(token) else None

    def _is_pet_name(self, token: _Token) -> bool:
        """``Fred`` and ``Frede`` for Frederik, ``Rikke`` for Frederikke, ``Idamus``: part of the name, or the name and
        more."""
        key = token.keys[0]
        if len(key) < 3 or (len(key) == 3 and self._begins(token)):
            return False
        return any(
            key.startswith(name) or name.startswith((key, key[:-1] if len(key) > 4 else key))
            or (len(key) > 3 and name.endswith(key))
            for name in self._own.first_names
            if len(name) > 2
        )  # fmt: skip

    def _full_name(self, n: int) -> int | None:
        """Where a name in full ends that begins at token ``n``, also as "Juhl, Karla" and over a middle initial."""
        first = self._tokens[n]
        for later in self._tokens[n + 1 : n + 3]:
            between = self._text[first.end : later.start]
            middle = self._tokens[n + 1]
            if later is not middle and not (
                len(middle.word) == 1 or middle.keys[0] in _lists()["no_names"]
            ):  # over an initial, or a "de" or "al" that no name is told by
                break
            if later is not middle:
                between = between.replace(middle.word, "", 1)
            pairs = (
                [f"{first.keys[0]} {key}" for key in later.keys] if _BETWEEN.match(between)
                else [f"{key} {first.keys[0]}" for key in later.keys] if _TWISTED.match(between) else []
            )  # fmt: skip
            for pair in pairs:
                if pair in self._own.pairs or pair in self._known.pairs:
                    words = pair.split()
                    small = first.word.islower() or later.word.islower()
                    if not (small and any(map(is_everyday, words))):
                        return later.end
        return None

    def _phrases(self, n: int, phrases: Phrases) -> Iterator[tuple[int, int, Weight, Sort]]:
        tokens = self._tokens
        starts = {key for key in tokens[n].keys if key in phrases}
        for key in starts:
            for words, weight, sort in phrases[key]:
                last = n + len(words) - 1
                if last >= len(tokens) or any(w not in tokens[n + i].keys for i, w in enumerate(words)):
                    continue
                if len(words) > 1 and tokens[n].keys[0] != words[0]:
                    continue  # a genitive stands at the end of a name only
                gaps = (self._text[tokens[i].end : tokens[i + 1].start] for i in range(n, last))
                if any(len(gap) > 3 for gap in gaps):
                    continue
                weighs = weight if len(words) > 1 else self._alone(tokens[n], weight)
                if weighs is not None:
                    yield tokens[n].start, tokens[last].end, weighs, sort

    def _alone(self, token: _Token, weight: Weight) -> Weight | None:
        """What a group, a street or a town of one word weighs: in small letters it may be the thing itself."""
        everyday = any(map(is_everyday, token.keys)) or any(key in _lists()["generic"] for key in token.keys)
        if everyday and (token.word.islower() or self._begins(token)):
            return None
        if token.word.islower():
            return None if weight is Weight.MAYBE else Weight.MAYBE
        return Weight.MAYBE if everyday else weight

    def _initials(self) -> Iterator[tuple[int, int, Weight, Sort]]:
        """``K.J.``, ``K. J.`` and ``KJ``; of others only with points or where the house has them; ``K`` alone."""
        own, known, abbreviations = self._own, self._known.initials, _lists()["abbreviations"]
        for hit in _DOTTED.finditer(self._text):
            letters = "".join(_WORD.findall(hit[0]))
            if letters.isupper():
                is_own = _letters(letters[0] + letters[-1]) in own.initials
                yield *hit.span(), Weight.SURE if is_own else Weight.MAYBE, Sort.INITIALS
        for token in self._tokens:
            key = token.keys[0]
            if token.word.isupper() and len(token.word) == 2:
                is_word = key in abbreviations
                if _letters(token.word) in own.initials:
                    yield token.start, token.end, Weight.MAYBE if is_word else Weight.SURE, Sort.INITIALS
                elif _letters(token.word) in known and not is_word:
                    yield token.start, token.end, Weight.MAYBE, Sort.INITIALS
            elif token.word.isupper() and len(token.word) == 1 and token.word in own.letters and token.word != "I":
                yield token.start, token.end, Weight.MAYBE, Sort.INITIALS

    def _begins(self, token: _Token) -> bool:
        return _BEGINS.search(self._text, max(token.start - 8, 0), token.start) is not None


def _stems(key: str) -> tuple[str, ...]:
    """A word, and without what a genitive adds: Noahs, Larses."""
    stems = [key]
    if len(key) > 2 and key.endswith("s"):
        stems.append(key[:-1])
    if len(key) > 3 and key.endswith("es"):
        stems.append(key[:-2])
    return tuple(stems)
