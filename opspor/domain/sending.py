"""What is said where an underretning leaves the house. It advises and never stops anything (domain 3.5, 10, 12, 13)."""

import re
from datetime import date

from opspor.domain.clock import WEEKDAYS, short_date
from opspor.domain.text import fold

MAIL_ADVICE = (
    "Almindelig mail og sms kan læses af andre. Er den sendt sådan, så skriv det her: det skal stå, som det er. "
    "Ring så til kommunen, sig det, og send den igen med sikker post."
)
_SAFE_WAYS = ("sikker", "digital post", "e-boks", "eboks", "tunnel")
_MAIL = re.compile(r"\b(e-?mail|mail|mailet|gmail|hotmail|outlook|sms|messenger)\b")
# What should be done, and why it is so, is the municipality's to find out: the words for it, from their beginning.
_MEASURES = re.compile(
    r"(?i)\b((?:tvangs)?(?:anbring|fjern(?:es|else))\w*|plejefamilie\w*|døgninstitution\w*|aflastning\w*|"
    r"frata(?:ge|get|ges)\w*|skyldes|på grund af|årsagen|fordi (?:mor|far|forældrene)\w*|"
    r"diagnose\w*|adhd|autis\w*|ptsd|tilknytningsforstyr\w*|traumatiser\w*)"
)


def measures_in(text: str) -> tuple[str, ...]:
    """The words of a text that propose a measure or give a cause, each once, in the order they stand."""
    return tuple(dict.fromkeys(hit[0].lower() for hit in _MEASURES.finditer(text)))


def mail_advice(channel: str) -> str:
    """What to do where something was sent by ordinary mail; empty for any other way."""
    said = fold(channel)
    return MAIL_ADVICE if _MAIL.search(said) and not any(way in said for way in _SAFE_WAYS) else ""


def phone_first(open_again: date) -> str:
    """What to do before days when the municipality is closed."""
    day = f"{WEEKDAYS[open_again.weekday()]} {short_date(open_again)}"
    return f"Kommunen har lukket til {day}. Ring først: så er der nogen, der ved, at den kommer."
