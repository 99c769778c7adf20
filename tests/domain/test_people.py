"""Staff: roles and short names."""

import pytest

from opspor.domain.people import ROLE_WORDS, Role
from tests.domain.factories import staff_member


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mette Sørensen", "Mette S."),
        ("Anne Marie Ærøskøbing", "Anne Marie Æ."),
        ("Yusuf", "Yusuf"),
        ("  Mette  Sørensen ", "Mette S."),
        ("", ""),
    ],
)
def test_a_short_name(name: str, short: str) -> None:
    assert staff_member(name=name).short == short


def test_every_role_has_a_word() -> None:
    assert list(ROLE_WORDS) == list(Role)
