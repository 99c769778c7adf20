"""Staff: roles and short names."""

from dataclasses import replace

import pytest

from opspor.domain.people import GROUP_KIND_WORDS, ROLE_WORDS, GroupKind, Role, kind_of
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


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2.B", GroupKind.CLASS), ("0. a", GroupKind.CLASS), ("10", GroupKind.CLASS), ("9.å", GroupKind.CLASS),
        ("Børnehaveklassen", GroupKind.CLASS), ("4. årgang", GroupKind.CLASS),
        ("SFO Rød", GroupKind.AFTER_SCHOOL), ("sfo 2.B", GroupKind.AFTER_SCHOOL),
        ("Fritidshjemmet", GroupKind.AFTER_SCHOOL), ("Juniorklubben", GroupKind.AFTER_SCHOOL),
        ("Distrikt Nord", GroupKind.DISTRICT), ("Bøgestuen", GroupKind.ROOM), ("Stue 2", GroupKind.ROOM),
        ("Vuggestuen", GroupKind.ROOM), ("", GroupKind.ROOM), ("2.B og 2.C", GroupKind.ROOM),
    ],
)  # fmt: skip
def test_what_a_group_is_is_guessed_from_its_name(name: str, kind: GroupKind) -> None:
    assert kind_of(name) is kind


def test_every_kind_of_group_has_a_word() -> None:
    assert set(GROUP_KIND_WORDS) == set(GroupKind)
