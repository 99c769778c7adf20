"""Deleting everything about a child for good. The log keeps that it was done, with ids only."""

from dataclasses import dataclass
from datetime import date

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.rights import restriction
from opspor.store import children, concerns, erasure, protection
from opspor.usecases import copies
from opspor.usecases.children import NO_SUCH_CHILD
from opspor.usecases.desk import Desk
from opspor.vault.connection import fold_wal
from opspor.vault.copies import lives_until
from opspor.vault.register import Erased

__all__ = ["ABOUT_A_CHILD", "Erasure", "erase_child", "lives_until"]

# What has changed for every open page when something about a child was deleted.
ABOUT_A_CHILD = (
    Kind.CHILDREN, Kind.ROUNDS, Kind.OWN_ASSESSMENTS, Kind.JOINT_ASSESSMENTS, Kind.OBSERVATIONS, Kind.VISITS,
    Kind.PLANS, Kind.CONTACTS, Kind.MEETINGS, Kind.CONCERNS, Kind.PAPERS, Kind.DRAFTS, Kind.ABSENCE, Kind.FORUM,
    Kind.PROTECTION,
)  # fmt: skip

STILL_OPEN = Fault(
    "SLET-AABEN",
    "Der er en åben bekymring om barnet eller en underretning, der ikke er noteret som sendt. Intet er slettet. "
    "Gør den færdig, og luk den med en grund. Slet så igen.",
)
ASKED_FOR = Fault(
    "SLET-HOLDT",
    "Familien har bedt om indsigt, eller om at oplysningerne ikke bliver brugt, mens noget bliver undersøgt. Intet er "
    "slettet. Gør det færdigt, og svar familien. Slet så igen.",
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was deleted, and what is left of it: the copies made before live until ``copies_until``.

    ``registered`` is false when the register beside the copies could not be written now; the next copy writes it.
    """

    records: int
    copies_until: date
    registered: bool


def erase_child(desk: Desk, child_id: Id) -> Erasure:
    """Delete every row about a child: records, concerns, papers, drafts, groups. It cannot be undone.

    Raises ``KnownError`` BARN-MANGLER when there is no such child, and SLET-AABEN while a concern about it is open or
    an underretning not sent: nothing lets a leader stop one (design section 11, rule 4). SLET-HOLDT while the family
    waits for access, or for an answer to a restriction.
    """
    with desk.write(Action.ERASE) as tx:
        if children.by_id(tx.connection, child_id) is None:
            raise KnownError(NO_SUCH_CHILD)
        unsent = concerns.unsent(tx.connection)
        about = concerns.concerns(tx.connection, child_id=child_id)
        if any(concern.closed_at is None or concern.id in unsent for concern in about):
            raise KnownError(STILL_OPEN)
        waits = protection.requests(tx.connection, child_id=child_id, still_open=True)
        if waits or restriction(protection.notes(tx.connection, child_id)):
            raise KnownError(ASKED_FOR)
        records = erasure.erase_child(tx.connection, child_id)
        erasure.add(tx.connection, Erased(child_id, erasure.CHILD, tx.today))
        tx.note(child_id, records=len(records))
        tx.changed(*ABOUT_A_CHILD)
    fold_wal(desk.engine)
    return Erasure(len(records), lives_until(tx.today), copies.write_register(desk))
