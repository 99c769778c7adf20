"""The learning environment is about the adults: four answers, none of them given beforehand."""

from opspor.domain.environment import FRAME_WORDS, EnvironmentAnswers, Frame


def test_every_answer_has_its_word_and_nothing_is_answered_beforehand() -> None:
    assert list(FRAME_WORDS) == list(Frame)
    assert EnvironmentAnswers() == EnvironmentAnswers({}, {})
