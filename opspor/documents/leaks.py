"""What in a text can tell who a child is, though no name was meant to stand there (domain 5.5, 5.6).

A text is held against everybody and every place that the vault knows, in one pass over its words. What is certain
stops a paper without names; what looks like a name must be answered; what is a word as well, or fits few, is asked.
A finding shows only what the person wrote: never whose name it is, nor whether the vault knows anybody of that name.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from opspor.documents.house import (
    TOKEN,
    WORD,
    House,
    Own,
    Phrases,
    Sort,
    Weight,
    is_everyday,
    letters_key,
    word_key,
    word_lists,
)
from opspor.domain.clock import MONTHS
from opspor.domain.text import fold
from opspor.reference.leak_words import leak_words

AROUND = 40  # characters shown on each side of a finding


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
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w"  # bounded: a long word takes no second
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
_BETWEEN = re.compile(r"[\s._/\-‐‑'’]{1,4}\Z")
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
            _Token(hit.start(), hit.end(), hit[0], _stems(word_key(hit[0]))) for hit in TOKEN.finditer(text)
        ]

    def findings(self) -> Iterator[Finding]:
        """What was found, without what lies inside something heavier."""
        order = list(Weight)
        found = sorted(self._all(), key=lambda one: (order.index(one[2]), one[0] - one[1]))
        taken = bytearray(len(self._text))
        kept = []
        for start, end, weight, sort, why in found:
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
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
        known, own, places = self._known, self._own, word_lists()["places"]
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
        known, own, lists = self._known.names, self._own, word_lists()
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
                len(middle.word) == 1 or middle.keys[0] in word_lists()["no_names"]
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
        for first in tokens[n].keys:
            for length in phrases.lengths.get(first, ()):
                last = n + length - 1
                if last >= len(tokens) or (length > 1 and first != tokens[n].keys[0]):
                    continue  # a genitive stands at the end only
                gaps = (self._text[tokens[i].end : tokens[i + 1].start] for i in range(n, last))
                if any(len(gap) > 3 for gap in gaps):
                    continue
                before = tuple(token.keys[0] for token in tokens[n:last])
                ends = tokens[last].keys if length > 1 else (first,)
                for end in ends:
                    if (known := phrases.by_words.get((*before, end))) is not None:
                        weight = known[0] if length > 1 else self._alone(tokens[n], known[0])
                        if weight is not None:
                            yield tokens[n].start, tokens[last].end, weight, known[1]

    def _alone(self, token: _Token, weight: Weight) -> Weight | None:
        """What a group, a street or a town of one word weighs: in small letters it may be the thing itself."""
        everyday = any(map(is_everyday, token.keys)) or any(key in word_lists()["generic"] for key in token.keys)
        if everyday and (token.word.islower() or self._begins(token)):
            return None
        if token.word.islower():
            return None if weight is Weight.MAYBE else Weight.MAYBE
        return Weight.MAYBE if everyday else weight

    def _initials(self) -> Iterator[tuple[int, int, Weight, Sort]]:
        """``K.J.``, ``K. J.`` and ``KJ``; of others only with points or where the house has them; ``K`` alone."""
        own, known, abbreviations = self._own, self._known.initials, word_lists()["abbreviations"]
        for hit in _DOTTED.finditer(self._text):
            letters = "".join(WORD.findall(hit[0]))
            if letters.isupper():
                is_own = letters_key(letters[0] + letters[-1]) in own.initials
                yield *hit.span(), Weight.SURE if is_own else Weight.MAYBE, Sort.INITIALS
        for token in self._tokens:
            key = token.keys[0]
            if token.word.isupper() and len(token.word) == 2:
                is_word = key in abbreviations
                if letters_key(token.word) in own.initials:
                    yield token.start, token.end, Weight.MAYBE if is_word else Weight.SURE, Sort.INITIALS
                elif letters_key(token.word) in known and not is_word:
                    yield token.start, token.end, Weight.MAYBE, Sort.INITIALS
            elif token.word.isupper() and len(token.word) == 1 and token.word in own.letters and token.word != "I":
                yield token.start, token.end, Weight.MAYBE, Sort.INITIALS

    def _begins(self, token: _Token) -> bool:
        return _BEGINS.search(self._text, max(token.start - 8, 0), token.start) is not None


def _stems(key: str) -> tuple[str, ...]:
    """A word, and without what a genitive adds: Noahs, Larses."""
    stems = [key]
    if len(key) > 1 and key.endswith("s"):  # also of 2.B: 2.Bs
        stems.append(key[:-1])
    if len(key) > 3 and key.endswith("es"):
        stems.append(key[:-2])
    return tuple(stems)
