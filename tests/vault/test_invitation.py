"""Codes that are read aloud, written on a slip and typed once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.errors import KnownError
from opspor.vault.invitation import new_code, parse


def test_a_code_has_a_hundred_bits_in_four_groups() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}", code) for code in codes)
    assert len(set("".join(codes)) - {"-"}) == 32


@pytest.mark.parametrize(
    "typed", ["7k2qf-0m9xa-rt5vb-1hj8e", "7K2QFOM9XART5VBIHJ8E", " 7k2qf omgxa rt5vb lhj8e".replace("g", "9")]
)
def test_it_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse(typed) == parse("7K2QF-0M9XA-RT5VB-1HJ8E")


@pytest.mark.parametrize(
    "typed", ["", "7K2QF", "7K2QF-0M9XA-RT5VB-1HJ8", "7K2QF-0M9XA-RT5VB-1HJ8EE", "7K2QF-0M9XA-RT5VB-1HJ8U"]
)
def test_what_cannot_be_a_code_is_said(typed: str) -> None:
    with pytest.raises(KnownError) as error:
        parse(typed)
    assert error.value.code == "BOKS-KODE-FORM"


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_known_error(typed: str) -> None:
    try:
        parse(typed)
    except KnownError as error:
        assert error.code == "BOKS-KODE-FORM"  # noqa: PT017
