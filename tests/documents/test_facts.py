"""How an anonymous paper says when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.documents.facts import ago

TODAY = date(2026, 3, 17)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "i dag"),
        (0, "i dag"),
        (1, "for nogle dage siden"),
        (5, "for nogle dage siden"),
        (6, "for ca. en uge siden"),
        (10, "for ca. en uge siden"),
        (11, "for ca. 2 uger siden"),
        (21, "for ca. 3 uger siden"),
        (60, "for ca. 9 uger siden"),
        (61, "for ca. 2 måneder siden"),
        (365, "for ca. 12 måneder siden"),
        (800, "for ca. 2 år siden"),
    ],
)
def test_ago(days: int, said: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == said


@given(st.integers(0, 8000))
def test_several_days_share_one_wording_so_none_can_be_looked_up(days: int) -> None:
    said = ago(TODAY - timedelta(days=days), TODAY)
    near = {ago(TODAY - timedelta(days=d), TODAY) for d in (days - 1, days + 1)}
    assert said in near or days == 0
