"""Finds an address or a phone number in a text, however it is spelled: what a protected home is looked for with.

A house is found by its street and number, near each other in either order, with one wrong letter in the street; a
street of its own kind (``Skovvej``, not ``Engen``) also without the number: in a small town it is enough. It finds
rather too much than too little: a person then mends the sentence.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_PIECES = re.compile(r"[,;\n]")
_HOUSE = re.compile(r"(?P<street>.*?[^\W\d_].*?)[\s.]*\b(?:(?:nr|no|nummer|hus)[\s.]*)?(?P<number>\d{1,4})(?!\d)")
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,3})\s*[a-z]?\s+(?P<street>[^\W\d_].*)", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:[a-z]{1,2}-?)?\d{4,5}\s+[^\W\d_]", re.IGNORECASE)
_CARE_OF = re.compile(r"\s*(?:c\s*/\s*o|co/|v/|att)\b", re.IGNORECASE)

# What a street is, with its article or without; all of one kind are compared as one.
_KINDS = (
    "vej", "gade", "alle", "strade", "boulevard", "vange", "plads", "torv", "sti", "park", "have", "toft", "bakke",
    "mark", "hoj", "lund", "gard", "kaj", "bro", "dal", "ager", "skel", "strand", "gatan", "vagen", "strasse",
)  # fmt: skip
_ARTICLES = ("", "n", "t", "en", "et")
_ENDINGS = sorted(((kind + article, kind) for kind in _KINDS for article in _ARTICLES), key=lambda one: -len(one[0]))
# How the kinds are cut short before a number (the register of addresses, and what people write).
_SHORT = {
    "v": "vej", "g": "gade", "gd": "gade", "al": "alle", "str": "strade", "blvd": "boulevard", "boul": "boulevard",
    "pl": "plads", "vng": "vange",
}  # fmt: skip
# Kinds that tell a street from a plain word, also in lower case: "Skovvej" is one, "haven" may be any garden.
_SURE_KINDS = frozenset({"vej", "gade", "alle", "strade", "boulevard", "vange"})
# Words that end like a street and are none: in lower case, and without a number, they are the word.
_ALSO_WORDS = frozenset({
    "skole", "lande", "motor", "hoved", "om", "gen", "ud", "ind", "ned", "op", "til", "hjem", "pa", "under", "fra",
    "side", "ga", "bi", "kor", "gang", "cykel", "grus", "skov", "mark", "luft", "vand", "vande", "tra", "ad", "tvar",
    "for", "villa", "privat", "af", "ring", "kirke", "sogne", "by", "ene", "midt", "livs", "ar", "adgangs",
})  # fmt: skip
_INDOORS = frozenset({
    "blok", "bolig", "dor", "etage", "kalder", "lejl", "lejlighed", "opgang", "sal", "st", "stue", "stuen", "tv", "th",
    "mf", "varelse", "postboks", "boks", "tlf", "telefon",
})  # fmt: skip
# What a street begins with, in full and cut short.
_FRONTS = (
    ("sdr", "sondre", "sonder"), ("nr", "ndr", "norre", "nordre", "norder"), ("gl", "gammel", "gamle"),
    ("st", "store", "stor"), ("ll", "lille"), ("skt", "sct", "st", "sankt"), ("o", "ostre", "oster"),
    ("v", "vestre", "vester"),
)  # fmt: skip
_BETWEEN = frozenset({"nr", "no", "nummer", "hus", "husnr", "husnummer", "numer", "ejendom", "opgang"})
_BEFORE = frozenset({"i", "pa", "ad", "af", "ved", "langs"})
_PHONE = re.compile(r"(?<![^\W_])\+?\d(?:[\s.\-/()–]{0,3}\d)+")
_PHONE_LENGTH = 8
_LEAST = 5  # letters: a street no longer than that must stand as it is


@dataclass(frozen=True, slots=True)
class _House:
    """Where somebody lives: the street, and its number; "" for a place without one.

    ``ways`` are the spellings of the street in one word, ``cut`` those that end in a short form. ``whole`` are some
    with æ, ø and å as two letters each: a wrong letter beside one of them is still one wrong letter.
    """

    street: str
    number: str
    words: int  # how many the street is written with
    ways: frozenset[str]
    cut: frozenset[str]
    whole: frozenset[str]

    @property
    def tells(self) -> bool:
        """Whether the street alone says where it is: it is of a kind, or there is nothing else to look for."""
        return bool(_split(self.street)[1]) or not self.number


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses and phone numbers to look for. ``open_streets`` are those that others live in openly."""

    houses: frozenset[_House]
    phones: frozenset[str]
    open_streets: frozenset[str]

    def found_in(self, text: str) -> bool:
        """Whether one of them stands in the text, in any spelling."""
        if not self.houses and not self.phones:
            return False
        plain = _readable(text)
        return self._phone_in(plain) or self._house_in(plain)

    def _phone_in(self, text: str) -> bool:
        runs = [re.sub(r"\D", "", run[0]) for run in _PHONE.finditer(text)]
        return any(phone in run for phone in self.phones for run in runs)

    def _house_in(self, text: str) -> bool:
        words = [_Word(hit[0]) for hit in _TOKEN.finditer(text)]
        for house in self.houses:
            if house.number and any(_is_near(house, words, at) for at, one in enumerate(words) if one.is_(house)):
                return True
            alone = house.tells and house.street not in self.open_streets
            if alone and any(_stands(house, words, at) for at in range(len(words))):
                return True
        return False


class _Word:
    """A word of a text: as it stands, and as it is compared."""

    __slots__ = ("plain", "said", "whole")

    def __init__(self, said: str) -> None:
        self.said, self.whole = said, _whole(said)
        self.plain = _plain(self.whole)

    def is_(self, house: _House) -> bool:
        """Whether it is the number of the house."""
        return self.plain.isdigit() and self.plain.lstrip("0") == house.number


def places(hidden: Iterable[str], phones: Iterable[str], open_: Iterable[str] = ()) -> Places:
    """What to look for: ``hidden`` addresses and ``phones``; ``open_`` addresses may name their street."""
    digits = (re.sub(r"\D", "", phone)[-_PHONE_LENGTH:] for phone in phones)
    return Places(
        frozenset(house for address in hidden for house in _houses(address)),
        frozenset(number for number in digits if len(number) == _PHONE_LENGTH),
        frozenset(house.street for address in open_ for house in _houses(address)),
    )


def same_home(one: str, other: str) -> bool:
    """Whether two addresses are one house: street and number, not floor or door."""
    theirs = {(house.street, house.number) for house in _houses(other)}
    return any((house.street, house.number) in theirs for house in _houses(one))


def _houses(address: str) -> Iterator[_House]:
    """The house of an address; for one without a street and number its first line that names a place."""
    pieces = [piece.strip() for piece in _PIECES.split(_readable(address)) if piece.strip()]
    outdoors = [piece for piece in pieces if not _CARE_OF.match(piece) and not _POSTCODE.match(piece)]
    found = False
    for piece in outdoors:
        hit = _HOUSE.match(piece) or _NUMBER_FIRST.fullmatch(piece)
        words = [_Word(word) for word in _TOKEN.findall(hit["street"])] if hit else []
        if hit is not None and words and _INDOORS.isdisjoint((words[0].plain, words[-1].plain)):
            found = True
            yield _house(words, hit["number"].lstrip("0"))
    if not found and outdoors and len(outdoors[0]) > _LEAST and not outdoors[0].islower():
        yield _house([_Word(word) for word in _TOKEN.findall(outdoors[0])], "")


def _house(street: list[_Word], number: str) -> _House:
    words, whole = [word.plain for word in street], "".join(word.whole for word in street)
    fronts = [way for ways in _FRONTS if len(words) > 1 and words[0] in ways for way in ways]
    stem, kind = _split("".join(words[1:] if fronts else words))
    ends = [kind + article for article in _ARTICLES] if kind else [""]
    ways = frozenset(front + stem + end for front in fronts or [""] for end in ends)
    cut = frozenset(front + stem + end for front in fronts or [""] for end, whole in _SHORT.items() if whole == kind)
    bare = {whole, *(whole.removesuffix(article) for article in _ARTICLES)}
    spelled = frozenset(one + article for one in bare for article in _ARTICLES)
    return _House((fronts or [""])[0] + stem + kind, number, len(words), ways, cut, spelled)


def _is_near(house: _House, words: list[_Word], at: int) -> bool:
    """Whether the street stands just before the number at ``at``, or just after it."""
    before = at
    while before and words[before - 1].plain in _BETWEEN:
        before -= 1
    starts = {at + 1}
    after = at + 1
    if after < len(words) and len(words[after].plain) == 1:  # 12 A, Skovvej
        after += 1
        starts.add(after)
    while after < len(words) and words[after].plain in _BEFORE:
        after += 1
        starts.add(after)
    for count in range(1, house.words + 3):
        ways = [words[max(before - count, 0) : before], *(words[start : start + count] for start in starts)]
        if any(_means(way, house) for way in ways):
            return True
    return False


def _means(words: list[_Word], house: _House) -> bool:
    """Whether these words are the street, cut short or with a wrong letter too."""
    plain, whole = "".join(word.plain for word in words), "".join(word.whole for word in words)
    if plain in house.ways or plain in house.cut:
        return True
    return any(_alike(plain, way) for way in house.ways) or any(_alike(whole, way) for way in house.whole)


def _stands(house: _House, words: list[_Word], at: int) -> bool:
    """Whether the street begins at ``at``, letter by letter as it is, and is meant as a street."""
    if not any(way.startswith(words[at].plain) for way in house.ways):
        return False
    for count in range(1, house.words + 2):
        way = words[at : at + count]
        if "".join(word.plain for word in way) in house.ways:
            stem, kind = _split(house.street)
            plain = not kind or (kind in _SURE_KINDS and stem not in _ALSO_WORDS)
            return plain or way[0].said[:1].isupper()
    return False


def _split(joined: str) -> tuple[str, str]:
    """The name of a street, and what kind of street it is; "" where it is of no kind."""
    for end, kind in _ENDINGS:
        if joined.endswith(end) and len(joined) > len(end):
            return joined.removesuffix(end), kind
    return joined, ""


def _alike(one: str, other: str) -> bool:
    """Whether two streets are the same but for one letter: wrong, missing, too many, or two that changed places."""
    if one == other:
        return True
    if min(len(one), len(other)) <= _LEAST or abs(len(one) - len(other)) > 1:
        return False
    begin = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    mine, theirs = one[begin:], other[begin:]
    swapped = mine[:2] == theirs[:2][::-1] and mine[2:] == theirs[2:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or swapped


def _readable(text: str) -> str:
    """Text without what cannot be seen (soft hyphens, zero-width signs), a word cut at the end of a line whole."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", seen)


def _whole(word: str) -> str:
    """A word without case and accents; æ, ø and å as the two letters that stand for them."""
    letters = word.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(sign for sign in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(sign))


def _plain(whole: str) -> str:
    """A word as it is compared: æ, ae and a are one, and so are ø, oe and o, å, aa and a."""
    return whole.replace("ae", "a").replace("oe", "o").replace("aa", "a")
