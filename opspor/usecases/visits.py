"""Home visits and a sundhedsplejerske's district: what is due, a visit as a draft and as a record, needs, windows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

import msgspec

from opspor.domain.access import Action, may
from opspor.domain.assessment import (
    Agreement,
    Context,
    FormRef,
    JointAssessment,
)
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList, Particulars
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind, StaffMember
from opspor.domain.visit import (
    DueVisit,
    HomeVisit,
    Looked,
    NotHeld,
    VisitAgreement,
    VisitAnswers,
    VisitNeed,
    VisitType,
    When,
    Window,
    check_visit,
    check_windows,
    due_visit,
)
from opspor.forms.model import PositionForm, VisitForm
from opspor.reference import visits as usual
from opspor.store import Connection, children, drafts, people, visits
from opspor.store.records import Header
from opspor.usecases.children import NAME_MISSING, NO_SUCH_CHILD
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.factor_words import heaviest
from opspor.usecases.wording import form_of, keep

NO_DISTRICT = Fault(
    "DISTRIKT-MANGLER", "Distriktet findes ikke i denne mappe. Intet er ændret. Gå tilbage, og vælg et andet."
)
DISTRICT_NAME = Fault("DISTRIKT-NAVN", "Skriv distriktets navn, fx »Distrikt Nord«. Intet er ændret endnu.")
DISTRICT_EXISTS = Fault(
    "DISTRIKT-FINDES", "Der er allerede en gruppe med det navn. Intet er ændret. Vælg et andet navn."
)
BIRTH_OR_TERM = Fault(
    "DISTRIKT-DATO", "Skriv barnets fødselsdato, eller terminen, hvis barnet ikke er født. Intet er ændret endnu."
)
NEED_DATE = Fault("BESOEG-BEHOV", "Skriv, hvornår der er brug for et besøg, og hvorfor. Intet er ændret endnu.")
NOT_HELD = Fault(
    "BESOEG-IKKE",
    "Skriv, hvilken dag det var, og hvorfor besøget ikke blev til noget. Dagen kan ikke ligge fremme i tiden. "
    "Intet er noteret endnu.",
)
NO_SUCH_VISIT = Fault(
    "BESOEG-MANGLER",
    "Besøget findes ikke mere, eller en anden har rettet det. Det, du har skrevet, er gemt som kladde. "
    "Åbn besøget igen.",
)
_WINDOWS = "visits.windows"


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A child of the district with one visit that is due, or none. ``need`` is set where the visit is a need visit."""

    child: ChildInList
    due: DueVisit | None
    last: tuple[VisitType, date] | None
    need: Id | None = None


@dataclass(frozen=True, slots=True)
class District:
    """A district: what is due first, by date; who has nothing due last."""

    group: Group
    rows: tuple[DistrictRow, ...]

    def count(self, when: When) -> int:
        """How many visits stand so to today."""
        return sum(row.due is not None and row.due.when is when for row in self.rows)


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """What one needs for one visit. It says nothing about concerns: the parents see the first half of it."""

    child: ChildInList
    type: VisitType
    form: VisitForm
    position_form: PositionForm
    answers: VisitAnswers
    saved_at: datetime | None
    agreed_before: tuple[VisitAgreement, ...]  # at the visit before this one
    corrects: HomeVisit | None  # the visit that is corrected, when it is
    needs: tuple[VisitNeed, ...] = ()

    @property
    def key(self) -> str:
        """What the draft is called."""
        return visit_key(self.child.id, self.type, self.corrects.id if self.corrects else None)


@dataclass(frozen=True, slots=True)
class _Draft:
    answers: VisitAnswers
    form: FormRef
    position_form: FormRef


@dataclass(frozen=True, slots=True)
class ChildVisits:
    """The visits of one child and those that came to nothing, each newest first, and those that are still needed."""

    child: ChildInList
    visits: tuple[HomeVisit, ...]
    not_held: tuple[NotHeld, ...]
    needs: tuple[VisitNeed, ...]
    due: DueVisit | None


def visit_key(child_id: Id, type_: VisitType, corrects: Id | None) -> str:
    """What the draft of a visit is called."""
    return f"visit:{child_id}:{type_}:{corrects or ''}"


def districts(desk: Desk) -> tuple[Group, ...]:
    """The districts one works in; the leader's are all."""
    with desk.read(Action.SEE_DISTRICT) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
        return my_districts(desk.staff, tx.connection)


def my_districts(staff: StaffMember, connection: Connection) -> tuple[Group, ...]:
    """The districts whose visits ``staff`` may see, in the order of their names."""
    every = _districts(connection).values()
    return tuple(group for group in every if may(staff, Action.SEE_DISTRICT, groups=(group.id,)))


def _districts(connection: Connection) -> dict[Id, Group]:
    return {group.id: group for group in people.groups(connection, GroupKind.DISTRICT)}


def new_district(desk: Desk, name: str) -> Id:
    """Add a district; whoever adds it works in it."""
    with desk.write(Action.IMPORT_LIST) as tx:
        tx.require(author=desk.staff.id)
        if not name.strip():
            raise KnownError(DISTRICT_NAME)
        if people.group_named(tx.connection, name) is not None:
            raise KnownError(DISTRICT_EXISTS)
        group = tx.new_id()
        people.add_group(tx.connection, group, name.strip(), GroupKind.DISTRICT)
        people.set_groups(tx.connection, desk.staff.id, desk.staff.groups | {group})
        tx.note(group, groups=1)
        tx.changed(Kind.PEOPLE)
        return group


def district(desk: Desk, group_id: Id) -> District:
    """A district with every visit that is due by age or by need, sorted by the day it should be made by."""
    with desk.read(Action.SEE_DISTRICT) as tx:
        group = _districts(tx.connection).get(group_id)
        if group is None:
            raise KnownError(NO_DISTRICT)
        tx.require(groups=(group_id,))
        tx.note(group_id, children=group.child_count)
        return District(group, district_rows(tx, group_id))


def district_rows(tx: Transaction, group_id: Id) -> tuple[DistrictRow, ...]:
    """The rows of a district; whoever asks has asked whether the person may see it."""
    made: dict[Id, list[tuple[VisitType, date]]] = defaultdict(list)
    for child_id, type_, day in visits.made(tx.connection, (group_id,)):
        made[child_id].append((type_, day))
    plan = _windows(tx.connection)
    listed = {child.id: child for child in children.listed(tx.connection, groups={group_id})}
    rows = [_row(child, made[child.id], plan, tx.today) for child in listed.values()]
    rows += [
        DistrictRow(listed[need.child_id], _needed(need, tx.today), _newest(made[need.child_id]), need.id)
        for need in visits.needs(tx.connection, (group_id,))
    ]
    return tuple(sorted(rows, key=lambda row: row.due.until if row.due else date.max))


def _row(child: ChildInList, made: list[tuple[VisitType, date]], plan: Iterable[Window], today: date) -> DistrictRow:
    due = None
    if child.birth_date is not None:
        due = due_visit(tuple(plan), child.birth_date, {type_ for type_, _ in made}, today)
    return DistrictRow(child, due, _newest(made))


def _newest(made: list[tuple[VisitType, date]]) -> tuple[VisitType, date] | None:
    return made[-1] if made else None


def _needed(need: VisitNeed, today: date) -> DueVisit:
    when = When.LATE if need.due_on < today else When.NOW if need.due_on == today else When.COMING
    return DueVisit(VisitType.NEED, when, need.due_on, need.due_on)


def add_child(desk: Desk, group_id: Id, *, name: str, birth: date | None, address: str = "") -> Id:
    """Add a child to a district. ``birth`` may lie ahead: then it is the day it is expected.

    The last word of ``name`` is the last name.
    """
    first, _, last = name.strip().rpartition(" ")
    if not name.strip():
        raise KnownError(NAME_MISSING)
    if birth is None:
        raise KnownError(BIRTH_OR_TERM)
    with desk.write(Action.IMPORT_LIST) as tx:
        if group_id not in _districts(tx.connection):
            raise KnownError(NO_DISTRICT)
        tx.require(groups=(group_id,))
        child_id = tx.new_id()
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child_id)
        known = Particulars(first or last, last if first else "", birth, "", address.strip(), False, "", None, "")
        row = (child_id, children.next_number(tx.connection), header, known, group_id)
        children.add(tx.connection, [row], tx.today)
        tx.note(child_id, children=1)
        tx.changed(Kind.CHILDREN)
        return child_id


def visited(tx: Transaction, child_id: Id) -> tuple[ChildInList, set[Id]]:
    """The child and its districts, after asking whether the person works in one of them."""
    child = children.by_id(tx.connection, child_id)
    if child is None:
        raise KnownError(NO_SUCH_CHILD)
    there = _districts(tx.connection).keys() & set(child.group_ids)
    tx.require(groups=there)
    return child, there


def of_child(desk: Desk, child_id: Id) -> ChildVisits:
    """The visits of one child, newest first, and what is due. Reading them is logged."""
    with desk.read(Action.OPEN_VISIT) as tx:
        child, there = visited(tx, child_id)
        tx.note(child_id)
        found = visits.visits(tx.connection, child_id)
        due = None
        if child.birth_date is not None:
            done = {visit.type for visit in found}
            due = due_visit(_windows(tx.connection), child.birth_date, done, tx.today)
        not_held = visits.not_held(tx.connection, child_id)[::-1]
        return ChildVisits(child, found[::-1], not_held, _needs(tx, child_id, there), due)


def _needs(tx: Transaction, child_id: Id, there: Collection[Id]) -> tuple[VisitNeed, ...]:
    return tuple(need for need in visits.needs(tx.connection, there) if need.child_id == child_id)


def visit_sheet(desk: Desk, child_id: Id, type_: VisitType, corrects: Id | None = None) -> VisitSheet:
    """The sheet of a visit: the draft, or the visit that is corrected, or an empty one. No answer is filled in."""
    with desk.read(Action.OPEN_VISIT) as tx:
        child, there = visited(tx, child_id)
        tx.note(child_id, type=type_.value)
        every = visits.visits(tx.connection, child_id)
        before = _to_correct(every, corrects)
        draft = drafts.load(tx.connection, desk.staff.id, visit_key(child_id, type_, corrects), _Draft)
        if draft:
            answers, form_ref, position_ref = draft[0].answers, draft[0].form, draft[0].position_form
        elif before:
            answers, form_ref, position_ref = before.answers, before.form, before.position_form
        else:
            answers = VisitAnswers(visited_on=tx.today)
            form_ref, position_ref = desk.library.visit(type_).ref, desk.library.position().ref
        form, position = form_of(desk, tx, form_ref), form_of(desk, tx, position_ref)
        assert isinstance(form, VisitForm)  # noqa: S101  the reference names the kind
        assert isinstance(position, PositionForm)  # noqa: S101  as above
        others = [visit for visit in every if visit.id != corrects]
        return VisitSheet(
            child, type_, form, position, answers, draft[1] if draft else None,
            others[-1].answers.agreements if others else (), before, _needs(tx, child_id, there),
        )  # fmt: skip


def _to_correct(every: Iterable[HomeVisit], visit_id: Id | None) -> HomeVisit | None:
    if visit_id is None:
        return None
    found = next((visit for visit in every if visit.id == visit_id), None)
    if found is None:
        raise KnownError(NO_SUCH_VISIT)
    return found


def save_visit(desk: Desk, sheet: VisitSheet, answers: VisitAnswers) -> datetime:
    """Save what is written so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        draft = _Draft(answers, sheet.form.ref, sheet.position_form.ref)
        drafts.save(tx.connection, desk.staff.id, sheet.key, draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def finish_visit(desk: Desk, sheet: VisitSheet, answers: VisitAnswers) -> Id:
    """The draft becomes a record. A correction replaces the earlier one, and both stay.

    A need visit ends the earliest need of the child. Raises what ``check_visit`` raises.
    """
    with desk.write(Action.WRITE_VISIT) as tx:
        child, there = visited(tx, sheet.child.id)
        check_visit((topic.id for topic in sheet.form.topic), answers, tx.today)
        assert answers.visited_on is not None  # noqa: S101  it was just checked
        corrects = sheet.corrects.id if sheet.corrects else None
        _to_correct(visits.visits(tx.connection, child.id), corrects)
        for ref in (sheet.form.ref, sheet.position_form.ref):
            keep(desk, tx, ref)
        midnight = datetime.combine(answers.visited_on, time(), tzinfo=tx.now.tzinfo)  # the time of day is not known
        header = Header(tx.new_id(), desk.staff.id, midnight, tx.now, child_id=child.id, replaces=corrects)
        visit = HomeVisit(
            header.id, child.id, sheet.type, desk.staff.id, desk.staff.name, tx.now, answers.visited_on, answers,
            sheet.form.ref, sheet.position_form.ref,
        )  # fmt: skip
        visits.add(tx.connection, header, visit)
        open_needs = _needs(tx, child.id, there)
        if sheet.type is VisitType.NEED and corrects is None and open_needs:
            _end(desk, tx, open_needs[0])
        drafts.drop(tx.connection, desk.staff.id, sheet.key)
        tx.note(header.id, type=sheet.type.value)
        tx.changed(Kind.VISITS, Kind.DRAFTS)
        return header.id


def note_not_held(desk: Desk, child_id: Id, type_: VisitType, *, day: date | None, why: str) -> Id:
    """Note that a visit came to nothing. It is due as before, a need stays, and a draft of it too.

    Raises BESOEG-IKKE without a day, with one that has not come, or without a reason.
    """
    if day is None or not why.strip():
        raise KnownError(NOT_HELD)
    with desk.write(Action.WRITE_VISIT) as tx:
        child, _ = visited(tx, child_id)
        if day > tx.today:
            raise KnownError(NOT_HELD)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id)
        visits.add_not_held(
            tx.connection, header, NotHeld(header.id, child.id, type_, day, why.strip(), desk.staff.name)
        )
        tx.note(header.id, type=type_.value, held=0)
        tx.changed(Kind.VISITS)
        return header.id


def need_visit(desk: Desk, child_id: Id, *, due_on: date | None, why: str) -> Id:
    """Note that a visit is needed beside the ordinary ones."""
    if due_on is None or not why.strip():
        raise KnownError(NEED_DATE)
    with desk.write(Action.WRITE_VISIT) as tx:
        child, _ = visited(tx, child_id)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id)
        visits.add_need(tx.connection, header, VisitNeed(header.id, child.id, due_on, why.strip()))
        tx.note(child.id, needs=1)
        tx.changed(Kind.VISITS)
        return header.id


def end_need(desk: Desk, child_id: Id, need_id: Id) -> None:
    """The visit is not needed any more. One that has ended already stays so."""
    with desk.write(Action.WRITE_VISIT) as tx:
        child, there = visited(tx, child_id)
        for need in _needs(tx, child.id, there):
            if need.id == need_id:
                _end(desk, tx, need)
        tx.note(child.id, needs=0)
        tx.changed(Kind.VISITS)


def _end(desk: Desk, tx: Transaction, need: VisitNeed) -> None:
    header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=need.child_id, replaces=need.id)
    visits.add_need(tx.connection, header, need, done=True)


def windows(desk: Desk) -> tuple[Window, ...]:
    """When each visit is due by age, as this municipality has set it."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return _windows(tx.connection)


def _windows(connection: Connection) -> tuple[Window, ...]:
    set_ = people.setting(connection, _WINDOWS)
    return msgspec.json.decode(set_, type=tuple[Window, ...]) if set_ else usual.plan().window


def set_windows(desk: Desk, plan: Iterable[Window]) -> None:
    """Set when visits are due, or switch one off. Raises BESOEG-VINDUE."""
    plan = tuple(plan)
    check_windows(plan)
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        people.put_setting(tx.connection, _WINDOWS, msgspec.json.encode(plan).decode())
        tx.note(visits=sum(window.on for window in plan))
        tx.changed(Kind.SETTINGS, Kind.VISITS)


def may_see(connection: Connection, staff: StaffMember, child: ChildInList) -> bool:
    """Whether ``staff`` may see the child's visits: what was seen at home does not follow it into its rooms."""
    return any(group.id in child.group_ids for group in my_districts(staff, connection))


def assessed(connection: Connection, staff: StaffMember, child: ChildInList) -> HomeVisit | None:
    """The newest visit that is an assessment too, when ``staff`` may see the child's visits."""
    if not may_see(connection, staff, child):
        return None
    found = [v for v in visits.visits(connection, child.id) if v.answers.position or v.answers.trivsel]
    return found[-1] if found else None


def as_joint(visit: HomeVisit) -> JointAssessment:
    """A visit as papers read an assessment: seen at home, by one, together with the parents."""
    answers = visit.answers
    agreement = Agreement(
        context=Context.HOME, position=answers.position, trivsel=answers.trivsel, reason=answers.reason,
        participants=(visit.author_id,), follow_up_on=answers.follow_up_on,
    )  # fmt: skip
    return JointAssessment(visit.id, visit.child_id, visit.id, visit.author_id, visit.written_at, agreement, visit.form)


def behind(desk: Desk, tx: Transaction, visit: HomeVisit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The factors that were seen, and the topics that called for a talk, in the words of the visit's own forms."""
    position, form = form_of(desk, tx, visit.position_form), form_of(desk, tx, visit.form)
    assert isinstance(position, PositionForm)  # noqa: S101  the reference names the kind
    assert isinstance(form, VisitForm)  # noqa: S101  as above
    texts = {factor.code: factor.text for factor in position.factor}
    factors = heaviest(visit.answers.factors, texts)
    talked = [topic for topic in form.topic if visit.answers.answers.get(topic.id) == Looked.TALK]
    return factors, tuple(
        f"{topic.text}: {'værd at holde øje med' if topic.afterwards else 'det taler vi om'}" for topic in talked
    )
