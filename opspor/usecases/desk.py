"""The desk a use case stands at: who is there, when it is, and the one way to read and write."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from opspor.domain.access import REFUSED, Action, Reach, reach, require
from opspor.domain.changes import Changes, Kind
from opspor.domain.clock import Clock
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id, new_id
from opspor.domain.people import StaffMember
from opspor.forms.library import Library
from opspor.store import Connection, Engine, log, people
from opspor.usecases.journal import Journal, Noted
from opspor.vault import logtail
from opspor.vault.header import LogHead
from opspor.vault.keys import Keys

REFUSAL = "refused"  # what the log says of somebody who asked and may not


@dataclass(slots=True)
class Transaction:
    """One open transaction. Whether the person may is asked once, before anything is read or written."""

    connection: Connection
    now: datetime
    _staff: StaffMember
    _action: Action
    _asked: bool = False
    kinds: set[Kind] = field(default_factory=set)
    subject: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    noted: bool = False
    settled: int = 0  # lines of the journal that were written in this transaction
    head: LogHead | None = None  # where the log ends when it is committed

    def require(self, *, groups: Collection[Id] = (), author: Id | None = None, named: Collection[Id] = ()) -> None:
        """Raise ADGANG-NEJ unless the person may do this to what belongs to ``groups``, was written by ``author``, or
        is for ``named`` people.
        """
        require(self._staff, self._action, groups=groups, author=author, named=named)
        self._asked = True

    def changed(self, *kinds: Kind) -> None:
        """Say what kind of thing was changed, so that open pages read it again."""
        self.kinds.update(kinds)

    def note(self, subject: str = "", **detail: object) -> None:
        """Say what the log line is about: an id, and codes or counts; never a name or a text.

        What only reads is logged when it notes something: whatever shows what is written about a child does.
        """
        self.noted = True
        self.subject = subject or self.subject
        self.detail.update(detail)

    def new_id(self) -> Id:
        """An id for something that is written now."""
        return new_id(self.now)

    @property
    def today(self) -> date:
        """The day of the transaction."""
        return self.now.date()

    @property
    def staff(self) -> StaffMember:
        """Who does it."""
        return self._staff

    @property
    def action(self) -> Action:
        """What is being done."""
        return self._action

    @property
    def asked(self) -> bool:
        """Whether ``require`` was passed."""
        return self._asked

    @property
    def line(self) -> Noted:
        """What the log is to say of this transaction."""
        encoded = msgspec.json.encode(self.detail, order="deterministic").decode()
        return Noted(self.now, self._action.value, self.subject, encoded)


@dataclass(slots=True)
class Desk:
    """Who is logged in on which vault, for one piece of work."""

    staff: StaffMember
    keys: Keys
    folder: Path
    library: Library
    clock: Clock
    engine: Engine
    journal: Journal
    kinds: set[Kind] = field(default_factory=set)
    wrote: bool = False  # whether anything but the log was written, also where no page shows it

    @property
    def changes(self) -> Changes:
        """What this piece of work changed so far."""
        return Changes(frozenset(self.kinds))

    @contextmanager
    def read(self, action: Action) -> Iterator[Transaction]:
        """A transaction that only reads. When it notes something, or is refused, that is a line in the log."""
        with self._refusals(action), self.engine.begin() as connection:
            transaction = self._begin(connection, action)
            yield transaction
            self._must_have_asked(transaction, action)
        if transaction.noted:
            self.journal.note_reading(transaction.line)

    @contextmanager
    def write(self, action: Action, *, logged: bool = True) -> Iterator[Transaction]:
        """A transaction with one log line. Nothing is written unless all is; a refusal has a line of its own."""
        with self._refusals(action), self.engine.begin() as connection:
            transaction = self._begin(connection, action)
            yield transaction
            self._must_have_asked(transaction, action)
            if logged:
                self.log_now(transaction)
        self._committed(transaction)
        self.wrote = True
        self.kinds |= transaction.kinds

    def log_now(self, tx: Transaction) -> tuple[int, str]:
        """Write the line of a transaction, after all that waits: numbered, signed, bound to the one before.

        Gives its number and hash. What is noted afterwards stands in the line that the transaction ends with.
        """
        return self._write(tx, tx.line)

    def log_too(self, tx: Transaction, action: Action, subject: str, **detail: object) -> None:
        """Write a line of its own about something else that a transaction does; as in ``Transaction.note``."""
        encoded = msgspec.json.encode(detail, order="deterministic").decode()
        self._write(tx, Noted(tx.now, action.value, subject, encoded))

    def settle(self) -> None:
        """Write the lines that wait. When the drive is full they go on waiting, and the person is told."""
        if not self.journal.waiting():
            return
        try:
            with self.engine.begin() as connection:
                if self.keys.slot_id not in people.signing_keys(connection):
                    return  # nobody knows this signature yet: an invitation that was refused
                transaction = Transaction(connection, self.clock(), self.staff, Action.LOG_IN)
                self._write(transaction)
        except KnownError:
            self.journal.could_not(self.folder)
        else:
            self._committed(transaction)

    @contextmanager
    def _refusals(self, action: Action) -> Iterator[None]:
        """A refusal is logged in a transaction of its own, right after the one that it ended."""
        try:
            yield
        except KnownError as error:
            if error.fault is REFUSED:
                detail = msgspec.json.encode({"action": action.value}).decode()
                self.journal.note(Noted(self.clock(), REFUSAL, "", detail))
            raise

    def _begin(self, connection: Connection, action: Action) -> Transaction:
        transaction = Transaction(connection, self.clock(), self.staff, action)
        match reach(self.staff, action):
            case Reach.NONE:
                raise KnownError(REFUSED)
            case Reach.ALL:
                transaction.require()
            case Reach.OWN:
                pass  # the use case says whose it is, by transaction.require
        return transaction

    def _must_have_asked(self, transaction: Transaction, action: Action) -> None:
        if not transaction.asked:
            raise AssertionError(f"a use case did {action.value} without asking whether the person may")

    def _write(self, tx: Transaction, *new: Noted) -> tuple[int, str]:
        """Number, sign and write what waits and then ``new``; gives number and hash of the last line."""
        waiting = self.journal.waiting()[tx.settled :]
        number, digest = log.last(tx.connection)
        for line in (*waiting, *new):
            number += 1
            entry = log.LogEntry(
                number, line.at, self.staff.id, self.keys.slot_id, line.action, line.subject, line.detail, digest,
                "", b"",
            )  # fmt: skip
            digest = entry_hash(self.keys.vault_id, entry)
            log.add(tx.connection, replace(entry, hash=digest, signature=self.keys.sign(bytes.fromhex(digest))))
        tx.settled += len(waiting)
        tx.head = logtail.sign(self.keys, number, digest)
        return number, digest

    def _committed(self, tx: Transaction) -> None:
        if tx.head is not None:
            self.journal.written(self.folder, tx.settled, tx.head)


def entry_hash(vault_id: str, entry: log.LogEntry) -> str:
    """What a log line's signature covers: the vault, all its fields, and the hash of the line before (hex SHA-256)."""
    covered = [
        vault_id, entry.number, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.actor_id,
        entry.slot_id, entry.action, entry.subject_id, entry.detail, entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(covered)).hexdigest()


def checkpoint_bytes(vault_id: str, made: log.Checkpoint, kept: Iterable[str]) -> bytes:
    """What the signature of a checkpoint covers: the vault, its fields, and the hashes of the older lines it kept."""
    made_at = made.made_at.astimezone(UTC).isoformat(timespec="microseconds")
    return msgspec.json.encode(
        ["opspor 1 log checkpoint", vault_id, made.number, made.hash, made_at, made.actor_id, made.slot_id, [*kept]]
    )
