"""What is answered in a demo fits what is told."""

from random import Random

import pytest

from opspor.cli.demo import answers
from opspor.cli.demo.material import House, Story, load
from opspor.domain.assessment import Often, Position, Trivsel
from opspor.domain.child import AgeBand
from opspor.domain.matrix import cell_of
from opspor.forms.library import load_library
from opspor.usecases import joint, rounds
from tests.cli.demo.conftest import Play

HOUSE = load("dagtilbud", House)


@pytest.mark.parametrize("story", HOUSE.story, ids=lambda story: story.id)
def test_a_story_stands_where_it_says(story: Story) -> None:
    for last in (False, True):
        cell = cell_of(*answers.standing(story, last=last))
        assert (cell.id if cell else "?") == story.cells[last]


def test_a_child_without_a_story_is_well() -> None:
    assert answers.standing(None, last=True) == (Position.NOT_EXPOSED, Trivsel.THRIVES)


def test_assessors_differ_know_not_everything_and_leave_something_out(play: Play) -> None:
    """Looked at in the whole demo: alone and unseen, people do not answer alike."""
    place = play().open()
    try:
        (newest, *_) = place.look(rounds.all_rounds).result()
        agreed = [row.child.id for row in newest.children if row.state == "agreed"]
        tables = [
            place.run(lambda desk, id_=id_: joint.joint_table(desk, newest.round.id, id_)).result()  # type: ignore[misc]
            for id_ in agreed
        ]
    finally:
        place.close()
    assert any(one.item in ("position", "trivsel") for table in tables for one in table.differences)
    assert any(table.joint and table.joint.agreement.minority for table in tables)
    assert sum(bool(table.joint and table.joint.agreement.reason) for table in tables) > len(tables) / 2
    every = [one.answers for table in tables for one in table.own]
    values = [value for one in every for value in one.answers.values()]
    assert set(Often) <= set(values)
    assert any(one.factors for one in every)
    form = load_library().trivsel(AgeBand.FROM_3_TO_5)
    assert any(len([sign for sign in form.sign if sign.id in one.answers]) < len(form.sign) for one in every)
    assert len({tuple(one.answers.items()) for one in every}) > len(every) / 2
    signs = [[one for one in table.differences if one.item not in ("position", "trivsel")] for table in tables]
    assert [] in signs
    assert max(map(len, signs)) >= 4


def test_the_story_names_what_is_rare() -> None:
    story = HOUSE.story[0]
    form = load_library().trivsel(AgeBand.FROM_3_TO_5)
    given = answers.signs(form, story, Trivsel.MISTRIVSEL, Random(1), Random(2))
    assert all(given[sign] == Often.RARELY for sign in story.rarely)
    well = answers.signs(form, story, Trivsel.THRIVES, Random(1), Random(2))
    assert not any(value == Often.RARELY for value in well.values())
