"""Checks the words of the forms: forbidden words, law and numbers, repeated examples, and how hard it reads."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct

from opspor.domain.assessment import FormRef
from opspor.domain.errors import Fault
from opspor.forms.finding import Finding, finding
from opspor.forms.model import Condition, Form, PracticeForm, PupilForm, TrivselForm, VisitForm

EMPTY = Fault("FORM-TOM", "Teksten er tom. Skriv den, eller fjern linjen.")
FORBIDDEN = Fault("FORM-ORD", "Her står »{word}«. {advice}")
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
_LAW = r"§|\b\d{2} ?\d{2} ?\d{2} ?\d{2}\b|\b11[24]\b|(?i:\b(barnets lov|serviceloven|straffeloven|forvaltningsloven)\b)"
_NOT_PROSE = {"id", "code", "source", "call", "checked_on"}


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
            is_key = field in _NOT_PROSE or (field == "question" and isinstance(value, str))  # a factor's question
            if not is_key:
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
    if (hard := lix(text for _, text in found)) > limit:
        yield finding(HARD, name, lix=hard, limit=limit)


def _examples(form: TrivselForm | VisitForm | PracticeForm) -> list[tuple[str, tuple[str, ...]]]:
    """Sign, topic or part of a case -> its lines."""
    if isinstance(form, PracticeForm):
        key = form.key
        return [("story", form.story), ("key", (*key.against, *key.unknown, *key.next, *key.slips))]
    if isinstance(form, TrivselForm):
        return [(sign.id, (*sign.looks_like, *sign.calls_for_attention)) for sign in form.sign]
    return [(topic.id, (*topic.looks_like, *topic.worth_a_talk)) for topic in form.topic]


def check_alike(forms: Iterable[TrivselForm | VisitForm | PracticeForm]) -> Iterator[Finding]:
    """Example lines that are used twice, exactly or nearly: each sign, topic and case deserves its own."""
    lines = [
        (f"{form.ref.kind}/{form.ref.id}/{form.ref.version}: {id_}", line)
        for form in forms
        for id_, examples in _examples(form)
        for line in examples
    ]
    matcher = SequenceMatcher(autojunk=False)
    for number, (place, line) in enumerate(lines):
        matcher.set_seq2(line.casefold())
        for other, earlier in lines[:number]:
            matcher.set_seq1(earlier.casefold())
            # The first two are cheap upper bounds of the third.
            if all(r() >= MAX_ALIKE for r in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
                yield finding(ALIKE, place, other=other, line=earlier)
