"""Finds in a text about one child who else is in it: other children and grown-ups, and numbers that lead to somebody.

It proposes rather too much than too little: a person looks at each and lets stand what may be read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from opspor.documents.house import (
    House,
    Own,
    Sort,
    initials_of,
    is_everyday,
    letters_key,
    name_parts,
    pairs_of,
    words_of,
)
from opspor.documents.leaks import find

_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"(?<!\w)B\d{3,6}(?!\w)")
_SORTS = (Sort.NAME, Sort.INITIALS, Sort.NUMBER)
_NOBODY = Own()


@dataclass(frozen=True, slots=True)
class Others:
    """Whom a vault knows, and who of them may be read about. Made once for a child (``others``)."""

    house: House
    words: frozenset[str]
    pairs: frozenset[str]
    initials: frozenset[str]
    numbers: frozenset[str]
    code: str

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words that name or lead to somebody else, each once, as they stand in the text."""
        found = [one.found for one in find(text, self.house, _NOBODY) if one.sort in _SORTS]
        found += [hit[0] for hit in _CODE.finditer(text)]
        return tuple(dict.fromkeys(words for words in found if not self._may_stand(words)))

    def _may_stand(self, words: str) -> bool:
        if any(sign.isdigit() for sign in words) or "@" in words:
            return words == self.code or bool(self.numbers & {_digits(words), words.casefold()})
        found = _LETTERS.findall(words)
        if max(map(len, found)) == 1 or (len(found) == 1 and words.isupper() and len(words) == 2):
            return letters_key(found[0][0] + found[-1][-1]) in self.initials
        keys = [key for part in name_parts([words]) for key in part]  # without a "von" or an "O'"
        if len(keys) > 1 and not pairs_of([keys]) <= self.pairs:
            return False  # two who may be read about, put together, are somebody else
        return all(self.words & {key, key.removesuffix("s"), key.removesuffix("es")} for key in keys)


def others(
    house: House,
    *,
    family: Iterable[str],
    in_sentences: Iterable[str] = (),
    colleagues: Iterable[str] = (),
    other_children: Iterable[str] = (),
    numbers: Iterable[str] = (),
    code: str = "",
) -> Others:
    """Whom to look for: everybody whom ``house`` knows, without the ``family`` of the child, whose names may stand
    among other words (``in_sentences``), and the ``colleagues`` and professionals who wrote or took part.

    A colleague who has the first name of another child is looked for: a text cannot tell the two apart.
    ``numbers`` are those that may be read, ``code`` that of the child itself.
    """
    family, colleagues = tuple(family), tuple(colleagues)
    own = [*name_parts(family), *name_parts(in_sentences, only_capitals=True)]
    theirs = name_parts(colleagues)
    first_names = words_of(name_parts(name.split()[0] for name in other_children if name.strip()))
    may_stand = words_of(own) | (words_of(theirs) - frozenset(n for n in first_names if not is_everyday(n)))
    read = frozenset(_digits(number) or number.casefold() for number in numbers if number.strip())
    initials = initials_of([*family, *colleagues])
    return Others(house, may_stand, pairs_of(own) | pairs_of(theirs), initials, read, code)


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)[-10:] if any(sign.isdigit() for sign in words) else ""
