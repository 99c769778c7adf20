"""How many chose what, and how many people: only what is agreed, in the group where the child was that day."""

from dataclasses import replace
from datetime import timedelta

from opspor.domain.assessment import Agreement, Context, JointAssessment, Position, Spread, Trivsel
from opspor.domain.ids import Id
from opspor.domain.rounds import Round, RoundGroup
from opspor.store import agreement, children, rounds
from tests.store.factories import NOW, TRIVSEL_FORM, World

SAME = Spread(2, {"position": {"exposed": 2}})
APART = Spread(2, {"position": {"exposed": 1, "not_exposed": 1}})


def joint(
    world: World, round_: Round, child: Id, spread: Spread, replaces: Id | None = None, context: str = "daycare"
) -> Id:
    header = world.header(child_id=child, replaces=replaces)
    agreed = Agreement(context=Context(context), position=Position.EXPOSED, trivsel=Trivsel.THRIVES)
    made = JointAssessment(
        header.id, child, round_.id, world.mette.id, header.written_at, agreed, TRIVSEL_FORM, spread=spread
    )
    rounds.add_joint(world.connection, header, made)
    return header.id


def found(world: World, context: Context = Context.DAYCARE) -> dict[tuple[Id, Id], list[Spread]]:
    every = [round_.id for round_ in rounds.rounds(world.connection)]
    judged = agreement.judged(world.connection, every, [world.sunflower, world.spruce], context)
    return {place: [*one.spreads] for place, one in judged.items()}


def test_one_spread_a_child_the_one_that_stands(world: World) -> None:
    round_, child = world.round(), world.child()
    first = joint(world, round_, child, APART)
    joint(world, round_, child, SAME, replaces=first)
    joint(world, round_, world.child(), Spread())  # from before it was kept

    assert found(world) == {(round_.id, world.sunflower): [SAME]}
    assert agreement.judged(world.connection, [round_.id], [world.spruce], Context.DAYCARE) == {}
    assert agreement.judged(world.connection, [world.round().id], [world.sunflower], Context.DAYCARE) == {}


def test_contexts_and_rounds_stand_side_by_side(world: World) -> None:
    group = RoundGroup(world.sunflower, "Solsikken", Context.SCHOOL, (world.mette,))
    school = replace(world.round(), id=world.id(), groups=(group,))
    rounds.add(world.connection, school, world.mette.id, world.now)
    daycare, child = world.round(), world.child()
    joint(world, daycare, child, SAME)
    joint(world, school, child, APART, context="school")

    assert found(world) == {(daycare.id, world.sunflower): [SAME]}
    assert found(world, Context.SCHOOL) == {(school.id, world.sunflower): [APART]}


def test_a_child_counts_where_it_was_when_the_team_agreed(world: World) -> None:
    round_, stays, moves = world.round(), world.child(), world.child()
    for child in (stays, moves):
        joint(world, round_, child, SAME)
    later = NOW.date() + timedelta(days=30)
    children.leave(world.connection, moves, world.sunflower, later)
    children.enrol(world.connection, world.id(), moves, world.spruce, later)

    assert found(world) == {(round_.id, world.sunflower): [SAME, SAME]}


def test_who_judged_a_child_that_another_judged_too(world: World) -> None:
    round_, together, alone = world.round(), world.child(), world.child()
    nora = world.staff("Nora Kanarisen", world.sunflower)
    for author in (world.mette, world.anders):
        world.own(round_, together, author)
    world.own(round_, alone, nora)
    for child, spread in ((together, SAME), (alone, Spread(1, {"position": {"exposed": 1}}))):
        joint(world, round_, child, spread)

    judged = agreement.judged(world.connection, [round_.id], [world.sunflower], Context.DAYCARE)

    assert judged[round_.id, world.sunflower].assessors == {world.mette.id, world.anders.id}


def test_how_many_judged_is_told_without_what_they_chose(world: World) -> None:
    round_, child = world.round(), world.child()
    joint(world, round_, child, SAME)

    counted = agreement.judged(world.connection, [round_.id], [world.sunflower], Context.DAYCARE, only_counted=True)

    assert counted[round_.id, world.sunflower].spreads == (Spread(2),)


def test_nobody_is_asked_for_where_a_child_was_judged_by_enough(world: World) -> None:
    round_, child = world.round(), world.child()
    for author in (world.mette, world.anders):
        world.own(round_, child, author)
    joint(world, round_, child, Spread(3, {"position": {"exposed": 3}}))

    judged = agreement.judged(world.connection, [round_.id], [world.sunflower], Context.DAYCARE)

    assert judged[round_.id, world.sunflower].assessors == set()
