"""Where copies of the vault go, how the last ones went, and what a restored vault is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import msgspec

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.store import Connection, drafts, erasure, log, people
from opspor.store.erasure import Counts
from opspor.usecases.desk import Desk
from opspor.vault import copies, register
from opspor.vault.register import Erased

INSIDE = Fault(
    "KOPI-STED",
    "Kopierne kan ikke ligge i selve mappen: går den tabt, går de også. Intet er ændret. "
    "Vælg en mappe et andet sted, gerne på et andet drev.",
)
WARN_DAYS = 3
REST_DAYS = 30  # after a restore the copies that were there are worth more than room on the drive
_SETTING, _REGISTER_KEY = "copies", "register_key"


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """Where copies go, after how many days without one it is said at once, and how the last ones went.

    ``folder`` is "" for the one beside the vault. ``failed_at`` is None when the last try went well.
    """

    folder: str = ""
    warn_days: int = WARN_DAYS
    made_at: datetime | None = None
    failed_at: datetime | None = None
    failed_code: str = ""
    failed_words: str = ""
    drilled_at: datetime | None = None
    drilled_well: bool = False
    rests_until: date | None = None  # nothing is thinned until then


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """The plan, the number of the last log line, and when the first one that lies in no copy was written."""

    plan: CopyPlan
    log_number: int
    waiting_since: datetime | None


def facts(desk: Desk, copied_to: int) -> CopyFacts:
    """How it stands, when the newest copy ends with log line ``copied_to`` (0 without one)."""
    with desk.read(Action.COPY) as tx:
        number, _ = log.last(tx.connection)
        waiting = log.written_since(tx.connection, copied_to + 1) if number > copied_to else None
        return CopyFacts(plan_of(tx.connection), number, waiting)


def set_plan(desk: Desk, *, folder: str, warn_days: int) -> None:
    """Choose the folder for copies ("" for the one beside the vault) and after how many days to warn.

    The folder is made when it is missing, and must be writable. Raises ``KnownError`` KOPI-STED for a folder inside the
    vault, KOPI-VAEK, KOPI-RETTIGHED and KOPI-FULD for the drive.
    """
    if folder:
        place = Path(folder).resolve()
        if place.is_relative_to(desk.folder.resolve()):
            raise KnownError(INSIDE)
        copies.prove_folder(place)
        folder = str(place)
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        _save(tx.connection, replace(plan_of(tx.connection), folder=folder, warn_days=max(1, warn_days)))
        tx.changed(Kind.SETTINGS)


def prepare(desk: Desk, *, by_hand: bool = False) -> None:
    """What must stand in the vault before it is copied: the key of the register, and who made a copy by hand."""
    with desk.write(Action.COPY, logged=by_hand) as tx:
        register_key(tx.connection)


def made(desk: Desk) -> None:
    """Note that a copy was made and checked now."""
    _change(desk, lambda plan, now: replace(plan, made_at=now, failed_at=None, failed_code="", failed_words=""))


def failed(desk: Desk, error: KnownError) -> None:
    """Note why a copy was not made now."""
    _change(desk, lambda plan, now: replace(plan, failed_at=now, failed_code=error.code, failed_words=str(error)))


def holdings(desk: Desk) -> tuple[Counts, int]:
    """How much the vault holds, and the number of its last log line: what a drill holds a copy against."""
    with desk.read(Action.DRILL) as tx:
        return erasure.counts(tx.connection), log.last(tx.connection)[0]


def drilled(desk: Desk, *, well: bool, found: Counts) -> None:
    """Note the result of a restore drill, in the log too."""
    with desk.write(Action.DRILL) as tx:
        _save(tx.connection, replace(plan_of(tx.connection), drilled_at=tx.now, drilled_well=well))
        tx.note(well=well, children=found.children, records=found.records)
        tx.changed(Kind.SETTINGS)


@dataclass(frozen=True, slots=True)
class Again:
    """What a restore did again: how many children were deleted, and how many people or invitations closed out.

    ``parts`` of a child's file went by a day of their own: own assessments in a round, a concern, an underretning's
    text.
    """

    children: int
    people: int
    parts: int = 0


def restored(desk: Desk, erased: Iterable[Erased]) -> Again:
    """In a vault that was just unpacked: do again what was done since, let the copies rest, write it in the log.

    Children are deleted, and whoever was removed or had their invitation taken back has left; their slots stay until
    the vault is sealed anew. Any role may: it was decided then.
    """
    erased = tuple(erased)
    with desk.write(Action.RESTORE) as tx:
        children, gone = 0, 0
        here = {member.id for member in people.staff(tx.connection) if member.left_at is None}
        for each in erased:
            id_ = Id(each.id)
            if each.kind == erasure.CHILD and erasure.erase_child(tx.connection, id_):
                children += 1
            if each.kind == erasure.STAFF and id_ in here:
                people.set_left(tx.connection, id_, datetime.combine(each.on, time.min, tx.now.tzinfo))
                drafts.drop_all(tx.connection, id_)
                gone += 1
            erasure.add(tx.connection, each)
        parts = erasure.erase_again(tx.connection, erased)
        rests_until = tx.today + timedelta(days=REST_DAYS)
        _save(tx.connection, replace(plan_of(tx.connection), rests_until=rests_until, failed_at=None))
        tx.note(erased_again=children, removed_again=gone)
        if parts:
            tx.note(parts_again=parts)
        return Again(children, gone, parts)


def plan_of(connection: Connection) -> CopyPlan:
    """The plan as it stands."""
    said = people.setting(connection, _SETTING)
    return msgspec.json.decode(said, type=CopyPlan) if said else CopyPlan()


def folder_of(plan: CopyPlan, vault: Path) -> Path:
    """Where copies go: the folder that was chosen, or the one beside the vault."""
    return Path(plan.folder) if plan.folder else vault.with_name(f"{vault.name}-kopier")


def register_key(connection: Connection) -> bytes:
    """The key of the register of deletions; made the first time."""
    known = people.setting(connection, _REGISTER_KEY)
    if known is None:
        known = register.new_key().hex()
        people.put_setting(connection, _REGISTER_KEY, known)
    return bytes.fromhex(known)


def register_of(desk: Desk) -> tuple[bytes, tuple[Erased, ...]]:
    """The key of the register, and what is to stand in it. ``prepare`` has been done in this vault."""
    with desk.read(Action.COPY) as tx:
        return register_key(tx.connection), erasure.erased(tx.connection)


def write_register(desk: Desk) -> bool:
    """Write the register beside the copies; false when the drive does not take it now: the next copy writes it."""
    with desk.write(Action.COPY, logged=False) as tx:
        key, erased = register_key(tx.connection), erasure.erased(tx.connection)
        plan = plan_of(tx.connection)
    folder = folder_of(plan, desk.folder)
    try:
        if not plan.folder:  # the one beside the vault is made with the first copy
            copies.prove_folder(folder)
        register.write(folder, desk.keys.vault_id, key, erased)
    except KnownError:
        return False
    return True


def _change(desk: Desk, change: Callable[[CopyPlan, datetime], CopyPlan]) -> None:
    with desk.write(Action.COPY, logged=False) as tx:
        _save(tx.connection, change(plan_of(tx.connection), tx.now))
        tx.changed(Kind.SETTINGS)


def _save(connection: Connection, plan: CopyPlan) -> None:
    people.put_setting(connection, _SETTING, msgspec.json.encode(plan).decode())
