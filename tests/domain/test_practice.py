"""An answer to a practice case is whole, or it says what is missing."""

import pytest

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.practice import LONGEST_NOTE, check_practice


def test_both_are_chosen_and_the_note_is_free() -> None:
    assert check_practice(Position.UNKNOWN, Trivsel.THRIVES, "") == (Position.UNKNOWN, Trivsel.THRIVES)


@pytest.mark.parametrize(
    ("position", "trivsel", "note", "code"),
    [
        (None, None, "", "OEVE-VALG"),
        (Position.EXPOSED, None, "", "OEVE-VALG"),
        (Position.EXPOSED, Trivsel.THRIVES, "x" * (LONGEST_NOTE + 1), "OEVE-NOTE"),
    ],
)
def test_what_is_missing_is_said(position: Position, trivsel: Trivsel, note: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_practice(position, trivsel, note)
    assert refused.value.code == code
