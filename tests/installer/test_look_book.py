"""The design language: its pictures are there, drawn by the program, and it names every token and no other."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import opspor
from installer import look_book
from opspor.desktop.tokens import TOKENS, Shade

DOCUMENT = (Path(opspor.__file__).parent.parent / "docs" / "design-language.md").read_text(encoding="utf-8")
TABLES = ("base", "space", "radius", "line", "icon", "target", "layout", "motion")
MOST = 2_000_000  # bytes: all pictures together


def test_the_document_names_every_token_and_none_that_is_not() -> None:
    there = {f"{table}.{name}" for table in TABLES for name in getattr(TOKENS, table)._fields}
    there |= {f"color.{name}" for name in TOKENS.colors["light"]}
    there |= {f"type.{name}" for name in TOKENS.steps} | {f"ramp.{name}" for name in Shade._fields}
    named = set(re.findall(rf"`((?:{'|'.join((*TABLES, 'color', 'type', 'ramp'))})\.\w+)`", DOCUMENT))
    assert named == there


def test_every_picture_is_shown_and_drawn_and_they_are_light() -> None:
    shown = set(re.findall(r"\(billeder/design/([\w-]+)\.png\)", DOCUMENT))
    files = list(look_book.TARGET.glob("*.png"))
    assert shown == set(look_book.PICTURES) == {file.stem for file in files}
    assert sum(file.stat().st_size for file in files) < MOST


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
@pytest.mark.usefixtures("qapp")
def test_a_picture_shows_the_three_themes_beside_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_book, "PICTURES", {"knapper": look_book.PICTURES["knapper"]})
    (path,) = look_book.draw(tmp_path)
    picture = QImage(str(path))
    third = picture.width() // 3
    corners = [picture.pixelColor(third * number + third - 8, 8).name() for number in range(3)]
    assert corners == [TOKENS.colors[theme]["desk"].lower() for theme in ("light", "dark", "contrast")]
