"""What makes an assessment whole, and where a team differs. Nothing is added up."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain import assessment as a
from opspor.domain.assessment import (
    Often,
    OwnAnswers,
    Position,
    Seen,
    Trivsel,
    check_own,
    differences,
    is_open,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from tests.domain.factories import own_assessment


def test_an_own_assessment_needs_both_questions_answered_and_nothing_else() -> None:
    check_own(OwnAnswers(position=Position.EXPOSED, trivsel=Trivsel.THRIVES))
    for half, missing in (
        (OwnAnswers(trivsel=Trivsel.THRIVES), "position"),
        (OwnAnswers(position=Position.EXPOSED), "trivsel"),
    ):
        with pytest.raises(KnownError, match=f"{missing} mangler") as error:
            check_own(half)
        assert error.value.code == "VURD-MANGLER"


def test_the_seal_breaks_when_all_who_are_to_assess_have_submitted() -> None:
    mette, anders, vikar = Id("mette"), Id("anders"), Id("vikar")

    assert not is_open([mette, anders], [])
    assert not is_open([mette, anders], [mette])
    assert not is_open([mette, anders], [mette, vikar])
    assert is_open([mette, anders], [anders, mette])
    assert is_open([mette, anders], [anders, mette, vikar])
    assert not is_open([], [vikar])


def test_position_and_trivsel_come_first_then_the_largest_difference_in_the_order_of_the_form() -> None:
    mette = own_assessment(
        "mette", Position.NOT_EXPOSED, Trivsel.THRIVES,
        {"leger": Often.OFTEN, "spiser": Often.OFTEN, "sover": Often.OFTEN, "taler": Often.OFTEN, "ler": Often.OFTEN},
    )  # fmt: skip
    anders = own_assessment(
        "anders", Position.POTENTIALLY_EXPOSED, Trivsel.THRIVES,
        {"leger": Often.SOMETIMES, "spiser": Often.RARELY, "sover": Often.OFTEN, "ler": Often.RARELY},
    )  # fmt: skip

    found = differences([mette, anders], ["leger", "spiser", "sover", "taler", "ler", "sjov"])

    assert [(d.item, d.distance) for d in found] == [
        ("position", 2),  # next to each other, and still first
        ("spiser", 3),
        ("ler", 3),
        ("leger", 2),
        ("taler", 1),  # one did not answer
    ]
    assert found[-1].values == {"mette": "often", "anders": ""}


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        (Trivsel.THRIVES, Trivsel.BEGINNING_MISTRIVSEL, 2),
        (Trivsel.BEGINNING_MISTRIVSEL, Trivsel.MISTRIVSEL, 2),
        (Trivsel.THRIVES, Trivsel.MISTRIVSEL, 3),
        (Trivsel.MISTRIVSEL, Trivsel.UNKNOWN, 1),
    ],
)
def test_how_far_two_stand_apart_on_trivsel(one: Trivsel, other: Trivsel, distance: int) -> None:
    found = differences([own_assessment("mette", trivsel=one), own_assessment("anders", trivsel=other)], [])

    assert [(d.item, d.distance) for d in found] == [("trivsel", distance)]


def test_nothing_seen_and_something_seen_are_far_apart_and_not_knowing_is_near() -> None:
    def between(one: Seen, other: Seen) -> int:
        pair = own_assessment("mette", answers={"familie": one}), own_assessment("anders", answers={"familie": other})
        return differences(pair, ["familie"])[0].distance

    assert between(Seen.NOTHING, Seen.SOMETHING) == 3
    assert between(Seen.SOMETHING, Seen.UNKNOWN) == 1


def test_a_third_who_does_not_know_hides_no_difference_between_two_who_do() -> None:
    trio = [
        own_assessment("mette", trivsel=Trivsel.THRIVES),
        own_assessment("anders", trivsel=Trivsel.UNKNOWN),
        own_assessment("lone", trivsel=Trivsel.MISTRIVSEL),
    ]

    assert differences(trio, [])[0].distance == 3


def test_the_spread_says_how_many_chose_what_and_nobody_s_name() -> None:
    own = [
        own_assessment("mette", Position.EXPOSED, Trivsel.THRIVES, {"leger": Often.OFTEN, "sover": Often.UNKNOWN}),
        own_assessment("anders", Position.EXPOSED, Trivsel.MISTRIVSEL, {"leger": Often.OFTEN}),
        own_assessment("lone", Position.UNKNOWN, Trivsel.THRIVES),
    ]

    spread = a.spread_of(own)

    assert spread == a.Spread(
        3,
        {
            "position": {"exposed": 2, "unknown": 1},
            "trivsel": {"thrives": 2, "mistrivsel": 1},
            "leger": {"often": 2},  # the third left it open: 3 - 2
            "sover": {"unknown": 1},
        },
    )
    assert not any(name in repr(spread) for name in ("mette", "anders", "lone"))
    assert a.spread_of([]) == a.Spread()


@given(st.lists(st.tuples(st.sampled_from(Position), st.sampled_from(Trivsel)), max_size=5))
def test_differences_are_shown_exactly_where_there_are_any(pairs: list[tuple[Position, Trivsel]]) -> None:
    own = [own_assessment(f"person{i}", position, trivsel) for i, (position, trivsel) in enumerate(pairs)]

    found = {d.item for d in differences(own, [])}

    assert ("position" in found) == (len({position for position, _ in pairs}) > 1)
    assert ("trivsel" in found) == (len({trivsel for _, trivsel in pairs}) > 1)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (a.Position, a.POSITION_WORDS), (a.Trivsel, a.TRIVSEL_WORDS), (a.Context, a.CONTEXT_WORDS),
        (a.Seen, a.SEEN_WORDS), (a.Often, a.OFTEN_WORDS), (a.Strength, a.STRENGTH_WORDS),
        (a.Duration, a.DURATION_WORDS), (a.Source, a.SOURCE_WORDS), (a.Certainty, a.CERTAINTY_WORDS),
        (a.FollowUpKind, a.FOLLOW_UP_WORDS), (a.Strength, a.PROTECTION_WORDS),
    ],
)  # fmt: skip
def test_everything_that_can_be_chosen_has_a_word_of_its_own(kind: type[StrEnum], words: dict[str, str]) -> None:
    assert list(words) == list(kind)
    assert len(set(words.values())) == len(words)
    assert all(words.values())
