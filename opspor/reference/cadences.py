"""When one looks again, as it is offered where a follow-up day is chosen: dated data, never a rule (domain 6.6)."""

import calendar as months_of
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import msgspec

from opspor import data_folder
from opspor.domain.text import count_of
from opspor.domain.work_days import USUAL, WorkDays
from opspor.reference.calendar import open_day, why_moved


class Situation(StrEnum):
    """What is looked at again."""

    FOCUS = "focus"
    PLAN = "plan"  # for the first time
    PLAN_AGAIN = "plan-again"
    BRIEF = "brief"
    MEETING = "meeting"
    AGREEMENT = "agreement"  # of a meeting: who does what
    ASSESSMENT = "assessment"
    VISIT = "visit"


class Cadence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long one waits: some weeks or some months. ``at_most``: no longer than that."""

    situation: Situation
    weeks: int = 0
    months: int = 0
    at_most: bool = False

    def after(self, start: date) -> date:
        """The day that far after ``start``; the 31st becomes the last day of a shorter month."""
        year, month = divmod(start.year * 12 + start.month - 1 + self.months, 12)
        last = months_of.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last)) + timedelta(weeks=self.weeks)

    @property
    def words(self) -> str:
        """``om 4 uger``, ``senest om 3 måneder``"""
        length = count_of(self.weeks, "uge", "uger") if self.weeks else count_of(self.months, "måned", "måneder")
        return f"senest om {length}" if self.at_most else f"om {length}"


class Cadences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, when they were last looked at, and where they come from."""

    checked_on: date
    source: str  # keys of docs/kilder.md
    note: str
    cadence: tuple[Cadence, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day to look again on. ``moved_from`` is what the day itself is: ``lørdag``; "" when nothing is in the way."""

    on: date
    after: str  # ``om 4 uger``
    moved_from: str = ""

    @property
    def words(self) -> str:
        """``om 4 uger, flyttet fra lørdag``"""
        return f"{self.after}, flyttet fra {self.moved_from}" if self.moved_from else self.after


@cache
def cadences() -> Cadences:
    """``resources/plans/cadences.toml``"""
    with (data_folder("resources") / "plans" / "cadences.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), Cadences)


def proposals(situation: Situation, start: date, days: WorkDays = USUAL) -> tuple[Proposal, ...]:
    """The days that are offered in a situation, counted from ``start``, in the order of the file, each day once.

    A day on which nobody looks again is moved: to a later one, or to an earlier one where it is at most that long, as
    long as that lies after ``start``.
    """
    found: dict[date, Proposal] = {}
    for cadence in cadences().cadence:
        if cadence.situation is situation:
            wanted = cadence.after(start)
            on = open_day(wanted, days, earlier=cadence.at_most)
            if on <= start:
                on = open_day(wanted, days)
            found.setdefault(on, Proposal(on, cadence.words, why_moved(wanted, on, days)))
    return tuple(found.values())
