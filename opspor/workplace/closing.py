"""The house closes: the vault is destroyed, looked for again, and a receipt says so.

A kill before the mark is written leaves a vault that opens; after it one that says LUK-AFBRUDT and is finished by
``finish``, which needs no password: what opened it may be gone already.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from opspor.documents.closing_paper import Closed, closing_paper
from opspor.domain.errors import Fault, KnownError
from opspor.usecases import house_wipe
from opspor.usecases.paper_files import write_file
from opspor.vault import destroying
from opspor.vault.destroying import Destroyed, Marked
from opspor.vault.lockfile import VaultLock
from opspor.workplace.place import Workplace
from opspor.workplace.taking_out import TakenOut

RECEIPT_PLACE = Fault(
    "LUK-KVITTERING",
    "Kvitteringen skal ligge et andet sted end i mappen og dens kopier. Intet er slettet. Vælg et andet sted.",
)
NOT_CLOSING = Fault("LUK-INTET", "Mappen er ikke ved at blive slettet. Intet er ændret.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done. ``unsaved`` is why the receipt is not where it should be; ``pdf`` can be saved elsewhere."""

    closed: Closed
    pdf: bytes
    unsaved: KnownError | None = None


def wipe(
    work: Workplace, *, typed_name: str, receipt: Path, taken: TakenOut | None = None, typed_without: str = ""
) -> Receipt:
    """Destroy the vault that ``work`` has open, and its copies that can be reached. It cannot be undone.

    ``taken`` is an export made of this vault; without one ``typed_without`` says so in words. Raises LUK-NAVN,
    LUK-UDTRAEK and LUK-KVITTERING with nothing touched; LUK-REST when something could not be removed, which is noise by
    then: call ``finish``. Not on the window's thread.
    """
    newest = taken.newest if taken is not None and taken.vault_id == work.vault_id else None
    ask = partial(house_wipe.allow, typed_name=typed_name, taken=newest, typed_without=typed_without)
    folder, vault_id, by, now = work.folder, work.vault_id, work.staff.name, work.clock()
    places = (folder, folder.with_name(f"{folder.name}-kopier"))
    if not receipt.parent.is_dir() or any(receipt.resolve().is_relative_to(place.resolve()) for place in places):
        raise KnownError(RECEIPT_PLACE)
    institution, folders = work.run(ask).result()
    work.close()
    work.released.wait()
    with VaultLock(folder, now):
        what = destroying.mark(folder, vault_id, folders)
        gone = _destroy(folder, what)
    destroying.let_go(folder)
    manifest = taken.sha256 if taken is not None and newest is not None else ""
    closed = Closed(institution.name, by, now, gone.files, gone.copies, gone.strangers, manifest)
    return _saved(closed, receipt)


def finish(folder: Path, now: datetime) -> Destroyed:
    """Go on with what a kill cut off, without a password. Raises LUK-INTET, LUK-REST and what the drive may say."""
    what = destroying.marked(folder)
    if what is None:
        raise KnownError(NOT_CLOSING)
    with VaultLock(folder, now):
        gone = _destroy(folder, what)
    destroying.let_go(folder)
    return gone


def _destroy(folder: Path, what: Marked) -> Destroyed:
    """Destroy, and look for it again."""
    gone = destroying.destroy(folder, what)
    if still := destroying.left(folder, what):
        raise KnownError(destroying.LEFT, files=", ".join(still))
    return gone


def _saved(closed: Closed, receipt: Path) -> Receipt:
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    pdf = layout.draw(closing_paper(closed))
    try:
        write_file(receipt, pdf)
    except KnownError as error:
        return Receipt(closed, pdf, error)
    return Receipt(closed, pdf)
