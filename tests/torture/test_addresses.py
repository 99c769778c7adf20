"""A few protected homes; ``make fuzz`` types five hundred."""

from pathlib import Path
from random import Random

import pytest

from opspor.documents.places import places
from tests.torture import addresses
from tests.torture.homes import home, typed, typed_phone


def test_no_spelling_of_a_hidden_home_is_missed() -> None:
    missed = []
    for number in range(3000):
        dice = Random(number)
        one = home(dice)
        hidden = places([one.written], [one.phone])
        said = (typed(one, dice), typed_phone(one, dice))
        missed += [(one.written, text) for text in said if not hidden.found_in(f"Mor siger: {text} og smiler.")]

    assert not missed


def test_nothing_of_a_protected_home_is_printed(tmp_path: Path) -> None:
    result = addresses.prove(2, tmp_path)

    assert result.broken == 0, result.words
    assert "made" in result.words


@pytest.mark.parametrize("place", ["receiver", "present", "brief: minutes"])
def test_nor_where_few_would_think_of_typing_it(tmp_path: Path, place: str) -> None:
    with addresses.opened(tmp_path, 2) as house:
        case = addresses.tried(house, 1, place)

    assert case.leaks == []
    assert case.refused


def test_a_program_that_looks_for_nothing_is_seen(tmp_path: Path) -> None:
    assert addresses.prove(1, tmp_path, planted=True).broken > 0
