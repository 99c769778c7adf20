"""Rounds and assessments come back as they went in; sealed answers stay apart from who has submitted."""

from dataclasses import replace
from datetime import date

from opspor.domain.assessment import (
    Agreement,
    Certainty,
    Context,
    Duration,
    FactorKind,
    FactorSeen,
    FollowUpKind,
    JointAssessment,
    MinorityView,
    OwnAnswers,
    Position,
    Source,
    Spread,
    Strength,
    Trivsel,
)
from opspor.domain.rounds import ReasonKind, RoundReason
from opspor.store import rounds
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World

ANSWERS = OwnAnswers(
    answers={"familie": "something", "leger": "rarely"},
    notes={"leger": NOTE},
    factors=(
        FactorSeen(
            "R-ØKO", FactorKind.RISK, Strength.SEVERE, Duration.LASTING, Source.PARENT, Certainty.KNOWN, "æøå »«"
        ),
        FactorSeen("P-BED", FactorKind.PROTECTIVE, Strength.LIGHT, Duration.RECENT, Source.SEEN, Certainty.ASSUMED),
    ),
    position=Position.POTENTIALLY_EXPOSED,
    position_reason="Far er flyttet",
    trivsel=Trivsel.UNKNOWN,
    trivsel_reason="",
)
AGREEMENT = Agreement(
    context=Context.SCHOOL, position=Position.UNKNOWN, trivsel=Trivsel.MISTRIVSEL, reason=NOTE,
    environment={"ro": "partly"}, environment_note="Mange vikarer",
    follow_up=(FollowUpKind.FIND_OUT, FollowUpKind.PARENT_TALK), follow_up_on=date(2026, 12, 15),
    follow_up_note="Øget kontakt",
)  # fmt: skip


def test_a_round_comes_back_with_groups_and_assessors(world: World) -> None:
    round_ = world.round()

    assert rounds.rounds(world.connection, round_id=round_.id) == (round_,)
    assert rounds.rounds(world.connection, round_id=world.id()) == ()


def test_rounds_stand_newest_first(world: World) -> None:
    for name, day in (("Forår", date(2026, 3, 1)), ("Efterår", date(2026, 10, 1)), ("Vinter", date(2026, 1, 5))):
        world.round(name, day)

    assert [round_.name for round_ in rounds.rounds(world.connection)] == ["Efterår", "Forår", "Vinter"]


def test_assessors_and_groups_of_a_round_stand_in_danish_order(world: World) -> None:
    round_ = world.round()
    aase, zenia = world.staff("Åse"), world.staff("Zenia")
    rooms = [
        replace(round_.groups[0], group_id=world.group(name), group_name=name, assessors=(aase, zenia))
        for name in ("Åen", "Zoo", "Ærten")
    ]
    rounds.add(world.connection, replace(round_, id=(new := world.id()), groups=tuple(rooms)), aase.id, world.now)

    (found,) = rounds.rounds(world.connection, round_id=new)

    assert [group.group_name for group in found.groups] == ["Zoo", "Ærten", "Åen"]
    assert found.groups[0].assessors == (zenia, aase)


def test_own_assessments_come_back_word_for_word(world: World) -> None:
    round_, child = world.round(), world.child()
    first, second = world.own(round_, child, world.mette, ANSWERS), world.own(round_, child, world.anders)

    assert rounds.own(world.connection, round_.id, child, Context.DAYCARE) == (first, second)
    assert rounds.own(world.connection, round_.id, child, Context.DAYCARE, author=world.anders.id) == (second,)


def test_a_corrected_own_assessment_stands_for_the_first(world: World) -> None:
    round_, child = world.round(), world.child()
    first = world.own(round_, child, world.mette)
    second = world.own(round_, child, world.mette, ANSWERS, replaces=first.id)

    assert rounds.own(world.connection, round_.id, child, Context.DAYCARE) == (second,)
    assert rounds.submitted(world.connection, round_.id) == {(child, Context.DAYCARE): {world.mette.id}}


def test_who_has_submitted_says_nothing_about_what(world: World) -> None:
    round_, one, other = world.round(), world.child(), world.child()
    world.own(round_, one, world.mette)
    world.own(round_, one, world.anders)
    world.own(round_, other, world.anders)

    assert rounds.submitted(world.connection, round_.id) == {
        (one, Context.DAYCARE): {world.mette.id, world.anders.id},
        (other, Context.DAYCARE): {world.anders.id},
    }
    assert rounds.submitted(world.connection, world.round("Ny").id) == {}


def test_what_the_log_binds_is_what_is_stored(world: World) -> None:
    round_, child = world.round(), world.child()
    own = world.own(round_, child, world.mette, ANSWERS)

    assert rounds.bindings(world.connection) == [(own.id, b"n" * 32, rounds.encoded(ANSWERS))]


def test_the_order_in_which_answers_were_given_does_not_change_how_they_are_written() -> None:
    turned = replace(ANSWERS, answers=dict(reversed(list(ANSWERS.answers.items()))))

    assert rounds.encoded(turned) == rounds.encoded(ANSWERS)


def test_joint_assessments_come_back_word_for_word(world: World) -> None:
    round_, child = world.round(), world.child()
    header = world.header(child_id=child)
    agreement = replace(
        AGREEMENT, minority=(MinorityView(world.anders.id, "Jeg ser et gladere barn"),),
        participants=(world.mette.id, world.anders.id),
    )  # fmt: skip
    spread = Spread(2, {"position": {"exposed": 2}, "leger": {"often": 1, "rarely": 1}})
    joint = JointAssessment(
        header.id, child, round_.id, world.mette.id, header.written_at, agreement, TRIVSEL_FORM, spread
    )
    rounds.add_joint(world.connection, header, joint)

    assert rounds.joint(world.connection, round_id=round_.id, child_id=child) == (joint,)


def test_joint_assessments_of_a_round_of_a_child_and_the_corrected_ones_alone(world: World) -> None:
    spring, autumn, one, other = world.round("F"), world.round("E"), world.child(), world.child()
    first = world.joint(spring, one)
    second = world.joint(spring, other)
    corrected = world.joint(spring, one, replaces=first.id)
    later = world.joint(autumn, one)

    assert rounds.joint(world.connection) == (second, corrected, later)
    assert rounds.joint(world.connection, round_id=spring.id) == (second, corrected)
    assert rounds.joint(world.connection, child_id=one) == (corrected, later)


def test_the_matrix_has_the_newest_agreement_about_each_child_of_the_round(world: World) -> None:
    round_, mine, theirs = world.round(), world.child(), world.child(group=world.spruce)
    first = world.joint(round_, mine)
    world.joint(round_, mine, date(2026, 12, 1), first.id, Position.NOT_EXPOSED)
    world.joint(round_, theirs)
    grade = Trivsel.BEGINNING_MISTRIVSEL

    assert set(rounds.cells(world.connection, round_.id)) == {
        (mine, Context.DAYCARE, Position.NOT_EXPOSED, grade, date(2026, 12, 1)),
        (theirs, Context.DAYCARE, Position.EXPOSED, grade, None),
    }


def test_only_the_newest_agreement_about_a_child_is_followed_up(world: World) -> None:
    spring, autumn = world.round("F"), world.round("E")
    one, other, third = world.child(), world.child(), world.child()
    world.joint(spring, one, date(2026, 11, 1))
    newest = world.joint(autumn, one, date(2026, 12, 1))
    due = world.joint(spring, other, date(2026, 11, 20))
    world.joint(spring, third)

    assert rounds.follow_ups(world.connection, date(2026, 11, 20)) == [(other, due.id, date(2026, 11, 20))]
    assert rounds.follow_ups(world.connection, date(2026, 12, 31)) == [
        (other, due.id, date(2026, 11, 20)),
        (one, newest.id, date(2026, 12, 1)),
    ]


def test_agreed_children_are_counted_by_round_and_by_the_group_they_are_in_now(world: World) -> None:
    spring, autumn = world.round("F"), world.round("E")
    for round_, children in ((spring, 2), (autumn, 1)):
        for _ in range(children):
            world.joint(round_, world.child())

    assert rounds.agreed(world.connection) == {(spring.id, world.sunflower): 2, (autumn.id, world.sunflower): 1}


def test_a_written_reason_about_a_child_in_a_round_is_kept_with_its_author(world: World) -> None:
    round_, child = world.round(), world.child()
    header = world.header(child_id=child)
    reason = RoundReason(
        header.id,
        child,
        Context.DAYCARE,
        ReasonKind.NOT_ASSESSED,
        "Begyndte for to uger siden",
        header.author_id,
        header.written_at,
    )
    rounds.add_reason(world.connection, header, round_.id, reason)

    assert rounds.reasons(world.connection, round_.id) == (reason,)
    assert rounds.reasons(world.connection, world.round("Ny").id) == ()
