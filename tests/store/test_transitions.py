"""What was handed on comes back word for word, newest first."""

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.transition import Basis, Line, LinePart, Rule, Transition, Way
from opspor.store import transitions
from tests.guards import NOTE
from tests.store.factories import NOW, PAPER_FORM, World


def transition(world: World, child: Id) -> Transition:
    header = world.header(child_id=child)
    made = Transition(
        header.id, child, Context.DAYCARE, world.mette.id, world.mette.name, header.written_at, Way.TO_SCHOOL,
        "Kanariskolen", {"strengths": NOTE}, (Line("words:1", LinePart.CHILD, "legepladsen", NOTE, "Hvad nu?"),), "",
        "mor", NOW.date(), Rule(Basis.LAW, "Retningslinjen", NOW.date()), PAPER_FORM,
    )  # fmt: skip
    transitions.add(world.connection, header, made)
    return made


def test_it_comes_back_as_it_went(world: World) -> None:
    child, other = world.child(), world.child()
    first, second = transition(world, child), transition(world, child)
    third = transition(world, other)
    assert transitions.transitions(world.connection, child_id=child) == (second, first)
    assert transitions.transitions(world.connection, transition_id=third.id) == (third,)
    assert transitions.transitions(world.connection, transition_id=Id("findes-ikke")) == ()
