"""How far the children of a round are, put together from who has submitted, what is agreed and what is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.rounds import (
    DONE,
    ChildInRound,
    ChildState,
    Coverage,
    ReasonKind,
    Round,
    RoundGroup,
    hindrance,
    told_apart,
)
from opspor.store import children, drafts, notices
from opspor.store import rounds as stored
from opspor.usecases.desk import Desk, Transaction


def narrowed(desk: Desk, round_: Round) -> Round:
    """``round_`` with the groups this person may see."""
    if reach(desk.staff, Action.SEE_ROUND) is Reach.ALL:
        return round_
    return replace(round_, groups=tuple(g for g in round_.groups if g.group_id in desk.staff.groups))


def own_key(round_id: Id, child_id: Id, context: Context) -> str:
    """The key of the draft of an own assessment."""
    return f"own:{round_id}:{child_id}:{context}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a round before its children are looked at one by one."""

    round: Round
    submitted: Mapping[tuple[Id, Context], set[Id]]
    agreed: frozenset[tuple[Id, Context]]
    reasons: Mapping[tuple[Id, Context, ReasonKind], str]
    informed: Collection[Id]
    drafts: Collection[str]
    names: Mapping[Id, str]
    today: date


def cover(desk: Desk, tx: Transaction, round_: Round, listed: Sequence[ChildInList]) -> Coverage:
    """How far the children of those groups of ``round_`` are that the person may see; ``listed`` are in them now."""
    team = {m.id: m for g in round_.groups for who in (g.assessors, *g.others.values()) for m in who}
    facts = _Facts(
        round_,
        stored.submitted(tx.connection, round_.id),
        frozenset((child_id, context) for child_id, context, *_ in stored.cells(tx.connection, round_.id)),
        {(r.child_id, r.context, r.kind): r.reason for r in stored.reasons(tx.connection, round_.id)},
        notices.given(tx.connection),
        drafts.keys(tx.connection, desk.staff.id, f"own:{round_.id}:"),
        told_apart(team.values()),
        tx.today,
    )
    members = _members(tx, facts, listed)
    seen = narrowed(desk, round_)
    return Coverage(
        seen,
        tuple(_state(desk, facts, group, child) for group in seen.groups for child in members[group.group_id]),
    )


def _members(tx: Transaction, facts: _Facts, listed: Sequence[ChildInList]) -> dict[Id, list[ChildInList]]:
    """group -> its children, each once in a context. Those of a closed round are those who were in it when it closed:
    every one of them was agreed on or has a reason.
    """
    found: dict[Id, list[ChildInList]] = {group.group_id: [] for group in facts.round.groups}
    if facts.round.closed_at is None:
        taken = set()
        for group in facts.round.groups:
            for child in listed:
                key = (child.id, group.context)
                wanted = facts.round.takes(child.birth_date) or key in facts.submitted
                if group.group_id in child.group_ids and wanted and key not in taken:
                    taken.add(key)
                    found[group.group_id].append(child)
        return found
    excused = {(child, context) for child, context, kind in facts.reasons if kind is ReasonKind.NOT_ASSESSED}
    contexts: dict[Id, list[Context]] = {}
    for child_id, context in sorted(facts.agreed | excused):
        contexts.setdefault(child_id, []).append(context)
    been_in = children.groups_until(tx.connection, facts.round.closed_at.date())
    for child in children.listed(tx.connection):
        for context in contexts.get(child.id, ()):
            there = [group.group_id for group in facts.round.groups if group.context is context]
            last = [group for group in been_in.get(child.id, ()) if group in there]
            found[(last or there)[-1]].append(child)
    return found


def _state(desk: Desk, facts: _Facts, group: RoundGroup, child: ChildInList) -> ChildInRound:
    key = (child.id, group.context)
    done = facts.submitted.get(key, set())
    missing = [member for member in group.counted(child.id, done) if member.id not in done]
    started = (*key, ReasonKind.START) in facts.reasons
    stopped = hindrance(child.birth_date, facts.today, informed=started or child.id in facts.informed)
    if key in facts.agreed:
        state = ChildState.AGREED
    elif (*key, ReasonKind.NOT_ASSESSED) in facts.reasons:
        state = ChildState.NOT_ASSESSED
    elif done and not missing:
        state = ChildState.READY
    elif stopped is not None:
        state = ChildState.HINDERED
    elif desk.staff.id in {member.id for member in missing}:
        state = ChildState.MISSING_MINE
    else:
        opened = done and (*key, ReasonKind.OPENED) in facts.reasons
        state = ChildState.READY if opened else ChildState.MISSING_OTHERS
    return ChildInRound(
        child, group.group_id, group.context, state, own_key(facts.round.id, child.id, group.context) in facts.drafts,
        desk.staff.id in done, () if state in DONE else tuple(facts.names[member.id] for member in missing),
        stopped if state is ChildState.HINDERED else None, facts.reasons.get((*key, ReasonKind.NOT_ASSESSED), ""),
        bool(done),
    )  # fmt: skip
