"""Writing help: words that a reader of an underretning stumbles over, each with a question and never with other words.

A mark tells what was written, not what to write: the person who saw it finds the words (domain 4.4, "konkret, dateret,
neutral"). Nothing is marked inside quotation marks: what a child or a parent said stands as it was said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from opspor.domain.clock import MONTHS, WEEKDAYS
from opspor.domain.text import fold


class MarkKind(StrEnum):
    """Why a word is marked."""

    JUDGES = "judges"  # the child, the parents or the home
    ABSOLUTE = "absolute"
    VAGUE = "vague"  # when, how often
    MIND = "mind"  # what somebody feels or wants, written as if it was seen
    DIAGNOSIS = "diagnosis"
    CAUSE = "cause"
    MEASURE = "measure"
    OTHER_CHILD = "other_child"
    ORIGIN = "origin"
    FAITH = "faith"
    CRIME = "crime"  # of somebody: it has rules of its own (domain 8.1)
    CPR = "cpr"


MARK_WORDS = {
    MarkKind.JUDGES: "Dømmer",
    MarkKind.ABSOLUTE: "Altid eller aldrig",
    MarkKind.VAGUE: "Hvornår?",
    MarkKind.MIND: "Tolker",
    MarkKind.DIAGNOSIS: "Diagnose",
    MarkKind.CAUSE: "Årsag",
    MarkKind.MEASURE: "Indsats",
    MarkKind.OTHER_CHILD: "Et andet barn?",
    MarkKind.ORIGIN: "Oprindelse",
    MarkKind.FAITH: "Tro",
    MarkKind.CRIME: "Strafbart",
    MarkKind.CPR: "CPR-nummer",
}
OTHER_CHILD_WHY = "Det kan være et andet barn. Kan du skrive »et andet barn« uden navn og bogstaver?"
CPR_WHY = "Det ligner et CPR-nummer. Står det andre steder, hvor det skal stå, og kan du slette det her?"
NOT_DATED = "Her står ingen dato og intet tal. Hvornår var det, hvor længe varede det, og hvor mange gange?"
DATED_FROM = 200  # characters: a shorter text may say one thing that needs no day


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that are marked for the same reason. ``why`` is a sentence and a question.

    A word may be several ("dårlig mor"). ``*`` after it takes any end of the last one ("adhd*"). With ``inflects`` the
    last one is also found with the usual Danish endings. ``but`` are longer wordings that mean something else.
    """

    kind: MarkKind
    why: str
    words: tuple[str, ...]
    inflects: bool = True
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked word: where it stands in its text, as it is written there, and why."""

    kind: MarkKind
    start: int
    end: int
    word: str
    why: str

    @property
    def key(self) -> str:
        """What "Lad stå" keeps: the word however it is written, everywhere in the same paper."""
        return fold(self.word)


_ENDINGS = frozenset({
    "e", "t", "n", "r", "s", "er", "en", "et", "ne", "re", "es", "ts", "ens", "ets", "te", "de", "ere", "est", "este",
    "erne", "ernes", "ende", "ede", "ene", "else", "elser", "elsen", "heden",
})  # fmt: skip
_LONGEST_ENDING = max(map(len, _ENDINGS)) + 1  # and a doubled letter: "dum", "dumme"
_SHORTEST = 3  # letters that a word has before its ending
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile(r"[»«“„”\"]|(?<!\w)['’][^'’]{2,200}['’](?!\w)")
_CLOSED_BY = {"»": "«", "«": "»", "“": "”“", "„": "“”", "”": "”", '"': '"'}
_GOES_ON = "»«“„"  # into the next line; where both ends look the same, a forgotten one must not silence the rest
_APART = frozenset(".!?;:»\n")
# M.K., M. K., A.B.C.; and a letter alone before a small one: "slog M. på armen".
_INITIALS = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.(?:[ -]?[A-ZÆØÅ]\b\.?)+|(?<![\w.])[A-ZÆØÅ]\.(?=\s+[a-zæøå])")
_CPR = re.compile(r"(?<![\d-])[0-3]\d[01]\d\d\d[ -]?\d{4}(?![\d-])")
_ENDS = re.compile(r"[.!?\n]")
# Whose health is not the child's: the sentence is about an adult at home.
_ADULT = re.compile(
    r"(?i)\b(?:mor|mors|moren|morens|moderen|moderens|far|fars|faren|farens|faderen|faderens|forældre\w*|stedfar\w*|stedmor\w*"
    r"|papfar\w*|papmor\w*|medmor\w*|plejemor\w*|plejefar\w*|bedste\w*|mormor\w*|farmor\w*|morfar\w*|farfar\w*|onkel\w*|tante\w*"
    r"|storebror\w*|lillebror\w*|storesøster\w*|lillesøster\w*|bror|broren|søster|søsteren|søskende\w*)\b"
)
_BEGINS = re.compile(r"(?:^|[.!?:»–-])\s*$")
_SAYS_WHEN = re.compile(
    rf"(?i)\d|\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|i går|i dag|i morges"
    r"|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*)\b"
)


class Marker:
    """Finds the words of ``groups`` and the names of ``others`` in a text.

    ``everyday`` are names that are words too: where a sentence begins they name nobody. ``may_stand`` are the names
    that belong in the paper: the child's own, the parents', the staff's; also as initials.
    """

    def __init__(
        self,
        groups: Iterable[WordGroup],
        *,
        everyday: Iterable[str] = (),
        others: Iterable[str] = (),
        may_stand: Iterable[str] = (),
    ) -> None:
        self._wordings: dict[str, list[tuple[tuple[str, ...], WordGroup | None]]] = {}
        self._inflected: dict[str, WordGroup] = {}
        self._begun: dict[str, WordGroup] = {}
        for group in groups:
            for words in group.words:
                self._learn(words.casefold().split(), group)
            for words in group.but:
                self._put(words.casefold().split(), None)
        for wordings in self._wordings.values():
            wordings.sort(key=lambda wording: -len(wording[0]))  # the longest is tried first
        self._lengths = sorted({len(beginning) for beginning in self._begun})
        may_stand = tuple(may_stand)
        self._others = {part for name in others for part in _parts(name)}
        self._others -= {part for name in may_stand for part in _parts(name)}
        self._initials = {_letters(name) for name in may_stand}
        self._everyday = frozenset(map(fold, everyday))
        self._met: dict[str, WordGroup | None] = {}

    def _learn(self, words: Sequence[str], group: WordGroup) -> None:
        if len(words) == 1 and words[0].endswith("*"):
            self._begun[words[0][:-1]] = group
        elif len(words) == 1 and group.inflects:
            self._inflected[words[0]] = group
        else:
            self._put(words, group)

    def _put(self, words: Sequence[str], group: WordGroup | None) -> None:
        self._wordings.setdefault(words[0], []).append((tuple(words), group))

    def marks(self, text: str) -> tuple[Mark, ...]:
        """All marks of a text, in the order they stand."""
        found: list[Mark] = []
        start, quoted = 0, ""
        for line in text.split("\n"):
            marks, quoted = self.marks_of_line(line, quoted)
            found += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in marks]
            start += len(line) + 1
        return tuple(found)

    def marks_of_line(self, line: str, quoted: str = "") -> tuple[tuple[Mark, ...], str]:
        """The marks of one line, and the quotation mark that is still open after it ("" for none).

        ``quoted`` is what was open before the line. An empty line ends every quotation.
        """
        if not line.strip():
            return (), ""
        said, still = _said(line, quoted)
        for begin, end in said:
            line = line[:begin] + "»" + "\n" * (end - begin - 1) + line[end:]  # as long as before: places stay
        found = (*self._words(line), *self._names(line), *self._numbers(line))
        return tuple(sorted(found, key=lambda mark: mark.start)), still

    def _words(self, line: str) -> list[Mark]:
        hits = list(_WORD.finditer(line))
        words = [hit[0].casefold() for hit in hits]
        found: list[Mark] = []
        place = 0
        while place < len(words):
            count, group = self._at(place, words, hits, line)
            if group is not None:
                start, end = hits[place].start(), hits[place + count - 1].end()
                found.append(Mark(group.kind, start, end, line[start:end], group.why))
            place += count
        return found

    def _at(
        self, place: int, words: Sequence[str], hits: Sequence[re.Match[str]], line: str
    ) -> tuple[int, WordGroup | None]:
        """How many words belong together here, and why they are marked, if they are."""
        for wording, group in self._wordings.get(words[place], ()):
            here = words[place : place + len(wording)]
            if _same(here, wording, inflects=group is not None and group.inflects):
                between = line[hits[place].start() : hits[place + len(wording) - 1].start()]
                if _APART.isdisjoint(between):
                    return len(wording), group
        return 1, self._alone(words[place])

    def _alone(self, word: str) -> WordGroup | None:
        """Why a word is marked by itself. A text says most of its words again and again."""
        if word not in self._met:
            self._met[word] = self._look_up(word)
        return self._met[word]

    def _look_up(self, word: str) -> WordGroup | None:
        for length in self._lengths:
            if (group := self._begun.get(word[:length])) is not None:
                return group
        for length in range(len(word), max(_SHORTEST, len(word) - _LONGEST_ENDING) - 1, -1):
            group = self._inflected.get(word[:length])
            if group is not None and _is_inflected(word, word[:length]):
                return group
        return None

    @staticmethod
    def _numbers(line: str) -> list[Mark]:
        return [Mark(MarkKind.CPR, hit.start(), hit.end(), hit[0], CPR_WHY) for hit in _CPR.finditer(line)]

    def _names(self, line: str) -> list[Mark]:
        found = [
            Mark(MarkKind.OTHER_CHILD, hit.start(), hit.end(), hit[0], OTHER_CHILD_WHY)
            for hit in _INITIALS.finditer(line)
            if _letters(hit[0]) not in self._initials
        ]
        for hit in _WORD.finditer(line) if self._others else ():
            if not hit[0][0].isupper():
                continue
            word = fold(hit[0])
            name = word if word in self._others else word.removesuffix("s")
            if name not in self._others:
                continue
            if name in self._everyday and _BEGINS.search(line[: hit.start()]):
                continue
            found.append(Mark(MarkKind.OTHER_CHILD, hit.start(), hit.end(), hit[0], OTHER_CHILD_WHY))
        return found


def others_health(text: str, mark: Mark) -> bool:
    """Whether a marked diagnosis is somebody else's than the child's: an adult or a sibling is in the same sentence."""
    begin = max((hit.end() for hit in _ENDS.finditer(text, 0, mark.start)), default=0)
    end = _ENDS.search(text, mark.end)
    return _ADULT.search(text, begin, end.start() if end else len(text)) is not None


def not_dated(text: str) -> bool:
    """True for a text of more than ``DATED_FROM`` characters with no day and no number in it, in figures or words."""
    return len(text.strip()) > DATED_FROM and _SAYS_WHEN.search(text) is None


def _same(words: Sequence[str], wording: Sequence[str], *, inflects: bool) -> bool:
    if len(words) < len(wording) or tuple(words[:-1]) != tuple(wording[:-1]):
        return False
    last, wanted = words[-1], wording[-1]
    if wanted.endswith("*"):
        return last.startswith(wanted[:-1])
    return last == wanted or (inflects and last.startswith(wanted) and _is_inflected(last, wanted))


def _is_inflected(word: str, base: str) -> bool:
    """Whether ``word`` is ``base`` with an ending: "umulig" + "t", and "dum" + "me" with its doubled letter."""
    rest = word[len(base) :]
    return not rest or rest in _ENDINGS or (rest[0] == base[-1] and rest[1:] in _ENDINGS)


def _said(line: str, quoted: str) -> tuple[list[tuple[int, int]], str]:
    """What somebody says in a line: from where to where; and the quotation mark that the line leaves open."""
    found: list[tuple[int, int]] = []
    begin = inside = 0
    while True:
        if not quoted:
            opening = _QUOTE.search(line, inside)
            if opening is None:
                return found, ""
            begin, inside = opening.span()
            if inside - begin > 1:  # 'both ends' in one
                found.append((begin, inside))
                continue
            quoted = opening[0]
        closing = next((i for i in range(inside, len(line)) if line[i] in _CLOSED_BY[quoted]), None)
        if closing is None:
            found.append((begin, len(line)))
            return found, quoted if quoted in _GOES_ON else ""
        found.append((begin, closing + 1))
        inside, quoted = closing + 1, ""


def _parts(name: str) -> set[str]:
    return {part for part in map(fold, _WORD.findall(name)) if len(part) > 1}


def _letters(name: str) -> str:
    """``KJ`` for "Karla Juhl" and for "K. J."."""
    return "".join(part[0].upper() for part in _WORD.findall(name))
