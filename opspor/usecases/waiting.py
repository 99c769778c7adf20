"""Svar, vi venter på: every underretning that left the house, what has come back on it, and what to do now.

The screen faces the room: a row has a neutral label and days. Whom it is about is asked for with a press of its own,
and that is logged; what they answered stands on the paper (``usecases.replies``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opspor.domain.access import Action
from opspor.domain.beredskab import Phoned
from opspor.domain.concern import Concern, StepState, TrackStep, standing
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent
from opspor.store import concerns as stored
from opspor.store import people, replies
from opspor.store.replies import Report
from opspor.usecases import concerns, work_days
from opspor.usecases.clocks import Clocks, Next, clocks
from opspor.usecases.concerns import ConcernRow, find_concern
from opspor.usecases.desk import Desk, Transaction

BY_REPLY = "reply"  # the outcome of a step of the track that an answer ended, not a person

RECEIPT_STEP, FEEDBACK_STEP = _ANSWERED = ("receipt", "feedback")  # of every track
_NOT_WRITTEN = Id("")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An underretning that was sent, or made by phone (``paper_id`` None): as a list shows it."""

    concern_id: Id
    paper_id: Id | None
    label: str
    by_name: str
    channel: str
    receiver: str
    clocks: Clocks
    mine: bool  # one's own to see to, or nobody's: whoever sent it has left
    nobody: bool
    closed: bool

    def next(self, today: date) -> Next:
        """What to do today; nothing where the concern is closed."""
        return Next.NOTHING if self.closed else self.clocks.next(today)

    @property
    def waits(self) -> bool:
        """Whether an answer is waited for."""
        return not self.closed and self.clocks.waits


class TaskKind(StrEnum):
    """What is left to do about a paper that is finished."""

    SUPPLEMENT = "supplement"  # it was made in haste, with gaps
    DELETE_FILE = "delete_file"  # a file was sent, and may still lie on the PC
    JOURNALISE = "journalise"  # it still carries a CPR number


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do about a paper, by the neutral label of its concern."""

    kind: TaskKind
    concern_id: Id
    paper_id: Id
    label: str


@dataclass(frozen=True, slots=True)
class OnStart:
    """What Start says: how many answers are missing, how many of them are over the municipality's deadline, about how
    many there is something to do, and what is left to do about finished papers."""

    missing: int = 0
    late: int = 0
    to_do: int = 0
    tasks: tuple[Task, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether it is time to do something, and not only to wait."""
        return bool(self.late or self.to_do)


NONE = OnStart()


@dataclass(frozen=True, slots=True)
class Board:
    """What the page shows: what left the house, and what is left to do about one's own finished papers."""

    rows: tuple[Waiting, ...]
    tasks: tuple[Task, ...]


def everything(desk: Desk, *, unfinished: bool = False) -> Board:
    """Every underretning that this person may see and that left the house: what has something to do first, by day.

    ``unfinished``: only of the concerns of ``concerns.listed``. Nothing is left to do about the others.
    """
    rows = concerns.listed(desk, unfinished=unfinished)
    with desk.read(Action.SEE_REPLIES) as tx:
        tx.require(author=desk.staff.id)  # what one may not open is not among the rows
        seen = [row.concern for row in rows]
        reports = _reports(tx, seen)
        order = [*Next]

        def key(row: Waiting) -> tuple[int, date]:
            return order.index(row.next(tx.today)), row.clocks.sent_on

        return Board(tuple(sorted(_read(tx, seen, reports), key=key)), _tasks(tx, seen, reports))


def names(desk: Desk) -> Mapping[Id, str]:
    """concern -> whom it is about, of those that the list holds. Logged."""
    rows = concerns.listed(desk)
    with desk.read(Action.SEE_REPLIES) as tx:
        tx.require(author=desk.staff.id)
        left = {row.concern_id for row in read(tx, [row.concern for row in rows])}
        found = {row.concern.id: row.name for row in rows if row.concern.id in left}
        tx.note(names=len(found))
        return found


def on_start(desk: Desk, rows: Sequence[ConcernRow]) -> OnStart:
    """What Start says of the concerns ``rows``, which the person may open; nothing is asked where there is none."""
    if not rows:
        return NONE
    with desk.read(Action.SEE_REPLIES) as tx:
        tx.require(author=desk.staff.id)  # as above
        mine = [row.concern for row in rows]
        reports = _reports(tx, mine)
        found = [row for row in _read(tx, mine, reports) if row.waits]
        return OnStart(
            len(found),
            sum(row.clocks.is_late(tx.today) for row in found),
            sum(row.mine and row.next(tx.today) not in (Next.WAIT, Next.NOTHING) for row in found),
            _tasks(tx, mine, reports),
        )


def without_receipt(tx: Transaction, about: Collection[Concern]) -> set[Id]:
    """The concerns in ``about`` with an underretning whose receipt has not come, for whoever asked whom one sees."""
    return {row.concern_id for row in read(tx, about) if row.clocks.receipt_on is None and not row.closed}


def of_concern(desk: Desk, concern_id: Id) -> Mapping[Id, Waiting]:
    """paper -> how it stands, of the underretninger of one concern that were sent."""
    with desk.read(Action.SEE_REPLIES) as tx:
        concern, _ = find_concern(tx, concern_id)
        return {row.paper_id: row for row in read(tx, [concern]) if row.paper_id}


def tasks(tx: Transaction, about: Collection[Concern]) -> tuple[Task, ...]:
    """What is left to do about one's own papers of some concerns, for whoever has asked as in ``read``."""
    return _tasks(tx, about, _reports(tx, about))


def read(tx: Transaction, about: Collection[Concern]) -> tuple[Waiting, ...]:
    """What left the house of the concerns in ``about``, for whoever has asked whether the person may."""
    return _read(tx, about, _reports(tx, about))


def _reports(tx: Transaction, about: Collection[Concern]) -> list[Report]:
    return [*replies.reports(tx.connection, concern_ids={concern.id for concern in about})]


@dataclass(frozen=True, slots=True)
class _Left:
    """Something that left the house, before anybody looks what came back."""

    concern: Concern
    on: date
    paper_id: Id  # or ``_NOT_WRITTEN``
    by_id: Id
    by_name: str
    whose: frozenset[Id]
    channel: str
    receiver: str

    @property
    def child(self) -> Id:
        """What belongs together: the child, or the concern where it has none in the vault."""
        return self.concern.child_id or self.concern.id


def _read(tx: Transaction, about: Collection[Concern], reports: Collection[Report]) -> tuple[Waiting, ...]:
    left = _left(tx, {concern.id: concern for concern in about}, reports)
    if not left:
        return ()
    papers = [one.paper_id for one in left if one.paper_id]
    came, happened = replies.replies(tx.connection, papers), replies.notes(tx.connection, papers)
    steps = stored.steps(tx.connection, {one.concern.id for one in left}, _ANSWERED)
    days, gone = work_days.stored(tx.connection), _gone(tx)
    same: dict[Id, list[_Left]] = defaultdict(list)
    for one in left:
        same[one.child].append(one)
    found = []
    for one in left:
        here = [other.on for other in same[one.child] if other.concern is one.concern]
        stand = clocks(
            one.on, days, replies=came.get(one.paper_id, ()), notes=happened.get(one.paper_id, ()),
            noted=_by_hand(standing(steps[one.concern.id]), one.on, here),
            newer=max((other.on for other in same[one.child] if other.on > one.on), default=None),
            written=bool(one.paper_id),
        )  # fmt: skip
        mine = tx.staff.id in one.whose or one.by_id in gone
        found.append(
            Waiting(
                one.concern.id, one.paper_id or None, one.concern.label, one.by_name, one.channel, one.receiver, stand,
                mine, one.by_id in gone, one.concern.closed_at is not None,
            )
        )  # fmt: skip
    return tuple(found)


def _gone(tx: Transaction) -> set[Id]:
    """Who has left: what they saw to is everybody's who may see it."""
    return {member.id for member in people.staff(tx.connection) if member.left_at is not None}


def _left(tx: Transaction, about: Mapping[Id, Concern], reports: Iterable[Report]) -> list[_Left]:
    """What was sent, and what was rung and not sent in writing since."""
    left = [
        _Left(
            about[one.concern_id], one.sent.sent_on, one.paper_id, one.sender_id, one.sent.by_name,
            frozenset((one.sender_id, one.author_id)), one.sent.channel, one.sent.receiver,
        )
        for one in reports
        if one.sent is not None and one.sender_id is not None
    ]  # fmt: skip
    sent = {one.concern.id: one.on for one in sorted(left, key=lambda one: one.on)}
    rung = {one.concern_id: one for one in stored.phoned(tx.connection) if one.concern_id in about}  # the last call
    for concern_id, call in rung.items():
        assert isinstance(call.what, Phoned)  # noqa: S101  as the store reads it
        on = call.what.rung_at.date()
        if concern_id not in sent or sent[concern_id] < on:
            left.append(
                _Left(
                    about[concern_id], on, _NOT_WRITTEN, call.author_id, call.author_name, frozenset((call.author_id,)),
                    "telefon", call.what.who,
                )
            )  # fmt: skip
    return left


def _by_hand(
    steps: Mapping[str, TrackStep], sent_on: date, in_concern: Collection[date]
) -> tuple[date | None, date | None]:
    """The days on which somebody noted receipt and feedback on the track. It is of what was sent last by then."""
    found = []
    for step_id in _ANSWERED:
        step = steps.get(step_id)
        on = step.written_at.date() if step and step.state is not StepState.OPEN and step.outcome != BY_REPLY else None
        theirs = on is not None and sent_on == max((sent for sent in in_concern if sent <= on), default=None)
        found.append(on if theirs else None)
    return found[0], found[1]


def _tasks(tx: Transaction, about: Collection[Concern], reports: Collection[Report]) -> tuple[Task, ...]:
    """What is left to do about one's own papers, and about those of people who have left."""
    hasty = [one for one in reports if one.gaps or one.sent is not None]
    if not hasty:
        return ()
    by_id, gone, carry = {concern.id: concern for concern in about}, _gone(tx), replies.with_cpr(tx.connection)
    happened = replies.notes(tx.connection, [one.paper_id for one in hasty])
    added = {one.supplements for one in reports if one.sent is not None}
    found = []
    for one in hasty:
        concern, events = by_id[one.concern_id], {note.event for note in happened.get(one.paper_id, ())}
        whose = {one.author_id, one.sender_id}
        if tx.staff.id not in whose and whose.isdisjoint(gone):
            continue
        left_open = one.gaps and one.paper_id not in added and PaperEvent.SUPPLEMENTED not in events
        kinds = {
            TaskKind.SUPPLEMENT: left_open and concern.closed_at is None,
            TaskKind.DELETE_FILE: one.sent and one.sent.sha256 and PaperEvent.FILE_DELETED not in events,
            TaskKind.JOURNALISE: one.sent and one.paper_id in carry,
        }
        found += [Task(kind, concern.id, one.paper_id, concern.label) for kind, is_left in kinds.items() if is_left]
    return tuple(found)
