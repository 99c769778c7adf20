"""A concern: started from a child or from a typed name, followed step by step, closed with a reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise

from opspor.domain.access import SEE_CONTENT, Action, may
from opspor.domain.beredskab import Decided, Track
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.concern import (
    SHARED,
    ChildsWords,
    Concern,
    Danger,
    HowSaid,
    Observation,
    TrackStep,
    owners,
    standing,
)
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, Sent
from opspor.domain.people import Role, StaffMember
from opspor.domain.work_days import WorkDays
from opspor.forms.model import TrackForm
from opspor.forms.walking import Course, course
from opspor.store import children, concerns, people
from opspor.store.records import Header
from opspor.usecases import employee_record, work_days
from opspor.usecases.children import check_seen, find
from opspor.usecases.deadlines import last_days, reported_on
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.phone_book import as_here, local_words

NO_SUCH_CONCERN = Fault("BEKYM-MANGLER", "Bekymringen findes ikke i denne mappe. Intet er ændret. Åbn listen igen.")
WHO_MISSING = Fault("BEKYM-HVEM", "Vælg barnet, eller skriv et navn. Det, du har skrevet, står her stadig.")
WHAT_MISSING = Fault("BEKYM-HVAD", "Skriv kort, hvad du har set eller hørt. Intet er gemt endnu.")
REASON_MISSING = Fault(
    "BEKYM-LUK", "Skriv, hvorfor bekymringen lukkes, og hvad der kan åbne den igen. Intet er ændret."
)
STARTED_ON_CHILD = Fault(
    "BEKYM-BARN",
    "Bekymringen blev begyndt på et barn på listen, og det kan ikke ændres. Intet er ændret. Begynd en ny på det "
    "rigtige barn, og luk denne.",
)
NO_READER = Fault(
    "BEKYM-LAESER",
    "En af dem, du valgte, arbejder ikke længere med børn her. Intet er ændret. Åbn bekymringen igen, og vælg på ny.",
)


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A concern as a list shows it. ``child`` is None for a typed name; neither is drawn until the row is opened."""

    concern: Concern
    child: ChildInList | None
    steps_done: int  # while it is open
    not_sent: bool  # an underretning is ready and nobody has noted that it was sent

    @property
    def name(self) -> str:
        """Who it is about, as a class list has it."""
        return self.child.short if self.child else self.concern.typed_name


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees a concern beside its author, and who could be asked in."""

    leaders: tuple[StaffMember, ...]  # always
    named: tuple[StaffMember, ...]
    choices: tuple[StaffMember, ...]  # the staff who can be named, those who are included
    may_change: bool  # whether the person who looks may name them


@dataclass(frozen=True, slots=True)
class ConcernFile:
    """Everything about one concern."""

    concern: Concern
    child: ChildInList | None
    particulars: Particulars | None
    form: TrackForm
    noted: tuple[TrackStep, ...]  # all that was noted about the steps, in the order it was written
    decisions: tuple[Decided, ...]
    observations: tuple[Observation, ...]
    words: tuple[ChildsWords, ...]
    papers: tuple[Paper, ...]
    sent: Mapping[Id, Sent]
    audience: Audience
    work_days: WorkDays

    @property
    def steps(self) -> Mapping[str, TrackStep]:
        """step id -> how it stands now."""
        return standing(self.noted)

    @property
    def course(self) -> Course:
        """How far it is on its track. In a closed concern nothing comes now."""
        found = course(self.form, self.noted)
        return found if self.concern.closed_at is None else Course(None, found.taken, ())

    @property
    def due(self) -> Mapping[str, date]:
        """step id -> its last day, for the steps that wait and have one (``usecases.deadlines``); none when closed."""
        if self.concern.closed_at is not None:
            return {}
        reported = reported_on(self.papers, self.sent, self.decisions)
        return last_days(self.form, self.steps, reported, self.work_days)

    @property
    def clock_went_back(self) -> bool:
        """Whether something bears an earlier time than what was written before it: the PC's clock was set back."""
        return any(
            later < earlier
            for written in (self.noted, self.decisions)
            for earlier, later in pairwise(one.written_at for one in written)
        )

    @property
    def carers(self) -> Mapping[Id, str]:
        """The names of the child's adults, as far as the reader may see the child's file."""
        known = self.particulars.carers if self.particulars else ()
        return {carer.id: carer.name or carer.relation or "Omsorgsperson" for carer in known}

    @property
    def name(self) -> str:
        """Who it is about: the child's name, or the typed one."""
        return self.child.full_name if self.child else self.concern.typed_name


def start(
    desk: Desk,
    *,
    danger: Danger,
    track: Track,
    what: str,
    seen_on: date,
    child_id: Id | None = None,
    typed_name: str = "",
) -> Id:
    """Start a concern about a child, or about a typed name when one has no access to a file.

    Anybody who is logged in may. Nothing is stored about an employee or the leader (design section 11, rule 3), but for
    what leaders write where the house has decided it: otherwise BEKYM-ANSAT.
    """
    if child_id is None and not typed_name.strip():
        raise KnownError(WHO_MISSING)
    if not what.strip():
        raise KnownError(WHAT_MISSING)
    with desk.write(Action.START_CONCERN) as tx:
        employee_record.check(tx, track)
        moment = datetime.combine(seen_on, time(), tx.now.tzinfo)
        check_seen(tx, moment, what)
        if child_id is not None:
            child = children.by_id(tx.connection, child_id)
            if child is None:
                raise KnownError(WHO_MISSING)
        header = Header(tx.new_id(), desk.staff.id, moment, tx.now, child_id=child_id)
        concern = Concern(
            header.id, child_id, "" if child_id else typed_name.strip(), desk.staff.id, desk.staff.name, danger, track,
            seen_on, tx.now, what.strip(), None,
        )  # fmt: skip
        concerns.add(tx.connection, header, concern)
        tx.note(header.id, track=track.value, danger=danger.value)
        tx.changed(Kind.CONCERNS)
        return header.id


def listed(desk: Desk, *, unfinished: bool = False) -> tuple[ConcernRow, ...]:
    """The concerns one may open, newest first; ``unfinished`` as in ``store.concerns.concerns``."""
    with desk.read(Action.LIST_CONCERNS) as tx:
        tx.require(author=desk.staff.id)  # what one may not open is left out below
        unsent = concerns.unsent(tx.connection)
        found = concerns.concerns(tx.connection, unfinished=unfinished)
        done = concerns.steps_done(tx.connection, [concern.id for concern in found if concern.closed_at is None])
        about = children.by_ids(tx.connection, {concern.child_id for concern in found if concern.child_id})
        rows = []
        for concern in found:
            child = about.get(concern.child_id) if concern.child_id else None
            if may(desk.staff, Action.OPEN_CONCERN, **owners(concern, child.group_ids if child else ())):
                rows.append(ConcernRow(concern, child, done.get(concern.id, 0), concern.id in unsent))
        return tuple(rows)


def find_concern(tx: Transaction, concern_id: Id) -> tuple[Concern, ChildInList | None]:
    """The concern and its child, after asking whether the person may."""
    found = concerns.concerns(tx.connection, concern_id=concern_id)
    if not found:
        raise KnownError(NO_SUCH_CONCERN)
    concern = found[0]
    child = children.by_id(tx.connection, concern.child_id) if concern.child_id else None
    tx.require(**owners(concern, child.group_ids if child else ()))
    return concern, child


def open_concern(desk: Desk, concern_id: Id) -> ConcernFile:
    """Open a concern. Reading it is logged.

    Somebody who started a concern about a child of another group sees what belongs to the concern, not the child's
    file: particulars and earlier observations need access to the child.
    """
    with desk.read(Action.OPEN_CONCERN) as tx:
        tx.note(concern_id)
        return file_for(desk, tx, concern_id, desk.staff)


def file_for(
    desk: Desk, tx: Transaction, concern_id: Id, reader: StaffMember, *, drawn: Collection[Id] = ()
) -> ConcernFile:
    """A concern with as much of the child's file as ``reader`` may see, after asking whether the person at the desk
    may open it.

    ``drawn`` are the observations and words that stand in a finished paper: where they come from a concern that was
    kept to named people since, the person at the desk must be one of them.
    """
    concern, child = find_concern(tx, concern_id)
    whole = child is not None and may(reader, Action.OPEN_CHILD, groups=child.group_ids)
    child_id = child.id if child and whole else None
    within = [concern_id]
    for other in concerns.concerns(tx.connection, child_id=child_id) if child_id else ():
        if other.is_shared:
            within.append(other.id)
        elif other.id != concern_id and not _written_in(tx, other).isdisjoint(drawn):
            tx.require(**owners(other, child.group_ids if child else ()))
            within.append(other.id)
    papers = concerns.papers(tx.connection, concern_ids=[concern_id])
    return ConcernFile(
        concern,
        child,
        children.particulars(tx.connection, child_id)[1] if child_id else None,
        as_here(desk.library.track(concern.track), local_words(desk.folder)),
        concerns.steps(tx.connection, [concern_id])[concern_id],
        concerns.decisions(tx.connection, [concern_id]),
        concerns.observations(tx.connection, child_id=child_id, concern_ids=within),
        concerns.words(tx.connection, child_id=child_id, concern_ids=within),
        papers,
        concerns.sent(tx.connection, [paper.id for paper in papers]),
        _audience(desk, tx, concern),
        work_days.stored(tx.connection),
    )


def _written_in(tx: Transaction, concern: Concern) -> set[Id]:
    """The ids of what was seen and said within a concern."""
    return {
        record.id
        for find_all in (concerns.observations, concerns.words)
        for record in find_all(tx.connection, child_id=None, concern_ids=[concern.id])
    }


def _audience(desk: Desk, tx: Transaction, concern: Concern) -> Audience:
    here = [member for member in people.staff(tx.connection) if member.role in SEE_CONTENT and member.left_at is None]
    theirs = concern.track is Track.EMPLOYEE  # the leaders', who name nobody
    choices = () if theirs else tuple(m for m in here if m.role is not Role.LEADER and m.id != concern.author_id)
    return Audience(
        tuple(member for member in here if member.role is Role.LEADER),
        tuple(member for member in choices if member.id in (concern.kept_to or ())),
        choices,
        not theirs and may(desk.staff, Action.KEEP_CONCERN, author=concern.author_id),
    )


def keep(desk: Desk, concern_id: Id, readers: Collection[Id] | None) -> None:
    """Keep a concern to its author, the leader and ``readers``; with None its topic alone says again who sees it.

    The author and the leader may. It counts wherever the concern, or what is written within it, is shown.
    """
    with desk.write(Action.KEEP_CONCERN) as tx:
        found = concerns.concerns(tx.connection, concern_id=concern_id)
        if not found:
            raise KnownError(NO_SUCH_CONCERN)
        tx.require(author=owners(found[0], ())["author"])
        choices = {member.id for member in _audience(desk, tx, found[0]).choices}
        if readers is not None and not choices.issuperset(readers):
            raise KnownError(NO_READER)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=concern_id)
        concerns.keep(tx.connection, header, concern_id, readers)
        tx.note(concern_id, kept=readers is not None, readers=len(readers or ()))
        tx.changed(Kind.CONCERNS, Kind.OBSERVATIONS)


def link(desk: Desk, concern_id: Id, child_id: Id) -> None:
    """Link a concern that was started on a typed name to a child, or to another one when that was wrong.

    Whoever does it reaches both. The author keeps seeing the concern, and the typed name stays.
    """
    with desk.write(Action.LINK_CONCERN) as tx:
        concern, _ = find_concern(tx, concern_id)
        child = find(tx, child_id)
        if not concern.typed_name:
            raise KnownError(STARTED_ON_CHILD)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now)
        concerns.revise(tx.connection, header, replace(concern, child_id=child.id))
        tx.note(concern_id, child=child.id)
        tx.changed(Kind.CONCERNS, Kind.OBSERVATIONS)


def observe(desk: Desk, concern_id: Id, *, seen_at: datetime, place: str, text: str) -> Id:
    """Write down something seen or heard within a concern."""
    with desk.write(Action.CHANGE_CONCERN) as tx:
        concern, _ = find_concern(tx, concern_id)
        check_seen(tx, seen_at, text)
        header = _header(desk, tx, concern, seen_at)
        concerns.add_observation(tx.connection, header, place.strip(), text.strip())
        tx.note(concern_id)
        tx.changed(Kind.OBSERVATIONS, Kind.CONCERNS)
        return header.id


def quote(
    desk: Desk,
    concern_id: Id,
    *,
    said_at: datetime,
    place: str,
    words: str,
    asked: str,
    how: HowSaid | None = None,
    asked_by: str = "",
) -> Id:
    """Write down what the child said, word for word, within a concern."""
    with desk.write(Action.CHANGE_CONCERN) as tx:
        concern, _ = find_concern(tx, concern_id)
        check_seen(tx, said_at, words)
        header = _header(desk, tx, concern, said_at)
        concerns.add_words(tx.connection, header, place.strip(), words.strip(), asked.strip(), how, asked_by.strip())
        tx.note(concern_id)
        tx.changed(Kind.OBSERVATIONS, Kind.CONCERNS)
        return header.id


def _header(desk: Desk, tx: Transaction, concern: Concern, seen_at: datetime) -> Header:
    """What is written within a suspicion belongs to the concern alone, so that the child's page does not show it."""
    child_id = concern.child_id if concern.track in SHARED else None
    return Header(tx.new_id(), desk.staff.id, seen_at, tx.now, child_id=child_id, concern_id=concern.id)


def close(desk: Desk, concern_id: Id, reason: str) -> None:
    """Close a concern with a reason."""
    if not reason.strip():
        raise KnownError(REASON_MISSING)
    with desk.write(Action.CHANGE_CONCERN) as tx:
        concern, _ = find_concern(tx, concern_id)
        if concern.closed_at is None:
            header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=concern_id)
            concerns.close(tx.connection, header, concern_id, reason.strip())
        tx.note(concern_id)
        tx.changed(Kind.CONCERNS)
