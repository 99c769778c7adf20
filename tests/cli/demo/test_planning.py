"""The demo's made-up offers and its plan, which a colleague is asked to hold."""

from datetime import timedelta
from functools import partial

from opspor.cli.demo.material import Common, House, load
from opspor.domain.assessment import Context
from opspor.domain.planning import Standing, advice, goal_checks
from opspor.domain.plans import LadderStep
from opspor.usecases import offers, plans, start
from opspor.usecases.baton import BatonRow, Why
from tests.cli.demo.conftest import Play, Played

HOUSE = load("dagtilbud", House)


def asked(played: Played) -> list[tuple[str, BatonRow]]:
    """(login, row) of everybody who is asked to hold a plan."""
    found = []
    for login in dict.fromkeys(login for room in HOUSE.group for login in room.assessors):
        place = played.open(login)
        found += [(login, row) for row in place.look(start.today).result().batons if row.why is Why.ASKED]
        place.close()
    return found


def test_every_plan_of_the_material_names_an_offer_and_a_story_that_are_there() -> None:
    names = {offer.name: offer for offer in load("common", Common).offer}
    for kind in ("dagtilbud", "skole", "sundhedspleje"):
        house = load(kind, House)
        for plan in house.plan:
            assert not plan.offer or names[plan.offer].step is plan.step
            assert bool(plan.offer) == bool(plan.meanwhile)
            assert plan.story in {story.id for story in house.story}
    assert {offer.step for offer in names.values()} <= {LadderStep.EARLY, LadderStep.PREVENTIVE, LadderStep.AT_HOME}


def test_a_plan_is_whole_and_a_colleague_of_the_room_is_asked_to_hold_it(play: Play) -> None:
    played = play()
    ((login, row),) = asked(played)
    assert row.baton is not None
    assert row.baton.words == HOUSE.plan[0].baton
    place = played.open(login)
    sheet = place.look(partial(plans.sheet, child_id=row.plan.child.id, plan_id=row.plan.plan_id)).result()
    place.close()
    assert [
        check.missing for goal in sheet.plan.goals for check in goal_checks(goal, sheet.plan) if check.missing
    ] == []
    assert not advice(sheet.plan, sheet.today, carers=len(sheet.plan.parents))
    assert sheet.plan.parents
    assert sheet.holder is not None
    assert sheet.holder.standing is Standing.HERE
    assert sheet.plan.offer is not None
    assert sheet.plan.offer.name == HOUSE.plan[0].offer


def test_a_goal_has_steps_on_the_way_and_what_came_of_a_plan_was_said_of_each(play: Play) -> None:
    played = play()
    text = next(plan for plan in HOUSE.plan if plan.look)
    place = played.open()
    row = next(row for row in place.look(plans.listed).result() if row.title == text.title)
    sheet = place.look(partial(plans.sheet, child_id=row.child.id, plan_id=row.plan_id)).result()
    place.close()
    (review,) = [follow_up.review for follow_up in sheet.reviews]
    assert dict(review.goals) == {goal.id: text.look[0].effect for goal in sheet.plan.goals}
    assert [part.done for goal in sheet.plan.goals for part in goal.parts] == [True, False, False]
    assert sheet.plan.analysis_id is not None
    assert sheet.plan.parallel == text.parallel


def test_a_plan_made_at_home_is_for_whoever_visits_there(play: Play) -> None:
    home = load("sundhedspleje", House)
    played = play("--kind", "sundhedspleje", "--children", "8", "--rounds", "2")
    place = played.open()
    rows = place.look(plans.listed).result()
    place.close()
    assert [(row.title, row.context) for row in rows] == [(home.plan[0].title, Context.HOME)]


def test_the_catalogue_is_there_and_looked_at_lately(play: Play) -> None:
    played = play()
    place = played.open()
    found, today = place.look(offers.catalogue).result(), place.clock().date()
    place.close()
    assert len(found) == played.result["counts"]["offers"] == len(load("common", Common).offer)
    assert all("(demo)" in offer.text.name for offer in found)
    assert all(today - offer.checked_on < timedelta(days=60) for offer in found)
