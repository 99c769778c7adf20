"""A follow-up says when it was held, what came of it, and when one looks again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.assessment import NOTE_LIMIT
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import (
    EFFECT_WORDS,
    Effect,
    Review,
    SubjectKind,
    When,
    check_postponed,
    check_review,
    when,
)
from opspor.domain.ids import Id

TODAY = date(2026, 3, 17)
STARTED = date(2026, 2, 1)
WHOLE = Review(on=TODAY, effect=Effect.PARTLY, note="Han siger farvel.", next_on=TODAY + timedelta(weeks=4))
GOALS = (Id("m-1"), Id("m-2"))


@pytest.mark.parametrize(
    ("days", "found"),
    [(-400, When.LATE), (-1, When.LATE), (0, When.TODAY), (1, When.SOON), (7, When.SOON), (8, When.LATER)],
)
def test_how_a_day_lies_to_today(days: int, found: When) -> None:
    assert when(TODAY + timedelta(days=days), TODAY) is found


def test_every_effect_has_words() -> None:
    assert set(EFFECT_WORDS) == set(Effect)


@pytest.mark.parametrize(
    "review",
    [
        WHOLE,
        replace(WHOLE, on=None),  # today
        replace(WHOLE, on=STARTED),
        replace(WHOLE, note=""),
        replace(WHOLE, next_on=None),
        replace(WHOLE, next_on=TODAY + timedelta(days=1)),
        replace(WHOLE, next_on=TODAY + timedelta(days=3 * 365)),
    ],
)
def test_a_whole_follow_up(review: Review) -> None:
    check_review(review, SubjectKind.FOCUS, today=TODAY, started=STARTED)


@pytest.mark.parametrize(
    ("review", "code"),
    [
        (replace(WHOLE, on=TODAY + timedelta(days=1)), "OPFOELGNING-FREMTID"),
        (replace(WHOLE, on=STARTED - timedelta(days=1)), "OPFOELGNING-FOER"),
        (replace(WHOLE, effect=None), "OPFOELGNING-VIRKER"),
        (replace(WHOLE, next_on=TODAY), "OPFOELGNING-NAESTE"),
        (replace(WHOLE, next_on=TODAY - timedelta(days=300)), "OPFOELGNING-NAESTE"),
        (replace(WHOLE, next_on=TODAY.replace(year=2036)), "OPFOELGNING-LANGT"),
        (replace(WHOLE, next_on=None, note=" "), "OPFOELGNING-SLUT"),
        (replace(WHOLE, note="a" * (NOTE_LIMIT + 1)), "VURD-LANG"),
    ],
)
def test_what_a_follow_up_cannot_be(review: Review, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_review(review, SubjectKind.FOCUS, today=TODAY, started=STARTED)

    assert refused.value.code == code


@pytest.mark.parametrize(
    "kind", [SubjectKind.ASSESSMENT, SubjectKind.VISIT, SubjectKind.NEXT_MEETING, SubjectKind.AGREEMENT]
)
def test_one_asks_what_came_of_it_only_where_adults_try_something(kind: SubjectKind) -> None:
    check_review(replace(WHOLE, effect=None), kind, today=TODAY, started=STARTED)


def test_every_goal_of_a_plan_is_asked_about() -> None:
    every = replace(WHOLE, effect=None, goals={Id("m-1"): Effect.WORKS, Id("m-2"): Effect.TOO_EARLY})
    check_review(every, SubjectKind.PLAN, today=TODAY, started=STARTED, goals=GOALS)

    one = replace(WHOLE, goals={Id("m-1"): Effect.WORKS})
    with pytest.raises(KnownError) as refused:
        check_review(one, SubjectKind.PLAN, today=TODAY, started=STARTED, goals=GOALS)
    assert refused.value.code == "OPFOELGNING-VIRKER"


def test_a_plan_that_has_not_begun_may_be_talked_about_today() -> None:
    check_review(WHOLE, SubjectKind.PLAN, today=TODAY, started=TODAY + timedelta(days=5))


@pytest.mark.parametrize(
    ("to", "reason", "code"),
    [
        (None, "Far er syg", "OPFOELGNING-NAESTE"),
        (TODAY, "Far er syg", "OPFOELGNING-NAESTE"),
        (TODAY.replace(year=2036), "Far er syg", "OPFOELGNING-LANGT"),
        (TODAY + timedelta(days=7), " ", "OPFOELGNING-GRUND"),
        (TODAY + timedelta(days=7), "a" * (NOTE_LIMIT + 1), "VURD-LANG"),
    ],
)
def test_putting_off_needs_a_day_that_comes_and_a_reason(to: date | None, reason: str, code: str) -> None:
    check_postponed(TODAY + timedelta(days=7), "Far er syg", TODAY)

    with pytest.raises(KnownError) as refused:
        check_postponed(to, reason, TODAY)
    assert refused.value.code == code
