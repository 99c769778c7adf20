"""Rounds and assessments come back as they went in; sealed answers stay apart from who has submitted."""

from dataclasses import replace
from datetime import date, timedelta

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
from opspor.domain.child import AgeBand
from opspor.domain.rounds import ReasonKind
from opspor.store import children, concerns, rounds
from tests.guards import NOTE
from tests.store.factories import PARTICULARS, TRIVSEL_FORM, World

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


def test_those_that_run_are_neither_closed_nor_past_their_last_day(world: World) -> None:
    world.round("Forår", date(2026, 3, 1))
    closed, runs = world.round("Lukket", date(2026, 10, 5)), world.round("Efterår", date(2026, 10, 1))
    rounds.set_closed(world.connection, closed.id, world.now, world.mette.id)

    assert rounds.rounds(world.connection, running_on=runs.closes_on) == (runs,)
    assert rounds.rounds(world.connection, running_on=runs.closes_on + timedelta(days=1)) == ()


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
    assert rounds.own(world.connection, round_.id, child, Context.DAYCARE, every=True) == (first, second)
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
    assert rounds.submitted(world.connection, round_.id, children=[other]) == {
        (other, Context.DAYCARE): {world.anders.id}
    }
    assert rounds.submitted(world.connection, round_.id, children=[world.child()]) == {}


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


def test_those_whom_the_team_does_not_know_enough_about_are_found_alone(world: World) -> None:
    round_, one, other = world.round(), world.child(), world.child()
    world.joint(round_, world.child())
    world.joint(round_, one, position=Position.UNKNOWN)
    before = world.joint(round_, other, position=Position.UNKNOWN)
    world.joint(round_, other, replaces=before.id)

    assert [cell[0] for cell in rounds.cells(world.connection, round_.id, unsure=True)] == [one]


def test_agreed_children_are_counted_by_round_and_by_the_group_they_are_in_now(world: World) -> None:
    spring, autumn = world.round("F"), world.round("E")
    for round_, count in ((spring, 2), (autumn, 1)):
        for _ in range(count):
            world.joint(round_, world.child())

    assert rounds.agreed(world.connection) == {
        (spring.id, Context.DAYCARE, world.sunflower): 2, (autumn.id, Context.DAYCARE, world.sunflower): 1,
    }  # fmt: skip


def test_a_child_in_class_and_sfo_is_counted_where_it_was_agreed_on(world: World) -> None:
    round_, sfo, child = world.round(), world.group("SFO"), world.child()
    children.enrol(world.connection, world.id(), child, sfo, date(2026, 10, 1))
    world.joint(round_, child)

    assert rounds.agreed(world.connection) == dict.fromkeys(
        [(round_.id, Context.DAYCARE, world.sunflower), (round_.id, Context.DAYCARE, sfo)], 1
    )
    assert rounds.agreed_on(world.connection, round_.id) == {(child, Context.DAYCARE)}
    assert rounds.agreed_on(world.connection, round_.id, children=[child]) == {(child, Context.DAYCARE)}
    assert rounds.agreed_on(world.connection, round_.id, children=[world.child()]) == set()
    assert children.births(world.connection)[sfo] == [PARTICULARS.birth_date]


def test_a_round_keeps_its_bands_who_opened_it_and_who_assesses_one_child_instead(world: World) -> None:
    round_, child = world.round(), world.child()
    group = replace(round_.groups[0], others={child: (world.anders,)})
    whole = replace(round_, id=world.id(), groups=(group,), bands=frozenset({AgeBand.FROM_0_TO_2, AgeBand.FROM_3_TO_5}))
    rounds.add(world.connection, whole, world.mette.id, world.now)

    assert rounds.rounds(world.connection, round_id=whole.id) == (whole,)
    assert whole.groups[0].others in [r.groups[0].others for r in rounds.rounds(world.connection)]


def test_a_changed_round_has_its_new_last_day_and_people(world: World) -> None:
    round_, child, other = world.round(), world.child(), world.round("Anden")
    group = replace(round_.groups[0], assessors=(world.mette,), others={child: (world.anders, world.mette)})
    changed = replace(round_, closes_on=date(2026, 12, 24), groups=(group,))

    for again in (changed, replace(changed, groups=round_.groups)):
        rounds.change(world.connection, again)
        assert rounds.rounds(world.connection, round_id=round_.id) == (again,)
    assert rounds.rounds(world.connection, round_id=other.id) == (other,)


def test_a_closed_round_counts_for_ever_whom_it_had(world: World) -> None:
    round_, agreed, excused, both = world.round(), world.child(), world.child(), world.child()
    world.joint(round_, agreed)
    world.joint(round_, both)
    for child in (excused, excused, both):  # twice the same, and one that was assessed after all
        world.reason(round_, child, ReasonKind.NOT_ASSESSED)
    world.reason(round_, agreed, ReasonKind.START)
    assert rounds.settled(world.connection) == {}

    rounds.set_closed(world.connection, round_.id, world.now, world.mette.id)

    (found,) = rounds.rounds(world.connection, round_id=round_.id)
    assert found.closed_at == world.now
    assert rounds.settled(world.connection) == {(round_.id, Context.DAYCARE): (2, 1)}
    rounds.set_closed(world.connection, round_.id, None, None)
    assert rounds.rounds(world.connection, round_id=round_.id) == (round_,)


def test_the_groups_a_child_was_in_until_a_day(world: World) -> None:
    child, moved_on = world.child(), date(2026, 11, 20)
    children.leave(world.connection, child, world.sunflower, moved_on)
    children.enrol(world.connection, world.id(), child, world.spruce, moved_on)

    assert children.groups_until(world.connection, date(2026, 11, 19)) == {child: (world.sunflower,)}
    assert children.groups_until(world.connection, moved_on) == {child: (world.sunflower, world.spruce)}


def test_dated_notes_are_counted_from_a_moment_and_those_of_a_concern_are_not(world: World) -> None:
    child, quiet = world.child(), world.child()
    concern = world.concern(child)
    before = world.now
    world.now += timedelta(hours=3)
    concerns.add_observation(world.connection, world.header(child_id=child), "", NOTE)
    concerns.add_words(world.connection, world.header(child_id=child), "", NOTE, "")
    concerns.add_observation(world.connection, world.header(child_id=child, concern_id=concern.id), "", NOTE)
    concerns.add_observation(world.connection, world.header(concern_id=concern.id), "", NOTE)

    assert rounds.notes_since(world.connection, before) == {child: 2}
    assert quiet not in rounds.notes_since(world.connection, before)
    assert rounds.notes_since(world.connection, world.now) == {}


def test_what_a_team_knew_is_counted_from_what_the_agreement_keeps(world: World) -> None:
    round_, known, unknown = world.round(), world.child(), world.child()
    for child, chosen in (
        (known, {"a": {"often": 2}, "b": {"rarely": 2}}),
        (unknown, {"a": {"unknown": 2, "often": 1}}),
    ):
        joint = world.joint(round_, child)
        newer = replace(joint, id=world.id(), spread=Spread(2, chosen))
        header = replace(world.header(child_id=child, replaces=joint.id), id=newer.id)
        rounds.add_joint(world.connection, header, newer)

    found = rounds.known_answers(world.connection, round_.id)
    assert found == {(known, Context.DAYCARE): 2, (unknown, Context.DAYCARE): 0}


def test_a_written_reason_about_a_child_in_a_round_is_kept_with_its_author(world: World) -> None:
    round_, child = world.round(), world.child()
    reason = world.reason(round_, child, ReasonKind.NOT_ASSESSED)

    assert rounds.reasons(world.connection, round_.id) == (reason,)
    assert rounds.reasons(world.connection, world.round("Ny").id) == ()
    assert rounds.reasons(world.connection, round_.id, child_id=world.child()) == ()


def test_the_round_before_is_that_of_the_context_wherever_the_child_is_now(world: World) -> None:
    spring, autumn = world.round("F"), world.round("E")
    child, newcomer = world.child(), world.child(group=world.spruce)
    later = replace(autumn, opens_on=spring.opens_on + timedelta(days=180))

    found = rounds.begun_before(world.connection, later, child, Context.DAYCARE)

    assert found == (autumn.id, spring.opens_on)  # two on one day: the newer
    assert rounds.begun_before(world.connection, spring, child, Context.DAYCARE) is None
    assert rounds.begun_before(world.connection, later, child, Context.SCHOOL) is None
    assert rounds.begun_before(world.connection, later, newcomer, Context.DAYCARE) is None


def test_the_newest_note_about_a_child_is_the_one_seen_last_outside_concerns(world: World) -> None:
    child = world.child()
    assert rounds.noted_at(world.connection, child) is None
    days = [world.header(child_id=child) for _ in range(3)]
    concerns.add_words(world.connection, days[0], "", "Jeg vil være med", "")
    concerns.add_observation(world.connection, days[1], "", NOTE)
    concern = world.concern(child)
    concerns.add_observation(world.connection, world.header(child_id=child, concern_id=concern.id), "", NOTE)
    concerns.add_observation(world.connection, world.header(child_id=world.child()), "", NOTE)

    assert rounds.noted_at(world.connection, child) == days[1].seen_at
