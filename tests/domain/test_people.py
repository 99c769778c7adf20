"""Staff: roles and short names."""

from dataclasses import replace

import pytest

from opspor.domain.people import ROLE_WORDS, Role
from tests.domain.factories import NOW, staff_member


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


def test_who_is_here_has_come_in_and_not_left() -> None:
    member = staff_member()
    assert member.is_here
    assert not replace(member, joined_at=None).is_here
    assert not replace(member, left_at=NOW).is_here
