"""What the check of the forms finds: a code, a place, and what to do; and what is asked of ids and answers anywhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opspor.domain.errors import Fault

BAD_ID = Fault("FORM-ID", "Id'et {id!r} kan ikke bruges. Brug a–z, A–Z, 0–9, - og _, og begynd med et bogstav.")
TWICE = Fault("FORM-DOBBELT", "Id'et {id!r} bruges flere gange. Svar hænger på id'et: giv hver sit eget.")
ANSWERS = Fault("FORM-SVAR", "Svaret {answer!r} står {count} gange. Hvert svar skal stå én gang.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in the forms. ``place`` is the form and the element, ``text`` says what is wrong and what to do."""

    code: str
    place: str
    text: str


def finding(fault: Fault, place: str, **values: object) -> Finding:
    """``fault`` found at ``place``, with its sentence filled in."""
    return Finding(fault.code, place, fault.sentence.format(**values))


def check_ids(name: str, ids: Iterable[str]) -> Iterator[Finding]:
    """Ids that are not ASCII, or that stand twice in the form."""
    for each, count in Counter(ids).items():
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", each):
            yield finding(BAD_ID, f"{name}: {each}", id=each)
        if count > 1:
            yield finding(TWICE, f"{name}: {each}", id=each)


def check_answers(name: str, wanted: Iterable[str], answers: Iterable[str]) -> Iterator[Finding]:
    """Answers of a fixed set that are missing or stand twice."""
    counts = Counter(answers)
    for answer in wanted:
        if counts[answer] != 1:
            yield finding(ANSWERS, name, answer=str(answer), count=counts[answer])
