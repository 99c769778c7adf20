"""The demo's made-up offers and its plan, which a colleague is asked to hold."""

from datetime import timedelta
from functools import partial

from opspor.cli.demo.material import Common, House, load
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
            assert names[plan.offer].step is plan.step
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


def test_the_catalogue_is_there_and_looked_at_lately(play: Play) -> None:
    played = play()
    place = played.open()
    found, today = place.look(offers.catalogue).result(), place.clock().date()
    place.close()
    assert len(found) == played.result["counts"]["offers"] == len(load("common", Common).offer)
    assert all(today - offer.checked_on < timedelta(days=60) for offer in found)
