"""The guidelines for involving parents: one for each cell and step, and none that tells of a child."""

import re

import pytest

from opspor.domain.matrix import CELLS
from opspor.domain.plans import LadderStep
from opspor.forms.wording import lix
from opspor.reference.involvement import Guideline, involvement

EVERY = [*(involvement().of_cell(cell) for cell in (*CELLS, None)), *(involvement().of_step(s) for s in LadderStep)]


def texts(one: Guideline) -> list[str]:
    return [one.who, one.when, one.about, one.careful]


def test_each_cell_and_each_step_has_one_and_there_is_no_other() -> None:
    assert {one.id for one in involvement().cell} == {cell.id for cell in CELLS} | {"unknown"}
    assert [one.number for one in involvement().step] == list(LadderStep)
    assert len(involvement().cell) == len(CELLS) + 1


@pytest.mark.parametrize("guideline", EVERY)
def test_each_says_who_when_what_and_what_to_be_careful_with_in_easy_words(guideline: Guideline) -> None:
    assert all(text.strip() for text in texts(guideline))
    assert lix(texts(guideline)) <= 40


def test_what_comes_first_is_the_same_for_every_child_and_names_no_track() -> None:
    first = involvement().first
    assert "tal ikke med forældrene først" in first
    assert "beredskabsplanen" in first
    assert lix([first]) <= 40
    assert not re.search(r"(?i)\b(spor|ære|social kontrol|medarbejder|netværk|seksu)", first)


def test_no_guideline_speaks_of_a_child_as_its_colour() -> None:
    assert not re.search(
        r"(?i)\b(rødt?|gult?|grønt?|røde|gule|grønne)\b", " ".join(t for one in EVERY for t in texts(one))
    )
