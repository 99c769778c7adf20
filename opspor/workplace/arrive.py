"""The ways in to a vault: make one, unlock it, accept an invitation, come back with the recovery key."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from opspor.domain.access import Action, may
from opspor.domain.clock import Clock
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from opspor.store import migrate
from opspor.store import people as stored
from opspor.usecases import known_day, log, people, setup
from opspor.vault import access
from opspor.vault.attempts import Attempts, Tried, in_vain
from opspor.vault.connection import writer_engine
from opspor.vault.creation import create_vault, free_place, put_in_place
from opspor.vault.faults import known_errors
from opspor.vault.header import SlotKind
from opspor.vault.keys import Derive, Keys, argon2id
from opspor.vault.lockfile import VaultLock
from opspor.vault.regain import regain
from opspor.workplace.copying import copy_before_migration
from opspor.workplace.place import NOT_A_PERSON, Workplace


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
    with Attempts(folder, clock).trying(Tried.PASSWORD):
        if login.strip():
            keys = access.unlock(folder, login, password, derive=derive)
        else:
            keys = access.unlock_any(folder, password, derive=derive)
    return _arrived(folder, keys, clock, derive)


def accept(folder: Path, *, login: str, code: str, password: str, clock: Clock, derive: Derive = argon2id) -> Workplace:
    """Accept an invitation with a login and password of one's own choice, and come in."""
    with VaultLock(folder, clock()), Attempts(folder, clock).trying(Tried.CODE):  # the header has one writer too
        keys = access.accept_invitation(folder, login, code, password, now=clock(), derive=derive)
    try:
        return _arrived(folder, keys, clock, derive)
    except KnownError as error:
        if error.fault is people.EXPIRED:
            access.remove_slot(folder, keys, keys.slot_id)
        raise


def leaders(folder: Path, words: str, *, clock: Clock, derive: Derive = argon2id) -> tuple[StaffMember, ...]:
    """The leaders of a vault, by the words of a recovery key: they may choose a new password with ``recover``.

    When none is left, everybody who is here: whoever comes in then becomes leader.
    """
    with Attempts(folder, clock).trying(Tried.WORDS):
        keys = access.unlock_recovery(folder, words, derive=derive)
    return _may_come_back(_staff(folder, keys, clock))


def recover(
    folder: Path, words: str, *, leader: Id, login: str, password: str, clock: Clock, derive: Derive = argon2id
) -> Workplace:
    """Come in with a recovery key as one of the ``leaders``, who gets a new login and password.

    The old ones open nothing afterwards. The words count as used; they still open the vault until a new recovery key
    of their kind has been made and proved.
    """
    with Attempts(folder, clock).trying(Tried.WORDS):
        keys = access.unlock_recovery(folder, words, derive=derive)
    staff = _staff(folder, keys, clock)
    member = next((m for m in _may_come_back(staff) if m.id == leader), None)
    if member is None:
        raise KnownError(NOT_A_PERSON)
    others = {other.slot_id for other in staff if other.id != leader}
    with VaultLock(folder, clock()):
        new = regain(folder, keys, login, password, others=others, now=clock(), derive=derive)
    place = Workplace(folder, new, clock, derive=derive, newcomer=replace(member, slot_id=new.slot_id))
    try:
        place.run(lambda desk: people.regain(desk, SlotKind(keys.kind))).result()
        _tell_of_attempts(place)
    except BaseException:
        place.close()
        raise
    return place


def _may_come_back(staff: tuple[StaffMember, ...]) -> tuple[StaffMember, ...]:
    here = tuple(member for member in staff if member.is_here)
    return tuple(member for member in here if member.role is Role.LEADER) or here


def _staff(folder: Path, keys: Keys, clock: Clock) -> tuple[StaffMember, ...]:
    """Everybody in a vault that nobody is logged in to."""
    with VaultLock(folder, clock()):
        engine = writer_engine(folder, keys)
        try:
            copy_before_migration(folder, keys, engine, clock())
            with engine.begin() as connection:
                migrate.bring_up_to_date(connection)
                return stored.staff(connection)
        finally:
            engine.dispose()


def _arrived(folder: Path, keys: Keys, clock: Clock, derive: Derive) -> Workplace:
    place = Workplace(folder, keys, clock, derive=derive)
    try:
        place.run(people.arrive).result()
        _tell_of_attempts(place)
        _look_at_the_clock(place)
        if may(place.staff, Action.RETAIN_LOG):
            place.run(log.tidy)  # nobody waits for it; what fails is done at another login
    except BaseException:
        place.close()
        raise
    return place


def _look_at_the_clock(place: Workplace) -> None:
    """Whether the day can be believed, before anything goes by itself; told to the person who comes in."""
    with suppress(KnownError):  # a full drive keeps nobody out
        doubt = place.run(known_day.arrive).result()
        if doubt is not None:
            place.findings += (known_day.in_words(doubt),)


def _tell_of_attempts(place: Workplace) -> None:
    """What was tried in vain since the log was told last: into the log, and to the person who comes in now, once."""
    attempts = Attempts(place.folder, place.clock)
    failed = attempts.failed()
    if failed is None or not failed.count:
        return
    with suppress(KnownError):  # what cannot be written now stays in the file for the next time
        place.run(lambda desk: log.merge_failed_logins(desk, failed.count, failed.since, failed.until)).result()
        attempts.told(failed)
        place.findings += in_vain(failed, place.clock())
