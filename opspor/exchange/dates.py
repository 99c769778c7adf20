"""Birth dates as Danes, Excel and other systems write them. The day always comes first, unless the year does."""

import re
from datetime import date, timedelta

from opspor.domain.clock import MONTHS
from opspor.domain.errors import Fault
from opspor.exchange import faults

MAX_AGE = 25  # years; a class list has nobody older, so the year is probably wrong
_EXCEL_DAY_0 = date(1899, 12, 30)
_LONGEST = 40  # characters; no way to write a date is longer

_TIME = r"(?:[T ]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\.[0-9]+)?Z?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(?:den |d\. ?)?([0-9]{1,2}) ?[-./ ] ?([0-9]{1,2}) ?[-./ ] ?([0-9]{4}|[0-9]{2})" + _TIME)
_MONTH_IN_WORDS = re.compile(r"(?:den |d\. ?)?([0-9]{1,2}) ?[-. ]? ?([a-zA-Z]{3,9}) ?[-. ]? ?([0-9]{4}|[0-9]{2})")


def read_date(cell: str | int | date, today: date) -> tuple[date | None, Fault | None]:
    """The birth date in a cell that is not empty, and what is doubtful about it, if anything.

    A year of two digits is the latest one that makes the date not lie in the future. None when there is no such day or
    the cell holds no date.
    """
    if isinstance(cell, date):
        return cell, _doubt(cell, today)
    text = " ".join(str(cell).split())
    if len(text) > _LONGEST:
        return None, faults.DATE_UNREADABLE
    if text.isascii() and text.isdigit():
        return _from_digits(text, today)
    if match := _YEAR_FIRST.fullmatch(text):
        return _from_parts(match[3], match[2], match[1], today)
    if match := _DAY_FIRST.fullmatch(text):
        return _from_parts(match[1], match[2], match[3], today)
    if match := _MONTH_IN_WORDS.fullmatch(text):
        for number, month in enumerate(MONTHS, 1):
            if month.startswith(match[2].lower()):
                return _from_parts(match[1], str(number), match[3], today)
    return None, faults.DATE_UNREADABLE


def _from_digits(digits: str, today: date) -> tuple[date | None, Fault | None]:
    """03052021, 030521, 20210503, and the numbers Excel makes of dates: days since 1899, or a lost leading zero."""
    if len(digits) == 8:
        found = _from_parts(digits[:2], digits[2:4], digits[4:], today)
        return found if found[0] else _from_parts(digits[6:], digits[4:6], digits[:4], today)
    if len(digits) == 6:
        return _from_parts(digits[:2], digits[2:4], digits[4:], today)
    if len(digits) == 5:
        day = _EXCEL_DAY_0 + timedelta(days=int(digits))
        if _doubt(day, today) is None:
            return day, faults.DATE_FROM_NUMBER
    if len(digits) in (5, 7):
        day_or_none, fault = _from_digits("0" + digits, today)
        return day_or_none, fault or faults.DATE_FROM_NUMBER
    return None, faults.DATE_UNREADABLE


def _from_parts(day: str, month: str, year: str, today: date) -> tuple[date | None, Fault | None]:
    full_year = int(year)
    if len(year) == 2:
        full_year = today.year - (today.year - full_year) % 100
        if full_year == today.year and (int(month), int(day)) > (today.month, today.day):
            full_year -= 100
    if full_year < 1900:
        return None, faults.DATE_IMPOSSIBLE
    try:
        found = date(full_year, int(month), int(day))
    except ValueError:
        return None, faults.DATE_IMPOSSIBLE
    return found, _doubt(found, today)


def _doubt(day: date, today: date) -> Fault | None:
    if day > today:
        return faults.DATE_FUTURE
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return faults.DATE_OLD if age > MAX_AGE else None
