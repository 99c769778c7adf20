"""Plays the local offers and an action plan: chosen together, followed by a baton that a colleague is asked to take."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from opspor.cli.demo.cast import Child
from opspor.cli.demo.following import plan_looks
from opspor.cli.demo.material import House, PlanText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, with_story
from opspor.domain.assessment import ParentView
from opspor.domain.child import Carer
from opspor.domain.ids import Id
from opspor.domain.plans import ChosenOffer, Goal, PartGoal, Plan
from opspor.usecases import baton, offers, plans

_CATALOGUE = 40  # days ago: the leader wrote down what there is
_ASKED = 2  # days ago: a colleague was asked to take the plan


def plan(play: Play, house: House) -> None:
    """Plan the offers of a house, and its plans. One whose child is not in a small demo is left out."""
    if play.houses[0] is house:
        play.at(moment(play.days.ago(_CATALOGUE), "10.00"), house.staff[0].login, partial(_offer, play))
    told = with_story(play, house)
    for text in house.plan:
        child = told.get(text.story)
        room = next((room for room in house.group if child and room.name == child.group), None)
        if child is not None and room is not None:
            who = room.assessors[0]
            made: list[Id] = []
            play.at(moment(play.days.ago(text.days), "14.30"), who, partial(_write, play, child, text, made))
            plan_looks(play, who, text.look, made)
            if text.baton:
                at = moment(play.days.ago(_ASKED), "9.30")
                play.at(at, who, partial(_pass_on, play, made, room.assessors[1], text.baton))


def _offer(play: Play) -> None:
    for text in play.common.offer:
        play.stage.do(offers.put, text)
    play.counts["offers"] += len(play.common.offer)


def _write(play: Play, child: Child, text: PlanText, made: list[Id]) -> None:
    sheet = play.stage.do(plans.sheet, play.child(child).id)
    today = play.stage.clock().date()
    chosen = next((offer for offer in sheet.offers if offer.text.name == text.offer), None)
    assert child.story is not None  # noqa: S101  it was found by its story
    written = Plan(
        title=text.title,
        goals=tuple(
            Goal(
                Id(f"{child.story.id}-{number}"), goal.text, goal.seen_by, goal.wanted_by, goal.possible_by,
                today + timedelta(weeks=goal.weeks), goal.action, goal.who,
                tuple(PartGoal(part.text, today + timedelta(weeks=part.weeks), part.done) for part in goal.part),
            )
            for number, goal in enumerate(text.goal, 1)
        ),
        starts_on=today, follow_up_on=today + timedelta(weeks=4), expected_until=today + timedelta(weeks=text.weeks),
        level=text.level, step=text.step, why_step=text.why_step,
        offer=ChosenOffer(chosen.id, chosen.text.name, chosen.text.waiting) if chosen else None,
        meanwhile=text.meanwhile, parallel=text.parallel, parents=tuple(_heard(sheet.carers, child.story.home)),
        childs_view=text.childs_view, holder_id=play.stage.place.staff.id, analysis_id=sheet.analysis,
    )  # fmt: skip
    made.append(play.stage.do(plans.write, sheet, written))
    play.counts["plans"] += 1


def _heard(carers: Iterable[Carer], said: Iterable[str]) -> Iterable[ParentView]:
    for carer, words in zip(carers, said, strict=False):
        yield ParentView(carer.id, f"{carer.name} ({carer.relation})", words)


def _pass_on(play: Play, made: list[Id], colleague: str, words: str) -> None:
    play.stage.do(baton.offer, made[0], play.staff[colleague], words)
    play.counts["batons"] += 1
