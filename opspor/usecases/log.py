"""The log as leader and revisor read it, and what is done to it: attempts that failed, and what is too old."""

from datetime import datetime

from opspor.domain.access import Action
from opspor.usecases.desk import Desk


def merge_failed_logins(desk: Desk, count: int, since: datetime, until: datetime) -> None:
    """Write in the log that ``count`` logins failed between two moments, before somebody came in.

    Nobody is named: who typed them is not known, and what was typed as a login may be a password.
    """
    if count <= 0:
        return
    with desk.write(Action.NOTE_ATTEMPTS) as tx:
        tx.note(count=count, since=since.isoformat(), until=until.isoformat())
