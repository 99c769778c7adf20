"""What is said where an underretning leaves the house. It advises and never stops anything (domain 3.5, 10, 12, 13)."""

import re
from collections.abc import Iterable
from datetime import date

from opspor.domain.clock import WEEKDAYS, short_date
from opspor.domain.text import fold

MAIL_ADVICE = (
    "Almindelig mail og sms kan læses af andre. Er den sendt sådan, så skriv det her: det skal stå, som det er. "
    "Ring så til kommunen, sig det, og send den igen med sikker post."
)
ORIENTATION_ADVICE = (
    "Der står »til orientering«. Får familieafdelingen noget at vide om et barn med navn, fordi I er bekymrede, er det "
    "en underretning, uanset hvad I kalder den. Skriv den som en underretning: så skal kommunen kvittere og handle."
)
_SAFE_WAYS = ("sikker", "digital post", "e-boks", "eboks", "tunnel")
_ORIENTATION = re.compile(r"\btil (?:\w+ )?orientering\b|\bfyi\b")
_MAIL = re.compile(r"\b(e-?mail|mail|mailet|gmail|hotmail|outlook|sms|messenger)\b")


def mail_advice(channel: str) -> str:
    """What to do where something was sent by ordinary mail; empty for any other way."""
    said = fold(channel)
    return MAIL_ADVICE if _MAIL.search(said) and not any(way in said for way in _SAFE_WAYS) else ""


def orientation_advice(texts: Iterable[str]) -> str:
    """What to know where something about a named child is given "til orientering"; empty where nobody says so.

    Whatever it is called, a named word to the family department counts as an underretning (domain, fact 21).
    """
    return ORIENTATION_ADVICE if any(_ORIENTATION.search(fold(text)) for text in texts) else ""


def phone_first(open_again: date) -> str:
    """What to do before days when the municipality is closed."""
    day = f"{WEEKDAYS[open_again.weekday()]} {short_date(open_again)}"
    return f"Kommunen har lukket til {day}. Ring først: så er der nogen, der ved, at den kommer."
