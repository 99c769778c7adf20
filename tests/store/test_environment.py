"""What somebody answered about the adults comes back as it went in; who has answered is told apart from what."""

from dataclasses import replace

from opspor.domain.environment import EnvironmentAnswers, OwnEnvironment
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import Round
from opspor.store import environment
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World

ANSWERS = EnvironmentAnswers({"M-1": "partly"}, {"M-1": NOTE})


def answer(world: World, round_: Round, author: StaffMember, replaces: Id | None = None) -> OwnEnvironment:
    header = replace(world.header(replaces=replaces), author_id=author.id)
    own = OwnEnvironment(
        header.id, round_.id, world.sunflower, author.id, author.name, author.title, header.written_at, ANSWERS,
        TRIVSEL_FORM,
    )  # fmt: skip
    environment.add(world.connection, header, own, b"n" * 32)
    return own


def test_answers_come_back_word_for_word_and_the_later_ones_stand_instead(world: World) -> None:
    round_ = world.round()
    first = answer(world, round_, world.mette)
    other = answer(world, round_, world.anders)
    again = answer(world, round_, world.mette, replaces=first.id)

    assert environment.own(world.connection, round_.id, world.sunflower) == (other, again)
    assert environment.own(world.connection, round_.id, world.sunflower, author=world.mette.id) == (again,)
    assert environment.own(world.connection, round_.id, world.spruce) == ()
    assert environment.submitted(world.connection, round_.id) == {world.sunflower: {world.mette.id, world.anders.id}}
    body = environment.encoded(ANSWERS)
    assert environment.bindings(world.connection) == [(own.id, b"n" * 32, body) for own in (first, other, again)]
