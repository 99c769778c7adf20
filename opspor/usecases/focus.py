"""Focus points: what the adults try, for a child or a whole group. Written, changed as a new version, and closed.

What is written at home is not shown in the child's rooms (``usecases.contexts``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from opspor.documents.focus_paper import focus_paper
from opspor.domain.access import REFUSED, Action, may
from opspor.domain.assessment import Context, JointAssessment
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Cell
from opspor.domain.people import Group, StaffMember
from opspor.domain.plans import ActionPlan, Focus, FocusPoint, PlanStatus, check_focus
from opspor.domain.recipient import HOUSE, Recipient
from opspor.domain.rounds import CONTEXT_OF
from opspor.store import Connection, children, drafts, focus, follow_ups, people, rounds
from opspor.store.records import Header
from opspor.usecases import telling
from opspor.usecases.beside import with_remarks
from opspor.usecases.children import reconcile
from opspor.usecases.contexts import colleagues, contexts_of, find_in, placed_in, shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.groups import NO_SUCH_GROUP
from opspor.usecases.paper_files import log_mark, saved

NO_SUCH_POINT = Fault(
    "FOKUS-MANGLER", "Fokuspunktet findes ikke i denne mappe. Intet er ændret. Åbn det igen fra barnets side."
)
CHANGED_MEANWHILE = Fault(
    "FOKUS-AENDRET",
    "En anden har ændret fokuspunktet, mens du skrev. Det, du har skrevet, er gemt som kladde, og intet er gået tabt. "
    "Se, hvad den anden har skrevet, og gem igen.",
)
NOT_HERE = Fault(
    "FOKUS-HVEM-VAEK",
    "Den, der står som ansvarlig, kan ikke se fokuspunktet mere. Det, du har skrevet, er gemt som kladde. "
    "Vælg en anden.",
)
NOWHERE = Fault(
    "FOKUS-HVOR", "Barnet går ikke i nogen af dine grupper. Intet er ændret. Spørg lederen, hvor det går nu."
)


@dataclass(frozen=True, slots=True)
class FocusSheet:
    """A focus point while it is written or looked at. Of a ``child``, else of a whole ``group``."""

    child: ChildInList | None
    group: Group | None
    context: Context
    contexts: tuple[Context, ...]  # where a new one of a child may be written
    point: FocusPoint | None  # the current version; None while it is a new one
    focus: Focus  # the draft, else what stands
    saved_at: datetime | None  # when the draft was saved; None without one
    clashes: tuple[str, ...]  # fields of ``focus`` where ``point``, written meanwhile, says something else
    versions: tuple[FocusPoint, ...]  # the first one first
    staff: tuple[StaffMember, ...]  # who can see to it
    responsible: StaffMember | None  # whom ``focus`` names, also when they are not among ``staff`` any more
    others: int  # further open focus points of the child or the group
    agreed: tuple[str, JointAssessment] | None  # (round, agreement) that a new one is to follow from
    cell: Cell | None  # where the child was placed last there; None for a group

    @property
    def about(self) -> Id:
        """The child, or the group."""
        found = self.child or self.group
        assert found is not None  # noqa: S101  it is one of them
        return found.id

    @property
    def key(self) -> str:
        """What the draft is called."""
        return focus_key(self.about, self.context, self.point.point_id if self.point else None)


@dataclass(frozen=True, slots=True)
class _Draft:
    focus: Focus
    base: Id | None  # the version it was begun on


def focus_key(about: Id, context: Context, point_id: Id | None) -> str:
    """What the draft of a focus point is called."""
    return f"focus:{about}:{context}:{point_id or ''}"


def sheet(
    desk: Desk,
    *,
    child_id: Id | None = None,
    group_id: Id | None = None,
    context: Context | None = None,
    point_id: Id | None = None,
) -> FocusSheet:
    """A focus point with everything that one needs to write it. Reading it is logged.

    ``point_id`` says which; without it a new one about the child (in ``context``, or the first one) or the group.
    Raises FOKUS-MANGLER, FOKUS-HVOR, GRUPPE-MANGLER.
    """
    with desk.read(Action.OPEN_PLAN) as tx:
        versions = focus.versions(tx.connection, point_id) if point_id else ()
        if point_id and not versions:
            raise KnownError(NO_SUCH_POINT)
        if versions:
            child_id, group_id, context = versions[-1].child_id, versions[-1].group_id, versions[-1].context
        return _of_child(desk, tx, child_id, context, versions) if child_id else _of_group(desk, tx, group_id, versions)


def _of_child(
    desk: Desk, tx: Transaction, child_id: Id, context: Context | None, versions: Sequence[FocusPoint]
) -> FocusSheet:
    child = find_in(tx, child_id, context or Context.DAYCARE)
    places = (versions[-1].context,) if versions else contexts_of(desk, tx, child)
    where = context or next(iter(places), None)
    if where not in places:
        raise KnownError(NOWHERE)
    tx.note(child_id)
    there = (p for p in focus.of_child(tx.connection, child_id) if shown(tx, desk.staff, child, p.context))
    others = sum(p.status is PlanStatus.OPEN and p.point_id != _id_of(versions) for p in there)
    agreed = None if versions else _agreed(tx, child_id, where)
    staff = colleagues(tx.connection, child.group_ids, where)
    return _sheet(desk, tx, child, None, where, places, versions, staff, others, agreed)


def _of_group(desk: Desk, tx: Transaction, group_id: Id | None, versions: Sequence[FocusPoint]) -> FocusSheet:
    group = find_group(tx, group_id)
    tx.note(group.id)
    where = CONTEXT_OF[group.kind]
    rows = focus.listed(tx.connection, status=PlanStatus.OPEN)
    others = sum(row.group_id == group.id and row.point_id != _id_of(versions) for row in rows)
    staff = colleagues(tx.connection, (group.id,), where)
    return _sheet(desk, tx, None, group, where, (where,), versions, staff, others, None)


def find_group(tx: Transaction, group_id: Id | None) -> Group:
    """The group, after asking whether the person may do this to what is written about it. Raises GRUPPE-MANGLER."""
    group = next((g for g in people.groups(tx.connection) if g.id == group_id), None)
    if group is None:
        raise KnownError(NO_SUCH_GROUP)
    tx.require(groups=(group.id,))
    if not sees_group(tx.staff, group):
        raise KnownError(REFUSED)
    return group


def sees_group(staff: StaffMember, group: Group) -> bool:
    """Whether ``staff`` is shown what is written about a whole group; about a district those who visit in it."""
    at_home = CONTEXT_OF[group.kind] is Context.HOME
    return may(staff, Action.SEE_DISTRICT if at_home else Action.OPEN_PLAN, groups=(group.id,))


def _id_of(versions: Sequence[FocusPoint]) -> Id | None:
    return versions[-1].point_id if versions else None


def _agreed(tx: Transaction, child_id: Id, context: Context) -> tuple[str, JointAssessment] | None:
    """What the team agreed on there that no focus point was written of."""
    waiting = {id_ for id_, _, where, _ in focus.agreed_not_written(tx.connection, [child_id]) if where is context}
    for joint in rounds.joint(tx.connection, child_id=child_id, context=context):
        if joint.id in waiting:
            return rounds.rounds(tx.connection, round_id=joint.round_id)[0].name, joint
    return None


def _sheet(
    desk: Desk, tx: Transaction, child: ChildInList | None, group: Group | None, context: Context,
    contexts: tuple[Context, ...], versions: Sequence[FocusPoint], staff: tuple[StaffMember, ...], others: int,
    agreed: tuple[str, JointAssessment] | None,
) -> FocusSheet:  # fmt: skip
    about = child or group
    assert about is not None  # noqa: S101  it is one of them
    point = versions[-1] if versions else None
    draft = drafts.load(
        tx.connection, desk.staff.id, focus_key(about.id, context, point.point_id if point else None), _Draft
    )
    clashes: tuple[str, ...] = ()
    if draft is not None:
        content, clashes = _merged(draft[0], versions)
    elif point is not None:
        content = replace(point.focus, follow_up_on=next_on(tx.connection, point))
    else:
        content = Focus(starts_on=tx.today)
    if agreed is not None:
        content = replace(content, joint_id=agreed[1].id)
    named = next((m for m in people.staff(tx.connection) if m.id == content.responsible_id), None)
    return FocusSheet(
        child, group, context, contexts, point, content, draft[1] if draft else None, clashes, tuple(versions), staff,
        named, others, agreed, placed_in(tx, child, context) if child else None,
    )  # fmt: skip


def _merged(draft: _Draft, versions: Sequence[FocusPoint]) -> tuple[Focus, tuple[str, ...]]:
    """A draft that was begun on an older version, with what only somebody else changed taken into it."""
    base = next((version for version in versions if version.id == draft.base), None)
    if base is None or base is versions[-1]:
        return draft.focus, ()
    return reconcile(base.focus, draft.focus, versions[-1].focus)


def next_on(connection: Connection, one: FocusPoint | ActionPlan) -> date | None:
    """When one is to look at it again: what was written last says so, itself or a follow-up of it. None: it is over."""
    if one.status is PlanStatus.CLOSED:
        return None
    subject, day = (one.point_id, one.focus) if isinstance(one, FocusPoint) else (one.plan_id, one.plan)
    return follow_ups.next_on(connection, subject, one.id, day.follow_up_on)


def save(desk: Desk, sheet: FocusSheet, written: Focus) -> datetime:
    """Save what is written so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        draft = _Draft(written, sheet.point.id if sheet.point else None)
        drafts.save(tx.connection, desk.staff.id, sheet.key, draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def throw_away(desk: Desk, sheet: FocusSheet) -> None:
    """Throw the draft away; what stands in the record stays."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.drop(tx.connection, desk.staff.id, sheet.key)
        tx.changed(Kind.DRAFTS)


def write(desk: Desk, sheet: FocusSheet, written: Focus) -> Id:
    """The draft becomes a focus point, or a new version of ``sheet.point``; gives the id it has in all versions.

    One that was closed is open again. Raises what ``check_focus`` raises, FOKUS-HVEM-VAEK when whoever is responsible
    has left or does not see it any more, and FOKUS-AENDRET when somebody else was faster.
    """
    check_focus(written)
    with desk.write(Action.WRITE_PLAN) as tx:
        if sheet.child is not None:
            child = find_in(tx, sheet.child.id, sheet.context)
            groups, child_id, group_id = child.group_ids, child.id, None
            if sheet.point is None and sheet.context not in contexts_of(desk, tx, child):
                raise KnownError(NOWHERE)
        else:
            child_id, group_id = None, find_group(tx, sheet.about).id
            groups = (group_id,)
        if written.responsible_id not in {one.id for one in colleagues(tx.connection, groups, sheet.context)}:
            raise KnownError(NOT_HERE)
        if sheet.point is not None:
            _must_be_current(tx, sheet.point)
        id_ = tx.new_id()
        point = FocusPoint(
            id_, sheet.point.point_id if sheet.point else id_, child_id, group_id, sheet.context, desk.staff.id,
            desk.staff.name, tx.now, _stripped(written),
        )  # fmt: skip
        _add(tx, point, sheet.point)
        drafts.drop(tx.connection, desk.staff.id, sheet.key)
        tx.note(id_, changed=sheet.point is not None)
        tx.changed(Kind.PLANS, Kind.DRAFTS)
        return point.point_id


def print_point(desk: Desk, point_id: Id, target: Path, to: Recipient = HOUSE) -> None:
    """Save the current version as PDF; its line in the log stands on it, and whom it is for. Nothing of a draft does.

    That of a group tells of no child. Raises FOKUS-MANGLER, PAPIR-LEDER, PAPIR-BESKYTTET, PAPIR-ANDET-BARN, and
    PAPIR-IKKE-GEMT when the place can't be written.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_PLAN) as tx:
        point = focus.newest(tx.connection, point_id)
        if point is None:
            raise KnownError(NO_SUCH_POINT)
        child = find_in(tx, point.child_id, point.context) if point.child_id else None
        group = find_group(tx, point.group_id) if child is None else None
        if child is not None:
            telling.require(desk, tx, child, to)
        known = children.particulars(tx.connection, child.id)[1] if child else None
        tx.note(point.child_id or point.group_id or "", printed=1)
        mark = log_mark(desk, tx, to)
        responsible = next((m for m in people.staff(tx.connection) if m.id == point.focus.responsible_id), None)
        document = focus_paper(
            people.institution(tx.connection).name, point, next_on(tx.connection, point),
            child.full_name if child else group.name if group else "", known, responsible.name if responsible else "",
            tx.now, mark,
        )  # fmt: skip
        if child and known:
            document = with_remarks(tx, document, known, child.id, [point.id], to)
            document = telling.check_words(tx, child, to, document)
        put(layout.draw(document))
        tx.changed(Kind.LOG)


def close(tx: Transaction, point: FocusPoint, because: str) -> None:
    """Close a focus point with a reason, within the follow-up that says what came of it; ``write`` opens it again.

    Whoever calls has asked whether the person may. Raises FOKUS-AENDRET when ``point`` is not the current version.
    """
    _must_be_current(tx, point)
    closed = replace(
        point, id=tx.new_id(), author_id=tx.staff.id, author_name=tx.staff.name, written_at=tx.now,
        status=PlanStatus.CLOSED, closed_because=because.strip(),
    )  # fmt: skip
    _add(tx, closed, point)
    tx.changed(Kind.PLANS)


def _must_be_current(tx: Transaction, point: FocusPoint) -> None:
    newest = focus.newest(tx.connection, point.point_id)
    if newest is None:
        raise KnownError(NO_SUCH_POINT)
    if newest.id != point.id:
        raise KnownError(CHANGED_MEANWHILE)


def _add(tx: Transaction, point: FocusPoint, before: FocusPoint | None) -> None:
    replaces = before.id if before else None
    header = Header(point.id, point.author_id, tx.now, tx.now, child_id=point.child_id, replaces=replaces)
    focus.add(tx.connection, header, point)


def _stripped(written: Focus) -> Focus:
    """Without spaces around the texts."""
    return replace(
        written, title=written.title.strip(), wonder=written.wonder.strip(), resources=written.resources.strip(),
        not_when=written.not_when.strip(), goal=written.goal.strip(), action=written.action.strip(),
        parents=written.parents.strip(), childs_view=written.childs_view.strip(),
    )  # fmt: skip
