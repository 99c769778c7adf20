"""The leader chooses for everybody whether a suggestion stands beside a position."""

from opspor.usecases import suggestions
from tests.usecases.conftest import House


def test_suggestions_are_shown_until_somebody_switches_them_off(house: House) -> None:
    assert house.do(suggestions.shown)

    house.do(lambda desk: suggestions.switch(desk, on=False))

    with house.as_("jonas"):
        assert not house.do(suggestions.shown)
