"""The papers of a meeting as PDF: an invitation to one who is invited, and the minutes. Each is a line in the log."""

from pathlib import Path

from opspor.documents import meeting_paper
from opspor.documents.document import Document
from opspor.documents.meeting_paper import MeetingFacts
from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingRecord, MeetingStatus, Participant
from opspor.store import children, people
from opspor.usecases.contexts import find_in
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.meetings import NOT_PLANNED, standing
from opspor.usecases.papers import log_mark, saved

NOT_INVITED = Fault(
    "MOEDE-IKKE-INVITERET", "Den, du vil invitere, står ikke på mødet mere. Papiret er ikke lavet. Åbn mødet igen."
)
NOBODY_SAID_YES = Fault(
    "MOEDE-SAMTYKKE",
    "Papiret er ikke lavet: Skriv først, hvem der har sagt ja til, at I deler med én udefra, og hvornår, "
    "eller hvilken regel I bruger.",
)
NO_MINUTES = Fault("MOEDE-REFERAT", "Referatet er ikke skrevet endnu. Papiret er ikke lavet. Skriv det, og gem igen.")


def print_invitation(desk: Desk, meeting_id: Id, to: Id, target: Path) -> None:
    """Save the paper to one participant of a planned meeting; its line in the log stands on it.

    This is the one place where a paper to somebody who is invited is made.
    Raises MOEDE-SLUT, MOEDE-IKKE-INVITERET, MOEDE-SAMTYKKE, PAPIR-BESKYTTET, PAPIR-NAVN, PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_MEETING) as tx:
        record = _asked(tx, meeting_id)
        if record.status is not MeetingStatus.PLANNED:
            raise KnownError(NOT_PLANNED)
        whom = _whom(record, to)
        tx.note(meeting_id, paper="invitation", side=whom.side.value)
        put(layout.draw(meeting_paper.invitation(_facts(desk, tx, record), whom)))
        tx.changed(Kind.LOG)


def _whom(record: MeetingRecord, to: Id) -> Participant:
    whom = next((one for one in record.meeting.participants if one.id == to), None)
    if whom is None:
        raise KnownError(NOT_INVITED)
    if whom in record.meeting.without_basis:
        raise KnownError(NOBODY_SAID_YES)
    return whom


def print_minutes(desk: Desk, meeting_id: Id, target: Path) -> None:
    """Save the minutes; their line in the log stands on them.

    Raises MOEDE-REFERAT, PAPIR-BESKYTTET, PAPIR-NAVN, PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_MEETING) as tx:
        record = _asked(tx, meeting_id)
        tx.note(meeting_id, paper="minutes")
        put(layout.draw(_minutes(_facts(desk, tx, record), record)))
        tx.changed(Kind.LOG)


def _minutes(facts: MeetingFacts, record: MeetingRecord) -> Document:
    if record.status is not MeetingStatus.HELD:
        raise KnownError(NO_MINUTES)
    return meeting_paper.minutes(facts)


def _asked(tx: Transaction, meeting_id: Id) -> MeetingRecord:
    """The meeting, after asking whether the person may print what is written there."""
    record = standing(tx, meeting_id)
    find_in(tx, record.child_id, record.context)
    return record


def _facts(desk: Desk, tx: Transaction, record: MeetingRecord) -> MeetingFacts:
    _, known = children.particulars(tx.connection, record.child_id)
    return MeetingFacts(
        people.institution(tx.connection), known, record.meeting, desk.staff.short, tx.now, log_mark(desk, tx)
    )
