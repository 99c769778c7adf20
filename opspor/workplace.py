"""One open vault and the one way into it: the writer's thread, the reader's thread, changes, lock. No Qt.

A page or a command hands in a use case and gets a ``Future``. All writing happens on one thread, drafts first, so that
locking can always win. Reading that takes long has a thread and a read-only connection of its own.

This module imports SQLAlchemy, which costs twice the whole first window: import it after the lock screen is painted.
"""

import itertools
import queue
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from opspor.domain.changes import Changes, Kind
from opspor.domain.clock import Clock
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from opspor.forms.library import Library, load_library
from opspor.store import Engine, log, migrate
from opspor.store import people as stored
from opspor.usecases import people, setup
from opspor.usecases.check import NUMBERS_CHANGED
from opspor.usecases.desk import Desk
from opspor.vault import access, beredskab_file, header, recovery
from opspor.vault.connection import reader_engine, writer_engine
from opspor.vault.creation import create_vault, free_place, put_in_place
from opspor.vault.faults import finding, known_errors
from opspor.vault.header import LogHead
from opspor.vault.keys import Derive, Keys, argon2id
from opspor.vault.lockfile import VaultLock
from opspor.vault.regain import only_recovery, regain

__all__ = ["Derive", "Workplace", "accept", "argon2id", "create", "open_vault"]

T = TypeVar("T")
Listener = Callable[[Changes], None]

NOT_A_PERSON = Fault(
    "LAAS-INGEN", "Adgangen hører ikke til nogen i denne mappe. Intet er ændret. Bed lederen om en ny invitation."
)
CLOSED = Fault("LAAS-LUKKET", "opspor er låst. Det, du skrev, er gemt. Lås op, og prøv igen.")
_DRAFTS, _OTHER, _END = 0, 1, 2
_PATIENCE = 2.0  # seconds that locking waits for what is under way


@dataclass(order=True, slots=True)
class _Task:
    """Something to do on a thread, in the order of ``urgency`` and then of arrival."""

    urgency: int
    number: int
    work: Callable[[Desk], Any] = field(compare=False)
    future: "Future[Any]" = field(compare=False)


class _Line(threading.Thread):
    """A thread with a queue of tasks that are done one after the other at desks over one engine."""

    def __init__(self, name: str, engine: Engine, desk: Callable[[Engine], Desk], done: Listener) -> None:
        super().__init__(name=name, daemon=True)
        self._engine, self._desk, self._done = engine, desk, done
        self._tasks: queue.PriorityQueue[_Task] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._open = True

    def put(self, urgency: int, work: Callable[[Desk], T]) -> "Future[T]":
        future: Future[T] = Future()
        if self._open:
            self._tasks.put(_Task(urgency, next(self._numbers), work, future))
        else:
            future.set_exception(KnownError(CLOSED))
        return future

    def run(self) -> None:
        while True:
            task = self._tasks.get()
            if task.urgency == _END:
                return
            if not task.future.set_running_or_notify_cancel():
                continue
            if not self._open and task.urgency != _DRAFTS:
                task.future.set_exception(KnownError(CLOSED))
                continue
            desk = self._desk(self._engine)
            try:
                result = task.work(desk)
                self._done(desk.changes)
            except BaseException as error:  # noqa: BLE001  the future carries it to whoever asked
                task.future.set_exception(error)
            else:
                task.future.set_result(result)

    def end(self) -> bool:
        """Take nothing new, do the drafts that wait, give the rest back, and stop; false if it takes too long."""
        self._open = False
        self._tasks.put(_Task(_END, next(self._numbers), lambda _: None, Future()))
        self.join(_PATIENCE)
        return not self.is_alive()


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
        try:
            self._engines = writer_engine(folder, keys), reader_engine(folder, keys)
            with self._engines[0].begin() as connection:
                migrate.bring_up_to_date(connection)
                staff = newcomer or stored.staff_by_slot(connection, keys.slot_id)
            if staff is None:
                raise KnownError(NOT_A_PERSON)
        except BaseException:
            self._lock.release()
            raise
        self._staff: StaffMember = staff
        self.findings = access.mend(folder, keys)  # what was wrong with the header, now written whole again
        if not beredskab_file.verify(folder, keys):
            self.findings += (finding(NUMBERS_CHANGED),)
        self._writer = _Line("opspor-writer", self._engines[0], self._desk, self._tell)
        self._reader = _Line("opspor-reader", self._engines[1], self._desk, self._tell)
        self._writer.start()
        self._reader.start()

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
        return self._writer.put(_DRAFTS if draft else _OTHER, work)

    def look(self, work: Callable[[Desk], T]) -> "Future[T]":
        """Do ``work``, which only reads, on the reader's thread."""
        return self._reader.put(_OTHER, work)

    def listen(self, listener: Listener) -> None:
        """Tell ``listener`` of every change, on the thread that made it."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Lock: finish the drafts that wait (two seconds at most), note where the log ends, let go of everything."""
        ended = [line.end() for line in (self._reader, self._writer)]
        if all(ended):
            with suppress(KnownError):  # a full drive must not keep the screen open; the log goes on where it was
                with self._engines[0].begin() as connection:
                    number, digest = log.last(connection)
                header.save(self.folder, replace(header.read(self.folder), log=LogHead(number, digest)), self._keys)
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
        return Desk(self.staff, self._keys, self.folder, self._library, self.clock, engine)

    def _tell(self, changes: Changes) -> None:
        if changes.touches(Kind.PEOPLE):
            with self._engines[0].begin() as connection:
                self._staff = stored.staff_by_slot(connection, self._keys.slot_id) or self._staff
        if changes.kinds:
            for listener in list(self._listeners):
                listener(changes)


def create(
    folder: Path,
    *,
    institution: str,
    name: str,
    title: str,
    login: str,
    password: str,
    clock: Clock,
    derive: Derive = argon2id,
) -> Workplace:
    """A new vault with its institution and first person, open. Made beside ``folder`` and renamed when whole."""
    setup.check_names(institution, name)
    with known_errors():
        folder = free_place(folder)
        building = Path(tempfile.mkdtemp(prefix=".opspor-ny-", dir=folder.parent)) / "vault"
    try:
        keys = create_vault(building, login, password, now=clock(), derive=derive)
        first = setup.first_person(name, title, keys.slot_id, clock())
        place = Workplace(building, keys, clock, derive=derive, newcomer=first)
        try:
            place.run(lambda desk: setup.set_up(desk, institution)).result()
        finally:
            place.close()
        with known_errors():
            put_in_place(building, folder)
    finally:
        shutil.rmtree(building.parent, ignore_errors=True)
    return Workplace(folder, keys, clock, derive=derive)


def open_vault(folder: Path, login: str, password: str, *, clock: Clock, derive: Derive = argon2id) -> Workplace:
    """Unlock with login and password. With an empty ``login`` the password must open exactly one slot."""
    if login.strip():
        keys = access.unlock(folder, login, password, derive=derive)
    else:
        keys = access.unlock_any(folder, password, derive=derive)
    return _arrived(folder, keys, clock, derive)


def accept(folder: Path, *, login: str, code: str, password: str, clock: Clock, derive: Derive = argon2id) -> Workplace:
    """Accept an invitation with a login and password of one's own choice, and come in."""
    keys = access.accept_invitation(folder, login, code, password, now=clock(), derive=derive)
    try:
        return _arrived(folder, keys, clock, derive)
    except KnownError as error:
        if error.fault is people.EXPIRED:
            access.remove_slot(folder, keys, keys.slot_id)
        raise


def leaders(folder: Path, words: str, *, clock: Clock, derive: Derive = argon2id) -> tuple[StaffMember, ...]:
    """The leaders of a vault, by the words of its recovery key: they may choose a new password with ``recover``."""
    keys = access.unlock_recovery(folder, words, derive=derive)
    return tuple(member for member in _staff(folder, keys, clock) if member.role is Role.LEADER)


def recover(
    folder: Path, words: str, *, leader: Id, login: str, password: str, clock: Clock, derive: Derive = argon2id
) -> Workplace:
    """Come in with the recovery key as one of the ``leaders``, who gets a new login and password.

    The old ones open nothing afterwards. The words still do, until a new recovery key has been made and proved.
    """
    keys = access.unlock_recovery(folder, words, derive=derive)
    staff = _staff(folder, keys, clock)
    member = next((member for member in staff if member.id == leader and member.role is Role.LEADER), None)
    if member is None:
        raise KnownError(NOT_A_PERSON)
    others = {other.slot_id for other in staff if other.id != leader}
    new = regain(folder, keys, login, password, others=others, now=clock(), derive=derive)
    place = Workplace(folder, new, clock, derive=derive, newcomer=replace(member, slot_id=new.slot_id))
    try:
        place.run(people.regain).result()
    except BaseException:
        place.close()
        raise
    return place


def _staff(folder: Path, keys: Keys, clock: Clock) -> tuple[StaffMember, ...]:
    """Everybody in a vault that nobody is logged in to."""
    with VaultLock(folder, clock()):
        engine = writer_engine(folder, keys)
        try:
            with engine.begin() as connection:
                migrate.bring_up_to_date(connection)
                return stored.staff(connection)
        finally:
            engine.dispose()


def _arrived(folder: Path, keys: Keys, clock: Clock, derive: Derive) -> Workplace:
    place = Workplace(folder, keys, clock, derive=derive)
    try:
        place.run(people.arrive).result()
    except BaseException:
        place.close()
        raise
    return place
