"""The desk a use case stands at: who is there, when it is, and the one way to read and write."""

import hashlib
from collections.abc import Collection, Iterator
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
from opspor.store import Connection, Engine, log
from opspor.vault.keys import Keys


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

    def require(self, *, groups: Collection[Id] = (), author: Id | None = None) -> None:
        """Raise ADGANG-NEJ unless the person may do this to what belongs to ``groups`` or was written by ``author``."""
        require(self._staff, self._action, groups=groups, author=author)
        self._asked = True

    def changed(self, *kinds: Kind) -> None:
        """Say what kind of thing was changed, so that open pages read it again."""
        self.kinds.update(kinds)

    def note(self, subject: str = "", **detail: object) -> None:
        """Say what the log line is about: an id, and codes or counts; never a name or a text."""
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
    def asked(self) -> bool:
        """Whether ``require`` was passed."""
        return self._asked


@dataclass(slots=True)
class Desk:
    """Who is logged in on which vault, for one piece of work."""

    staff: StaffMember
    keys: Keys
    folder: Path
    library: Library
    clock: Clock
    engine: Engine
    kinds: set[Kind] = field(default_factory=set)

    @property
    def changes(self) -> Changes:
        """What this piece of work changed so far."""
        return Changes(frozenset(self.kinds))

    @contextmanager
    def read(self, action: Action) -> Iterator[Transaction]:
        """A transaction that only reads, and is not logged."""
        with self.engine.begin() as connection:
            transaction = self._begin(connection, action)
            yield transaction
            self._must_have_asked(transaction, action)

    @contextmanager
    def write(self, action: Action, *, logged: bool = True) -> Iterator[Transaction]:
        """A transaction with one log line. Nothing is written unless all is; a refusal has a line of its own."""
        try:
            with self.engine.begin() as connection:
                transaction = self._begin(connection, action)
                yield transaction
                self._must_have_asked(transaction, action)
                if logged:
                    self._log(connection, transaction.now, action.value, transaction.subject, transaction.detail)
        except KnownError as error:
            if error.fault is REFUSED:
                with self.engine.begin() as connection:
                    self._log(connection, self.clock(), "refused", "", {"action": action.value})
            raise
        self.kinds |= transaction.kinds

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

    def _log(self, connection: Connection, at: datetime, action: str, subject: str, detail: dict[str, object]) -> None:
        number, previous = log.last(connection)
        encoded = msgspec.json.encode(detail, order="deterministic").decode()
        entry = log.LogEntry(
            number + 1, at, self.staff.id, self.keys.slot_id, action, subject, encoded, previous, "", b""
        )
        digest = entry_hash(self.keys.vault_id, entry)
        signed = self.keys.sign(bytes.fromhex(digest))
        log.add(connection, replace(entry, hash=digest, signature=signed))


def entry_hash(vault_id: str, entry: log.LogEntry) -> str:
    """What a log line's signature covers: the vault, all its fields, and the hash of the line before (hex SHA-256)."""
    covered = [
        vault_id, entry.number, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.actor_id,
        entry.slot_id, entry.action, entry.subject_id, entry.detail, entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(covered)).hexdigest()
