"""What is said where an underretning leaves the house."""

from datetime import date

import pytest

from opspor.domain.sending import MAIL_ADVICE, mail_advice, measures_in, phone_first


@pytest.mark.parametrize("channel", ["Mail", "e-mail til rådgiveren", "sendt på gmail", "SMS", "outlook"])
def test_ordinary_mail_is_answered_with_a_way_on(channel: str) -> None:
    assert mail_advice(channel) == MAIL_ADVICE


@pytest.mark.parametrize("channel", ["", "Sikker post", "sikker mail", "Digital Post", "kommunens skema", "brev"])
def test_any_other_way_is_answered_with_nothing(channel: str) -> None:
    assert mail_advice(channel) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karla bør anbringes hos mormor", ("anbringes",)),
        ("Det skyldes mors ADHD, og det skyldes søvn", ("skyldes", "adhd")),
        ("Han er ked af det, fordi far drikker", ("fordi far",)),
        ("Tvangsfjernelse i en plejefamilie", ("tvangsfjernelse", "plejefamilie")),
        ("Hun græder ved lågen og fjerner snavs fra brættet", ()),
        ("", ()),
    ],
)
def test_words_that_propose_a_measure_or_give_a_cause_are_found(text: str, words: tuple[str, ...]) -> None:
    assert measures_in(text) == words


def test_before_closed_days_one_reads_until_when() -> None:
    assert "til mandag 6.4.2026. Ring først" in phone_first(date(2026, 4, 6))
