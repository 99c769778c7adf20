"""An analysis comes back on its form, and a corrected one stands in place of the first."""

from dataclasses import replace

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.plans import Analysis
from opspor.store import analyses
from tests.guards import NOTE
from tests.store.factories import PAPER_FORM, World


def analysis(world: World, child: Id, *, replaces: Id | None = None, see: str = NOTE) -> Analysis:
    header = world.header(child_id=child, replaces=replaces)
    made = Analysis(
        header.id, child, Context.DAYCARE, world.mette.id, world.mette.name, header.written_at,
        {"see": see, "tried": "Vi satte os ved siden af"}, PAPER_FORM,
    )  # fmt: skip
    analyses.add(world.connection, header, made)
    return made


def test_an_analysis_comes_back_word_for_word_and_a_correction_takes_its_place(world: World) -> None:
    child = world.child()
    first, second = analysis(world, child), analysis(world, child)
    analysis(world, world.child())
    assert analyses.of_child(world.connection, child) == (first, second)

    corrected = analysis(world, child, replaces=first.id, see="Hun trækker sig")

    assert analyses.of_child(world.connection, child) == (second, corrected)
    assert replace(corrected, id=first.id) != first
