"""A draft is one person's, is saved over and over, and goes when it becomes a record."""

from datetime import timedelta

import pytest

from opspor.domain.assessment import Agreement, MinorityView, OwnAnswers, Position
from opspor.domain.paper import PaperDraft, PaperKind, SectionAnswer
from opspor.store import drafts
from tests.guards import NOTE
from tests.store.factories import World


@pytest.mark.parametrize(
    "body",
    [
        OwnAnswers(answers={"leger": "often"}, notes={"leger": NOTE}, position=Position.UNKNOWN),
        PaperDraft(PaperKind.BRIEF, sections={"hvad": SectionAnswer("æøå »«")}),
        Agreement(),
    ],
)
def test_a_draft_comes_back_as_it_was_saved(world: World, body: object) -> None:
    drafts.save(world.connection, world.mette.id, "own:r:c", body, world.now)

    assert drafts.load(world.connection, world.mette.id, "own:r:c", type(body)) == (body, world.now)


def test_saving_again_replaces_it(world: World) -> None:
    later = world.now + timedelta(seconds=2)
    drafts.save(world.connection, world.mette.id, "k", Agreement(reason="a"), world.now)
    drafts.save(world.connection, world.mette.id, "k", Agreement(reason="b"), later)

    assert drafts.load(world.connection, world.mette.id, "k", Agreement) == (Agreement(reason="b"), later)


def test_a_draft_belongs_to_one_person(world: World) -> None:
    drafts.save(world.connection, world.mette.id, "k", Agreement(), world.now)
    drafts.drop(world.connection, world.anders.id, "k")

    assert drafts.load(world.connection, world.anders.id, "k", Agreement) is None
    assert drafts.keys(world.connection, world.anders.id, "") == set()
    assert drafts.load(world.connection, world.mette.id, "k", Agreement) is not None


def test_a_dropped_draft_is_gone_and_dropping_nothing_is_fine(world: World) -> None:
    drafts.save(world.connection, world.mette.id, "k", Agreement(), world.now)
    for _ in range(2):
        drafts.drop(world.connection, world.mette.id, "k")

    assert drafts.load(world.connection, world.mette.id, "k", Agreement) is None


def test_keys_are_found_by_how_they_begin(world: World) -> None:
    for key in ("own:r1:a", "own:r1:b", "own:r2:a", "own_r1:a"):
        minority = (MinorityView(world.anders.id, key),)
        drafts.save(world.connection, world.mette.id, key, Agreement(minority=minority), world.now)

    assert drafts.keys(world.connection, world.mette.id, "own:r1:") == {"own:r1:a", "own:r1:b"}
    assert drafts.keys(world.connection, world.mette.id, "own_") == {"own_r1:a"}


def test_all_drafts_of_one_person_are_dropped_and_counted(world: World) -> None:
    for owner, key in ((world.mette, "a"), (world.mette, "b"), (world.anders, "a")):
        drafts.save(world.connection, owner.id, key, Agreement(), world.now)

    assert drafts.drop_all(world.connection, world.mette.id) == 2
    assert drafts.keys(world.connection, world.mette.id, "") == set()
    assert drafts.keys(world.connection, world.anders.id, "") == {"a"}
