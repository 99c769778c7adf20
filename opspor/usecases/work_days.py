"""Which days are working days in this house: a setting of the leader, and the days that are offered by it."""

from dataclasses import replace
from datetime import date

import msgspec

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.work_days import USUAL, WorkDays, check_holidays
from opspor.reference import calendar
from opspor.reference.cadences import Proposal, Situation
from opspor.reference.cadences import proposals as proposed
from opspor.store import Connection, people
from opspor.usecases.desk import Desk

_SETTING = "work_days"


def of(connection: Connection) -> WorkDays:
    """The working days as they are set, for a page that asks the calendar next: its window waits for nothing."""
    calendar.load()
    return stored(connection)


def stored(connection: Connection) -> WorkDays:
    """The working days as they are set; ``USUAL`` until somebody sets them."""
    set_ = people.setting(connection, _SETTING)
    return msgspec.json.decode(set_, type=WorkDays) if set_ else USUAL


def days(desk: Desk) -> WorkDays:
    """The working days as they are set. Anybody may read them."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return of(tx.connection)


def proposals(desk: Desk, situation: Situation, start: date | None = None) -> tuple[WorkDays, tuple[Proposal, ...]]:
    """The working days, and the days that are offered in a situation, counted from ``start`` (None: from today).

    With the first, ``reference.calendar.why_closed`` says in a word why a day that somebody types is no such day.
    """
    with desk.read(Action.SEE_PEOPLE) as tx:
        found = of(tx.connection)
        return found, proposed(situation, start or tx.today, found)


def set_days(desk: Desk, work_days: WorkDays) -> None:
    """Set them: what counts, and the children's holidays in the order of their first day.

    Raises FERIE-NAVN, FERIE-DAGE. No day that was agreed on is moved by it.
    """
    check_holidays(work_days.holidays)
    ordered = tuple(sorted(work_days.holidays, key=lambda holiday: (holiday.first, holiday.last)))
    kept = replace(work_days, holidays=ordered)
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        people.put_setting(tx.connection, _SETTING, msgspec.json.encode(kept).decode())
        tx.note(holidays=len(ordered))
        tx.changed(Kind.SETTINGS)
