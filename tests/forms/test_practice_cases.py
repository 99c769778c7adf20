"""The twelve practice cases: as different from each other as children are, and about what one can see and hear."""

import re

import pytest

from opspor.domain.assessment import Context, Position, Trivsel
from opspor.domain.child import AgeBand
from opspor.forms.library import PRACTICE, load_library
from opspor.forms.model import PracticeForm
from opspor.forms.wording import lix, texts

CASES = [load_library().practice(case) for case in PRACTICE]


def test_every_band_every_context_and_every_answer_is_there() -> None:
    assert {case.band for case in CASES} == set(AgeBand)
    assert {case.context for case in CASES} == set(Context)
    assert {case.key.position for case in CASES} == set(Position)
    assert {case.key.trivsel for case in CASES} == set(Trivsel) - {Trivsel.UNKNOWN}


def test_who_guesses_by_one_axis_from_the_other_is_wrong() -> None:
    """A child may thrive in an exposed position, and not thrive in a good one (domain, fact 2)."""
    keys = {(case.key.position, case.key.trivsel) for case in CASES}
    assert (Position.EXPOSED, Trivsel.THRIVES) in keys
    assert (Position.NOT_EXPOSED, Trivsel.BEGINNING_MISTRIVSEL) in keys
    assert len(keys) >= 8


@pytest.mark.parametrize("case", CASES, ids=PRACTICE)
def test_a_story_tells_and_does_not_judge(case: PracticeForm) -> None:
    story = " ".join(case.story).casefold()
    judged = r"trives|trivsel|udsat|belast|sårbar|omsorgssvigt|diagnose|adhd|autis|islam|muslim|krist|etnisk|indvandr"
    assert not re.search(judged, story)
    assert lix(text for _, text in texts(case)) <= 30
    assert case.ask.endswith("?")


def test_nobody_has_the_name_of_another() -> None:
    names = [case.title.split(",")[0] for case in CASES]
    assert len(set(names)) == len(CASES)
    for case, name in zip(CASES, names, strict=True):
        assert name in " ".join(case.story)
        told = " ".join(text for _, text in texts(case))
        assert not [other for other in names if other != name and re.search(rf"\b{other}s?\b", told)]


@pytest.mark.parametrize("case", CASES, ids=PRACTICE)
def test_the_key_says_what_speaks_against_it(case: PracticeForm) -> None:
    assert case.key.against
    assert case.key.unknown
    assert "korrekt" not in " ".join(text for _, text in texts(case))
