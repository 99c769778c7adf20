"""Rounds: opened for groups, and how far each child is: who is missing, never what anybody answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState, Coverage, Round, RoundGroup, check_round
from opspor.store import children, drafts, people
from opspor.store import rounds as stored
from opspor.usecases.desk import Desk, Transaction

NO_SUCH_ROUND = Fault(
    "RUNDE-MANGLER", "Runden findes ikke i denne mappe. Intet er ændret. Åbn listen over runder igen."
)


@dataclass(frozen=True, slots=True)
class RoundInList:
    """A round as a list shows it."""

    round: Round
    agreed: int
    children: int


def open_round(
    desk: Desk,
    *,
    name: str,
    opens_on: date,
    closes_on: date,
    groups: Mapping[Id, tuple[Context, Iterable[Id]]],
    one_is_enough_because: str = "",
) -> Id:
    """Open a round for groups: group id -> (context, ids of those who assess)."""
    with desk.write(Action.OPEN_ROUND) as tx:
        tx.require(groups=groups, author=desk.staff.id)
        for group in groups:
            tx.require(groups=(group,))
        staff = {member.id: member for member in people.staff(tx.connection) if member.left_at is None}
        names = {group.id: group.name for group in people.groups(tx.connection)}
        round_ = Round(
            tx.new_id(),
            name.strip(),
            opens_on,
            closes_on,
            one_is_enough_because.strip(),
            tuple(
                RoundGroup(
                    group, names[group], context, tuple(staff[id_] for id_ in dict.fromkeys(assessors) if id_ in staff)
                )
                for group, (context, assessors) in groups.items()
            ),
        )
        check_round(round_)
        stored.add(tx.connection, round_, desk.staff.id, tx.now)
        tx.note(round_.id, groups=len(groups))
        tx.changed(Kind.ROUNDS)
        return round_.id


def all_rounds(desk: Desk) -> tuple[Coverage, ...]:
    """The rounds of one's groups, newest first, each with how far its children are."""
    return _coverages(desk, lambda _round, _today: True)


def listed_rounds(desk: Desk) -> tuple[RoundInList, ...]:
    """The rounds of one's groups, newest first, each with how many children are agreed on: counted, not listed."""
    with desk.read(Action.SEE_ROUND) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        children_in = {group.id: group.child_count for group in people.groups(tx.connection)}
        agreed = stored.agreed(tx.connection)
        found = (_narrowed(desk, round_) for round_ in stored.rounds(tx.connection))
        return tuple(
            RoundInList(
                round_,
                sum(agreed.get((round_.id, group.group_id), 0) for group in round_.groups),
                sum(children_in[group.group_id] for group in round_.groups),
            )
            for round_ in found
            if round_.groups
        )


def open_rounds(desk: Desk) -> tuple[Coverage, ...]:
    """Those of ``all_rounds`` that are open today."""
    return _coverages(desk, lambda round_, today: round_.opens_on <= today <= round_.closes_on)


def _coverages(desk: Desk, wanted: Callable[[Round, date], bool]) -> tuple[Coverage, ...]:
    with desk.read(Action.SEE_ROUND) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        found = [_narrowed(desk, round_) for round_ in stored.rounds(tx.connection) if wanted(round_, tx.today)]
        listed = children.listed(tx.connection, groups={group.group_id for round_ in found for group in round_.groups})
        return tuple(_coverage(desk, tx, round_, listed) for round_ in found if round_.groups)


def coverage(desk: Desk, round_id: Id) -> Coverage:
    """How far the children of a round are: who is missing, never what anybody answered."""
    with desk.read(Action.SEE_ROUND) as tx:
        round_ = find_round(tx, round_id)
        groups = {group.group_id for group in round_.groups}
        tx.require(groups=groups)
        return _coverage(desk, tx, _narrowed(desk, round_), children.listed(tx.connection, groups=groups))


def _narrowed(desk: Desk, round_: Round) -> Round:
    """``round_`` with the groups this person may see."""
    if reach(desk.staff, Action.SEE_ROUND) is Reach.ALL:
        return round_
    return replace(round_, groups=tuple(g for g in round_.groups if g.group_id in desk.staff.groups))


def _coverage(desk: Desk, tx: Transaction, round_: Round, listed: Sequence[ChildInList]) -> Coverage:
    """How far those of ``listed`` are that are in a group of ``round_``."""
    submitted = stored.submitted(tx.connection, round_.id)
    agreed = {(child_id, context) for child_id, context, *_ in stored.cells(tx.connection, round_.id)}
    begun = drafts.keys(tx.connection, desk.staff.id, f"own:{round_.id}:")
    found = []
    for group in round_.groups:
        for child in listed:
            if group.group_id not in child.group_ids:
                continue
            done = submitted.get((child.id, group.context), set())
            missing = [member for member in group.counted(done) if member.id not in done]
            if (child.id, group.context) in agreed:
                state = ChildState.AGREED
            elif desk.staff.id in {member.id for member in missing}:
                state = ChildState.MISSING_MINE
            else:
                state = ChildState.MISSING_OTHERS if missing or not done else ChildState.READY
            found.append(
                ChildInRound(
                    child, group.group_id, group.context, state, own_key(round_.id, child.id, group.context) in begun,
                    desk.staff.id in done, tuple(member.short for member in missing),
                )
            )  # fmt: skip
    return Coverage(round_, tuple(found))


def find_round(tx: Transaction, round_id: Id) -> Round:
    """The round with that id; raises RUNDE-MANGLER when there is none."""
    found = stored.rounds(tx.connection, round_id=round_id)
    if not found:
        raise KnownError(NO_SUCH_ROUND)
    return found[0]


def group_of(round_: Round, child: ChildInList, context: Context | None) -> RoundGroup:
    """The group in which the child is assessed in that context, or the first one; RUNDE-MANGLER when there is none.

    Class and SFO are two contexts of one child: side by side, never merged (domain 1.4).
    """
    for group in round_.groups:
        if context in (None, group.context) and group.group_id in child.group_ids:
            return group
    raise KnownError(NO_SUCH_ROUND)


def own_key(round_id: Id, child_id: Id, context: Context) -> str:
    """The key of the draft of an own assessment."""
    return f"own:{round_id}:{child_id}:{context}"
