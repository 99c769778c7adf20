"""How far the children of a round are, put together from who has submitted, what is agreed and what is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from opspor.domain import rights
from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rights import RightsNote
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
from opspor.store import children, drafts, environment, notices, protection
from opspor.store import rounds as stored
from opspor.usecases.desk import Desk, Transaction


def narrowed(staff: StaffMember, round_: Round) -> Round:
    """``round_`` with the groups this person may see."""
    if reach(staff, Action.SEE_ROUND) is Reach.ALL:
        return round_
    return replace(round_, groups=tuple(g for g in round_.groups if g.group_id in staff.groups))


def own_key(round_id: Id, child_id: Id, context: Context) -> str:
    """The key of the draft of an own assessment."""
    return f"own:{round_id}:{child_id}:{context}"


YOU = "dig"  # the person who reads, among those who are waited for
_NAMED = 500  # children: as many of a round are asked about by name, of more the whole round is read


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a round before its children are looked at one by one."""

    round: Round
    submitted: Mapping[tuple[Id, Context], frozenset[Id]]
    agreed: set[tuple[Id, Context]]
    reasons: Mapping[tuple[Id, Context], Mapping[ReasonKind, str]]
    begun_because: Mapping[tuple[Id, Context], Id]  # the newest reason to begin although something hinders it
    informed: Collection[Id]
    restricted: Mapping[Id, RightsNote]
    drafts: Collection[str]
    names: Mapping[Id, str]
    today: date


def cover(
    desk: Desk, tx: Transaction, round_: Round, listed: Sequence[ChildInList], *, to_them: bool = True
) -> Coverage:
    """How far the children of those groups of ``round_`` are that the person may see; ``listed`` are in them now.

    With ``to_them`` the person is called "dig" among those who are missing; on a paper others read it too.
    """
    team = {m.id: m for g in round_.groups for who in (g.assessors, *g.others.values()) for m in who}
    reasons: dict[tuple[Id, Context], dict[ReasonKind, str]] = {}
    begun: dict[tuple[Id, Context], Id] = {}
    for reason in stored.reasons(tx.connection, round_.id):
        key = (reason.child_id, reason.context)
        reasons.setdefault(key, {})[reason.kind] = reason.reason
        if reason.kind is ReasonKind.START:
            begun[key] = max(reason.id, begun.get(key, reason.id))
    only = [child.id for child in listed] if round_.closed_at is None and len(listed) <= _NAMED else None
    noted = protection.notes(tx.connection)
    facts = _Facts(
        round_,
        stored.submitted(tx.connection, round_.id, children=only),
        stored.agreed_on(tx.connection, round_.id, children=only),
        reasons,
        begun,
        notices.told(tx.connection) | {*rights.not_told(noted)},
        rights.restricted_since(noted),
        drafts.keys(tx.connection, desk.staff.id, f"own:{round_.id}:"),
        told_apart(team.values()) | ({desk.staff.id: YOU} if to_them else {}),
        tx.today,
    )
    members = _members(tx, facts, listed)
    seen, answered = narrowed(desk.staff, round_), environment.submitted(tx.connection, round_.id)
    return Coverage(
        seen,
        tuple(_state(desk, facts, group, child) for group in seen.groups for child in members[group.group_id]),
        any(
            desk.staff.id not in answered.get(group.group_id, ())
            for group in seen.groups
            if group.asks_about_adults(desk.staff.id)
        ),
    )


def _members(tx: Transaction, facts: _Facts, listed: Sequence[ChildInList]) -> dict[Id, list[ChildInList]]:
    """group -> its children, each once in a context. Those of a closed round are those who were in it when it closed:
    every one of them was agreed on or has a reason.
    """
    found: dict[Id, list[ChildInList]] = {group.group_id: [] for group in facts.round.groups}
    if facts.round.closed_at is None:
        place = {group.group_id: number for number, group in enumerate(facts.round.groups)}
        for child in listed:
            taken = set()
            for number in sorted(place[group] for group in child.group_ids if group in place):
                group = facts.round.groups[number]
                if group.context not in taken and (
                    facts.round.takes(child.birth_date) or (child.id, group.context) in facts.submitted
                ):
                    taken.add(group.context)
                    found[group.group_id].append(child)
        return found
    excused = {key for key, why in facts.reasons.items() if ReasonKind.NOT_ASSESSED in why}
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
    key, me = (child.id, group.context), desk.staff.id
    done = facts.submitted.get(key, ())
    has_draft = bool(facts.drafts) and own_key(facts.round.id, child.id, group.context) in facts.drafts
    if key in facts.agreed:  # nobody is waited for any more: so most children of a house stand
        return ChildInRound(
            child, group.group_id, group.context, ChildState.AGREED, has_draft, me in done, (), begun=bool(done)
        )
    missing = [m for m in group.assessors_of(child.id) if m.left_at is None and m.id not in done]
    why = facts.reasons.get(key, {})
    told = child.id in facts.informed or ReasonKind.START in why
    stopped = None
    if ReasonKind.NOT_ASSESSED in why:
        state = ChildState.NOT_ASSESSED
    elif done and not missing:
        state = ChildState.READY
    elif (
        stopped := hindrance(child.birth_date, facts.today, informed=told, restricted=_is_restricted(facts, key))
    ) is not None:
        state = ChildState.HINDERED
    elif me in {member.id for member in missing}:
        state = ChildState.MISSING_MINE
    else:
        state = ChildState.READY if done and ReasonKind.OPENED in why else ChildState.MISSING_OTHERS
    return ChildInRound(
        child, group.group_id, group.context, state, has_draft, me in done,
        () if state in DONE else tuple(facts.names[member.id] for member in missing), stopped,
        why.get(ReasonKind.NOT_ASSESSED, ""), bool(done),
    )  # fmt: skip


def _is_restricted(facts: _Facts, key: tuple[Id, Context]) -> bool:
    """A reason to begin counts when it was written after the restriction: what came before knew nothing of it."""
    note = facts.restricted.get(key[0])
    return note is not None and facts.begun_because.get(key, Id("")) < note.id
