"""The workplace: the vault, who is logged in, and what may be done to both.

A page or a command hands in a use case and gets a ``Future``. All writing happens on one thread, drafts first, so that
locking can always win. Reading that takes long has a thread and a read-only connection of its own.
"""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from opspor.domain.changes import Changes, Kind
from opspor.domain.clock import Clock
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from opspor.forms.library import Library, load_library
from opspor.store import Engine, migrate
from opspor.store import people as stored
from opspor.usecases import journal, people
from opspor.usecases.check import NUMBERS_CHANGED
from opspor.usecases.desk import Desk
from opspor.vault import access, beredskab_file, header, recovery
from opspor.vault.connection import reader_engine, writer_engine
from opspor.vault.faults import AFTER_CRASH, Finding, finding
from opspor.vault.keys import Derive, Keys, argon2id
from opspor.vault.lockfile import VaultLock
from opspor.vault.regain import only_recovery
from opspor.vault.share import place_findings
from opspor.workplace.line import DRAFTS, OTHER, Line, Listener

T = TypeVar("T")

_LOG_PATIENCE = 1.0  # seconds; a line that is not written by then is the next thing that the writer does

NOT_A_PERSON = Fault(
    "LAAS-INGEN", "Adgangen hører ikke til nogen i denne mappe. Intet er ændret. Bed lederen om en ny invitation."
)


class Workplace:
    """An open vault with somebody logged in. Made by ``create``, ``open_vault`` or ``accept``; ended by ``close``."""

    def __init__(
        self, folder: Path, keys: Keys, clock: Clock, *, derive: Derive = argon2id, newcomer: StaffMember | None = None
    ) -> None:
        """Take the vault's lock, bring its tables up to date and find out who is logged in.

        ``newcomer`` is the first person of a vault that is being made, who is not in its tables yet.

        Raises ``KnownError`` when another process holds the vault, the data are damaged or newer than this program,
        or the slot belongs to nobody.
        """
        self.folder, self.clock = folder, clock
        self._keys, self._derive = keys, derive
        self._library: Library = load_library()
        self._listeners: list[Listener] = []
        self._lock = VaultLock(folder, clock())
        self._engines: tuple[Engine, ...] = ()
        try:
            self._engines = writer_engine(folder, keys), reader_engine(folder, keys)
            with self._engines[0].begin() as connection:
                migrate.bring_up_to_date(connection)
                staff = newcomer or stored.staff_by_slot(connection, keys.slot_id)
                self._journal = journal.begin(connection, folder, keys.vault_id, clock())
            if staff is None:
                raise KnownError(NOT_A_PERSON)
            self.findings = self._findings()
        except BaseException:
            for engine in reversed(self._engines):
                engine.dispose()
            self._lock.release()
            raise
        self._staff: StaffMember = staff
        self._writer = Line("opspor-writer", self._engines[0], self._desk, self._tell, Desk.settle)
        self._reader = Line("opspor-reader", self._engines[1], self._desk, self._tell, self._log_reading)
        self._writer.start()
        self._reader.start()

    def _findings(self) -> tuple[Finding, ...]:
        """What is to be told to who comes in, the worst first."""
        found = access.mend(self.folder, self._keys)  # what was wrong with the header, now written whole again
        if not beredskab_file.verify(self.folder, self._keys):
            found += (finding(NUMBERS_CHANGED),)
        found += self._journal.findings
        if self._lock.after_crash:
            found += (finding(AFTER_CRASH),)
        return found + place_findings(self.folder)

    @property
    def staff(self) -> StaffMember:
        """Who is logged in."""
        return self._staff

    @property
    def vault_id(self) -> str:
        """The vault's id."""
        return self._keys.vault_id

    @property
    def library(self) -> Library:
        """The forms of this program."""
        return self._library

    def run(self, work: Callable[[Desk], T], *, draft: bool = False) -> "Future[T]":
        """Do ``work`` on the writer's thread; a draft goes before everything that waits."""
        return self._writer.put(DRAFTS if draft else OTHER, work)

    def look(self, work: Callable[[Desk], T]) -> "Future[T]":
        """Do ``work``, which only reads, on the reader's thread."""
        return self._reader.put(OTHER, work)

    def listen(self, listener: Listener) -> None:
        """Tell ``listener`` of every change, on the thread that made it."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Lock: finish the drafts that wait (two seconds at most), note where the log ends, let go of everything."""
        ended = [line.end() for line in (self._reader, self._writer)]
        if all(ended):
            self._desk(self._engines[0]).settle()
            with suppress(KnownError):  # a full drive must not keep the screen open; the log goes on where it was
                if self._journal.head is not None:
                    header.save(self.folder, replace(header.read(self.folder), log=self._journal.head), self._keys)
        elif self._journal.waiting():
            self._journal.could_not(self.folder)
        for engine in reversed(self._engines):  # the writer last: whoever can write folds the log into the file
            engine.dispose()
        self._lock.release()

    def invite(self, *, name: str, title: str, role: Role, groups: frozenset[Id]) -> tuple[StaffMember, str]:
        """Invite somebody: the member as it now stands, and the one-time code for the slip. Costs a derivation."""
        slot_id, code = access.invite(self.folder, self._keys, now=self.clock(), derive=self._derive)
        try:
            work = self.run(lambda d: people.add_invited(d, slot_id, name=name, title=title, role=role, groups=groups))
            return work.result(), code
        except BaseException:
            access.remove_slot(self.folder, self._keys, slot_id)
            raise

    def new_recovery_key(self) -> tuple[str, ...]:
        """Sixteen words that open the vault. They count when ``prove_recovery_key`` has seen them typed back."""
        words = recovery.new_words()
        access.add_recovery(self.folder, self._keys, " ".join(words), now=self.clock(), derive=self._derive)
        return words

    def prove_recovery_key(self, typed: str) -> None:
        """Open the vault with the words as they were typed from the paper. Raises ``KnownError`` when they don't.

        From then on they are the only recovery key: an older paper opens nothing.
        """
        opened = access.unlock_recovery(self.folder, typed, derive=self._derive)
        writer_engine(self.folder, opened).dispose()
        only_recovery(self.folder, self._keys, opened)
        self.run(people.recovery_proved).result()

    def _desk(self, engine: Engine) -> Desk:
        return Desk(self.staff, self._keys, self.folder, self._library, self.clock, engine, self._journal)

    def _log_reading(self, desk: Desk) -> None:
        """What was read is in the log before the answer is out. A writer that is busy is not waited for any longer."""
        if desk.journal.waiting():
            with suppress(KnownError, TimeoutError):
                self._writer.put(DRAFTS, Desk.settle).result(_LOG_PATIENCE)

    def _tell(self, changes: Changes) -> None:
        if changes.touches(Kind.PEOPLE):
            with self._engines[0].begin() as connection:
                self._staff = stored.staff_by_slot(connection, self._keys.slot_id) or self._staff
        if changes.kinds:
            for listener in list(self._listeners):
                listener(changes)
