"""A pupil's answers are words, never a number, and a no is an answer."""

from opspor.domain.pupil import FACE_WORDS, Face, PupilAnswers


def test_each_of_the_four_faces_has_words_of_its_own() -> None:
    assert set(FACE_WORDS) == set(Face)
    assert len(set(FACE_WORDS.values())) == len(Face) == 4


def test_whoever_says_nothing_yet_has_skipped_everything_and_has_not_said_no() -> None:
    assert PupilAnswers() == PupilAnswers(wants=True, faces={}, texts={})
