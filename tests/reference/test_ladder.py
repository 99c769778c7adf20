"""The ladder of help as data: whole, dated, with sources, and easy to read."""

import re
from pathlib import Path

import pytest

from opspor.domain.plans import LadderStep, Level
from opspor.forms.wording import lix
from opspor.reference.ladder import ladder

_TEXTS = [
    *(rung.text for rung in ladder().step),
    *(rule.text for rule in ladder().rule),
    *(reading.text for reading in ladder().reading),
    *(level.text for level in ladder().level),
    ladder().note,
    ladder().categories.note,
]
_SOURCES = Path("docs/kilder.md").read_text(encoding="utf-8")


def test_every_step_and_level_is_there_once_from_low_to_high() -> None:
    assert [rung.number for rung in ladder().step] == list(LadderStep)
    assert [level.id for level in ladder().level] == list(Level)
    assert ladder().rung(LadderStep.RESIDENTIAL).name == "At bo på en institution"


def test_only_the_first_two_steps_are_ours() -> None:
    assert [rung.number for rung in ladder().step if rung.ours] == [LadderStep.EARLY, LadderStep.PREVENTIVE]


def test_the_five_rules_stand_and_the_readings_that_contradict_each_other() -> None:
    assert len(ladder().rule) == 5
    assert {reading.source for reading in ladder().reading} == {"S000", "S003", "S004"}
    assert [category.code for category in ladder().category] == ["1", "2", "3", "4a", "4b"]
    assert "én kommunes læsning" in ladder().categories.note


def test_everything_has_a_source_that_stands_in_the_list() -> None:
    named = {ladder().source, ladder().categories.source}
    named |= {rule.source for rule in ladder().rule} | {reading.source for reading in ladder().reading}
    assert [key for key in named if not re.search(rf"\b{key}\b", _SOURCES)] == []


@pytest.mark.parametrize("text", _TEXTS)
def test_every_text_is_easy_to_read(text: str) -> None:
    assert lix([text]) <= 40 or len(text.split()) <= 12


def test_the_whole_is_easy_to_read() -> None:
    assert lix(_TEXTS) <= 40
