"""Drafts of what has no use case of its own for it: whatever somebody types is in the vault before anything else."""

from collections.abc import Mapping
from datetime import datetime

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.store import drafts
from opspor.usecases.desk import Desk


def save(desk: Desk, key: str, fields: Mapping[str, str]) -> datetime:
    """Save what stands in a form's fields; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, f"page:{key}", dict(fields), tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def load(desk: Desk, key: str) -> tuple[Mapping[str, str], datetime] | None:
    """What stood in the fields, and when it was saved; None when there is no draft."""
    with desk.read(Action.SAVE_DRAFT) as tx:
        return drafts.load(tx.connection, desk.staff.id, f"page:{key}", dict[str, str])


def begun(desk: Desk, prefix: str) -> frozenset[str]:
    """The keys of one's drafts that begin with ``prefix``."""
    with desk.read(Action.SAVE_DRAFT) as tx:
        found = drafts.keys(tx.connection, desk.staff.id, f"page:{prefix}")
        return frozenset(key.removeprefix("page:") for key in found)


def drop(desk: Desk, key: str) -> None:
    """Throw a draft away."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.drop(tx.connection, desk.staff.id, f"page:{key}")
        tx.changed(Kind.DRAFTS)
