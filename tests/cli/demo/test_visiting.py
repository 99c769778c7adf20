"""A district is played by visits, each of the type that its child's age asks for."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from opspor.cli.demo import visiting
from opspor.cli.demo.cast import Child, cast
from opspor.cli.demo.material import Common, House, load, origins
from opspor.domain.visit import Looked, VisitType
from opspor.forms.library import load_library

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
    looked = visiting._looked(form, Random("1"), thrives=True)
    assert set(looked) == {topic.id for topic in form.topic}
    assert set(looked.values()) == {Looked.WELL}


def test_only_a_house_whose_children_are_seen_at_home_is_played_so() -> None:
    assert visiting.at_home(HOUSE)
    assert not visiting.at_home(load("dagtilbud", House))


def test_no_factor_of_the_stories_is_unknown_to_the_form() -> None:
    """The demo leaves out what the form does not know, so a renamed factor would be missed in silence."""
    known = {factor.code for factor in load_library().position().factor}
    told = {risk.split()[0] for story in HOUSE.story for risk in story.risk}
    told |= {code for story in HOUSE.story for code in story.protect}
    assert told <= known
