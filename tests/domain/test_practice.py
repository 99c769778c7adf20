"""An answer to a practice case is whole, or it says what is missing."""

import pytest

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.practice import LONGEST_NOTE, PracticeDraft, check_practice


def test_both_are_chosen_and_the_note_is_free() -> None:
    whole = PracticeDraft(Position.UNKNOWN, Trivsel.THRIVES)
    assert check_practice(whole) == (Position.UNKNOWN, Trivsel.THRIVES)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PracticeDraft(), "OEVE-VALG"),
        (PracticeDraft(Position.EXPOSED), "OEVE-VALG"),
        (PracticeDraft(Position.EXPOSED, Trivsel.THRIVES, "x" * (LONGEST_NOTE + 1)), "OEVE-NOTE"),
    ],
)
def test_what_is_missing_is_said(draft: PracticeDraft, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_practice(draft)
    assert refused.value.code == code
