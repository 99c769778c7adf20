"""What counts as a working day in this house: what the law leaves open, and when the children are on holiday."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opspor.domain.errors import Fault, KnownError

LONGEST = timedelta(days=120)  # a holiday that is longer has a wrong year in it

NO_NAME = Fault("FERIE-NAVN", "Skriv, hvad ferien hedder, fx »Sommerferie«. Kalenderen er ikke ændret endnu.")
WRONG_DAYS = Fault(
    "FERIE-DAGE",
    "En ferie skal have en første og en sidste dag i den rækkefølge og vare højst 120 dage. "
    "Kalenderen er ikke ændret endnu. Ret datoerne.",
)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A holiday of the children, ``first`` and ``last`` included. Nobody looks again at anything in it."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WorkDays:
    """Which days are working days beside what the public holidays say. ``True``: the day counts.

    The sources differ on these four, so each is a setting. Grundlovsdag, 24 and 31 December count unless somebody says
    otherwise: a deadline is then shown a day early, never a day late. A Saturday does not: nobody is at work to look
    again. ``holidays`` are closed to follow-ups and change no deadline: the municipality works in them.
    """

    saturdays: bool = False
    grundlovsdag: bool = True
    christmas_eve: bool = True
    new_years_eve: bool = True
    holidays: tuple[SchoolHoliday, ...] = ()


USUAL = WorkDays()


def check_holidays(holidays: Sequence[SchoolHoliday]) -> None:
    """Raise FERIE-NAVN or FERIE-DAGE for a holiday without a name, or whose days cannot be."""
    for holiday in holidays:
        if not holiday.name.strip():
            raise KnownError(NO_NAME)
        if not timedelta(0) <= holiday.last - holiday.first <= LONGEST:
            raise KnownError(WRONG_DAYS)
