"""Coming into a vault, and letting others in and out. Only the header is written, never ``data.db``.

Nobody's login name stands in the folder. It is kept as a salted hash: Argon2id over the name with a salt of the vault,
then an HMAC of that for each slot. So a login costs one derivation however many people there are, two vaults can't
be compared, and a name can't be read. Guessing is another matter: a list of 1,000 likely names takes a thief about two
minutes. The password is what keeps them out.
"""

import hmac
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from opspor.domain.errors import Fault, KnownError
from opspor.domain.text import fold
from opspor.vault import header as headers
from opspor.vault import invitation, recovery
from opspor.vault.faults import (
    AMBIGUOUS,
    LAST_PERSON,
    LOGIN_MISSING,
    LOGIN_TAKEN,
    OTHER_VAULT,
    SLOT_MISSING,
    WRONG_CODE,
    WRONG_LOGIN,
    WRONG_OR_DAMAGED,
    WRONG_WORDS,
    Finding,
)
from opspor.vault.header import Header, Slot, SlotKind
from opspor.vault.keys import SALT_BYTES, STANDARD, Derive, Keys, argon2id, secret_bytes
from opspor.vault.slots import keys_from, new_slot, unwrap, wrap


def unlock(folder: Path, login: str, password: str, *, derive: Derive = argon2id) -> Keys:
    """The keys of the person with this login and password.

    A wrong login and a wrong password cost the same work and raise the same ``KnownError`` BOKS-ADGANG. Other known
    errors: what ``header.read`` raises, BOKS-ANDEN when ``data.db`` is another vault's, BOKS-HOVED-RETTET.
    """
    header = headers.read(folder)
    slot = _slot_of(header, _slow(header, login, derive))
    secret = secret_bytes(password)
    if slot is None:
        derive(secret, os.urandom(SALT_BYTES), STANDARD)  # as long as for a login that exists
    opened = _open(header, (slot,) if slot else (), secret, derive)
    return _only(folder, header, opened, WRONG_LOGIN)


def unlock_any(folder: Path, password: str, *, derive: Derive = argon2id) -> Keys:
    """The keys of the one person with this password, for the command line. Tries every person: half a second each.

    Raises ``KnownError`` BOKS-ADGANG when it opens nobody's slot and BOKS-FLERE when it opens more than one.
    """
    header = headers.read(folder)
    opened = _open(header, header.of_kind(SlotKind.PERSON), secret_bytes(password), derive)
    return _only(folder, header, opened, WRONG_LOGIN)


def unlock_recovery(folder: Path, words: str, *, derive: Derive = argon2id) -> Keys:
    """The keys, by the words of a recovery key as somebody typed them. Raises what ``recovery.parse`` raises,
    and ``KnownError`` BOKS-NOEGLE when the words are good but not this vault's.
    """
    secret = recovery.parse(words)
    header = headers.read(folder)
    slots = header.of_kind(SlotKind.RECOVERY, SlotKind.DEPOSIT)
    return _only(folder, header, _open(header, slots, secret, derive), WRONG_WORDS)


def invite(folder: Path, keys: Keys, *, now: datetime, derive: Derive = argon2id, slot_id: str = "") -> tuple[str, str]:
    """A slot for somebody to come, and the one-time code that opens it. The slot keeps its id when they accept."""
    header = verified(folder, keys)
    code = invitation.new_code()
    slot, _ = new_slot(header, SlotKind.INVITE, invitation.parse(code), keys.data_key, now, derive, slot_id)
    headers.save(folder, _with(header, slot), keys)
    return slot.slot_id, code


def accept_invitation(
    folder: Path, login: str, code: str, password: str, *, now: datetime, derive: Derive = argon2id
) -> Keys:
    """Turn an invitation into a person with a login, a password and a key pair that the inviter never held.

    The code opens nothing afterwards. Raises what ``invitation.parse`` raises, ``KnownError`` BOKS-INVITATION when the
    code opens no invitation here, and BOKS-OPTAGET-NAVN when the login is taken.
    """
    secret = invitation.parse(code)
    header = headers.read(folder)
    invited = _only(folder, header, _open(header, header.of_kind(SlotKind.INVITE), secret, derive), WRONG_CODE)
    header = header.without(invited.slot_id)
    header, keys = with_person(header, login, password, invited.data_key, now, derive, invited.slot_id)
    headers.save(folder, header, keys)
    return keys


def add_recovery(
    folder: Path,
    keys: Keys,
    words: str,
    *,
    kind: SlotKind = SlotKind.RECOVERY,
    instead_of: str = "",
    now: datetime,
    derive: Derive = argon2id,
    slot_id: str = "",
) -> str:
    """A slot that the words of a new recovery key open, in the place of ``instead_of`` if there is such a slot; its id.

    Prove it with ``unlock_recovery`` before it counts.
    """
    header = verified(folder, keys).without(instead_of)
    slot, _ = new_slot(header, kind, recovery.parse(words), keys.data_key, now, derive, slot_id)
    headers.save(folder, _with(header, slot), keys)
    return slot.slot_id


def change_password(folder: Path, keys: Keys, old: str, new: str, *, derive: Derive = argon2id) -> None:
    """Wrap the private keys of the person who is in by a new password; nothing else is touched.

    Raises ``KnownError`` BOKS-ADGANG when ``old`` is wrong. Older copies of the header still open with the old one.
    """
    header = verified(folder, keys)
    slot = next((slot for slot in header.of_kind(SlotKind.PERSON) if slot.slot_id == keys.slot_id), None)
    if slot is None:
        raise KnownError(SLOT_MISSING)
    private = unwrap(header, slot, secret_bytes(old), derive)
    if private is None:
        raise KnownError(WRONG_LOGIN)
    changed = wrap(header, slot, private, secret_bytes(new), derive)
    headers.save(folder, _with(header.without(slot.slot_id), changed), keys)


def mend(folder: Path, keys: Keys) -> tuple[Finding, ...]:
    """Write both copies of the header again when one was missing or damaged; say what was wrong."""
    header = verified(folder, keys)
    if header.findings:
        with suppress(KnownError):  # on a full drive the one copy is enough to come in, and it is said again next time
            headers.save(folder, header, keys)
    return header.findings


def remove_slot(folder: Path, keys: Keys, slot_id: str) -> None:
    """Take a person, an invitation or a recovery key out of the header. The data key stays the same.

    Raises ``KnownError`` BOKS-INGEN-ADGANG when there is no such slot and BOKS-SIDSTE for the last person's.
    """
    header = verified(folder, keys)
    if slot_id not in header.slot_ids:
        raise KnownError(SLOT_MISSING)
    if [slot.slot_id for slot in header.of_kind(SlotKind.PERSON)] == [slot_id]:
        raise KnownError(LAST_PERSON)
    headers.save(folder, header.without(slot_id), keys)


def with_person(
    header: Header, login: str, password: str, data_key: bytes, now: datetime, derive: Derive, slot_id: str = ""
) -> tuple[Header, Keys]:
    """``header`` with one person more, not yet saved, and that person's keys.

    Raises ``KnownError`` BOKS-BRUGERNAVN without a login name and BOKS-OPTAGET-NAVN when it is taken.
    """
    if not fold(login):
        raise KnownError(LOGIN_MISSING)
    slow = _slow(header, login, derive)
    if _slot_of(header, slow):
        raise KnownError(LOGIN_TAKEN)
    slot, keys = new_slot(header, SlotKind.PERSON, secret_bytes(password), data_key, now, derive, slot_id)
    return _with(header, replace(slot, login=_login_hash(slow, slot.slot_id))), keys


def _slow(header: Header, login: str, derive: Derive) -> bytes:
    return derive(fold(login).encode("utf-8", "surrogatepass"), header.login_salt, header.login_cost)


def _login_hash(slow: bytes, slot_id: str) -> bytes:
    return hmac.digest(slow, slot_id.encode(), "sha256")


def _slot_of(header: Header, slow: bytes) -> Slot | None:
    """The person whose login this is. All are compared, so that the time does not tell which."""
    people = header.of_kind(SlotKind.PERSON)
    fits = [slot for slot in people if hmac.compare_digest(slot.login or b"", _login_hash(slow, slot.slot_id))]
    return fits[0] if fits else None


def _with(header: Header, slot: Slot) -> Header:
    return replace(header, slots=(*header.slots, slot))


def verified(folder: Path, keys: Keys) -> Header:
    """The header, which somebody with the data key wrote. Raises what ``header.read`` and ``header.verify`` raise."""
    header = headers.read(folder)
    headers.verify(header, keys)
    return header


def _open(header: Header, slots: Iterable[Slot], secret: bytes, derive: Derive) -> list[Keys]:
    """The keys behind each of ``slots`` that ``secret`` opens; all are tried."""
    opened = ((slot, unwrap(header, slot, secret, derive)) for slot in slots)
    return [keys_from(header, slot, private) for slot, private in opened if private is not None]


def _only(folder: Path, header: Header, opened: list[Keys], wrong: Fault) -> Keys:
    """The one that opened, in a header that is proved; otherwise the known error that says most."""
    if len(opened) > 1:
        raise KnownError(AMBIGUOUS)
    if opened:
        headers.verify(header, opened[0])
        return opened[0]
    if headers.data_salt(folder) not in (None, header.data_salt):
        raise KnownError(OTHER_VAULT)
    if header.damaged and wrong is WRONG_LOGIN:
        raise KnownError(WRONG_OR_DAMAGED, count=len(header.damaged))
    raise KnownError(wrong)
