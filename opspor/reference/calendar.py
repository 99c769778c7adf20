"""Working days ("hverdage"): Monday to Friday that are no Danish public holiday, and what a house has set beside it.

Store bededag was a holiday until 2023. Whether Saturdays, Grundlovsdag, 24 and 31 December count is not settled by the
sources we have seen: ``WorkDays`` says it, with a default that makes a deadline a day early and never late.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from opspor.domain.work_days import USUAL, WorkDays

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


def is_working_day(day: date, days: WorkDays = USUAL) -> bool:
    """Whether ``day`` is a working day; the children's holidays are working days too."""
    return not _why_free(day, days)


def next_working_day(day: date, days: WorkDays = USUAL) -> date:
    """``day`` itself when it is a working day, else the first one after it."""
    while not is_working_day(day, days):
        day += _DAY
    return day


def add_working_days(day: date, working_days: int, days: WorkDays = USUAL) -> date:
    """The day that lies ``working_days`` (≥ 0) working days after ``day``."""
    while working_days > 0:
        day = next_working_day(day + _DAY, days)
        working_days -= 1
    return day


def closed_until(day: date, days: WorkDays = USUAL) -> date | None:
    """The next working day, where ``day`` or the one after it is none: who sends then is read late."""
    opens = next_working_day(day + _DAY, days)
    return opens if opens > day + _DAY or not is_working_day(day, days) else None


def why_closed(day: date, days: WorkDays = USUAL) -> str:
    """Why one does not look again on ``day``: ``lørdag``, ``skærtorsdag``, ``sommerferie``; "" when one does."""
    return _why_free(day, days) or next((_small(h.name) for h in days.holidays if h.first <= day <= h.last), "")


def open_day(day: date, days: WorkDays = USUAL, *, earlier: bool = False) -> date:
    """``day`` itself, or the nearest day after it (``earlier``: before it) on which one can look again."""
    step = -_DAY if earlier else _DAY
    while why_closed(day, days):
        day += step
    return day


def why_moved(wanted: date, on: date, days: WorkDays = USUAL) -> str:
    """Why one looks again ``on`` another day than was wanted; "" when it is the same.

    A holiday that lies between says more than the Sunday that ran into it.
    """
    if wanted == on:
        return ""
    first, last = sorted((wanted, on))
    return next(
        (_small(h.name) for h in days.holidays if first <= h.last and h.first <= last), why_closed(wanted, days)
    )


def _why_free(day: date, days: WorkDays) -> str:
    if day.weekday() == _SUNDAY:
        return "søndag"
    if day.weekday() == _SATURDAY and not days.saturdays:
        return "lørdag"
    match day.month, day.day:
        case 6, 5 if not days.grundlovsdag:
            return "grundlovsdag"
        case 12, 24 if not days.christmas_eve:
            return "juleaftensdag"
        case 12, 31 if not days.new_years_eve:
            return "nytårsaftensdag"
    return _public_holidays(day.year).get(day, "")


def load() -> None:
    """Have what knows the public holidays ready: it takes some time, once."""
    import holidays  # 145 ms, and hardly ever needed

    holidays.country_holidays("DK")


@cache
def _public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year, named as in the middle of a sentence: ``skærtorsdag``."""
    import holidays

    found = holidays.country_holidays("DK", years=year, language="da")
    return {day: name if name.startswith("Kristi") else _small(name) for day, name in found.items()}


def _small(name: str) -> str:
    """As in the middle of a sentence; ``SFO-lukkedag`` stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
