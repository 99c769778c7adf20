"""Recovery keys on paper: the institution's own, and one that is deposited with the municipality.

Which slot of the header is a recovery key that somebody knows about stands in the settings. It is written before the
slot, so that a slot which nobody knows is always one that opspor did not make.
"""

from datetime import datetime

import msgspec

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import KnownError
from opspor.domain.people import RecoveryKey
from opspor.store import Connection, people
from opspor.usecases.desk import Desk
from opspor.vault import access, recovery
from opspor.vault.datafile import connect
from opspor.vault.faults import WRONG_WORDS
from opspor.vault.header import SlotKind
from opspor.vault.keys import Derive
from opspor.vault.regain import only_recovery
from opspor.vault.slots import new_slot_id

KINDS = (SlotKind.RECOVERY, SlotKind.DEPOSIT)


class _Note(msgspec.Struct, frozen=True):
    """What the settings hold of one kind: the slot that was proved, and another that may stand beside it until the
    next one is proved: one that is not proved yet, or that was just replaced.
    """

    slot: str = ""
    proved_at: datetime | None = None
    used_at: datetime | None = None
    other: str = ""


def _noted(connection: Connection, kind: SlotKind) -> _Note:
    text = people.setting(connection, f"{kind.value}_key")
    return msgspec.json.decode(text, type=_Note) if text else _Note()


def _note(connection: Connection, kind: SlotKind, note: _Note) -> None:
    people.put_setting(connection, f"{kind.value}_key", msgspec.json.encode(note).decode())


def found(connection: Connection, kind: SlotKind) -> RecoveryKey | None:
    """The proved recovery key of that kind; None when there is none."""
    note = _noted(connection, kind)
    return None if note.proved_at is None else RecoveryKey(note.proved_at, note.used_at)


def known_slots(connection: Connection) -> frozenset[str]:
    """The slots that are a recovery key, proved or not yet."""
    notes = [_noted(connection, kind) for kind in KINDS]
    return frozenset({slot for note in notes for slot in (note.slot, note.other) if slot})


def proved_slots(connection: Connection) -> frozenset[str]:
    """The slots of the papers that are to open the vault."""
    return frozenset({note.slot for kind in KINDS if (note := _noted(connection, kind)).slot})


def new_key(desk: Desk, *, deposit: bool, derive: Derive) -> tuple[str, ...]:
    """Sixteen words for a new paper. They count when ``prove`` has seen them typed back; until then the old ones do."""
    kind, words, slot_id = _kind(deposit=deposit), recovery.new_words(), new_slot_id()
    with desk.write(Action.MAKE_KEY) as tx:
        before = _noted(tx.connection, kind)
        _note(tx.connection, kind, msgspec.structs.replace(before, other=slot_id))
        tx.note(made=kind.value)
    access.add_recovery(
        desk.folder, desk.keys, " ".join(words),
        kind=kind, slot_id=slot_id, instead_of=before.other, now=desk.clock(), derive=derive,
    )  # fmt: skip
    return words


def prove(desk: Desk, typed: str, *, deposit: bool, derive: Derive) -> None:
    """Open the vault with the words as they were typed from the new paper. Raises ``KnownError`` when they don't.

    From then on they are the only recovery key of their kind: an older paper opens nothing.
    """
    kind = _kind(deposit=deposit)
    opened = access.unlock_recovery(desk.folder, typed, derive=derive)
    connect(desk.folder, opened, "ro").close()
    with desk.write(Action.MAKE_KEY) as tx:
        before = _noted(tx.connection, kind)
        if opened.slot_id != before.other:
            raise KnownError(WRONG_WORDS)  # good words, from another paper
        _note(tx.connection, kind, _Note(opened.slot_id, tx.now, None, before.slot))
        tx.note(proved=kind.value)
        tx.changed(Kind.SETTINGS)
    only_recovery(desk.folder, desk.keys, opened)


def mark_used(connection: Connection, kind: SlotKind, now: datetime) -> None:
    """Note that somebody has typed the words of this key: it is to be replaced. It opens until that is done."""
    _note(connection, kind, msgspec.structs.replace(_noted(connection, kind), used_at=now))


def _kind(*, deposit: bool) -> SlotKind:
    return SlotKind.DEPOSIT if deposit else SlotKind.RECOVERY
