"""Practising a track: all that is needed to play, and nothing that stays."""

from opspor.domain.beredskab import Track
from opspor.store import log
from opspor.usecases import track_practice
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House


def lines(desk: Desk) -> int:
    """How many lines the log has."""
    with desk.engine.begin() as connection:
        return log.last(connection)[0]


def test_it_gives_every_track_with_its_story_and_leaves_no_line_in_the_log(house: House) -> None:
    house.enter("jonas")
    before = house.do(lines)

    practice = house.do(track_practice.practice)

    assert list(practice.forms) == list(Track)
    assert list(practice.stories) == list(Track)
    assert house.do(lines) == before
