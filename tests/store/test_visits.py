"""Home visits in the store: what comes back, what is current, and what a district needs."""

from dataclasses import replace
from datetime import date
from typing import Any

from opspor.domain.assessment import (
    Certainty,
    Duration,
    FactorKind,
    FactorSeen,
    Position,
    Source,
    Strength,
    Trivsel,
)
from opspor.domain.ids import Id
from opspor.domain.visit import AdviserJoined, HomeVisit, NotHeld, VisitAgreement, VisitAnswers, VisitNeed, VisitType
from opspor.store import visits
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World

DAY = date(2026, 10, 1)
FULL = VisitAnswers(
    visited_on=DAY, present="mor og far", interpreter=True, answers={"T-1": "well"}, notes={"T-1": NOTE},
    strengths="Ro", parents_words="Det går", trivsel=Trivsel.THRIVES, agreements=(VisitAgreement("Tur", "far"),),
    next_on=date(2026, 12, 1), adviser=AdviserJoined("familierådgiver", "mor", DAY, "Søvn"),
    position_answers={"P-FAM": "something"},
    factors=(FactorSeen("R_X", FactorKind.RISK, Strength.LIGHT, Duration.RECENT, Source.PARENT, Certainty.KNOWN),),
    position=Position.POTENTIALLY_EXPOSED, reason=NOTE, colleague="Talt med en kollega",
    follow_up_on=date(2026, 10, 20),    in_journal=True, journal_on=DAY,
)  # fmt: skip


def visit(world: World, child: Id, answers: VisitAnswers = FULL, replaces: Id | None = None, **other: Any) -> HomeVisit:
    header = world.header(child_id=child, replaces=replaces)
    assert answers.visited_on is not None
    made = HomeVisit(
        header.id, child, other.get("type", VisitType.EARLY), world.mette.id, world.mette.name, header.written_at,
        answers.visited_on, answers, TRIVSEL_FORM, TRIVSEL_FORM,
    )  # fmt: skip
    visits.add(world.connection, header, made)
    return made


def test_a_visit_comes_back_word_for_word(world: World) -> None:
    child = world.child()
    made = visit(world, child)
    assert visits.visits(world.connection, child) == (made,)
    assert visits.visits(world.connection, world.child()) == ()


def test_a_correction_replaces_and_both_stay(world: World) -> None:
    child = world.child()
    first = visit(world, child)
    later = visit(world, child, replace(FULL, reason="Rettet"), replaces=first.id)
    assert visits.visits(world.connection, child) == (later,)
    assert [row[1] for row in visits.made(world.connection, (world.sunflower,))] == [VisitType.EARLY]


def test_a_district_sees_the_visits_of_its_own_children_oldest_first(world: World) -> None:
    here, there = world.child(), world.child(group=world.spruce)
    visit(world, here, type=VisitType.MONTHS_2)
    visit(world, here, replace(FULL, visited_on=date(2026, 8, 1)))
    visit(world, there)
    assert visits.made(world.connection, (world.sunflower,)) == [
        (here, VisitType.EARLY, date(2026, 8, 1)), (here, VisitType.MONTHS_2, DAY),
    ]  # fmt: skip


def test_the_matrix_takes_only_visits_that_are_an_assessment_too(world: World) -> None:
    child = world.child()
    visit(world, child, replace(FULL, position=None))
    visit(world, child, replace(FULL, trivsel=None))
    assert visits.cells(world.connection, (world.sunflower,)) == []
    visit(world, child)
    assert visits.cells(world.connection, (world.sunflower,)) == [
        (child, Position.POTENTIALLY_EXPOSED, Trivsel.THRIVES, date(2026, 10, 20))
    ]
    assert visits.cells(world.connection, (world.spruce,)) == []


def test_a_visit_that_came_to_nothing_stands_beside_those_that_were_made(world: World) -> None:
    child = world.child()
    for day in (DAY, date(2026, 9, 1)):
        header = world.header(child_id=child)
        visits.add_not_held(world.connection, header, NotHeld(header.id, child, VisitType.EARLY, day, NOTE, ""))

    found = visits.not_held(world.connection, child)
    assert [(one.day, one.why, one.author_name) for one in found] == [
        (date(2026, 9, 1), NOTE, world.mette.name), (DAY, NOTE, world.mette.name),
    ]  # fmt: skip
    assert visits.not_held(world.connection, world.child()) == ()
    assert visits.visits(world.connection, child) == ()


def test_a_need_stays_until_it_is_ended(world: World) -> None:
    child = world.child()
    header = world.header(child_id=child)
    need = VisitNeed(header.id, child, DAY, NOTE)
    visits.add_need(world.connection, header, need)
    later = world.header(child_id=child)
    visits.add_need(world.connection, later, VisitNeed(later.id, child, date(2026, 9, 1), "Søvn"))

    assert [found.due_on for found in visits.needs(world.connection, (world.sunflower,))] == [date(2026, 9, 1), DAY]
    assert visits.needs(world.connection, (world.spruce,)) == ()

    visits.add_need(world.connection, world.header(child_id=child, replaces=header.id), need, done=True)
    assert [found.id for found in visits.needs(world.connection, (world.sunflower,))] == [later.id]
