"""What did this device hold? Answered from the vault, or from the newest copy when the PC is gone.

For whoever has to tell the authority within 72 hours (domain 8.5, item 23): counts, kinds and days, nobody's name.
"""

import hashlib
from collections import Counter
from datetime import datetime
from pathlib import Path

import msgspec

from opspor.domain.access import Action
from opspor.domain.stock import Stock, WaysIn
from opspor.store import people, stock
from opspor.usecases.copies import folder_of, plan_of
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved
from opspor.vault import header
from opspor.vault.header import SlotKind

JSON = ".json"


def take(desk: Desk, *, copy_made: datetime | None = None) -> Stock:
    """Count what the vault at this desk holds."""
    with desk.read(Action.TAKE_STOCK) as tx:
        found = _taken(desk, tx, copy_made)
        tx.note(children=found.held.children)
        return found


def _taken(desk: Desk, tx: Transaction, copy_made: datetime | None) -> Stock:
    head, plan = header.read(desk.folder), plan_of(tx.connection)
    slots = Counter(slot.kind for slot in head.slots)
    costs = [slot.cost for slot in head.of_kind(SlotKind.PERSON)]
    cheapest = min(costs, key=lambda cost: (cost.memory_kib, cost.iterations))
    return Stock(
        people.institution(tx.connection),
        tx.now,
        copy_made,
        stock.holdings(tx.connection, copy_made),
        dict(Counter(member.role for member in people.staff(tx.connection) if member.is_here)),
        WaysIn(
            slots[SlotKind.PERSON], slots[SlotKind.INVITE], slots[SlotKind.RECOVERY], slots[SlotKind.DEPOSIT],
            cheapest.memory_kib, cheapest.iterations, cheapest.lanes,
        ),
        None if copy_made else plan.made_at,  # a copy knows of those before it, and lies where somebody took it from
        "" if copy_made else str(folder_of(plan, desk.folder)),
    )  # fmt: skip


def save(desk: Desk, target: Path, *, copy_made: datetime | None = None) -> str:
    """Save it as PDF, or as JSON where ``target`` ends so; gives the file's SHA-256. Raises PAPIR-IKKE-GEMT."""
    with saved(target) as put, desk.write(Action.TAKE_STOCK) as tx:
        found = _taken(desk, tx, copy_made)
        tx.note(children=found.held.children)
        if target.suffix.lower() == JSON:
            content = msgspec.json.format(msgspec.json.encode(as_json(found)), indent=1)
        else:
            content = _draw(found, desk.staff.name, log_mark(desk, tx))
        put(content)
        digest = hashlib.sha256(content).hexdigest()
        tx.note(sha256=digest)
        return digest


def _draw(found: Stock, by: str, mark: str) -> bytes:
    from opspor.documents import layout  # ReportLab is heavy and only needed here
    from opspor.documents.stock_paper import stock_paper

    return layout.draw(stock_paper(found, by, mark))


def as_json(found: Stock) -> dict[str, object]:
    """What the command line and the file say: the institution is named, and nobody else."""
    held, ways = found.held, found.ways
    return {
        "institution": found.institution.name,
        "controller": found.institution.controller,
        "taken_at": found.taken_at.isoformat(timespec="seconds"),
        "from_copy_of": found.copy_made and found.copy_made.isoformat(timespec="seconds"),
        "children": held.children,
        "born": [held.born_from, held.born_to],
        "protected": held.protected,
        "with_cpr": held.with_cpr,
        "carers": held.carers,
        "typed_names": held.typed_names,
        "papers": held.papers,
        "papers_with_cpr": held.papers_with_cpr,
        "drafts": held.drafts,
        "records": {
            one.kind: {"count": one.count, "first": one.first.date().isoformat(), "last": one.last.date().isoformat()}
            for one in held.kinds
        },
        "last_used": held.last_used and held.last_used.isoformat(timespec="seconds"),
        "staff_with_access": {role.value: count for role, count in found.roles.items()},
        "ways_in": {
            "people": ways.people,
            "invitations": ways.invitations,
            "recovery_keys": ways.keys,
            "deposited_keys": ways.deposits,
        },
        "encryption": {
            "data": "AES-256 (SQLCipher)",
            "password": "Argon2id",
            "memory_kib": ways.memory_kib,
            "iterations": ways.passes,
            "lanes": ways.lanes,
        },
        "newest_copy": found.newest_copy and found.newest_copy.isoformat(timespec="seconds"),
        "copies_in": found.copies_in,
    }
