"""A district is played by visits, each of the type that its child's age asks for."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from opspor.cli.demo import visiting
from opspor.cli.demo.cast import Child, cast
from opspor.cli.demo.material import Common, House, load, origins
from opspor.domain.visit import Looked, VisitAnswers, VisitType, missing_topics
from opspor.forms.library import load_library
from tests.cli.demo.conftest import Play

TODAY = date(2026, 3, 17)
HOUSE = load("sundhedspleje", House)


def a_child(months: int) -> Child:
    found = cast(HOUSE, load("common", Common), origins(), 1, 0, TODAY, Random("1"))[0]
    return replace(found, birth_date=TODAY - timedelta(days=round(months * 30.5)))


@pytest.mark.parametrize(
    ("months", "type_"),
    [
        (0, VisitType.EARLY), (5, VisitType.MONTHS_4_6), (10, VisitType.MONTHS_8_11), (18, VisitType.MONTHS_18),
        (30, VisitType.MONTHS_18), (-6, VisitType.NEED),
    ],
)  # fmt: skip
def test_a_visit_is_the_one_of_the_childs_age_or_the_last_that_has_begun(months: int, type_: VisitType) -> None:
    assert visiting._by_age(a_child(months), TODAY) is type_


def test_who_thrives_has_nothing_to_talk_about() -> None:
    form = load_library().visit(VisitType.MONTHS_8_11)
    every = [visiting._looked(form, None, Random(str(seed)), last=True) for seed in range(20)]
    for looked, notes in every:
        assert set(looked) == {topic.id for topic in form.topic}
        assert Looked.TALK not in looked.values()
        assert not missing_topics(looked, VisitAnswers(answers=looked, notes=notes))
    assert any(Looked.NOT_LOOKED in looked.values() for looked, _ in every)  # the child slept, and that is written


def test_what_the_story_tells_is_noted_beside_what_they_talked_about() -> None:
    form = load_library().visit(VisitType.MONTHS_8_11)
    story = next(story for story in HOUSE.story if story.id == "kontakt")
    every = [visiting._looked(form, story, Random(str(seed)), last=True) for seed in range(20)]
    assert any(story.why_trivsel[0] in notes.values() for _, notes in every)
    assert all(looked[topic] != Looked.WELL for looked, notes in every for topic in notes)


def test_a_visit_with_an_adviser_has_the_parents_yes_from_before() -> None:
    story = next(story for story in HOUSE.story if story.adviser)
    yes = visiting._with_yes(story, TODAY)
    assert yes is not None
    assert yes.yes_on is not None
    assert yes.yes_on < TODAY
    assert all((yes.adviser, yes.yes_from, yes.told))


def test_a_paper_goes_along_for_a_child_nothing_is_written_about(play: Play) -> None:
    """Its texts are those of the visit; what it may never hold is tried where it is made."""
    made = [Path(pdf) for pdf in play("--kind", "sundhedspleje", "--children", "8", "--rounds", "2").result["pdf"]]
    (paper,) = [pdf for pdf in made if pdf.name.startswith("overlevering-1")]
    assert paper.read_bytes().startswith(b"%PDF")


def test_only_a_house_whose_children_are_seen_at_home_is_played_so() -> None:
    assert visiting.at_home(HOUSE)
    assert not visiting.at_home(load("dagtilbud", House))


def test_no_factor_of_the_stories_is_unknown_to_the_form() -> None:
    """The demo leaves out what the form does not know, so a renamed factor would be missed in silence."""
    known = {factor.code for factor in load_library().position().factor}
    told = {risk.split()[0] for story in HOUSE.story for risk in story.risk}
    told |= {code for story in HOUSE.story for code in story.protect}
    assert told <= known
