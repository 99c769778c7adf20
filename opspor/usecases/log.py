"""The log as leader and revisor read it, and what is done to it: attempts that failed, and what is too old."""

import hashlib
import heapq
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import ROLE_WORDS, Role, StaffMember
from opspor.store import children, log, people
from opspor.usecases import known_day
from opspor.usecases.check import old_lines_fit
from opspor.usecases.desk import REFUSAL, Desk, Transaction, checkpoint_bytes
from opspor.usecases.journal import MISSING
from opspor.usecases.log_words import ACTION_WORDS, WAY_WORDS, LogKind

MONTHS_KEPT = Fault(
    "LOG-MAANEDER", "Loggen kan gemmes fra {least} til {most} måneder. Intet er ændret. Vælg et tal derimellem."
)
CHANGED_LINES = Fault(
    "LOG-BEHOLDT",
    "De gamle linjer i loggen er ikke slettet, for nogen har ændret i dem. Dine data kan læses. "
    "Slet intet. Tryk »Efterse loggen« under Log, og vis lederen og it, hvad der står.",
)
LEAST_MONTHS, MOST_MONTHS = 6, 12
_SETTING = "log_months"
_MONTH = timedelta(days=31)  # never too short
_SLACK = timedelta(days=7)  # so that it is tidied once a week, not at every login
# Lines that say whose key a signature belongs to, and what they may: without them nobody could tell a real one from a
# made-up one.
_ALWAYS = (Action.SET_UP, Action.INVITE, Action.JOIN, Action.SET_ROLE)

_ABOUT_WORDS = {
    "particulars": "Oplysninger",
    "own_assessment": "Egen vurdering",
    "joint_assessment": "Fælles vurdering",
    "observation": "Iagttagelse",
    "childs_words": "Barnets ord",
    "concern": "Bekymring",
    "concern_closing": "Bekymring",
    "concern_audience": "Bekymring",
    "track_step": "Bekymring",
    "absence": "Fravær",
    "track_decision": "Bekymring",
    "paper_reply": "Papir",
    "paper_note": "Papir",
    "forum_item": "Sparring",
    "forum_conclusion": "Sparring",
    "forum_agreement": "Sparring",
    "paper": "Papir",
    "paper_sent": "Papir",
    "round_reason": "Runde",
    "minority_answer": "Fælles vurdering",
    "information_notice": "Forældre orienteret",
    "consent": "Samtykke",
    "rights_note": "Familiens ønsker",
    "filing": "Journaliseret",
    "subject_access": "Indsigt",
    "home_visit": "Hjemmebesøg",
    "visit_need": "Hjemmebesøg",
    "visit_not_held": "Hjemmebesøg",
    "pupil_view": "Elevens eget syn",
    "analysis": "Analyse",
    "focus_point": "Fokuspunkt",
    "action_plan": "Handleplan",
    "baton": "Handleplan",
    "baton_answer": "Handleplan",
    "follow_up": "Opfølgning",
    "parent_contact": "Kontakt med forældre",
    "network_map": "Netværkskort",
    "meeting": "Møde",
    "meeting_agreement": "Møde",
    "transition": "Overgangsbeskrivelse",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines to read; what is None is not asked for. ``since`` belongs to it, ``until`` does not."""

    person: Id | None = None
    since: datetime | None = None
    until: datetime | None = None
    kind: LogKind | None = None
    child: Id | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line in words. ``about`` is a child's name for the leader and a code for the revisor.

    ``delicate``: belongs to a suspicion, or to a concern kept to named people, so that nobody outside may learn of it.
    """

    number: int
    at: datetime
    who: str
    role: str
    what: str
    about: str
    delicate: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some lines, newest first. ``next`` is what to ask for as ``before`` to go on; None at the end."""

    lines: tuple[Line, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Sample:
    """Lines drawn at random. The same seed draws the same of the lines from ``first`` to ``last``."""

    lines: tuple[Line, ...]
    seed: str
    drawn_from: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: people by name, and children as the person may know them."""

    people: tuple[tuple[Id, str], ...]
    children: tuple[tuple[Id, str], ...]


def page(desk: Desk, wanted: Filter, *, before: int | None = None, limit: int = 100) -> LogPage:
    """The newest lines that are wanted, or those with numbers below ``before``. Reading the log is itself a line."""
    with desk.read(Action.READ_LOG) as tx:
        _note(tx, wanted)
        found = log.page(tx.connection, _stored(tx, wanted), before=before, limit=limit)
        return LogPage(_in_words(desk, tx, found), found[-1].number if len(found) == limit else None)


def of_child(desk: Desk, child_id: Id) -> tuple[Line, ...]:
    """Every line about a child, newest first: what a request for access asks for. The leader and the DPO decide."""
    with desk.read(Action.READ_LOG) as tx:
        _note(tx, Filter(child=child_id))
        return every_line(desk, tx, Filter(child=child_id))


def new_seed() -> str:
    """What a random sample is drawn by: eight digits that nobody chose."""
    return f"{int.from_bytes(os.urandom(8)) % 10**8:08}"


def sample(desk: Desk, wanted: Filter, count: int, seed: str) -> Sample:
    """``count`` of the lines that are wanted, drawn by ``seed``: anybody can draw the same again (domain 8.4)."""
    with desk.read(Action.READ_LOG) as tx:
        _note(tx, wanted, sample=count)
        return draw(desk, tx, wanted, count, seed)


def draw(desk: Desk, tx: Transaction, wanted: Filter, count: int, seed: str) -> Sample:
    """The sample, within a transaction that says itself what it is for."""
    numbers = log.numbers(tx.connection, _stored(tx, wanted))
    chosen = heapq.nsmallest(count, numbers, key=lambda n: hashlib.sha256(f"{seed}:{n}".encode()).digest())
    lines = _in_words(desk, tx, log.lines(tx.connection, chosen))
    return Sample(lines, seed, len(numbers), numbers[0] if numbers else 0, numbers[-1] if numbers else 0)


def every_line(desk: Desk, tx: Transaction, wanted: Filter) -> tuple[Line, ...]:
    """All lines that are wanted, newest first, within a transaction that says itself what it is for."""
    return _in_words(desk, tx, log.page(tx.connection, _stored(tx, wanted)))


def choices(desk: Desk) -> Choices:
    """Who and which children the log can be narrowed to."""
    with desk.read(Action.READ_LOG) as tx:
        named = desk.staff.role is Role.LEADER
        return Choices(
            tuple((member.id, member.name) for member in people.staff(tx.connection)),
            tuple((c.id, c.full_name if named else c.code) for c in children.listed(tx.connection)),
        )


def merge_failed_logins(desk: Desk, count: int, since: datetime, until: datetime) -> None:
    """Write in the log that ``count`` logins failed between two moments, before somebody came in.

    Nobody is named: who typed them is not known, and what was typed as a login may be a password.
    """
    if count <= 0:
        return
    with desk.write(Action.NOTE_ATTEMPTS) as tx:
        tx.note(count=count, since=since.isoformat(), until=until.isoformat())


def months_kept(desk: Desk) -> int:
    """How many months the log is kept: 12 until somebody chose otherwise."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return months_of(tx)


def keep_months(desk: Desk, months: int) -> None:
    """Choose how many months the log is kept. Raises LOG-MAANEDER."""
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        if not LEAST_MONTHS <= months <= MOST_MONTHS:
            raise KnownError(MONTHS_KEPT, least=LEAST_MONTHS, most=MOST_MONTHS)
        people.put_setting(tx.connection, _SETTING, str(months))
        tx.note(log_months=months)
        tx.changed(Kind.SETTINGS)


def tidy(desk: Desk) -> int:
    """Take away what is older than the setting; asked whenever somebody comes in who may. Gives how many lines went.

    Nothing goes by a clock that jumped.
    """
    with desk.read(Action.RETAIN_LOG) as tx:
        if known_day.doubt_of(tx) is not None:
            return 0
        made = log.checkpoint(tx.connection)
        oldest = log.written_since(tx.connection, (made.number if made else 0) + 1)
        before = tx.now - months_of(tx) * _MONTH
    return retain(desk, before) if oldest is not None and oldest < before - _SLACK else 0


def retain(desk: Desk, before: datetime) -> int:
    """Take away the lines that are older than ``before``, and sign where the log begins now; gives how many went.

    Lines that bind an own assessment which is still there stay, and those that say whose key signs what and what they
    may. Raises ``KnownError`` LOG-BEHOLDT, with nothing taken away, when somebody has changed one of them.
    """
    with desk.write(Action.RETAIN_LOG) as tx:
        number = log.last_before(tx.connection, before)
        made = log.checkpoint(tx.connection)
        digest = log.hash_of(tx.connection, number)
        if digest is None or (made is not None and number <= made.number):
            return 0
        if not old_lines_fit(tx.connection, desk.keys.vault_id, number):
            raise KnownError(CHANGED_LINES)
        checkpoint = log.Checkpoint(number, digest, tx.now, desk.staff.id, desk.keys.slot_id, b"")
        kept = log.kept(tx.connection, number, _ALWAYS)
        signature = desk.keys.sign(checkpoint_bytes(desk.keys.vault_id, checkpoint, kept))
        gone = log.retain(tx.connection, replace(checkpoint, signature=signature), _ALWAYS)
        tx.note(until=number, lines=gone)
        return gone


def months_of(tx: Transaction) -> int:
    """How many months the log is kept, within a transaction."""
    return int(people.setting(tx.connection, _SETTING) or MOST_MONTHS)


def _stored(tx: Transaction, wanted: Filter) -> log.Wanted:
    actions = None
    if wanted.kind is not None:
        actions = frozenset(str(action) for action, (kind, _) in ACTION_WORDS.items() if kind is wanted.kind)
    leads = tx.staff.role is Role.LEADER
    return log.Wanted(wanted.person, wanted.since, wanted.until, actions, wanted.child, for_leader=leads)


def _note(tx: Transaction, wanted: Filter, **detail: object) -> None:
    """That the log was read, and by what it was narrowed."""
    if wanted.person is not None:
        detail["person"] = wanted.person
    if wanted.kind is not None:
        detail["kind"] = wanted.kind.value
    tx.note(wanted.child or "", **detail)


def _in_words(desk: Desk, tx: Transaction, entries: Sequence[log.LogEntry]) -> tuple[Line, ...]:
    staff = {member.id: member for member in people.staff(tx.connection)}
    about = log.subjects(tx.connection, {entry.subject_id for entry in entries if entry.subject_id})
    named = desk.staff.role is Role.LEADER
    return tuple(_line(entry, staff.get(entry.actor_id), about.get(entry.subject_id), named=named) for entry in entries)


def _line(entry: log.LogEntry, who: StaffMember | None, about: log.About | None, *, named: bool) -> Line:
    whom, delicate = "", False
    if about is not None:
        child = about.name if named or not about.code else "" if about.for_leader else about.code
        whom = ": ".join(filter(None, (_ABOUT_WORDS.get(about.kind, ""), child)))
        delicate = about.delicate
    role = (who.title or ROLE_WORDS[who.role]) if who else ""
    return Line(entry.number, entry.at, who.name if who else "", role, _what(entry), whom, delicate)


def _what(entry: log.LogEntry) -> str:
    """What was done, in words, with the few counts that say something."""
    words = ACTION_WORDS[entry.action][1]
    try:
        detail = msgspec.json.decode(entry.detail, type=dict[str, object])
    except msgspec.DecodeError:
        return words  # somebody changed it; ``opspor check`` says so
    if entry.action == REFUSAL:
        tried = ACTION_WORDS.get(str(detail.get("action")))
        return f"{words}: {tried[1]}" if tried else words
    if entry.action in (MISSING, Action.NOTE_ATTEMPTS):
        return f"{words}: {detail.get('count')}"
    how = (WAY_WORDS.get(str(detail.get("way")), ""), "filens fingeraftryk" if "sha256" in detail else "")
    said = ", ".join(filter(None, how))
    return f"{words}: {said}" if said else words
