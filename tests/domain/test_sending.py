"""What is said where an underretning leaves the house."""

from datetime import date

import pytest

from opspor.domain.sending import MAIL_ADVICE, mail_advice, phone_first


@pytest.mark.parametrize("channel", ["Mail", "e-mail til rådgiveren", "sendt på gmail", "SMS", "outlook"])
def test_ordinary_mail_is_answered_with_a_way_on(channel: str) -> None:
    assert mail_advice(channel) == MAIL_ADVICE


@pytest.mark.parametrize("channel", ["", "Sikker post", "sikker mail", "Digital Post", "kommunens skema", "brev"])
def test_any_other_way_is_answered_with_nothing(channel: str) -> None:
    assert mail_advice(channel) == ""


def test_before_closed_days_one_reads_until_when() -> None:
    assert "til mandag 6.4.2026. Ring først" in phone_first(date(2026, 4, 6))
