"""A section is filled by a text, or by the reason why it could not be."""

import pytest

from opspor.domain.paper import INFORMED_WORDS, Informed, SectionAnswer


@pytest.mark.parametrize(
    ("answer", "empty"),
    [
        (SectionAnswer(), True),
        (SectionAnswer(" \n", "\t"), True),
        (SectionAnswer(text="Barnet har været stille siden uge 40."), False),
        (SectionAnswer(could_not="Mor tager ikke telefonen."), False),
        (SectionAnswer(yes=False), False),
    ],
)
def test_a_section_is_empty_without_text_and_without_reason(answer: SectionAnswer, empty: bool) -> None:
    assert answer.is_empty is empty


def test_who_knows_it_already_is_a_third_answer() -> None:
    assert list(INFORMED_WORDS) == list(Informed) == ["yes", "no", "knows_already"]
