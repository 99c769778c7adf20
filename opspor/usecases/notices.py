"""The parents know that their child is assessed, and since when: said before the first assessment (domain 1.6)."""

from collections.abc import Collection
from datetime import date

from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.store import children
from opspor.store import notices as stored
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.desk import Desk

NOTICE_AHEAD = Fault(
    "ORIENT-DATO", "Den dag er ikke kommet endnu. Intet er ændret. Skriv den dag, forældrene fik det at vide."
)


def give(desk: Desk, child_ids: Collection[Id], given_on: date, how: str = "") -> None:
    """Write for all of these children on which day their parents were told, and how in words.

    Raises ORIENT-DATO for a day that has not come.
    """
    with desk.write(Action.GIVE_NOTICE) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        for child_id in child_ids:
            find(tx, child_id)
        if given_on > tx.today:
            raise KnownError(NOTICE_AHEAD)
        headers = [Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child_id) for child_id in child_ids]
        stored.add(tx.connection, [(header, given_on, how.strip()) for header in headers])
        tx.note(*child_ids if len(child_ids) == 1 else (), children=len(child_ids))
        tx.changed(Kind.CHILDREN, Kind.ROUNDS)


def missing(desk: Desk, groups: Collection[Id]) -> tuple[ChildInList, ...]:
    """The children of those of ``groups`` one may see whose parents have no date, in the order of the class list."""
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        mine = {*groups} if reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL else {*groups} & desk.staff.groups
        told = stored.told(tx.connection)
        return tuple(child for child in children.listed(tx.connection, groups=mine) if child.id not in told)
