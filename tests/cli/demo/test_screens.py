"""``opspor screens`` draws an empty house, a new one, an ordinary one and a full one, each in a folder of its own."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from opspor import cli
from opspor.cli.commands import now
from opspor.cli.demo import Plot, screens
from opspor.usecases import children, concerns, rounds
from opspor.workplace import open_vault
from tests.cli.conftest import quick

SMALL = {"normal": Plot("dagtilbud", 6, 1, 1), "fuld": Plot("dagtilbud", 6, 1, 1, full=True)}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six children: a house as it is drawn takes a minute."""
    for name, plot in SMALL.items():
        monkeypatch.setitem(screens.HOUSES, name, partial(screens._played, plot))


def test_each_house_is_drawn_in_every_look_and_thrown_away(small: None, tmp_path: Path) -> None:
    asked: list[Any] = []
    counted: dict[str, tuple[int, int, int]] = {}

    def draw(*how: Any) -> list[Path]:
        vault, login, password, target, *_ = how
        asked.append(how)
        place = open_vault(vault, login, password, clock=now, derive=quick)
        try:
            counted[target.name] = (
                len(place.look(children.listed).result()),
                len(place.look(concerns.listed).result()),
                len(place.look(rounds.all_rounds).result()),
            )
        finally:
            place.close()
        return []

    assert cli.main(["screens", str(tmp_path), "--kun", "matrix"], derive=quick, draw=draw) == 0
    assert [how[3:] for how in asked] == [(tmp_path / name, True, "matrix") for name in screens.HOUSES]
    assert not any(how[0].exists() for how in asked)
    assert counted["tom"] == (0, 0, 0)
    assert counted["ny"] == (3, 1, 1)
    assert counted["normal"][0] == counted["fuld"][0]
    assert counted["fuld"][1] > counted["normal"][1] + 7


def test_where_nothing_can_be_drawn_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["screens", str(tmp_path / "screens")], derive=quick) == 1
    assert "[DEMO-BILLEDER]" in capsys.readouterr().err
    assert not (tmp_path / "screens").exists()
