"""Who waits for an answer to a request for access: a task on Start for the leader, which names nobody."""

from datetime import date

from opspor.domain.access import Action
from opspor.domain.subject_access import due_on
from opspor.store import protection
from opspor.usecases.desk import Desk


def on_start(desk: Desk) -> tuple[date, ...]:
    """The last day of each request that is still open, the nearest first. Asking leaves no trace."""
    with desk.read(Action.SEE_REQUESTS) as tx:
        return tuple(sorted(due_on(one.request) for one in protection.requests(tx.connection, still_open=True)))
