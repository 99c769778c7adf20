"""No number that nobody checked (design 11, rule 9)."""

import re

import opspor
from opspor.reference import numbers


def test_the_program_ships_112_and_114_and_no_other_number() -> None:
    assert [number.phone for number in numbers.shipped()] == ["112", "114"]


def test_the_data_hold_no_eight_digits_that_could_be_dialled() -> None:
    text = (opspor.data_folder("resources") / "law" / "numbers.toml").read_text("utf-8")

    assert re.findall(r"(?:\d[ .-]?){8}", text) == []


def test_every_other_number_is_a_place_to_be_filled_in() -> None:
    """What the domain names: where one reports, who is asked, who helps, and who is above the leader."""
    keys = [place.key for place in numbers.places()]

    assert len(set(keys)) == len(keys)
    assert set(keys) >= {"municipality", "municipality_on_call", "sparring", "ppr", "ssp", "safety_consultant"}
    ours = [place.key for place in numbers.places() if place.layer is numbers.Layer.INSTITUTION]
    assert ours == ["leader", "deputy", "leaders_leader", "coordinator"]


def test_each_says_whose_it_is_and_when_to_call() -> None:
    for number in numbers.shipped():
        assert number.function
        assert number.when
    for place in numbers.places():
        assert place.function
        assert place.when
