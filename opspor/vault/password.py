"""Is this password good enough, said in Danish; and a passphrase for somebody who has no idea.

zxcvbn counts how many guesses a password stands. It knows no Danish, so the lists in ``resources/words`` are given to
it; without them it calls "Trivsel2026" excellent.
"""

import math
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache

from opspor import data_folder

MINIMUM = 12  # characters; a long passphrase stands in for a second factor (domain 8.5, item 6)
_GOOD = 4  # of 0..4: at least 10^10 guesses. A graphics card makes some hundred a second at what the derivation costs
_LOOKED_AT = 72  # characters; zxcvbn takes no more, and what follows can only help
_WORDS = 4

_YEARS = tuple(str(year) for year in range(2018, 2041))  # zxcvbn knows the years before as such

_NAMES = ("Meget svag", "Svag", "Nogenlunde", "Næsten stærk nok", "Stærk")
_ADVICE = {
    "dictionary": "den er bygget af ord, navne eller kodeord, som mange bruger. Tag flere ord, der ikke hører sammen.",
    "spatial": "bogstaverne ligger ved siden af hinanden på tastaturet. Tag hellere fire ord, der ikke hører sammen.",
    "repeat": "noget står flere gange. Gentagelser gør den ikke stærkere.",
    "sequence": "der er en rækkefølge i den, som abc eller 6543. Den er nem at gætte.",
    "regex": "årstal er nemme at gætte.",
    "date": "datoer er nemme at gætte.",
    "bruteforce": "den er for kort. Tag flere ord.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """``score`` is 0 (worst) to 4; ``words`` say it and what to do. Only an ``accepted`` password may be used."""

    score: int
    words: str
    accepted: bool


def judge(password: str, own_words: tuple[str, ...] = ()) -> Judgement:
    """How well ``password`` holds. ``own_words`` (login, name, institution) count as the first that anybody guesses."""
    from zxcvbn import zxcvbn  # imported when the first password is chosen, not on the lock screen

    password = unicodedata.normalize("NFC", password)
    missing = MINIMUM - len(password)
    if missing > 0:
        score = 0 if missing > 4 else 1
        return Judgement(score, f"{_NAMES[score]}: der mangler {missing} tegn. Skriv mindst {MINIMUM}.", accepted=False)
    own = [word for text in own_words for word in (text, *text.split()) if len(word) > 2]
    result = zxcvbn(password[:_LOOKED_AT], user_inputs=[*own, *_danish()])
    score = int(result["score"])
    if score >= _GOOD:
        return Judgement(score, f"{_NAMES[score]}.", accepted=True)
    weakest = min(result["sequence"], key=lambda match: math.log(match["guesses"]) / len(match["token"]))
    return Judgement(score, f"{_NAMES[score]}: {_ADVICE[weakest['pattern']]}", accepted=False)


def suggest() -> str:
    """Four random Danish words, as in ``korn-tunnel-gensyn-fisk``; see ``suggestion_bits``."""
    return "-".join(secrets.choice(_suggested()) for _ in range(_WORDS))


def suggestion_bits() -> int:
    """How many random bits a suggestion holds: 40. At half a second a guess that is 17,000 years on one processor."""
    return int(_WORDS * math.log2(len(_suggested())))


@cache
def _danish() -> tuple[str, ...]:
    """What is guessed first comes first: names and old favourites, then everyday words."""
    return (*_YEARS, *(word for name in ("navne", "almindelige", "noegleord") for word in _read(name)))


@cache
def _suggested() -> tuple[str, ...]:
    """Everyday words that are quick to type."""
    return tuple(word for name in ("almindelige", "noegleord") for word in _read(name) if 4 <= len(word) <= 9)


def _read(name: str) -> list[str]:
    return (data_folder("resources") / "words" / f"{name}.txt").read_text(encoding="utf-8").split()
