"""Arabic script on paper: letters that join, and lines that run from the right.

Unicode has a shape of its own for each place that a letter of Arabic, Farsi and Urdu takes in a word, and Python knows
which: so no shaping library is needed (docs/adr/048). A line is put in the order in which it is drawn by the rules that
a letter needs of UAX #9: words of both scripts, numbers, and brackets.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby

_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # everything that is written from the right
_NO_JOIN, _JOIN = "\u200c", "\u200d\u0640"  # keeps two letters apart; ties them
_ISOLATED, _FINAL, _INITIAL, _MEDIAL = "<isolated>", "<final>", "<initial>", "<medial>"
_LAM = "\u0644"
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def from_right(text: str) -> bool:
    """Whether anything in it is written from the right."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """letter (or lam with an alef) -> place in the word -> its shape."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)):
        place, *letters = unicodedata.decomposition(chr(code)).split()[:3] or [""]
        word = "".join(chr(int(letter, 16)) for letter in letters)
        if place in (_ISOLATED, _FINAL, _INITIAL, _MEDIAL) and (
            len(word) == 1 or (len(word) == 2 and _is_lam_alef(word))
        ):
            found.setdefault(word, {}).setdefault(place, chr(code))
    return found


def _is_lam_alef(word: str) -> bool:
    return word[0] == _LAM and word[1] in "\u0622\u0623\u0625\u0627"


def shaped(text: str) -> str:
    """The text with each Arabic letter in the shape of its place; in the order in which it is read."""
    if not from_right(text):
        return text
    letters = _with_ligatures(text)
    shapes = _shapes()
    drawn = []
    for at, letter in enumerate(letters):
        forms = shapes.get(letter)
        if forms is None:
            drawn.append(letter)
            continue
        before = at > 0 and _goes_on(letters[at - 1]) and _FINAL in forms
        after = _INITIAL in forms and at + 1 < len(letters) and _is_met(letters[at + 1])
        place = {(True, True): _MEDIAL, (True, False): _FINAL, (False, True): _INITIAL}.get((before, after), _ISOLATED)
        # alone it is drawn as it is written: not every font has that shape twice
        drawn.append(letter if place == _ISOLATED and len(letter) == 1 else forms.get(place, letter))
    return "".join(drawn)


def _with_ligatures(text: str) -> list[str]:
    """Letters without the marks above and below them, a lam and the alef after it as one."""
    plain = "".join(char for char in text if unicodedata.category(char) != "Mn")
    return re.findall(f"{_LAM}[\u0622\u0623\u0625\u0627]|.", plain, re.DOTALL)


def _goes_on(letter: str) -> bool:
    """Whether it ties itself to the letter after it."""
    return letter in _JOIN or _INITIAL in _shapes().get(letter, {})


def _is_met(letter: str) -> bool:
    """Whether it ties itself to the letter before it."""
    return letter in _JOIN or _FINAL in _shapes().get(letter, {})


def read(text: str) -> str:
    """A text that was shaped, in the letters it was written with: what a screen reader reads and a search finds."""
    return unicodedata.normalize("NFKC", text) if from_right(text) else text


def visual(text: str, *, from_the_right: bool = False) -> str:
    """One line in the order in which it is drawn, from left to right. ``from_the_right``: the paper's own language.

    A line without a letter from the right is as it was, also there: an address, a law that is quoted.
    """
    if not from_right(text):
        return text
    levels = _levels(text, 1 if from_the_right else 0)
    runs = [
        (level, [char for _, char in run]) for level, run in groupby(zip(levels, text, strict=True), lambda p: p[0])
    ]
    for level in range(max(levels, default=0), 0, -1):
        runs = _turned(runs, level)
    return "".join(char for _, run in runs for char in run)


def _turned(runs: list[tuple[int, list[str]]], level: int) -> list[tuple[int, list[str]]]:
    """Every stretch of runs at ``level`` or above, the other way round (UAX #9, L2); brackets too, where they are read
    from the right (L4)."""
    turned: list[tuple[int, list[str]]] = []
    for above, stretch in groupby(runs, lambda run: run[0] >= level):
        part = [*stretch]
        if above:
            part = [(own, _mirrored(run) if own == level and level % 2 else run[::-1]) for own, run in reversed(part)]
        turned += part
    return turned


def _mirrored(run: list[str]) -> list[str]:
    return [char.translate(_MIRRORED) for char in reversed(run)]


def _levels(text: str, base: int) -> list[int]:
    """How deep each sign stands: odd is read from the right. A number keeps its order in both (UAX #9, W and N)."""
    kinds = [_kind(char) for char in text]
    strong = "R" if base else "L"
    for at in range(1, len(kinds) - 1):  # 12.30, 3-4, 87 65: what stands between two figures goes with them
        if kinds[at] == "-" and kinds[at - 1] == kinds[at + 1] == "N" and text[at] in ".,:/-+ \u00a0":
            kinds[at] = "N"
    before, directions = strong, []
    for kind in kinds:
        before = kind if kind in "LR" else before
        # a number after words from the left is one of them
        directions.append("L" if kind == "N" and before == "L" else kind)
    for opens, closes in _pairs(text):
        directions[opens] = directions[closes] = _of_pair(directions, opens, closes, strong)
    return [_level(directions, at, strong) for at in range(len(directions))]


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close, those that open first before the others."""
    open_, pairs = [], []
    for at, char in enumerate(text):
        if char in "([{":
            open_.append(at)
        elif char in ")]}" and open_ and text[open_[-1]] == char.translate(_MIRRORED):
            pairs.append((open_.pop(), at))
    return sorted(pairs)


def _of_pair(directions: Sequence[str], opens: int, closes: int, strong: str) -> str:
    """Two brackets are read the same way: as what stands in them, where that is also what stands before (N0)."""
    inside = {"R" if one == "N" else one for one in directions[opens + 1 : closes]} - {"-"}
    if not inside:
        return "-"
    before = next(("R" if one == "N" else one for one in reversed(directions[:opens]) if one != "-"), strong)
    return strong if strong in inside else before


def _level(directions: Sequence[str], at: int, strong: str) -> int:
    kind = directions[at]
    if kind == "-":
        left = next((d for d in reversed(directions[:at]) if d != "-"), strong)
        right = next((d for d in directions[at:] if d != "-"), strong)
        left, right = (("R" if d == "N" else d) for d in (left, right))
        kind = left if left == right else strong
    base = 1 if strong == "R" else 0
    if kind == "L":
        return base * 2
    return 1 if kind == "R" else 2


def _kind(char: str) -> str:
    """``R`` and ``L`` are words, ``N`` a figure, ``-`` what stands between them."""
    match unicodedata.bidirectional(char):
        case "R" | "AL":
            return "R"
        case "L":
            return "L"
        case "EN" | "AN":
            return "N"
    return "-"
