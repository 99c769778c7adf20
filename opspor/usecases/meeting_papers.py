"""The papers of a meeting as PDF: an invitation to one who is invited, and the minutes. Each is a line in the log."""

from pathlib import Path

from opspor.documents import meeting_paper
from opspor.documents.document import Document
from opspor.documents.meeting_paper import MeetingFacts
from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingRecord, MeetingStatus, Participant
from opspor.domain.recipient import HOME, HOUSE, Recipient
from opspor.store import children, people
from opspor.usecases import telling
from opspor.usecases.beside import with_remarks
from opspor.usecases.contexts import find_in
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.meetings import NOT_PLANNED, standing
from opspor.usecases.paper_files import log_mark, saved

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
    Raises MOEDE-SLUT, MOEDE-IKKE-INVITERET, MOEDE-SAMTYKKE, PAPIR-LEDER, PAPIR-BESKYTTET, PAPIR-NAVN, PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_MEETING) as tx:
        record, child = _asked(tx, meeting_id)
        if record.status is not MeetingStatus.PLANNED:
            raise KnownError(NOT_PLANNED)
        whom = _whom(record, to)
        recipient = _recipient(tx, child, whom)
        telling.require(desk, tx, child, recipient)
        tx.note(meeting_id, paper="invitation", side=whom.side.value)
        put(layout.draw(meeting_paper.invitation(_facts(desk, tx, record, recipient), whom)))
        tx.changed(Kind.LOG)


def _whom(record: MeetingRecord, to: Id) -> Participant:
    whom = next((one for one in record.meeting.participants if one.id == to), None)
    if whom is None:
        raise KnownError(NOT_INVITED)
    if whom in record.meeting.without_basis:
        raise KnownError(NOBODY_SAID_YES)
    return whom


def _recipient(tx: Transaction, child: ChildInList, whom: Participant) -> Recipient:
    """Who reads it: whoever stands on the meeting as a carer, or is one by now; the child and those whom the family
    brings are at home; of all who are no carers there is a name."""
    carers = {one.id for one in children.particulars(tx.connection, child.id)[1].carers}
    if whom.person_id == child.id:
        return HOME
    if whom.person_id in carers:
        return Recipient(at_home=True, carer=whom.person_id, on_basis=not whom.lacks_basis)
    return Recipient(at_home=whom.is_family, name=whom.name, role=whom.role)


def print_minutes(desk: Desk, meeting_id: Id, target: Path, to: Recipient = HOUSE) -> None:
    """Save the minutes; their line in the log stands on them, and whom they are for.

    Raises MOEDE-REFERAT, PAPIR-LEDER, PAPIR-BESKYTTET, PAPIR-NAVN, PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_MEETING) as tx:
        record, child = _asked(tx, meeting_id)
        telling.require(desk, tx, child, to)
        tx.note(meeting_id, paper="minutes")
        document = _minutes(tx, _facts(desk, tx, record, to), record, to)
        put(layout.draw(telling.check_words(tx, child, to, document)))
        tx.changed(Kind.LOG)


def minutes_of(desk: Desk, tx: Transaction, meeting_id: Id) -> Document:
    """The minutes as they stay in the house, after asking whether the person may; their line is written in the log.

    Raises MOEDE-REFERAT, PAPIR-BESKYTTET, PAPIR-NAVN.
    """
    record, child = _asked(tx, meeting_id)
    return telling.check_words(tx, child, HOUSE, _minutes(tx, _facts(desk, tx, record, HOUSE), record, HOUSE))


def _minutes(tx: Transaction, facts: MeetingFacts, record: MeetingRecord, to: Recipient) -> Document:
    if record.status is not MeetingStatus.HELD:
        raise KnownError(NO_MINUTES)
    made = meeting_paper.minutes(facts)
    return with_remarks(tx, made, facts.known, record.child_id, [record.id], to, named=record.meeting.is_named)


def _asked(tx: Transaction, meeting_id: Id) -> tuple[MeetingRecord, ChildInList]:
    """The meeting and its child, after asking whether the person may print what is written there."""
    record = standing(tx, meeting_id)
    return record, find_in(tx, record.child_id, record.context)


def _facts(desk: Desk, tx: Transaction, record: MeetingRecord, to: Recipient) -> MeetingFacts:
    _, known = children.particulars(tx.connection, record.child_id)
    return MeetingFacts(
        people.institution(tx.connection), known, record.meeting, desk.staff.short, tx.now, log_mark(desk, tx, to)
    )
