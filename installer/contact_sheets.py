"""Lays the pictures of ``opspor screens`` out on sheets, each with its name below: what lies in docs/billeder/sider.

    python installer/contact_sheets.py build/screens docs/billeder/sider

A sheet shows one vault, a row a page, a column for each theme and size.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

LOOKS = tuple(f"{theme}-{zoom}" for zoom in (100, 200) for theme in ("light", "dark", "contrast"))
PICTURE = QSize(280, 158)
GAP, LINE, ROWS = 6, 16, 25
QUALITY = 40  # of WebP: half the size of a JPEG that can be read as well


def names(folder: Path) -> list[str]:
    """The pages of which there are pictures in ``folder``, in the order they were drawn."""
    pictures = sorted(folder.glob(f"*-{LOOKS[0]}.png"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [path.name.removesuffix(f"-{LOOKS[0]}.png") for path in pictures]


def sheet(folder: Path, pages: list[str], size: QSize = PICTURE) -> QImage:
    """One sheet: each page in every look, its name under each picture."""
    step_x, step_y = size.width() + GAP, size.height() + LINE + GAP
    whole = QImage(GAP + step_x * len(LOOKS), GAP + step_y * len(pages), QImage.Format.Format_RGB32)
    whole.fill(QColor("#ffffff"))
    painter = QPainter(whole)
    font = QFont()
    font.setPixelSize(LINE - 6)
    painter.setFont(font)
    for row, page in enumerate(pages):
        for column, look in enumerate(LOOKS):
            place = QRect(GAP + column * step_x, GAP + row * step_y, size.width(), size.height())
            picture = QImage(str(folder / f"{page}-{look}.png"))
            mode = Qt.TransformationMode.SmoothTransformation
            scaled = picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
            painter.drawImage(place.topLeft(), scaled)
            words = f"{page} · {look}"
            painter.drawText(place.adjusted(0, size.height(), 0, LINE), int(Qt.AlignmentFlag.AlignVCenter), words)
    painter.end()
    return whole


def main(screens: Path, target: Path) -> None:
    """A sheet for so many pages of each vault. Sheets that lay there before go."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("ark-*.webp"):
        old.unlink()
    for folder in sorted(path for path in screens.iterdir() if path.is_dir()):
        pages = names(folder)
        for first in range(0, len(pages), ROWS):
            file = target / f"ark-{folder.name}-{first // ROWS + 1}.webp"
            sheet(folder, pages[first : first + ROWS]).save(str(file), quality=QUALITY)


if __name__ == "__main__":
    app = QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    main(Path(sys.argv[1]), Path(sys.argv[2]))
