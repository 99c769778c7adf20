"""What the check of the forms finds: a code, a place, and what to do."""

from dataclasses import dataclass

from opspor.domain.errors import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in the forms. ``place`` is the form and the element, ``text`` says what is wrong and what to do."""

    code: str
    place: str
    text: str


def finding(fault: Fault, place: str, **values: object) -> Finding:
    """``fault`` found at ``place``, with its sentence filled in."""
    return Finding(fault.code, place, fault.sentence.format(**values))
