"""The papers of the demo that follow from a round."""

from collections import Counter
from pathlib import Path

import pytest

from opspor.cli.demo.material import House, load
from tests.cli.demo.conftest import Play


def names(play: Play, *words: str) -> Counter[str]:
    """Name of a paper -> how many of it were made."""
    made = [Path(pdf) for pdf in play(*words).result["pdf"]]
    assert all(pdf.read_bytes().startswith(b"%PDF") for pdf in made)
    assert all(pdf.parent.name == "pdf" for pdf in made)
    return Counter(pdf.stem.rstrip("0123456789").rstrip("-") for pdf in made)


def test_a_daycare_prints_one_of_each(play: Play) -> None:
    house = load("dagtilbud", House)
    found = names(play)
    assert found["matrix"] == found["overblik"] == 1
    assert found["overgang"] == len(house.transition)
    assert found["handleplan"] == len(house.plan)
    assert found["netvaerkskort"] == len(house.network)
    assert found["referat"] == len(house.meeting)
    assert found["invitation"] == len(house.meeting) + len(house.coming)  # one that was held has called the next


@pytest.mark.parametrize("kind", ["skole", "sundhedspleje"])
def test_the_others_print_what_they_have(play: Play, kind: str) -> None:
    found = names(play, "--kind", kind, "--children", "8", "--rounds", "2")
    assert {"matrix", "overblik", "handleplan"} <= set(found)
    assert ("overlevering" in found) == (kind == "sundhedspleje")
