"""Meetings around a child: planned, cancelled, minutes written, and the lists of what is coming and what is agreed on.

What is written at home is not shown in the child's rooms (``usecases.contexts``). Two who write one after another: the
second is told, keeps the draft, and sees what the first wrote.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context, check_notes
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList, Custody
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import (
    WHY_CANCELLED,
    AgendaPoint,
    Meeting,
    MeetingKind,
    MeetingLine,
    MeetingRecord,
    MeetingStatus,
    OpenAgreement,
    Participant,
    Side,
    check_minutes,
    check_planned,
    resolved,
)
from opspor.forms.model import DocumentForm
from opspor.reference import calendar
from opspor.store import children, drafts, meetings, people
from opspor.store.records import Header
from opspor.usecases import work_days
from opspor.usecases.contexts import colleagues, contexts_of, find_in, shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.wording import form_of, keep

T = TypeVar("T", MeetingLine, OpenAgreement)

NO_SUCH_MEETING = Fault(
    "MOEDE-MANGLER", "Mødet findes ikke i denne mappe. Intet er ændret. Åbn det igen fra barnets side."
)
CHANGED_MEANWHILE = Fault(
    "MOEDE-AENDRET",
    "En anden har skrevet i mødet, mens du skrev. Det, du har skrevet, er gemt som kladde, og intet er gået tabt. "
    "Se, hvad den anden har skrevet, og gem igen.",
)
NOWHERE = Fault(
    "MOEDE-HVOR", "Barnet går ikke i nogen af dine grupper. Intet er ændret. Spørg lederen, hvor det går nu."
)
NOT_PLANNED = Fault(
    "MOEDE-SLUT", "Mødet er holdt eller aflyst. Intet er ændret. Opret et nyt møde, hvis I skal mødes igen."
)
DAY_CLOSED = Fault(
    "MOEDE-LUKKET",
    "Den dag er {why}. Vælg en anden dag, eller sig, at I mødes alligevel. Det, du har skrevet, er gemt.",
)
HAS_LEFT = Fault(
    "MOEDE-STOPPET",
    "En af dem, der står på mødet eller har en aftale, arbejder her ikke mere. Det, du har skrevet, er gemt. "
    "Vælg en anden, eller fjern linjen.",
)


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting while it is planned, held or looked at.

    ``current`` is the version that stands; with ``overtaken`` somebody wrote it after this draft was begun.
    """

    child: ChildInList
    context: Context
    contexts: tuple[Context, ...]  # where a new one may be written
    current: MeetingRecord | None
    meeting: Meeting  # the draft, else what stands
    saved_at: datetime | None
    overtaken: bool
    follows: Id | None  # the meeting that a new one continues
    forms: Mapping[MeetingKind, DocumentForm]
    offered: tuple[Participant, ...]  # carers and colleagues whom one may invite

    @property
    def meeting_id(self) -> Id | None:
        """None while it is a new one."""
        return self.current.meeting_id if self.current else None

    @property
    def key(self) -> str:
        """What the draft is called."""
        return meeting_key(self.child.id, self.meeting_id, self.follows)


@dataclass(frozen=True, slots=True)
class _Draft:
    meeting: Meeting
    context: Context
    base: Id | None  # the version it was begun on


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list. ``lacking``: how many from outside nobody has said yes to."""

    child: ChildInList
    meeting_id: Id
    context: Context
    kind: MeetingKind
    status: MeetingStatus
    held_on: date
    at: time | None
    lacking: int
    next_on: date | None  # agreed on, and nobody has called the meeting yet


@dataclass(frozen=True, slots=True)
class Board:
    """The page of meetings. The first two begin with the earliest day, the third with the newest."""

    coming: tuple[MeetingRow, ...]
    without_minutes: tuple[MeetingRow, ...]  # planned for a day that is gone
    past: tuple[MeetingRow, ...]  # held or cancelled
    to_call: tuple[MeetingRow, ...]  # held: the next one is agreed on and not called
    agreements: tuple[tuple[ChildInList, OpenAgreement], ...]


def meeting_key(child_id: Id, meeting_id: Id | None, follows: Id | None = None) -> str:
    """What the draft of a meeting is called."""
    return f"meeting:{child_id}:{meeting_id or ''}:{follows or ''}"


def agenda_of(form: DocumentForm) -> tuple[AgendaPoint, ...]:
    """The agenda that a form proposes."""
    return tuple(AgendaPoint(section.id, section.title) for section in form.section)


def sheet(
    desk: Desk,
    child_id: Id,
    meeting_id: Id | None = None,
    *,
    context: Context | None = None,
    follows: Id | None = None,
) -> MeetingSheet:
    """A meeting with everything that one needs to write it. Reading it is logged.

    Without ``meeting_id`` a new one in ``context``, or where the person sees the child first; one that ``follows``
    another begins with its people, its place and the day that was agreed on.
    Raises MOEDE-MANGLER, MOEDE-HVOR.
    """
    with desk.read(Action.OPEN_MEETING) as tx:
        current = standing(tx, meeting_id) if meeting_id else None
        before = standing(tx, follows) if follows else None
        known = current or before
        if known is not None and known.child_id != child_id:
            raise KnownError(NO_SUCH_MEETING)
        saved = drafts.load(tx.connection, desk.staff.id, meeting_key(child_id, meeting_id, follows), _Draft)
        where = known.context if known else context or (saved[0].context if saved else None)
        child = find_in(tx, child_id, where or Context.DAYCARE)
        places = (known.context,) if known else contexts_of(desk, tx, child)
        where = where or next(iter(places), None)
        if where not in places:
            raise KnownError(NOWHERE)
        tx.note(child_id)
        forms = {kind: desk.library.document(f"{kind}-meeting") for kind in MeetingKind}
        if current is not None:
            used = form_of(desk, tx, current.form)
            assert isinstance(used, DocumentForm)  # noqa: S101  the reference names the kind
            forms[current.meeting.kind] = used
        stands = current.meeting if current else _continued(before.meeting, forms) if before else Meeting()
        return MeetingSheet(
            child, where, places, current, saved[0].meeting if saved else stands, saved[1] if saved else None,
            saved is not None and saved[0].base != (current.id if current else None), follows, forms,
            _offered(tx, child, where),
        )  # fmt: skip


def standing(tx: Transaction, meeting_id: Id) -> MeetingRecord:
    """The version that stands; the caller asks whether the person may. Raises MOEDE-MANGLER."""
    found = meetings.meetings(tx.connection, meeting_id=meeting_id)
    if not found:
        raise KnownError(NO_SUCH_MEETING)
    return found[0]


def _continued(before: Meeting, forms: Mapping[MeetingKind, DocumentForm]) -> Meeting:
    """The next meeting of the same people: nothing of what was said goes along."""
    again = tuple(replace(one, came=None) for one in before.participants)
    return Meeting(
        before.kind, before.next_on, before.at, before.place, "", again, before.chair_id,
        agenda_of(forms[before.kind]), before.parents_know, before.named, before.named_because,
    )  # fmt: skip


def _offered(tx: Transaction, child: ChildInList, context: Context) -> tuple[Participant, ...]:
    _, known = children.particulars(tx.connection, child.id)
    carers = (
        Participant(
            one.id, Side.FAMILY, one.name or one.relation, one.relation if one.name else "", one.id,
            outside=one.custody is not Custody.YES,
        )
        for one in known.carers
    )  # fmt: skip
    staff = (
        Participant(one.id, Side.STAFF, one.name, one.title, one.id)
        for one in colleagues(tx.connection, child.group_ids, context)
    )
    return (Participant(child.id, Side.FAMILY, child.full_name, "barnet", child.id), *carers, *staff)


def save(desk: Desk, open_: MeetingSheet, meeting: Meeting) -> datetime:
    """Save what is written so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        draft = _Draft(meeting, open_.context, open_.current.id if open_.current else None)
        drafts.save(tx.connection, desk.staff.id, open_.key, draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def discard(desk: Desk, open_: MeetingSheet) -> None:
    """Throw the draft away; what stands in the vault stays."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.drop(tx.connection, desk.staff.id, open_.key)
        tx.changed(Kind.DRAFTS)


def plan(desk: Desk, open_: MeetingSheet, meeting: Meeting, *, day_is_meant: bool = False) -> Id:
    """Plan a meeting, or change one that is planned; gives its id.

    Raises what ``check_planned`` raises; MOEDE-LUKKET on a day on which nobody works, unless ``day_is_meant``;
    MOEDE-STOPPET, MOEDE-SLUT, MOEDE-AENDRET.
    """
    with desk.write(Action.WRITE_MEETING) as tx:
        meeting = resolved(meeting)
        check_planned(meeting, tx.today)
        why = calendar.why_closed(meeting.held_on, work_days.of(tx.connection)) if meeting.held_on else ""
        if why and not day_is_meant:
            raise KnownError(DAY_CLOSED, why=why)
        _refuse_left(tx, [one.person_id for one in meeting.participants if one.side is Side.STAFF])
        return _write(desk, tx, open_, meeting, MeetingStatus.PLANNED)


def cancel(desk: Desk, open_: MeetingSheet, because: str) -> Id:
    """Cancel a planned meeting with a reason; it stays in the lists. Raises MOEDE-AFLYST, MOEDE-SLUT, MOEDE-AENDRET."""
    if not because.strip():
        raise KnownError(WHY_CANCELLED)
    check_notes(because)
    with desk.write(Action.WRITE_MEETING) as tx:
        stands = open_.current.meeting if open_.current else open_.meeting
        return _write(desk, tx, open_, replace(stands, cancelled_because=because.strip()), MeetingStatus.CANCELLED)


def finish(desk: Desk, open_: MeetingSheet, meeting: Meeting) -> Id:
    """Keep the minutes, or a correction of them. Each agreement is looked at again until it is done.

    A meeting that nobody planned is written down the same way. Raises what ``check_minutes`` raises, MOEDE-STOPPET
    where somebody who has left is to do something, and MOEDE-AENDRET.
    """
    with desk.write(Action.WRITE_MEETING) as tx:
        meeting = resolved(meeting)
        check_minutes(meeting, tx.today)
        _refuse_left(tx, [one.who_id for one in meeting.agreements if one.id == ""])
        return _write(desk, tx, open_, meeting, MeetingStatus.HELD)


def _refuse_left(tx: Transaction, ids: Collection[Id | None]) -> None:
    if any(one.id in ids and one.left_at is not None for one in people.staff(tx.connection)):
        raise KnownError(HAS_LEFT)


def _write(desk: Desk, tx: Transaction, open_: MeetingSheet, meeting: Meeting, status: MeetingStatus) -> Id:
    child = find_in(tx, open_.child.id, open_.context)
    before = standing(tx, open_.current.meeting_id) if open_.current else None
    if before is None and open_.context not in contexts_of(desk, tx, child):
        raise KnownError(NOWHERE)
    if before is not None and open_.current is not None and before.id != open_.current.id:
        raise KnownError(CHANGED_MEANWHILE)
    if status is not MeetingStatus.HELD and before is not None and before.status is not MeetingStatus.PLANNED:
        raise KnownError(NOT_PLANNED)
    assert meeting.held_on is not None  # noqa: S101  it was checked
    held_at = datetime.combine(meeting.held_on, meeting.at or time(), tx.now.tzinfo)
    seen_at = held_at if status is MeetingStatus.HELD else tx.now
    form = before.form if before and before.meeting.kind is meeting.kind else open_.forms[meeting.kind].ref
    keep(desk, tx, form)
    header = Header(
        tx.new_id(), desk.staff.id, seen_at, tx.now, child_id=child.id, replaces=before.id if before else None
    )
    rows = [Header(tx.new_id(), desk.staff.id, seen_at, tx.now, child_id=child.id) for _ in meeting.agreements]
    agreed = tuple(replace(one, id=one.id or row.id) for one, row in zip(meeting.agreements, rows, strict=True))
    record = MeetingRecord(
        header.id, before.meeting_id if before else header.id, child.id, open_.context, desk.staff.id,
        desk.staff.name, tx.now, status, replace(meeting, agreements=agreed), form,
    )  # fmt: skip
    meetings.add(tx.connection, header, record)
    if status is MeetingStatus.HELD:
        meetings.add_agreements(tx.connection, record, rows)
    drafts.drop(tx.connection, desk.staff.id, open_.key)
    tx.note(record.meeting_id, status=status.value, people=len(meeting.participants), agreements=len(agreed))
    tx.changed(Kind.MEETINGS, Kind.DRAFTS)
    return record.meeting_id


def board(desk: Desk) -> Board:
    """The meetings and open agreements of the children one may see. Reading them is logged."""
    with desk.read(Action.SEE_PLANS) as tx:
        groups = _mine(desk, tx)
        listed, found = _seen(tx, desk, meetings.lines(tx.connection, groups=groups))
        agreed = _shown(tx, listed, meetings.agreements(tx.connection, groups=groups))
        rows = _rows(listed, found, meetings.meetings(tx.connection, groups=groups, status=MeetingStatus.PLANNED))
        tx.note(meetings=len(rows), agreements=len(agreed))
        planned = [row for row in rows if row.status is MeetingStatus.PLANNED]
        return Board(
            tuple(row for row in planned if row.held_on >= tx.today),
            tuple(row for row in planned if row.held_on < tx.today),
            tuple(row for row in reversed(rows) if row.status is not MeetingStatus.PLANNED),
            tuple(sorted((row for row in rows if row.next_on), key=lambda row: row.next_on or date.max)),
            tuple((listed[one.child_id], one) for one in agreed),
        )


def of_child(desk: Desk, child_id: Id) -> tuple[MeetingRow, ...]:
    """The meetings around a child, the newest day first. Reading them is logged."""
    with desk.read(Action.SEE_PLANS) as tx:
        child = find_in(tx, child_id, Context.DAYCARE)
        tx.note(child_id)
        every = meetings.lines(tx.connection, child_id=child_id)
        found = tuple(one for one in every if shown(tx, desk.staff, child, one.context))
        planned = meetings.meetings(tx.connection, child_id=child_id, status=MeetingStatus.PLANNED)
        return _rows({child_id: child}, found, planned)[::-1]


def _mine(desk: Desk, tx: Transaction) -> frozenset[Id] | None:
    """The groups of whoever does not see them all; asks."""
    tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
    return None if reach(desk.staff, tx.action) is Reach.ALL else desk.staff.groups


def _seen(tx: Transaction, desk: Desk, about: Collection[T]) -> tuple[dict[Id, ChildInList], tuple[T, ...]]:
    """The children one may see, and what of ``about`` one is shown."""
    listed = {child.id: child for child in children.listed(tx.connection, groups=_mine(desk, tx))}
    return listed, _shown(tx, listed, about)


def _shown(tx: Transaction, listed: Mapping[Id, ChildInList], about: Collection[T]) -> tuple[T, ...]:
    kept = (one for one in about if one.child_id in listed and shown(tx, tx.staff, listed[one.child_id], one.context))
    return tuple(kept)


def _rows(
    seen: Mapping[Id, ChildInList], found: Collection[MeetingLine], planned: Collection[MeetingRecord]
) -> tuple[MeetingRow, ...]:
    """``found`` are in the order of their days: a later meeting of the same kind makes the agreed day a called one.

    What is said about them is read only of those that are ``planned``.
    """
    last = {(one.child_id, one.kind): one for one in found if one.status is not MeetingStatus.CANCELLED}
    said = {one.meeting_id: one.meeting for one in planned}
    rows = []
    for one in found:
        meeting = said.get(one.meeting_id)
        to_call = one.status is MeetingStatus.HELD and last[one.child_id, one.kind] is one
        rows.append(
            MeetingRow(
                seen[one.child_id], one.meeting_id, one.context, one.kind, one.status, one.held_on,
                meeting.at if meeting else None, len(meeting.without_basis) if meeting else 0,
                one.next_on if to_call else None,
            )
        )  # fmt: skip
    return tuple(rows)
