"""The contact sheets: a row a page, a column a look, in the order the pictures were drawn."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from installer import contact_sheets
from installer.contact_sheets import LOOKS, PICTURE, main, names, sheet


@pytest.fixture
def screens(qapp: QApplication, tmp_path: Path) -> Path:
    """Two pages of one house: one red, one with another colour in each look."""
    folder = tmp_path / "screens" / "tom"
    folder.mkdir(parents=True)
    for when, page in enumerate(("start", "boern")):
        for place, look in enumerate(LOOKS):
            picture = QImage(PICTURE * 2, QImage.Format.Format_RGB32)
            picture.fill(QColor("red") if page == "start" else QColor(0, 40 * place, 200))
            file = folder / f"{page}-{look}.png"
            picture.save(str(file))
            os.utime(file, (when, when))
    return folder


def test_pages_stand_in_the_order_they_were_drawn(screens: Path) -> None:
    assert names(screens) == ["start", "boern"]


def test_each_look_has_its_place(screens: Path) -> None:
    made = sheet(screens, ["boern", "start"])
    step = PICTURE.width() + contact_sheets.GAP
    row = [made.pixelColor(contact_sheets.GAP + place * step + 20, 40) for place in range(len(LOOKS))]
    assert [colour.green() for colour in row] == [40 * place for place in range(len(LOOKS))]
    assert made.pixelColor(40, made.height() - 60) == QColor("red")


def test_old_sheets_go_and_no_page_is_left_out(screens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sider"
    target.mkdir()
    (target / "ark-normal-9.webp").write_bytes(b"old")
    (target / "README.md").write_text("stays", encoding="utf-8")
    monkeypatch.setattr(contact_sheets, "ROWS", 1)
    main(tmp_path / "screens", target)
    assert sorted(path.name for path in target.iterdir()) == ["README.md", "ark-tom-1.webp", "ark-tom-2.webp"]
