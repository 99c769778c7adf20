"""What is due in the concerns: days that somebody set, and those of the law list. Never a name, and neutral words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action
from opspor.domain.concern import standing
from opspor.domain.follow_up import When, when
from opspor.domain.ids import Id
from opspor.store import concerns, replies
from opspor.usecases import work_days
from opspor.usecases.concerns import ConcernRow, listed
from opspor.usecases.deadlines import last_days, rung_on
from opspor.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class TrackDue:
    """A concern in which something has a day, as Start and lists show it: which one it is, and when, nothing more."""

    concern_id: Id
    label: str
    on: date
    when: When


def due(desk: Desk, until: date | None = None, rows: Sequence[ConcernRow] | None = None) -> tuple[TrackDue, ...]:
    """The open concerns that this person may open and in which something has a day, the earliest first; one row each.

    ``until`` None: whatever the day. ``rows`` are the concerns that the person may open, where they are read already.
    """
    seen = listed(desk) if rows is None else rows
    mine = [row.concern for row in seen if row.concern.closed_at is None]
    if not mine:
        return ()
    with desk.read(Action.LIST_CONCERNS) as tx:
        tx.require(author=desk.staff.id)  # what one may not open is not among the rows
        ids = [concern.id for concern in mine]
        noted, sent = concerns.steps(tx.connection, ids), replies.sent_on(tx.connection)
        rung = defaultdict(list)
        for call in concerns.phoned(tx.connection):
            rung[call.concern_id].append(call)
        days = work_days.stored(tx.connection)
        found = []
        for concern in mine:
            reported = (*sent.get(concern.id, ()), *rung_on(rung[concern.id]))
            form = desk.library.track(concern.track)
            on = min(last_days(form, standing(noted[concern.id]), reported, days).values(), default=None)
            if on is not None and (until is None or on <= until):
                found.append(TrackDue(concern.id, concern.label, on, when(on, tx.today)))
        return tuple(sorted(found, key=lambda row: row.on))
