"""The stage of the demo: a clock that moves through the year, and who is logged in on the vault."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from opspor.domain.clock import MONTHS
from opspor.usecases.desk import Desk
from opspor.vault.keys import Derive
from opspor.workplace import Workplace, open_vault

P = ParamSpec("P")
T = TypeVar("T")


class MovingClock:
    """A clock that is set forward from one scene to the next. Every look at it is a little later than the last."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=2)
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Set the clock forward; never back."""
        self._now = max(self._now, moment)

    def skip(self, minutes: float) -> None:
        """Let some minutes pass."""
        self._now += timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Days:
    """Days as they are told, seen from ``today``: working days only, since that is when staff write."""

    today: date

    def ago(self, days: int) -> date:
        """The working day ``days`` days ago, or the last one before it."""
        day = self.today - timedelta(days=days)
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def ahead(self, days: int) -> date:
        """The working day ``days`` days from today (negative: ago), or the next one after it."""
        day = self.today + timedelta(days=days)
        return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)

    def tuesday(self, days: int) -> date:
        """The Tuesday ``days`` days ago, or the last one before it; of a negative number the first one so far ahead."""
        day = self.today - timedelta(days=days)
        over = (day.weekday() - 1) % 7
        return day - timedelta(days=over) if days >= 0 else day + timedelta(days=-over % 7)

    def on(self, mark: str) -> date:
        """``12`` is the working day 12 days ago, ``t12`` the Tuesday."""
        return self.tuesday(int(mark[1:])) if mark.startswith("t") else self.ago(int(mark))

    def told(self, text: str, names: dict[str, str]) -> str:
        """``text`` with ``<12>`` and ``<t12>`` as days (``on``), ``<m90>`` as the month 90 days ago, ``<barn>`` as a
        name.
        """

        def replaced(found: re.Match[str]) -> str:
            mark = found[1]
            if mark.removeprefix("t").isdigit():
                day = self.on(mark)
                return f"{day.day}. {MONTHS[day.month - 1]}"
            if mark[1:].isdigit():
                return MONTHS[(self.today - timedelta(days=int(mark[1:]))).month - 1]
            return names[mark]

        return re.sub(r"<([a-zæøå]*\d*)>", replaced, text)


def moment(day: date, at: str = "8.00") -> datetime:
    """``8.20`` on that day, in the PC's own time zone."""
    hour, minute = at.split(".")
    return datetime.combine(day, time(int(hour), int(minute))).astimezone()


class Stage:
    """The vault with one person at a time logged in: ``who``. Changing the person is a real login."""

    def __init__(self, vault: Path, clock: MovingClock, derive: Derive, passwords: dict[str, str]) -> None:
        self.vault, self.clock, self._derive, self._passwords = vault, clock, derive, passwords
        self.who = ""
        self._place: Workplace | None = None

    @property
    def place(self) -> Workplace:
        """The open vault."""
        assert self._place is not None  # noqa: S101  the first thing a demo does is to enter
        return self._place

    def enter(self, who: str, place: Workplace | None = None) -> None:
        """Let ``who`` be logged in; with ``place`` where they have come in by another way than their password."""
        if who == self.who and place is None:
            return
        self.leave()
        self._place = place or open_vault(self.vault, who, self._passwords[who], clock=self.clock, derive=self._derive)
        self.who = who

    def leave(self) -> None:
        """Lock."""
        if self._place is not None:
            self._place.close()
        self._place, self.who = None, ""

    def do(self, work: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a use case as whoever is logged in."""
        return self.place.run(lambda desk: work(desk, *args, **kwargs)).result()
