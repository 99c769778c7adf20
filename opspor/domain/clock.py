"""Dates and times as Danes write them. The clock itself is always handed in."""

from collections.abc import Callable
from datetime import date, datetime

from opspor.domain.text import count_of

Clock = Callable[[], datetime]  # an aware datetime in the PC's own time zone

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
          "november", "december")  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_MINUTE = 60  # seconds


def long_date(day: date) -> str:
    """``17. marts 2026``"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday_and_date(day: date) -> str:
    """``tirsdag 17. marts 2026``"""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def short_date(day: date) -> str:
    """``17.3.2026``"""
    return f"{day.day}.{day.month}.{day.year}"


def time_of_day(moment: datetime) -> str:
    """``8.05``"""
    return f"{moment.hour}.{moment.minute:02}"


def moment_in_words(moment: datetime) -> str:
    """``17. marts 2026 kl. 8.05``; without the time at midnight, which stands for "time not known"."""
    if moment.hour == moment.minute == 0:
        return long_date(moment)
    return f"{long_date(moment)} kl. {time_of_day(moment)}"


def seconds_in_words(seconds: int) -> str:
    """``1 minut`` for 60, ``12 sekunder``, ``2 minutter og 5 sekunder`` for 125."""
    minutes, rest = divmod(seconds, _MINUTE)
    parts = [count_of(minutes, "minut", "minutter")] if minutes else []
    if rest or not minutes:
        parts.append(count_of(rest, "sekund", "sekunder"))
    return " og ".join(parts)
