"""The clocks of an underretning: what the municipality answers by when, and when we ask. By the law list alone.

The municipality's deadline is for its receipt. That we ask again, ask what came of it, and weigh a new underretning is
our own reminder, and no law.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from opspor.domain.paper import PaperEvent, PaperNote, Reply, ReplyKind
from opspor.domain.work_days import WorkDays
from opspor.reference import law
from opspor.reference.calendar import add_working_days

RECEIPT, REMIND, FEEDBACK, ANEW = "receipt", "remind", "feedback", "new_underretning"  # in the law list


class Next(StrEnum):
    """What there is to do about an underretning today."""

    WRITE = "write"  # it was made by phone, and is not written down and sent
    REMIND = "remind"  # the receipt has not come
    CONSIDER = "consider"  # is a new underretning needed?
    ASK = "ask"  # what came of it?
    WAIT = "wait"
    NOTHING = "nothing"  # all that could be waited for has come


@dataclass(frozen=True, slots=True)
class Clocks:
    """How an underretning stands. None stands for a clock that has stopped.

    ``receipt_by`` is the municipality's last day. From ``remind_from``, ``ask_from`` and ``consider_from`` on it is
    time to remind them of the receipt, to ask what came of it, and to weigh a new underretning.
    """

    sent_on: date
    receipt_on: date | None
    feedback_on: date | None
    reminded_on: date | None  # the last time that they were asked for anything
    receipt_by: date | None
    remind_from: date | None
    ask_from: date | None
    consider_from: date | None
    written: bool = True

    @property
    def waits(self) -> bool:
        """Whether there is an answer that has not come."""
        return self.receipt_on is None or self.feedback_on is None

    def is_late(self, today: date) -> bool:
        """Whether the municipality is over its own deadline."""
        return self.receipt_by is not None and today > self.receipt_by

    def next(self, today: date) -> Next:
        """What to do today: that nobody may have read it comes first, then the child, then the answer."""
        if not self.written:
            return Next.WRITE
        for since, step in (
            (self.remind_from, Next.REMIND), (self.consider_from, Next.CONSIDER), (self.ask_from, Next.ASK),
        ):  # fmt: skip
            if since is not None and today >= since:
                return step
        return Next.WAIT if self.waits or self.consider_from is not None else Next.NOTHING


def clocks(
    sent_on: date,
    days: WorkDays,
    *,
    replies: Iterable[Reply] = (),
    notes: Collection[PaperNote] = (),
    noted: tuple[date | None, date | None] = (None, None),
    newer: date | None = None,
    written: bool = True,
) -> Clocks:
    """The clocks of an underretning that was sent, or rung, on ``sent_on``.

    ``noted`` are the days on which receipt and feedback were noted on the track instead. ``newer`` is the day on which
    the next underretning about the same child was sent: whether a new one is needed is then asked of that one. Whoever
    tells what was begun has received it, so feedback stands for the receipt. Where they were reminded, the time until
    they are reminded again is counted from that day.
    """
    came = [*replies]
    answered = [*filter(None, noted), *(one.came_on for one in came if one.kind is not ReplyKind.OTHER)]
    told = [*filter(None, noted[1:]), *(one.came_on for one in came if one.kind is ReplyKind.FEEDBACK)]
    receipt_on, feedback_on = min(answered, default=None), min(told, default=None)
    reminded = [one.on for one in notes if one.event is PaperEvent.REMINDED]
    ask_from = sent_on + _days(FEEDBACK, sent_on)
    asked = [on for on in reminded if on >= ask_from]
    waits = receipt_on is None
    return Clocks(
        sent_on,
        receipt_on,
        feedback_on,
        max(reminded, default=None),
        add_working_days(sent_on, _working_days(RECEIPT, sent_on), days) if waits else None,
        add_working_days(max([sent_on, *reminded]), _working_days(REMIND, sent_on), days) if waits else None,
        None if feedback_on else max(asked, default=sent_on) + _days(FEEDBACK, sent_on),
        _consider_from(sent_on, notes, newer),
        written,
    )


def _consider_from(sent_on: date, notes: Iterable[PaperNote], newer: date | None) -> date | None:
    weighed = [one for one in notes if one.event is PaperEvent.CONSIDERED]
    if weighed and (newer is None or weighed[-1].on >= newer):
        return weighed[-1].again_on
    return None if newer is not None else sent_on + _days(ANEW, sent_on)


@cache
def _working_days(rule: str, on: date) -> int:
    number = law.rule_on(rule, on).working_days
    assert number is not None  # noqa: S101  tests/reference reads the list
    return number


@cache
def _days(rule: str, on: date) -> timedelta:
    number = law.rule_on(rule, on).days
    assert number is not None  # noqa: S101  as above
    return timedelta(days=number)
