"""Action plans: one as it is written and read, its versions, closing it, and who works by which.

Who writes while another has written meanwhile is told so: both texts stay, and a person decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from opspor.documents.plan_paper import plan_paper
from opspor.domain.access import REFUSED, Action, Reach, reach
from opspor.domain.assessment import Context, check_notes
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.follow_up import FollowUp
from opspor.domain.ids import Id
from opspor.domain.matrix import Cell
from opspor.domain.offer import Offer
from opspor.domain.people import StaffMember
from opspor.domain.planning import NO_SUCH_COLLEAGUE, Baton, Standing, check_plan, holder_of
from opspor.domain.plans import ActionPlan, Plan, PlanStatus
from opspor.domain.recipient import HOUSE, Recipient
from opspor.domain.work_days import WorkDays
from opspor.store import analyses, children, drafts, follow_ups, offers, people, plans
from opspor.store.records import Header
from opspor.usecases import telling, work_days
from opspor.usecases.beside import with_remarks
from opspor.usecases.children import find
from opspor.usecases.contexts import colleagues, contexts_of, find_in, homes, placed_in, sees, shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved

NO_SUCH_PLAN = Fault("PLAN-MANGLER", "Planen findes ikke i denne mappe. Intet er ændret. Gå tilbage, og vælg en anden.")
CHANGED_MEANWHILE = Fault(
    "PLAN-AENDRET",
    "En kollega har rettet planen, siden du åbnede den. Det, du har skrevet, er gemt som kladde. "
    "Læs, hvad der er ændret, og vælg, hvad der skal gælde.",
)
IS_CLOSED = Fault(
    "PLAN-LUKKET", "Planen er lukket. Det, du har skrevet, er gemt som kladde. Skriv en ny plan, hvis I begynder igen."
)
REASON_MISSING = Fault("PLAN-GRUND", "Skriv kort, hvorfor planen lukkes, og hvad der kom ud af den. Den er åben endnu.")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a plan now, how they stand to the child, and the offer to pass it on that nobody has answered yet."""

    id: Id
    name: str
    standing: Standing
    offered: Baton | None
    refused: Baton | None  # the newest offer, when the answer was no


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """What one needs to read, write or close one plan."""

    child: ChildInList
    context: Context
    contexts: tuple[Context, ...]  # where a new plan can be written; one for a plan that is there
    plan: Plan  # the draft, or what stands
    saved_at: datetime | None
    replaces: Id | None  # the version that was on screen when one began to write
    versions: tuple[ActionPlan, ...]  # the first one first; none for a new plan
    holder: Holder | None  # None for a new plan
    moved_from: str  # the groups the child went in when the plan was written and does not go in now
    carers: tuple[Carer, ...]
    colleagues: tuple[StaffMember, ...]
    offers: tuple[Offer, ...]
    cell: Cell | None  # where the team, or the sundhedsplejerske, placed the child last in that context
    analysis: Id | None  # the newest one about the child there
    next_on: date | None  # when one is to look again, as the plan or a follow-up of it says; None: not yet, or closed
    reviews: tuple[FollowUp, ...]  # what was said each time one looked again, oldest first
    today: date
    days: WorkDays  # what counts as a working day here

    @property
    def current(self) -> ActionPlan | None:
        """The plan as it stands; None for a new one."""
        return self.versions[-1] if self.versions else None

    @property
    def is_behind(self) -> bool:
        """Whether a colleague has written a version since the draft was begun."""
        return self.current is not None and self.current.id != self.replaces

    @property
    def key(self) -> str:
        """What the draft is called."""
        return plan_key(self.child.id, self.current.plan_id if self.current else None)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list."""

    plan_id: Id
    child: ChildInList
    context: Context
    title: str
    status: PlanStatus
    holder: Holder
    starts_on: date | None
    follow_up_on: date | None  # as the plan says; what was agreed since stands in the follow-ups
    expected_until: date | None


@dataclass(frozen=True, slots=True)
class _Draft:
    plan: Plan
    context: Context
    replaces: Id | None = None


def plan_key(child_id: Id, plan_id: Id | None) -> str:
    """What the draft of a plan is called."""
    return f"plan:{child_id}:{plan_id or ''}"


def sheet(desk: Desk, child_id: Id, plan_id: Id | None = None, context: Context | None = None) -> PlanSheet:
    """A plan as it stands, with one's draft of it, or an empty one for ``context``. Reading it is logged.

    Raises PLAN-MANGLER.
    """
    with desk.read(Action.OPEN_PLAN) as tx:
        versions = _versions(tx, plan_id) if plan_id else ()
        child = find_in(tx, versions[-1].child_id, versions[-1].context) if versions else find(tx, child_id)
        tx.note(plan_id or child_id)
        draft = drafts.load(tx.connection, desk.staff.id, plan_key(child.id, plan_id), _Draft)
        contexts = (versions[-1].context,) if versions else contexts_of(desk, tx, child)
        if not contexts:
            raise KnownError(REFUSED)
        wanted = context or (draft[0].context if draft else None)
        context = wanted if wanted in contexts else contexts[0]
        known = children.particulars(tx.connection, child.id)[1]
        there = colleagues(tx.connection, child.group_ids, context)
        last = versions[-1] if versions else None
        looks_on = _next_on(tx, last) if last else None
        written = draft[0].plan if draft else last.plan if last else Plan()
        return PlanSheet(
            child,
            context,
            contexts,
            _to_go_on(written, last, looks_on) if last else written,
            draft[1] if draft else None,
            draft[0].replaces if draft else last.id if last else None,
            versions,
            held_by(tx, last, there) if last else None,
            _moved_from(tx, child, last) if last else "",
            known.carers,
            there,
            offers.offers(tx.connection),
            placed_in(tx, child, context),
            _analysis(tx, child, context),
            looks_on,
            follow_ups.of(tx.connection, last.plan_id) if last else (),
            tx.today,
            work_days.of(tx.connection),
        )


def _next_on(tx: Transaction, current: ActionPlan) -> date | None:
    """When one is to look again: what was written last says so, the plan or a follow-up of it."""
    if current.status is PlanStatus.CLOSED:
        return None
    return follow_ups.next_on(tx.connection, current.plan_id, current.id, current.plan.follow_up_on)


def _to_go_on(plan: Plan, current: ActionPlan, looks_on: date | None) -> Plan:
    """The day to look again as a follow-up has moved it since: a new version must not bring the old one back."""
    moved = looks_on is not None and plan.follow_up_on == current.plan.follow_up_on
    return replace(plan, follow_up_on=looks_on) if moved else plan


def _versions(tx: Transaction, plan_id: Id) -> tuple[ActionPlan, ...]:
    """Every version of a plan, the first one first."""
    found = plans.plans(tx.connection, plan_id=plan_id, every=True)
    if not found:
        raise KnownError(NO_SUCH_PLAN)
    return found


def standing(tx: Transaction, plan_id: Id) -> tuple[ActionPlan, ChildInList]:
    """A plan as it stands and its child, after asking whether the person may. Raises PLAN-MANGLER."""
    current = _versions(tx, plan_id)[-1]
    return current, find_in(tx, current.child_id, current.context)


def _holder(
    current: ActionPlan, batons: Iterable[Baton], staff: Iterable[StaffMember], there: Collection[StaffMember]
) -> Holder:
    """Who holds a plan. ``batons`` are its own, ``staff`` everybody, ``there`` those who work where its child is."""
    batons = tuple(batons)
    id_ = holder_of(current, batons)
    member = next(one for one in staff if one.id == id_)
    here = Standing.HERE if member in there else Standing.AWAY if member.is_here else Standing.LEFT
    last = batons[-1] if batons else None
    waiting = last if last and last.accepted is None else None
    refused = last if last and last.accepted is False and last.answer_id and last.answer_id > current.id else None
    return Holder(id_, member.name, here, waiting, refused)


def held_by(tx: Transaction, current: ActionPlan, there: Collection[StaffMember]) -> Holder:
    """Who holds one plan; ``there`` are those who work where its child is."""
    return _holder(current, plans.batons(tx.connection, (current.plan_id,)), people.staff(tx.connection), there)


def _moved_from(tx: Transaction, child: ChildInList, current: ActionPlan) -> str:
    """The groups the child went in when a plan was written, when it goes in none of them now; "" otherwise."""
    day = current.written_at.astimezone().date()
    then = [
        e for e in children.enrolments(tx.connection, child.id) if e.since <= day and (not e.until or e.until > day)
    ]
    if not then or {e.group_id for e in then} & set(child.group_ids):
        return ""
    return ", ".join(dict.fromkeys(e.group_name for e in then))


def _analysis(tx: Transaction, child: ChildInList, context: Context) -> Id | None:
    found = [one.id for one in analyses.of_child(tx.connection, child.id) if one.context is context]
    return found[-1] if found else None


def save(desk: Desk, sheet: PlanSheet, plan: Plan) -> datetime:
    """Save what is written so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, sheet.key, _Draft(plan, sheet.context, sheet.replaces), tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def discard(desk: Desk, sheet: PlanSheet) -> None:
    """Throw one's own draft away: what stands is what one reads next."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.drop(tx.connection, desk.staff.id, sheet.key)
        tx.changed(Kind.DRAFTS)


def write(desk: Desk, sheet: PlanSheet, plan: Plan, *, sure: bool = False) -> Id:
    """The draft becomes a plan, or a new version of one; gives the plan's id.

    A colleague who was chosen to hold a new plan is asked first; until they say yes, whoever writes it holds it. A
    later version changes nobody's hands: that is done by ``baton.offer``. Raises what ``check_plan`` raises, and
    PLAN-AENDRET when somebody was faster: then what was written stays as a draft.
    """
    with desk.write(Action.WRITE_PLAN) as tx:
        current = sheet.current and _versions(tx, sheet.current.plan_id)[-1]
        child = find_in(tx, sheet.child.id, sheet.context)
        there = colleagues(tx.connection, child.group_ids, sheet.context)
        ask: Id | None = None
        if current:
            _must_be_open(current, sheet.replaces)
            batons = plans.batons(tx.connection, (current.plan_id,))
            plan = replace(plan, holder_id=holder_of(current, batons))
        elif plan.holder_id not in (None, desk.staff.id):
            ask, plan = plan.holder_id, replace(plan, holder_id=desk.staff.id)
        check_plan(plan, tx.today, sure=sure)
        if ask and ask not in {member.id for member in there}:
            raise KnownError(NO_SUCH_COLLEAGUE)
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=current.id if current else None
        )
        plan_id = current.plan_id if current else header.id
        plans.add(tx.connection, header, _version(tx, header, plan_id, sheet.context, plan))
        if ask:
            asked = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id)
            plans.add_baton(tx.connection, asked, plan_id, ask, "Vil du have stafetten fra begyndelsen?")
        drafts.drop(tx.connection, desk.staff.id, sheet.key)
        tx.note(header.id, goals=len(plan.goals))
        tx.changed(Kind.PLANS, Kind.DRAFTS)
        return plan_id


def _version(
    tx: Transaction, header: Header, plan_id: Id, context: Context, plan: Plan, closed_because: str = ""
) -> ActionPlan:
    assert header.child_id is not None  # noqa: S101  a plan is about a child
    status = PlanStatus.CLOSED if closed_because else PlanStatus.OPEN
    return ActionPlan(
        header.id, plan_id, header.child_id, context, tx.staff.id, tx.staff.name, header.written_at, plan, status,
        closed_because,
    )  # fmt: skip


def _must_be_open(current: ActionPlan, replaces: Id | None) -> None:
    if current.status is PlanStatus.CLOSED:
        raise KnownError(IS_CLOSED)
    if current.id != replaces:
        raise KnownError(CHANGED_MEANWHILE)


def close(desk: Desk, plan_id: Id, replaces: Id | None, because: str) -> None:
    """Close a plan with a reason: a version of its own, so that what stood before is there to read.

    ``replaces`` is the version that was on screen. Raises PLAN-GRUND, PLAN-LUKKET, PLAN-AENDRET.
    """
    if not because.strip():
        raise KnownError(REASON_MISSING)
    with desk.write(Action.WRITE_PLAN) as tx:
        current, child = standing(tx, plan_id)
        _must_be_open(current, replaces)
        check_notes(because)
        closed = end(tx, current, because)
        drafts.drop(tx.connection, desk.staff.id, plan_key(child.id, plan_id))
        tx.note(closed, closed=1)
        tx.changed(Kind.PLANS, Kind.DRAFTS)


def end(tx: Transaction, current: ActionPlan, because: str) -> Id:
    """Add the version that closes a plan, for whoever has asked; gives its id. A follow-up ends a plan by it too."""
    held = replace(current.plan, holder_id=holder_of(current, plans.batons(tx.connection, (current.plan_id,))))
    header = Header(tx.new_id(), tx.staff.id, tx.now, tx.now, child_id=current.child_id, replaces=current.id)
    plans.add(tx.connection, header, _version(tx, header, current.plan_id, current.context, held, because.strip()))
    return header.id


def print_plan(desk: Desk, plan_id: Id, target: Path, to: Recipient = HOUSE) -> None:
    """Save a plan as it stands as PDF; its line in the log stands on it, and whom it is for.

    Raises PLAN-MANGLER, PAPIR-LEDER, PAPIR-BESKYTTET, PAPIR-ANDET-BARN, and PAPIR-IKKE-GEMT when the place can't be
    written.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_PLAN) as tx:
        current, child = standing(tx, plan_id)
        telling.require(desk, tx, child, to)
        tx.note(current.id)
        held = held_by(tx, current, ())
        _, known = children.particulars(tx.connection, child.id)
        document = plan_paper(
            people.institution(tx.connection).name, child, known, current, held.name,
            follow_ups.of(tx.connection, plan_id), _next_on(tx, current), desk.staff, tx.now,
            log_mark(desk, tx, to),
        )  # fmt: skip
        document = with_remarks(tx, document, known, child.id, [current.id], to)
        put(layout.draw(telling.check_words(tx, child, to, document)))
        tx.changed(Kind.LOG)


def listed(desk: Desk) -> tuple[PlanRow, ...]:
    """The open plans of all the children that this person sees, oldest first. Logged."""
    with desk.read(Action.SEE_PLANS) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out by rows
        tx.note()
        return rows(desk, tx)


def rows(desk: Desk, tx: Transaction, seen: Mapping[Id, ChildInList] | None = None) -> tuple[PlanRow, ...]:
    """As ``listed``, for whoever has asked whether the person may see plans, and of the children in ``seen`` where
    they are read already.
    """
    mine = None if reach(desk.staff, Action.SEE_PLANS) is Reach.ALL else desk.staff.groups
    found = plans.plans(tx.connection, groups=mine, status=PlanStatus.OPEN)
    if seen is None:
        seen = children.by_ids(tx.connection, {plan.child_id for plan in found})
    return _rows(desk, tx, found, seen)


def _rows(
    desk: Desk, tx: Transaction, found: Iterable[ActionPlan], seen: Mapping[Id, ChildInList]
) -> tuple[PlanRow, ...]:
    """Plans as a list shows them, without those that were written at home and are not shown to this person."""
    kept = [p for p in found if p.child_id in seen and shown(tx, desk.staff, seen[p.child_id], p.context)]
    batons: dict[Id, list[Baton]] = defaultdict(list)
    for baton in plans.batons(tx.connection, [plan.plan_id for plan in kept]):
        batons[baton.plan_id].append(baton)
    staff, at_home = people.staff(tx.connection), homes(people.groups(tx.connection))

    @cache
    def there(groups: tuple[Id, ...], context: Context) -> tuple[StaffMember, ...]:
        return tuple(one for one in staff if one.is_here and sees(one, groups, context, at_home))

    return tuple(
        PlanRow(
            plan.plan_id, child, plan.context, title_of(plan.plan), plan.status,
            _holder(plan, batons[plan.plan_id], staff, there(child.group_ids, plan.context)),
            plan.plan.starts_on, plan.plan.follow_up_on, plan.plan.expected_until,
        )
        for plan in kept
        for child in (seen[plan.child_id],)
    )  # fmt: skip


def title_of(plan: Plan) -> str:
    """The title, or the first goal where nobody gave it one."""
    return plan.title.strip() or next((goal.text.strip() for goal in plan.goals if goal.text.strip()), "")
