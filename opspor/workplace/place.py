"""The workplace: the vault, who is logged in, and what may be done to both.

A page or a command hands in a use case and gets a ``Future``. All writing happens on one thread, drafts first, so that
locking can always win. Reading that takes long has a thread and a read-only connection of its own.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from opspor.domain.changes import Changes, Kind
from opspor.domain.clock import Clock
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id, go_on_after
from opspor.domain.people import Role, StaffMember
from opspor.forms.library import Library, load_library
from opspor.store import Engine, migrate, records
from opspor.store import people as stored
from opspor.usecases import copies as plans
from opspor.usecases import journal, people, recovery
from opspor.usecases.check import NUMBERS_CHANGED
from opspor.usecases.desk import Desk
from opspor.vault import access, beredskab_file, header, rekey
from opspor.vault.attempts import Attempts, Tried
from opspor.vault.connection import reader_engine, writer_engine
from opspor.vault.faults import AFTER_CRASH, OF_THE_DRIVE, Finding, finding
from opspor.vault.keys import Derive, Keys, argon2id
from opspor.vault.lockfile import VaultLock
from opspor.vault.rekey import Progress, Stopped
from opspor.vault.share import place_findings
from opspor.workplace.copying import Copying, copy_before_migration
from opspor.workplace.line import DRAFTS, OTHER, Free, Line, Listener
from opspor.workplace.rekeying import build_without
from opspor.workplace.unsaved import Unsaved

T = TypeVar("T")

_GOOD_FOR = timedelta(minutes=5)  # of an answer: time alone changes what is due, by the day and the hour
_LOG_PATIENCE = 1.0  # seconds; a line that is not written by then is the next thing that the writer does

NOT_A_PERSON = Fault(
    "LAAS-INGEN", "Adgangen hører ikke til nogen i denne mappe. Intet er ændret. Bed lederen om en ny invitation."
)
NOT_YET = Fault(
    "KLADDE-VENTER",
    "Det, du skrev, er ikke gemt endnu. opspor prøver igen, til det er gemt, så vent med at låse. {why}",
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was read when so much was written."""

    written: int
    at: datetime
    answer: Any

    def is_good(self, now: datetime) -> bool:
        return timedelta(0) <= now - self.at < _GOOD_FOR and self.at.date() == now.date()


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
        self._written, self._answers = 0, dict[object, _Answer]()
        self._files = threading.Lock()  # held while files change places, and while the vault is let go of
        self._closing, self.released = threading.Event(), threading.Event()  # begun to close; closed altogether
        self._lock = VaultLock(folder, clock())
        self._engines: tuple[Engine, ...] = ()
        try:
            rekey.tidy(folder, keys)
            self._engines = writer_engine(folder, keys), reader_engine(folder, keys)
            copy_before_migration(folder, keys, self._engines[0], clock())
            with self._engines[0].begin() as connection:
                migrate.bring_up_to_date(connection)
                newest = records.newest(connection)
                if newest is not None:
                    go_on_after(newest)
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
        self._writer = Line("opspor-writer", self._engines[0], self._desk, self._tell, self._log)
        self._reader = Line("opspor-reader", self._engines[1], self._desk, self._tell, self._log_reading)
        self.copies = Copying(self, lambda: self._keys)
        self.unsaved = Unsaved(partial(self.run, draft=True), lambda: self._tell(Changes(frozenset({Kind.DRAFTS}))))
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
        return self._writer.put(DRAFTS, work) if draft else self._writer.put(OTHER, partial(self._do, work))

    def look(self, work: Callable[[Desk], T]) -> "Future[T]":
        """Do ``work``, which only reads, on the reader's thread."""
        return self._reader.put(OTHER, partial(self._do, work))

    def look_again(self, work: Callable[[Desk], T]) -> "Future[T]":
        """As ``look``, for what goes through the whole house and is shown again and again: what was answered before is
        the answer as long as nothing was written since, for five minutes of the same day. ``work`` notes no reading.
        """
        now, written = self.clock(), self._written
        known = self._answers.get(work)
        if known is not None and known.written == written and known.is_good(now) and not self._closing.is_set():
            ready: Future[T] = Future()
            ready.set_result(known.answer)
            return ready

        def keep(desk: Desk) -> T:
            answer = work(desk)
            self._answers[work] = _Answer(written, now, answer)
            return answer

        return self.look(keep)

    def _do(self, work: Callable[[Desk], T], desk: Desk) -> T:
        """What the drive says to a page never hides that something typed is still waiting for it."""
        try:
            return work(desk)
        except KnownError as error:
            if error.fault in OF_THE_DRIVE and self.unsaved:
                raise KnownError(NOT_YET, why=error) from error
            raise

    def listen(self, listener: Listener) -> None:
        """Tell ``listener`` of every change, on the thread that made it."""
        self._listeners.append(listener)

    def freed_by(self, free: Free) -> None:
        """Have ``free`` let go of what tasks and drafts knew, as a window does on its own thread."""
        self._reader.free = self._writer.free = free

    def close(self, *, copy_within: float = 0.0, told: bool = True) -> bool:
        """Lock: finish the drafts that wait (two seconds at most), note where the log ends, let go of everything.

        ``copy_within`` is how many seconds a last copy may take (``copying.AT_LOCK``, ``AT_CLOSE``). ``told`` is
        whether somebody who may have typed has seen ``findings``; else the next one is told of a crash again.
        Gives whether all that was typed is in the vault. What still writes after two seconds keeps the vault's lock
        until it has ended, and nobody waits for it.
        """
        self._closing.set()
        self._answers.clear()
        self.unsaved.last()
        self.copies.end(copy_within)
        ended = [line.end() for line in (self._reader, self._writer)]
        if not all(ended) and self._journal.waiting():
            self._journal.could_not(self.folder)
        kept = not self.unsaved
        if self._writer.is_alive():
            threading.Thread(target=self._let_go, args=(told,), name="opspor-letting-go", daemon=True).start()
        else:
            self._let_go(told)
        return kept

    def _let_go(self, told: bool) -> None:
        self._writer.join()
        self._writer.free(self.unsaved.clear)
        if not self._reader.is_alive():
            self._desk(self._engines[0]).settle()
            with suppress(KnownError):  # a full drive must not keep the screen open; the log goes on where it was
                if self._journal.head is not None:
                    header.save(self.folder, replace(header.read(self.folder), log=self._journal.head), self._keys)
        with self._files:
            for engine in reversed(self._engines):  # the writer last: whoever can write folds the log into the file
                engine.dispose()
            self._lock.release(told=told)
            self.released.set()

    # What changes the header derives a key (0.1 to 1 s): on the writer's thread, since there is one writer of that too.
    # These wait for it, so they are called from a thread of their own and never from the window's.

    def invite(self, *, name: str, title: str, role: Role, groups: frozenset[Id]) -> tuple[StaffMember, str]:
        """Invite somebody: the member as it now stands, and the one-time code for the slip."""
        derive = self._derive
        return self.run(
            lambda desk: people.invite(desk, name=name, title=title, role=role, groups=groups, derive=derive)
        ).result()

    def new_recovery_key(self, *, deposit: bool = False) -> tuple[str, ...]:
        """Sixteen words that open the vault: for the institution's own safe, or to be deposited with the municipality.

        They count when ``prove_recovery_key`` has seen them typed back.
        """
        return self.run(lambda desk: recovery.new_key(desk, deposit=deposit, derive=self._derive)).result()

    def prove_recovery_key(self, typed: str, *, deposit: bool = False) -> None:
        """Open the vault with the words as they were typed from the paper. Raises ``KnownError`` when they don't.

        From then on they are the only recovery key of their kind: an older paper opens nothing.
        """
        self.run(lambda desk: recovery.prove(desk, typed, deposit=deposit, derive=self._derive)).result()

    def change_password(self, old: str, new: str) -> None:
        """Choose a new password for the one who is in. Raises what ``people.change_password`` raises, and BOKS-VENT:
        a wrong old password counts like one on the lock screen.
        """
        with Attempts(self.folder, self.clock).trying(Tried.PASSWORD):
            self.run(lambda desk: people.change_password(desk, old, new, derive=self._derive)).result()

    def remove_person(
        self, staff_id: Id, *, progress: Progress = lambda _done, _of: None, stopped: Stopped = lambda: False
    ) -> bool:
        """Remove somebody: the vault is written anew, under a data key that they never had.

        Gives whether the register beside the copies says so already, so that a restore does not let them in again; if
        the drive did not take it, the next copy writes it.

        All who stay go on as before, also in this window. ``progress(done, of)`` and ``stopped`` are called on the
        writer's thread; locking stops it too. Raises ``KnownError`` with nothing changed: NOEGLE-STOPPET, what
        ``people.leaving`` raises, and what the drive may say. Drafts wait meanwhile, some 4 s for 100 MB.
        """
        with self.copies.held():
            return self.run(lambda desk: self._remove(desk, staff_id, progress, stopped)).result()

    def _remove(self, desk: Desk, staff_id: Id, progress: Progress, stopped: Stopped) -> bool:
        def must_stop() -> bool:
            return stopped() or self._closing.is_set()

        try:
            new, inside = build_without(desk, staff_id, progress, must_stop)
            with self._reader.held(), self._files:
                if must_stop():
                    raise KnownError(rekey.STOPPED)
                for engine in self._engines:
                    engine.dispose()
                rekey.switch(self.folder, self._keys, new)
                self._keys = new
                self._engines = writer_engine(self.folder, new), reader_engine(self.folder, new)
                self._writer.use(self._engines[0])
                self._reader.use(self._engines[1])
        except BaseException:
            with self._files:
                if (
                    not self.released.is_set()
                ):  # else the vault may be another's by now; the next to unlock clears it away
                    rekey.discard(self.folder)
            raise
        desk.keys, desk.engine = new, self._engines[0]
        desk.kinds |= inside.kinds
        if inside.journal.head is not None:
            desk.journal.written(self.folder, 0, inside.journal.head)
        return plans.write_register(desk)

    def _desk(self, engine: Engine) -> Desk:
        return Desk(self.staff, self._keys, self.folder, self._library, self.clock, engine, self._journal)

    def _log_reading(self, desk: Desk) -> None:
        """What was read is in the log before the answer is out. A writer that is busy is not waited for any longer."""
        if desk.journal.waiting():
            with suppress(KnownError, TimeoutError):
                self._writer.put(DRAFTS, lambda _: None).result(_LOG_PATIENCE)

    def _log(self, desk: Desk) -> None:
        """After every task of the writer: what waits for the log is written, or the person is told that it can't be."""
        if desk.wrote:  # before anybody is told: whoever asks then must not get the answer of before
            self._forget()
        desk.settle()
        if self._journal.trouble is not None:
            self._tell(Changes(frozenset({Kind.LOG})))

    def trouble(self) -> Finding | None:
        """What whoever is in must be told: that the drive does not take what they type, as long as that is so, or,
        once, that the log waits for room. It comes with ``Kind.DRAFTS`` or ``Kind.LOG``. None if all is well."""
        if self.unsaved.why:
            return finding(NOT_YET, why=self.unsaved.why)
        trouble = self._journal.trouble
        if trouble is not None:
            self._journal.trouble = None
        return trouble

    def _forget(self) -> None:
        self._written += 1
        self._answers.clear()

    def _tell(self, changes: Changes) -> None:
        if changes.kinds - {Kind.LOG}:
            self._forget()
        if changes.touches(Kind.PEOPLE):
            with self._engines[0].begin() as connection:
                self._staff = stored.staff_by_slot(connection, self._keys.slot_id) or self._staff
        if changes.kinds:
            for listener in list(self._listeners):
                listener(changes)
