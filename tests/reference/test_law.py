"""The law list is data, dated, and honest about what nobody has checked."""

import pytest

from opspor.reference import law, numbers


def test_every_rule_says_where_and_when_it_was_seen() -> None:
    assert law.rules()
    for rule in law.rules():
        assert rule.seen_in
        assert rule.seen_on.year >= 2026


def test_a_rule_nobody_has_checked_says_so() -> None:
    rule = law.rule("duty")

    assert rule.checked_by_function == ""
    assert rule.status == "Set i kilde af 22. november 2026, ikke efterprøvet"


def test_an_unknown_rule_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        law.rule("findes-ikke")


def test_the_program_ships_112_and_114_and_no_other_number() -> None:
    assert [number.phone for number in numbers.shipped()] == ["112", "114"]


def test_every_other_number_is_a_place_to_be_filled_in() -> None:
    assert {place.key for place in numbers.places()} == {"municipality", "leader", "leaders_leader"}
