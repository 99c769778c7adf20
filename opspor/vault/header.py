"""``header.json`` and its twin ``header.bak``: who can open the vault. Format 1.

::

    {"head": {"format", "vault_id", "created", "counter", "data_salt", "login": {"salt", "cost"},
              "slots": {slot_id: sha256 of the slot}, "log": {"number", "hash", "slot", "signature"} or null},
     "mac": HMAC of head by the data key,  "checksum": SHA-256 of [head, mac],
     "slots": {slot_id: {"kind", "created", "login", "cost", "salt", "wrapped", "x25519", "ed25519", "sealed"}}}

The checksum tells damage before anybody has typed a password, the MAC tells a change by someone without the key.
A slot has a digest of its own, so that a damaged one shuts out one person and not all. ``head.format`` and
``checksum`` keep their place in every later format, so that this program can tell "newer" from "damaged".
All values are text, whole numbers and hex; hashes are taken over JSON with sorted keys and no spaces.
"""

import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from opspor.domain.errors import Fault, KnownError
from opspor.vault.faults import (
    BEING_CLOSED,
    HEADER_CHANGED,
    HEADER_DAMAGED,
    HEADER_MISSING,
    HEADER_NEWER,
    NO_VAULT,
    SLOTS_DAMAGED,
    TWIN_DAMAGED,
    Finding,
    finding,
    known_errors,
)
from opspor.vault.files import read_small, write_safely
from opspor.vault.keys import KEY_BYTES, SALT_BYTES, Cost, Keys, sha256

FORMAT = 1
NAMES = ("header.json", "header.bak")
DATA = "data.db"
CLOSING = "lukning.json"  # lies in a vault that is being destroyed (``vault.destroying``)

Json = Any  # parsed and not yet believed


class SlotKind(StrEnum):
    """What opens a slot: a person's password, a one-time code, or the words of a recovery key on paper.

    There are two such papers: the institution's own, and one that the municipality keeps for it.
    """

    PERSON = "person"
    INVITE = "invite"
    RECOVERY = "recovery"
    DEPOSIT = "deposit"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. ``wrapped`` are the two private keys under the secret, ``sealed`` the data key to ``x25519``.

    ``login`` is the salted hash of the login name; None unless the slot is a person's.
    """

    slot_id: str
    kind: SlotKind
    created: datetime
    login: bytes | None
    cost: Cost
    salt: bytes
    wrapped: bytes
    x25519: bytes
    ed25519: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class DamagedSlot:
    """A slot that does not fit its digest. It is kept as it is, so that nobody disappears without a word."""

    slot_id: str
    digest: str
    body: object


@dataclass(frozen=True, slots=True)
class LogHead:
    """Number and hash of the last entry of the log, signed by ``slot_id`` (``logtail.sign``)."""

    number: int
    hash: str
    slot_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """The header that counts. ``counter`` grows with every save; ``findings`` say what was wrong on disk."""

    vault_id: str
    created: datetime
    counter: int
    data_salt: bytes
    login_salt: bytes
    login_cost: Cost
    slots: tuple[Slot, ...]
    damaged: tuple[DamagedSlot, ...] = ()
    log: LogHead | None = None
    mac: bytes = b""
    findings: tuple[Finding, ...] = ()

    def of_kind(self, *kinds: SlotKind) -> tuple[Slot, ...]:
        """The whole slots of these kinds."""
        return tuple(slot for slot in self.slots if slot.kind in kinds)

    @property
    def slot_ids(self) -> frozenset[str]:
        """The ids of all slots, also of damaged ones."""
        return frozenset(slot.slot_id for slot in self.slots) | {slot.slot_id for slot in self.damaged}

    def without(self, *slot_ids: str) -> "Header":
        """This header without these slots, whole or damaged."""
        return replace(
            self,
            slots=tuple(slot for slot in self.slots if slot.slot_id not in slot_ids),
            damaged=tuple(slot for slot in self.damaged if slot.slot_id not in slot_ids),
        )


def canonical(value: object) -> bytes:
    """JSON in the one form that hashes and MACs are taken over."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read(folder: Path) -> Header:
    """The header of the vault in ``folder``: of the two copies the one that fits ``data.db``, is whole and is newest.

    A slot that is damaged in one copy is taken from the other. Raises ``KnownError`` when there is no vault, no whole
    copy, one that a newer program wrote, or a vault that is being destroyed. Nothing here is proved until ``verify``.
    """
    if (folder / CLOSING).exists():
        raise KnownError(BEING_CLOSED)
    copies = {name: _load(folder / name) for name in NAMES}
    faults = [copy for copy in copies.values() if isinstance(copy, Fault)]
    if HEADER_NEWER in faults:
        raise KnownError(HEADER_NEWER)
    usable = [copy for copy in copies.values() if isinstance(copy, Header)]
    if not usable:
        # of two reasons the one that says more than "missing"
        worst = next((fault for fault in faults if fault is not HEADER_MISSING), HEADER_MISSING)
        raise KnownError(NO_VAULT if worst is HEADER_MISSING and not (folder / DATA).exists() else worst)
    salt = data_salt(folder)
    best = max(usable, key=lambda copy: (copy.data_salt == salt, not copy.damaged, copy.counter))
    findings = [
        finding(TWIN_DAMAGED, file=name)
        for name, copy in copies.items()
        if not isinstance(copy, Header) or copy.damaged or copy.vault_id != best.vault_id
    ]
    best = _mend(best, usable)
    if best.damaged:
        findings.append(finding(SLOTS_DAMAGED, count=len(best.damaged)))
    return replace(best, findings=tuple(findings))


def save(folder: Path, header: Header, keys: Keys) -> Header:
    """Write both copies with the next counter and a new MAC; return what now stands there.

    Each copy is replaced as a whole, the first before the second is begun, so one whole copy is there at any kill.
    """
    header = replace(header, counter=header.counter + 1, findings=())
    head = _head(header)
    header = replace(header, mac=keys.mac("header", canonical(head)))
    bodies: dict[str, object] = {slot.slot_id: _body(slot) for slot in header.slots}
    bodies |= {slot.slot_id: slot.body for slot in header.damaged}
    mac = header.mac.hex()
    document = {"head": head, "mac": mac, "checksum": sha256(canonical([head, mac])), "slots": bodies}
    content = json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False).encode()
    for name in NAMES:
        write_safely(folder / name, content)
    return header


def verify(header: Header, keys: Keys) -> None:
    """Raise ``KnownError`` BOKS-HOVED-RETTET unless somebody with the data key wrote this header."""
    if not hmac.compare_digest(header.mac, keys.mac("header", canonical(_head(header)))):
        raise KnownError(HEADER_CHANGED)


def data_salt(folder: Path) -> bytes | None:
    """The first 16 bytes of ``data.db``, which SQLCipher keeps in clear: its salt. None when there are none."""
    with known_errors():
        try:
            with (folder / DATA).open("rb") as file:
                salt = file.read(SALT_BYTES)
        except (FileNotFoundError, IsADirectoryError):
            return None
    return salt if len(salt) == SALT_BYTES else None


def _mend(best: Header, copies: list[Header]) -> Header:
    """``best`` with its damaged slots taken from another copy, where one has them with the very same digest."""
    whole = {sha256(canonical(_body(slot))): slot for copy in copies for slot in copy.slots}
    found = [whole[slot.digest] for slot in best.damaged if slot.digest in whole]
    lost = tuple(slot for slot in best.damaged if slot.digest not in whole)
    return replace(best, slots=(*best.slots, *found), damaged=lost)


def _load(path: Path) -> Header | Fault:
    """One copy of the header, or why it can't be used."""
    try:
        content = read_small(path)
    except KnownError as error:
        return error.fault
    if content is None:
        return HEADER_DAMAGED if path.exists() else HEADER_MISSING
    try:
        document = json.loads(content)
        head, mac = document["head"], document["mac"]
        if document["checksum"] != sha256(canonical([head, mac])):
            return HEADER_DAMAGED
        if type(head["format"]) is int and head["format"] > FORMAT:
            return HEADER_NEWER
        header = _header(head, document["slots"], bytes.fromhex(mac))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return HEADER_DAMAGED
    # what does not come out as it went in is not format 1
    return header if canonical(_head(header)) == canonical(head) else HEADER_DAMAGED


def _header(head: Json, bodies: Json, mac: bytes) -> Header:
    slots, damaged = [], []
    for slot_id, digest in head["slots"].items():
        body = bodies.get(slot_id)
        slot = _slot(slot_id, body) if sha256(canonical(body)) == digest else None
        if slot is None:
            damaged.append(DamagedSlot(slot_id, _text(digest), body))
        else:
            slots.append(slot)
    log = head["log"]
    return Header(
        vault_id=_text(head["vault_id"]),
        created=datetime.fromisoformat(head["created"]),
        counter=_number(head["counter"]),
        data_salt=_bytes(head["data_salt"], SALT_BYTES),
        login_salt=_bytes(head["login"]["salt"], SALT_BYTES),
        login_cost=_cost(head["login"]["cost"]),
        slots=tuple(slots),
        damaged=tuple(damaged),
        log=None if log is None else _log_head(log),
        mac=mac,
    )


def _log_head(body: Json) -> LogHead:
    signature = bytes.fromhex(body["signature"])
    return LogHead(_number(body["number"]), _text(body["hash"]), _text(body["slot"]), signature)


def _log_body(head: LogHead) -> dict[str, object]:
    return {"number": head.number, "hash": head.hash, "slot": head.slot_id, "signature": head.signature.hex()}


def _slot(slot_id: str, body: Json) -> Slot | None:
    try:
        slot = Slot(
            slot_id=slot_id,
            kind=SlotKind(body["kind"]),
            created=datetime.fromisoformat(body["created"]),
            login=None if body["login"] is None else bytes.fromhex(body["login"]),
            cost=_cost(body["cost"]),
            salt=_bytes(body["salt"], SALT_BYTES),
            wrapped=bytes.fromhex(body["wrapped"]),
            x25519=_bytes(body["x25519"], KEY_BYTES),
            ed25519=_bytes(body["ed25519"], KEY_BYTES),
            sealed=bytes.fromhex(body["sealed"]),
        )
    except (ValueError, TypeError, KeyError):
        return None
    return slot if canonical(_body(slot)) == canonical(body) else None


def _head(header: Header) -> dict[str, object]:
    digests = {slot.slot_id: sha256(canonical(_body(slot))) for slot in header.slots}
    digests |= {slot.slot_id: slot.digest for slot in header.damaged}
    return {
        "format": FORMAT,
        "vault_id": header.vault_id,
        "created": header.created.isoformat(),
        "counter": header.counter,
        "data_salt": header.data_salt.hex(),
        "login": {"salt": header.login_salt.hex(), "cost": _cost_body(header.login_cost)},
        "slots": digests,
        "log": None if header.log is None else _log_body(header.log),
    }


def _body(slot: Slot) -> dict[str, object]:
    return {
        "kind": slot.kind.value,
        "created": slot.created.isoformat(),
        "login": None if slot.login is None else slot.login.hex(),
        "cost": _cost_body(slot.cost),
        "salt": slot.salt.hex(),
        "wrapped": slot.wrapped.hex(),
        "x25519": slot.x25519.hex(),
        "ed25519": slot.ed25519.hex(),
        "sealed": slot.sealed.hex(),
    }


def _cost_body(cost: Cost) -> dict[str, object]:
    return {"kdf": "argon2id", "memory_kib": cost.memory_kib, "iterations": cost.iterations, "lanes": cost.lanes}


def _cost(body: Json) -> Cost:
    cost = Cost(_number(body["memory_kib"]), _number(body["iterations"]), _number(body["lanes"]))
    if not cost.is_allowed:
        raise ValueError("cost out of bounds")
    return cost


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a count")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _bytes(value: str, length: int) -> bytes:
    found = bytes.fromhex(value)
    if len(found) != length:
        raise ValueError("wrong length")
    return found
