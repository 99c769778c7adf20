"""The order in which a year is played."""

from datetime import date

import pytest

from opspor.cli.commands import now
from opspor.cli.demo.year import season
from opspor.store import log
from opspor.usecases import matrix
from opspor.usecases.desk import Desk
from tests.cli.demo.conftest import Play


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 1), "Forår 2026"),
        (date(2026, 7, 31), "Forår 2026"),
        (date(2026, 8, 1), "Efterår 2026"),
        (date(2027, 1, 15), "Efterår 2026"),
    ],
)
def test_a_round_is_called_after_its_season(day: date, name: str) -> None:
    assert season(day) == name


def test_rounds_lie_half_a_year_apart_and_the_last_is_open_now(play: Play) -> None:
    first, last = play("--children", "6").result["rounds"]
    apart = date.fromisoformat(last["opens_on"]) - date.fromisoformat(first["opens_on"])
    assert 175 < apart.days < 190
    assert date.fromisoformat(last["opens_on"]) < now().date() < date.fromisoformat(last["closes_on"])


def test_nothing_is_written_after_now_and_time_goes_one_way(play: Play) -> None:
    place = play("--children", "6").open()
    try:
        lines = place.run(_log).result()
    finally:
        place.close()
    times = [line.at for line in lines]
    assert times == sorted(times)
    assert times[-1] <= now()
    assert len({line.slot_id for line in lines}) == 5  # each did something in their own name


def _log(desk: Desk) -> list[log.LogEntry]:
    with desk.engine.begin() as connection:
        return list(log.entries(connection))


def test_children_moved_both_ways_since_the_round_before(play: Play) -> None:
    played = play()
    place = played.open()
    try:
        shown = place.look(lambda desk: matrix.matrix(desk, played.result["rounds"][-1]["id"])).result()
    finally:
        place.close()
    moves = {placed.step.move for cell in shown.cells.values() for placed in cell}
    assert {"same", "less", "more"} <= moves
