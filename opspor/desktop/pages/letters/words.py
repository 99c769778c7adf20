"""The words of the page of letters."""

from collections.abc import Sequence

from opspor.domain.clock import short_date
from opspor.domain.text import count_of
from opspor.reference.letters import DANISH, Language
from opspor.usecases.letters import LetterRow

NO_TRANSLATOR = "Mangler en oversætter"
NOT_NOW = "Skal ikke orienteres nu"


def told(row: LetterRow) -> str:
    """``23.3.2026``; ``Mangler``; to the leader ``Skal ikke orienteres nu``."""
    if row.not_now:
        return NOT_NOW
    return short_date(row.told_on) if row.told_on else "Mangler"


def language(row: LetterRow, code: str, known: Sequence[Language]) -> str:
    """``Engelsk``; ``Dansk, mangler arabisk``."""
    name = next(one.name_da for one in known if one.code == code)
    return f"{name}, mangler {row.lacks}" if row.lacks and code == DANISH else name


def copies(row: LetterRow) -> str:
    """``1 brev``; ``2 breve til 2 hjem``; where nobody is known to have custody ``1 brev uden navn``."""
    if row.copies == ((),):
        return "1 brev uden navn"
    count = count_of(len(row.copies), "brev", "breve")
    return f"{count} til {len(row.copies)} hjem" if len(row.copies) > 1 else count


def whom(row: LetterRow) -> str:
    """Who each copy is for, in a sentence."""
    if row.copies == ((),):
        return "Vi ved ikke, hvem der har forældremyndighed. Brevet er »til dig, der har forældremyndigheden«."
    return f"Til {'. Et til '.join(' og '.join(names) for names in row.copies)}."


def about(one: Language) -> str:
    """Who wrote the text of a language, and whether somebody who reads it has gone through it."""
    if one.text is None:
        return NO_TRANSLATOR
    made = f"Skrevet af {one.made_by}" + (f" {short_date(one.made_on)}" if one.made_on else "")
    if one.code == DANISH:
        return made
    if one.checked_by and one.checked_on:
        return f"{made}, set igennem af {one.checked_by} {short_date(one.checked_on)}"
    return f"{made}. Ingen anden har set den igennem"


def how(codes: Sequence[str], known: Sequence[Language]) -> str:
    """What is proposed as "how": ``Brev på engelsk``, ``Brev på dansk og engelsk``."""
    names = [one.name_da.lower() for one in known if one.code in codes]
    *most, last = names or ["dansk"]
    together = f"{', '.join(most)} og {last}" if most else last
    return f"Brev på {together}"
