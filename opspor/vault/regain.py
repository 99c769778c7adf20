"""Coming back with the recovery key when a password is lost."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from opspor.vault import header as headers
from opspor.vault.access import verified, with_person
from opspor.vault.header import SlotKind
from opspor.vault.keys import Derive, Keys, argon2id


def regain(
    folder: Path,
    keys: Keys,
    login: str,
    password: str,
    *,
    others: Collection[str],
    now: datetime,
    derive: Derive = argon2id,
) -> Keys:
    """A new slot for somebody who came in by the recovery key ``keys``; their keys.

    ``others`` are the slots of everybody else. What belongs to none of them goes: the slot whose password is lost, and
    what an earlier attempt that was cut off may have left, so that the login is free again. Raises ``KnownError``
    BOKS-OPTAGET-NAVN when one of the others has the login.
    """
    header = verified(folder, keys)
    kept = tuple(slot for slot in header.slots if slot.kind is not SlotKind.PERSON or slot.slot_id in others)
    header, new = with_person(replace(header, slots=kept), login, password, keys.data_key, now, derive)
    headers.save(folder, header, keys)
    return new


def only_recovery(folder: Path, keys: Keys, proved: Keys) -> None:
    """Take the other recovery keys of the kind that was just proved out of the header: an older paper opens nothing."""
    header = verified(folder, keys)
    others = [s.slot_id for s in header.of_kind(SlotKind(proved.kind)) if s.slot_id != proved.slot_id]
    if others:
        headers.save(folder, header.without(*others), keys)
