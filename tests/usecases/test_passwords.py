"""What the pages that choose a password are given; how it is judged stands in tests/vault/test_password.py."""

from opspor.usecases.passwords import judge, suggest


def test_what_is_suggested_is_accepted_and_what_everybody_knows_of_a_person_is_not() -> None:
    assert judge(suggest()).accepted
    assert not judge("kanariefuglen1", ("Kanariefuglen",)).accepted
