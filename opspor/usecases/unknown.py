"""What we do not know yet, beside what is due: consents that are missing, and parents nobody talked with.

Start shows how many, in neutral words; whom it is about is asked for with a press of its own, and that is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from opspor.domain.access import Action, Reach, reach
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingStatus
from opspor.store import children, contacts, meetings, people
from opspor.usecases.contexts import homes, sees
from opspor.usecases.desk import Desk, Transaction

LONG_AGO = timedelta(days=365)  # domain 10.2: children never talked about with their parents in twelve months


class Gap(StrEnum):
    """What opens a list of children."""

    CONSENT = "consent"  # somebody from outside is invited to a meeting, and nobody has said yes
    TALK = "talk"  # nobody has talked with the parents for twelve months
    BIRTH = "birth"  # nobody has written when the child was born


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many of each."""

    consents: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """A child in the list that a press opens. ``meeting_id`` and ``on``: of the meeting that lacks a yes."""

    child: ChildInList
    meeting_id: Id | None = None
    on: date | None = None


def counts(desk: Desk) -> Unknown:
    """How many of each there are among what this person sees."""
    with desk.read(Action.SEE_PLANS) as tx:
        seen = _seen(desk, tx)
        return Unknown(len(without_consent(tx, seen)), len(not_talked_about(tx, seen)))


def who(desk: Desk, gap: Gap) -> tuple[Who, ...]:
    """The children behind a count, as a class list has them; meetings by their day. Logged."""
    with desk.read(Action.SEE_PLANS) as tx:
        seen = _seen(desk, tx)
        found = _FOUND[gap](tx, seen)
        tx.note(gap=gap.value, children=len(found))
        return found


def _seen(desk: Desk, tx: Transaction) -> Mapping[Id, ChildInList]:
    """The children whom the person sees and who go here now."""
    tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out here
    mine = None if reach(desk.staff, Action.SEE_PLANS) is Reach.ALL else desk.staff.groups
    return {child.id: child for child in children.listed(tx.connection, groups=mine) if child.group_ids}


def without_consent(tx: Transaction, seen: Mapping[Id, ChildInList]) -> tuple[Who, ...]:
    """The planned meetings about the children in ``seen`` that lack a yes, for whoever has asked whom one sees."""
    at_home = homes(people.groups(tx.connection))
    return tuple(
        Who(seen[found.child_id], found.meeting_id, found.held_on)
        for found in meetings.meetings(tx.connection, status=MeetingStatus.PLANNED)
        if found.child_id in seen
        and sees(tx.staff, seen[found.child_id].group_ids, found.context, at_home)
        and found.held_on >= tx.today
        and found.meeting.without_basis
    )


def not_talked_about(tx: Transaction, seen: Mapping[Id, ChildInList]) -> tuple[Who, ...]:
    """The children in ``seen`` whose parents nobody talked with for as long as ``LONG_AGO``, for whoever has asked.

    Of those who have been here for as long as that: about a child that came last week nobody is late.
    """
    since = tx.today - LONG_AGO
    first = children.first_days(tx.connection)
    here = [child for child in seen if first[child] <= since]
    home = reach(tx.staff, Action.SEE_DISTRICT) is not Reach.NONE
    talked = contacts.heard_since(tx.connection, since, home=home) if here else set()
    return tuple(Who(seen[child]) for child in here if child not in talked)


def born_unknown(tx: Transaction, seen: Mapping[Id, ChildInList]) -> tuple[Who, ...]:
    """The children in ``seen`` without a birth date, for whoever has asked: which signs are asked about follows age."""
    return tuple(Who(child) for child in seen.values() if child.birth_date is None)


_FOUND = {Gap.CONSENT: without_consent, Gap.TALK: not_talked_about, Gap.BIRTH: born_unknown}
