"""A minority view has an owner and a hand, and waits for its owner when the two are not the same."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Agreement, Context, JointAssessment, MinorityView, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.joint import MinorityAnswer
from opspor.domain.rounds import Round
from opspor.store import minority, rounds
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World


def joint(world: World, round_: Round, child: Id, *views: MinorityView, replaces: Id | None = None) -> JointAssessment:
    """What the team agreed on, with those views."""
    header = world.header(child_id=child, replaces=replaces)
    agreement = Agreement(position=Position.EXPOSED, trivsel=Trivsel.THRIVES, minority=views)
    made = JointAssessment(header.id, child, round_.id, world.mette.id, header.written_at, agreement, TRIVSEL_FORM)
    rounds.add_joint(world.connection, header, made)
    return made


def answer(world: World, made: JointAssessment, *, confirmed: bool = True, text: str = "") -> MinorityAnswer:
    """Anders answers."""
    header = replace(world.header(child_id=made.child_id), author_id=world.anders.id)
    given = MinorityAnswer(world.anders.id, confirmed, text, header.written_at)
    minority.add_answer(world.connection, header, made.id, given)
    return given


def test_only_what_another_typed_waits_and_only_for_its_person(world: World) -> None:
    round_ = world.round()
    typed = MinorityView(world.anders.id, NOTE, world.mette.id)
    child = world.child()
    made = joint(world, round_, child, typed, MinorityView(world.mette.id, "Mit eget", world.mette.id))
    joint(world, round_, world.child(), MinorityView(world.anders.id, "Selv skrevet", world.anders.id))
    joint(world, round_, world.child(), MinorityView(world.anders.id, "Fra før det blev husket"))

    (found,) = minority.waiting(world.connection, world.anders.id)

    assert (found.joint_id, found.child_id, found.round_id) == (made.id, child, round_.id)
    assert (found.view, found.author_name, found.context) == (typed, world.mette.name, Context.DAYCARE)
    assert found.written_at == made.written_at
    assert minority.waiting(world.connection, world.mette.id) == []


def test_what_was_replaced_does_not_wait_any_more(world: World) -> None:
    round_, child = world.round(), world.child()
    first = joint(world, round_, child, MinorityView(world.anders.id, NOTE, world.mette.id))
    joint(world, round_, child, replaces=first.id)

    assert minority.waiting(world.connection, world.anders.id) == []


def test_an_answer_belongs_to_the_words_it_was_given_to(world: World) -> None:
    round_, child = world.round(), world.child()
    view = MinorityView(world.anders.id, NOTE, world.mette.id)
    first = joint(world, round_, child, view)
    given = answer(world, first, confirmed=False, text="Mine ord")

    assert minority.answers(world.connection, child) == {(round_.id, Context.DAYCARE, world.anders.id, NOTE): given}
    assert minority.answers(world.connection, world.child()) == {}
    assert minority.waiting(world.connection, world.anders.id) == []
    again = joint(world, round_, child, view, replaces=first.id)
    assert minority.waiting(world.connection, world.anders.id) == []  # the same words are not asked about twice
    joint(world, round_, child, replace(view, text="Andre ord"), replaces=again.id)
    assert [one.view.text for one in minority.waiting(world.connection, world.anders.id)] == ["Andre ord"]


def test_nobody_answers_twice(world: World) -> None:
    made = joint(world, world.round(), world.child(), MinorityView(world.anders.id, NOTE, world.mette.id))
    answer(world, made)

    with pytest.raises(IntegrityError):
        answer(world, made, confirmed=False, text="Nej")
