"""What is said where an underretning leaves the house."""

from datetime import date

import pytest

from opspor.domain.sending import MAIL_ADVICE, ORIENTATION_ADVICE, mail_advice, orientation_advice, phone_first


@pytest.mark.parametrize("channel", ["Mail", "e-mail til rådgiveren", "sendt på gmail", "SMS", "outlook"])
def test_ordinary_mail_is_answered_with_a_way_on(channel: str) -> None:
    assert mail_advice(channel) == MAIL_ADVICE


@pytest.mark.parametrize("channel", ["", "Sikker post", "sikker mail", "Digital Post", "kommunens skema", "brev"])
def test_any_other_way_is_answered_with_nothing(channel: str) -> None:
    assert mail_advice(channel) == ""


def test_before_closed_days_one_reads_until_when() -> None:
    assert "til mandag 6.4.2026. Ring først" in phone_first(date(2026, 4, 6))


@pytest.mark.parametrize("text", ["Til orientering", "Familieafdelingen, kun til jeres orientering", "FYI"])
def test_to_let_them_know_is_explained_as_an_underretning(text: str) -> None:
    assert orientation_advice(["", text]) == ORIENTATION_ADVICE


@pytest.mark.parametrize("text", ["", "Hvordan orienterer vi os i skoven?", "Barnet har svært ved orientering"])
def test_other_words_are_not(text: str) -> None:
    assert orientation_advice([text]) == ""
