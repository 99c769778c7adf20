"""Slettelisten in its month: a task on Start for the leader, and the figures of the overview. Neither names anybody."""

from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action
from opspor.domain.retention import months_after
from opspor.reference import calendar
from opspor.store import children, drafts, filings, notices, records
from opspor.store import retention as stored
from opspor.usecases import work_days
from opspor.usecases.desk import Desk
from opspor.usecases.retention import schedule_of

_SEEN = "retention:seen"  # as a draft: it is one's own, and changes


@dataclass(frozen=True, slots=True)
class ListDue:
    """The list of a month waits to be gone through. ``left``: how much was on it when it was looked at this month;
    None: nobody did yet.
    """

    month: date
    left: int | None


@dataclass(frozen=True, slots=True)
class _Seen:
    on: date
    left: int


@dataclass(frozen=True, slots=True)
class Hygiene:
    """How much is past its day, how much of that something keeps, how much waits to be journalised, and of how many
    children in the house nobody has noted that the parents were told.
    """

    past: int
    held: int
    to_file: int
    untold: int


def on_start(desk: Desk) -> ListDue | None:
    """What Start says, from the first working day of a month until the list is empty; None where nothing can be on it
    yet. What is due is not counted here: that takes some tenths of a second. Asking leaves no trace.
    """
    with desk.read(Action.SEE_RETENTION) as tx:
        saved = drafts.load(tx.connection, desk.staff.id, _SEEN, _Seen)
        month = tx.today.replace(day=1)
        if saved is not None and saved[0].on >= month:
            return ListDue(month, saved[0].left) if saved[0].left else None
        if tx.today < calendar.next_working_day(month, work_days.stored(tx.connection)):
            return ListDue(_before(month), saved[0].left) if saved is not None and saved[0].left else None
        first, kept = records.oldest(tx.connection), schedule_of(tx)
        shortest = min(kept.own, kept.file, kept.concern)
        if first is None or months_after(first.date(), shortest) > tx.today:
            return None
        return ListDue(month, None)


def note_seen(desk: Desk, left: int) -> None:
    """Remember for whoever is logged in that the list was looked at today, and how much was left on it."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, _SEEN, _Seen(tx.today, left), tx.now)


def hygiene(desk: Desk) -> Hygiene:
    """The figures of the leader's overview (domain 10.2). Some tenths of a second: not on the window's thread."""
    with desk.read(Action.SEE_RETENTION) as tx:
        found = stored.dues(tx.connection, schedule_of(tx), tx.today)
        held = sum(bool(one.due.held) for one in found)
        told = notices.given(tx.connection)
        untold = sum(bool(child.group_ids) and child.id not in told for child in children.listed(tx.connection))
        return Hygiene(len(found), held, len(filings.to_file(tx.connection)), untold)


def _before(month: date) -> date:
    return months_after(month, -1)
