"""Is this password good enough, said in Danish; and a passphrase for somebody who has no idea.

zxcvbn counts how many guesses a password stands. It knows no Danish, so the lists in ``resources/words`` are given to
it; without them it calls "Trivsel2026" excellent.
"""

import math
import secrets
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from opspor import data_folder

MINIMUM = 12  # characters; a long passphrase stands in for a second factor (domain 8.5, item 6)
_GOOD = 10**12  # guesses: half of them take 16 years at a thousand a second, what the derivation leaves a graphics card
_WORDS = 5

# How much of a password is looked at; what follows can only help. zxcvbn takes 72 characters at most, and tries every
# reading of the signs that can stand for letters: with many kinds of them it would hold the window for seconds.
_LOOKED_AT, _LOOKED_AT_WITH_SIGNS = 64, 16
_SIGNS, _MANY_SIGNS = frozenset("4@8({[<3691!|70$5+%2"), 7

_DOUBLE = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_SINGLE = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_YEARS = tuple(str(year) for year in range(2018, 2041))  # zxcvbn knows the years before as such

_BEST = 4
_NAMES = ("Meget svag", "Svag", "Nogenlunde", "Næsten stærk nok", "Stærk")
_OWN = "dit navn, brugernavn eller institutionens navn er det første, andre gætter på. Tag andre ord."
_DISGUISED = "bagvendte ord og tal i stedet for bogstaver narrer ingen. Tag hellere et ord mere."
_ADVICE = {
    "dictionary": "den er bygget af ord, som mange bruger. Tag et ord mere, der ikke hører sammen med de andre.",
    "spatial": "bogstaverne ligger ved siden af hinanden på tastaturet. Tag hellere fire ord, der ikke hører sammen.",
    "repeat": "noget står flere gange. Gentagelser gør den ikke stærkere. Tag et ord mere.",
    "sequence": "der er en rækkefølge i den, som abc eller 6543. Den er nem at gætte. Tag et ord mere.",
    "regex": "årstal er nemme at gætte. Tag et ord mere i stedet.",
    "date": "datoer er nemme at gætte. Tag et ord mere i stedet.",
    "bruteforce": "den er for kort. Tag et ord mere.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """``score`` is 0 (worst) to 4; ``words`` say it and what to do. Only an ``accepted`` password may be used."""

    score: int
    words: str
    accepted: bool


def judge(password: str, own_words: tuple[str, ...] = ()) -> Judgement:
    """How well ``password`` holds. ``own_words`` (login, name, institution) count as the first that anybody guesses.

    Takes some milliseconds, and at most about a tenth of a second however long the password is.
    """
    from zxcvbn import zxcvbn  # imported when the first password is chosen, not on the lock screen

    password = unicodedata.normalize("NFC", password)
    missing = MINIMUM - len(password)
    if missing > 0:
        score = 0 if missing > 4 else 1
        return Judgement(score, f"{_NAMES[score]}: der mangler {missing} tegn. Skriv mindst {MINIMUM}.", accepted=False)
    own = _as_typed(word.casefold() for text in own_words for word in (text, *text.split()) if len(word) > 2)
    result = zxcvbn(_looked_at(password), user_inputs=[*own, *_danish()])
    if result["guesses"] >= _GOOD:
        return Judgement(_BEST, f"{_NAMES[_BEST]}.", accepted=True)
    score = min(int(result["score"]), _BEST - 1)
    weakest = min(result["sequence"], key=lambda match: math.log(match["guesses"]) / len(match["token"]))
    return Judgement(score, f"{_NAMES[score]}: {_advice(weakest, own)}", accepted=False)


def suggest() -> str:
    """Five random short words without æ, ø and å, as in ``korn-vifte-gensyn-pil-kano``; see ``suggestion_bits``."""
    return "-".join(secrets.choice(_suggested()) for _ in range(_WORDS))


def suggestion_bits() -> int:
    """How many random bits a suggestion holds: 51. A thousand guesses a second need 35,000 years for half of them."""
    return int(_WORDS * math.log2(len(_suggested())))


def _looked_at(password: str) -> str:
    start = password[:_LOOKED_AT]
    return start if len(_SIGNS.intersection(start)) <= _MANY_SIGNS else start[:_LOOKED_AT_WITH_SIGNS]


def _as_typed(words: Iterable[str]) -> tuple[str, ...]:
    """The words, each also as it is typed without æ, ø and å."""
    variants = ((word, word.translate(_DOUBLE), word.translate(_SINGLE)) for word in words)
    return tuple(dict.fromkeys(variant for group in variants for variant in group))


def _advice(weakest: Mapping[str, Any], own: Collection[str]) -> str:
    if weakest["pattern"] != "dictionary":
        return _ADVICE[weakest["pattern"]]
    if weakest["matched_word"] in own:
        return _OWN
    return _DISGUISED if weakest["l33t"] or weakest["reversed"] else _ADVICE["dictionary"]


@cache
def _danish() -> tuple[str, ...]:
    """What is guessed first comes first: names and old favourites, then everyday words."""
    return _as_typed(
        (*_YEARS, *(word for name in ("navne", "almindelige", "noegleord", "forslag") for word in _read(name)))
    )


@cache
def _suggested() -> tuple[str, ...]:
    """Short everyday words that every keyboard can type; each counts once, so that the bits are as said."""
    return tuple(sorted(set(_read("forslag"))))


def _read(name: str) -> list[str]:
    return (data_folder("resources") / "words" / f"{name}.txt").read_text(encoding="utf-8").split()
