"""What is proposed when a new year begins: classes go on, the oldest leave, rooms stay."""

from datetime import date

import pytest

from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind
from opspor.domain.year_shift import Course, Step, begins_school, next_name, propose, same_name


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("2.B", "3.B"), ("0.A", "1.A"), ("8. klasse", "9. klasse"), ("2B", "3B"), (" 4.å ", "5.å "),
        ("9.A", None), ("10.A", None), ("Bøgestuen", None), ("SFO 2", None), ("112.A", None),
    ],
)  # fmt: skip
def test_a_class_goes_on_under_the_next_number(name: str, following: str | None) -> None:
    assert next_name(name) == following


@pytest.mark.parametrize(
    ("name", "kind", "step"),
    [
        ("2.B", GroupKind.CLASS, Step(Course.GOES_ON, "3.B")),
        ("9.A", GroupKind.CLASS, Step(Course.LEAVES)),
        ("Årgang Æ", GroupKind.CLASS, Step(Course.STAYS)),
        ("2.B", GroupKind.AFTER_SCHOOL, Step(Course.STAYS)),
        ("Bøgestuen", GroupKind.ROOM, Step(Course.STAYS)),
    ],
)
def test_what_is_proposed_for_a_group(name: str, kind: GroupKind, step: Step) -> None:
    assert propose(Group(Id("g"), name, kind=kind)) == step


@pytest.mark.parametrize(
    ("born", "kind", "begins"),
    [
        (date(2020, 12, 31), GroupKind.ROOM, True),  # six on the last day of the year
        (date(2021, 1, 1), GroupKind.ROOM, False),
        (date(2019, 5, 5), GroupKind.ROOM, True),  # who waited a year
        (date(2020, 5, 5), GroupKind.CLASS, False),
        (None, GroupKind.ROOM, False),
    ],
)
def test_who_turns_six_this_year_begins_school(born: date | None, kind: GroupKind, begins: bool) -> None:
    child = ChildInList(Id("c"), "B001", "Ea", "", born, (Id("g"),), ("Ærtestuen",))
    assert begins_school(child, {Id("g"): kind}, date(2026, 8, 1)) is begins


def test_a_name_is_the_same_whatever_its_case_and_spaces() -> None:
    assert same_name(" Ærtestuen", "ærtestuen ")
    assert not same_name("2.Å", "2.A")
