"""Where something about a child is written, and who that is for: what is written at home stays out of its rooms.

Domain 1.7: what was said at home does not follow a child into its rooms by itself. Every record with a context asks
here.
"""

from opspor.domain.access import Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import CONTEXT_OF
from opspor.store import people
from opspor.usecases import visits
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction


def find_in(tx: Transaction, child_id: Id, context: Context) -> ChildInList:
    """The child, after asking whether the person may do this to what is written about it there."""
    return visits.visited(tx, child_id)[0] if context is Context.HOME else find(tx, child_id)


def contexts_of(desk: Desk, tx: Transaction, child: ChildInList) -> tuple[Context, ...]:
    """Where this person sees the child, in the order of its groups: what they write is written in one of these."""
    every = reach(desk.staff, tx.action) is Reach.ALL
    mine = {g.id: g for g in people.groups(tx.connection) if every or g.id in desk.staff.groups}
    return tuple(dict.fromkeys(CONTEXT_OF[mine[id_].kind] for id_ in child.group_ids if id_ in mine))


def shown(tx: Transaction, staff: StaffMember, child: ChildInList, context: Context) -> bool:
    """Whether ``staff``, who may see the child, is shown what was written there."""
    return context is not Context.HOME or visits.may_see(tx.connection, staff, child)
