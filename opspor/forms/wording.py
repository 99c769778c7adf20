"""Checks the words of the forms: forbidden words, law and numbers, repeated examples, and how hard it reads."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct

from opspor.domain.assessment import FormRef
from opspor.domain.errors import Fault
from opspor.forms.finding import Finding, finding
from opspor.forms.model import Condition, Factor, Form, PupilForm, WayOn

EMPTY = Fault("FORM-TOM", "Teksten er tom. Skriv den, eller fjern linjen.")
FORBIDDEN = Fault("FORM-ORD", "Her står »{word}«. {advice}")
NOT_AN_EFFECT = Fault(
    "FORM-FAKTOR",
    "Her står »{word}«. En faktor er det, barnet mærker. Herkomst, tro, adresse, familieform og diagnoser er det ikke. "
    "Skriv, hvad det gør ved barnets hverdag.",
)
LAW = Fault(
    "FORM-LOV",
    "Her står »{word}«. Paragraffer og telefonnumre bor i resources/law og i indstillingerne, hvor de har en dato. "
    "Skriv det uden.",
)
ALIKE = Fault(
    "FORM-ENS", "Eksemplet er næsten det samme som {other}: »{line}«. Skriv et andet, der hører til netop dette tegn."
)
HARD = Fault("FORM-LIX", "Lixtallet er {lix}, og det må højst være {limit}. Skriv kortere sætninger og kortere ord.")

MAX_LIX = 40  # up to 40: as a newspaper; the forms are read in a hurry
MAX_PUPIL_LIX = 25  # as a book for those who have just learned to read: a pupil reads it alone
LONG_TEXT = 20  # words: in a shorter text one long word decides the lix, so only longer ones are measured alone
MAX_ALIKE = 0.85

_STAMP = "Beskriv det, man kan se og høre. Et barn er ikke sin farve, sit tal eller sin gruppe."
_LICENSED = "Skemaet har en ejer. Skriv det med vores egne ord."
_FORBIDDEN = (
    (r"(?i)\b(rødt|gult|grønt|røde|gule|grønne) (barn|børn)\w*", _STAMP),
    (r"(?i)\b(risikobarn|risikobørn|problembarn|problembørn)\w*", _STAMP),
    (r"(?i)\b(score|scoren|scores|scoring)\b", _STAMP),
    (r"(?i)\b(afvigelse|afvigende|afviger)\w*", _STAMP),
    (r"(?i)\bunormal\w*", _STAMP),
    (r"\b(TOPI|EPDS|ADBB|SDQ|PUF|BBIC|DESSA|ASQ)\b", _LICENSED),
    (r"(?i)\bhjernen\s*(&|og)\s*hjertet\b", _LICENSED),
    (r"(?i)\b(trivselslineal|bekymringsbaromet|boxall|klassetrivsel)\w*", _LICENSED),
)
# Domain 2.6: never a factor, nor what stands for it. The first row is found inside longer words too.
_NO_FACTOR = re.compile(
    r"(?i)\b(\w*(herkomst|nationalitet|flygtning|indvandr|muslim|tørklæd|adresse|skilsmis|diagnos|depressi|psykiat|misbrug)"
    r"|etni|afstamning|statsborger|udlænding|udenlandsk|flugt|flygt|asyl|tosprog|modersmål|kulture"
    r"|relig|islam|krist[ne]|jød|troen?\b|moské|kirke|postn|bydel|boligområde|ghetto|almen(e|nyttig)? bolig"
    r"|enlig|enefor|alene(mor|far|forældre)|fraskilt|er skilt|sammenbrag|regnbue|adopt|sted(forældre|far|mor)|single"
    r"|psykisk|adhd|autis|skizo|bipolar|borderline|ptsd|alkoholik|narkoman"
    r"|krimin|fængs|straff|dømt|anbragt|teenage|arbejdsløs|kontanthjælp)\w*"
)
_LAW = r"§|\b\d{2} ?\d{2} ?\d{2} ?\d{2}\b|\b11[24]\b|(?i:\b(barnets lov|serviceloven|straffeloven|forvaltningsloven)\b)"
_NOT_PROSE = {"id", "code", "source", "call", "checked_on", "to", "rule", "because"}


_EXAMPLES = {
    "looks_like", "calls_for_attention", "protects_like", "worth_a_talk", "effect", "story", "against", "unknown",
    "next", "slips",
}  # fmt: skip


def texts(element: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a form that somebody reads, with its place (``E35-1.looks_like``)."""
    if isinstance(element, Enum | Condition | FormRef):
        return
    if isinstance(element, str):
        yield place, element
    elif isinstance(element, tuple):
        for part in element:
            yield from texts(part, place)
    elif isinstance(element, Struct):
        name = getattr(element, "id", None) or getattr(element, "code", None) or place
        for field in element.__struct_fields__:
            value = getattr(element, field)
            # the question of a factor and the answer of a way on are keys; elsewhere they hold what is read
            is_key = field in _NOT_PROSE or (field in ("question", "answer") and isinstance(value, str))
            is_only_way = isinstance(element, WayOn) and not value  # a step with one way on asks nothing
            if not is_key and not is_only_way:
                yield from texts(value, f"{name}.{field}" if name else field)


def lix(lines: Iterable[str]) -> int:
    """Läsbarhetsindex (Björnsson 1968): words per sentence + percentage of words over six letters.

    A line ends a sentence, as do . ! ? and a colon.
    """
    sentences = [part for line in lines for part in re.split(r"[.!?:]+", line) if re.search(r"\w", part)]
    words = re.findall(r"[^\W\d_]+", " ".join(sentences))
    if not words:
        return 0
    return round(len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words))


def check_wording(name: str, form: Form) -> Iterator[Finding]:
    """Faults in the words of one form."""
    found = list(texts(form))
    for part, text in found:
        place = f"{name}: {part}"
        if not text.strip():
            yield finding(EMPTY, place)
        for pattern, advice in _FORBIDDEN:
            if word := re.search(pattern, text):
                yield finding(FORBIDDEN, place, word=word[0], advice=advice)
        if word := re.search(_LAW, text):
            yield finding(LAW, place, word=word[0])
    limit = MAX_PUPIL_LIX if isinstance(form, PupilForm) else MAX_LIX
    whole = [(name, [text for _, text in found])]
    for place, measured in whole + [(f"{name}: {part}", [text]) for part, text in found if _words(text) > LONG_TEXT]:
        if (hard := lix(measured)) > limit:
            yield finding(HARD, place, lix=hard, limit=limit)


def check_factor(name: str, factor: Factor) -> Iterator[Finding]:
    """Words in a factor that are no effect on the child, or that stand for its origin, faith or family form."""
    for text in (factor.text, factor.effect):
        if word := _NO_FACTOR.search(text):
            yield finding(NOT_AN_EFFECT, f"{name}: {factor.code}", word=word[0])


def readability(form: Form) -> tuple[int, int]:
    """The lix of the form, and that of its hardest text of more than 12 words (0 when it has none)."""
    found = [text for _, text in texts(form)]
    return lix(found), max((lix([text]) for text in found if _words(text) > 12), default=0)


def _words(text: str) -> int:
    return len(text.split())


def check_alike(forms: Iterable[Form]) -> Iterator[Finding]:
    """Examples that are used twice, exactly, nearly or with the words in another order: each place deserves its own.

    Looked at are the example lines of signs, position questions, factors, home visits and practice cases, and what a
    pupil is asked. The guidance may say the same in many places, and does.
    """
    lines = [
        (f"{form.ref.kind}/{form.ref.id}/{form.ref.version}: {place}", line)
        for form in forms
        for place, line in texts(form)
        if place.rpartition(".")[2] in _EXAMPLES or (isinstance(form, PupilForm) and place.endswith(".text"))
    ]
    bits = _letter_bits([line for _, line in lines])
    for number, (place, line) in enumerate(lines):
        for (other, earlier), letters in zip(lines[:number], bits, strict=False):
            # Letters in common are an upper bound of what is alike; it rules nearly every pair out at once.
            most = 2 * (letters & bits[number]).bit_count() / (letters.bit_count() + bits[number].bit_count())
            if most >= MAX_ALIKE and _alike(line.casefold(), earlier.casefold()):
                yield finding(ALIKE, place, other=other, line=earlier)


def _letter_bits(lines: Sequence[str]) -> list[int]:
    """Each line as a set of bits, where the first e, the second e … have a bit each."""
    index: dict[tuple[str, int], int] = {}
    return [
        sum(
            1 << index.setdefault((letter, nth), len(index))
            for letter, count in Counter(re.findall(r"\w", line.casefold())).items()
            for nth in range(count)
        )
        for line in lines
    ]


def _alike(line: str, other: str) -> bool:
    def ratio(a: str, b: str) -> float:
        return SequenceMatcher(None, a, b, autojunk=False).ratio()

    in_order = (" ".join(sorted(re.findall(r"\w+", text))) for text in (line, other))
    return ratio(line, other) >= MAX_ALIKE or ratio(*in_order) >= MAX_ALIKE
