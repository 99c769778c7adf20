"""A meeting as a row: in the list of meetings, and on the child's page. Nothing of what it is about stands there."""

from collections.abc import Iterable
from datetime import date

from opspor.desktop.pages.meeting.writing import MINUTES, NEXT
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import ListRow, MessageKind
from opspor.domain.clock import WEEKDAYS, short_date
from opspor.domain.ids import Id
from opspor.domain.meeting import MEETING_WORDS, MeetingStatus
from opspor.domain.text import count_of
from opspor.usecases import meetings
from opspor.usecases.desk import Desk
from opspor.usecases.meetings import MeetingRow


def of_child(desk: Desk, child: Id, today: date) -> Iterable[ListRow]:
    """The meetings around a child, the newest day first; before one that was held the next, where nobody called it."""
    for row in meetings.of_child(desk, child):
        if row.next_on is not None or row.status is MeetingStatus.PLANNED:
            yield coming_row(row, today)
        if row.status is not MeetingStatus.PLANNED:
            yield past_row(row)


def coming_row(row: MeetingRow, today: date) -> ListRow:
    """A meeting that is planned, or, of one that was held, the next that was agreed on.

    The day stands first: in large letters what stands last is cut off.
    """
    on, chip, context = row.held_on, "", ""
    if row.next_on is not None:
        on, chip, context = row.next_on, "Ikke indkaldt", NEXT
    elif row.held_on < today:
        chip, context = "Referat mangler", MINUTES
    elif row.lacking:
        chip = f"{count_of(row.lacking, 'samtykke', 'samtykker')} mangler"
    at = f" kl. {row.at.hour}.{row.at.minute:02}" if row.at and on == row.held_on else ""
    second = f"{WEEKDAYS[on.weekday()].capitalize()} {short_date(on)}{at} · {MEETING_WORDS[row.kind].lower()}"
    to = Destination(Place.MEETING, row.child.id, row.meeting_id, context)
    return ListRow("Møde", second, chip, "messages-square", to, MessageKind.WARNING if chip else None)


def past_row(row: MeetingRow) -> ListRow:
    """A meeting that was held or cancelled."""
    what = "Aflyst" if row.status is MeetingStatus.CANCELLED else "Holdt"
    second = f"{what} {short_date(row.held_on)} · {MEETING_WORDS[row.kind].lower()}"
    return ListRow("Møde", second, "", "messages-square", Destination(Place.MEETING, row.child.id, row.meeting_id))
