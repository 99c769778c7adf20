"""A new year: whole classes go on under new names, in one transaction, and back again on the same day.

A group is a place and not the children in it: when ``2.B`` goes on as ``3.B`` its children move to that group, so that
a round of last spring still says where they went then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind, StaffMember
from opspor.domain.plans import PlanStatus
from opspor.domain.text import fold
from opspor.domain.year_shift import Course, Shift, Step, begins_school, propose, same_name
from opspor.store import Connection, children, focus, leaving, people, rounds
from opspor.usecases.desk import Desk, Transaction

NAME_MISSING = Fault("AAR-NAVN", "Skriv, hvad {group} skal hedde fremover. Intet er ændret endnu.")
NO_DISTRICT = Fault(
    "AAR-DISTRIKT", "{group} er et distrikt, så ingen klasse kan gå videre dér. Intet er ændret. Vælg et andet navn."
)
NOT_AHEAD = Fault("AAR-DATO", "Dagen skal være i dag eller før. Intet er ændret. Gør det den dag, det nye år begynder.")
CHANGED = Fault(
    "AAR-AENDRET",
    "Grupperne eller børnene er ændret, siden du så listen. Intet er flyttet. Se listen igennem igen.",
)
NOTHING_MOVES = Fault("AAR-INTET", "Alle bliver, hvor de er. Intet er ændret. Vælg, hvem der går videre eller stopper.")
TOO_LATE = Fault(
    "AAR-FORTRYD",
    "Det nye år kan kun fortrydes samme dag. Intet er ændret. Flyt børnene på deres egen side, eller lav et nyt skift.",
)
_SETTING = "year_shift"


@dataclass(frozen=True, slots=True)
class YearGroup:
    """A group before the new year: its children, who works in it, and what would most likely become of it."""

    group: Group
    children: tuple[ChildInList, ...]
    staff: tuple[StaffMember, ...]
    proposal: Step


@dataclass(frozen=True, slots=True)
class Year:
    """What the leader begins with. ``to_school``: children of a room who turn six this year, to say yes or no to.

    ``can_undo`` says that a shift was done today and can be taken back.
    """

    groups: tuple[YearGroup, ...]
    to_school: tuple[Id, ...]
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What a shift does to one group: where most of it goes, how many children, and what to know about it.

    ``target`` is None where they stop. ``is_new``: there is no such group yet. ``joins``: other children are there or
    come there too. ``alone``: children who go another way, each with its step. ``nobody``: nobody works there then.
    """

    group: Group
    target: str | None
    moved: int
    is_new: bool
    joins: bool
    nobody: bool
    alone: tuple[tuple[ChildInList, Step], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen. ``rounds`` are open ones that the groups take part in, ``focus_points`` how many points of
    whole groups stay behind with the name of the group.
    """

    moves: tuple[Move, ...]
    moved: int
    stopping: int
    rounds: tuple[str, ...]
    focus_points: int


@dataclass(frozen=True, slots=True)
class Done:
    """What a shift did."""

    moved: int
    stopped: int
    new_groups: int


@dataclass(frozen=True, slots=True)
class _Moved:
    """What is kept of a shift to take it back: ids and days only."""

    day: date
    moved: tuple[tuple[Id, Id, Id, date], ...]  # child, from, to, day
    stopped: tuple[Id, ...]
    staff: dict[Id, list[Id]]
    leads: dict[Id, Id | None]
    ended: tuple[tuple[Id, Id, date], ...] = ()  # child, from, day: it was in the group already that it would move to


@dataclass(slots=True)
class _Plan:
    """A shift in ids, before anything is written."""

    groups: dict[Id, Group]
    made: dict[str, tuple[Id, str, GroupKind]] = field(default_factory=dict)  # folded name -> a group to make
    targets: dict[Id, Id | None] = field(default_factory=dict)  # group -> where it goes; None: they stop
    moved: list[tuple[Id, Id, Id, date]] = field(default_factory=list)
    ended: list[tuple[Id, Id, date]] = field(default_factory=list)
    stopped: list[tuple[Id, date]] = field(default_factory=list)

    def moving(self) -> int:
        """How many children are elsewhere afterwards."""
        return len({child for child, *_ in (*self.moved, *self.ended)})


def year(desk: Desk) -> Year:
    """Every class and room with what is proposed for it. Districts follow their own ages and are not here."""
    with desk.read(Action.SHIFT_YEAR) as tx:
        groups = {group.id: group for group in people.groups(tx.connection) if group.kind is not GroupKind.DISTRICT}
        listed = children.listed(tx.connection)
        staff = [member for member in people.staff(tx.connection) if member.left_at is None]
        kinds = {group.id: group.kind for group in people.groups(tx.connection)}
        tx.note(children=len(listed))
        last = _last(tx.connection)
        return Year(
            tuple(
                YearGroup(
                    group,
                    tuple(child for child in listed if group.id in child.group_ids),
                    tuple(member for member in staff if group.id in member.groups),
                    propose(group),
                )
                for group in groups.values()
            ),
            tuple(child.id for child in listed if begins_school(child, kinds, tx.today)),
            last is not None and last.day == tx.today,
        )


def preview(desk: Desk, shift: Shift) -> Preview:
    """What the shift would do, with every child that goes another way. Nothing is written. Raises as ``begin``."""
    with desk.read(Action.SHIFT_YEAR) as tx:
        plan = _plan(tx, shift)
        tx.note(groups=len(shift.groups))
        listed = {child.id: child for child in children.listed(tx.connection)}
        present = leaving.present(tx.connection)
        staff = [member for member in people.staff(tx.connection) if member.left_at is None]
        working = {group for groups in _staff_after(plan, shift, staff).values() for group in groups}
        arriving: dict[Id, set[Id]] = {}
        for _, source, to, _ in plan.moved:
            arriving.setdefault(to, set()).add(source)
        gone = {(child, source) for child, source, *_ in (*plan.moved, *plan.ended)} | {
            (child, group) for child, _ in plan.stopped for group in listed[child].group_ids
        }
        moves = []
        for group_id, target in plan.targets.items():
            group, step = plan.groups[group_id], shift.groups[group_id]
            alone = [
                (listed[child], other)
                for child, other in shift.children.items()
                if child in present.get(group_id, {}) and other != step
            ]
            if step.course is Course.STAYS and not alone:
                continue
            there = {child for child in present.get(target or Id(""), {}) if (child, target) not in gone}
            new = {id_ for id_, _, _ in plan.made.values()}
            along = len(present.get(group_id, {})) - len(alone) if step.course is not Course.STAYS else 0
            moves.append(
                Move(
                    group,
                    None if target is None else step.name.strip() or group.name,
                    along,
                    target in new,
                    target not in (None, group_id) and bool(there or len(arriving.get(target or Id(""), ())) > 1),
                    target not in (None, group_id) and target not in working,
                    tuple(alone),
                )
            )
        leaving_now = {group_id for group_id, target in plan.targets.items() if target != group_id}
        running = [
            one
            for one in rounds.rounds(tx.connection, running_on=tx.today)
            if leaving_now & {group.group_id for group in one.groups}
        ]
        points = [row for row in focus.listed(tx.connection, status=PlanStatus.OPEN) if row.group_id in leaving_now]
        return Preview(
            tuple(moves),
            plan.moving(),
            len(plan.stopped),
            tuple(one.name for one in running),
            len(points),
        )


def begin(desk: Desk, shift: Shift) -> Done:
    """Do it, all or nothing, with one line in the log. Taken back the same day by ``undo``.

    What was answered and written stays. Raises AAR-NAVN, AAR-DISTRIKT, AAR-DATO, AAR-INTET, and AAR-AENDRET when a
    group or a child is not where the leader saw it.
    """
    with desk.write(Action.SHIFT_YEAR) as tx:
        plan = _plan(tx, shift)
        if not plan.moving() and not plan.stopped:
            raise KnownError(NOTHING_MOVES)
        for id_, name, kind in plan.made.values():
            people.add_group(tx.connection, id_, name, kind)
        staff = [member for member in people.staff(tx.connection) if member.left_at is None]
        leads = {group.id: group.lead_id for group in plan.groups.values()}
        kept = _Moved(
            tx.today,
            tuple(plan.moved),
            tuple(child for child, _ in plan.stopped),
            {member.id: sorted(member.groups) for member in staff},
            leads,
            tuple(plan.ended),
        )
        leaving.move(
            tx.connection,
            [*((child, source, day) for child, source, _, day in plan.moved), *plan.ended],
            [(tx.new_id(), child, target, day) for child, _, target, day in plan.moved],
        )
        for child, day in plan.stopped:
            leaving.stop(tx.connection, child, day)
        for member, groups in _staff_after(plan, shift, staff).items():
            people.set_groups(tx.connection, member, groups)
        _set_leads(tx.connection, _leads_after(plan, shift))
        people.put_setting(tx.connection, _SETTING, msgspec.json.encode(kept).decode())
        done = Done(plan.moving(), len(plan.stopped), len(plan.made))
        tx.note(moved=done.moved, stopped=done.stopped, new_groups=done.new_groups)
        tx.changed(Kind.CHILDREN, Kind.PEOPLE, Kind.ROUNDS)
        return done


def undo(desk: Desk) -> Done:
    """Put everybody back where they were before today's shift; whoever was moved again since stays where they are.

    Groups that were made stay, without children. Raises AAR-FORTRYD.
    """
    with desk.write(Action.SHIFT_YEAR) as tx:
        last = _last(tx.connection)
        if last is None or last.day != tx.today:
            raise KnownError(TOO_LATE)
        now = children.groups_of(tx.connection)
        back = [(child, source, to, day) for child, source, to, day in last.moved if to in now.get(child, ())]
        stopped = [child for child in last.stopped if child in leaving.left(tx.connection)]
        leaving.move(
            tx.connection,
            [(child, to, day) for child, _, to, day in back],
            [
                (tx.new_id(), child, source, day)
                for child, source, day in (
                    *((child, source, day) for child, source, _, day in back),
                    *(one for one in last.ended if now.get(one[0]) and one[1] not in now[one[0]]),
                )
            ],
        )
        for child in stopped:
            leaving.come_back(tx.connection, child)
        here = {member.id for member in people.staff(tx.connection) if member.left_at is None}
        for member, groups in last.staff.items():
            if member in here:
                people.set_groups(tx.connection, member, groups)
        _set_leads(tx.connection, {group: lead for group, lead in last.leads.items() if lead is None or lead in here})
        people.put_setting(tx.connection, _SETTING, "")
        tx.note(back=len(back) + len(stopped))
        tx.changed(Kind.CHILDREN, Kind.PEOPLE, Kind.ROUNDS)
        return Done(len(back), len(stopped), 0)


def _last(connection: Connection) -> _Moved | None:
    said = people.setting(connection, _SETTING)
    return msgspec.json.decode(said, type=_Moved) if said else None


def _plan(tx: Transaction, shift: Shift) -> _Plan:
    if shift.on > tx.today:
        raise KnownError(NOT_AHEAD)
    plan = _Plan({group.id: group for group in people.groups(tx.connection)})
    present = leaving.present(tx.connection)
    here = {child for there in present.values() for child in there}
    if not {*shift.groups} <= {*plan.groups} or not {*shift.children} <= here:
        raise KnownError(CHANGED)
    stopping: dict[Id, date] = {}
    for group_id, step in shift.groups.items():
        group = plan.groups[group_id]
        plan.targets[group_id] = _target(tx, plan, group, step)
        for child, since in present.get(group_id, {}).items():
            own = shift.children.get(child, step)
            target = _target(tx, plan, group, own)
            if target is None:
                stopping[child] = max(shift.on, since + timedelta(days=1), stopping.get(child, date.min))
            elif target != group_id:
                plan.moved.append((child, group_id, target, max(shift.on, since)))
    going = {(child, source) for child, source, *_ in plan.moved}
    there = {(child, group) for group, here_now in present.items() for child in here_now} - going
    wished, plan.moved = plan.moved, []
    for child, source, target, day in wished:
        if child in stopping:
            continue
        if (child, target) in there:  # from two classes into one, or into one where it is: it is there once
            plan.ended.append((child, source, day))
        else:
            plan.moved.append((child, source, target, day))
            there.add((child, target))
    plan.stopped = [*stopping.items()]
    return plan


def _target(tx: Transaction, plan: _Plan, group: Group, step: Step) -> Id | None:
    """Where a step leads from ``group``: a group that is there or will be made; None where they stop."""
    if step.course is Course.LEAVES:
        return None
    if step.course is Course.STAYS:
        return group.id
    if not fold(step.name):
        raise KnownError(NAME_MISSING, group=group.name)
    found = next((one for one in plan.groups.values() if same_name(one.name, step.name)), None)
    if found is not None:
        if found.kind is GroupKind.DISTRICT:
            raise KnownError(NO_DISTRICT, group=found.name)
        return found.id
    return plan.made.setdefault(fold(step.name), (tx.new_id(), " ".join(step.name.split()), group.kind))[0]


def _going(plan: _Plan, shift: Shift) -> dict[Id, Id]:
    """group -> where its staff goes along to."""
    return {
        group: target
        for group, target in plan.targets.items()
        if target is not None and target != group and group not in shift.staff_stay
    }


def _staff_after(plan: _Plan, shift: Shift, staff: list[StaffMember]) -> dict[Id, frozenset[Id]]:
    """person -> the groups they work in afterwards, of those for whom that changes; preview asks for all."""
    going = _going(plan, shift)
    return {member.id: frozenset(going.get(group, group) for group in member.groups) for member in staff}


def _leads_after(plan: _Plan, shift: Shift) -> dict[Id, Id | None]:
    """group -> its tovholder afterwards: who goes along holds the threads there; of two who come, the first."""
    going = _going(plan, shift)
    leads: dict[Id, Id | None] = {group.id: group.lead_id for group in plan.groups.values() if group.id not in going}
    for group, target in going.items():
        if leads.get(target) is None:
            leads[target] = plan.groups[group].lead_id
    return leads | {group: leads.get(group) for group in going}


def _set_leads(connection: Connection, leads: Mapping[Id, Id | None]) -> None:
    groups = {group.id: group for group in people.groups(connection)}
    works = {member.id: member.groups for member in people.staff(connection)}
    for group_id, lead in leads.items():
        if group_id in groups and groups[group_id].lead_id != lead and (lead is None or group_id in works[lead]):
            people.change_group(connection, group_id, groups[group_id].kind, lead)
