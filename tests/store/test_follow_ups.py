"""Follow-ups, and what has a day: the newest follow-up says when, and what is written after it carries its own day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.assessment import Agreement, Context, FindOut, JointAssessment, Position, Trivsel
from opspor.domain.follow_up import Effect, FollowUp, FollowUpDone, Review, Subject, SubjectKind
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingAgreement, MeetingKind, MeetingRecord, MeetingStatus
from opspor.domain.people import GroupKind
from opspor.domain.plans import ActionPlan, Focus, FocusPoint, Plan, PlanStatus
from opspor.domain.visit import HomeVisit, VisitAnswers, VisitType
from opspor.store import children, focus, follow_ups, meetings, people, plans, rounds, visits
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World

FIRST = date(2026, 11, 20)
LATER = date(2026, 12, 4)


def look(
    world: World, subject: Id, next_on: date | None, done: FollowUpDone = FollowUpDone.HELD, child: Id | None = None
) -> FollowUp:
    header = world.header(child_id=child)
    review = Review(world.now.date(), Effect.PARTLY, {Id("m-1"): Effect.WORKS}, NOTE, "", next_on)
    made = FollowUp(header.id, subject, done, world.mette.id, world.mette.name, header.written_at, review)
    follow_ups.add(world.connection, header, made)
    return made


def point(
    world: World, child: Id | None, on: date | None = FIRST, before: FocusPoint | None = None,
    status: PlanStatus = PlanStatus.OPEN,
) -> FocusPoint:  # fmt: skip
    header = world.header(child_id=child, replaces=before.id if before else None)
    made = FocusPoint(
        header.id, before.point_id if before else header.id, child, None if child else world.sunflower,
        Context.DAYCARE, world.mette.id, world.mette.name, header.written_at,
        Focus(title=NOTE, responsible_id=world.anders.id, follow_up_on=on), status,
    )  # fmt: skip
    focus.add(world.connection, header, made)
    return made


def plan(world: World, child: Id, on: date = FIRST, status: PlanStatus = PlanStatus.OPEN) -> ActionPlan:
    header = world.header(child_id=child)
    made = ActionPlan(
        header.id, header.id, child, Context.DAYCARE, world.mette.id, world.mette.name, header.written_at,
        Plan(title=NOTE, follow_up_on=on, holder_id=world.mette.id), status,
    )  # fmt: skip
    plans.add(world.connection, header, made)
    return made


def joint(world: World, child: Id, agreement: Agreement, replaces: Id | None = None) -> JointAssessment:
    header = world.header(child_id=child, replaces=replaces)
    round_ = world.round(header.id)
    made = JointAssessment(header.id, child, round_.id, world.mette.id, header.written_at, agreement, TRIVSEL_FORM)
    rounds.add_joint(world.connection, header, made)
    return made


def visit(world: World, child: Id, visited_on: date, on: date | None, replaces: Id | None = None) -> Id:
    header = world.header(child_id=child, replaces=replaces)
    made = HomeVisit(
        header.id, child, VisitType.EARLY, world.mette.id, "", header.written_at, visited_on,
        VisitAnswers(visited_on=visited_on, follow_up_on=on), TRIVSEL_FORM, TRIVSEL_FORM,
    )  # fmt: skip
    visits.add(world.connection, header, made)
    return header.id


def meeting(
    world: World, child: Id, held_on: date, status: MeetingStatus, next_on: date | None = None,
    before: Id | None = None, agreements: tuple[MeetingAgreement, ...] = (),
    kind: MeetingKind = MeetingKind.NETWORK,
) -> MeetingRecord:  # fmt: skip
    header = world.header(child_id=child, replaces=before)
    said = Meeting(kind=kind, held_on=held_on, purpose=NOTE, next_on=next_on, agreements=agreements)
    made = MeetingRecord(
        header.id, before or header.id, child, Context.DAYCARE, world.mette.id, "", header.written_at, status, said,
        TRIVSEL_FORM,
    )  # fmt: skip
    meetings.add(world.connection, header, made)
    return made


AGREED = Agreement(
    context=Context.DAYCARE, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, follow_up_on=FIRST
)  # fmt: skip


def days(world: World, until: date | None = None) -> Mapping[Id, date | None]:
    return {found.id: found.on for found in follow_ups.due(world.connection, until)}


def test_a_follow_up_is_kept_whole(world: World) -> None:
    about = point(world, world.child())
    first, then = look(world, about.point_id, LATER), look(world, about.point_id, None)

    assert follow_ups.of(world.connection, about.point_id) == (first, then)
    assert follow_ups.newest(world.connection, about.point_id) == (then.id, None)
    assert follow_ups.newest(world.connection, world.child()) is None


def test_every_follow_up_about_a_child_is_found_whatever_it_is_of(world: World) -> None:
    child, said = world.child(), []
    for about in (point(world, child), point(world, child), point(world, world.child())):
        header = world.header(child_id=about.child_id)
        review = Review(on=header.written_at.date(), next_on=LATER)
        made = FollowUp(
            header.id, about.point_id, FollowUpDone.HELD, world.mette.id, world.mette.name, header.written_at, review
        )
        follow_ups.add(world.connection, header, made)
        said.append(made)

    assert follow_ups.of_child(world.connection, child) == tuple(said[:2])


def test_everything_with_a_day_is_due_the_earliest_first(world: World) -> None:
    child = world.child()
    agreement = joint(world, child, replace(AGREED, follow_up_on=FIRST + timedelta(days=3)))
    visited = visit(world, child, date(2026, 10, 1), FIRST + timedelta(days=1))
    focused, of_group = point(world, child, FIRST), point(world, None, FIRST + timedelta(days=4))
    planned = plan(world, child, FIRST + timedelta(days=2))
    coming = meeting(world, child, FIRST + timedelta(days=5), MeetingStatus.PLANNED)

    found = follow_ups.due(world.connection)

    assert [(one.id, one.kind) for one in found] == [
        (focused.point_id, SubjectKind.FOCUS),
        (visited, SubjectKind.VISIT),
        (planned.plan_id, SubjectKind.PLAN),
        (agreement.id, SubjectKind.ASSESSMENT),
        (of_group.point_id, SubjectKind.FOCUS),
        (coming.meeting_id, SubjectKind.MEETING),
    ]
    assert found[0] == Subject(
        focused.point_id, SubjectKind.FOCUS, child, None, Context.DAYCARE, focused.id, FIRST, world.anders.id
    )
    assert (found[1].context, found[2].responsible_id) == (Context.HOME, world.mette.id)
    assert (found[4].child_id, found[4].group_id) == (None, world.sunflower)
    assert list(days(world, FIRST + timedelta(days=1))) == [focused.point_id, visited]
    assert days(world, FIRST - timedelta(days=1)) == {}


@pytest.mark.parametrize("done", FollowUpDone)
def test_the_newest_follow_up_says_when_one_looks_again(world: World, done: FollowUpDone) -> None:
    about = point(world, world.child()).point_id
    look(world, about, FIRST + timedelta(days=2))
    newest = look(world, about, LATER, done)

    (found,) = follow_ups.due(world.connection)

    assert (found.on, found.newest_id) == (LATER, newest.id)
    assert found.put_off is (done is FollowUpDone.POSTPONED)
    assert days(world, LATER - timedelta(days=1)) == {}


def test_what_was_looked_at_before_its_day_is_due_on_the_day_that_was_set_then(world: World) -> None:
    about = point(world, world.child(), LATER).point_id
    look(world, about, FIRST)

    assert days(world, FIRST) == {about: FIRST}


def test_what_ended_is_not_due_and_still_stands(world: World) -> None:
    about = joint(world, world.child(), AGREED).id
    look(world, about, None)

    assert days(world) == {}
    standing = follow_ups.subject(world.connection, about)
    assert standing is not None
    assert standing.on is None


def test_a_version_that_is_written_after_a_follow_up_carries_its_own_day(world: World) -> None:
    first = point(world, world.child())
    look(world, first.point_id, LATER)
    point(world, first.child_id, FIRST + timedelta(days=1), first)

    assert days(world) == {first.point_id: FIRST + timedelta(days=1)}


@pytest.mark.parametrize("status", PlanStatus)
def test_only_what_is_open_is_due(world: World, status: PlanStatus) -> None:
    child = world.child()
    first = point(world, child)
    point(world, child, FIRST, first, status)
    about = plan(world, child, status=status)

    open_ = status is PlanStatus.OPEN
    assert set(days(world)) == ({first.point_id, about.plan_id} if open_ else set())
    assert (follow_ups.subject(world.connection, first.point_id) is not None) is open_


def test_only_the_newest_agreement_about_a_child_is_followed_up(world: World) -> None:
    one, other, third = world.child(), world.child(), world.child()
    joint(world, one, AGREED)
    newest = joint(world, one, replace(AGREED, follow_up_on=LATER))
    due = joint(world, other, AGREED)
    joint(world, third, replace(AGREED, follow_up_on=None))

    assert days(world) == {due.id: FIRST, newest.id: LATER}


def test_a_correction_carries_its_own_day_and_remembers_what_was_said_before(world: World) -> None:
    child, round_ = world.child(), world.round()
    wrong = world.joint(round_, child, FIRST)
    said = look(world, wrong.id, None)
    header = world.header(child_id=child, replaces=wrong.id)
    right = replace(wrong, id=header.id, agreement=replace(AGREED, follow_up_on=LATER))
    rounds.add_joint(world.connection, header, right)

    assert days(world) == {right.id: LATER}
    assert follow_ups.of(world.connection, right.id) == (said,)
    assert follow_ups.subject(world.connection, wrong.id) is None


def test_class_and_sfo_are_followed_up_beside_each_other_and_a_context_the_child_has_left_is_not(world: World) -> None:
    child, other = world.child(), world.child()
    for group, kind in ((world.sunflower, GroupKind.CLASS), (world.spruce, GroupKind.AFTER_SCHOOL)):
        people.change_group(world.connection, group, kind, None)
    children.enrol(world.connection, world.id(), child, world.spruce, date(2026, 11, 1))
    made = {
        (one, context): joint(world, one, replace(AGREED, context=context)).id
        for one, context in ((child, Context.DAYCARE), (child, Context.SCHOOL), (child, Context.AFTER_SCHOOL),
                             (other, Context.DAYCARE))
    }  # fmt: skip

    assert set(days(world)) == {made[child, Context.SCHOOL], made[child, Context.AFTER_SCHOOL],
                                made[other, Context.DAYCARE]}  # fmt: skip


def test_only_the_newest_visit_is_followed_up(world: World) -> None:
    child = world.child()
    old = visit(world, child, date(2026, 10, 1), FIRST)
    assert days(world) == {old: FIRST}
    later = visit(world, child, date(2026, 10, 20), None)
    assert days(world) == {}
    corrected = visit(world, child, date(2026, 10, 20), LATER, later)
    assert days(world) == {corrected: LATER}


def test_what_the_team_wants_to_find_out_comes_first_until_somebody_has_followed_up(world: World) -> None:
    soon = FIRST - timedelta(days=5)
    task = FindOut("Hvordan går det derhjemme?", world.anders.id, soon)
    about = joint(world, world.child(), replace(AGREED, find_out=task)).id
    alone = joint(world, world.child(), replace(AGREED, find_out=task, follow_up_on=None)).id
    later = joint(world, world.child(), replace(AGREED, find_out=replace(task, on=LATER))).id

    assert days(world) == {about: soon, alone: soon, later: FIRST}
    assert days(world, soon) == {about: soon, alone: soon}
    found = follow_ups.subject(world.connection, about)
    assert found is not None
    assert (found.on, found.responsible_id) == (soon, world.anders.id)
    look(world, about, LATER)
    assert days(world) == {alone: soon, about: LATER, later: FIRST}


def test_a_meeting_that_is_planned_and_then_the_next_one(world: World) -> None:
    child = world.child()
    planned = meeting(world, child, FIRST, MeetingStatus.PLANNED)
    assert days(world) == {planned.meeting_id: FIRST}
    meeting(world, child, FIRST, MeetingStatus.HELD, LATER, planned.id)
    (found,) = follow_ups.due(world.connection)
    assert (found.id, found.kind, found.on) == (planned.meeting_id, SubjectKind.NEXT_MEETING, LATER)

    other_kind = meeting(world, child, LATER, MeetingStatus.PLANNED, kind=MeetingKind.RESOURCE)
    assert days(world) == {planned.meeting_id: LATER, other_kind.meeting_id: LATER}
    next_one = meeting(world, child, LATER, MeetingStatus.PLANNED)
    assert set(days(world)) == {next_one.meeting_id, other_kind.meeting_id}
    meeting(world, child, LATER, MeetingStatus.CANCELLED, before=next_one.id)
    assert set(days(world)) == {planned.meeting_id, other_kind.meeting_id}


def test_an_agreement_of_a_meeting_until_it_is_done(world: World) -> None:
    child, header = world.child(), world.header()
    agreed = MeetingAgreement("ringer til PPR", "Anders", world.anders.id, FIRST, header.id)
    held = meeting(world, child, date(2026, 11, 1), MeetingStatus.HELD, agreements=(agreed,))
    meetings.add_agreements(world.connection, held, [replace(header, child_id=child)])

    (found,) = follow_ups.due(world.connection)
    assert (found.id, found.kind, found.on, found.responsible_id) == (
        header.id, SubjectKind.AGREEMENT, FIRST, world.anders.id
    )  # fmt: skip
    look(world, header.id, LATER, FollowUpDone.POSTPONED)
    assert days(world) == {header.id: LATER}
    look(world, header.id, None)
    assert days(world) == {}


def test_what_never_was_is_no_subject(world: World) -> None:
    assert follow_ups.subject(world.connection, Id("intet")) is None
