"""The 24 stories: as staff tell them, no two alike, each with what a reader must be able to find in the paper."""

import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

PLACES = ("dagtilbud", "skole", "hjemmebesøg")
ANSWERS = ("Hvem", "Hvad", "Hvornår", "Sagt", "Prøvet", "Beder om", "Forældre", "Styrker", "Fare")


class Case(NamedTuple):
    """A story and what should be found of it; ``head`` is its place, teller, day and what is special."""

    name: str
    head: dict[str, str]
    story: str
    facit: dict[str, str]


def _case(path: Path) -> Case:
    top, facit = path.read_text(encoding="utf-8").split("\n## Facit\n")
    title, head, story = top.split("\n\n", 2)
    assert title.startswith("# ")
    answers = dict(line.removeprefix("- ").split(": ", 1) for line in facit.strip().splitlines())
    return Case(path.stem, dict(line.split(": ", 1) for line in head.splitlines()), story.strip(), answers)


CASES = [_case(path) for path in sorted((Path(__file__).parent / "cases").glob("*.md"))]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def special(words: str) -> list[str]:
    return [case.name for case in CASES if words in case.head["Særligt"]]


def test_eight_are_told_in_each_place_and_the_hard_ones_are_among_them() -> None:
    assert [sum(case.head["Sted"] == place for case in CASES) for place in PLACES] == [8, 8, 8]
    hard = ("mangler en forælder", "uenighed blandt kolleger", "beskyttet adresse", "haster")
    assert [len(special(words)) for words in hard] == [2, 2, 2, 2]
    assert len(special("forældrene må ikke få det at vide")) == 3
    for words in ("ufødt", "udlandet", "fire søskende", "tolk", "tvillinger", "vikar", "samme navn"):
        assert len(special(words)) == 1, words


@each
def test_each_has_its_length_and_its_answers(case: Case) -> None:
    assert 150 <= len(case.story.split()) <= 350
    assert set(ANSWERS) <= set(case.facit) <= {*ANSWERS, "Uenighed"}
    assert ("Uenighed" in case.facit) is ("uenighed" in case.head["Særligt"])
    assert re.search(r"\d{1,2}\.\d{1,2}\.", case.facit["Hvornår"])


@each
def test_what_is_quoted_as_said_is_word_for_word_in_the_story(case: Case) -> None:
    for answer in case.facit.values():
        for words in re.findall(r"»[^«]+«", answer):
            assert words in case.story


@each
def test_nobody_stands_in_the_facit_who_is_not_in_the_story(case: Case) -> None:
    """Only words with a capital inside a sentence are names."""
    told = f"{case.story} {case.head['Fortæller']}"
    names = re.findall(r"(?<![.:;] )(?<!^)\b[A-ZÆØÅ][\w-]+", case.facit["Hvem"])
    assert [name for name in names if name not in told] == []


@each
def test_no_paper_is_asked_for_that_the_rules_forbid(case: Case) -> None:
    """Whoever must not be told is not told in the facit either; and nothing looks like a real CPR number."""
    blocked = "må ikke få det at vide" in case.head["Særligt"]
    assert blocked is case.facit["Forældre"].startswith("Må ikke")
    assert not re.search(r"\b\d{6}-?\d{4}\b", case.story)


def test_no_two_are_told_from_the_same_mould() -> None:
    beginnings = [" ".join(case.story.split()[:2]) for case in CASES]
    assert len(set(beginnings)) == len(CASES)
    runs = []
    for case in CASES:
        words = re.findall(r"\w+", case.story.casefold())
        runs.append({tuple(words[i : i + 6]) for i in range(len(words) - 5)})
    shared = [same for one, other in combinations(runs, 2) if (same := one & other)]
    assert shared == []


def test_they_are_told_at_different_length_and_pace() -> None:
    lengths = [len(case.story.split()) for case in CASES]
    paces = [len(case.story.split()) / len(re.findall(r"[.!?](?:\s|$)", case.story)) for case in CASES]
    assert max(lengths) >= 1.8 * min(lengths)
    assert max(paces) >= 1.8 * min(paces)
