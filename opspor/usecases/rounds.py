"""Rounds: opened, changed, closed, and how far each child is: who is missing, never what anybody answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from opspor.domain import rights
from opspor.domain.access import REFUSED, Action, require
from opspor.domain.assessment import Context
from opspor.domain.changes import Kind
from opspor.domain.child import AgeBand, ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import (
    NOT_INFORMED,
    REASON_EMPTY,
    RESTRICTED,
    ROUND_CLOSED,
    ROUND_NOT_DONE,
    ROUND_OPENS,
    Acquaintance,
    ChildState,
    Coverage,
    ReasonKind,
    Round,
    RoundGroup,
    RoundReason,
    check_round,
)
from opspor.domain.text import count_of
from opspor.store import children, notices, people, protection
from opspor.store import rounds as stored
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.coverage import cover, narrowed
from opspor.usecases.coverage import own_key as own_key
from opspor.usecases.desk import Desk, Transaction

NO_SUCH_ROUND = Fault(
    "RUNDE-MANGLER", "Runden findes ikke i denne mappe. Intet er ændret. Åbn listen over runder igen."
)
NOT_IN_ROUND = Fault(
    "RUNDE-BARN",
    "Barnet er ikke med i runden: det går ikke i en af rundens grupper nu, eller alderen passer ikke til runden. "
    "Det, der er svaret, er gemt. Se på barnets side, hvor det går, og hvornår det er født.",
)
Place = tuple[Id, Id]  # (group, child)


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
    bands: Collection[AgeBand] = (),
    others: Mapping[Place, Iterable[Id]] | None = None,
    alone: Mapping[Place, str] | None = None,
) -> Id:
    """Open a round for groups: group id -> (context, ids of those who assess).

    ``others`` says for (group, child) who assesses it instead, ``alone`` why one is enough for it.
    """
    with desk.write(Action.OPEN_ROUND) as tx:
        tx.require(groups=groups, author=desk.staff.id)
        for group in groups:
            tx.require(groups=(group,))
        names = {group.id: group.name for group in people.groups(tx.connection)}
        round_ = Round(
            tx.new_id(),
            name.strip(),
            opens_on,
            closes_on,
            one_is_enough_because.strip(),
            tuple(RoundGroup(group, names[group], context, ()) for group, (context, _) in groups.items()),
            frozenset(bands),
            desk.staff.id,
        )
        teams = {group: who for group, (_, who) in groups.items()}
        round_ = replace(round_, groups=_with_teams(tx, round_, teams, others or {}))
        why = _written(alone)
        check_round(round_, {child for _, child in why})
        stored.add(tx.connection, round_, desk.staff.id, tx.now)
        _add_alone(desk, tx, round_, why)
        tx.note(round_.id, groups=len(groups))
        tx.changed(Kind.ROUNDS)
        return round_.id


def change_round(
    desk: Desk,
    round_id: Id,
    *,
    closes_on: date,
    teams: Mapping[Id, Iterable[Id]],
    others: Mapping[Place, Iterable[Id]] | None = None,
    alone: Mapping[Place, str] | None = None,
    because: str = "",
) -> None:
    """Say anew until when a round lasts and who assesses: group id -> staff, and as in ``open_round``.

    Who has submitted stays counted, nobody waits for who is taken out before. A child whose answers already lie open
    keeps its team: whoever assesses it has been blind. Raises RUNDE-AABNER when answers that are sealed would lie open,
    unless ``because`` says why: it is kept and logged about each such child, as by ``open_seal``.
    """
    with desk.write(Action.CHANGE_ROUND) as tx:
        round_ = _of_its_leader(desk, tx, round_id)
        groups = _with_teams(tx, round_, teams, others or {})
        submitted, reasons = stored.submitted(tx.connection, round_id), stored.reasons(tx.connection, round_id)
        kept, unsealed = [], []
        for group, before in zip(groups, round_.groups, strict=True):
            fixed = {}
            for child in children.listed(tx.connection, groups=(group.group_id,)):
                done = submitted.get((child.id, before.context), frozenset())
                opened = _has_reason(reasons, child.id, before.context, ReasonKind.OPENED)
                if before.lies_open(child.id, done, opened):
                    if set(before.assessors_of(child.id)) != set(group.assessors_of(child.id)):
                        fixed[child.id] = before.assessors_of(child.id)
                elif group.lies_open(child.id, done, opened) and group_of(round_, child, before.context) is before:
                    unsealed.append((child.id, before.context))
            kept.append(replace(group, others={**group.others, **fixed}))
        why = _written(alone)
        changed = replace(round_, closes_on=closes_on, groups=tuple(kept))
        check_round(changed, {child for _, child in why} | {r.child_id for r in reasons if r.kind is ReasonKind.ALONE})
        if unsealed and not because.strip():
            raise KnownError(ROUND_OPENS, children=count_of(len(unsealed), "barn", "børn"))
        stored.change(tx.connection, changed)
        _add_alone(desk, tx, round_, why)
        for child_id, context in unsealed:
            require(desk.staff, Action.OPEN_SEAL, author=round_.opened_by)
            desk.log_too(tx, Action.OPEN_SEAL, child_id, round=round_id)
            _add_reason(desk, tx, round_id, child_id, context, ReasonKind.OPENED, because)
        tx.note(round_id, closes_on=closes_on.isoformat())
        tx.changed(Kind.ROUNDS)


def _with_teams(
    tx: Transaction, round_: Round, teams: Mapping[Id, Iterable[Id]], others: Mapping[Place, Iterable[Id]]
) -> tuple[RoundGroup, ...]:
    """The groups of ``round_`` with these people, of whom everybody is still here."""
    here = {member.id: member for member in people.staff(tx.connection) if member.left_at is None}

    def team(ids: Iterable[Id]) -> tuple[StaffMember, ...]:
        return tuple(here[id_] for id_ in dict.fromkeys(ids) if id_ in here)

    return tuple(
        replace(
            group,
            assessors=team(teams[group.group_id]),
            others={child: team(who) for (of, child), who in others.items() if of == group.group_id},
        )
        for group in round_.groups
    )


def _written(alone: Mapping[Place, str] | None) -> dict[Place, str]:
    return {place: why.strip() for place, why in (alone or {}).items() if why.strip()}


def _add_alone(desk: Desk, tx: Transaction, round_: Round, alone: Mapping[Place, str]) -> None:
    context = {group.group_id: group.context for group in round_.groups}
    for (group, child), why in alone.items():
        _add_reason(desk, tx, round_.id, child, context[group], ReasonKind.ALONE, why)


def give_reason(desk: Desk, round_id: Id, child_id: Id, context: Context, kind: ReasonKind, reason: str) -> Id:
    """Write why a child is begun without informed parents (START), or is not assessed (NOT_ASSESSED).

    For those who assess the child, the group's tovholder, whoever opened the round, and the leader. Raises RUNDE-GRUND
    without a reason.
    """
    if kind not in (ReasonKind.START, ReasonKind.NOT_ASSESSED):
        raise ValueError(kind)
    with desk.write(Action.GIVE_REASON) as tx:
        round_, child = find_round(tx, round_id), find(tx, child_id)
        group = group_of(round_, child, context)
        if not round_.may_excuse(desk.staff, child_id, group):
            raise KnownError(REFUSED)
        require_open(round_)
        tx.note(child_id, round=round_id, kind=kind.value)
        return _add_reason(desk, tx, round_id, child_id, group.context, kind, reason)


def open_seal(desk: Desk, round_id: Id, child_id: Id, context: Context, reason: str) -> Id:
    """Open the sealed first round of a child before all are in; for whoever opened the round and the leader.

    It changes nothing for an assessor who has not submitted. Raises RUNDE-GRUND without a reason.
    """
    with desk.write(Action.OPEN_SEAL) as tx:
        round_ = _of_its_leader(desk, tx, round_id)
        child = find(tx, child_id)
        group = group_of(round_, child, context)
        tx.note(child_id, round=round_id)
        return _add_reason(desk, tx, round_id, child_id, group.context, ReasonKind.OPENED, reason)


def _of_its_leader(desk: Desk, tx: Transaction, round_id: Id) -> Round:
    """A round that is not closed, after asking whether the person leads the house, or opened it and sees all of it."""
    round_ = find_round(tx, round_id)
    tx.require(author=round_.opened_by)
    if narrowed(desk.staff, round_) != round_:
        raise KnownError(REFUSED)  # who has left one of its groups cannot tell what is missing there
    require_open(round_)
    return round_


def _add_reason(
    desk: Desk, tx: Transaction, round_id: Id, child_id: Id, context: Context, kind: ReasonKind, reason: str
) -> Id:
    if not reason.strip():
        raise KnownError(REASON_EMPTY)
    header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child_id)
    written = RoundReason(header.id, child_id, context, kind, reason.strip(), desk.staff.id, tx.now)
    stored.add_reason(tx.connection, header, round_id, written)
    tx.changed(Kind.ROUNDS)
    return header.id


def close_round(desk: Desk, round_id: Id) -> None:
    """Close a round for new assessments: its children are from now on those who were in it today.

    Raises RUNDE-IKKE-FAERDIG, with how many are missing, unless every child is agreed on or has a reason.
    """
    with desk.write(Action.CLOSE_ROUND) as tx:
        round_ = _of_its_leader(desk, tx, round_id)
        groups = {group.group_id for group in round_.groups}
        found = cover(desk, tx, round_, children.listed(tx.connection, groups=groups))
        if found.undone:
            raise KnownError(ROUND_NOT_DONE, missing=found.undone, children=len(found.children))
        stored.set_closed(tx.connection, round_id, tx.now, desk.staff.id)
        tx.note(round_id, agreed=found.count(ChildState.AGREED), not_assessed=found.count(ChildState.NOT_ASSESSED))
        tx.changed(Kind.ROUNDS)


def reopen_round(desk: Desk, round_id: Id) -> None:
    """Open a closed round again, for the leader: what was forgotten can be assessed in it."""
    with desk.write(Action.REOPEN_ROUND) as tx:
        find_round(tx, round_id)
        stored.set_closed(tx.connection, round_id, None, None)
        tx.note(round_id)
        tx.changed(Kind.ROUNDS)


def all_rounds(desk: Desk) -> tuple[Coverage, ...]:
    """The rounds of one's groups, newest first, each with how far its children are."""
    return _coverages(desk)


def listed_rounds(desk: Desk) -> tuple[RoundInList, ...]:
    """The rounds of one's groups, newest first, each with how many children are agreed on: counted, not listed."""
    with desk.read(Action.SEE_ROUND) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        born = children.births(tx.connection)
        agreed, settled = stored.agreed(tx.connection), stored.settled(tx.connection)
        found = []
        for round_ in (narrowed(desk.staff, each) for each in stored.rounds(tx.connection)):
            if round_.closed_at is not None:
                counts = [settled.get((round_.id, c), (0, 0)) for c in {group.context for group in round_.groups}]
                of, done = sum(map(sum, counts)), sum(agreed_ for agreed_, _ in counts)
            else:
                of = done = 0
                for group in round_.groups:
                    days = born.get(group.group_id, [])
                    of += sum(map(round_.takes, days)) if round_.bands else len(days)
                    done += agreed.get((round_.id, group.context, group.group_id), 0)
            if round_.groups:
                found.append(RoundInList(round_, done, of))
        return tuple(found)


def open_rounds(desk: Desk, listed: Sequence[ChildInList] | None = None) -> tuple[Coverage, ...]:
    """Those of ``all_rounds`` that one assesses in today. ``listed`` are the children of one's groups, where they are
    read already.
    """
    today = desk.clock().date()
    found = _coverages(desk, listed, running_on=today)
    return tuple(
        coverage
        for coverage in found
        if coverage.round.is_open(today, begun=any(child.begun for child in coverage.children))
    )


def _coverages(
    desk: Desk, listed: Sequence[ChildInList] | None = None, *, running_on: date | None = None
) -> tuple[Coverage, ...]:
    with desk.read(Action.SEE_ROUND) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        every = stored.rounds(tx.connection, running_on=running_on)
        found = [round_ for round_ in every if narrowed(desk.staff, round_).groups]
        if listed is None:
            groups = {group.group_id for round_ in found for group in round_.groups}
            listed = children.listed(tx.connection, groups=groups)
        return tuple(cover(desk, tx, round_, listed) for round_ in found)


def coverage(desk: Desk, round_id: Id, *, group: Id | None = None, beside: Id | None = None) -> Coverage:
    """How far the children of a round are: who is missing, never what anybody answered.

    With ``group`` only of those who are in it, with ``beside`` only of those who share a group of the round with a
    child; a closed round has all of its children.
    """
    with desk.read(Action.SEE_ROUND) as tx:
        round_ = find_round(tx, round_id)
        groups = {each.group_id for each in round_.groups}
        tx.require(groups=groups)
        child = children.by_id(tx.connection, beside) if beside and not group else None
        near = {group} if group else set(child.group_ids if child else ())
        return cover(desk, tx, round_, children.listed(tx.connection, groups=groups & near or groups))


def acquaintance(desk: Desk, round_id: Id) -> dict[tuple[Id, Context], Acquaintance]:
    """(child, context) -> how well the team knows it, for ``least_known_first``. A child that is not in it is new.

    From dated notes since the round before ended and from what that round agreed on; never from sealed answers.
    """
    with desk.read(Action.SEE_ROUND) as tx:
        round_ = find_round(tx, round_id)
        groups = {group.group_id for group in round_.groups}
        tx.require(groups=groups)
        before = previous(round_, stored.rounds(tx.connection))
        since = datetime.combine(before.closes_on if before else date.min + timedelta(1), time.max, tx.now.tzinfo)
        notes = stored.notes_since(tx.connection, since)
        known = stored.known_answers(tx.connection, before.id) if before else {}
        contexts = {group.group_id: group.context for group in narrowed(desk.staff, round_).groups}
        return {
            (child.id, contexts[group]): Acquaintance(notes.get(child.id, 0), known.get((child.id, contexts[group]), 0))
            for child in children.listed(tx.connection, groups=contexts)
            for group in child.group_ids
            if group in contexts
        }


def previous(round_: Round, every: Iterable[Round]) -> Round | None:
    """The newest of ``every`` (newest first) that began before ``round_`` and shares a group and context with it."""
    places = {(group.group_id, group.context) for group in round_.groups}
    return next(
        (
            r
            for r in every
            if r.opens_on < round_.opens_on and not places.isdisjoint((g.group_id, g.context) for g in r.groups)
        ),
        None,
    )


def find_round(tx: Transaction, round_id: Id) -> Round:
    """The round with that id; raises RUNDE-MANGLER when there is none."""
    found = stored.rounds(tx.connection, round_id=round_id)
    if not found:
        raise KnownError(NO_SUCH_ROUND)
    return found[0]


def group_of(round_: Round, child: ChildInList, context: Context | None) -> RoundGroup:
    """The group in which the child is assessed in that context, or the first one; RUNDE-BARN when there is none.

    Class and SFO are two contexts of one child: side by side, never merged (domain 1.4).
    """
    for group in round_.groups:
        if context in (None, group.context) and group.group_id in child.group_ids:
            return group
    raise KnownError(NOT_IN_ROUND)


def require_open(round_: Round) -> None:
    """Raise RUNDE-LUKKET when the round was closed."""
    if round_.closed_at is not None:
        raise KnownError(ROUND_CLOSED)


def require_startable(tx: Transaction, round_: Round, child: ChildInList, context: Context) -> None:
    """Raise unless somebody may assess the child in that context now: the round is not closed, the child's age is in
    it, its parents know and its file may be used, or there is a written reason (RUNDE-LUKKET, RUNDE-BARN,
    RUNDE-ORIENTERET, RUNDE-BEGRAENSET).
    """
    require_open(round_)
    begun = stored.submitted(tx.connection, round_.id, children=[child.id])
    if not round_.takes(child.birth_date) and (child.id, context) not in begun:
        raise KnownError(NOT_IN_ROUND)
    noted = protection.notes(tx.connection, child.id)
    reasons = stored.reasons(tx.connection, round_.id, child_id=child.id)
    told = child.id in notices.given(tx.connection, child.id) or child.id in rights.not_told(noted)
    if not told and not _has_reason(reasons, child.id, context, ReasonKind.START):
        raise KnownError(NOT_INFORMED)
    restricted = rights.restriction(noted)
    since = [reason for reason in reasons if restricted is not None and reason.id > restricted.id]
    if restricted is not None and not _has_reason(since, child.id, context, ReasonKind.START):
        raise KnownError(RESTRICTED)


def _has_reason(reasons: Iterable[RoundReason], child_id: Id, context: Context, kind: ReasonKind) -> bool:
    return any((reason.child_id, reason.context, reason.kind) == (child_id, context, kind) for reason in reasons)
