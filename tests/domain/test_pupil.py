"""A pupil's answers are words, never a number, and a no is an answer."""

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.pupil import FACE_WORDS, Face, PupilAnswers, form_id


def test_each_of_the_four_faces_has_words_of_its_own() -> None:
    assert set(FACE_WORDS) == set(Face)
    assert len(set(FACE_WORDS.values())) == len(Face) == 4


def test_whoever_says_nothing_yet_has_skipped_everything_and_has_not_said_no() -> None:
    assert PupilAnswers() == PupilAnswers(wants=True, faces={}, texts={})


@pytest.mark.parametrize(
    ("years", "at_school", "form"),
    [
        (3, False, "pupil-3-5"), (4, True, "pupil-3-5"), (5, False, "pupil-3-5"), (5, True, "pupil-6-9"),
        (6, False, "pupil-6-9"), (9, True, "pupil-6-9"), (10, True, "pupil-10-17"), (17, False, "pupil-10-17"),
    ],
)  # fmt: skip
def test_the_form_follows_the_age_and_at_five_where_the_child_goes(years: int, at_school: bool, form: str) -> None:
    assert form_id(years, at_school=at_school) == form


def test_below_three_nobody_is_asked() -> None:
    with pytest.raises(KnownError) as refused:
        form_id(2, at_school=False)
    assert refused.value.code == "ELEV-ALDER"
