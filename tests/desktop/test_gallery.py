"""What is drawn: every page, in every look, on the page of the scene before where a scene goes on from it."""

import inspect
from functools import partial
from pathlib import Path

import pytest

from opspor.cli.commands import now
from opspor.cli.demo import screens
from opspor.desktop import gallery, gallery_places
from opspor.desktop.route import Place
from opspor.workplace import open_vault
from tests.cli.conftest import quick

LOOKS = [f"{theme}-{zoom}" for zoom in (100, 200) for theme in ("light", "dark", "contrast")]


def test_a_page_of_an_empty_house_is_drawn_in_three_themes_and_two_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And its pictures differ: a theme that is not painted would be the one before."""
    (tmp_path / "hus").mkdir()
    vault = screens.HOUSES["tom"](tmp_path / "hus", quick)
    first = screens.NORMAL.first
    monkeypatch.setattr(gallery, "open_vault", partial(open_vault, derive=quick))
    every = gallery.draw(vault, first.login, first.password, tmp_path / "p", now, every=True, only="bekymringer")
    assert [path.name for path in every] == [f"bekymringer-{look}.png" for look in LOOKS]
    assert len({path.read_bytes() for path in every}) == len(LOOKS)


def test_a_press_is_drawn_on_the_page_of_the_scene_before_it() -> None:
    scenes = gallery._locked()
    wanted = [scene.name for scene in gallery._wanted(scenes, "beredskab-spor")]
    assert wanted == ["beredskab", "beredskab-112", "beredskab-spoergsmaal", "beredskab-spor"]
    assert [scene.name for scene in gallery._wanted(scenes, "opret")] == ["opret"]


@pytest.mark.parametrize("place", Place)
def test_every_page_is_drawn(place: Place) -> None:
    assert f"Place.{place.name}" in inspect.getsource(gallery_places)
