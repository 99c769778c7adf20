"""The pictures of the guide come from scenes that the demo draws, and from nowhere else."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, qRgb
from PySide6.QtWidgets import QApplication

from installer import guide

_GALLERY = Path(__file__).parents[2] / "opspor" / "desktop"


@pytest.mark.parametrize("name", guide.names())
def test_a_picture_is_cut_from_a_scene_of_the_gallery(name: str) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in _GALLERY.glob("gallery*.py"))
    scenes = set(re.findall(r'"([a-z][a-z-]*)"', source))
    ends = set(re.findall(r'f"\{name\}(-[a-z-]+)"', source))  # a scene that follows from another
    made = scenes | {f"{scene}{end}" for scene in scenes for end in ends}
    assert name in made


def test_a_scene_that_the_demo_does_not_draw_is_said(tmp_path: Path, qapp: QApplication) -> None:
    screen = QImage(1366, 768, QImage.Format.Format_RGB32)
    screen.fill(qRgb(255, 255, 255))
    first, *_ = guide.names()
    screen.save(str(tmp_path / f"{first}-light-100.png"))
    assert guide.missing(tmp_path) == guide.names()[1:]


def test_a_picture_is_cut_made_small_and_has_an_edge(qapp: QApplication) -> None:
    screen = QImage(1366, 768, QImage.Format.Format_RGB32)
    screen.fill(qRgb(255, 255, 255))
    cut = guide.cut(screen, QRect(100, 100, 1000, 500))
    assert (cut.width(), cut.height()) == (900, 450)
    assert cut.pixelColor(0, 0) != cut.pixelColor(10, 10)
    assert cut.colorCount() <= 256
