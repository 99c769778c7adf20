"""A concern: who sees it, who may be told, and the label that gives nothing away."""

from datetime import date

import pytest

from opspor.domain.concern import (
    Concern,
    Danger,
    Topic,
    groups_that_see,
    parents_may_be_told,
)
from opspor.domain.ids import Id
from tests.domain.factories import NOW
from tests.guards import CHILD_FIRST_NAME, NOTE, STAFF_NAME


def _concern(topic: Topic = Topic.GENERAL) -> Concern:
    return Concern(
        Id("c"), None, CHILD_FIRST_NAME, Id("mette"), STAFF_NAME, Danger.NO, topic, date(2026, 11, 2), NOW, NOTE, None
    )


def test_the_label_may_be_shown_where_parents_see_the_screen() -> None:
    assert _concern(Topic.ABUSE).label == "Bekymring fra 3.11.2026"


@pytest.mark.parametrize("topic", [Topic.ABUSE, Topic.HONOUR, Topic.EMPLOYEE])
def test_where_there_is_a_suspicion_nobody_is_told_and_no_group_sees_it(topic: Topic) -> None:
    assert not parents_may_be_told(topic)
    assert not groups_that_see(_concern(topic), [Id("solsikken")])


def test_a_general_concern_is_seen_by_the_childs_groups() -> None:
    assert parents_may_be_told(Topic.GENERAL)
    assert groups_that_see(_concern(), [Id("solsikken")]) == ["solsikken"]


def test_the_first_question_has_three_answers_and_the_second_four() -> None:
    assert list(Danger) == ["now", "not_safe_home", "no"]
    assert list(Topic) == ["abuse", "honour", "employee", "general"]
