"""Where something about a child is written, and who that is for: what is written at home stays out of its rooms.

Domain 1.7: what was said at home does not follow a child into its rooms by itself. Every record with a context asks
here.
"""

from collections.abc import Collection

from opspor.domain.access import REFUSED, Action, Reach, may, reach
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Cell, cell_of
from opspor.domain.people import Group, StaffMember
from opspor.domain.rounds import CONTEXT_OF
from opspor.store import Connection, children, people, rounds
from opspor.usecases import visits
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction


def find_in(tx: Transaction, child_id: Id, context: Context) -> ChildInList:
    """The child, after asking whether the person may do this to what is written about it there."""
    child = visits.visited(tx, child_id)[0] if context is Context.HOME else find(tx, child_id)
    if not shown(tx, tx.staff, child, context):
        raise KnownError(REFUSED)
    return child


def contexts_of(desk: Desk, tx: Transaction, child: ChildInList) -> tuple[Context, ...]:
    """Where this person sees the child, in the order of its groups: what they write is written in one of these.

    Of a child that is in no group any more, which the leader alone sees: where it was.
    """
    every = reach(desk.staff, tx.action) is Reach.ALL
    there = children.enrolments(tx.connection, child.id)
    now = [e for e in there if e.until is None] or [*there]
    mine = (e.kind for e in now if every or e.group_id in desk.staff.groups)
    found = dict.fromkeys(CONTEXT_OF[kind] for kind in mine)
    return tuple(context for context in found if shown(tx, desk.staff, child, context))


def shown(tx: Transaction, staff: StaffMember, child: ChildInList, context: Context) -> bool:
    """Whether ``staff``, who may see the child, is shown what was written there; the leader is shown all of it."""
    if context is not Context.HOME or reach(staff, Action.SEE_DISTRICT) is Reach.ALL:
        return True
    return visits.may_see(tx.connection, staff, child)


def placed_in(tx: Transaction, child: ChildInList, context: Context) -> Cell | None:
    """Where the team, or at home the sundhedsplejerske, placed the child last there.

    None when nobody did, or when it stands beside the matrix.
    """
    if context is Context.HOME:
        visit = visits.assessed(tx.connection, tx.staff, child)
        found = [visits.as_joint(visit)] if visit else []
    else:
        found = list(rounds.joint(tx.connection, child_id=child.id, context=context))
    agreed = found[-1].agreement if found else None
    return cell_of(agreed.position, agreed.trivsel) if agreed and agreed.position and agreed.trivsel else None


def colleagues(connection: Connection, groups: Collection[Id], context: Context) -> tuple[StaffMember, ...]:
    """Everybody who works here now and may see what is written there about ``groups``, or about a child in them.

    So whoever can be asked to see to it, in the order of their names.
    """
    at_home = homes(people.groups(connection))
    return tuple(one for one in people.staff(connection) if one.is_here and sees(one, groups, context, at_home))


def homes(groups: Collection[Group]) -> frozenset[Id]:
    """The groups whose children are seen at home: ``sees`` asks for them, so that a whole list asks once."""
    return frozenset(group.id for group in groups if CONTEXT_OF[group.kind] is Context.HOME)


def sees(staff: StaffMember, groups: Collection[Id], context: Context, at_home: Collection[Id]) -> bool:
    """Whether ``staff`` is shown what is written there about ``groups``, or about a child in them."""
    if context is not Context.HOME:
        return may(staff, Action.OPEN_PLAN, groups=groups)
    return may(staff, Action.SEE_DISTRICT, groups=[group for group in groups if group in at_home])
