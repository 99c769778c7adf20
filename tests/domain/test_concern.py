"""A concern: who sees it, who may be told, and the label that gives nothing away."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import (
    ChildsWords,
    Concern,
    Danger,
    HowSaid,
    owners,
    parents_may_be_told,
)
from opspor.domain.ids import Id
from tests.domain.factories import NOW
from tests.guards import CHILD_FIRST_NAME, NOTE, STAFF_NAME


def _concern(track: Track = Track.GENERAL) -> Concern:
    return Concern(
        Id("c"), None, CHILD_FIRST_NAME, Id("mette"), STAFF_NAME, Danger.NO, track, date(2026, 11, 2), NOW, NOTE, None
    )


def test_the_label_may_be_shown_where_parents_see_the_screen() -> None:
    assert _concern(Track.PARENTS).label == "Bekymring fra 3.11.2026"


@pytest.mark.parametrize("topic", [Track.PARENTS, Track.HONOUR, Track.EMPLOYEE])
def test_where_there_is_a_suspicion_nobody_is_told_and_no_group_sees_it(topic: Track) -> None:
    assert not parents_may_be_told(topic)
    assert not owners(_concern(topic), [Id("solsikken")])["groups"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"asked": "Hvad laver I?"}, "Spurgt: »Hvad laver I?«"),
        ({"asked": "Hvad laver I?", "asked_by": "psykologen"}, "Spurgt af psykologen: »Hvad laver I?«"),
        ({"asked_by": "psykologen"}, "Spurgt af psykologen."),
        ({"how": HowSaid.SPONTANEOUS}, "Barnet sagde det af sig selv."),
        ({"how": HowSaid.PLAY, "asked": "Hvem er det?"}, "Under leg. Spurgt: »Hvem er det?«"),
    ],
)  # fmt: skip
def test_how_the_words_came_about_is_said_in_words(said: dict[str, Any], words: str) -> None:
    plain = ChildsWords(Id("w"), None, None, Id("mette"), STAFF_NAME, NOW, NOW, "", NOTE, "")
    assert replace(plain, **said).came_about == words


def test_a_general_concern_is_seen_by_the_childs_groups() -> None:
    assert parents_may_be_told(Track.GENERAL)
    assert owners(_concern(), [Id("solsikken")]) == {"groups": ["solsikken"], "author": "mette", "named": ()}


def test_the_first_question_has_three_answers() -> None:
    assert list(Danger) == ["now", "not_safe_home", "no"]


@pytest.mark.parametrize("topic", [Track.GENERAL, Track.PARENTS])
def test_one_that_is_kept_belongs_to_its_author_and_those_who_are_named_whatever_its_topic(topic: Track) -> None:
    kept = replace(_concern(topic), kept_to=frozenset({Id("jonas")}))

    assert owners(kept, [Id("solsikken")]) == {"groups": (), "author": "mette", "named": {"jonas"}}


def test_only_a_general_one_that_is_not_kept_is_shown_with_the_child() -> None:
    assert _concern().is_shared
    assert not _concern(Track.HONOUR).is_shared
    assert not replace(_concern(), kept_to=frozenset()).is_shared
