"""Action plans in the store: versions, what is current, and the batons between those who hold them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Context, ParentView
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.planning import Baton
from opspor.domain.plans import ActionPlan, ChosenOffer, Goal, LadderStep, Level, PartGoal, Plan, PlanStatus
from opspor.store import plans
from tests.guards import NOTE
from tests.store.factories import World

DAY = date(2026, 12, 1)
GOAL = Goal(Id("g"), NOTE, "ses", "vil", "kan", DAY, "gør", "hvem", (PartGoal("del", DAY, done=True),))
FULL = Plan(
    "Gode morgener", (GOAL,), DAY, DAY, DAY, Level.SECONDARY, LadderStep.PREVENTIVE, NOTE, "3",
    ChosenOffer(Id("o"), "Hold", "8 uger"), NOTE, NOTE, (ParentView(Id("mor"), "Ida (mor)", NOTE),), NOTE, None,
    Id("a"),
)  # fmt: skip


def plan(world: World, child: Id, before: ActionPlan | None = None, **changed: object) -> ActionPlan:
    header = world.header(child_id=child, replaces=before.id if before else None)
    made = ActionPlan(
        header.id, before.plan_id if before else header.id, child, Context.DAYCARE, world.mette.id, world.mette.name,
        header.written_at, replace(FULL, holder_id=world.mette.id),
    )  # fmt: skip
    made = replace(made, **changed)  # type: ignore[arg-type]
    plans.add(world.connection, header, made)
    return made


def offered(world: World, made: ActionPlan, to: StaffMember, replaces: Id | None = None) -> Baton:
    header = world.header(child_id=made.child_id, replaces=replaces)
    plans.add_baton(world.connection, header, made.plan_id, to.id, NOTE)
    return Baton(
        header.id, made.plan_id, world.mette.id, world.mette.name, to.id, to.name, NOTE, header.written_at
    )  # fmt: skip


def test_a_plan_comes_back_word_for_word_with_its_versions(world: World) -> None:
    child = world.child()
    first = plan(world, child)
    closed = plan(world, child, first, status=PlanStatus.CLOSED, closed_because=NOTE)
    assert closed.plan_id == first.id
    assert plans.plans(world.connection, child_id=child) == (closed,)
    assert plans.plans(world.connection, plan_id=first.id, every=True) == (first, closed)
    with pytest.raises(IntegrityError):
        plan(world, child, first)  # a second writer


def test_plans_are_found_by_child_group_and_how_they_stand(world: World) -> None:
    here, there = world.child(), world.child(group=world.spruce)
    open_ = plan(world, here)
    closed = plan(world, there, plan(world, there), status=PlanStatus.CLOSED)
    assert plans.plans(world.connection) == (open_, closed)
    assert plans.plans(world.connection, groups=(world.sunflower,)) == (open_,)
    assert plans.plans(world.connection, groups=(world.spruce,), status=PlanStatus.OPEN) == ()
    assert plans.plans(world.connection, status=PlanStatus.CLOSED) == (closed,)
    assert plans.plans(world.connection, groups=()) == ()


def test_a_baton_comes_back_with_its_answer_and_one_that_was_taken_back_does_not(world: World) -> None:
    made, other = plan(world, world.child()), plan(world, world.child())
    first = offered(world, made, world.anders)
    assert plans.batons(world.connection, (made.plan_id,)) == (first,)
    second = offered(world, made, world.mette, replaces=first.id)
    third = offered(world, other, world.anders)
    said = world.header(child_id=made.child_id)
    plans.answer_baton(world.connection, said, second.id, accepted=False, words="Jeg er på ferie")
    answered = replace(
        second, answer_id=said.id, accepted=False, answer="Jeg er på ferie", answered_at=said.written_at
    )  # fmt: skip
    assert plans.batons(world.connection, (made.plan_id, other.plan_id)) == (answered, third)
    assert plans.batons(world.connection, ()) == ()
    with pytest.raises(IntegrityError):
        plans.answer_baton(world.connection, world.header(), second.id, accepted=True, words="")
