"""Looking again: what is due for whom, what was agreed, and that one looked again or put it off.

Nothing disappears by itself: what has a day stays until somebody has followed up, put it off with a reason, or ended
it. What was written at home is not shown in the child's rooms (``usecases.contexts``).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.assessment import FOLLOW_UP_WORDS, Agreement, Context
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.concern import owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.follow_up import (
    FollowUp,
    FollowUpDone,
    Review,
    Subject,
    SubjectKind,
    When,
    check_postponed,
    check_review,
    when,
)
from opspor.domain.forum import OUTCOME_WORDS
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingAgreement
from opspor.domain.people import Group
from opspor.domain.plans import ActionPlan, FocusPoint, Goal
from opspor.domain.work_days import WorkDays
from opspor.reference.cadences import Situation
from opspor.store import children, concerns, contacts, follow_ups, forum, meetings, people, plans, rounds, visits
from opspor.store import focus as focus_store
from opspor.store.records import Header
from opspor.usecases import focus as focus_points
from opspor.usecases import plans as plan_cases
from opspor.usecases import work_days
from opspor.usecases.concerns import find_concern
from opspor.usecases.contexts import find_in, homes, sees
from opspor.usecases.desk import Desk, Transaction

GONE = Fault(
    "OPFOELGNING-VAEK",
    "Her er ikke mere noget at følge op på: det er lukket, rettet eller afløst af noget nyt. "
    "Det, du har skrevet, er gemt som kladde. Åbn det igen fra Start eller fra barnets side.",
)
MEANWHILE = Fault(
    "OPFOELGNING-ANDEN",
    "En kollega har fulgt op eller rettet aftalen, mens du skrev. Det, du har skrevet, er gemt som kladde. "
    "Læs, hvad der står nu, og gem igen.",
)

# which days are offered for what
SITUATIONS = {
    SubjectKind.ASSESSMENT: Situation.ASSESSMENT,
    SubjectKind.VISIT: Situation.VISIT,
    SubjectKind.FOCUS: Situation.FOCUS,
    SubjectKind.PLAN: Situation.PLAN_AGAIN,
    SubjectKind.NEXT_MEETING: Situation.MEETING,
    SubjectKind.AGREEMENT: Situation.AGREEMENT,
    SubjectKind.FORUM_AGREEMENT: Situation.AGREEMENT,
    SubjectKind.FORUM_NEXT: Situation.BRIEF,
}


class Due(NamedTuple):
    """Something with a day, as Start and lists show it: whom it is about and when, nothing of what was agreed."""

    subject: Subject
    child: ChildInList | None  # None: of a whole group, or of a concern
    group_name: str  # of a concern its neutral label, never a name (design section 11, rule 10)
    on: date
    when: When
    responsible: str  # "Jonas K."; "" where it is the team's, or of somebody without a login
    nobody: bool  # whoever saw to it has left, or does not see it any more: "ingen har den"
    mine: bool  # for this person to see to: their own, their team's, and what nobody has


class _Whose(NamedTuple):
    responsible: str
    nobody: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was agreed, as it stands on the page: what it is called, and the words."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class FollowUpSheet:
    """What one needs to look again: what was agreed, what was said since, and the working days for the next day."""

    subject: Subject
    child: ChildInList | None
    group: Group | None
    title: str
    agreed: tuple[Said, ...]
    goals: tuple[Goal, ...]  # of a plan: each is asked about
    started: date
    agreed_on: date | None  # a further day that was agreed on
    earlier: tuple[FollowUp, ...]  # oldest first
    days: WorkDays
    today: date
    label: str = ""  # of the concern that it follows, which stands in place of a child

    @property
    def key(self) -> str:
        """What the draft is called."""
        return f"follow_up:{self.subject.id}"


def due(desk: Desk, until: date | None = None, seen: Mapping[Id, ChildInList] | None = None) -> tuple[Due, ...]:
    """Everything with a day that this person sees, the earliest first; ``until`` None: whatever the day. ``seen`` are
    the children that the person sees, where they are read already.
    """
    with desk.read(Action.SEE_PLANS) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)  # what one may not see is left out below
        if seen is None:
            mine = None if reach(desk.staff, Action.SEE_PLANS) is Reach.ALL else desk.staff.groups
            seen = {child.id: child for child in children.listed(tx.connection, groups=mine)}
        return due_of(tx, seen, until)


def due_of(
    tx: Transaction,
    seen: Mapping[Id, ChildInList],
    until: date | None,
    kinds: Collection[SubjectKind] = tuple(SubjectKind),
    *,
    gone: bool = False,
) -> tuple[Due, ...]:
    """As ``due``, for whoever has asked and knows whom the person sees; of these ``kinds`` only.

    A child that has left is in no group, and nothing about it is due; when it comes back, so does what had a day.
    With ``gone`` what is about such a child is there too, for the leader, who alone still sees it.
    """
    groups = {group.id: group for group in people.groups(tx.connection)}
    found = follow_ups.due(tx.connection, until, kinds)
    found += _contacts(tx, groups, until) if SubjectKind.CONTACT in kinds else []
    at_home = homes(groups.values())
    whose = _whose(tx, at_home)
    rows = []
    for subject in found:
        assert subject.on is not None  # noqa: S101  what is due has a day
        if subject.concern_id is not None:
            continue
        child = seen.get(subject.child_id) if subject.child_id else None
        there = child.group_ids if child else (subject.group_id,) if subject.group_id else ()
        if not (there or (gone and child)) or not sees(tx.staff, there, subject.context, at_home):
            continue
        name = groups[subject.group_id].name if subject.group_id else ""
        rows.append(
            Due(
                subject, child, name, subject.on, when(subject.on, tx.today),
                *whose(subject.responsible_id, there, subject.context),
            )
        )  # fmt: skip
    rows += _in_concerns(tx, [subject for subject in found if subject.concern_id is not None])
    place = {child: number for number, child in enumerate(seen)}  # as a class list has them; whole groups first
    return tuple(sorted(rows, key=lambda row: (row.on, place[row.child.id] if row.child else -1)))


def _in_concerns(tx: Transaction, found: Collection[Subject]) -> list[Due]:
    """What was agreed on in a forum, for those who may open the concern it is about. It is its author's, and theirs who
    work where the child goes, where no colleague of them was named."""
    if not found:
        return []
    wanted = {subject.concern_id for subject in found if subject.concern_id}
    every = {concern.id: concern for concern in concerns.concerns(tx.connection, concern_ids=wanted)}
    about = children.by_ids(tx.connection, {one.child_id for one in every.values() if one.child_id})
    staff, me = {member.id: member for member in people.staff(tx.connection)}, tx.staff
    rows = []
    for subject in found:
        concern = every[subject.concern_id or Id("")]
        child = about.get(concern.child_id) if concern.child_id else None
        whose = owners(concern, child.group_ids if child else ())
        if subject.on is None or not may(me, Action.OPEN_CONCERN, **whose):
            continue
        who = staff[subject.responsible_id] if subject.responsible_id else None
        nobody = who is not None and not (who.is_here and may(who, Action.OPEN_CONCERN, **whose))
        named = who is not None and not nobody
        short = who.short if who and named else ""
        theirs = concern.author_id == me.id or not me.groups.isdisjoint(whose["groups"])
        mine = who == me if named else theirs or (nobody and reach(me, Action.FOLLOW_UP) is Reach.ALL)
        rows.append(
            Due(subject, None, concern.label, subject.on, when(subject.on, tx.today), short, nobody, mine)
        )  # fmt: skip
    return rows


def _contacts(tx: Transaction, groups: Collection[Id], until: date | None) -> list[Subject]:
    """The contacts with parents that somebody planned; the next contact takes their place."""
    planned = contacts.planned(tx.connection, until or date.max, groups)
    return [
        Subject(contact, SubjectKind.CONTACT, child, None, context, contact, on, None)
        for child, contact, context, on in planned
    ]


def _whose(tx: Transaction, at_home: Collection[Id]) -> Callable[[Id | None, tuple[Id, ...], Context], _Whose]:
    """Who sees to something, by its responsible person, its groups and where it was written: few, again and again."""
    staff = {member.id: member for member in people.staff(tx.connection)}
    leads = reach(tx.staff, Action.FOLLOW_UP) is Reach.ALL

    @cache
    def whose(responsible_id: Id | None, there: tuple[Id, ...], context: Context) -> _Whose:
        who = staff[responsible_id] if responsible_id else None
        nobody = who is not None and not (who.is_here and sees(who, there, context, at_home))
        works_there = not tx.staff.groups.isdisjoint(there)
        mine = (
            (who is not None and who.id == tx.staff.id)
            or ((who is None or nobody) and works_there)
            or (nobody and leads)
        )
        return _Whose(who.short if who and not nobody else "", nobody, mine)

    return whose


def sheet(desk: Desk, subject_id: Id) -> FollowUpSheet:
    """What one needs to look again at something. Reading it is logged. Raises OPFOELGNING-VAEK."""
    with desk.read(Action.OPEN_PLAN) as tx:
        subject, child, group = _find(tx, subject_id)
        tx.note(subject_id, kind=subject.kind.value)
        days = work_days.of(tx.connection)
        content = _CONTENT[subject.kind](tx, subject)
        earlier = follow_ups.of(tx.connection, subject_id)
        return FollowUpSheet(
            subject, child, group, content.title, tuple(said for said in content.said if said.text), content.goals,
            content.started, content.agreed_on, earlier, days, tx.today, content.label,
        )  # fmt: skip


def look_again(desk: Desk, sheet: FollowUpSheet, review: Review) -> Id:
    """Keep that one looked again, what came of it, and when one looks next; gives the follow-up.

    Without a next day it ends there: a focus point or a plan is closed, with the note as the reason. Raises what
    ``check_review`` raises, OPFOELGNING-VAEK, and OPFOELGNING-ANDEN when somebody was faster.
    """
    with desk.write(Action.FOLLOW_UP) as tx:
        subject = _as_seen(tx, sheet)
        goals = [goal.id for goal in sheet.goals]
        check_review(review, subject.kind, today=tx.today, started=sheet.started, goals=goals)
        held = replace(review, on=review.on or tx.today, note=review.note.strip(), reason="")
        made = _add(tx, subject, FollowUpDone.HELD, held)
        if review.next_on is None:
            _end(tx, subject, held.note)
        return made


def postpone(desk: Desk, sheet: FollowUpSheet, to: date | None, reason: str) -> Id:
    """Put it off with a reason; gives the follow-up. Raises what ``check_postponed`` raises, and as ``look_again``."""
    with desk.write(Action.FOLLOW_UP) as tx:
        subject = _as_seen(tx, sheet)
        check_postponed(to, reason, tx.today)
        return _add(tx, subject, FollowUpDone.POSTPONED, Review(on=tx.today, reason=reason.strip(), next_on=to))


def _find(tx: Transaction, subject_id: Id) -> tuple[Subject, ChildInList | None, Group | None]:
    """Something to look at again and whom it is about, after asking whether the person may."""
    subject = follow_ups.subject(tx.connection, subject_id)
    if subject is None or subject.kind is SubjectKind.MEETING:  # a meeting that is planned is not looked at again
        raise KnownError(GONE)
    if subject.concern_id is not None:
        find_concern(tx, subject.concern_id)
        return subject, None, None
    if subject.child_id is None:
        return subject, None, focus_points.find_group(tx, subject.group_id)
    return subject, find_in(tx, subject.child_id, subject.context), None


def _as_seen(tx: Transaction, sheet: FollowUpSheet) -> Subject:
    now, _, _ = _find(tx, sheet.subject.id)
    if (now.version_id, now.newest_id) != (sheet.subject.version_id, sheet.subject.newest_id):
        raise KnownError(MEANWHILE)
    return now


def _add(tx: Transaction, subject: Subject, kind: FollowUpDone, review: Review) -> Id:
    header = Header(tx.new_id(), tx.staff.id, tx.now, tx.now, child_id=subject.child_id, concern_id=subject.concern_id)
    made = FollowUp(header.id, subject.id, kind, tx.staff.id, tx.staff.name, tx.now, review)
    follow_ups.add(tx.connection, header, made)
    tx.note(header.id, kind=kind.value, of=subject.kind.value, ended=review.next_on is None)
    tx.changed(Kind.PLANS, Kind.MEETINGS, Kind.JOINT_ASSESSMENTS, Kind.VISITS, Kind.FORUM)
    return header.id


def _end(tx: Transaction, subject: Subject, because: str) -> None:
    """What has a state of its own is closed in the same transaction."""
    if subject.kind is SubjectKind.FOCUS:
        focus_points.close(tx, _focus_point(tx, subject), because)
    elif subject.kind is SubjectKind.PLAN:
        plan_cases.end(tx, _plan(tx, subject), because)


@dataclass(frozen=True, slots=True)
class _Content:
    """What was agreed, and since when; ``agreed_on`` as in the sheet."""

    title: str
    started: date
    said: tuple[Said, ...]
    goals: tuple[Goal, ...] = ()
    agreed_on: date | None = None
    label: str = ""


def _assessment(tx: Transaction, subject: Subject) -> _Content:
    joint = next(j for j in rounds.joint(tx.connection, child_id=subject.child_id) if j.id == subject.id)
    (round_,) = rounds.rounds(tx.connection, round_id=joint.round_id)
    agreement = joint.agreement
    agreed = "\n".join(FOLLOW_UP_WORDS[kind] for kind in agreement.follow_up)
    said = (Said("Det aftalte I", agreed), Said("Note til aftalen", agreement.follow_up_note), _task(tx, agreement))
    return _Content(
        f"Aftalen fra {round_.name}", joint.written_at.astimezone().date(), said, agreed_on=agreement.follow_up_on
    )


def _task(tx: Transaction, agreement: Agreement) -> Said:
    task = agreement.find_out
    if task is None:
        return Said("", "")
    who = next((member.name for member in people.staff(tx.connection) if member.id == task.who), "")
    by = f"senest {long_date(task.on)}" if task.on else ""
    return Said("Det ville I finde ud af", "\n".join(filter(None, (task.what, " · ".join(filter(None, (who, by)))))))


def _visit(tx: Transaction, subject: Subject) -> _Content:
    assert subject.child_id is not None  # noqa: S101  a visit is about a child
    visit = next(v for v in visits.visits(tx.connection, subject.child_id) if v.id == subject.id)
    agreed = "\n".join(" · ".join(filter(None, (a.what, a.who))) for a in visit.answers.agreements)
    said = (Said("Det aftalte I", agreed), Said("Forældrenes ord", visit.answers.parents_words))
    return _Content(f"Besøget {long_date(visit.visited_on)}", visit.visited_on, said)


def _focus_point(tx: Transaction, subject: Subject) -> FocusPoint:
    point = focus_store.newest(tx.connection, subject.id)
    assert point is not None  # noqa: S101  it was just found
    return point


def _focus(tx: Transaction, subject: Subject) -> _Content:
    point = _focus_point(tx, subject)
    focus = point.focus
    said = (
        Said("Det undrer vi os over", focus.wonder), Said("Mål", focus.goal), Said("Det gør vi voksne", focus.action),
        Said("Når det ikke sker", focus.not_when), Said("Forældrenes del", focus.parents),
        Said("Barnets eget syn", focus.childs_view),
    )  # fmt: skip
    return _Content(focus.title or focus.wonder, focus.starts_on or point.written_at.astimezone().date(), said)


def _plan(tx: Transaction, subject: Subject) -> ActionPlan:
    return plans.plans(tx.connection, plan_id=subject.id)[0]


def _plan_content(tx: Transaction, subject: Subject) -> _Content:
    current = _plan(tx, subject)
    plan = current.plan
    said = (
        *(Said(goal.text, goal.action) for goal in plan.goals),
        Said("Ventetid", plan.offer.waiting if plan.offer else ""), Said("Det gør vi imens", plan.meanwhile),
        Said("Barnets eget syn", plan.childs_view),
    )  # fmt: skip
    started = plan.starts_on or current.written_at.astimezone().date()
    return _Content(plan.title or "Handleplan", started, said, plan.goals)


def _meeting(tx: Transaction, subject: Subject) -> _Content:
    found = meetings.meetings(tx.connection, meeting_id=subject.id)[0]
    meeting: Meeting = found.meeting
    agreed = "\n".join(_in_words(one) for one in meeting.agreements)
    said = (Said("Formål", meeting.purpose), Said("Det aftalte I", agreed))
    return _Content(f"Mødet {long_date(found.held_on)}", found.held_on, said)


def _agreement(tx: Transaction, subject: Subject) -> _Content:
    for found in meetings.meetings(tx.connection, child_id=subject.child_id):
        for agreement in found.meeting.agreements:
            if agreement.id == subject.id:
                said = (Said("Det aftalte I", _in_words(agreement)), Said("Mødet handlede om", found.meeting.purpose))
                return _Content(f"Aftale fra mødet {long_date(found.held_on)}", found.held_on, said)
    raise KnownError(GONE)


def _forum(tx: Transaction, subject: Subject) -> _Content:
    concern, _ = find_concern(tx, subject.concern_id or Id(""))
    for found in forum.concluded(tx.connection, [concern.id]):
        agreed = [one for one in found.agreements if subject.id in (one.id, found.item_id)]
        if agreed or subject.id == found.item_id:
            said = found.conclusion
            lines = "\n".join(_in_words(MeetingAgreement(one.what, one.who, None, one.due_on)) for one in agreed)
            on = found.written_at.astimezone().date()
            told = (
                Said("Udfald", ", ".join(OUTCOME_WORDS[one] for one in said.outcomes)),
                Said("Det talte I om", said.words), Said("Det aftalte I", lines),
                Said("Tegn, I holder øje med", said.watch), Said("Hvis I ser dem", said.if_seen),
            )  # fmt: skip
            return _Content(f"Sparring, konklusion fra {long_date(on)}", on, told, label=concern.label)
    raise KnownError(GONE)


def _in_words(agreement: MeetingAgreement) -> str:
    by = f"senest {long_date(agreement.due_on)}" if agreement.due_on else ""
    return " · ".join(filter(None, (agreement.what, agreement.who, by)))


_CONTENT: dict[SubjectKind, Callable[[Transaction, Subject], _Content]] = {
    SubjectKind.ASSESSMENT: _assessment,
    SubjectKind.VISIT: _visit,
    SubjectKind.FOCUS: _focus,
    SubjectKind.PLAN: _plan_content,
    SubjectKind.NEXT_MEETING: _meeting,
    SubjectKind.AGREEMENT: _agreement,
    SubjectKind.FORUM_AGREEMENT: _forum,
    SubjectKind.FORUM_NEXT: _forum,
}
